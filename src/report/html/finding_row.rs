//! One finding as a row: who, when, how late, what is wrong and what proves it.

use super::super::{document_texts as words, evidence, index_number::index_number, place, texts};
use super::markup::Html;
use super::proof;
use crate::model::figures::{self, whole_span};
use crate::model::{Evidence, Finding, Moment, Proof, RuleOutcome, Text};

/// Which columns the findings of a rule have.
#[derive(Clone, Copy)]
pub(super) struct Columns {
    /// A clock that starts, ends and is overrun.
    has_times: bool,
}

impl Columns {
    /// An obligation has times; a check only if its findings say so.
    pub(super) fn of(rule: &RuleOutcome, first: Option<&Finding>) -> Self {
        let tells = |finding: &Finding| {
            finding.trigger_at.or(finding.due_at).or(finding.actual_at).is_some()
                || finding.late_by_minutes.is_some()
        };
        Self { has_times: rule.counts.is_some() || first.is_some_and(tells) }
    }

    /// Writes the row of heads.
    pub(super) fn head(self, html: &mut Html) {
        html.raw("<thead><tr>");
        let mut head = |start: &'static str, title: &Text| {
            html.raw(start).words(title).raw("</th>");
        };
        head("<th scope=\"col\">", &texts::ID);
        head("<th scope=\"col\" class=\"branch\">", &texts::BRANCH);
        if self.has_times {
            head("<th scope=\"col\" class=\"when\">", &words::TRIGGER);
            head("<th scope=\"col\" class=\"when\">", &texts::DUE);
            head("<th scope=\"col\" class=\"when\">", &texts::ACTUAL);
            head("<th scope=\"col\" class=\"num\">", &texts::LATE_BY);
        }
        head("<th scope=\"col\" class=\"prose\">", &words::PROBLEM);
        html.raw("</tr></thead>\n");
    }

    /// How many columns there are.
    fn count(self) -> usize {
        if self.has_times { 7 } else { 3 }
    }

    /// Writes why the finding above it has its verdict, folded.
    pub(super) fn proof_row(self, html: &mut Html, proof: &Proof) {
        let lang = html.lang;
        html.raw("<tr class=\"why\"><td").drawing(format_args!(" colspan=\"{}\">", self.count()));
        html.raw("<details><summary").attribute("aria-label", &words::why(lang, proof.id.as_str())).raw(">");
        html.words(&words::WHY).raw("</summary>");
        proof::write_below(html, proof);
        html.raw("</details></td></tr>\n");
    }

    /// Writes the finding with this number among those of its rule.
    pub(super) fn row(self, html: &mut Html, number: u64, finding: &Finding) {
        html.raw("<tr><th scope=\"row\">");
        html.brief(if finding.id.is_empty() { figures::NONE } else { &finding.id });
        html.raw("<small class=\"index\">").text(&index_number(finding.code, number)).raw("</small>");
        html.raw("<small>").brief(&place::finding(finding)).raw("</small></th><td>");
        html.brief(finding.branch.as_deref().unwrap_or(figures::NONE));
        if let Some(handler) = &finding.handler {
            html.raw("<small class=\"who\">").brief(handler).raw("</small>");
        }
        html.raw("</td>");
        if self.has_times {
            for at in [finding.trigger_at, finding.due_at, finding.actual_at] {
                time(html, at);
            }
            late(html, finding.late_by_minutes);
        }
        let lang = html.lang;
        html.raw("<td>").brief(finding.message.get(lang));
        evidence_of(html, &finding.evidence);
        html.raw("</td></tr>\n");
    }
}

/// Day and clock; the narrow column breaks between them.
fn time(html: &mut Html, at: Option<Moment>) {
    html.raw("<td class=\"time\">").text(&at.map_or_else(|| figures::NONE.to_owned(), Moment::display));
    html.raw("</td>");
}

fn late(html: &mut Html, minutes: Option<u64>) {
    let lang = html.lang;
    match minutes {
        Some(minutes) => html.raw("<td class=\"num\"").drawing(format_args!(" data-v=\"{minutes}\">")),
        None => html.raw("<td class=\"num\">"),
    };
    html.text(&minutes.map_or_else(|| figures::NONE.to_owned(), |late| whole_span(late, lang))).raw("</td>");
}

fn evidence_of(html: &mut Html, evidence: &[(&'static str, Evidence)]) {
    if evidence.is_empty() {
        return;
    }
    let lang = html.lang;
    html.raw("<small>").brief(&evidence::line(evidence, evidence::MOST, lang)).raw("</small>");
}
