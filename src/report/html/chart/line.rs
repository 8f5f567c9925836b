//! Points joined in the order of categories; a gap where there is no value.

use super::super::super::chart_values::{shown, value};
use super::super::markup::Html;
use super::axis::Upright;
use super::class;
use super::columns::tip;
use super::frame::{self, Anchor, label, text_width};
use super::scale::Scale;
use crate::model::{Chart, ChartUnit, Series};

/// Categories that are drawn.
const MOST_CATEGORIES: usize = 120;
/// Shares above this are told apart better without the lower part of the axis.
const HIGH_SHARE: f64 = 0.5;

/// Draws the lines. The axis begins at zero, except for shares that are all high.
pub(super) fn draw(html: &mut Html, chart: &Chart, series: &[Series]) {
    let categories = chart.categories.len().min(MOST_CATEGORIES);
    let each = |at: usize| series.iter().filter_map(move |one| value(one, at));
    let values = (0..categories).flat_map(each);
    let whole = chart.unit == ChartUnit::Count;
    let is_high = chart.unit == ChartUnit::Share && values.clone().all(|value| value >= HIGH_SHARE);
    let scale = if is_high { Scale::around(values, whole) } else { Scale::from_zero(values, whole) };
    let frame = Upright::new(html, chart, scale, categories);
    frame::start(html, chart, frame.height());
    frame.draw(html, chart, &chart.categories[..categories]);
    frame.draw_marks(html, chart, categories);
    for (nth, one) in series.iter().enumerate() {
        path(html, one, nth, &frame, categories);
        for at in 0..categories {
            point(html, chart, series, &frame, (nth, at));
        }
    }
    html.raw("</svg>");
}

fn path(html: &mut Html, one: &Series, nth: usize, frame: &Upright, categories: usize) {
    html.raw("<path class=\"line ").raw(class(one, nth)).raw("\" d=\"");
    let mut is_joined = false;
    for at in 0..categories {
        let Some(value) = value(one, at) else {
            is_joined = false;
            continue;
        };
        html.raw(if is_joined { "L" } else { "M" });
        html.drawing(format_args!("{:.1} {:.1}", frame.middle(at), frame.y(value)));
        is_joined = true;
    }
    html.raw("\"/>");
}

fn point(html: &mut Html, chart: &Chart, series: &[Series], frame: &Upright, (nth, at): (usize, usize)) {
    let one = &series[nth];
    let Some(value) = value(one, at) else { return };
    let (x, y) = (frame.middle(at), frame.y(value));
    html.raw("<g>");
    marker(html, nth, x, y, class(one, nth));
    let tip = tip(html, chart, one, at, value);
    html.raw("<title>").brief(&tip).raw("</title></g>");
    let text = shown(value, chart.unit);
    if series.len() == 1 && text_width(&text) + 4.0 <= frame.band {
        label(html, (x, y - 9.0), Anchor::Middle, "value", &text);
    }
}

/// A point; its shape tells the series without colour.
pub(super) fn marker(html: &mut Html, nth: usize, x: f64, y: f64, class: &'static str) {
    html.raw("<path class=\"dot ").raw(class);
    html.drawing(format_args!("\" transform=\"translate({x:.1} {y:.1})\""));
    html.raw(match nth % 4 {
        0 => " d=\"M-4 0a4 4 0 1 0 8 0a4 4 0 1 0-8 0\"/>",
        1 => " d=\"M-3.5-3.5h7v7h-7z\"/>",
        2 => " d=\"M0-4.5L4.5 3.5h-9z\"/>",
        _ => " d=\"M0-5L5 0L0 5L-5 0z\"/>",
    });
}
