//! However much is found, a page stays small and nothing is gathered.

use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::{Duration, Instant};

use super::super::{document_sample, html};
use super::{html as page_of, markdown};
use crate::model::{
    Block, Chapter, Code, Document, Evidence, Fact, Finding, FindingSource, Lang, Proof, Text, Value,
};

const MANY: u32 = 1_000_000;

/// Makes findings on demand and counts those made.
struct Source {
    made: Arc<AtomicU64>,
    proved: Arc<AtomicU64>,
    message: String,
}

impl FindingSource for Source {
    fn iter(&self) -> Box<dyn Iterator<Item = Finding> + '_> {
        self.of_rule(Code::literal("RSP001"))
    }

    fn of_rule(&self, code: Code) -> Box<dyn Iterator<Item = Finding> + '_> {
        Box::new((0..MANY).map(move |nth| {
            self.made.fetch_add(1, Ordering::Relaxed);
            let mut finding = document_sample::of_any_rule(code, nth);
            finding.message = Text::same(self.message.clone());
            finding.evidence.push(("quote", Evidence::Text(self.message.clone())));
            finding
        }))
    }

    fn proofs_of(&self, code: Code) -> Box<dyn Iterator<Item = Option<Proof>> + '_> {
        Box::new((0..MANY).map(move |nth| {
            self.proved.fetch_add(1, Ordering::Relaxed);
            document_sample::proof_of(&document_sample::of_any_rule(code, nth))
        }))
    }

    fn count(&self) -> u64 {
        u64::from(MANY) * 6
    }
}

fn with(message: &str) -> (Document, Arc<AtomicU64>) {
    let (document, made, _) = counted(message);
    (document, made)
}

fn counted(message: &str) -> (Document, Arc<AtomicU64>, Arc<AtomicU64>) {
    let (made, proved) = (Arc::new(AtomicU64::new(0)), Arc::new(AtomicU64::new(0)));
    let mut document = document_sample::document();
    document.audit.findings = Box::new(Source {
        made: Arc::clone(&made),
        proved: Arc::clone(&proved),
        message: message.to_owned(),
    });
    for rule in document.audit.rules.iter_mut().filter(|rule| rule.findings > 0) {
        rule.findings = u64::from(MANY);
    }
    (document, made, proved)
}

pub(super) fn document() -> Document {
    with("完成时间晚于时限").0
}

#[test]
fn a_million_findings_a_rule_cost_what_is_shown() {
    let (document, made) = with("完成时间晚于时限");
    let started = Instant::now();
    let page = page_of::page(&document, Lang::Zh, 50);
    assert!(started.elapsed() < Duration::from_secs(5), "{:?}", started.elapsed());
    assert!(page.len() < html::MOST_BYTES);
    assert!(page.contains("列出 50 条，共 1,000,000 条"));
    assert!(made.load(Ordering::Relaxed) <= 6 * 51, "{made:?}");
}

#[test]
fn no_more_proofs_are_made_than_are_shown() {
    let (document, _, proved) = counted("晚");
    let page = page_of::page(&document, Lang::Zh, 50);
    let shown = page.matches("<tr class=\"why\">").count();
    assert_eq!(shown, 3 * 20, "twenty of each rule that has a course of time");
    assert_eq!(page.matches("前 20 项可展开判定过程；其余用 hearback explain ").count(), 3);
    assert!(proved.load(Ordering::Relaxed) <= 6 * 20, "{proved:?}");
    let (document, _, proved) = counted(&"长".repeat(200));
    let page = page_of::page(&document, Lang::Zh, 5_000);
    assert!(page.len() <= html::MOST_BYTES);
    assert!(!page.contains("<tr class=\"why\">"), "rows before proofs");
    assert!(!page.contains("项可展开"), "the line tells what was written");
    assert_eq!(page.matches(">判定过程用 hearback explain ").count(), 3);
    assert!(proved.load(Ordering::Relaxed) <= 6 * 20, "{proved:?}");
}

#[test]
fn whoever_asks_for_all_gets_as_many_as_fit() {
    for message in ["晚", "<&\"'\u{202e}", &"长".repeat(32_768)] {
        let (document, made) = with(message);
        let page = page_of::page(&document, Lang::Zh, usize::MAX);
        assert!(page.len() <= html::MOST_BYTES, "{}", page.len());
        assert!(page.len() > html::MOST_BYTES * 9 / 10, "the room is used: {}", page.len());
        assert!(page_of::is_balanced(&page));
        assert_eq!(page.matches("<section class=\"group\"").count(), 6, "no rule crowds out another");
        assert!(made.load(Ordering::Relaxed) < 8_000, "{made:?}");
    }
}

#[test]
fn nothing_else_can_fill_the_page() {
    let (mut document, _) = with(&"<".repeat(300));
    let wide = "\u{e0041}".repeat(5_000);
    for chapter in &mut document.chapters {
        for block in &mut chapter.blocks {
            if let Block::Table(table) = block {
                let mut row = table.rows[0].clone();
                row[0] = Value::Words(wide.clone());
                table.rows = vec![row; 5_000];
                table.notes = vec![Text::same(wide.clone()); 50];
            }
        }
        chapter.blocks.extend((0..20).map(|_| Block::Paragraph(Text::same(wide.clone()))));
    }
    document.cover = vec![Fact { label: Text::same(wide.clone()), value: Text::same(wide.clone()) }; 500];
    document.audit.notices = vec![Text::same(wide.clone()); 500];
    document.manifest.arguments = vec![wide.clone(); 500];
    document.chapters.extend((0..200).map(|_| Chapter {
        key: "further",
        title: Text::same(wide.clone()),
        blocks: vec![Block::Paragraph(Text::same(wide.clone()))],
    }));
    let page = page_of::page(&document, Lang::Zh, 5_000);
    assert!(page.len() <= html::MOST_BYTES, "{}", page.len());
    assert!(page_of::is_balanced(&page));
    assert!(page.contains("因篇幅所限"), "what is missing is said");
}

#[test]
fn markdown_asks_for_no_more_than_it_shows() {
    let (document, made) = with("晚");
    let page = markdown::page(&document, Lang::En, 50);
    assert_eq!(page.matches("50 of 1,000,000").count(), 6);
    assert!(made.load(Ordering::Relaxed) <= 6 * 51, "{made:?}");
}
