//! The exports of a folder under a policy, through the library: the state of every case, and what was expected.

use std::collections::BTreeMap;
use std::error::Error;
use std::path::{Path, PathBuf};

use hearback::analysis::overview;
use hearback::audit::{self, Audit, AuditRequest, Selection, wanted_fields};
use hearback::dataset::{Dataset, Field};
use hearback::ingest::{InputFile, LoadOptions, OwnColumn, Unwatched, load};
use hearback::model::{
    AuditReport, CaseState, Finding, Moment, OtherOutcome, Proof, RuleOutcome, RuleStatus, StateCounts,
    Subject, Text,
};
use hearback::policy::Policy;

use crate::audited::STATES;
use crate::desk::{Checked, fixture};

/// The files of a folder, by export. What is not there is not given.
const FILES: [(Subject, &str); 3] = [
    (Subject::Complaints, "complaints.csv"),
    (Subject::Visits, "visits.csv"),
    (Subject::Customers, "customers.csv"),
];

/// An audit of a folder, and the verdicts that were worked out by hand.
pub(super) struct Judged {
    folder: PathBuf,
    audit: Audit,
    report: AuditReport,
    expected: Vec<Expected>,
}

/// A line of `expected.csv`: a case, one of the things due to it, and its state.
struct Expected {
    code: String,
    id: String,
    /// Which of several things due, or which period.
    part: String,
    state: String,
    /// `?` where another test holds it.
    reason: String,
    /// The last moment in time; empty where it was not worked out.
    due: String,
}

impl Judged {
    /// `fixtures/policies/<name>` under the built-in policy of that name.
    pub(super) fn built_in(name: &str, as_of: &str) -> Result<Self, Box<dyn Error>> {
        let folder = fixture("policies").join(name);
        Self::new(
            &folder,
            "expected.csv",
            || Policy::named(name).map_err(|error| format!("{error}").into()),
            as_of,
        )
    }

    /// A folder under a policy file.
    pub(super) fn by_file(
        folder: &Path,
        policy: &Path,
        expected: &str,
        as_of: &str,
    ) -> Result<Self, Box<dyn Error>> {
        let read = || Policy::from_file(policy).map_err(|error| format!("{error}").into());
        Self::new(folder, expected, read, as_of)
    }

    fn new(
        folder: &Path,
        expected: &str,
        policy: impl Fn() -> Result<Policy, Box<dyn Error>>,
        as_of: &str,
    ) -> Result<Self, Box<dyn Error>> {
        let run = || -> Result<Audit, Box<dyn Error>> {
            let policy = policy()?;
            let dataset = read(folder, &policy)?;
            let request = AuditRequest { as_of: Some(moment(as_of)?), threads: 1, ..AuditRequest::default() };
            audit::run(dataset, policy, &request).map_err(|error| format!("{error:?}").into())
        };
        let by_group = |audit: &Audit| overview(audit, &[]).map_err(|error| format!("{error:?}"));
        let (audit, reported) = (run()?, run()?);
        let by_group = by_group(&reported)?;
        let report = reported.into_report(by_group);
        let expected = read_expected(&folder.join(expected))?;
        Ok(Self { folder: folder.to_owned(), audit, report, expected })
    }

    /// What a rule came to.
    pub(super) fn rule(&self, code: &str) -> Result<&RuleOutcome, String> {
        let rule = self.report.rules.iter().find(|rule| rule.doc.code.as_str() == code);
        let rule = rule.ok_or_else(|| format!("{code} is no rule of the policy"))?;
        match &rule.status {
            RuleStatus::Evaluated => Ok(rule),
            RuleStatus::NotEvaluated(why) | RuleStatus::Failed(why) => Err(format!("{code}: {}", why.en)),
        }
    }

    /// The states of all cases of a rule, such as `met 2, late 1`.
    pub(super) fn states(&self, code: &str) -> Result<String, String> {
        Ok(states(&self.rule(code)?.counts.unwrap_or_default()))
    }

    /// All rules with their states, or why they have none.
    pub(super) fn all_states(&self) -> BTreeMap<String, String> {
        let rules = self.report.rules.iter().filter(|rule| rule.counts.is_some());
        rules.map(|rule| (rule.doc.code.to_string(), states(&rule.counts.unwrap_or_default()))).collect()
    }

