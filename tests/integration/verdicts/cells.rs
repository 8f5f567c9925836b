//! Checks on cells: words nobody knows, numbers that lost digits, formulas without a value, dates that can be
//! two days.

use std::error::Error;

use super::judge;
use crate::audited::Audited;
use crate::books::{Rows, xlsx};
use crate::desk::{Checked, Desk};

const AS_OF: &str = "2024-06-30";

/// Audits a workbook with both exports by some rules.
fn judge_sheets(codes: &str, complaints: Rows<'_>, visits: Rows<'_>) -> Result<Audited, Box<dyn Error>> {
    let desk = Desk::new()?;
    desk.put("both.xlsx", xlsx(&[("complaints", complaints), ("visits", visits)])?)?;
    desk.audit(&["both.xlsx", "--as-of", AS_OF, "--select", codes])
}

const CLOSED: Rows<'_> = &[
    &["complaint_id", "customer_id", "received_at", "closed_at"],
    &["202403040000012345", "K1", "@2024-03-04 09:00:00", "@2024-03-05 10:00:00"],
];
const CALLED: [&str; 5] = ["visit_id", "complaint_id", "visited_at", "visitor", "outcome"];

#[test]
fn a_word_nobody_knows_is_one_finding_a_column_on_its_first_row() -> Checked {
    let complaints = "complaint_id,received_at,status,severity,satisfaction\n\
        C1,2024-03-04,已办结,紧急,满意\nC2,2024-03-04,飞走了,很急,五星\nC3,2024-03-04, CLOSED ,Urgent,五星\n\
        C4,2024-03-04,飞走了,,五星\nC5,2024-03-04,很急,-,NULL\n";
    let visits = "visit_id,complaint_id,visited_at,outcome,satisfaction,method\n\
        V1,C1,2024-03-06,接通,满意,电话\nV2,C2,2024-03-06,嗯,五星,飞鸽\nV3,C2,2024-03-06,嗯,,\n";
    let audit = judge("VAL003", AS_OF, complaints, Some(visits))?;
    let said: Vec<String> = audit
        .of("VAL003")
        .map(|finding| {
            let rows = &finding.evidence["rows"];
            let of = |name| finding.proof(name).unwrap_or_default();
            assert!(finding.message.contains(of("text")), "{}", finding.message);
            format!("{} {} {} ×{rows}", finding.brief(), of("field"), of("text"))
        })
        .collect();
    assert_eq!(
        said,
        [
            "fires C2 @3 status 飞走了 ×2",
            "fires C2 @3 severity 很急 ×1",
            "fires C2 @3 satisfaction 五星 ×3",
            "fires C5 @6 status 很急 ×1",
            "fires V2 @3 outcome 嗯 ×2",
            "fires V2 @3 satisfaction 五星 ×1",
            "fires V2 @3 method 飞鸽 ×1",
        ]
    );
    Ok(())
}

#[test]
fn words_the_policy_has_and_blanks_are_no_unknown_words() -> Checked {
    let complaints = "complaint_id,received_at,status,severity,satisfaction\n\
        C1,2024-03-04,处理中,重要,未评价\nC2,2024-03-04,Closed,  P1,N/A\nC3,2024-03-04,,,\n";
    let audit = judge("VAL003", AS_OF, complaints, None)?;
    assert_eq!(audit.found("VAL003"), Vec::<String>::new());
    assert_eq!(audit.rule("VAL003").tested, 5, "blanks are not tested");
    Ok(())
}

#[test]
fn an_unknown_word_outside_the_period_is_not_counted() -> Checked {
    let complaints = "complaint_id,received_at,status\nC1,2024-02-04,飞走了\nC2,2024-03-04,飞走了\n";
    let desk = Desk::with(&[("c.csv", complaints)])?;
    let audit = desk.audit(&["c.csv", "--as-of", AS_OF, "--select", "VAL003", "--from", "2024-03-01"])?;
    assert_eq!(audit.found("VAL003"), ["fires C2 @3"]);
    assert_eq!(audit.only("VAL003")?.evidence["rows"], 1);
    Ok(())
}

