//! The document behind every format: complete, in both languages, and in agreement with itself.

use std::collections::BTreeMap;

use hearback::analysis::{DocumentOrder, Grouping, document};
use hearback::audit::{AuditRequest, Selection, run, wanted_fields};
use hearback::dataset::Field;
use hearback::ingest::{InputFile, LoadOptions, Unwatched, load};
use hearback::model::{Block, Chart, ChartKind, Document, Moment, Table, Text, Value};
use hearback::policy::Policy;

use crate::desk::{Checked, Desk};
use crate::sample;

const CHAPTERS: [&str; 13] = [
    "overview",
    "inputs",
    "response",
    "closure",
    "callbacks",
    "records",
    "risks",
    "cases",
    "recommendations",
    "not-evaluated",
    "limits",
    "rules",
    "manifest",
];

/// 2025-09-30 18:00.
const AS_OF: Moment = Moment(1_759_255_200_000);

/// The document of these files.
fn of(files: &[String], as_of: Moment, threads: usize) -> Result<Document, Box<dyn std::error::Error>> {
    let policy = Policy::named("generic").map_err(|error| format!("{error:?}"))?;
    let selection = Selection::default();
    let mut fields = wanted_fields(&policy, &selection);
    let groupings = [Grouping::Branch, Grouping::Handler, Grouping::Category];
    fields.extend(Grouping::wanted(&groupings));
    let dataset = load(&LoadOptions {
        files: files.iter().map(|file| InputFile::new(file, None)).collect(),
        maps: Vec::new(),
        own_columns: Vec::new(),
        zone: policy.zone,
        hash: true,
        unmask: false,
        mask_key: None,
        with_content: false,
        threads,
        wanted: &|subject, field| fields.contains(&(subject, field)),
        progress: &Unwatched,
    })
    .map_err(|error| format!("{error:?}"))?;
    let request = AuditRequest { as_of: Some(as_of), threads, ..AuditRequest::default() };
    let audit = run(dataset, policy, &request).map_err(|error| format!("{error:?}"))?;
    let by = if audit.dataset().complaints.has(Field::Branch) { vec![Grouping::Branch] } else { Vec::new() };
    let order = DocumentOrder { by, ..DocumentOrder::default() };
    Ok(document(audit, order).map_err(|error| format!("{error:?}"))?)
}

fn of_sample() -> Result<Document, Box<dyn std::error::Error>> {
    let files = ["投诉台账.xlsx", "回访记录.csv"]
        .map(|file| sample::folder().join(file).to_string_lossy().into_owned());
    of(&files, AS_OF, 2)
}

fn blocks(document: &Document) -> impl Iterator<Item = &Block> {
    document.chapters.iter().flat_map(|chapter| &chapter.blocks)
}

fn tables(document: &Document) -> impl Iterator<Item = &Table> {
    blocks(document).filter_map(|block| if let Block::Table(table) = block { Some(table) } else { None })
}

fn charts(document: &Document) -> impl Iterator<Item = &Chart> {
    blocks(document).filter_map(|block| if let Block::Chart(chart) = block { Some(chart) } else { None })
}

fn table<'a>(document: &'a Document, name: &str) -> Result<&'a Table, String> {
    tables(document).find(|table| table.name == name).ok_or_else(|| format!("no table {name}"))
}

fn cell(table: &Table, row: &[Value], key: &str) -> Result<u64, String> {
    let place =
        table.columns.iter().position(|column| column.key == key).ok_or(format!("no column {key}"))?;
    match row.get(place) {
        Some(Value::Count(count)) => Ok(*count),
        other => Err(format!("{key} is {other:?}")),
    }
}

fn figure(document: &Document, key: &str) -> Result<Value, String> {
    let figure = document.key_figures.iter().find(|figure| figure.key == key);
    figure.map(|figure| figure.value.clone()).ok_or_else(|| format!("no figure {key}"))
}