    /// The findings of a rule.
    pub(super) fn found(&self, code: &str) -> Result<Vec<Finding>, String> {
        Ok(self.report.findings.of_rule(self.rule(code)?.doc.code).collect())
    }

    /// The only finding of a rule on a case.
    pub(super) fn finding(&self, code: &str, id: &str) -> Result<Finding, String> {
        let mut found: Vec<Finding> =
            self.found(code)?.into_iter().filter(|finding| finding.id == id).collect();
        match found.len() {
            1 => Ok(found.remove(0)),
            many => Err(format!("{code} has {many} findings on {id}, not one")),
        }
    }

    /// The groups below their target, such as `East 50 % of 100 %`.
    pub(super) fn low(&self, code: &str) -> Result<Vec<String>, String> {
        let texts =
            self.found(code)?.into_iter().map(|finding| format!("{}: {}", finding.id, finding.message.en));
        Ok(texts.collect())
    }

    /// The proofs of a case.
    pub(super) fn proofs(&self, code: &str, id: &str) -> Result<Vec<Proof>, String> {
        let code = self.rule(code)?.doc.code;
        Ok(self.audit.prove(code, id).map_err(|error| format!("{code} {id}: {error:?}"))?.proofs)
    }

    /// The only proof of a case.
    pub(super) fn proof(&self, code: &str, id: &str) -> Result<Proof, String> {
        let mut proofs = self.proofs(code, id)?;
        if proofs.len() == 1 {
            Ok(proofs.remove(0))
        } else {
            Err(format!("{code} {id}: {} proofs", proofs.len()))
        }
    }

    /// What the cases of a deadline come to under another definition.
    pub(super) fn under(&self, code: &str, definition: &str) -> Result<&OtherOutcome, String> {
        let rule = self.rule(code)?;
        let keys: Vec<&str> = rule.definitions.iter().map(|other| other.key).collect();
        let found = rule.definitions.iter().find(|other| other.key == definition);
        found.ok_or_else(|| format!("{code} knows no {definition}, only {keys:?}"))
    }

    /// Holds a rule against `expected.csv`: every case it lists has the state, reason and due moment it says,
    /// every case whose id begins with the code is listed, and the states of those listed are `tally`.
    pub(super) fn check(&self, code: &str, tally: &str) -> Checked {
        let rule = self.rule(code)?;
        let counts = rule.counts.unwrap_or_default();
        assert_eq!(counts.population(), rule.population, "{code}: the states do not add up");
        let told: u64 = rule.excluded.iter().chain(&rule.undetermined).map(|counted| counted.count).sum();
        assert_eq!(told, counts.excluded + counts.undetermined, "{code}: a reason is not told");
        let listed: Vec<&Expected> = self.expected.iter().filter(|line| line.code == code).collect();
        let mut ids: Vec<&str> = listed.iter().map(|line| line.id.as_str()).collect();
        ids.dedup();
        let mut own = StateCounts::default();
        let mut wrong = Vec::new();
        for id in &ids {
            let wanted: Vec<&&Expected> = listed.iter().filter(|line| line.id == **id).collect();
            let proofs = self.proofs(code, id)?;
            proofs.iter().for_each(|proof| own.add(proof.state));
            let shown: Vec<String> = proofs
                .iter()
                .enumerate()
                .map(|(place, proof)| {
                    let line = wanted.get(place);
                    let due = line.is_some_and(|line| !line.due.is_empty());
                    match line {
                        Some(line) if line.reason == "?" => {
                            line_of(&Proof { reason: Some(Text::same("?")), ..proof.clone() }, due)
                        }
                        _ => line_of(proof, due),
                    }
                })
                .collect();
            let wanted: Vec<String> = wanted.iter().map(|line| line.shown()).collect();
            if shown != wanted {
                wrong.push(format!("{id}\n   expected {wanted:?}\n   got      {shown:?}"));
            }
            let named = id.split('-').nth(1).filter(|word| STATES.contains(word));
            if named.is_some_and(|word| {
                proofs.iter().any(|proof| id.starts_with(code) && proof.state.key() != word)
            }) {
                wrong.push(format!("{id} belies its name"));
            }
        }
        for id in self.ids(code)? {
            if !ids.contains(&id.as_str()) {
                let shown: Vec<String> =
                    self.proofs(code, &id)?.iter().map(|proof| line_of(proof, true)).collect();
                wrong.push(format!("{id} is not in expected.csv; got {shown:?}"));
            }
        }
        assert!(wrong.is_empty(), "{code}:\n{}", wrong.join("\n"));
        assert_eq!(states(&own), tally, "{code}");
        let findings =
            self.found(code)?.iter().filter(|finding| ids.contains(&finding.id.as_str())).count() as u64;
        assert!(findings == own.late + own.missing || rule.findings == 0, "{code}: {findings} findings");
        Ok(())
    }