#[test]
fn a_number_a_spreadsheet_rounded_is_said_and_is_not_blank() -> Checked {
    let complaints: Rows<'_> = &[
        &["complaint_id", "customer_id", "received_at"],
        &["C1", "#110101199003070000", "@2024-03-04"],
        &["C2", "110101199003070000", "@2024-03-04"],
        &["C3", "#123456789012345", "@2024-03-04"],
        &["C4", "1.10101E+17", "@2024-03-04"],
        &["C5", "", "@2024-03-04"],
    ];
    let visits: Rows<'_> = &[
        &["visit_id", "complaint_id", "customer_id", "visited_at", "visitor"],
        &["V1", "#202403040000012300", "#13800138000", "@2024-03-06", "Li"],
    ];
    let audit = judge_sheets("VAL001,VAL007", complaints, visits)?;
    let fields: Vec<String> = audit
        .of("VAL007")
        .map(|finding| format!("{} {}", finding.brief(), finding.proof("field").unwrap_or_default()))
        .collect();
    assert_eq!(
        fields,
        ["fires C1 @2 customer_id", "fires C4 @5 customer_id", "fires V1 @2 complaint_id"],
        "a text, and what a spreadsheet can hold, keep their digits"
    );
    assert_eq!(audit.found("VAL001"), ["fires C5 @6"], "what is unreadable is not missing");
    Ok(())
}

#[test]
fn scientific_notation_in_a_text_export_is_a_lost_number() -> Checked {
    let complaints = "complaint_id,customer_id,received_at\n2.02403E+14,K1,2024-03-04\n1E5,1E5,2024-03-04\n\
        C3,1.5E+1,2024-03-04\nC4,6.22848E+18,2024-03-04\n2.02403E+14,K2,2024-03-04\n";
    let audit = judge("VAL007,DUP001,VAL001", AS_OF, complaints, None)?;
    let texts: Vec<&str> = audit.of("VAL007").filter_map(|finding| finding.proof("text")).collect();
    assert_eq!(texts, ["2.02403E+14", "6.22848E+18", "2.02403E+14"]);
    assert_eq!(audit.found("DUP001"), Vec::<String>::new(), "two lost ids are not one id");
    Ok(())
}

#[test]
fn a_callback_whose_complaint_lost_its_digits_leaves_the_verdict_open() -> Checked {
    let visit = |at: &'static str, outcome: &'static str| -> Result<Audited, Box<dyn Error>> {
        let rows: Rows<'_> = &[&CALLED, &["V1", "#202403040000012300", at, "Li", outcome]];
        judge_sheets("CBK001,CBK006,VAL001", CLOSED, rows)
    };
    for (at, outcome, expected) in [
        ("@2024-03-06 10:00:00", "reached", "undetermined 1"),
        ("@2024-03-06 10:00:00", "嗯", "undetermined 1"),
        ("", "reached", "undetermined 1"),
        ("@2024-03-06 10:00:00", "no answer", "missing 1"),
        ("@2024-03-04 10:00:00", "reached", "missing 1"),
        ("@2024-05-06 10:00:00", "reached", "missing 1"),
    ] {
        let audit = visit(at, outcome)?;
        assert_eq!(audit.states("CBK001"), expected, "{at} {outcome}");
        assert_eq!(audit.found("CBK006"), Vec::<String>::new(), "it names no complaint that is not there");
    }
    Ok(())
}

#[test]
fn a_callback_that_names_its_complaint_is_not_shaken_by_another_that_lost_it() -> Checked {
    let visits: Rows<'_> = &[
        &CALLED,
        &["V1", "#202403040000012300", "@2024-03-06 10:00:00", "Li", "reached"],
        &["V2", "202403040000012345", "@2024-03-07 10:00:00", "Li", "reached"],
    ];
    assert_eq!(judge_sheets("CBK001", CLOSED, visits)?.states("CBK001"), "met 1");
    Ok(())
}

#[test]
fn of_several_doubtful_callbacks_the_one_in_time_counts_whatever_row_it_stands_in() -> Checked {
    let (late, early) = ("@2024-05-20 10:00:00", "@2024-03-06 10:00:00");
    for (first, second) in [(late, early), (early, late)] {
        let visits: Rows<'_> =
            &[&CALLED, &["V1", CLOSED[1][0], first, "Li", "嗯"], &["V2", CLOSED[1][0], second, "Li", "嗯"]];
        assert_eq!(judge_sheets("CBK001", CLOSED, visits)?.states("CBK001"), "undetermined 1");
    }
    Ok(())
}

