//! The report as a workbook: a summary to sign, analyses, and every finding with room for follow-up.
//!
//! Owns the order of sheets and what a file of this format can hold. Refuses formulas, macros and links
//! that lead out of the workbook; numbers were decided by the audit.

mod cell;
mod chapters;
mod chart;
mod chart_data;
mod findings;
mod findings_columns;
mod manifest;
mod page;
mod proof;
mod reconciliation;
mod rules;
mod rules_table;
mod style;
mod summary;
mod table;
#[cfg(test)]
mod tests;
mod words;

use std::io::{Seek, Write};

use rust_xlsxwriter::{DocProperties, Workbook, Worksheet};

use super::{ReportError, View};
use crate::model::{Document, Lang};
use style::Styles;

/// What a sheet can hold.
#[derive(Clone, Copy, Debug)]
struct Limits {
    /// Rows of a sheet.
    rows: u32,
    /// Bytes of text on a sheet of findings: its part of the file must stay below 4 GiB uncompressed, also
    /// where every character is escaped.
    bytes: usize,
}

impl Limits {
    /// Those of the file format.
    const FORMAT: Self = Self { rows: 1_048_576, bytes: 512 * 1024 * 1024 };
}

/// What all sheets share.
struct Setting {
    lang: Lang,
    styles: Styles,
    /// What stands at the foot of each page.
    foot: String,
}

/// Writes a report as an xlsx workbook; the same report gives the same bytes.
///
/// Findings pass through temporary files, so that millions need no memory of their own: about 1.5 GB on
/// disk for a million, beside the workbook itself.
///
/// # Errors
/// [`ReportError`] when `out` or a temporary file refuses to be written to.
pub fn write_xlsx(document: &Document, view: &View, out: &mut dyn Write) -> Result<(), ReportError> {
    write_within(document, view, Limits::FORMAT, out)
}

fn write_within(
    document: &Document,
    view: &View,
    limits: Limits,
    out: &mut dyn Write,
) -> Result<(), ReportError> {
    let mut workbook = assembled(document, view.lang, limits)?;
    // The destination may not be sent to another thread, which the packager asks for.
    let mut packed = tempfile::tempfile()?;
    workbook.save_to_writer(std::io::BufWriter::new(&packed))?;
    packed.rewind()?;
    std::io::copy(&mut packed, out)?;
    Ok(out.flush()?)
}

fn assembled(document: &Document, lang: Lang, limits: Limits) -> Result<Workbook, ReportError> {
    let as_of = document.audit.as_of.at;
    let day = as_of.date().map_or_else(|| as_of.display(), |day| day.to_string());
    let setting = Setting {
        lang,
        styles: Styles::new(lang),
        foot: words::foot(lang, &day, &document.manifest.tool_version),
    };
    let mut workbook = Workbook::new();
    workbook.set_default_format(&setting.styles.plain(), style::LINE_PIXELS, style::COLUMN_PIXELS)?;
    // The least effort makes files a little larger and the writing of large ones twice as fast.
    workbook.set_zip_compression_level(1);
    workbook.set_properties(&properties(document, lang));

    let written = findings::write(&document.audit, &mut workbook, limits, &setting)?;
    let (data, charts) = chart_data::data_sheet(document, &setting)?;
    let context = chapters::Context { charts: &charts, findings: &written, rules: &document.audit.rules };
    let mut sheets: Vec<Worksheet> = vec![summary::write(document, &context, &setting)?.sheet];
    sheets.extend(chapters::sheets(document, &context, &setting)?.into_iter().map(|page| page.sheet));
    let last = [
        reconciliation::write(document, &context, limits, &setting)?.sheet,
        rules::write(document, &context, &setting)?.sheet,
        manifest::write(document, &context, &setting)?.sheet,
    ];
    sheets.extend(written.sheets);
    sheets.extend(last);
    sheets.extend((!charts.is_empty()).then_some(data.sheet));
    sheets.into_iter().for_each(|sheet| workbook.push_worksheet(sheet));
    Ok(workbook)
}

/// What the file says of itself; the date is the audit's, so that bytes are the same on each run.
fn properties(document: &Document, lang: Lang) -> DocProperties {
    let properties = DocProperties::new()
        .set_title(cell::cell_text(document.title.get(lang), lang))
        .set_subject(words::WORKING_PAPER.get(lang))
        .set_author(format!("hearback {}", document.manifest.tool_version))
        .set_company(
            document.subtitle.as_ref().map(|unit| cell::cell_text(unit.get(lang), lang)).unwrap_or_default(),
        )
        .set_comment(format!("verdicts sha256 {}", document.manifest.verdicts_sha256));
    match document.audit.as_of.at.naive() {
        Some(as_of) => properties.set_creation_datetime(&as_of),
        None => properties.set_creation_datetime(&chrono::NaiveDateTime::default()),
    }
}
