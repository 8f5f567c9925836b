//! Charts of the chapters: classes of a quantity, and counts of states by group.

use crate::model::{CaseState, Chart, ChartKind, ChartUnit, Mark, Series, StateCounts, Text};

/// A series of numbers of cases.
pub(super) fn counts(key: &'static str, name: Text, values: impl IntoIterator<Item = u64>) -> Series {
    #[expect(clippy::cast_precision_loss, reason = "numbers of cases stay far below 2^53")]
    let values = values.into_iter().map(|value| Some(value as f64)).collect();
    Series { key, name, values }
}

/// Bars of the states in each group, without states that never occur.
pub(super) fn states(key: &'static str, title: Text, groups: &[(Text, StateCounts)], note: Text) -> Chart {
    let occurs = |state: &CaseState| groups.iter().any(|(_, counts)| counts.of(*state) > 0);
    let shown = CaseState::ALL.into_iter().filter(|state| *state != CaseState::Excluded).filter(occurs);
    Chart {
        key,
        title,
        kind: ChartKind::StackedBars,
        unit: ChartUnit::Count,
        categories: groups.iter().map(|(name, _)| name.clone()).collect(),
        series: shown
            .map(|state| {
                counts(state.key(), state.label(), groups.iter().map(|(_, counts)| counts.of(state)))
            })
            .collect(),
        marks: Vec::new(),
        note,
    }
}

/// Classes of a span of time, by their upper ends in hours; the last class is open.
#[derive(Clone, Copy, Debug)]
pub(super) struct Classes {
    ends: &'static [f64],
    in_days: bool,
}

impl Classes {
    const HOURS: Self = Self { ends: &[1.0, 2.0, 4.0, 8.0, 16.0, 24.0, 48.0, 72.0, 168.0], in_days: false };
    const DAYS: Self =
        Self { ends: &[24.0, 72.0, 120.0, 168.0, 240.0, 360.0, 480.0, 720.0, 1080.0, 1440.0], in_days: true };

    /// Classes among which limits as long as `longest` hours still lie.
    pub(super) fn for_limits(longest: f64) -> Self {
        if longest > 72.0 { Self::DAYS } else { Self::HOURS }
    }

    /// How many there are.
    pub(super) fn len(self) -> usize {
        self.ends.len() + 1
    }

    /// The class of a span; its end belongs to it.
    pub(super) fn of(self, hours: f64) -> usize {
        self.ends.partition_point(|&end| hours > end)
    }

    /// Where a span lies between the classes: 2.0 between the second and the third.
    #[expect(clippy::cast_precision_loss, reason = "there are ten classes")]
    pub(super) fn place(self, hours: f64) -> Option<f64> {
        let class = self.of(hours);
        let end = *self.ends.get(class)?;
        let start = if class == 0 { 0.0 } else { self.ends[class - 1] };
        Some(class as f64 + (hours - start) / (end - start))
    }

    /// The names: `≤1`, `1–2`, …, `>168`.
    pub(super) fn names(self) -> Vec<Text> {
        let shown = |hours: f64| if self.in_days { hours / 24.0 } else { hours };
        let first = std::iter::once(format!("≤{}", shown(self.ends[0])));
        let between = self.ends.windows(2).map(|pair| format!("{}–{}", shown(pair[0]), shown(pair[1])));
        let last = self.ends.last().map(|&end| format!(">{}", shown(end)));
        first.chain(between).chain(last).map(Text::same).collect()
    }

    /// What the numbers of the names are.
    pub(super) fn unit(self) -> Text {
        if self.in_days { Text::new("天", "days") } else { Text::new("小时", "hours") }
    }
}

/// How many of each class, with limits marked.
pub(super) fn histogram(
    key: &'static str,
    title: Text,
    classes: Classes,
    numbers: Vec<u64>,
    marks: Vec<Mark>,
    note: Text,
) -> Chart {
    Chart {
        key,
        title,
        kind: ChartKind::Histogram,
        unit: ChartUnit::Count,
        categories: classes.names(),
        series: vec![counts("count", Text::new("投诉", "complaints"), numbers)],
        marks,
        note,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_class_holds_its_end() {
        let classes = Classes::for_limits(24.0);
        assert_eq!(
            [0.0, 1.0, 1.01, 24.0, 24.1, 168.0, 500.0].map(|hours| classes.of(hours)),
            [0, 0, 1, 5, 6, 8, 9]
        );
        assert_eq!(classes.names().len(), classes.len());
    }

    #[test]
    fn a_limit_stands_at_the_end_of_its_class() {
        let classes = Classes::for_limits(24.0);
        assert_eq!(classes.place(24.0), Some(6.0));
        assert_eq!(classes.place(36.0), Some(6.5));
        assert_eq!(classes.place(1000.0), None);
        assert_eq!(Classes::for_limits(15.0 * 24.0).place(15.0 * 24.0), Some(6.0));
    }
}
