//! The frame of an upright chart: values upwards, categories along, marks across.

use super::super::super::chart_values::{shown, unit_words};
use super::super::markup::Html;
use super::frame::{self, Anchor, LETTER, WIDTH, fitted, label, line, text_width};
use super::scale::Scale;
use crate::model::{Chart, ChartUnit, Text};

/// Units between the first and the last tick.
const PLOT: f64 = 230.0;
/// Units for the label of the axis, and for one row of labels of marks.
const ROW: f64 = 18.0;
/// The most units a slanted label takes downwards.
const SLANT: f64 = 96.0;
/// What a unit of a label slanted by 40 degrees takes down, and along.
const DOWN: f64 = 0.643;
const ALONG: f64 = 0.766;

/// Where things stand on an upright chart.
pub(super) struct Upright {
    /// The left edge of the first category.
    pub(super) left: f64,
    /// The width of a category.
    pub(super) band: f64,
    /// The upper edge.
    top: f64,
    scale: Scale,
    labels: Labels,
}

/// How the labels of categories are written.
#[derive(Clone, Copy)]
struct Labels {
    slanted: bool,
    /// Every so many categories one label.
    every: usize,
    height: f64,
}

impl Upright {
    /// The frame for the first `shown_categories` of the chart.
    pub(super) fn new(html: &Html, chart: &Chart, scale: Scale, shown_categories: usize) -> Self {
        let ticks = scale.ticks().map(|tick| text_width(&shown(tick, chart.unit)));
        let left = ticks.fold(0.0, f64::max).max(LETTER) + 14.0;
        #[expect(clippy::cast_precision_loss, reason = "a chart has few categories")]
        let band = (WIDTH - left - 8.0) / shown_categories.max(1) as f64;
        let labels = Labels::new(html, &chart.categories[..shown_categories], band);
        let rows = if chart.marks.is_empty() { 0.0 } else { mark_rows(html, chart, left, band) };
        Self { left, band, top: 2.0 * ROW + rows * ROW, scale, labels }
    }

    /// Units down in all.
    pub(super) fn height(&self) -> f64 {
        self.bottom() + self.labels.height
    }

    /// The middle of a category.
    #[expect(clippy::cast_precision_loss, reason = "a chart has few categories")]
    pub(super) fn middle(&self, category: usize) -> f64 {
        self.left + (category as f64 + 0.5) * self.band
    }

    /// The place of a value.
    pub(super) fn y(&self, value: f64) -> f64 {
        self.bottom() - self.scale.place(value) * PLOT
    }

    fn bottom(&self) -> f64 {
        self.top + PLOT
    }

    /// Writes ticks, grid, unit and the labels of categories.
    pub(super) fn draw(&self, html: &mut Html, chart: &Chart, categories: &[Text]) {
        let lang = html.lang;
        let right = WIDTH - 8.0;
        for tick in self.scale.ticks() {
            let y = self.y(tick);
            let is_base = tick == 0.0 || (tick == self.scale.low && tick > 0.0);
            line(html, (self.left, y), (right, y), if is_base { "base" } else { "grid" });
            label(html, (self.left - 8.0, y + 4.0), Anchor::End, "tick", &tick_words(tick, chart.unit));
        }
        label(html, (0.0, LETTER + 3.0), Anchor::Start, "tick", unit_words(chart.unit).get(lang));
        for (nth, category) in categories.iter().enumerate().step_by(self.labels.every) {
            self.category(html, nth, category.get(lang));
        }
    }

    fn category(&self, html: &mut Html, nth: usize, text: &str) {
        let (x, y) = (self.middle(nth), self.bottom() + LETTER + 6.0);
        if self.labels.slanted {
            html.drawing(format_args!(
                "<g transform=\"translate({:.1} {:.1}) rotate(-40)\">",
                x + 4.0,
                y - 4.0
            ));
            label(html, (0.0, 0.0), Anchor::End, "", &fitted(text, (SLANT / DOWN).min((x - LETTER) / ALONG)));
            html.raw("</g>");
        } else {
            label(html, (x, y), Anchor::Middle, "", text);
        }
    }

    /// Writes the marks over everything else; labels that would touch stand in rows of their own.
    pub(super) fn draw_marks(&self, html: &mut Html, chart: &Chart, shown_categories: usize) {
        let lang = html.lang;
        for ((row, mark), nth) in rows_of_marks(html, chart, self.left, self.band).into_iter().zip(1_u32..) {
            #[expect(clippy::cast_precision_loss, reason = "a chart has few categories")]
            let at = mark.at.clamp(0.0, shown_categories as f64);
            let x = self.left + at * self.band;
            let y = 2.0 * ROW + row * ROW - 4.0;
            line(html, (x, y + 4.0), (x, self.bottom()), if nth % 2 == 1 { "mark" } else { "mark other" });
            let text = mark.label.get(lang);
            let half = text_width(text) / 2.0;
            let x = x.clamp(half, (WIDTH - half).max(half));
            label(html, (x, y), Anchor::Middle, "marked", text);
        }
    }
}

/// The marks in order with the row of each label.
fn rows_of_marks<'a>(
    html: &Html,
    chart: &'a Chart,
    left: f64,
    band: f64,
) -> Vec<(f64, &'a crate::model::Mark)> {
    let mut marks: Vec<_> = chart.marks.iter().filter(|mark| mark.at.is_finite()).take(6).collect();
    marks.sort_by(|one, other| one.at.total_cmp(&other.at));
    let mut free_from: Vec<f64> = Vec::new();
    let mut placed = Vec::new();
    for mark in marks {
        let half = text_width(mark.label.get(html.lang)) / 2.0 + 6.0;
        let x = (left + mark.at * band).clamp(half, (WIDTH - half).max(half));
        let row = free_from.iter().position(|&free| free <= x - half).unwrap_or(free_from.len());
        if row == free_from.len() {
            free_from.push(0.0);
        }
        free_from[row] = x + half;
        #[expect(clippy::cast_precision_loss, reason = "there are six marks at most")]
        placed.push((row as f64, mark));
    }
    placed
}

fn mark_rows(html: &Html, chart: &Chart, left: f64, band: f64) -> f64 {
    rows_of_marks(html, chart, left, band).iter().map(|(row, _)| row + 1.0).fold(0.0, f64::max)
}

fn tick_words(tick: f64, unit: ChartUnit) -> String {
    match unit {
        ChartUnit::Share => {
            let text = format!("{:.1}", tick * 100.0);
            format!("{}%", text.strip_suffix(".0").unwrap_or(&text))
        }
        _ => shown(tick, unit),
    }
}

impl Labels {
    /// Upright where each fits, else slanted, else not all of them.
    fn new(html: &Html, categories: &[Text], band: f64) -> Self {
        let widest =
            categories.iter().map(|category| text_width(category.get(html.lang))).fold(0.0, f64::max);
        if widest + 6.0 <= band {
            return Self { slanted: false, every: 1, height: LETTER + 14.0 };
        }
        let down = (widest * DOWN).min(SLANT) + LETTER + 14.0;
        #[expect(
            clippy::cast_possible_truncation,
            clippy::cast_sign_loss,
            reason = "a small number of categories"
        )]
        let every = ((frame::LETTER + 4.0) / band).ceil().max(1.0) as usize;
        Self { slanted: true, every, height: down }
    }
}
