//! The numbers of a chart as a table, on a click.

use super::super::super::chart_values::{self as charts, shown, value};
use super::super::super::{document_texts as words, texts};
use super::super::markup::Html;
use super::super::table;
use crate::model::figures::{self, grouped};
use crate::model::{Chart, Series};

/// Categories that are listed.
const MOST_CATEGORIES: usize = 200;

/// Writes a row for each category and a column for each series.
pub(super) fn write(html: &mut Html, chart: &Chart, series: &[Series]) {
    let lang = html.lang;
    html.raw("<details class=\"numbers\"><summary>").words(&words::FIGURE).raw("</summary>");
    table::start(html, chart.title.get(lang));
    html.raw("<thead><tr><th scope=\"col\">").words(&words::CATEGORY).raw("</th>");
    for one in series {
        html.raw("<th scope=\"col\" class=\"num\">").brief(one.name.get(lang)).raw("</th>");
    }
    html.raw("</tr></thead><tbody>");
    for (at, category) in chart.categories.iter().enumerate().take(MOST_CATEGORIES) {
        html.raw("<tr><th scope=\"row\">").brief(category.get(lang)).raw("</th>");
        for one in series {
            let text =
                value(one, at).map_or_else(|| figures::NONE.to_owned(), |value| shown(value, chart.unit));
            html.raw("<td class=\"num\">").text(&text).raw("</td>");
        }
        html.raw("</tr>\n");
    }
    html.raw("</tbody></table></div>");
    marks(html, chart);
    cut(html, chart, series.len());
    html.raw("</details>");
}

/// The marks in words, with the categories they lie between.
fn marks(html: &mut Html, chart: &Chart) {
    if chart.marks.is_empty() {
        return;
    }
    let lang = html.lang;
    let listed = charts::marks(chart, lang).join(texts::semicolon(lang));
    html.raw("<p class=\"note\">").words(&words::MARKS);
    html.text(texts::colon(lang)).text(&listed).raw("</p>");
}

fn cut(html: &mut Html, chart: &Chart, series: usize) {
    let lang = html.lang;
    for (shown, all) in [(MOST_CATEGORIES, chart.categories.len()), (series, chart.series.len())] {
        if shown < all {
            let line = words::shown_rows(lang, &grouped(shown as u64), &grouped(all as u64));
            html.raw("<p class=\"note\">").text(&line).raw("</p>");
        }
    }
}
