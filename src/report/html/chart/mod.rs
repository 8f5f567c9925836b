//! Charts as drawings of their own: an SVG, a legend in words, the numbers as a table on a click.
//!
//! Owns sizes, scales and the classes that choose colours and patterns. Refuses to judge: what is good or
//! bad is said by the keys of the series.

mod axis;
mod columns;
mod frame;
mod heat;
mod line;
mod numbers;
mod scale;
mod stacked;

use super::markup::Html;
use crate::model::{Chart, ChartKind, Series};

/// Series that are drawn and listed; more cannot be told apart.
const MOST_SERIES: usize = 12;

/// The patterns that tell series apart without colour; once for a page.
pub(super) fn patterns(html: &mut Html) {
    html.raw(include_str!("patterns.svg"));
}

/// Writes the chart with its title, legend, note and numbers.
pub(super) fn write(html: &mut Html, chart: &Chart) {
    let lang = html.lang;
    html.raw("<figure class=\"chart\"><figcaption>").brief(chart.title.get(lang)).raw("</figcaption>");
    let series = &chart.series[..chart.series.len().min(MOST_SERIES)];
    if chart.kind != ChartKind::HeatMap && series.len() > 1 {
        legend(html, chart, series);
    }
    html.raw("<div class=\"scroll plot\" role=\"region\" tabindex=\"0\"");
    html.attribute("aria-label", chart.title.get(lang)).raw(">");
    match chart.kind {
        ChartKind::Histogram | ChartKind::Columns => columns::draw(html, chart, series),
        ChartKind::StackedBars => stacked::draw(html, chart, series),
        ChartKind::Line => line::draw(html, chart, series),
        ChartKind::HeatMap => heat::draw(html, chart, series),
    }
    html.raw("</div>");
    if !chart.note.get(lang).is_empty() {
        html.raw("<p class=\"note\">").words(&chart.note).raw("</p>");
    }
    numbers::write(html, chart, series);
    html.raw("</figure>\n");
}

fn legend(html: &mut Html, chart: &Chart, series: &[Series]) {
    let lang = html.lang;
    html.raw("<ul class=\"legend\">");
    for (nth, one) in series.iter().enumerate() {
        html.raw("<li><svg width=\"22\" height=\"14\" viewBox=\"0 0 22 14\" aria-hidden=\"true\">");
        if chart.kind == ChartKind::Line {
            html.raw("<path d=\"M0 7H22\" class=\"line ").raw(class(one, nth)).raw("\"/>");
            line::marker(html, nth, 11.0, 7.0, class(one, nth));
        } else {
            html.raw("<rect x=\".5\" y=\".5\" width=\"21\" height=\"13\" rx=\"2\" class=\"fill ");
            html.raw(class(one, nth)).raw("\"/>");
        }
        html.raw("</svg>").brief(one.name.get(lang)).raw("</li>");
    }
    html.raw("</ul>");
}

/// The class of a series: what its key means, or its place.
fn class(series: &Series, nth: usize) -> &'static str {
    const OTHERS: [&str; 6] = ["s1", "s2", "s3", "s4", "s5", "s6"];
    match series.key {
        "met" => "met",
        "late" => "late",
        "missing" => "missing",
        "pending" => "pending",
        "undetermined" => "undetermined",
        "excluded" => "excluded",
        _ => OTHERS[nth % OTHERS.len()],
    }
}
