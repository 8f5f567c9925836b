//! Physical rows: every finding stands where a person finds it, and every row is accounted for.

use crate::audited::Audited;
use crate::desk::{Checked, Desk};

const HEADER: &str = "complaint_id,customer_id,received_at,content";

/// The audit of one file by VAL001 alone; a blank customer marks a row.
fn marked(text: &str) -> Result<Audited, Box<dyn std::error::Error>> {
    let desk = Desk::with(&[("c.csv", text)])?;
    let audit = desk.audit(&["c.csv", "--as-of", "2024-06-30", "--select", "VAL001,DUP001"])?;
    let rows = &audit.inputs[0].rows;
    assert!(rows.closes(), "{rows:?}");
    Ok(audit)
}

fn account(audit: &Audited) -> [u64; 6] {
    let rows = &audit.inputs[0].rows;
    [rows.physical, rows.header, rows.blank, rows.total, rows.rejected, rows.used]
}

#[test]
fn a_record_over_several_lines_stands_on_its_first() -> Checked {
    let text = format!(
        "{HEADER}\nC1,K,2024-03-04,\"one\ntwo\nthree\"\nC2,,2024-03-04,x\nC3,,2024-03-04,\"a\r\nb\"\nC4,,2024-03-04,\"say \"\"no\"\"\n\n\"\nC5,,2024-03-04,\n"
    );
    let audit = marked(&text)?;
    assert_eq!(audit.found("VAL001"), ["fires C2 @5", "fires C3 @6", "fires C4 @8", "fires C5 @11"]);
    assert_eq!(account(&audit), [6, 1, 0, 0, 0, 5]);
    Ok(())
}

#[test]
fn a_header_over_several_lines_counts_as_well() -> Checked {
    let audit = marked("complaint_id,customer_id,\"received_at\n(Beijing)\",content\nC1,,2024-03-04,x\n")?;
    assert_eq!(audit.found("VAL001"), ["fires C1 @3"]);
    Ok(())
}

#[test]
fn blank_lines_are_counted_wherever_they_are() -> Checked {
    let text = format!(
        "\n\n{HEADER}\n\nC1,,2024-03-04,x\n\n  \n,,,\nC2,,2024-03-04,x\n , ,\u{3000}, \nC3,,2024-03-04,x\n\n"
    );
    let audit = marked(&text)?;
    assert_eq!(audit.found("VAL001"), ["fires C1 @5", "fires C2 @9", "fires C3 @11"]);
    assert_eq!(account(&audit), [12, 1, 8, 0, 0, 3]);
    Ok(())
}

#[test]
fn blank_lines_with_crlf_are_counted_too() -> Checked {
    let text = format!("{HEADER}\n\nC1,,2024-03-04,x\n\n\nC2,,2024-03-04,x\n").replace('\n', "\r\n");
    let audit = marked(&text)?;
    assert_eq!(audit.found("VAL001"), ["fires C1 @3", "fires C2 @6"]);
    assert_eq!(account(&audit), [6, 1, 3, 0, 0, 2]);
    Ok(())
}

/// A record over several lines that has not as many cells as the header was hardly meant as one: a stray
/// quote would swallow the rows below. Each of its lines is a row of its own.
#[test]
fn ragged_rows_are_rejected_with_their_row_and_text() -> Checked {
    let text = format!(
        "{HEADER}\nC1,,2024-03-04,x\nC2,K,2024-03-04\nC3,K,2024-03-04,x,surplus\nC4,K,2024-03-04,x,,\n\"C5\nover two lines\"\nC6,,2024-03-04,x\n"
    );
    let desk = Desk::with(&[("c.csv", &text)])?;
    let audit = desk.audit(&["c.csv", "--as-of", "2024-06-30", "--select", "VAL001"])?;
    assert_eq!(audit.found("VAL001"), ["fires C1 @2", "fires C6 @8"]);
    let rejects: Vec<(u64, &str)> =
        audit.rejects.iter().map(|reject| (reject.row, reject.reason.as_str())).collect();
    assert_eq!(rejects.iter().map(|(row, _)| *row).collect::<Vec<_>>(), [3, 4, 6, 7]);
    assert!(rejects[0].1.contains('3') && rejects[0].1.contains('4'), "both widths are named: {rejects:?}");
    assert!(audit.rejects.iter().all(|reject| reject.file == "c.csv"));
    assert!(
        audit.rejects[0].text.contains("C2") && audit.rejects[0].text.contains("2024-03-04"),
        "{:?}",
        audit.rejects
    );
    assert_eq!(account(&audit), [8, 1, 0, 0, 4, 3], "empty cells beyond the header do no harm");
    let table = desk.run(&["audit", "c.csv", "--as-of", "2024-06-30"])?.stdout;
    assert!(table.contains("rejected 4"), "{table}");
    Ok(())
}

