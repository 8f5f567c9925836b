//! Times end to end: every form, and the order of day and month by evidence alone.

use std::error::Error;

use crate::audited::Audited;
use crate::books::xlsx;
use crate::desk::{Checked, Desk};

const DATES: [&str; 4] = ["--as-of", "2024-08-30", "--select", "CLS001,VAL002,VAL009"];

fn audit(desk: &Desk, args: &[&str]) -> Result<Audited, Box<dyn Error>> {
    desk.audit(&[args, &DATES].concat())
}

/// Columns in which day and month could not be told apart.
fn ambiguous(audit: &Audited) -> Vec<String> {
    let column = |finding: &crate::audited::Finding| {
        format!("{} {}", finding.file, finding.proof("field").unwrap_or_default())
    };
    audit.of("VAL009").map(column).collect()
}

#[test]
fn one_moment_however_it_is_written() -> Checked {
    let forms = [
        "4 Mar 2024 10:00",
        "\"Mar 4, 2024 10:00 AM\"",
        "04-MAR-2024 10:00:00",
        "２０２４－０３－０４　１０：００",
        "２０２４年３月４日１０时",
        "2024年3月4日（周一）上午10点",
        "2024-03-04 上午10点整",
        "2024/03/04 10:00:00 上午",
        "2024-03-04 10:00:00.987",
        "2024-03-03T18:00:00-08:00",
        "2024-03-04T02:00:00.000Z",
        "20240304T100000+0800",
        "45355.416666666664",
        "'2024-03-04 10:00",
    ];
    for form in forms {
        let text =
            format!("complaint_id,severity,received_at,responded_at\nC1,urgent,{form},2024-03-04 12:00:01\n");
        let desk = Desk::with(&[("c.csv", &text)])?;
        let audit = desk.audit(&["c.csv", "--as-of", "2024-06-30", "--select", "RSP001,VAL002"])?;
        let due: Vec<&str> = audit.of("RSP001").filter_map(|finding| finding.due_at.as_deref()).collect();
        assert_eq!((due, audit.found("VAL002").len()), (vec!["2024-03-04T12:00:00+08:00"], 0), "{form}");
    }
    Ok(())
}

#[test]
fn the_end_of_a_day_is_the_beginning_of_the_next() -> Checked {
    let text = "complaint_id,severity,received_at,responded_at\nC1,urgent,2024-02-28 24:00,2024-02-29 02:00:00\n\
        C2,urgent,2024-02-28 24:00:00,2024-02-29 02:00:01\nC3,urgent,2024年2月28日24时,2024-02-29 下午2:00\n\
        C4,urgent,2024-02-28 24:01,2024-02-29 02:00\nC5,urgent,2024-02-29 12:30 AM,2024-02-29 12:30 PM\n";
    let desk = Desk::with(&[("c.csv", text)])?;
    let audit = desk.audit(&["c.csv", "--as-of", "2024-06-30", "--select", "RSP001,VAL002"])?;
    assert_eq!(audit.found("RSP001"), ["late C2 @3", "late C3 @4", "late C5 @6"]);
    assert_eq!(audit.found("VAL002"), ["fires C4 @5"]);
    Ok(())
}

#[test]
fn another_column_of_the_file_proves_the_order() -> Checked {
    let text = "complaint_id,received_at,closed_at\nC1,02/03/2024,08/04/2024\nC2,03/03/2024,18/03/2024\n";
    let desk = Desk::with(&[("c.csv", text)])?;
    let told = audit(&desk, &["c.csv"])?;
    assert_eq!((told.states("CLS001").as_str(), ambiguous(&told).len()), ("met 1, late 1", 0));
    let named = audit(&desk, &["c.csv", "--date-order", "dmy"])?;
    assert_eq!(told.found("CLS001"), named.found("CLS001"));
    Ok(())
}

#[test]
fn columns_that_prove_different_orders_decide_for_themselves_alone() -> Checked {
    let text = "complaint_id,received_at,closed_at,responded_at\nC1,01/13/2024,13/02/2024,02/03/2024\n\
        C2,01/03/2024,03/02/2024,02/03/2024\n";
    let desk = Desk::with(&[("c.csv", text)])?;
    let audit = audit(&desk, &["c.csv"])?;
    assert_eq!(ambiguous(&audit), ["c.csv responded_at"]);
    // 13 January to 13 February, 3 January to 3 February.
    assert_eq!(audit.states("CLS001"), "late 2");
    Ok(())
}

