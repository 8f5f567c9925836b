//! Cells: read by explicit rules, or quoted as unreadable.

use crate::desk::{Checked, Desk};

#[test]
fn every_unreadable_cell_is_quoted() -> Checked {
    let desk = Desk::with(&[
        (
            "c.csv",
            "complaint_id,received_at,closed_at,claimed_amount,extension_approved\n\
             C1,昨天下午,2024-03-05,\"1,200.50元\",是\nC2,2024-03-04,2024-02-30,about 5,maybe\nC3,2024-03-04,05/03/2024,,\n\
             C4,45355.5,2024-03-05,,否\n",
        ),
        (
            "v.csv",
            "visit_id,complaint_id,visited_at,outcome,attempts\nV1,C1,2024-13-05 10:00,接通,三次\nV2,C1,-,接通,2次\n",
        ),
    ])?;
    let audit = desk.audit(&["c.csv", "v.csv", "--as-of", "2024-06-30", "--select", "VAL002"])?;
    let mut cells: Vec<String> = audit
        .of("VAL002")
        .map(|finding| {
            let text = finding.proof("text").unwrap_or_default();
            assert!(finding.message.contains(text), "{}", finding.message);
            format!("{} {} {text}", finding.brief(), finding.proof("field").unwrap_or_default())
        })
        .collect();
    cells.sort();
    assert_eq!(
        cells,
        [
            "fires C1 @2 received_at 昨天下午",
            "fires C2 @3 claimed_amount about 5",
            "fires C2 @3 closed_at 2024-02-30",
            "fires C2 @3 extension_approved maybe",
            "fires V1 @2 attempts 三次",
            "fires V1 @2 visited_at 2024-13-05 10:00",
        ]
    );
    Ok(())
}

#[test]
fn the_order_of_day_and_month_is_never_guessed() -> Checked {
    let text = "complaint_id,received_at,closed_at\nC1,02/03/2024 10:00,08/04/2024 10:00\n";
    let desk = Desk::with(&[("c.csv", text)])?;
    let args = ["c.csv", "--as-of", "2024-08-30", "--select", "CLS001,VAL"];
    let open = desk.audit(&args)?;
    assert_eq!((open.states("CLS001").as_str(), open.found("VAL002").len()), ("undetermined 1", 0));
    let fields: Vec<_> =
        open.of("VAL009").map(|finding| finding.proof("field").unwrap_or_default()).collect();
    assert_eq!(fields, ["received_at", "closed_at"]);
    let day_first = desk.audit(&[&args[..], &["--date-order", "dmy"]].concat())?;
    assert_eq!((day_first.states("CLS001").as_str(), day_first.found("VAL009").len()), ("late 1", 0));
    let month_first = desk.audit(&[&args[..], &["--date-order", "mdy"]].concat())?;
    assert_eq!((month_first.states("CLS001").as_str(), month_first.found("VAL009").len()), ("late 1", 0));
    Ok(())
}

#[test]
fn one_date_that_can_be_read_no_other_way_decides_for_its_file() -> Checked {
    for (proof, closed, order) in [("18/03/2024 10:00", "dmy", "dmy"), ("03/18/2024 10:00", "mdy", "mdy")] {
        // The proof comes after more rows than are looked at before the file is read.
        let mut text = String::from("complaint_id,received_at,closed_at\n");
        for row in 0..20_000 {
            text.push_str(&format!("C{row},02/03/2024 10:00,03/04/2024 10:00\n"));
        }
        text.push_str(&format!("C20000,02/03/2024 10:00,{proof}\n"));
        let desk = Desk::with(&[("c.csv", &text)])?;
        let args = ["c.csv", "--as-of", "2024-08-30", "--select", "CLS001,VAL"];
        let inferred = desk.audit(&args)?;
        let named = desk.audit(&[&args[..], &["--date-order", order]].concat())?;
        assert_eq!(inferred.states("CLS001"), named.states("CLS001"), "{closed}");
        assert_eq!(inferred.found("VAL009").len() + inferred.found("VAL002").len(), 0);
    }
    Ok(())
}

#[test]
fn dates_that_contradict_each_other_decide_nothing() -> Checked {
    let text = "complaint_id,received_at,closed_at\nC1,2024-03-01 10:00,18/03/2024 10:00\n\
                C2,2024-03-01 10:00,03/18/2024 10:00\nC3,2024-03-01 10:00,05/03/2024 10:00\n";
    let desk = Desk::with(&[("c.csv", text)])?;
    let audit = desk.audit(&["c.csv", "--as-of", "2024-08-30", "--select", "CLS001,VAL"])?;
    assert_eq!(audit.states("CLS001"), "late 2, undetermined 1");
    assert_eq!(audit.only("VAL009")?.proof("example"), Some("05/03/2024 10:00"));
    Ok(())
}

#[test]
fn one_moment_in_every_form() -> Checked {
    let forms = [
        "2024-03-04 10:00:00",
        "2024-03-04T10:00:00",
        "2024/3/4 10:00",
        "2024.3.4 10:00",
        "2024年3月4日 10时0分",
        "2024年03月04日10时",
        "2024-03-04 上午10:00",
        "20240304 10:00:00",
        "20240304100000",
        "2024-03-04 10:00 AM",
        "2024-03-04T02:00:00Z",
        "2024-03-04T10:00:00.000+08:00",
        " 2024-03-04 10:00:00 ",
        "\u{3000}2024-03-04 10:00\u{a0}",
    ];
    let rows: String = forms
        .iter()
        .enumerate()
        .map(|(at, form)| format!("C{at},紧急,{form},2024-03-04 12:00:01\n"))
        .collect();
    let desk = Desk::with(&[("c.csv", &format!("complaint_id,severity,received_at,responded_at\n{rows}"))])?;
    let audit = desk.audit(&["c.csv", "--as-of", "2024-06-30", "--select", "RSP001,VAL002"])?;
    assert_eq!(audit.found("VAL002"), Vec::<String>::new());
    for finding in audit.of("RSP001") {
        assert_eq!(finding.due_at.as_deref(), Some("2024-03-04T12:00:00+08:00"), "{}", finding.id);
    }
    assert_eq!(audit.rule("RSP001").findings, forms.len() as u64);
    Ok(())
}

#[test]
fn words_for_nothing_are_blank() -> Checked {
    for nothing in ["", " ", "-", "--", "—", "/", "N/A", "null", "NULL", "None", "\\N", "\u{3000}"] {
        let text =
            format!("complaint_id,customer_id,received_at,closed_at\nC1,{nothing},2024-03-04,{nothing}\n");
        let desk = Desk::with(&[("c.csv", &text)])?;
        let audit = desk.audit(&["c.csv", "--as-of", "2024-06-30", "--select", "VAL,CLS001"])?;
        assert_eq!((audit.found("VAL001").len(), audit.found("VAL002").len()), (1, 0), "{nothing:?}");
        assert_eq!(audit.states("CLS001"), "missing 1", "{nothing:?}");
    }
    Ok(())
}

#[test]
fn a_long_quotation_is_cut_and_says_so() -> Checked {
    let long = "很".repeat(5_000);
    let desk = Desk::with(&[("c.csv", &format!("complaint_id,received_at\nC1,{long}\nC2,2024-03-04\n"))])?;
    let audit = desk.audit(&["c.csv", "--as-of", "2024-06-30", "--select", "VAL002"])?;
    let text = audit.only("VAL002")?.proof("text").unwrap_or_default();
    assert!(text.ends_with('…') && text.chars().count() < 300, "{}", text.chars().count());
    Ok(())
}
