//! A field for each pair of category and series: the darker the more, and always with its number.

use super::super::super::chart_values::{shown, value};
use super::super::super::document_texts as words;
use super::super::markup::Html;
use super::columns::tip;
use super::frame::{self, Anchor, LETTER, WIDTH, fitted, label, text_width};
use crate::model::{Chart, Series, figures};

/// Categories that are drawn.
const MOST_CATEGORIES: usize = 24;
/// Units of a row, and the most for names.
const ROW: f64 = 32.0;
const MOST_NAME: f64 = 150.0;
/// Units above the rows: the scale of shades, then the categories.
const TOP: f64 = 52.0;
/// Shades from little to much.
const SHADES: [&str; 5] = ["h1", "h2", "h3", "h4", "h5"];

/// Where the fields stand.
struct Grid {
    left: f64,
    column: f64,
    greatest: f64,
}

/// Draws a row for each series.
pub(super) fn draw(html: &mut Html, chart: &Chart, series: &[Series]) {
    let lang = html.lang;
    let categories = &chart.categories[..chart.categories.len().min(MOST_CATEGORIES)];
    let names = series.iter().map(|one| text_width(one.name.get(lang))).fold(0.0, f64::max);
    let left = names.min(MOST_NAME) + 14.0;
    #[expect(clippy::cast_precision_loss, reason = "a chart has few categories and series")]
    let (columns, rows) = (categories.len().max(1) as f64, series.len() as f64);
    let values = series.iter().flat_map(|one| (0..categories.len()).filter_map(|at| value(one, at)));
    let grid = Grid { left, column: (WIDTH - left) / columns, greatest: values.fold(0.0, f64::max) };
    frame::start(html, chart, TOP + rows * ROW + 6.0);
    shades(html, chart, &grid);
    let mut x = left;
    for category in categories {
        let text = fitted(category.get(lang), grid.column - 4.0);
        label(html, (x + grid.column / 2.0, TOP - 8.0), Anchor::Middle, "", &text);
        x += grid.column;
    }
    let mut top = TOP;
    for one in series {
        let name = fitted(one.name.get(lang), MOST_NAME);
        label(html, (left - 10.0, top + ROW / 2.0 + 4.0), Anchor::End, "", &name);
        row(html, chart, one, &grid, (categories.len(), top));
        top += ROW;
    }
    html.raw("</svg>");
}

fn row(html: &mut Html, chart: &Chart, one: &Series, grid: &Grid, (categories, top): (usize, f64)) {
    let mut x = grid.left;
    for at in 0..categories {
        let value = value(one, at);
        let tip = value.map_or_else(String::new, |value| tip(html, chart, one, at, value));
        let class = value.map_or("h0", |value| shade(value, grid.greatest));
        let place = [x + 1.0, top + 1.0, (grid.column - 2.0).max(0.5), ROW - 2.0];
        frame::bar(html, place, class, &tip);
        let text = value.map_or_else(|| figures::NONE.to_owned(), |value| shown(value, chart.unit));
        if text_width(&text) <= grid.column {
            let class = if matches!(class, "h4" | "h5") { "value on" } else { "value" };
            label(html, (x + grid.column / 2.0, top + ROW / 2.0 + 4.0), Anchor::Middle, class, &text);
        }
        x += grid.column;
    }
}

fn shade(value: f64, greatest: f64) -> &'static str {
    if value <= 0.0 || greatest <= 0.0 {
        return "h0";
    }
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "between 0 and 5")]
    let nth = (value / greatest * 5.0).ceil() as usize;
    SHADES[nth.clamp(1, 5) - 1]
}

/// What the shades stand for.
fn shades(html: &mut Html, chart: &Chart, grid: &Grid) {
    let lang = html.lang;
    let much = format!("{} {}", words::MUCH.get(lang), shown(grid.greatest, chart.unit));
    let mut x = WIDTH - text_width(&much) - 6.0;
    label(html, (WIDTH, LETTER + 3.0), Anchor::End, "tick", &much);
    for class in SHADES.iter().rev() {
        x -= 22.0;
        html.raw("<rect class=\"fill ").raw(class);
        html.drawing(format_args!("\" x=\"{x:.1}\" y=\"5\" width=\"20\" height=\"12\"/>"));
    }
    label(html, (x - 6.0, LETTER + 3.0), Anchor::End, "tick", words::LITTLE.get(lang));
}
