//! Findings as CSV: every one of them, harmless in a spreadsheet.

use crate::audited::Audited;
use crate::desk::{Checked, Desk, run_in};
use crate::sample;

const HEADER: [&str; 16] = [
    "code",
    "severity",
    "state",
    "dataset",
    "id",
    "file",
    "sheet",
    "row",
    "branch",
    "handler",
    "trigger_at",
    "due_at",
    "actual_at",
    "late_by_minutes",
    "message",
    "evidence",
];

fn records(text: &str) -> Result<Vec<csv::StringRecord>, csv::Error> {
    csv::ReaderBuilder::new().has_headers(false).from_reader(text.as_bytes()).records().collect()
}

#[test]
fn one_row_for_every_finding_under_the_header() -> Checked {
    let args = [&["audit", "--format", "csv"], &sample::arguments()[..]].concat();
    let text = run_in(&sample::folder(), &args)?.stdout;
    let rows = records(&text)?;
    assert_eq!(rows[0], HEADER.to_vec());
    let audit: Audited = crate::desk::audit_in(&sample::folder(), &sample::arguments())?;
    assert_eq!(rows.len() - 1, audit.findings.len());
    for (row, finding) in rows[1..].iter().zip(&audit.findings) {
        let number = finding.row.map_or_else(String::new, |row| row.to_string());
        assert_eq!(
            [&row[0], &row[1], &row[2], &row[3], &row[4], &row[5], &row[7]],
            [
                &finding.code,
                &finding.severity,
                &finding.state,
                &finding.dataset,
                &finding.id,
                &finding.file,
                number.as_str()
            ]
        );
        assert_eq!(&row[11], finding.due_at.as_deref().unwrap_or_default());
    }
    Ok(())
}

#[test]
fn the_header_stands_over_no_findings() -> Checked {
    let desk = Desk::with(&[("c.csv", crate::exits::CLEAN)])?;
    let run = desk.run(&["audit", "c.csv", "--format", "csv"])?;
    assert_eq!((run.code, run.stdout.trim_end()), (0, HEADER.join(",").as_str()));
    Ok(())
}

#[test]
fn a_byte_order_mark_only_where_it_is_asked_for() -> Checked {
    let desk = Desk::with(&[("c.csv", crate::exits::CLEAN)])?;
    let plain = desk.run(&["audit", "c.csv", "--format", "csv"])?.stdout;
    let marked = desk.run(&["audit", "c.csv", "--format", "csv", "--bom"])?.stdout;
    assert!(plain.starts_with("code,"));
    assert_eq!(marked, format!("\u{feff}{plain}"));
    desk.run(&["audit", "c.csv", "--format", "csv", "--bom", "-o", "out.csv"])?;
    assert_eq!(std::fs::read(desk.path("out.csv"))?, marked.as_bytes());
    let table = desk.run(&["response", "c.csv", "--format", "csv", "--bom"])?.stdout;
    assert!(table.starts_with('\u{feff}'));
    Ok(())
}

/// What a spreadsheet would run: it skips blanks, then looks at the first sign.
fn would_run(cell: &str) -> bool {
    let text = cell.trim_start_matches(|c: char| c.is_whitespace() || c.is_control());
    text.starts_with(['=', '+', '-', '@', '＝', '＋', '－', '＠']) && cell.parse::<f64>().is_err()
}

#[test]
fn no_cell_of_a_hostile_export_runs_as_a_formula() -> Checked {
    let desk = Desk::new()?;
    desk.put_fixture("hostile-complaints.csv")?;
    desk.put_fixture("hostile-visits.csv")?;
    let files = ["hostile-complaints.csv", "hostile-visits.csv", "--as-of", "2024-06-30"];
    for command in [
        ["audit"].as_slice(),
        &["audit", "--lang", "zh"],
        &["response", "--by", "branch,handler"],
        &["closure", "--by", "handler"],
        &["callbacks", "--by", "branch"],
    ] {
        let run = desk.run(&[command, &files, &["--format", "csv"]].concat())?;
        assert!(run.code <= 1, "{command:?}: {}", run.stderr);
        let rows = records(&run.stdout)?;
        assert!(rows.len() > 3, "{command:?}: {}", run.stdout);
        let armed: Vec<&str> =
            rows.iter().flat_map(|row| row.iter()).filter(|cell| would_run(cell)).collect();
        assert_eq!(armed, Vec::<&str>::new(), "{command:?}");
        assert!(!run.stdout.contains(['\u{1b}', '\u{202e}']), "{command:?}");
    }
    Ok(())
}

#[test]
fn a_hostile_export_is_still_told_apart_to_the_letter() -> Checked {
    let desk = Desk::new()?;
    desk.put_fixture("hostile-complaints.csv")?;
    let args = ["audit", "hostile-complaints.csv", "--as-of", "2024-06-30", "--select", "RSP001"];
    let rows = records(&desk.run(&[&args[..], &["--format", "csv"]].concat())?.stdout)?;
    let ids: Vec<&str> = rows[1..].iter().map(|row| &row[4]).collect();
    assert_eq!(ids, ["'=cmd|' /C calc'!A0", "'+1+2", "'@SUM(1)", "'-2+3", "'\u{ff1d}1+1"]);
    let audit = desk.audit(&args[1..])?;
    let plain: Vec<&str> = audit.findings.iter().map(|finding| finding.id.as_str()).collect();
    assert_eq!(
        plain,
        ["=cmd|' /C calc'!A0", "+1+2", "@SUM(1)", "-2+3", "\u{ff1d}1+1"],
        "JSON is data, untouched"
    );
    Ok(())
}

#[test]
fn the_terminal_shows_a_hostile_export_without_obeying_it() -> Checked {
    let desk = Desk::new()?;
    desk.put_fixture("hostile-complaints.csv")?;
    desk.put_fixture("hostile-visits.csv")?;
    let run =
        desk.run(&["audit", "hostile-complaints.csv", "hostile-visits.csv", "--as-of", "2024-06-30"])?;
    assert!(!run.stdout.contains(['\u{1b}', '\u{202e}', '\u{7}']), "{}", run.stdout);
    Ok(())
}
