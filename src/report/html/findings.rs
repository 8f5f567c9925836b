//! Findings by rule, the gravest first: of each rule the first ones, and always how many there are.
//!
//! Owns how the room left on the page is shared between rules.

use std::io::{self, Write};

use super::super::{View, document_texts as words, rules_shown, texts};
use super::finding_row::Columns;
use super::markup::Html;
use super::rows::Rows;
use super::table;
use crate::model::figures::grouped;
use crate::model::{Code, Document, Lang, RuleOutcome, Severity, Text};

/// Rules offered by the filter.
const MOST_NAMED: usize = 100;

/// Writes blocks of findings into the room that is left.
pub(super) struct Writer<'a> {
    /// The document.
    pub(super) document: &'a Document,
    /// How it is shown.
    pub(super) view: &'a View,
    /// The most findings of a rule.
    pub(super) top: usize,
    /// Bytes left.
    pub(super) room: usize,
    /// Rules whose findings are still to be written.
    pub(super) groups: usize,
}

impl Writer<'_> {
    /// Writes the findings of these rules.
    pub(super) fn write(&mut self, codes: &[Code], out: &mut dyn Write) -> io::Result<()> {
        let rules = rules_shown::with_findings(self.document, codes);
        let mut start = Html::new(self.view.lang);
        start.raw("<div class=\"findings\">\n");
        tools(&mut start, &rules);
        self.put(&start, out)?;
        for rule in rules {
            let share = self.room / self.groups.max(1);
            self.groups = self.groups.saturating_sub(1);
            let mut html = Html::new(self.view.lang);
            self.group(&mut html, rule, share);
            self.put(&html, out)?;
        }
        let mut end = Html::new(self.view.lang);
        others(&mut end, self.document, codes);
        end.raw("</div>\n");
        self.put(&end, out)
    }

    /// What does not fit is not written; only the largest inputs come to that.
    fn put(&mut self, html: &Html, out: &mut dyn Write) -> io::Result<()> {
        if html.len() > self.room {
            return Ok(());
        }
        self.room -= html.len();
        out.write_all(html.as_str().as_bytes())
    }

    /// The findings of one rule in at most `share` bytes.
    fn group(&self, html: &mut Html, rule: &RuleOutcome, share: usize) {
        let lang = html.lang;
        let mut findings = self.document.audit.findings.of_rule(rule.doc.code).take(self.top).peekable();
        let columns = Columns::of(rule, findings.peek());
        let mut rows = Rows::new(columns, lang, share.saturating_sub(headroom(rule, lang)));
        rows.fill(&mut findings);
        rows.add_proofs(&mut self.document.audit.findings.proofs_of(rule.doc.code));
        let shown = rows.shown;
        let counts = (grouped(shown), grouped(rule.findings));
        html.raw("<section class=\"group\"").attribute("data-severity", rule.doc.severity.key());
        html.attribute("data-code", rule.doc.code.as_str()).raw("><h4>");
        severity(html, rule.doc.severity);
        html.raw(" <code>").text(rule.doc.code.as_str()).raw("</code> ").brief(rule.doc.title.get(lang));
        html.raw(" <span class=\"n\">")
            .text(&words::shown_findings(lang, &counts.0, &counts.1))
            .raw("</span></h4>");
        basis(html, rule);
        if shown > 0 {
            let caption = format!("{} {}", rule.doc.code, rule.doc.title.get(lang));
            table::start(html, &caption);
            columns.head(html);
            html.raw("<tbody>");
            rows.write(html);
            html.raw("</tbody></table></div>\n");
        }
        if let Some(first) = rows.unfolding() {
            let line = words::unfolds(lang, first, rule.doc.code.as_str());
            html.raw("<p class=\"note unfolds\">").text(&line).raw("</p>");
        }
        if shown < rule.findings {
            let left = grouped(rule.findings - shown);
            html.raw("<p class=\"note\">").text(&words::the_rest(lang, &left)).raw("</p>");
        }
        html.raw("</section>\n");
    }
}

/// The bytes of a group around its rows, at most.
fn headroom(rule: &RuleOutcome, lang: Lang) -> usize {
    let mut around = Html::new(lang);
    around.brief(rule.doc.title.get(lang)).brief(rule.doc.title.get(lang)).brief(rule.doc.title.get(lang));
    basis(&mut around, rule);
    around.len() + 1_900
}

/// A severity with a colour beside its word.
fn severity(html: &mut Html, severity: Severity) {
    html.raw(match severity {
        Severity::High => "<span class=\"sev high\">",
        Severity::Medium => "<span class=\"sev medium\">",
        Severity::Low => "<span class=\"sev low\">",
        Severity::Info => "<span class=\"sev info\">",
    });
    html.words(&severity.label()).raw("</span>");
}

/// What the rule rests on and what to do.
fn basis(html: &mut Html, rule: &RuleOutcome) {
    let lang = html.lang;
    html.raw("<p class=\"basis\"><b>").words(&texts::SOURCE).raw("</b> ").brief(rule.doc.source.get(lang));
    html.raw(" <b>").words(&texts::FIX).raw("</b> ").brief(rule.doc.fix.get(lang)).raw("</p>");
}

/// The controls, hidden until the script shows them.
fn tools(html: &mut Html, rules: &[&RuleOutcome]) {
    if rules.is_empty() {
        return;
    }
    let lang = html.lang;
    html.raw("<div class=\"tools\" role=\"search\" hidden><label class=\"find\"><span>")
        .words(&words::SEARCH);
    html.raw("</span><input type=\"search\"").attribute("placeholder", words::SEARCH_HINT.get(lang));
    html.raw("></label>");
    let mut severities: Vec<Severity> = rules.iter().map(|rule| rule.doc.severity).collect();
    severities.dedup();
    if severities.len() > 1 {
        select(html, &texts::LEVEL, "<select data-by=\"severity\">");
        for level in severities {
            html.raw("<option")
                .attribute("value", level.key())
                .raw(">")
                .words(&level.label())
                .raw("</option>");
        }
        html.raw("</select></label>");
    }
    if rules.len() > 1 {
        select(html, &texts::RULE, "<select data-by=\"code\">");
        for rule in rules.iter().take(MOST_NAMED) {
            html.raw("<option").attribute("value", rule.doc.code.as_str()).raw(">");
            html.text(rule.doc.code.as_str()).raw(" ").brief(rule.doc.title.get(lang)).raw("</option>");
        }
        html.raw("</select></label>");
    }
    select(html, &texts::BRANCH, "<select data-by=\"branch\">");
    html.raw("</select></label><button type=\"button\" class=\"reset\">")
        .words(&words::RESET)
        .raw("</button>");
    html.raw("<output aria-live=\"polite\"")
        .attribute("data-words", words::MATCHES.get(lang))
        .raw("></output>");
    html.raw("</div><p class=\"nomatch\" hidden>").words(&words::NO_MATCH).raw("</p>\n");
}

fn select(html: &mut Html, label: &Text, start: &'static str) {
    html.raw("<label><span>").words(label).raw("</span>").raw(start);
    html.raw("<option value=\"\">").words(&words::ALL).raw("</option>");
}

/// What is said of the rules without findings.
fn others(html: &mut Html, document: &Document, codes: &[Code]) {
    let others = rules_shown::others(document, codes, html.lang);
    if !others.passed.is_empty() {
        html.raw("<p class=\"note\">").text(&others.passed).raw("</p>\n");
    }
    for line in &others.no_verdict {
        html.raw("<p class=\"note open\">").brief(line).raw("</p>\n");
    }
}
