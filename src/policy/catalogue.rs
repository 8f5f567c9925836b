//! Every code the project has given away, with its name; codes are public, permanent and never reused.
//!
//! Owns which codes exist and whether a policy states them (obligations) or the program does (checks).
//! Refuses to say what they mean: that is the text of the obligation or check itself.

use crate::model::Code;

/// A code of the catalogue.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct CatalogueEntry {
    /// The permanent code.
    pub code: Code,
    /// The permanent English name.
    pub name: &'static str,
    /// Who states it.
    pub kind: RuleKind,
}

/// Who states a rule.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RuleKind {
    /// A policy file, as an `[[obligation]]`.
    Obligation,
    /// The program; a policy may change its severity or switch it off.
    Check,
}

/// All codes, obligations first; in each kind in the order of the documents.
#[must_use]
pub fn catalogue() -> &'static [CatalogueEntry] {
    CATALOGUE
}

/// The entry of a code; `None` for a policy's own code.
pub(super) fn entry(code: Code) -> Option<&'static CatalogueEntry> {
    CATALOGUE.iter().find(|entry| entry.code == code)
}

/// The codes of one kind, for messages.
pub(super) fn codes(kind: RuleKind) -> Vec<&'static str> {
    CATALOGUE.iter().filter(|entry| entry.kind == kind).map(|entry| entry.code.as_str()).collect()
}

const fn obligation(code: &str, name: &'static str) -> CatalogueEntry {
    CatalogueEntry { code: Code::literal(code), name, kind: RuleKind::Obligation }
}

const fn check(code: &str, name: &'static str) -> CatalogueEntry {
    CatalogueEntry { code: Code::literal(code), name, kind: RuleKind::Check }
}

static CATALOGUE: &[CatalogueEntry] = &[
    obligation("RSP001", "first-response-overdue"),
    obligation("CLS001", "closure-overdue"),
    obligation("CLS002", "closure-rate-low"),
    obligation("CBK001", "callback-missing"),
    obligation("CBK002", "callback-coverage-low"),
    obligation("CBK009", "raised-issue-unhandled"),
    obligation("CBK010", "new-contract-callback-missing"),
    obligation("CBK011", "periodic-visit-missing"),
    obligation("CBK012", "visit-frequency-low"),
    obligation("CBK013", "stage-callback-missing"),
    obligation("CBK017", "dissatisfied-without-followup"),
    obligation("CUS004", "suspicious-record-uncleared"),
    check("CLS003", "reopened"),
    check("CLS004", "status-contradicts-dates"),
    check("CLS005", "closed-without-result"),
    check("CBK003", "too-few-attempts"),
    check("CBK004", "visited-by-handler"),
    check("CBK005", "outside-permitted-hours"),
    check("CBK006", "orphan-callback"),
    check("CBK008", "visit-record-incomplete"),
    check("CBK014", "done-but-never-reached"),
    check("CBK015", "bulk-entered-callbacks"),
    check("CBK016", "satisfied-then-complains"),
    check("CHR001", "response-before-receipt"),
    check("CHR002", "closed-before-receipt"),
    check("CHR003", "callback-before-closure"),
    check("CHR004", "after-as-of-date"),
    check("RET001", "records-missing-in-retention"),
    check("DUP001", "duplicate-complaint"),
    check("DUP002", "duplicate-visit"),
    check("DUP003", "repeat-complaint"),
    check("DUP004", "phone-shared"),
    check("DUP005", "account-shared"),
    check("DUP006", "id-gap"),
    check("VAL001", "required-value-missing"),
    check("VAL002", "unreadable-value"),
    check("VAL003", "unknown-value"),
    check("VAL004", "id-number-invalid"),
    check("VAL005", "id-contradicts-person"),
    check("VAL006", "phone-invalid"),
    check("VAL007", "precision-lost"),
    check("VAL008", "formula-not-computed"),
    check("VAL009", "ambiguous-date-format"),
    check("CUS001", "customer-incomplete"),
    check("CUS002", "staff-contact-as-customer"),
    check("CUS003", "repeat-misconduct"),
    check("RSK001", "complaint-surge"),
    check("RSK002", "high-risk-unit"),
    check("RSK003", "chronic-complainant"),
    check("RSK004", "crisis-signal"),
    check("GAM001", "deadline-bunching"),
    check("GAM002", "hold-near-deadline"),
    check("GAM003", "extension-unapproved"),
    check("GAM004", "implausible-times"),
    check("REP001", "overdue-flag-disagrees"),
    check("REP002", "elapsed-disagrees"),
];

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    #[test]
    fn no_code_and_no_name_is_given_twice() {
        let codes: BTreeSet<Code> = catalogue().iter().map(|entry| entry.code).collect();
        let names: BTreeSet<&str> = catalogue().iter().map(|entry| entry.name).collect();
        assert_eq!((codes.len(), names.len()), (catalogue().len(), catalogue().len()));
    }

    #[test]
    fn codes_beginning_with_x_are_left_to_policies() {
        assert!(catalogue().iter().all(|entry| !entry.code.as_str().starts_with('X')));
        assert_eq!(entry(Code::literal("CBK005")).map(|entry| entry.kind), Some(RuleKind::Check));
        assert_eq!(entry(Code::literal("CBK001")).map(|entry| entry.kind), Some(RuleKind::Obligation));
    }
}
