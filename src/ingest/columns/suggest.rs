//! What an unrecognised column may be, for `inspect`. Owns the hints; refuses to act on them: a hint is for
//! the user to confirm with `--map`.

use super::aliases::Class;
use super::header::{HeaderCell, normalise};
use super::looks::ColumnLook;
use super::plan::ColumnPlan;
use super::recognise::{Candidate, candidates, counts_working_time, is_time_of_day};
use crate::dataset::{Field, FieldDef, Holds, field_def, fields_of};
use crate::ingest::values::DurationUnit;
use crate::model::{Subject, Text};

/// By column of the plan: what it may be, for those that were taken for nothing and look like something.
pub(in crate::ingest) fn suggestions(plan: &ColumnPlan, looks: &[ColumnLook]) -> Vec<Option<Text>> {
    let ColumnPlan { subject, headers, recognised, .. } = plan;
    let all = candidates(*subject, headers, looks);
    let open: Vec<&'static FieldDef> =
        fields_of(*subject).filter(|def| !recognised.iter().any(|known| known.field == def.field)).collect();
    let hint = |column: usize| {
        if headers[column].is_empty() || recognised.iter().any(|known| known.column == column) {
            return None;
        }
        if is_time_of_day(headers, looks, column) {
            return Some(time_of_day());
        }
        let of_column = |it: &&Candidate| it.column == column;
        let runner_up = recognised.iter().find(|known| known.also.contains(&column));
        if let Some(known) = runner_up {
            return Some(preferred(field_def(*subject, known.field)?, &headers[known.column]));
        }
        let look = looks.get(column).copied().unwrap_or_default();
        let header = headers[column].shown();
        let is_open = |it: &&Candidate| open.iter().any(|def| def.field == it.meaning.def.field);
        let mut meanings = all.iter().filter(of_column).filter(is_open);
        if look.supports_kind(Holds::Number) && meanings.clone().any(|it| lacks_unit(it, &headers[column])) {
            return Some(without_unit(&header));
        }
        match meanings.next() {
            Some(it) if it.meaning.class != Class::Generic && !it.fits => {
                Some(contradicted(it.meaning.def, &header))
            }
            Some(it) if it.meaning.class != Class::Generic => Some(certain(it, &all, headers)),
            // Values that speak against a header that may mean anything leave nothing to hint at.
            Some(it) if it.fits || look.filled == 0 || it.meaning.def.field == Field::Id => {
                Some(uncertain(it.meaning.def, &header))
            }
            _ => by_looks(*subject, &open, &header, &look),
        }
    };
    (0..headers.len()).map(hint).collect()
}

fn lacks_unit(it: &Candidate, cell: &HeaderCell) -> bool {
    it.meaning.def.holds == Holds::Duration
        && DurationUnit::of_header(&cell.shown()).is_none()
        && !counts_working_time(cell)
}

fn by_looks(subject: Subject, open: &[&FieldDef], header: &str, look: &ColumnLook) -> Option<Text> {
    let (holds, zh, en) = if look.supports_kind(Holds::Time) {
        (Holds::Time, "时间", "times")
    } else if look.supports_kind(Holds::Duration) {
        (Holds::Duration, "时长", "lengths of time")
    } else {
        return None;
    };
    if holds == Holds::Time && is_no_step(subject, header) {
        return None;
    }
    let def = open.iter().find(|def| def.holds == holds && is_usual(def.field))?;
    let map = map_option(def, header);
    Some(Text::owned(
        format!("像{zh}；如为{}，请加 {map}", def.title.zh),
        format!("looks like {en}; if it is {}, add {map}", def.title.en),
    ))
}

/// Whether nearly every export has the field, so that a column of unknown name may well be it.
fn is_usual(field: Field) -> bool {
    !field.is_spare()
        && !matches!(
            field,
            Field::AcceptedAt
                | Field::ForwardedAt
                | Field::FirstClosedAt
                | Field::ReopenedAt
                | Field::HoldFrom
                | Field::HoldUntil
                | Field::RestoredAt
                | Field::ReportedAt
                | Field::UpdatedAt
                | Field::HandledAt
                | Field::BirthDate
                | Field::UsedAt
                | Field::SuspectedAt
                | Field::ClearedAt
        )
}