#[test]
fn the_chapters_stand_in_the_order_an_auditor_writes_them() -> Checked {
    let document = of_sample()?;
    let keys: Vec<&str> = document.chapters.iter().map(|chapter| chapter.key).collect();
    assert_eq!(keys, CHAPTERS);
    assert!(document.chapters.iter().all(|chapter| !chapter.blocks.is_empty()));
    assert!(document.key_figures.len() <= 8);
    Ok(())
}

#[test]
fn every_rule_has_its_findings_in_one_chapter() -> Checked {
    let document = of_sample()?;
    let mut shown: BTreeMap<String, usize> = BTreeMap::new();
    for block in blocks(&document) {
        if let Block::Findings(codes) = block {
            codes.iter().for_each(|code| *shown.entry(code.to_string()).or_default() += 1);
        }
    }
    let rules: Vec<String> = document.audit.rules.iter().map(|rule| rule.doc.code.to_string()).collect();
    assert!(shown.values().all(|count| *count == 1), "{shown:?}");
    assert_eq!(shown.into_keys().collect::<Vec<_>>(), rules);
    Ok(())
}

#[test]
fn nothing_is_said_in_one_language_only() -> Checked {
    let mut texts: Vec<Text> = Vec::new();
    let document = of_sample()?;
    texts.push(document.title.clone());
    for fact in &document.cover {
        texts.extend([fact.label.clone(), fact.value.clone()]);
    }
    for figure in &document.key_figures {
        texts.extend([figure.label.clone(), figure.note.clone()]);
    }
    for chapter in &document.chapters {
        texts.push(chapter.title.clone());
        chapter.blocks.iter().for_each(|block| texts_of(block, &mut texts));
    }
    assert!(texts.len() > 300, "only {} texts", texts.len());
    let is_chinese = |text: &str| text.chars().any(|letter| ('\u{4e00}'..='\u{9fff}').contains(&letter));
    for text in &texts {
        assert!(!text.zh.trim().is_empty() && !text.en.trim().is_empty(), "{text:?}");
        assert!(!text.zh.contains("  ") && !text.en.contains("  "), "two blanks: {text:?}");
        // Names from the data are the same in both; what the program says is not.
        assert!(text.zh == text.en || is_chinese(&text.zh) || !text.zh.contains(' '), "{text:?}");
    }
    Ok(())
}

fn texts_of(block: &Block, texts: &mut Vec<Text>) {
    match block {
        Block::Heading(text) | Block::Paragraph(text) => texts.push(text.clone()),
        Block::Bullets(lines) => texts.extend(lines.iter().cloned()),
        Block::Facts(facts) => {
            texts.extend(facts.iter().flat_map(|fact| [fact.label.clone(), fact.value.clone()]));
        }
        Block::Table(table) => {
            texts.push(table.title.clone());
            texts.extend(table.columns.iter().map(|column| column.title.clone()));
            texts.extend(table.notes.iter().cloned());
            let labels = table.rows.iter().chain([&table.totals]).flatten();
            texts.extend(labels.filter_map(|value| match value {
                Value::Label(text) if !text.zh.is_empty() => Some(text.clone()),
                _ => None,
            }));
        }
        Block::Chart(chart) => {
            texts.extend([chart.title.clone(), chart.note.clone()]);
            texts.extend(chart.series.iter().map(|series| series.name.clone()));
            texts.extend(chart.marks.iter().map(|mark| mark.label.clone()));
        }
        Block::Proof(proof) => texts.push(proof.verdict.clone()),
        Block::Findings(_) => {}
    }
}

#[test]
fn tables_and_charts_are_whole() -> Checked {
    let document = of_sample()?;
    for table in tables(&document) {
        for row in &table.rows {
            assert_eq!(row.len(), table.columns.len(), "{}", table.name);
        }
        assert!(table.totals.is_empty() || table.totals.len() == table.columns.len(), "{}", table.name);
    }
    let kinds: Vec<ChartKind> = charts(&document).map(|chart| chart.kind).collect();
    for kind in [
        ChartKind::Histogram,
        ChartKind::Columns,
        ChartKind::StackedBars,
        ChartKind::Line,
        ChartKind::HeatMap,
    ] {
        assert!(kinds.contains(&kind), "{kind:?}");
    }
    for chart in charts(&document) {
        assert!(
            chart.series.iter().all(|series| series.values.len() == chart.categories.len()),
            "{}",
            chart.key
        );
    }
    Ok(())
}

