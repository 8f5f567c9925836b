//! The numbers of a chart in words, as every written report shows them.

use super::document_texts as words;
use crate::model::{Chart, ChartUnit, Lang, Mark, Series, figures};

/// Marks that are named.
const MOST_MARKS: usize = 12;

/// The value at a place, if it can be drawn.
pub(super) fn value(series: &Series, at: usize) -> Option<f64> {
    series.values.get(at).copied().flatten().filter(|value| value.is_finite())
}

/// All values that can be drawn.
pub(super) fn values(series: &Series) -> impl Iterator<Item = f64> {
    series.values.iter().copied().flatten().filter(|value| value.is_finite())
}

/// A value in words.
pub(super) fn shown(value: f64, unit: ChartUnit) -> String {
    match unit {
        #[expect(
            clippy::cast_possible_truncation,
            clippy::cast_sign_loss,
            reason = "floats saturate, and these are counts"
        )]
        ChartUnit::Count if value >= 0.0 && value.fract() == 0.0 => figures::grouped(value as u64),
        ChartUnit::Share if (0.0..=1.0).contains(&value) => format!("{} %", figures::percent(value)),
        ChartUnit::Share => format!("{:.1} %", value * 100.0),
        ChartUnit::Hours if value.abs() >= 100.0 => format!("{value:.0}"),
        ChartUnit::Count | ChartUnit::Hours => trimmed(value),
    }
}

/// One decimal where it says something.
fn trimmed(value: f64) -> String {
    let text = format!("{value:.1}");
    text.strip_suffix(".0").map_or(text.clone(), str::to_owned)
}

/// What the numbers are, for an axis.
pub(super) fn unit_words(unit: ChartUnit) -> &'static crate::model::Text {
    match unit {
        ChartUnit::Count => &words::COUNT_AXIS,
        ChartUnit::Share => &words::SHARE_AXIS,
        ChartUnit::Hours => &words::HOURS_AXIS,
    }
}

/// Each mark with the categories it lies between.
pub(super) fn marks(chart: &Chart, lang: Lang) -> Vec<String> {
    chart.marks.iter().take(MOST_MARKS).map(|mark| between(chart, mark, lang)).collect()
}

fn between(chart: &Chart, mark: &Mark, lang: Lang) -> String {
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "floats saturate at zero")]
    let after = mark.at.floor() as usize;
    let name = |at: Option<usize>| at.and_then(|at| chart.categories.get(at)).map(|text| text.get(lang));
    words::mark(lang, mark.label.get(lang), name(after.checked_sub(1)), name(Some(after)))
}
