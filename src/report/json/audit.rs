//! From an audit report to the shapes of the schema.

use serde::{Serialize, Serializer};

use super::super::{ReadManifest, View};
use super::table::TableBody;
use super::v1;
use crate::model::{
    AuditReport, Counted, Evidence, Finding, InputAccount, Lang, Moment, OtherOutcome, PolicyUsed, Rate,
    Reject, RowAccount, RuleOutcome, RuleStatus, StateCounts, Zone,
};

/// The document of an audit; its findings are made while it is written.
pub(super) fn document<'a>(
    report: &'a AuditReport,
    manifest: Option<ReadManifest>,
    view: &View,
) -> v1::Audit<'a> {
    let (lang, zone) = (view.lang, report.zone);
    v1::Audit {
        schema_version: v1::SCHEMA_VERSION,
        tool: v1::Tool { name: "hearback", version: view.tool_version },
        manifest,
        as_of: time(zone, report.as_of.at),
        policy: policy(&report.policy, lang),
        calendar: v1::Calendar {
            name: &report.calendar.name,
            covers: [&report.calendar.first, &report.calendar.last],
        },
        inputs: report.inputs.iter().map(|account| input(account, lang)).collect(),
        rules: report.rules.iter().map(|outcome| rule(outcome, lang)).collect(),
        findings: Findings { report, lang },
        rejects: Rejects { rejects: &report.rejects, lang },
        as_of_given: report.as_of.given,
        period: v1::Period {
            from: report.period.from.and_then(|at| time(zone, at)),
            to: report.period.to.and_then(|at| time(zone, at)),
        },
        notices: report.notices.iter().map(|notice| notice.get(lang)).collect(),
        gaps: report.gaps().iter().map(|gap| gap.get(lang).to_owned()).collect(),
        by_group: TableBody::new(&report.by_group, lang, Some(zone)),
    }
}

/// The findings of a report, taken from their source one at a time.
pub(super) struct Findings<'a> {
    report: &'a AuditReport,
    lang: Lang,
}

impl Serialize for Findings<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_seq(self.report.findings.iter().map(|finding| OneFinding {
            finding,
            zone: self.report.zone,
            lang: self.lang,
        }))
    }
}

/// A finding that lives only while it is written.
struct OneFinding {
    finding: Finding,
    zone: Zone,
    lang: Lang,
}

impl Serialize for OneFinding {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        finding(&self.finding, self.zone, self.lang).serialize(serializer)
    }
}

/// The evidence of a finding, in the order the audit gives it.
pub(super) struct Proofs<'a> {
    evidence: &'a [(&'static str, Evidence)],
    zone: Zone,
    lang: Lang,
}

impl Serialize for Proofs<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let proofs = self.evidence.iter();
        serializer.collect_map(proofs.map(|(name, proof)| (name, value(proof, self.zone, self.lang))))
    }
}

/// The rejected rows, which may be as many as the rows of a file.
pub(super) struct Rejects<'a> {
    rejects: &'a [Reject],
    lang: Lang,
}

impl Serialize for Rejects<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_seq(self.rejects.iter().map(|reject| v1::Reject {
            file: &reject.file,
            sheet: reject.sheet.as_deref(),
            row: reject.row,
            reason: reject.reason.get(self.lang),
            text: &reject.text,
        }))
    }
}

/// The policy a document rests on.
pub(super) fn policy(used: &PolicyUsed, lang: Lang) -> v1::Policy<'_> {
    v1::Policy {
        name: &used.name,
        sha256: &used.sha256,
        sources: &used.sources,
        title: used.title.get(lang),
        layers: used
            .layers
            .iter()
            .map(|layer| v1::Layer { name: &layer.name, sha256: &layer.sha256 })
            .collect(),
    }
}

/// The time with its zone; `None` for one no calendar can write.
pub(in super::super) fn time(zone: Zone, at: Moment) -> Option<String> {
    at.naive().map(|_| zone.rfc3339(at))
}

fn input(account: &InputAccount, lang: Lang) -> v1::Input<'_> {
    let recognised = account.recognised.iter();
    v1::Input {
        kind: account.kind.key(),
        file: &account.file,
        sheet: account.sheet.as_deref(),
        format: account.format,
        encoding: account.encoding.as_deref(),
        sha256: account.sha256.as_deref(),
        rows: rows(&account.rows),
        unrecognised: &account.unrecognised,
        recognised: recognised.map(|(field, header)| v1::Recognised { field, header }).collect(),
        decided_by: account.decided_by.get(lang),
    }
}

