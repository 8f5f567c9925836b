//! What programs do with the sheets: panes, filters, lists, links, print, determinism.

use super::super::super::{document_sample, sample};
use super::super::{Limits, write_xlsx};
use super::{bytes, names, part, sample_bytes, sheet, sheet_xml, word};
use crate::model::Lang;

#[test]
fn two_runs_give_the_same_bytes() {
    for lang in [Lang::Zh, Lang::En] {
        assert!(sample_bytes(lang) == sample_bytes(lang));
    }
    let core = part(&sample_bytes(Lang::Zh), "docProps/core.xml");
    assert!(
        core.contains("2025-09-30T18:00:00Z") && core.contains("投诉处理与客户回访专项审计报告"),
        "{core}"
    );
}

#[test]
fn findings_can_be_filtered_followed_up_and_printed() {
    let bytes = sample_bytes(Lang::Zh);
    let xml = sheet_xml(&bytes, "RSP");
    assert!(xml.contains(r#"<pane xSplit="1" ySplit="3" topLeftCell="B4""#), "{}", &xml[..900]);
    assert!(xml.contains(r#"<autoFilter ref="A3:T8""#));
    assert!(xml.contains("未开始,进行中,已完成,不适用") && xml.contains(r#"sqref="T4:T8""#));
    assert!(xml.contains(r#"orientation="landscape""#) && xml.contains(r#"paperSize="9""#));
    assert!(xml.contains(r#"fitToHeight="0""#) && xml.contains("第 &amp;P 页"));
    assert!(!xml.contains("<f>"), "nothing is computed by the spreadsheet");
    let workbook = part(&bytes, "xl/workbook.xml");
    assert!(workbook.contains("_xlnm.Print_Titles") && workbook.contains("RSP!$3:$3"), "{workbook}");
}

#[test]
fn the_summary_leads_to_the_first_row_of_each_rule() {
    let xml = sheet_xml(&sample_bytes(Lang::Zh), "汇总");
    for place in ["'CLS'!A4", "'CLS'!A9", "'CBK'!A4"] {
        assert!(xml.contains(&format!(r#"location="{place}""#)), "{place}");
    }
}

#[test]
fn charts_draw_the_data_sheet() {
    let bytes = sample_bytes(Lang::Zh);
    let chart = part(&bytes, "xl/charts/chart1.xml");
    assert!(chart.contains("图表数据!$B$") || chart.contains("'图表数据'!$B$"), "{}", &chart[..1500]);
    assert!(chart.contains("<c:errBars>") && chart.contains("时限 24 小时"));
}

#[test]
fn a_full_sheet_goes_on_and_the_summary_says_so() {
    let limits = Limits { rows: 6, ..Limits::FORMAT };
    let full = bytes(&document_sample::document(), Lang::Zh, limits);
    let names = names(&full);
    assert!(
        ["RSP", "RSP (2)", "CLS (3)", "CLS (4)"].iter().all(|name| names.iter().any(|known| known == name)),
        "{names:?}"
    );
    assert_eq!(word(&sheet(&full, "RSP (2)"), 3, 0), "RSP001-0004");
    let words = super::all_words(&sheet(&full, "汇总"));
    assert!(words.iter().any(|cell| cell.contains("续在：CLS (2)、CLS (3)、CLS (4)")), "{words:?}");
    assert!(sheet_xml(&full, "汇总").contains("'CLS (2)'!A6"), "CLS004 begins on the second sheet");
    let by_size = bytes(&document_sample::document(), Lang::Zh, Limits { bytes: 400, ..Limits::FORMAT });
    assert!(super::names(&by_size).contains(&"RSP (2)".to_owned()));
}

#[test]
fn an_audit_without_findings_has_no_sheet_of_them() {
    let mut document = document_sample::document();
    document.audit.findings = Box::new(Vec::new());
    document.chapters.clear();
    document.key_figures.clear();
    document.subtitle = None;
    assert_eq!(
        names(&bytes(&document, Lang::En, Limits::FORMAT)),
        ["Summary", "Reconciliation", "Rules", "Manifest"]
    );
}

#[test]
fn what_is_incomplete_is_said_first() {
    let mut document = document_sample::document();
    document.audit.max_rejected_share = 0.0;
    document.audit.rules.retain(|rule| rule.doc.code.as_str() != "VAL001");
    let words = super::all_words(&sheet(&bytes(&document, Lang::Zh, Limits::FORMAT), "汇总"));
    assert!(words.iter().any(|cell| cell.contains("超过制度允许的比例")));
    assert!(words.iter().any(|cell| cell.contains("只写入 25 / 30 条")), "a finding that no rule owns");
}

#[test]
fn a_refusing_destination_is_an_error() {
    struct Full;
    impl std::io::Write for Full {
        fn write(&mut self, _: &[u8]) -> std::io::Result<usize> {
            Err(std::io::ErrorKind::StorageFull.into())
        }
        fn flush(&mut self) -> std::io::Result<()> {
            Ok(())
        }
    }
    let error = write_xlsx(&document_sample::document(), &sample::view(Lang::Zh, 80), &mut Full)
        .expect_err("it refuses");
    assert_eq!(error.io_kind(), Some(std::io::ErrorKind::StorageFull));
}

/// Writes the samples where people can open them: `cargo test looks -- --ignored`.
#[test]
#[ignore = "leaves files in the target folder"]
fn looks() {
    for (lang, name) in [(Lang::Zh, "zh"), (Lang::En, "en")] {
        let path = format!("{}/target/sample-{name}.xlsx", env!("CARGO_MANIFEST_DIR"));
        std::fs::write(path, sample_bytes(lang)).expect("the target folder takes files");
    }
}
