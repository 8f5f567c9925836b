//! Which complaints are late, and under which deadlines.

use crate::audit::{Audit, Standing};
use crate::model::{AuditReport, Code, RuleOutcome, RuleStatus, Severity, Subject, Text};

use super::wording::list;

/// The three questions, in the order in which they are asked.
pub(super) const QUESTIONS: [Code; 3] =
    [Code::literal("RSP001"), Code::literal("CLS001"), Code::literal("CBK001")];

/// Set for a case that is late under a deadline that is none of the three questions.
const ANOTHER: u8 = 1 << QUESTIONS.len();

/// By complaint row.
pub(super) struct Breaches {
    /// A bit for each of [`QUESTIONS`] that the case breaches, and [`ANOTHER`].
    late: Vec<u8>,
    /// For each row, whether any deadline that counts is breached.
    is_late: Vec<bool>,
    /// For each row, whether any deadline that counts was decided on it.
    is_judged: Vec<bool>,
    /// How many cases there are.
    pub(super) cases: u64,
    /// The places of the questions that gave a verdict.
    pub(super) asked: Vec<usize>,
    /// The deadlines on complaints that gave verdicts and do more than inform.
    pub(super) deadlines: Vec<(Code, Text)>,
}

impl Breaches {
    pub(super) fn new(audit: &Audit, report: &AuditReport) -> Self {
        let height = audit.dataset().complaints.height();
        let is_case = |row: &usize| audit.scope().standing(*row) == Standing::Case;
        let mut breaches = Self {
            late: vec![0; height],
            is_late: vec![false; height],
            is_judged: vec![false; height],
            cases: (0..height).filter(is_case).count() as u64,
            asked: Vec::new(),
            deadlines: Vec::new(),
        };
        for rule in report.rules.iter().filter(|rule| is_deadline(audit, rule)) {
            breaches.add(audit, rule);
        }
        breaches
    }

    fn add(&mut self, audit: &Audit, rule: &RuleOutcome) {
        let question = QUESTIONS.iter().position(|code| *code == rule.doc.code);
        self.asked.extend(question);
        self.asked.sort_unstable();
        // What may only inform makes nobody late.
        let counts = rule.doc.severity > Severity::Info;
        if counts {
            self.deadlines.push((rule.doc.code, rule.doc.title.clone()));
        }
        let bit = question.map_or(ANOTHER, |nth| 1 << nth);
        for row in audit.concerned(rule.doc.code).flatten() {
            self.late[row] |= bit;
            self.is_late[row] |= counts;
        }
        for row in audit.decided(rule.doc.code).filter(|_| counts) {
            self.is_judged[row] = true;
        }
    }

    /// Whether the case breaches any deadline that counts.
    pub(super) fn is_late(&self, row: usize) -> bool {
        self.is_late[row]
    }

    /// Whether any deadline that counts was decided on the case.
    pub(super) fn is_judged(&self, row: usize) -> bool {
        self.is_judged[row]
    }

    /// Cases on which any deadline that counts was decided.
    pub(super) fn judged_cases(&self) -> u64 {
        self.is_judged.iter().filter(|judged| **judged).count() as u64
    }

    /// Whether the case breaches the question with this number.
    pub(super) fn is_late_in(&self, row: usize, question: usize) -> bool {
        self.late[row] & (1 << question) != 0
    }

    /// The codes of the deadlines that count; empty where none gave a verdict.
    pub(super) fn codes(&self) -> Text {
        list(&self.deadlines.iter().map(|(code, _)| Text::same(code.as_str())).collect::<Vec<_>>())
    }

    /// Their titles.
    pub(super) fn titles(&self) -> Text {
        list(&self.deadlines.iter().map(|(_, title)| title.clone()).collect::<Vec<_>>())
    }

    /// Cases that breach any deadline that counts.
    pub(super) fn late_cases(&self) -> u64 {
        self.is_late.iter().filter(|late| **late).count() as u64
    }
}

/// A deadline on complaints that gave verdicts.
fn is_deadline(audit: &Audit, rule: &RuleOutcome) -> bool {
    rule.status == RuleStatus::Evaluated
        && rule.subject == Subject::Complaints
        && audit.verdicts(rule.doc.code).is_some()
}