#[test]
fn every_file_proves_its_own_order() -> Checked {
    let desk = Desk::with(&[
        ("a.csv", "complaint_id,received_at,closed_at\nC1,03/04/2024,13/04/2024\n"),
        ("b.csv", "complaint_id,received_at,closed_at\nC2,03/04/2024,04/13/2024\n"),
        ("c.csv", "complaint_id,received_at,closed_at\nC3,03/04/2024,04/04/2024\n"),
        ("v.csv", "visit_id,complaint_id,visited_at\nV1,C1,05/04/2024\n"),
    ])?;
    let audit = audit(&desk, &["a.csv", "b.csv", "c.csv", "v.csv"])?;
    assert_eq!(ambiguous(&audit), ["c.csv received_at", "v.csv visited_at"]);
    assert_eq!(audit.states("CLS001"), "met 1, late 1, undetermined 1");
    Ok(())
}

#[test]
fn the_order_can_be_named_for_contradicting_dates_and_what_does_not_fit_is_unreadable() -> Checked {
    let text = "complaint_id,received_at,closed_at\nC1,13/01/2024,20/01/2024\nC2,01/13/2024,01/20/2024\nC3,03/01/2024,04/01/2024\n";
    let desk = Desk::with(&[("c.csv", text)])?;
    let open = audit(&desk, &["c.csv"])?;
    assert_eq!((ambiguous(&open).len(), open.states("CLS001").as_str()), (2, "met 2, undetermined 1"));
    let named = audit(&desk, &["c.csv", "--date-order", "dmy"])?;
    assert_eq!(named.found("VAL002"), ["fires C2 @3", "fires C2 @3"]);
    assert_eq!((ambiguous(&named).len(), named.states("CLS001").as_str()), (0, "met 2, undetermined 1"));
    Ok(())
}

/// Many dates that can be two days, and a last one that cannot.
fn proven_late(rows: usize) -> String {
    let either: String = (0..rows).map(|row| format!("C{row},02/03/2024,03/04/2024\n")).collect();
    format!("complaint_id,received_at,closed_at\n{either}C-last,02/03/2024,17/03/2024\n")
}

#[test]
fn from_a_pipe_a_late_proof_asks_for_the_order() -> Checked {
    let desk = Desk::new()?;
    let (early, late) = (proven_late(3), proven_late(20_000));
    let run = |text: &str, args: &[&str]| {
        let args = [&["audit", "-", "--format", "json"], args, &DATES].concat();
        desk.run_with_input(&args, text.as_bytes())
    };
    let told = run(&late, &[])?;
    assert_eq!((told.code, told.stdout.as_str()), (3, ""), "{}", told.stderr);
    assert!(told.stderr.contains("--date-order"), "{}", told.stderr);
    for (text, args, expected) in
        [(&late, ["--date-order", "dmy"].as_slice(), "met 1, late 20000"), (&early, &[], "met 1, late 3")]
    {
        let audit: Audited = serde_json::from_str(&run(text, args)?.stdout)?;
        assert_eq!((audit.states("CLS001").as_str(), audit.found("VAL009").len()), (expected, 0));
    }
    Ok(())
}

#[test]
fn texts_in_a_sheet_are_read_again_by_a_late_proof() -> Checked {
    let either: Vec<String> = (0..900).map(|row| format!("C{row}")).collect();
    let mut rows: Vec<[&str; 3]> = vec![["complaint_id", "received_at", "closed_at"]];
    rows.extend(either.iter().map(|id| [id.as_str(), "02/03/2024", "03/04/2024"]));
    rows.push(["C-last", "02/03/2024", "17/03/2024"]);
    let rows: Vec<&[&str]> = rows.iter().map(<[&str; 3]>::as_slice).collect();
    let desk = Desk::new()?;
    desk.put("c.xlsx", xlsx(&[("s", &rows)])?)?;
    let audit = audit(&desk, &["c.xlsx"])?;
    assert_eq!((audit.states("CLS001").as_str(), ambiguous(&audit).len()), ("met 1, late 900", 0));
    assert_eq!(audit.inputs[0].rows.used, 901, "rows read before are not counted twice");
    Ok(())
}