#[test]
fn the_parts_agree_with_the_whole() -> Checked {
    let document = of_sample()?;
    let Value::Count(cases) = figure(&document, "complaints")? else { return Err("no number".into()) };
    let Value::Count(late) = figure(&document, "late-cases")? else { return Err("no number".into()) };
    for name in ["risks-by-branch", "risks-by-handler", "risks-by-category"] {
        let table = table(&document, name)?;
        assert_eq!(cell(table, &table.totals, "cases")?, cases, "{name}");
        assert_eq!(cell(table, &table.totals, "late")?, late, "{name}");
    }
    let heat = charts(&document).find(|chart| chart.kind == ChartKind::HeatMap).ok_or("no heat map")?;
    #[expect(clippy::cast_precision_loss, reason = "some hundred cases")]
    let drawn = late as f64;
    assert_eq!(heat.series.iter().flat_map(|series| &series.values).flatten().sum::<f64>(), drawn);
    let recommended = table(&document, "recommendations")?;
    let cured: u64 =
        recommended.rows.iter().map(|row| cell(recommended, row, "cures")).sum::<Result<_, _>>()?;
    assert_eq!(cured, document.audit.findings.count());
    let inputs = table(&document, "inputs")?;
    for row in inputs.rows.iter().chain([&inputs.totals]) {
        let parts = ["header", "blank", "total", "rejected", "used"];
        let sum: u64 = parts.iter().map(|key| cell(inputs, row, key)).sum::<Result<_, _>>()?;
        assert_eq!(cell(inputs, row, "physical")?, sum);
    }
    Ok(())
}

#[test]
fn typical_cases_are_breaches_and_none_of_their_rule_is_later() -> Checked {
    let document = of_sample()?;
    let mut proofs = 0;
    for block in blocks(&document) {
        if let Block::Proof(proof) = block {
            proofs += 1;
            assert!(proof.state.is_breach(), "{} {}", proof.code, proof.id);
            let latest =
                document.audit.findings.of_rule(proof.code).filter_map(|it| it.late_by_minutes).max();
            assert_eq!(proof.late_by_minutes, latest, "{} {}", proof.code, proof.id);
        }
    }
    assert!(proofs >= 3, "{proofs} proofs");
    Ok(())
}

#[test]
fn each_finding_has_the_proof_of_its_own_case() -> Checked {
    let document = of_sample()?;
    let mut proven = 0;
    for rule in &document.audit.rules {
        let source = &document.audit.findings;
        for (finding, proof) in source.of_rule(rule.doc.code).zip(source.proofs_of(rule.doc.code)) {
            let Some(proof) = proof else { continue };
            proven += 1;
            assert_eq!(
                (proof.id, Some(proof.state), proof.late_by_minutes),
                (finding.id, finding.state, finding.late_by_minutes)
            );
            assert_eq!(Some(proof.place.row), finding.row);
        }
    }
    assert!(proven > 20, "{proven} proofs");
    Ok(())
}

#[test]
fn the_digest_of_the_verdicts_changes_with_them_and_with_nothing_else() -> Checked {
    let files = ["投诉台账.xlsx", "回访记录.csv"]
        .map(|file| sample::folder().join(file).to_string_lossy().into_owned());
    let digest = |as_of, threads| of(&files, as_of, threads).map(|it| it.manifest.verdicts_sha256);
    let first = digest(AS_OF, 1)?;
    assert_eq!(first, digest(AS_OF, 4)?);
    assert_ne!(first, digest(Moment(AS_OF.0 - 10 * 86_400_000), 1)?);
    Ok(())
}

