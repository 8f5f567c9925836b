//! Charts as tables with bars: they print in black and white, and their numbers stand beside them.
//!
//! Owns scales, colours and the choice between bars and shades. Refuses to add up what is shown.

use std::io;

use super::super::chart_values::{self, unit_words, value};
use super::body::Body;
use super::chart_grid::{self, Bars, Line, Part, Shades};
use super::paragraph::{self, Counted};
use super::texts;
use crate::model::{Chart, ChartKind, ChartUnit, Lang, Series, figures};

/// Writes the chart with its numbered title and its note.
pub(super) fn write(chart: &Chart, body: &mut Body<'_>) -> io::Result<()> {
    paragraph::caption(Counted::Figure, chart.title.get(body.lang), body)?;
    if chart.kind == ChartKind::HeatMap {
        chart_grid::write_shades(&shades(chart, body.lang), body)?;
    } else {
        chart_grid::write_bars(&bars(chart, body.lang), body)?;
    }
    paragraph::note(&texts::NOTE, &chart.note, body)?;
    paragraph::gap(body)
}

/// The colour of a series, the same in all charts.
pub(super) fn color(key: &str, nth: usize) -> &'static str {
    const OTHERS: [&str; 6] = ["1F4E79", "C55A11", "548235", "7F6000", "7030A0", "3B3838"];
    match key {
        "met" => "4E8F6B",
        "late" => "E08E1B",
        "missing" => "C0392B",
        "pending" => "A6B1BD",
        "undetermined" => "7D6BA8",
        "excluded" => "D0D5DB",
        "count" | "rate" => OTHERS[0],
        _ => OTHERS[nth % OTHERS.len()],
    }
}

fn shown(value: Option<f64>, unit: ChartUnit) -> String {
    value.map_or_else(|| figures::NONE.to_owned(), |value| chart_values::shown(value, unit))
}

/// The value at which a bar is full.
fn full(chart: &Chart) -> f64 {
    if chart.unit == ChartUnit::Share {
        return 1.0;
    }
    let values = |category: usize| chart.series.iter().filter_map(move |series| value(series, category));
    let of_category = |category: usize| match chart.kind {
        ChartKind::StackedBars => values(category).map(|value| value.max(0.0)).sum(),
        _ => values(category).fold(0.0, f64::max),
    };
    (0..chart.categories.len()).map(of_category).fold(0.0, f64::max)
}

fn bars(chart: &Chart, lang: Lang) -> Bars {
    let full = full(chart);
    let part = |series: &Series, nth: usize, category: usize| Part {
        share: value(series, category).map_or(0.0, |value| if full > 0.0 { value / full } else { 0.0 }),
        color: color(series.key, nth),
    };
    let is_stacked = chart.kind == ChartKind::StackedBars;
    let mut lines = Vec::new();
    for (category, label) in chart.categories.iter().enumerate() {
        let label = label.get(lang).to_owned();
        let parts = chart.series.iter().enumerate().map(|(nth, series)| part(series, nth, category));
        let numbers = chart.series.iter().map(|series| shown(value(series, category), chart.unit));
        lines.extend(marks(chart, category, lang));
        if is_stacked {
            lines.push(Line::Bar {
                label: Some(label),
                series: None,
                parts: parts.collect(),
                numbers: numbers.collect(),
            });
            continue;
        }
        let each = parts.zip(numbers).zip(&chart.series).enumerate();
        lines.extend(each.map(|(nth, ((part, number), series))| Line::Bar {
            label: (nth == 0).then(|| label.clone()),
            series: (chart.series.len() > 1).then(|| series.name.get(lang).to_owned()),
            parts: vec![part],
            numbers: vec![number],
        }));
    }
    lines.extend(marks(chart, chart.categories.len(), lang));
    let legend =
        |(nth, series): (usize, &Series)| (series.name.get(lang).to_owned(), Some(color(series.key, nth)));
    let numbers = if is_stacked {
        chart.series.iter().enumerate().map(legend).collect()
    } else {
        vec![(unit_words(chart.unit).get(lang).to_owned(), None)]
    };
    Bars { has_series: !is_stacked && chart.series.len() > 1, numbers, lines }
}

/// The lines across the axis that stand before a category; those past the last one stand after it.
fn marks(chart: &Chart, category: usize, lang: Lang) -> impl Iterator<Item = Line> {
    let last = chart.categories.len();
    let place = move |at: f64| {
        #[expect(
            clippy::cast_possible_truncation,
            clippy::cast_sign_loss,
            reason = "a place beyond the axis saturates and is moved to its end"
        )]
        let at = at.round().max(0.0) as usize;
        at.min(last)
    };
    chart
        .marks
        .iter()
        .filter(move |mark| place(mark.at) == category)
        .map(move |mark| Line::Mark(mark.label.get(lang).to_owned()))
}

/// The longer side goes down the page.
fn shades(chart: &Chart, lang: Lang) -> Shades {
    let full = full(chart);
    let categories: Vec<String> = chart.categories.iter().map(|text| text.get(lang).to_owned()).collect();
    let series: Vec<String> = chart.series.iter().map(|series| series.name.get(lang).to_owned()).collect();
    let cell = |category: usize, nth: usize| {
        let value = chart.series.get(nth).and_then(|series| value(series, category));
        let share = value.filter(|_| full > 0.0).map(|value| value / full);
        (shown(value, chart.unit), share)
    };
    if categories.len() >= series.len() {
        let row = |category| (0..series.len()).map(|nth| cell(category, nth)).collect();
        let rows = categories.iter().cloned().enumerate().map(|(nth, label)| (label, row(nth))).collect();
        Shades { columns: series, rows }
    } else {
        let row = |nth| (0..categories.len()).map(|category| cell(category, nth)).collect();
        let rows = series.iter().cloned().enumerate().map(|(nth, label)| (label, row(nth))).collect();
        Shades { columns: categories, rows }
    }
}
