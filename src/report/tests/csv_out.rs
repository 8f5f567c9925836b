//! Findings, tables and explanations as CSV.

use super::super::{Format, View, sample};
use super::{audit, explanation, table};
use crate::model::{Lang, Text};

#[test]
fn findings_read_as_expected() {
    let mut report = sample::report();
    let view = sample::view(Lang::En, 80);
    let csv = audit(&report, Format::Csv, &view);
    let lines: Vec<&str> = csv.lines().collect();
    assert_eq!(lines.len(), 5, "a header and every finding, whatever the limit");
    assert_eq!(
        lines[0],
        "code,severity,state,dataset,id,file,sheet,row,branch,handler,trigger_at,due_at,actual_at,late_by_minutes,message,evidence"
    );
    assert_eq!(
        lines[1],
        "CLS001,high,missing,complaints,TS202500012,投诉台账.xlsx,九月,12,城东营业部,,2025-09-26T10:00:00+08:00,2025-09-27T10:00:00+08:00,,3020,\"no response, past the limit\",limit=24h; severity=normal"
    );
    report.findings = Box::new(Vec::new());
    assert_eq!(audit(&report, Format::Csv, &view).lines().count(), 1, "the header is always there");
}

#[test]
fn the_mark_for_excel_comes_only_when_asked_for() {
    let view = sample::view(Lang::Zh, 80);
    let plain = audit(&sample::report(), Format::Csv, &view);
    let marked = audit(&sample::report(), Format::Csv, &View { bom: true, ..view });
    assert!(plain.starts_with("code,"));
    assert_eq!(marked, format!("\u{feff}{plain}"));
}

#[test]
fn a_table_reads_as_expected() {
    let csv = table(&sample::by_group(), Format::Csv, &sample::view(Lang::Zh, 80));
    let expected = "\
branch,cases,responded_in_time,responded_in_time_lower,responded_in_time_upper,responded_in_time_decided,median
城东营业部,2410,0.829045643153527,0.8155102040816327,0.8318367346938775,2410,200
East branch,2386,0.9174350377200335,0.9174350377200335,0.9174350377200335,2386,3180
（未填）,0,,,,0,
total,4796,0.8730191826522101,0.8657981803143093,0.8740694789081885,4796,1445
";
    assert_eq!(csv, expected);
}

#[test]
fn a_table_without_totals_has_no_last_row() {
    let mut groups = sample::by_group();
    groups.totals.clear();
    let csv = table(&groups, Format::Csv, &sample::view(Lang::Zh, 80));
    assert_eq!(csv.lines().count(), 4);
}

#[test]
fn an_explanation_is_pairs() {
    let mut doc = sample::report().rules.remove(0).doc;
    doc.why = Text::same("=1+1");
    let csv = explanation(&doc, Format::Csv, &sample::view(Lang::En, 80));
    assert!(csv.starts_with(
        "part,text\ncode,CBK001\nname,callback-missing\ntitle,callback missing\nseverity,high\n"
    ));
    assert!(csv.contains("\nwhy,'=1+1\n"), "{csv}");
    assert!(
        csv.ends_with("\nneeds,\"complaints.received_at, complaints.responded_at\"\nin this run,24h\n"),
        "{csv}"
    );
}