/// Where the rows went.
pub(super) fn rows(rows: &RowAccount) -> v1::Rows {
    v1::Rows {
        physical: rows.physical,
        header: rows.header,
        blank: rows.blank,
        total: rows.total,
        rejected: rows.rejected,
        used: rows.used,
    }
}

fn rule(outcome: &RuleOutcome, lang: Lang) -> v1::Rule<'_> {
    let (status, reason) = match &outcome.status {
        RuleStatus::Evaluated => ("evaluated", None),
        RuleStatus::NotEvaluated(why) => ("not_evaluated", Some(why.get(lang))),
        RuleStatus::Failed(why) => ("failed", Some(why.get(lang))),
    };
    v1::Rule {
        code: outcome.doc.code.as_str(),
        name: &outcome.doc.name,
        severity: outcome.doc.severity.key(),
        status,
        reason,
        counts: outcome.counts.as_ref().map(counts),
        tested: outcome.tested,
        findings: outcome.findings,
        rate: outcome.rate.and_then(rate),
        title: outcome.doc.title.get(lang),
        population: outcome.population,
        undetermined_reasons: reasons(&outcome.undetermined, lang),
        excluded_reasons: reasons(&outcome.excluded, lang),
        notes: outcome.notes.iter().map(|note| note.get(lang)).collect(),
        definitions: outcome.definitions.iter().map(|other| definition(other, lang)).collect(),
        rate_range: outcome
            .rate_range()
            .map(|range| v1::RateRange { lower: range.lower, upper: range.upper }),
    }
}

fn definition(other: &OtherOutcome, lang: Lang) -> v1::Definition<'_> {
    v1::Definition {
        key: other.key,
        definition: other.definition.get(lang),
        flips: other.flips,
        rate: rate(other.rate()),
        counts: counts(&other.counts),
    }
}

fn counts(counts: &StateCounts) -> v1::Counts {
    v1::Counts {
        population: counts.population(),
        met: counts.met,
        late: counts.late,
        missing: counts.missing,
        pending: counts.pending,
        undetermined: counts.undetermined,
        excluded: counts.excluded,
    }
}

/// The rate with its bounds; `None` when nothing was decided.
pub(super) fn rate(rate: Rate) -> Option<v1::Rate> {
    Some(v1::Rate { value: rate.value()?, lower: rate.lower()?, upper: rate.upper()? })
}

fn reasons(counted: &[Counted], lang: Lang) -> Vec<v1::Reason<'_>> {
    counted.iter().map(|each| v1::Reason { reason: each.reason.get(lang), count: each.count }).collect()
}

pub(super) fn finding(finding: &Finding, zone: Zone, lang: Lang) -> v1::Finding<'_> {
    let at = |moment: Option<Moment>| moment.and_then(|moment| time(zone, moment));
    v1::Finding {
        code: finding.code.as_str(),
        severity: finding.severity.key(),
        state: finding.state.map_or("fires", |state| state.key()),
        dataset: finding.subject.key(),
        id: &finding.id,
        file: &finding.file,
        sheet: finding.sheet.as_deref(),
        row: finding.row,
        branch: finding.branch.as_deref(),
        handler: finding.handler.as_deref(),
        trigger_at: at(finding.trigger_at),
        due_at: at(finding.due_at),
        actual_at: at(finding.actual_at),
        late_by_minutes: finding.late_by_minutes,
        message: finding.message.get(lang),
        evidence: Proofs { evidence: &finding.evidence, zone, lang },
    }
}

fn value(proof: &Evidence, zone: Zone, lang: Lang) -> v1::Proof<'_> {
    match proof {
        Evidence::Text(text) => v1::Proof::Text(text.into()),
        Evidence::Count(count) => v1::Proof::Count(*count),
        Evidence::Share(share) => v1::Proof::Share(*share),
        Evidence::At(at) => v1::Proof::Text(zone.rfc3339(*at).into()),
        Evidence::List(items) => v1::Proof::List(items),
        Evidence::Both(text) => v1::Proof::Text(text.get(lang).into()),
    }
}