#[test]
fn totals_rows_are_no_records() -> Checked {
    for label in ["合计", "总计:", "小计", "Total", "TOTALS", "grand total"] {
        let text = format!("{HEADER}\nC1,,2024-03-04,x\n{label},,,5\nC2,,2024-03-04,x\n");
        let audit = marked(&text)?;
        assert_eq!(audit.found("VAL001"), ["fires C1 @2", "fires C2 @4"], "{label}");
        assert_eq!(account(&audit), [4, 1, 0, 1, 0, 2], "{label}");
    }
    let audit = marked(&format!("{HEADER}\n合计1号,,2024-03-04,x\nTotal Care 7,,2024-03-04,x\n"))?;
    assert_eq!(account(&audit), [3, 1, 0, 0, 0, 2], "an id may begin like a totals row");
    Ok(())
}

#[test]
fn a_record_longer_than_a_block_does_not_shift_the_rest() -> Checked {
    let long = "客户说:\"\"慢\"\",\n".repeat(60_000);
    let text = format!("{HEADER}\nC1,,2024-03-04,\"{long}\"\nC2,,2024-03-04,x\n");
    assert!(long.len() > 1 << 20);
    let audit = marked(&text)?;
    assert_eq!(audit.found("VAL001"), ["fires C1 @2", "fires C2 @60003"]);
    Ok(())
}

#[test]
fn rows_are_right_across_many_blocks() -> Checked {
    let (mut text, mut expected, mut line) = (format!("{HEADER}\n"), Vec::new(), 2);
    for record in 0..40_000 {
        let marked = record % 997 == 0;
        let customer = if marked { "" } else { "K" };
        let lines = record % 3;
        text.push_str(&format!(
            "C{record},{customer},2024-03-04,\"{}\"\n",
            "客户说那么就这样吧,\n".repeat(lines)
        ));
        if marked {
            expected.push(format!("fires C{record} @{line}"));
        }
        line += 1 + lines;
    }
    assert!(text.len() > 3 * (512 << 10));
    for threads in ["1", "2", "7"] {
        let desk = Desk::with(&[("c.csv", &text)])?;
        let audit =
            desk.audit(&["c.csv", "--as-of", "2024-06-30", "--select", "VAL001", "--threads", threads])?;
        assert_eq!(audit.found("VAL001"), expected, "{threads} threads");
        assert_eq!(account(&audit), [40_001, 1, 0, 0, 0, 40_000]);
    }
    Ok(())
}

#[test]
fn a_quote_that_never_closes_loses_nothing_in_silence() -> Checked {
    let desk = Desk::with(&[(
        "c.csv",
        "complaint_id,received_at,closed_at\nC1,2024-03-04,\nC2,\"2024-03-04,\nC3,2024-03-04,\nC4,2024-03-04,\n",
    )])?;
    let run = desk.run(&["audit", "c.csv", "--as-of", "2024-06-30", "--format", "json"])?;
    // C2 to C4 are one ragged record then: more than the policy tolerates.
    assert_eq!(run.code, 3, "{}", run.stderr);
    let audit: Audited = serde_json::from_str(&run.stdout)?;
    assert_eq!(audit.rejects.iter().map(|reject| reject.row).collect::<Vec<_>>(), [3]);
    Ok(())
}

/// Six hundred good rows around a broken one, and what is used and rejected of them.
fn around(broken: &str) -> Result<(Audited, i32), Box<dyn std::error::Error>> {
    let good = |from: usize| -> String {
        (from..from + 300).map(|at| format!("C{at},K,2024-03-04,fine\n")).collect()
    };
    let desk = Desk::with(&[("c.csv", &format!("{HEADER}\n{}{broken}{}", good(0), good(300)))])?;
    let run = desk.run(&["audit", "c.csv", "--as-of", "2024-06-30", "--format", "json"])?;
    Ok((serde_json::from_str(&run.stdout).map_err(|error| format!("{error}: {run:?}"))?, run.code))
}

#[test]
fn a_quote_that_never_closes_swallows_no_rows() -> Checked {
    for broken in ["C-broken,K,2024-03-04,\"never closed\n", "C-broken,\"K,2024-03-04,never closed\n"] {
        let (audit, _) = around(broken)?;
        assert_eq!(audit.rejects.iter().map(|reject| reject.row).collect::<Vec<_>>(), [302], "{broken}");
        assert_eq!(account(&audit), [602, 1, 0, 0, 1, 600], "{broken}");
    }
    Ok(())
}

#[test]
fn a_quote_that_closes_in_a_later_record_swallows_none_between() -> Checked {
    let broken = "C-broken,K,2024-03-04,\"5 inch\nC-a,K,2024-03-04,plain\nC-b,,2024-03-04,\"quoted\"\n";
    let (audit, _) = around(broken)?;
    assert_eq!(audit.rejects.iter().map(|reject| reject.row).collect::<Vec<_>>(), [302]);
    assert_eq!(audit.found("VAL001"), ["fires C-b @304"]);
    Ok(())
}

