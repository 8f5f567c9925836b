//! Which complaints are late, and in which of the three questions.

use crate::audit::{Audit, Standing};
use crate::model::{Code, Text};

use super::wording::list;

/// The three questions, in the order in which they are asked.
pub(super) const QUESTIONS: [Code; 3] =
    [Code::literal("RSP001"), Code::literal("CLS001"), Code::literal("CBK001")];

/// What each of [`QUESTIONS`] is about.
const SUBJECTS: [Text; 3] =
    [Text::new("响应", "response"), Text::new("办结", "closure"), Text::new("回访", "callback")];

/// By complaint row.
pub(super) struct Breaches {
    /// A bit for each of [`QUESTIONS`] that the case breaches.
    late: Vec<u8>,
    /// How many cases there are.
    pub(super) cases: u64,
    /// The places of the questions that gave a verdict.
    pub(super) asked: Vec<usize>,
}

impl Breaches {
    pub(super) fn new(audit: &Audit) -> Self {
        let height = audit.dataset().complaints.height();
        let mut breaches = Self { late: vec![0; height], cases: 0, asked: Vec::new() };
        for (nth, &question) in QUESTIONS.iter().enumerate() {
            if audit.verdicts(question).is_some() {
                breaches.asked.push(nth);
            }
            for row in audit.concerned(question).flatten() {
                breaches.late[row] |= 1 << nth;
            }
        }
        let is_case = |row: &usize| audit.scope().standing(*row) == Standing::Case;
        breaches.cases = (0..height).filter(is_case).count() as u64;
        breaches
    }

    /// Whether the case breaches any of the three questions.
    pub(super) fn is_late(&self, row: usize) -> bool {
        self.late[row] != 0
    }

    /// Whether the case breaches the question with this number.
    pub(super) fn is_late_in(&self, row: usize, question: usize) -> bool {
        self.late[row] & (1 << question) != 0
    }

    /// What the questions that gave a verdict are about: `response, closure`; empty where none did.
    pub(super) fn asked_about(&self) -> Text {
        list(&self.asked.iter().map(|&nth| SUBJECTS[nth].clone()).collect::<Vec<_>>())
    }

    /// Cases that breach any of the three questions.
    pub(super) fn late_cases(&self) -> u64 {
        self.late.iter().filter(|&&late| late != 0).count() as u64
    }
}