/// Whether a time is known to be no step of a case that is audited.
fn is_no_step(subject: Subject, header: &str) -> bool {
    // An answer, or the first work on a case, is not surely the first contact.
    const WORDS: [&str; 24] = [
        "更新",
        "修改",
        "变更",
        "派单",
        "派工",
        "派发",
        "转派",
        "签收",
        "打印",
        "导出",
        "出生",
        "生日",
        "预计",
        "恢复",
        "答复",
        "首次处理",
        "updated",
        "modified",
        "update",
        "assigned",
        "birth",
        "sent",
        "exported",
        "dispatch",
    ];
    const CALLBACK: [&str; 3] = ["回访", "走访", "callback"];
    let plain = normalise(header);
    let holds = |words: &[&str]| words.iter().any(|word| plain.contains(word));
    holds(&WORDS) || (subject == Subject::Complaints && holds(&CALLBACK))
}

/// Of a column whose header leaves no doubt, where nothing was taken because the file as a whole was not.
fn certain(it: &Candidate, all: &[Candidate], headers: &[HeaderCell]) -> Text {
    let order = |it: &Candidate| (it.meaning.class, it.meaning.rank);
    let def = it.meaning.def;
    let rivals = all
        .iter()
        .filter(|other| other.meaning.def.field == def.field && other.fits && other.column != it.column);
    match rivals.min_by_key(|other| order(other)) {
        Some(other) if order(other) < order(it) => later_than(def, &headers[other.column]),
        Some(other) if order(other) == order(it) && def.holds != Holds::FreeText => {
            one_of_several(def, &headers[it.column].shown())
        }
        _ => Text::owned(format!("会取作{}", def.title.zh), format!("would be taken for {}", def.title.en)),
    }
}

fn later_than(def: &FieldDef, other: &HeaderCell) -> Text {
    Text::owned(
        format!("也可能是{}；“{}”优先", def.title.zh, other.shown()),
        format!("could be {} too; `{}` goes before it", def.title.en, other.shown()),
    )
}

fn one_of_several(def: &FieldDef, header: &str) -> Text {
    let map = map_option(def, header);
    Text::owned(
        format!("可能是{}，但另有一列同样可能；如是此列，请加 {map}", def.title.zh),
        format!("may be {}, but another column may be as well; if it is this one, add {map}", def.title.en),
    )
}

fn time_of_day() -> Text {
    Text::new(
        "时刻在单独一列，不与日期合并；请导出成一列",
        "the time of day is in a column of its own and is not joined with the day; export them as one column",
    )
}

fn without_unit(header: &str) -> Text {
    Text::owned(
        format!("像时长，但没有单位，未采用；请在表头注明，例如 {header}(分钟)"),
        format!(
            "may be lengths of time, but no unit is stated, so it is left out; state it in the header, such as {header}(minutes)"
        ),
    )
}

fn preferred(def: &FieldDef, other: &HeaderCell) -> Text {
    Text::owned(
        format!("也可能是{}；已采用“{}”", def.title.zh, other.shown()),
        format!("could be {} too; `{}` was taken", def.title.en, other.shown()),
    )
}

fn uncertain(def: &FieldDef, header: &str) -> Text {
    let map = map_option(def, header);
    Text::owned(
        format!("可能是{}，但表头和内容都不能确定；如是，请加 {map}", def.title.zh),
        format!(
            "may be {}, but neither header nor values make it certain; if it is, add {map}",
            def.title.en
        ),
    )
}

fn contradicted(def: &FieldDef, header: &str) -> Text {
    let (zh, en) = match def.holds {
        Holds::Time => ("时间", "times"),
        Holds::Number => ("数字", "numbers"),
        Holds::Duration => ("可换算为分钟的时长", "lengths of time that make minutes"),
        _ => ("这类内容", "of that kind"),
    };
    let map = map_option(def, header);
    Text::owned(
        format!("表头像{}，但内容不是{zh}，未采用；如仍要采用，请加 {map}", def.title.zh),
        format!(
            "the header is that of {}, but the values are not {en}, so it is left out; to use it, add {map}",
            def.title.en
        ),
    )
}

fn map_option(def: &FieldDef, header: &str) -> String {
    let key = def.field.key();
    if header.contains(|letter: char| letter.is_whitespace() || "()&|;<>$`'*?".contains(letter)) {
        format!("--map \"{key}={header}\"")
    } else {
        format!("--map {key}={header}")
    }
}