#[test]
fn a_stray_quote_does_not_harm_records_over_several_lines_blocks_later() -> Checked {
    let (mut text, mut line) = (format!("{HEADER}\nC-broken,K,2024-03-04,\"5 inch\n"), 3);
    let mut expected = Vec::new();
    for record in 0..12_000 {
        let customer = if record % 1_000 == 999 { "" } else { "K" };
        if customer.is_empty() {
            expected.push(format!("fires C{record} @{line}"));
        }
        text.push_str(&format!(
            "C{record},{customer},2024-03-04,\"客户说那么就这样吧,\n{}\n\"\n",
            "好的,".repeat(record % 40)
        ));
        line += 3;
    }
    assert!(text.len() > 3 * (512 << 10));
    let desk = Desk::with(&[("c.csv", &text)])?;
    let audit = desk.audit(&["c.csv", "--as-of", "2024-06-30", "--select", "VAL001"])?;
    assert_eq!(audit.rejects.iter().map(|reject| reject.row).collect::<Vec<_>>(), [2]);
    assert_eq!(audit.found("VAL001"), expected);
    assert_eq!(account(&audit), [12_002, 1, 0, 0, 1, 12_000]);
    Ok(())
}

#[test]
fn a_totals_row_may_leave_its_first_cells_blank() -> Checked {
    let audit = marked("序号,投诉编号,客户编号,受理时间\n1,C1,,2024-03-04\n,合计,1,\n")?;
    assert_eq!(account(&audit), [3, 1, 0, 1, 0, 1]);
    Ok(())
}

#[test]
fn several_files_of_one_kind_are_stacked_each_with_its_own_rows() -> Checked {
    let desk = Desk::with(&[
        (
            "b.csv",
            "complaint_id,received_at,closed_at,branch\nC1,2024-03-04,,North\nC2,2024-03-04,2024-03-05,North\n",
        ),
        ("a.csv", "办结时间,受理时间,投诉编号,客户编号\n,2024-03-04,C3,K3\n\n,2024-03-04,C1,K1\n"),
        ("v1.csv", "visit_id,complaint_id,visited_at,visitor,outcome\nV1,C2,2024-03-06,,reached\n"),
        ("v2.csv", "outcome,visited_at,complaint_id,visit_id,visitor\nreached,2024-03-06,C9,V1,Li\n"),
    ])?;
    let files = ["v2.csv", "b.csv", "v1.csv", "a.csv"];
    let audit = desk.audit(&[&files[..], &["--as-of", "2024-06-30"]].concat())?;
    let inputs: Vec<(&str, &str, u64)> = audit
        .inputs
        .iter()
        .map(|input| (input.file.as_str(), input.kind.as_str(), input.rows.used))
        .collect();
    assert_eq!(
        inputs,
        [
            ("a.csv", "complaints", 2),
            ("b.csv", "complaints", 2),
            ("v1.csv", "visits", 1),
            ("v2.csv", "visits", 1)
        ]
    );
    let places = |code: &str| -> Vec<String> {
        audit.of(code).map(|finding| format!("{} {}", finding.file, finding.brief())).collect()
    };
    assert_eq!(places("CLS001"), ["a.csv missing C3 @2", "a.csv missing C1 @4"]);
    assert_eq!(places("DUP001"), ["b.csv fires C1 @2"]);
    assert_eq!(audit.only("DUP001")?.proof("first_file"), Some("a.csv"));
    assert_eq!(places("DUP002"), ["v2.csv fires V1 @2"]);
    assert_eq!(places("CBK006"), ["v2.csv fires V1 @2"]);
    assert_eq!(
        places("VAL001"),
        ["b.csv fires C1 @2", "b.csv fires C2 @3", "v1.csv fires V1 @2"],
        "a column that one file lacks is blank there"
    );
    Ok(())
}

#[test]
fn the_order_of_the_arguments_makes_no_difference() -> Checked {
    let desk = Desk::with(&[
        ("a.csv", "complaint_id,received_at,closed_at\nC1,2024-03-04,\n"),
        ("b.csv", "complaint_id,received_at,closed_at\nC1,2024-03-05,\n"),
        ("v.csv", "visit_id,complaint_id,visited_at\nV1,C1,2024-03-06\n"),
    ])?;
    let run = |files: [&str; 3]| -> std::io::Result<String> {
        let args = ["audit", files[0], files[1], files[2], "--as-of", "2024-06-30", "--format", "json"];
        Ok(desk.run(&args)?.stdout)
    };
    let first = run(["a.csv", "b.csv", "v.csv"])?;
    assert_eq!(run(["v.csv", "b.csv", "a.csv"])?, first);
    assert_eq!(run(["b.csv", "v.csv", "a.csv"])?, first);
    Ok(())
}
