//! Columns side by side over categories, and columns that touch over classes of a quantity.

use super::super::super::chart_values::{shown, value};
use super::super::markup::Html;
use super::axis::Upright;
use super::class;
use super::frame::{self, Anchor, bar, label, text_width};
use super::scale::Scale;
use crate::model::{Chart, ChartKind, ChartUnit, Series};

/// Categories that are drawn.
const MOST_CATEGORIES: usize = 60;

/// Draws the columns; the series of a histogram stand on each other.
pub(super) fn draw(html: &mut Html, chart: &Chart, series: &[Series]) {
    let categories = chart.categories.len().min(MOST_CATEGORIES);
    let is_histogram = chart.kind == ChartKind::Histogram;
    let whole = chart.unit == ChartUnit::Count;
    let sum = |at: usize| series.iter().filter_map(|one| value(one, at)).sum::<f64>();
    let scale = if is_histogram {
        Scale::from_zero((0..categories).map(sum), whole)
    } else {
        let each = |at: usize| series.iter().filter_map(move |one| value(one, at));
        Scale::from_zero((0..categories).flat_map(each), whole)
    };
    let frame = Upright::new(html, chart, scale, categories);
    frame::start(html, chart, frame.height());
    frame.draw(html, chart, &chart.categories[..categories]);
    for at in 0..categories {
        if is_histogram {
            stack(html, chart, series, &frame, at);
        } else {
            side_by_side(html, chart, series, &frame, at);
        }
    }
    frame.draw_marks(html, chart, categories);
    html.raw("</svg>");
}

fn stack(html: &mut Html, chart: &Chart, series: &[Series], frame: &Upright, at: usize) {
    let gap = if frame.band > 12.0 { 1.5 } else { 0.0 };
    let (x, width) = (frame.middle(at) - frame.band / 2.0 + gap / 2.0, frame.band - gap);
    let mut sum = 0.0;
    for (nth, one) in series.iter().enumerate() {
        let Some(value) = value(one, at) else { continue };
        let (from, to) = (frame.y(sum), frame.y(sum + value));
        sum += value;
        let tip = tip(html, chart, one, at, value);
        bar(html, [x, to.min(from), width, (from - to).abs()], class(one, nth), &tip);
    }
    over(html, chart, frame, (x + width / 2.0, frame.band), sum);
}

fn side_by_side(html: &mut Html, chart: &Chart, series: &[Series], frame: &Upright, at: usize) {
    #[expect(clippy::cast_precision_loss, reason = "there are few series")]
    let count = series.len().max(1) as f64;
    let width = (frame.band * 0.72 / count).min(46.0);
    let mut x = frame.middle(at) - width * count / 2.0;
    for (nth, one) in series.iter().enumerate() {
        if let Some(value) = value(one, at) {
            let (from, to) = (frame.y(0.0), frame.y(value));
            let place = [x + 0.5, to.min(from), (width - 1.0).max(0.5), (from - to).abs()];
            let tip = tip(html, chart, one, at, value);
            bar(html, place, class(one, nth), &tip);
            let room = if series.len() == 1 { frame.band } else { width };
            over(html, chart, frame, (x + width / 2.0, room), value);
        }
        x += width;
    }
}

/// Writes a value over its column where it fits.
fn over(html: &mut Html, chart: &Chart, frame: &Upright, (x, room): (f64, f64), value: f64) {
    let text = shown(value, chart.unit);
    if value != 0.0 && text_width(&text) <= room {
        label(html, (x, frame.y(value.max(0.0)) - 5.0), Anchor::Middle, "value", &text);
    }
}

/// What a pointer reads on a column.
pub(super) fn tip(html: &Html, chart: &Chart, series: &Series, at: usize, value: f64) -> String {
    let category = chart.categories.get(at).map_or("", |category| category.get(html.lang));
    format!("{category} · {}: {}", series.name.get(html.lang), shown(value, chart.unit))
}
