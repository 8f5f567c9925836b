//! The chapter of recommendations: what to do, in the order of what it would cure.

use std::collections::HashMap;

use foldhash::fast::FixedState;

use crate::dataset::Field;
use crate::model::figures::grouped;
use crate::model::{Block, ColumnKind, Finding, Rate, RuleOutcome, Text, Value};

use super::super::grouping::{BLANK, Grouping, column};
use super::cases::file_of;
use super::grade::Grade;
use super::material::{Material, name_text};
use super::wording::{list, rule, share, table};

/// Recommendations of the first chapter.
const FIRST: usize = 3;
/// Rows that are named as proof of each.
const ROWS: usize = 3;
/// No branch has more than the others.
const SPREAD: Text = Text::new("分散", "spread");

pub(super) fn blocks(material: &Material<'_>) -> Vec<Block> {
    let problems = material.problems();
    if problems.is_empty() {
        return vec![Block::Paragraph(nothing_found(material))];
    }
    let all: u64 = problems.iter().map(|rule| rule.findings).sum();
    let columns = vec![
        column("nth", ColumnKind::Count, "序号", "no."),
        column("rule", ColumnKind::Words, "规则", "rule"),
        column("fix", ColumnKind::Prose, "整改措施", "what to do"),
        column("grade", ColumnKind::Words, "风险等级", "grade"),
        column("cures", ColumnKind::Count, "可消除的发现", "findings it cures"),
        column("share", ColumnKind::Rate, "占全部发现", "of all findings"),
        column("where", ColumnKind::Prose, "集中于", "mostly at"),
        column("rows", ColumnKind::Prose, "所在行", "rows"),
        column("owner", ColumnKind::Words, "责任人", "owner"),
        column("until", ColumnKind::Words, "期限", "until"),
    ];
    let rows = (1..).zip(&problems).map(|(nth, outcome)| {
        vec![
            Value::Count(nth),
            Value::Label(rule(outcome)),
            Value::Label(outcome.doc.fix.clone()),
            Value::Label(Grade::of(outcome).label()),
            Value::Count(outcome.findings),
            Value::Rate(Rate { good: outcome.findings, decided: all, undetermined: 0 }),
            Value::Label(mostly_at(material, outcome).unwrap_or(SPREAD)),
            Value::Label(rows_of(material, outcome)),
            Value::Words(String::new()),
            Value::Words(String::new()),
        ]
    });
    let notes = vec![Text::new(
        "风险等级高的在前，同级中先看严重程度，再看能消除多少发现。只列出前几行，全部行见各章的发现和审计底稿（xlsx）。责任人与期限由被审计单位填写。",
        "The gravest grade first, then the severity, then what cures most. Only the first rows are named; all of them stand with the findings and in the workbook. Owner and date are filled in by the audited unit.",
    )];
    let title = Text::new("整改建议", "What to do");
    vec![Block::Table(table("recommendations", title, columns, rows.collect(), notes))]
}

/// What follows from no findings: nothing, unless everything could be tested.
fn nothing_found(material: &Material<'_>) -> Text {
    if material.without_verdict().is_empty() && material.report.gaps().is_empty() {
        return Text::new(
            "所有规则都已检验，没有发现问题，无须整改。",
            "Every rule was tested and nothing was found: there is nothing to correct.",
        );
    }
    Text::new(
        "已检验的内容没有发现问题，但有规则没有结论，不能据此认为无须整改。请先按“未评估的规则”补齐所缺的文件或列，再审计。",
        "Nothing was found in what could be tested, but rules gave no verdict, so this is not a clean result: supply what “Rules not evaluated” asks for and audit again.",
    )
}

/// The first recommendations in a sentence each.
pub(super) fn first(material: &Material<'_>) -> Vec<Text> {
    let problems = material.problems();
    if problems.is_empty() {
        return vec![nothing_found(material)];
    }
    let line = |outcome: &&RuleOutcome| {
        let (named, fix, rows) = (rule(outcome), &outcome.doc.fix, rows_of(material, outcome));
        let count = grouped(outcome.findings);
        let at = mostly_at(material, outcome).unwrap_or_default();
        let (zh, en) = match at.zh.is_empty() {
            true => (String::new(), String::new()),
            false => (format!("，{}", at.zh), format!(", {}", at.en)),
        };
        Text::owned(
            format!("{}（{count} 项{zh}）：{}例如 {}。", named.zh, ended(&fix.zh, "。"), rows.zh),
            format!("{} ({count}{en}): {} For instance {}.", named.en, ended(&fix.en, "."), rows.en),
        )
    };
    problems.iter().take(FIRST).map(line).collect()
}

/// The sentence with its full stop.
fn ended(sentence: &str, stop: &str) -> String {
    let sentence = sentence.trim_end();
    if sentence.ends_with(stop) { sentence.to_owned() } else { format!("{sentence}{stop}") }
}

/// The branch with more of a rule's findings than any other: `47 of 103 at 城东营业部`; `None` where they are
/// spread.
fn mostly_at(material: &Material<'_>, outcome: &RuleOutcome) -> Option<Text> {
    let dataset = material.audit.dataset();
    let words = dataset.complaints.words(Field::Branch)?;
    let mut counts: HashMap<u32, u64, FixedState> = HashMap::default();
    for row in material.audit.concerned(outcome.doc.code).flatten() {
        *counts.entry(words[row]).or_default() += 1;
    }
    let mut most: Vec<(u64, u32)> = counts.into_iter().map(|(word, count)| (count, word)).collect();
    most.sort_unstable_by(|a, b| b.cmp(a));
    let &(count, word) = most.first()?;
    if count < 2 || most.get(1).is_some_and(|(second, _)| *second == count) {
        return None;
    }
    let name = name_text(&Grouping::Branch.label(dataset, word));
    let (of, share, count) = (grouped(outcome.findings), share(count, outcome.findings), grouped(count));
    Some(Text::owned(
        format!("“{}”占 {count} / {of}（{share}）", name.zh),
        format!("{count} of {of} at {} ({share})", name.en),
    ))
}

/// The name of a finding's group; cases without a word for it are a group as well.
fn group_name(finding: &Finding) -> Text {
    if finding.id.is_empty() { BLANK } else { Text::same(finding.id.clone()) }
}

/// Where the first findings stand: file, sheet and rows, or the names of groups.
fn rows_of(material: &Material<'_>, outcome: &RuleOutcome) -> Text {
    let first: Vec<Finding> = material.report.findings.of_rule(outcome.doc.code).take(ROWS).collect();
    let mut named: Vec<Text> = Vec::new();
    for same in
        first.chunk_by(|a, b| (&a.file, &a.sheet, a.row.is_some()) == (&b.file, &b.sheet, b.row.is_some()))
    {
        let mut rows: Vec<String> =
            same.iter().filter_map(|finding| Some(finding.row?.to_string())).collect();
        // Several things may be due on one row.
        rows.dedup();
        if rows.is_empty() {
            named.extend(same.iter().map(group_name));
        } else {
            let file = file_of(&same[0]);
            named.push(Text::owned(
                format!("{file} 第 {} 行", rows.join("、")),
                format!("{file} {} {}", if rows.len() == 1 { "row" } else { "rows" }, rows.join(", ")),
            ));
        }
    }
    let named = list(&named);
    if outcome.findings > first.len() as u64 {
        return Text::owned(format!("{}等", named.zh), format!("{} and more", named.en));
    }
    named
}
