//! A word that has a meaning for some rule is not in the policy's table.

use std::collections::BTreeMap;

use crate::dataset::{BLANK_WORD, Field, Table, UNCOMPUTED_WORD, field_def};
use crate::model::figures::grouped;
use crate::model::{Code, Evidence, Severity, Subject, Text};
use crate::policy::{Policy, Wants, WordTable};

use super::super::deadline::meanings;
use super::super::names::{Named, uses, words_of};
use super::{Check, Context, Described, Hit, OUTSIDE_PERIOD, Tested};

/// Columns whose words have a meaning that rules ask for.
const COLUMNS: [(Subject, Field); 6] = [
    (Subject::Complaints, Field::Status),
    (Subject::Complaints, Field::Severity),
    (Subject::Complaints, Field::Satisfaction),
    (Subject::Visits, Field::Outcome),
    (Subject::Visits, Field::Satisfaction),
    (Subject::Visits, Field::Method),
];

/// The columns above and those whose words some obligation of the policy asks for. Yes and no are VAL002's.
pub(in crate::audit) fn columns(policy: &Policy) -> Vec<(Subject, Field)> {
    let mut columns = COLUMNS.to_vec();
    let used = policy.obligations.iter().flat_map(|obligation| uses(policy, obligation));
    for (_, found) in used.filter(|(used, _)| used.wants == Wants::Word) {
        let answers = |table: &WordTable| table.all_meanings() == ["no", "yes"];
        let has_meanings = words_of(policy, found).is_some_and(|table| !answers(table));
        if has_meanings && !columns.contains(&(found.subject, found.field)) {
            columns.push((found.subject, found.field));
        }
    }
    columns
}

pub(in crate::audit) static CHECK: Check = Check {
    code: Code::literal("VAL003"),
    name: "unknown-value",
    severity: Severity::Low,
    subject: Subject::Complaints,
    needs: &[],
    uses: &COLUMNS,
    title: Text::new("词义不明", "unknown value"),
    what: Text::new(
        "状态、严重程度、回访结果、满意度、回访方式，以及义务要看含义的其他列中，有制度词表以外的词。每列每个词一条，列出行数，落在首次出现的行上；空值不算。",
        "A status, severity, outcome, satisfaction or method, or a word of another column whose meaning an obligation asks for, is not in the policy's table. One finding per column and word, with the number of rows, on the first of them; blanks do not count.",
    ),
    why: Text::new(
        "不认识的词不能猜：依赖它的判定只能是“无法判定”。",
        "An unknown word is not guessed: verdicts that need it can only be undetermined.",
    ),
    formula: Text::new(
        "词表以外的词 ÷ 这些列中非空的单元格",
        "words not in the tables, among the non-blank cells of these columns",
    ),
    fix: Text::new(
        "在制度文件的 [words] 中给这个词一个含义，或更正导出。",
        "Give the word a meaning under [words] of the policy file, or correct the export.",
    ),
    source: Text::new("有据可查：不认识的词照录，不猜", "unknown words are quoted, never guessed"),
    compares_rows: false,
    run,
    describe,
};

fn run(context: &Context<'_>) -> polars::prelude::PolarsResult<Tested> {
    let mut result = Tested::default();
    let mut outside = 0;
    for (place, (subject, field)) in columns(context.policy).into_iter().enumerate() {
        let Some(table) = context.dataset.table(subject) else { continue };
        let Some(words) = table.words(field) else { continue };
        let is_unknown = unknown_words(context, subject, field);
        let mut first: BTreeMap<u32, u32> = BTreeMap::new();
        let mut keep = |row: usize, word: u32| {
            // A blank is no word and lies beyond the list.
            if is_unknown.get(word as usize) == Some(&true) {
                first.entry(word).or_insert_with(|| u32::try_from(row).unwrap_or(u32::MAX));
            }
        };
        for (row, &word) in words.iter().enumerate() {
            if !context.has_period() {
                keep(row, word);
            } else if word != BLANK_WORD {
                let inside = context.in_period(subject, row);
                result.tested += u64::from(inside);
                outside += u64::from(!inside);
                if inside {
                    keep(row, word);
                }
            }
        }
        if !context.has_period() {
            result.tested += words.iter().filter(|&&word| word != BLANK_WORD).count() as u64;
        }
        let detail = u32::try_from(place).unwrap_or(0);
        result.hits.extend(first.into_values().map(|row| Hit { subject, row, detail }));
    }
    result.exclude(OUTSIDE_PERIOD, outside);
    Ok(result)
}

/// By word: whether the policy does not know it in this column. A formula without a value is VAL008's.
fn unknown_words(context: &Context<'_>, subject: Subject, field: Field) -> Vec<bool> {
    let table = words_of(context.policy, Named { subject, field, through_customer: false });
    let known = meanings(context.dataset, table);
    let mut unknown: Vec<bool> = known.iter().map(Option::is_none).collect();
    if let Some(word) = context.dataset.words.find(UNCOMPUTED_WORD.as_bytes()) {
        unknown[word as usize] = false;
    }
    unknown
}

fn describe(context: &Context<'_>, hit: Hit) -> Described {
    let columns = columns(context.policy);
    let field = columns.get(hit.detail as usize).map_or(Field::Status, |&(_, field)| field);
    let table = context.dataset.table(hit.subject);
    let word = table.and_then(|table| context.dataset.quoted_word(table, field, hit.row as usize));
    let text = word.unwrap_or_default();
    let rows = table.map_or(0, |table| rows_with(context, table, field, hit.row as usize));
    let title = field_def(hit.subject, field).map(|def| def.title.clone()).unwrap_or_default();
    Described {
        message: Text::owned(
            format!("{}“{text}”不在词表中（{} 行）", title.zh, grouped(rows)),
            format!("{} `{text}` is not a known word ({} rows)", title.en, grouped(rows)),
        ),
        evidence: vec![
            ("field", Evidence::Text(field.key().to_owned())),
            ("text", Evidence::Text(text)),
            ("rows", Evidence::Count(rows)),
        ],
    }
}

/// Rows of the period with the same word.
fn rows_with(context: &Context<'_>, table: &Table, field: Field, row: usize) -> u64 {
    let Some(words) = table.words(field) else { return 0 };
    let same = words.iter().enumerate().filter(|&(_, word)| *word == words[row]);
    same.filter(|&(row, _)| context.in_period(table.subject(), row)).count() as u64
}
