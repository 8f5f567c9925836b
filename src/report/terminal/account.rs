//! Where every physical row of every input went, as an equation the reader can check.

use std::io;

use super::super::{place, texts};
use super::grid::{Cell, Grid};
use super::layout::Track;
use super::measure::GLUE;
use super::screen::{Paint, Screen};
use crate::model::figures::grouped;
use crate::model::{InputAccount, Lang, RowAccount};

/// Unrecognised headers named per input; a wide export has dozens and few matter.
const HEADERS_SHOWN: usize = 8;

/// Prints the inputs and the headers nobody recognised.
pub(super) fn print(inputs: &[InputAccount], screen: &mut Screen<'_>) -> io::Result<()> {
    let lang = screen.lang;
    screen.heading(&texts::INPUTS)?;
    let mut grid = Grid::new(vec![
        Track::words(texts::FILE.get(lang)).keeps_end(16, 2),
        Track::words(texts::KIND.get(lang)),
        Track::words(texts::FORMAT.get(lang)).drops(1),
        Track::words(texts::ROWS.get(lang)).shrinks(26, 3, 1),
    ]);
    for input in inputs {
        let closes = if input.rows.closes() { Paint::Plain } else { Paint::Alarm };
        grid.row(vec![
            Cell::plain(&place::file(&input.file, input.sheet.as_deref())),
            Cell::plain(input.kind.label().get(lang)),
            Cell::plain(&format(input)),
            Cell::new(&equation(&input.rows, lang), closes),
        ]);
    }
    grid.print(screen)?;
    for input in inputs.iter().filter(|input| !input.unrecognised.is_empty()) {
        print_unrecognised(input, screen)?;
    }
    Ok(())
}

fn format(input: &InputAccount) -> String {
    match &input.encoding {
        Some(encoding) => format!("{} / {encoding}", input.format),
        None => input.format.to_owned(),
    }
}

/// `physical = header + blank + totals + rejected + used`, with the figures.
pub(super) fn equation(rows: &RowAccount, lang: Lang) -> String {
    let sign = if rows.closes() { '=' } else { '≠' };
    let parts = [
        (&texts::HEADER, rows.header),
        (&texts::BLANK, rows.blank),
        (&texts::TOTAL_ROWS, rows.total),
        (&texts::REJECTED, rows.rejected),
        (&texts::USED, rows.used),
    ]
    .map(|(label, count)| format!("{}{GLUE}{}", label.get(lang), grouped(count)));
    format!("{} {sign} {}", grouped(rows.physical), parts.join(" + "))
}

fn print_unrecognised(input: &InputAccount, screen: &mut Screen<'_>) -> io::Result<()> {
    let names = &input.unrecognised;
    let shown = names.len().min(HEADERS_SHOWN);
    let line = texts::unrecognised(
        screen.lang,
        &place::file(&input.file, input.sheet.as_deref()),
        &shown.to_string(),
        &names.len().to_string(),
        &names[..shown].join(texts::list_comma(screen.lang)),
    );
    screen.item(&line, Paint::Plain)
}
