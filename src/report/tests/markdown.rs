//! The document as Markdown.

use super::super::{document_sample, sample, write_markdown};
use crate::model::{Block, ColumnKind, Document, Lang, Text, Value};

pub(super) fn page(document: &Document, lang: Lang, top: usize) -> String {
    super::text(|out| {
        write_markdown(document, &sample::view(lang, 80), top, out).expect("memory takes every byte");
    })
}

/// Every row of a table has as many cells as its heads, and a blank line before it.
pub(super) fn tables_are_even(page: &str) -> bool {
    let cells = |line: &str| line.replace("\\|", "").matches('|').count();
    let lines: Vec<&str> = page.lines().collect();
    lines.windows(2).all(|pair| match pair {
        [one, next] if next.starts_with('|') => {
            if one.starts_with('|') {
                cells(one) == cells(next)
            } else {
                one.is_empty()
            }
        }
        _ => true,
    })
}

#[test]
fn the_same_chapters_stand_in_markdown() {
    let document = document_sample::document();
    for lang in [Lang::Zh, Lang::En] {
        let page = page(&document, lang, 50);
        for chapter in &document.chapters {
            assert!(page.contains(&format!("<a id=\"{}\"></a>", chapter.key)));
            assert!(page.contains(&format!("](#{})", chapter.key)));
        }
        assert!(tables_are_even(&page));
        assert_eq!(page.matches("-000").count(), 30);
        assert!(page.contains("████"), "a chart of one series has bars");
        assert!(!page.contains("http"));
        assert!(!page.contains("\n\n\n"));
    }
}

#[test]
fn the_true_total_stands_below_what_is_shown() {
    let document = document_sample::document();
    assert!(page(&document, Lang::Zh, 2).contains("列出 2 条，共 4,207 条。其余 4,205 条"));
    assert!(page(&document, Lang::En, 2).contains("2 of 4,207. The other 4,205"));
}

#[test]
fn findings_have_the_index_numbers_of_the_working_papers() {
    for (lang, index) in [(Lang::Zh, "索引号"), (Lang::En, "index")] {
        let page = page(&document_sample::document(), lang, 50);
        assert!(page.contains(&format!("| {index} | ")));
        assert!(page.contains("| CLS001-0001 | TS202500185 |") && page.contains("| VAL001-0005 | TS2025"));
    }
}

#[test]
fn words_of_the_program_are_whole_and_those_of_the_data_are_not() {
    let mut document = document_sample::document();
    with_long_rule_texts(&mut document, 4_000);
    for lang in [Lang::Zh, Lang::En] {
        let page = page(&document, lang, 50);
        assert!(page.contains(&format!("| {} |", "规".repeat(4_000))), "a label");
        assert!(page.contains(&format!("| {} |", "则".repeat(4_000))), "a sentence");
        assert!(page.contains(&format!("| {}… |", "据".repeat(240))), "a name");
    }
}

/// A label, a sentence and a name of so many characters in the first rows of the appendix of rules.
pub(in super::super) fn with_long_rule_texts(document: &mut Document, length: usize) {
    let blocks = document.chapters.iter_mut().filter(|chapter| chapter.key == "rules");
    for block in blocks.flat_map(|chapter| &mut chapter.blocks) {
        if let Block::Table(table) = block {
            table.rows[0][1] = Value::Label(Text::same("规".repeat(length)));
            table.rows[1][1] = Value::Words("据".repeat(length));
            table.columns[5].kind = ColumnKind::Prose;
            table.rows[2][5] = Value::Words("则".repeat(length));
        }
    }
}

#[test]
fn a_table_with_totals_is_not_said_to_be_empty() {
    let mut document = document_sample::document();
    document.chapters.retain(|chapter| chapter.key == "inputs");
    let Block::Table(table) = &mut document.chapters[0].blocks[0] else { panic!("a table") };
    table.rows.clear();
    assert!(!page(&document, Lang::Zh, 5).contains("没有可列的行"));
    assert!(!super::html::page(&document, Lang::Zh, 5).contains("没有可列的行"));
    let Block::Table(table) = &mut document.chapters[0].blocks[0] else { panic!("a table") };
    table.totals.clear();
    assert!(page(&document, Lang::Zh, 5).contains("没有可列的行"));
    assert!(super::html::page(&document, Lang::En, 5).contains("(no rows)"));
}

#[test]
fn there_is_room_to_sign_after_the_last_chapter() {
    for (lang, row) in [(Lang::Zh, "| 编制人 |  | 日期 |  |"), (Lang::En, "| Reviewed by |  | Date |  |")]
    {
        let page = page(&document_sample::document(), lang, 5);
        let at = page.find(row).expect("a person with a date");
        let manifest = page.find("\n---\n").expect("the words of the manifest");
        assert!(page.rfind("<a id=").expect("a chapter") < at && at < manifest);
        assert!(page.contains("| 结论 |  |  |  |") || page.contains("| Conclusion |  |  |  |"));
    }
}

#[test]
fn the_days_of_a_proof_are_folded() {
    let page = page(&document_sample::document(), Lang::En, 2);
    assert!(page.contains("<details><summary>Course of time</summary>\n\n|"));
    assert!(page.contains("| **2025-10-01 14:00:00** |"));
}