    /// The ids of the folder that begin with a code.
    fn ids(&self, code: &str) -> Result<Vec<String>, Box<dyn Error>> {
        let beginning = format!("{code}-");
        let mut ids = Vec::new();
        for (_, path) in files(&self.folder) {
            for record in csv::Reader::from_path(path)?.records() {
                ids.extend(record?.get(0).filter(|id| id.starts_with(&beginning)).map(str::to_owned));
            }
        }
        ids.dedup();
        Ok(ids)
    }
}

impl Expected {
    fn shown(&self) -> String {
        joined([&self.part, &self.state, &self.reason, &self.due])
    }
}

fn line_of(proof: &Proof, with_due: bool) -> String {
    let part = proof.part.as_ref().map_or("", |part| &part.en);
    let reason = proof.reason.as_ref().map_or("", |reason| &reason.en);
    let due = proof.due_at.filter(|_| with_due).map(Moment::display).unwrap_or_default();
    joined([part, proof.state.key(), reason, &due])
}

fn joined(parts: [&str; 4]) -> String {
    parts.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" | ")
}

fn states(counts: &StateCounts) -> String {
    let of =
        CaseState::ALL.into_iter().map(|state| (state, counts.of(state))).filter(|&(_, count)| count > 0);
    of.map(|(state, count)| format!("{} {count}", state.key())).collect::<Vec<_>>().join(", ")
}

fn files(folder: &Path) -> Vec<(Subject, PathBuf)> {
    FILES
        .map(|(subject, name)| (subject, folder.join(name)))
        .into_iter()
        .filter(|(_, path)| path.exists())
        .collect()
}

fn read(folder: &Path, policy: &Policy) -> Result<Dataset, Box<dyn Error>> {
    let fields = wanted_fields(policy, &Selection::default());
    let wanted = |subject: Subject, field: Field| fields.contains(&(subject, field));
    let named = files(folder).into_iter();
    let own = policy.fields.iter().filter_map(|own| {
        Some(OwnColumn {
            subject: own.export,
            field: Field::from_key(&own.slot)?,
            headers: own.headers.clone(),
            title: own.title.clone(),
        })
    });
    load(&LoadOptions {
        files: named.map(|(subject, path)| InputFile::new(path.to_string_lossy(), Some(subject))).collect(),
        maps: Vec::new(),
        own_columns: own.collect(),
        zone: policy.zone,
        hash: false,
        unmask: false,
        mask_key: None,
        with_content: false,
        threads: 1,
        wanted: &wanted,
        progress: &Unwatched,
    })
    .map_err(|error| format!("{error:?}").into())
}

fn read_expected(path: &Path) -> Result<Vec<Expected>, Box<dyn Error>> {
    if !path.exists() {
        return Ok(Vec::new());
    }
    let mut reader = csv::Reader::from_path(path)?;
    assert_eq!(
        reader.headers()?,
        vec!["code", "id", "part", "state", "reason", "due", "why"],
        "{}",
        path.display()
    );
    let lines = reader.records().map(|record| {
        let record = record?;
        let [code, id, part, state, reason, due] = [0, 1, 2, 3, 4, 5].map(|column| record[column].to_owned());
        Ok(Expected { code, id, part, state, reason, due })
    });
    lines.collect::<Result<_, csv::Error>>().map_err(Into::into)
}

/// The end of a day, or a moment.
pub(super) fn moment(text: &str) -> Result<Moment, Box<dyn Error>> {
    if let Ok(day) = text.parse::<chrono::NaiveDate>() {
        return Ok(Moment::from_naive(day.and_time(chrono::NaiveTime::MIN)).end_of_day());
    }
    Ok(Moment::from_naive(chrono::NaiveDateTime::parse_from_str(text, "%Y-%m-%d %H:%M:%S")?))
}