#[test]
fn a_formula_without_a_value_is_neither_blank_nor_read() -> Checked {
    let complaints: Rows<'_> = &[
        &["complaint_id", "customer_id", "received_at", "closed_at", "severity", "claimed_amount"],
        &["C1", "K1", "@2024-03-04 09:00:00", "=", "", ""],
        &["C2", "=", "@2024-03-04 09:00:00", "@2024-03-05 10:00:00", "", "="],
        &["C3", "K3", "=", "@2024-03-05 10:00:00", "=", ""],
        &["C4", "K4", "@2024-03-04 09:00:00", "", "", ""],
        &["C5", "K5", "@2024-03-04 09:00:00", "='", "='urgent", "='12"],
        &["C6", "='", "@2024-03-04 09:00:00", "@2024-03-05 10:00:00", "", ""],
    ];
    let visits: Rows<'_> =
        &[&CALLED, &["V1", "C2", "@2024-03-06 10:00:00", "Li", "="], &["V2", "C6", "=", "=", "reached"]];
    let audit = judge_sheets("CLS001,CBK001,VAL", complaints, visits)?;
    let mut cells: Vec<String> = audit
        .of("VAL008")
        .map(|finding| format!("{} {}", finding.brief(), finding.proof("field").unwrap_or_default()))
        .collect();
    cells.sort();
    assert_eq!(
        cells,
        [
            "fires C1 @2 closed_at",
            "fires C2 @3 claimed_amount",
            "fires C2 @3 customer_id",
            "fires C3 @4 received_at",
            "fires C3 @4 severity",
            "fires V1 @2 outcome",
            "fires V2 @3 visited_at",
            "fires V2 @3 visitor",
        ]
    );
    assert_eq!(
        audit.states("CLS001"),
        "met 2, missing 2, undetermined 2",
        "C4 and C5 are open: {:?}",
        audit.found("CLS001")
    );
    assert_eq!(audit.found("CLS001"), ["missing C4 @5", "missing C5 @6"]);
    assert_eq!(audit.found("CBK001"), ["missing C3 @4"], "C2's outcome and C6's time are not known");
    assert_eq!(audit.found("VAL001"), ["fires C6 @7"], "a text of no letters is blank, a formula is not");
    assert_eq!(audit.found("VAL002"), Vec::<String>::new());
    assert_eq!(audit.found("VAL003"), Vec::<String>::new(), "no value is no unknown word");
    Ok(())
}

#[test]
fn formulas_with_values_are_values() -> Checked {
    let complaints: Rows<'_> = &[
        &["complaint_id", "customer_id", "received_at", "closed_at"],
        &["='C1", "='K1", "='2024-03-04 09:00", "='2024-03-05"],
    ];
    let audit =
        judge_sheets("VAL,CLS001", complaints, &[&CALLED, &["V1", "C1", "@2024-03-06", "Li", "reached"]])?;
    assert_eq!((audit.findings.len(), audit.states("CLS001").as_str()), (0, "met 1"));
    Ok(())
}

#[test]
fn dates_that_can_be_two_days_are_one_finding_a_column_and_file() -> Checked {
    let desk = Desk::with(&[
        ("a.csv", "complaint_id,received_at,closed_at\nC1,2024-03-04,05/04/2024\nC2,2024-03-04,06/04/2024\n"),
        ("b.csv", "complaint_id,received_at,closed_at\nC3,01/02/2024,2024-03-05\n"),
        ("v.csv", "visit_id,complaint_id,visited_at\nV1,C1,2024-03-06\n"),
    ])?;
    let args = ["a.csv", "b.csv", "v.csv", "--as-of", AS_OF, "--select", "VAL002,VAL009,CLS001"];
    let audit = desk.audit(&args)?;
    let said: Vec<String> = audit
        .of("VAL009")
        .map(|finding| format!("{} {} {}", finding.file, finding.brief(), finding.evidence["undecidable"]))
        .collect();
    assert_eq!(said, ["a.csv fires C1 @2 2", "b.csv fires C3 @2 1"]);
    assert_eq!((audit.states("CLS001").as_str(), audit.found("VAL002").len()), ("undetermined 3", 0));
    Ok(())
}

#[test]
fn dates_of_one_day_whatever_the_order_are_not_ambiguous() -> Checked {
    let complaints = "complaint_id,received_at,closed_at\nC1,03/03/2024,04/04/2024\nC2,2024-03-04,2024.3.5\n\
        C3,4 Mar 2024,31/03/2024\n";
    let audit = judge("VAL009,VAL002", AS_OF, complaints, None)?;
    assert_eq!(audit.findings.len(), 0, "{:?}", audit.findings);
    Ok(())
}
