//! A chart as a table of its numbers, with a bar where there is one series.

use std::io;

use super::super::{chart_values as charts, document_texts as words, texts};
use super::grid::Head;
use super::{Page, escape};
use crate::model::{Chart, figures};

/// Categories that are listed, and series.
const MOST_CATEGORIES: usize = 200;
const MOST_SERIES: usize = 12;
/// The longest bar.
const BAR: f64 = 24.0;

/// Writes a row for each category.
pub(super) fn write(page: &mut Page<'_>, chart: &Chart) -> io::Result<()> {
    let lang = page.lang;
    writeln!(page.out, "**{}**\n", escape::text(chart.title.get(lang)))?;
    let series = &chart.series[..chart.series.len().min(MOST_SERIES)];
    let has_bar = series.len() == 1;
    let mut heads: Vec<Head<'_>> = vec![(words::CATEGORY.get(lang), false)];
    heads.extend(series.iter().map(|one| (one.name.get(lang), true)));
    if has_bar {
        heads.push((words::BAR.get(lang), false));
    }
    page.heads(&heads)?;
    let greatest = series.iter().flat_map(charts::values).fold(0.0, f64::max);
    for (at, category) in chart.categories.iter().enumerate().take(MOST_CATEGORIES) {
        let mut cells = vec![category.get(lang).to_owned()];
        for one in series {
            let value = charts::value(one, at);
            cells.push(
                value.map_or_else(|| figures::NONE.to_owned(), |value| charts::shown(value, chart.unit)),
            );
            if has_bar {
                cells.push(bar(value.unwrap_or(0.0), greatest));
            }
        }
        page.row(cells.into_iter())?;
    }
    writeln!(page.out)?;
    page.cut(MOST_CATEGORIES, chart.categories.len())?;
    page.cut(MOST_SERIES, chart.series.len())?;
    marks(page, chart)?;
    page.paragraph(chart.note.get(lang))
}

/// Blocks as long as the value; a value above nothing is never without.
fn bar(value: f64, greatest: f64) -> String {
    if value <= 0.0 || greatest <= 0.0 {
        return String::new();
    }
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "between 0 and 24")]
    let blocks = (value / greatest * BAR).round() as usize;
    if blocks == 0 { "▏".to_owned() } else { "█".repeat(blocks) }
}

/// The marks with the categories they lie between.
fn marks(page: &mut Page<'_>, chart: &Chart) -> io::Result<()> {
    let lang = page.lang;
    let listed: Vec<String> = charts::marks(chart, lang);
    if listed.is_empty() {
        return Ok(());
    }
    let line =
        format!("{}{}{}", words::MARKS.get(lang), texts::colon(lang), listed.join(texts::semicolon(lang)));
    page.paragraph(&line)
}
