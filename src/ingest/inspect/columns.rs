//! What every column was taken for, and what was found in its cells.

use super::dates::day_and_month;
use super::own_title;
use crate::dataset::{Fault, FieldDef, Holds, Interner, Privacy, field_def, quote_cell};
use crate::ingest::OwnColumn;
use crate::ingest::columns::{Why, suggestions};
use crate::ingest::read::ReadInput;
use crate::ingest::table_builder::TableBuilder;
use crate::ingest::values::YearLast;
use crate::model::{ColumnView, Text};

/// Unreadable texts shown of a column.
const EXAMPLES: usize = 5;

/// Every column of an input that was read, in file order.
pub(super) fn views(
    read: &ReadInput,
    table: &TableBuilder,
    words: &Interner,
    own: &[OwnColumn],
) -> Vec<ColumnView> {
    let plan = &read.plan.columns;
    let suggestions = suggestions(plan, &read.head.looks);
    (0..plan.headers.len())
        .map(|column| {
            let filled = read.closed.tally.filled.get(column).copied().unwrap_or(0);
            let mut view = ColumnView {
                letter: letter(column),
                header: plan.headers[column].shown(),
                filled,
                blank: read.closed.account.used - filled,
                ..ColumnView::default()
            };
            match plan.recognised.iter().find(|found| found.column == column) {
                Some(found) => {
                    if let Some(def) = field_def(plan.subject, found.field) {
                        describe_field(&mut view, def, found.why);
                        view.title = own_title(own, def).cloned().or(view.title);
                    }
                    for &other in &found.also {
                        view.notes.push(also(&plan.headers[other].shown()));
                    }
                    describe_values(&mut view, read, table, words, column);
                }
                None => view.notes.extend(suggestions.get(column).cloned().flatten()),
            }
            view
        })
        .collect()
}

fn describe_field(view: &mut ColumnView, def: &FieldDef, why: Why) {
    view.field = Some(def.field.key());
    view.title = Some(def.title.clone());
    view.why = why.text();
    view.holds = holds(def.holds);
    view.masked = def.privacy != Privacy::Open;
}

fn also(header: &str) -> Text {
    Text::owned(
        format!("“{header}”也可能是；要改用它请加 --map"),
        format!("`{header}` could be it too; to take it instead use --map"),
    )
}

fn holds(holds: Holds) -> Text {
    match holds {
        Holds::Id => Text::new("编号", "ids"),
        Holds::Word => Text::new("词", "words"),
        Holds::Time => Text::new("时间", "times"),
        Holds::Number => Text::new("数字", "numbers"),
        Holds::Duration => Text::new("时长", "durations"),
        Holds::FreeText => Text::new("文字（不保留）", "free text (not kept)"),
    }
}

/// What was found in the cells of a column.
fn describe_values(
    view: &mut ColumnView,
    read: &ReadInput,
    table: &TableBuilder,
    words: &Interner,
    column: usize,
) {
    let Some(slot) = read.plan.columns.slots.iter().position(|slot| slot.column == column) else {
        let is_duration = read.plan.columns.recognised.iter().any(|found| {
            let def = field_def(read.plan.columns.subject, found.field);
            found.column == column && def.is_some_and(|def| def.holds == Holds::Duration)
        });
        if is_duration {
            view.notes.push(Text::new(
                "表头没有写明单位，数值不读取；请把表头改成如“响应时长(分钟)”",
                "the header states no unit, so its numbers are not read; name it like `response time (minutes)`",
            ));
        }
        return;
    };
    let field = read.plan.columns.slots[slot].field;
    let cells = &table.unreadable()[read.closed.unreadable.clone()];
    let with = |fault: Fault| cells.iter().filter(move |cell| cell.field == field && cell.fault == fault);
    view.unreadable = with(Fault::Unreadable).count() as u64;
    view.examples = with(Fault::Unreadable).take(EXAMPLES).map(|cell| cell.text.to_string()).collect();
    let lost = with(Fault::DigitsLost).count();
    if lost > 0 {
        view.notes.push(Text::owned(
            format!("长号码被表格软件抹去尾数：{lost} 个，按空处理（VAL007）"),
            format!("long ids that lost digits to a spreadsheet: {lost}, taken for blank (VAL007)"),
        ));
    }
    let uncomputed = with(Fault::NotComputed).count();
    if uncomputed > 0 {
        view.notes.push(Text::owned(
            format!("公式没有计算结果：{uncomputed} 个（VAL008）"),
            format!("formulas without a result: {uncomputed} (VAL008)"),
        ));
    }
    let is_open = field_def(read.about.subject, field).is_some_and(|def| def.privacy == Privacy::Open);
    if read.plan.columns.slots[slot].holds == Holds::Word && is_open {
        view.forms = most_frequent(&table.word_counts(field), words);
    }
    if read.plan.columns.slots[slot].holds == Holds::Time {
        let tally = &read.closed.tally.times[slot];
        view.forms = tally.forms().into_iter().map(|(form, count)| (form.text(), count)).collect();
        view.notes.extend(day_and_month(read, slot));
        if tally.day_only > 0 {
            view.notes.push(Text::owned(
                format!("只有日期没有时刻的值 {} 个：当作这一天的任何时刻，结论因此不定的判为“无法判定”", tally.day_only),
                format!("values that name only a day: {}, taken for any moment of it; a verdict that hangs on the moment is undetermined", tally.day_only),
            ));
        }
        if read.plan.year_last[slot] == YearLast::Unknown {
            view.unreadable += tally.day_month.either;
        }
    }
}

/// The words that occur most, at most so many.
fn most_frequent(counts: &[(u32, u64)], words: &Interner) -> Vec<(Text, u64)> {
    const SHOWN: usize = 8;
    let mut found: Vec<(String, u64)> = counts
        .iter()
        .map(|&(code, count)| (quote_cell(words.bytes(code), false).into_string(), count))
        .collect();
    found.sort_by(|(a, more), (b, less)| less.cmp(more).then_with(|| a.cmp(b)));
    found.into_iter().take(SHOWN).map(|(word, count)| (Text::same(word), count)).collect()
}

/// The column's name in a spreadsheet.
pub(super) fn letter(column: usize) -> String {
    let mut letters = String::new();
    let mut rest = column + 1;
    while rest > 0 {
        rest -= 1;
        letters.insert(0, char::from(b'A' + u8::try_from(rest % 26).unwrap_or(0)));
        rest /= 26;
    }
    letters
}

#[cfg(test)]
mod tests {
    use super::letter;

    #[test]
    fn columns_are_named_as_in_a_spreadsheet() {
        let names: Vec<String> = [0, 25, 26, 51, 52, 701, 702].into_iter().map(letter).collect();
        assert_eq!(names, ["A", "Z", "AA", "AZ", "BA", "ZZ", "AAA"]);
    }
}
