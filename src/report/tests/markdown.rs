//! The document as Markdown.

use super::super::{document_sample, sample, write_markdown};
use crate::model::{Document, Lang};

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
        assert_eq!(page.matches("\n| TS2025").count(), 30);
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
fn the_days_of_a_proof_are_folded() {
    let page = page(&document_sample::document(), Lang::En, 2);
    assert!(page.contains("<details><summary>Course of time</summary>\n\n|"));
    assert!(page.contains("| **2025-10-01 14:00:00** |"));
}
