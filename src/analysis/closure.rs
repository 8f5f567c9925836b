//! Was every complaint really closed? Closure rates and the ages of what is open, by group.

use crate::audit::Audit;
use crate::dataset::{Field, Reading};
use crate::model::{Code, ColumnKind, DAY_MS, Rate, StateCounts, Table, Text, Value};

use super::grouping::{
    AnalysisError, Grouping, Groups, column, group_columns, next_step, rate_value, sort_rows, total,
    totals_label, verdicts_of,
};

const RULE: Code = Code::literal("CLS001");

/// Ages of open complaints in days: the last day of each band but the last, which is open.
const BANDS: [(&str, &str, &str); 5] = [
    ("open_0_7_days", "≤7天", "≤7 d"),
    ("open_8_15_days", "8–15天", "8–15 d"),
    ("open_16_30_days", "16–30天", "16–30 d"),
    ("open_31_90_days", "31–90天", "31–90 d"),
    ("open_over_90_days", ">90天", ">90 d"),
];
const BAND_ENDS: [i64; 4] = [7, 15, 30, 90];

/// The closure table.
///
/// # Errors
/// When a column to group by is absent or CLS001 was not evaluated.
pub fn closure(audit: &Audit, by: &[Grouping]) -> Result<Table, AnalysisError> {
    let verdicts = verdicts_of(audit, RULE)?;
    let groups = Groups::new(audit, by)?;
    let states = groups.states(verdicts);
    let ages = groups.fold(|ages: &mut Ages, row| ages.add(standing_of(audit, row)));
    let row = |labels: Vec<Value>, counts: &StateCounts, ages: &Ages| {
        let closed = Rate { good: ages.closed, decided: ages.known(), undetermined: ages.unknown };
        let mut cells = labels;
        cells.extend([
            Value::Count(counts.population()),
            Value::Count(ages.closed),
            rate_value(closed),
            Value::Count(counts.decided()),
            Value::Count(counts.late),
            Value::Count(counts.missing),
            rate_value(Rate::in_time(counts)),
        ]);
        cells.extend(ages.open.map(Value::Count));
        cells
    };
    let mut rows: Vec<Vec<Value>> =
        (0..groups.len()).map(|group| row(groups.labels(group), &states[group], &ages[group])).collect();
    let (rate_column, count_column) = (by.len() + 6, by.len());
    sort_rows(&mut rows, by, rate_column, count_column);
    let (counts, all_ages) = (total(&states), Ages::total(&ages));
    let totals = row(totals_label(by), &counts, &all_ages);
    let next = next_step(&rows, by, rate_column, counts.breaches(), RULE);
    let mut columns = group_columns(by);
    columns.extend([
        column("n", ColumnKind::Count, "投诉", "n"),
        column("closed", ColumnKind::Count, "已办结", "closed"),
        column("closure_rate", ColumnKind::Rate, "办结率", "closed %"),
        column("due", ColumnKind::Count, "已到期", "due"),
        column("late", ColumnKind::Count, "超期办结", "late"),
        column("missing", ColumnKind::Count, "超期未结", "overdue"),
        column("in_time", ColumnKind::Rate, "按期办结率", "in time %"),
    ]);
    columns.extend(BANDS.map(|(key, zh, en)| column(key, ColumnKind::Count, zh, en)));
    Ok(Table {
        name: "closure",
        title: Text::new("办结率与未结账龄", "closure rate and ages of open complaints"),
        columns,
        rows: if by.is_empty() { Vec::new() } else { rows },
        totals,
        notes: notes(all_ages.unknown, &counts),
        next,
    })
}

fn notes(unknown: u64, counts: &StateCounts) -> Vec<Text> {
    let mut notes = vec![Text::new(
        "办结率 = 已办结 ÷ 办结与否已知的投诉；按期办结率 = 按期办结 ÷ 已到期。账龄为未办结投诉从受理到审计基准日的天数。",
        "Closed % = closed ÷ complaints known to be open or closed; in time % = closed in time ÷ due. Ages are days from receipt to the as-of date of complaints not closed.",
    )];
    if unknown > 0 {
        notes.push(Text::owned(
            format!("{unknown} 件的受理或办结时间不明，不在账龄之内"),
            format!("without a readable receipt or closing time, hence in no band: {unknown}"),
        ));
    }
    if counts.pending + counts.undetermined + counts.excluded > 0 {
        notes.push(Text::owned(
            format!(
                "未到期 {}，无法判定 {}，不适用 {}",
                counts.pending, counts.undetermined, counts.excluded
            ),
            format!(
                "not yet due {}, undetermined {}, excluded {}",
                counts.pending, counts.undetermined, counts.excluded
            ),
        ));
    }
    notes
}

/// How a complaint stands at the as-of date.
enum Standing {
    Closed,
    /// Open since receipt, in one of the bands.
    Open(usize),
    /// Its closing time, or its receipt, is not known.
    Unknown,
}

/// Complaints by standing.
#[derive(Clone, Default)]
struct Ages {
    closed: u64,
    open: [u64; BANDS.len()],
    unknown: u64,
}

impl Ages {
    fn add(&mut self, standing: Standing) {
        match standing {
            Standing::Closed => self.closed += 1,
            Standing::Open(band) => self.open[band] += 1,
            Standing::Unknown => self.unknown += 1,
        }
    }

    fn known(&self) -> u64 {
        self.closed + self.open.iter().sum::<u64>()
    }

    fn total(groups: &[Self]) -> Self {
        let mut total = Self::default();
        for ages in groups {
            total.closed += ages.closed;
            total.unknown += ages.unknown;
            for (sum, count) in total.open.iter_mut().zip(ages.open) {
                *sum += count;
            }
        }
        total
    }
}

fn standing_of(audit: &Audit, row: usize) -> Standing {
    let complaints = &audit.dataset().complaints;
    let as_of = audit.as_of.at.0;
    let reading = |field| complaints.times(field).map_or(Reading::Blank, |times| times.reading(row));
    match (reading(Field::ClosedAt), reading(Field::ReceivedAt)) {
        (Reading::Unreadable, _) => Standing::Unknown,
        (Reading::Known { earliest, .. }, _) if earliest <= as_of => Standing::Closed,
        (_, Reading::Known { earliest, .. }) => Standing::Open(band((as_of - earliest).div_euclid(DAY_MS))),
        _ => Standing::Unknown,
    }
}

fn band(days: i64) -> usize {
    BAND_ENDS.iter().filter(|&&end| days > end).count()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bands_end_with_their_last_day() {
        let bands: Vec<usize> = [0, 7, 8, 15, 16, 30, 31, 90, 91, 4000].into_iter().map(band).collect();
        assert_eq!(bands, [0, 0, 1, 1, 2, 2, 3, 3, 4, 4]);
    }
}