#[test]
fn what_was_not_asked_is_no_pass() -> Checked {
    let desk = Desk::with(&[(
        "c.csv",
        "投诉编号,受理时间,办结时间\nC1,2025-03-03 09:00,2025-03-04 09:00\nC2,2025-03-03 09:00,\n",
    )])?;
    let document = of(&[desk.path("c.csv").to_string_lossy().into_owned()], AS_OF, 1)?;
    let not_evaluated = Value::Label(Text::new("未评估", "not evaluated"));
    assert_eq!(figure(&document, "called-in-time")?, not_evaluated);
    assert_eq!(figure(&document, "answered-in-time")?, not_evaluated);
    let chapter = document.chapters.iter().find(|chapter| chapter.key == "callbacks").ok_or("no chapter")?;
    let Some(Block::Paragraph(said)) = chapter.blocks.first() else { return Err("says nothing".into()) };
    assert!(said.zh.contains("未评估") && said.en.contains("No verdict does not mean compliant"), "{said:?}");
    assert!(tables(&document).any(|table| table.name == "not-evaluated"));
    assert!(!document.key_figures.iter().any(|figure| figure.key == "worst-branch"), "no branch is known");
    let late = document.key_figures.iter().find(|figure| figure.key == "late-cases").ok_or("no figure")?;
    assert_eq!(late.note.en, "50.0 % of 2 judged: at least one deadline missed (CLS001)");
    Ok(())
}

#[test]
fn a_question_without_a_verdict_has_no_column_of_zeros() -> Checked {
    let desk = Desk::with(&[(
        "c.csv",
        "投诉编号,机构,受理时间,办结时间\nC1,东区,2025-03-03 09:00,2025-08-04 09:00\n",
    )])?;
    let document = of(&[desk.path("c.csv").to_string_lossy().into_owned()], AS_OF, 1)?;
    let units = table(&document, "risks-by-branch")?;
    let keys: Vec<&str> = units.columns.iter().map(|column| column.key).collect();
    assert_eq!(keys, ["branch", "cases", "judged", "late", "late_share", "closure", "high", "medium", "low"]);
    Ok(())
}

#[test]
fn the_worst_branch_is_that_of_the_cases_that_could_be_judged() -> Checked {
    // Ten of the hundred cases of the east are closed, all too late; the west closes twenty, three too late.
    let mut rows = String::from("投诉编号,机构,受理时间,办结时间,状态\n");
    let mut add = |nth: usize, branch: &str, received: &str, closed: &str| {
        rows.push_str(&format!("C{branch}{nth},{branch},{received},{closed},\n"));
    };
    (0..10).for_each(|nth| add(nth, "东区", "2025-03-03 09:00", "2025-08-04 09:00"));
    (10..100).for_each(|nth| add(nth, "东区", "2025-09-29 09:00", ""));
    (0..3).for_each(|nth| add(nth, "西区", "2025-03-03 09:00", "2025-08-04 09:00"));
    (3..20).for_each(|nth| add(nth, "西区", "2025-03-03 09:00", "2025-03-04 09:00"));
    let desk = Desk::with(&[("c.csv", &rows)])?;
    let document = of(&[desk.path("c.csv").to_string_lossy().into_owned()], AS_OF, 1)?;
    assert_eq!(figure(&document, "worst-branch")?, Value::Words("东区".to_owned()));
    let worst = document.key_figures.iter().find(|it| it.key == "worst-branch").ok_or("no figure")?;
    assert_eq!(worst.note.en, "10 of 10 judged complaints late (100.0 %)");
    Ok(())
}

#[test]
fn where_nothing_can_be_judged_nothing_is_said_to_be_right() -> Checked {
    let desk = Desk::with(&[("c.csv", "投诉编号,受理时间,办结时间\nC1,2025-09-30 09:00,\n")])?;
    let document = of(&[desk.path("c.csv").to_string_lossy().into_owned()], AS_OF, 1)?;
    assert_eq!(figure(&document, "late-cases")?, Value::Label(Text::new("未评估", "not evaluated")));
    let mut said = Vec::new();
    blocks(&document).for_each(|block| texts_of(block, &mut said));
    assert!(!said.iter().any(|text| text.en.contains("nothing to correct")), "all is pending");
    assert!(said.iter().any(|text| text.en.contains("this is not a clean result")));
    Ok(())
}
