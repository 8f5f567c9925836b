//! How an input is read before its columns are looked at: format, encoding, delimiter, sheets, header.

use std::io;

use super::super::super::{inspection_texts as words, texts};
use super::super::measure::columns;
use super::super::screen::{Paint, Screen};
use crate::model::{Chosen, Inspection, Lang, SheetView, Text};

/// Prints a labelled line for all that is known.
pub(super) fn print(seen: &Inspection, screen: &mut Screen<'_>) -> io::Result<()> {
    let lang = screen.lang;
    let lines = lines(seen, lang);
    let widest = lines.iter().map(|(label, _)| columns(label.get(lang))).max().unwrap_or(0);
    for (label, text) in &lines {
        let label = label.get(lang);
        let lead = format!("  {label}{:slack$}", "", slack = widest - columns(label) + 2);
        screen.lines(&lead, text, Paint::Plain)?;
    }
    Ok(())
}

fn lines(seen: &Inspection, lang: Lang) -> Vec<(&'static Text, String)> {
    let format = match seen.compression {
        Some(compression) => words::packed(lang, seen.format, compression),
        None => seen.format.to_owned(),
    };
    let choice = |chosen: &Option<Chosen>| {
        chosen
            .as_ref()
            .map_or_else(String::new, |chosen| words::remark(lang, &chosen.name, chosen.why.get(lang)))
    };
    let ends = seen.header_rows.first().zip(seen.header_rows.last());
    let header = ends.map_or_else(String::new, |(first, last)| words::header_rows(lang, *first, *last));
    let lines = [
        (&words::FORMAT, format),
        (&words::ENCODING, choice(&seen.encoding)),
        (&words::DELIMITER, choice(&seen.delimiter)),
        (&words::SHEETS, sheets(&seen.sheets, lang)),
        (&words::HEADER_ROWS, header),
        (&words::DATE_ORDER, choice(&seen.date_order)),
    ];
    lines.into_iter().filter(|(_, text)| !text.is_empty()).collect()
}

/// `read: A; not read: B; hidden, not read: C`.
fn sheets(sheets: &[SheetView], lang: Lang) -> String {
    let groups = [
        (&words::SHEETS_READ, true, None),
        (&words::SHEETS_LEFT, false, Some(false)),
        (&words::SHEETS_HIDDEN, false, Some(true)),
    ];
    let named = groups.iter().filter_map(|(label, read, hidden)| {
        let belongs =
            |sheet: &&SheetView| sheet.read == *read && hidden.is_none_or(|hidden| sheet.hidden == hidden);
        let names: Vec<&str> = sheets.iter().filter(belongs).map(|sheet| sheet.name.as_str()).collect();
        (!names.is_empty()).then(|| format!("{} {}", label.get(lang), names.join(texts::list_comma(lang))))
    });
    named.collect::<Vec<_>>().join(texts::semicolon(lang))
}
