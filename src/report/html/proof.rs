//! Why one case has its verdict: the verdict at once, the days on a click.

use super::super::{course, document_texts, place, proof_texts as words, texts};
use super::markup::Html;
use super::table;
use crate::model::{CaseState, Document, Moment, Proof, Text, figures};
use course::Emphasis;

/// Writes the proof, folded under its verdict.
pub(super) fn write(html: &mut Html, document: &Document, proof: &Proof) {
    let lang = html.lang;
    html.raw("<details class=\"proof\"><summary><code>").text(proof.code.as_str()).raw("</code> ");
    html.brief(proof.title.get(lang)).raw(" <b>").brief(&proof.id).raw("</b> <span class=\"");
    html.raw(state_class(proof.state)).raw("\">").words(&proof.state.label()).raw("</span>");
    html.raw("<span class=\"verdict\">").brief(proof.verdict.get(lang)).raw("</span></summary>");
    head(html, document, proof);
    course_table(html, proof);
    readings(html, proof);
    html.raw("</details>\n");
}

/// Writes what a finding's own row does not say.
pub(super) fn write_below(html: &mut Html, proof: &Proof) {
    let lang = html.lang;
    html.raw("<p class=\"verdict\">").brief(proof.verdict.get(lang)).raw("</p><dl class=\"facts\">");
    clock(html, proof);
    html.raw("</dl>");
    course_table(html, proof);
    readings(html, proof);
}

/// A class that stands for the state beside its word.
fn state_class(state: CaseState) -> &'static str {
    match state {
        CaseState::Met => "state ok",
        CaseState::Late | CaseState::Missing => "state bad",
        CaseState::Undetermined => "state open",
        CaseState::Pending | CaseState::Excluded => "state",
    }
}

fn head(html: &mut Html, document: &Document, proof: &Proof) {
    let lang = html.lang;
    let audit = &document.audit;
    html.raw("<dl class=\"facts\">");
    fact(html, &words::PLACE, &place::row(&proof.place));
    clock(html, proof);
    fact(html, &texts::SOURCE, &words::source(lang, proof.source.get(lang), proof.confidence));
    fact(html, &texts::SEVERITY, proof.severity.label().get(lang));
    let as_of = audit.as_of.at.display();
    fact(html, &document_texts::GROUND, &words::ground(lang, &audit.policy.name, &as_of));
    html.raw("</dl>");
}

/// What was due, within which limit, and why there is no verdict.
fn clock(html: &mut Html, proof: &Proof) {
    for (label, value) in
        [(&words::PART, &proof.part), (&words::LIMIT, &proof.limit), (&texts::REASON, &proof.reason)]
    {
        if let Some(value) = value {
            let lang = html.lang;
            fact(html, label, value.get(lang));
        }
    }
}

fn fact(html: &mut Html, label: &Text, value: &str) {
    html.raw("<div><dt>").words(label).raw("</dt><dd>").brief(value).raw("</dd></div>");
}

fn course_table(html: &mut Html, proof: &Proof) {
    let lang = html.lang;
    table::start(html, words::COURSE.get(lang));
    html.raw("<thead><tr><th scope=\"col\">").words(&words::WHEN);
    html.raw("</th><th scope=\"col\" class=\"num\">").words(&words::COUNTED);
    html.raw("</th><th scope=\"col\">").words(&words::STEP);
    html.raw("</th><th scope=\"col\">").words(&words::ROW).raw("</th></tr></thead><tbody>");
    for line in course::lines(proof, lang) {
        html.raw(match line.emphasis {
            Emphasis::Plain => "<tr>",
            Emphasis::Faint => "<tr class=\"faint\">",
            Emphasis::Verdict => "<tr class=\"strong\">",
        });
        html.raw("<td class=\"time\">").brief(&line.when).raw("</td><td class=\"num\">").brief(&line.counted);
        html.raw("</td><td>").brief(&line.what).raw("</td><td class=\"where\">").brief(&line.place);
        html.raw("</td></tr>\n");
    }
    html.raw("</tbody></table></div>");
}

fn readings(html: &mut Html, proof: &Proof) {
    if proof.readings.is_empty() {
        return;
    }
    let lang = html.lang;
    table::start(html, words::READINGS.get(lang));
    html.raw("<thead><tr><th scope=\"col\">").words(&words::DEFINITION);
    html.raw("</th><th scope=\"col\">").words(&words::VERDICT);
    html.raw("</th><th scope=\"col\">").words(&texts::DUE).raw("</th></tr></thead><tbody>");
    for reading in &proof.readings {
        let due = reading.due_at.map_or_else(|| figures::NONE.to_owned(), Moment::display);
        html.raw("<tr><td>").brief(reading.definition.get(lang)).raw("</td><td>");
        html.words(&reading.state.label());
        if reading.state != proof.state {
            html.raw("<b>").words(&words::DIFFERS).raw("</b>");
        }
        html.raw("</td><td class=\"time\">").text(&due).raw("</td></tr>\n");
    }
    html.raw("</tbody></table></div>");
}
