//! The page for a browser.

use super::super::{document_sample, sample, write_html};
use crate::model::{Block, Document, Lang, Value};

pub(super) fn page(document: &Document, lang: Lang, top: usize) -> String {
    super::text(|out| {
        write_html(document, &sample::view(lang, 80), top, out).expect("memory takes every byte")
    })
}

/// Every element is closed in its order; only these have no end.
pub(super) fn is_balanced(page: &str) -> bool {
    const VOID: [&str; 8] = ["!DOCTYPE", "meta", "input", "rect", "path", "circle", "br", "link"];
    let mut open: Vec<&str> = Vec::new();
    let mut rest = page;
    while let Some(at) = rest.find('<') {
        rest = &rest[at + 1..];
        let end = rest.find('>').expect("every tag ends");
        let (tag, after) = (&rest[..end], &rest[end + 1..]);
        let name = tag.split([' ', '\n']).next().unwrap_or_default();
        rest = after;
        if let Some(name) = name.strip_prefix('/') {
            if open.pop() != Some(name) {
                return false;
            }
        } else if !tag.ends_with('/') && !VOID.contains(&name) {
            open.push(name);
            if matches!(name, "script" | "style") {
                rest = &rest[rest.find("</").expect("it ends")..];
            }
        } else if tag.starts_with("rect") && !tag.ends_with('/') {
            open.push("rect");
        }
    }
    open.is_empty()
}

#[test]
fn the_page_has_every_part() {
    let document = document_sample::document();
    for (lang, code) in [(Lang::Zh, "zh-CN"), (Lang::En, "en")] {
        let page = page(&document, lang, 50);
        assert!(page.starts_with(&format!("<!DOCTYPE html>\n<html lang=\"{code}\">")));
        assert!(page.contains("<meta charset=\"utf-8\">"));
        assert!(is_balanced(&page));
        for chapter in &document.chapters {
            assert!(page.contains(&format!("<section class=\"chapter\" id=\"{}\">", chapter.key)));
            assert!(page.contains(&format!("href=\"#{}\"", chapter.key)));
            assert!(page.contains(chapter.title.get(lang)), "{}", chapter.key);
        }
        assert_eq!(page.matches("<figure class=\"chart\">").count(), 5);
        assert_eq!(page.matches("<details class=\"numbers\">").count(), 5);
        assert_eq!(page.matches("<details class=\"proof\">").count(), 1);
        assert_eq!(page.matches("<section class=\"group\"").count(), 6);
        assert_eq!(page.matches("<th scope=\"row\">TS2025").count(), 30, "thirty findings");
        assert_eq!(page.matches("<tr class=\"why\">").count(), 15, "of three rules with a course of time");
        assert_eq!(page.matches("<caption>").count(), page.matches("<table>").count());
        assert_eq!(
            page.matches("<th").count() - page.matches("<thead").count(),
            page.matches("<th scope=").count()
        );
    }
}

#[test]
fn the_true_total_stands_beside_what_is_shown() {
    let document = document_sample::document();
    assert!(page(&document, Lang::Zh, 2).contains("列出 2 条，共 4,207 条"));
    assert!(page(&document, Lang::En, 2).contains("2 of 4,207"));
    assert!(page(&document, Lang::En, 0).contains("0 of 4,207"));
}

#[test]
fn findings_have_the_index_numbers_of_the_working_papers() {
    for lang in [Lang::Zh, Lang::En] {
        let page = page(&document_sample::document(), lang, 50);
        assert_eq!(page.matches("<small class=\"index\">").count(), 30);
        assert!(page.contains("TS202500185<small class=\"index\">CLS001-0001</small>"));
    }
}

#[test]
fn there_is_room_to_sign_after_the_last_chapter() {
    for (lang, words) in [
        (Lang::Zh, ["签署", "被审计单位", "审计期间", "编制人", "复核人", "结论", "日期"]),
        (
            Lang::En,
            [
                "Sign-off",
                "Audited organisation",
                "Audited period",
                "Prepared by",
                "Reviewed by",
                "Conclusion",
                "Date",
            ],
        ),
    ] {
        let page = page(&document_sample::document(), lang, 5);
        let at = page.find("<section class=\"signing\">").expect("the block");
        assert!(page.rfind("<section class=\"chapter\"").expect("a chapter") < at);
        let block = &page[at..page.find("<footer>").expect("the footer")];
        assert!(words.iter().all(|word| block.contains(&format!(">{word}<"))));
        assert_eq!(block.matches(&format!("<dt>{}</dt><dd></dd>", words[6])).count(), 2, "a date for each");
        assert!(!block.contains("<input") && !block.contains("<table"), "for paper");
    }
}

#[test]
fn all_proofs_that_are_written_need_no_line() {
    let document = document_sample::document();
    assert!(!page(&document, Lang::Zh, 50).contains("class=\"note unfolds\""));
}

#[test]
fn only_long_words_break_anywhere_on_paper() {
    let mut document = document_sample::document();
    document.chapters.retain(|chapter| chapter.key == "inputs");
    let Block::Table(table) = &mut document.chapters[0].blocks[0] else { panic!("a table") };
    table.rows[0][0] = Value::Words("complaints-of-2025-first-half.xlsx".to_owned());
    table.rows[1][0] = Value::Words("visits.csv".to_owned());
    let page = page(&document, Lang::En, 5);
    assert!(page.contains("<th scope=\"row\" class=\"long\">complaints-of"));
    assert!(page.contains("<th scope=\"row\">visits.csv"));
    let print = &page[page.find("@media print").expect("a style for paper")..];
    assert!(print.contains(".table table{overflow-wrap:break-word}.table .long{overflow-wrap:anywhere}"));
}

#[test]
fn the_gravest_rule_comes_first() {
    let page = page(&document_sample::document(), Lang::Zh, 50);
    let at = |code: &str| page.find(&format!("data-code=\"{code}\"")).expect("the rule is shown");
    assert!(at("CLS001") < at("CLS004"));
}

#[test]
fn a_rule_without_verdict_is_no_pass() {
    let page = page(&document_sample::document(), Lang::Zh, 50);
    assert!(page.contains("CBK006 回访次数不足：没有结论——导出表没有回访次数列"));
    assert!(page.contains("已评估、没有发现：DUP001"));
}

#[test]
fn the_page_asks_no_network_and_runs_only_its_own_script() {
    let page = page(&document_sample::document(), Lang::Zh, 50);
    for forbidden in
        ["http://", "https://", "//cdn", "src=", "@import", "style=\"", "onclick", "<link", "<iframe"]
    {
        assert!(!page.contains(forbidden), "{forbidden}");
    }
    assert!(page.contains("default-src 'none'; style-src 'sha256-"));
    assert_eq!(page.matches("<script>").count(), 1);
    assert_eq!(page.matches("<script type=\"application/json\" id=\"hearback-manifest\">").count(), 1);
    assert_eq!(page.matches("<style>").count(), 1);
}

#[test]
fn the_same_document_gives_the_same_bytes() {
    let document = document_sample::document();
    assert_eq!(page(&document, Lang::Zh, 50), page(&document_sample::document(), Lang::Zh, 50));
}
