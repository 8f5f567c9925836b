//! Bars stacked from left to right, one for each category.

use super::super::super::chart_values::{shown, unit_words, value};
use super::super::markup::Html;
use super::class;
use super::columns::tip;
use super::frame::{self, Anchor, LETTER, WIDTH, bar, fitted, label, line, text_width};
use super::scale::Scale;
use crate::model::{Chart, ChartUnit, Series};

/// Categories that are drawn.
const MOST_CATEGORIES: usize = 40;
/// Units from bar to bar, and of a bar.
const ROW: f64 = 30.0;
const BAR: f64 = 20.0;
/// The most units for names.
const MOST_NAME: f64 = 190.0;
/// Units above the first bar.
const TOP: f64 = 6.0;

/// Where the bars stand.
struct Place {
    left: f64,
    width: f64,
    scale: Scale,
    bottom: f64,
}

/// Draws the bars; a share above the whole is never drawn past the last tick.
pub(super) fn draw(html: &mut Html, chart: &Chart, series: &[Series]) {
    let categories = &chart.categories[..chart.categories.len().min(MOST_CATEGORIES)];
    let lang = html.lang;
    let sums = (0..categories.len()).map(|at| sum(series, at));
    let widest_sum = sums.clone().map(|sum| text_width(&shown(sum, chart.unit))).fold(0.0, f64::max);
    let names = categories.iter().map(|name| text_width(name.get(lang))).fold(0.0, f64::max);
    let left = names.min(MOST_NAME) + 12.0;
    #[expect(clippy::cast_precision_loss, reason = "a chart has few categories")]
    let bottom = TOP + categories.len() as f64 * ROW;
    let width = WIDTH - left - widest_sum - 14.0;
    let place = Place { left, width, scale: Scale::from_zero(sums, chart.unit == ChartUnit::Count), bottom };
    frame::start(html, chart, bottom + 2.0 * LETTER + 10.0);
    axis(html, chart, &place);
    let mut top = TOP;
    for (at, name) in categories.iter().enumerate() {
        let middle = top + ROW / 2.0 + 4.0;
        label(html, (left - 10.0, middle), Anchor::End, "", &fitted(name.get(lang), MOST_NAME));
        row(html, chart, series, &place, (at, top + (ROW - BAR) / 2.0));
        top += ROW;
    }
    marks(html, chart, &place);
    html.raw("</svg>");
}

fn sum(series: &[Series], at: usize) -> f64 {
    series.iter().filter_map(|one| value(one, at)).map(|value| value.max(0.0)).sum()
}

fn axis(html: &mut Html, chart: &Chart, place: &Place) {
    let lang = html.lang;
    let below = place.bottom + LETTER + 6.0;
    for tick in place.scale.ticks() {
        let x = place.left + place.scale.place(tick) * place.width;
        line(html, (x, TOP), (x, place.bottom), if tick == 0.0 { "base" } else { "grid" });
        label(html, (x, below), Anchor::Middle, "tick", &shown(tick, chart.unit));
    }
    label(html, (place.left - 10.0, below), Anchor::End, "tick", unit_words(chart.unit).get(lang));
}

fn row(html: &mut Html, chart: &Chart, series: &[Series], place: &Place, (at, top): (usize, f64)) {
    let mut so_far = 0.0;
    for (nth, one) in series.iter().enumerate() {
        let Some(value) = value(one, at).filter(|&value| value > 0.0) else { continue };
        let from = place.left + place.scale.place(so_far) * place.width;
        so_far += value;
        let width = place.left + place.scale.place(so_far) * place.width - from;
        let class = class(one, nth);
        bar(html, [from, top, width, BAR], class, &tip(html, chart, one, at, value));
        let text = shown(value, chart.unit);
        if text_width(&text) + 10.0 <= width {
            let middle = from + width / 2.0;
            let half = text_width(&text) / 2.0 + 4.0;
            html.drawing(format_args!(
                "<rect class=\"plate\" x=\"{:.1}\" y=\"{:.1}\" width=\"{:.1}\" height=\"{:.1}\" rx=\"3\"/>",
                middle - half,
                top + 3.0,
                2.0 * half,
                BAR - 6.0
            ));
            label(html, (middle, top + BAR / 2.0 + 4.0), Anchor::Middle, "value", &text);
        }
    }
    if chart.unit != ChartUnit::Share {
        let x = place.left + place.scale.place(so_far) * place.width + 6.0;
        label(html, (x, top + BAR / 2.0 + 4.0), Anchor::Start, "value", &shown(so_far, chart.unit));
    }
}

fn marks(html: &mut Html, chart: &Chart, place: &Place) {
    for mark in chart.marks.iter().filter(|mark| mark.at.is_finite()).take(6) {
        let y = (TOP + mark.at * ROW).clamp(TOP, place.bottom);
        line(html, (place.left, y), (place.left + place.width, y), "mark");
        let text = mark.label.get(html.lang).to_owned();
        label(html, (place.left + place.width, y - 3.0), Anchor::End, "marked", &text);
    }
}
