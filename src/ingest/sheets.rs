//! Which sheets of a workbook are read.
//!
//! Sheets named by the user are, hidden ones too. Else a workbook's only visible sheet, or of several those
//! whose header is that of an export, if there is one for each export; two of one kind may be two months
//! or one month twice, so the user is asked.

use std::sync::Arc;

use super::columns::Naming;
use super::error::Problem;
use super::head::{Head, SAMPLE_ROWS};
use super::layout::SampleRow;
use super::open::{Body, OpenInput, OpenRows};
use super::row_source::RowSource;
use super::text::RowBuffer;
use super::workbook::{Limits, SheetInfo, Workbook};
use super::{InputFile, LoadOptions};
use crate::model::SheetView;

/// Opens a workbook and reads the headers of the sheets that are meant.
pub(super) fn open_sheets(
    file: &InputFile,
    bytes: Arc<[u8]>,
    sha256: Option<String>,
    options: &LoadOptions<'_>,
) -> Result<Vec<OpenInput>, Problem> {
    let mut workbook = Workbook::open(Arc::clone(&bytes), Limits::default())?;
    let sheets: Vec<SheetInfo> = workbook.sheets().to_vec();
    let named = file.sheets();
    let mut chosen = Vec::new();
    for sheet in candidates(&sheets, &named)? {
        chosen.push((sheet, head_of(&mut workbook, &sheets[sheet].name, options)));
    }
    if named.is_empty() && chosen.len() > 1 {
        chosen = by_header(file, &sheets, chosen, &options.namings())?;
    }
    let read: Vec<usize> = chosen.iter().map(|&(sheet, _)| sheet).collect();
    let views: Vec<SheetView> = (0..sheets.len())
        .map(|sheet| SheetView {
            name: sheets[sheet].name.clone(),
            read: read.contains(&sheet),
            hidden: sheets[sheet].hidden,
        })
        .collect();
    let (format, epoch_1904) = (workbook.kind().name(), workbook.epoch_1904());
    let mut workbook = Some(workbook);
    let mut inputs = Vec::new();
    for (sheet, head) in chosen {
        let name = sheets[sheet].name.clone();
        // The first sheet takes the workbook over; the others, read at the same time, open their own.
        let source = OpenSheet { workbook: workbook.take(), bytes: Arc::clone(&bytes), name: name.clone() };
        let body = Body::Rows(OpenRows { source: Box::new(source), sha256: sha256.clone(), epoch_1904 });
        let mut input = OpenInput::new(file, format, head?, body, &options.namings());
        input.sheet = Some(name);
        input.sheets = views.clone();
        inputs.push(input);
    }
    Ok(inputs)
}

/// The sheets the user named, else the visible ones. Names that are not there are passed over as long as
/// one is: the same list may serve several workbooks.
fn candidates(sheets: &[SheetInfo], named: &[String]) -> Result<Vec<usize>, Problem> {
    let visible: Vec<usize> = (0..sheets.len()).filter(|&sheet| !sheets[sheet].hidden).collect();
    let names = || visible.iter().map(|&sheet| sheets[sheet].name.clone()).collect();
    if named.is_empty() {
        return match visible.len() {
            0 => Err(Problem::NoSheetFits { sheets: Vec::new() }),
            _ => Ok(visible),
        };
    }
    let mut found = Vec::new();
    for name in named {
        match sheets.iter().position(|sheet| sheet.name == *name) {
            Some(sheet) => found.push(sheet),
            // A pattern is no name: it never reaches a hidden sheet.
            None => found.extend(visible.iter().copied().filter(|&sheet| {
                glob::Pattern::new(name).is_ok_and(|pattern| pattern.matches(&sheets[sheet].name))
            })),
        }
    }
    found.sort_unstable();
    found.dedup();
    if found.is_empty() {
        return Err(Problem::Sheet { asked: Some(named.join(", ")), sheets: names() });
    }
    Ok(found)
}

type SheetHead = (usize, Result<Head, Problem>);

/// The sheets that are exports by their headers, one of each kind.
fn by_header(
    file: &InputFile,
    sheets: &[SheetInfo],
    heads: Vec<SheetHead>,
    names: &[Naming],
) -> Result<Vec<SheetHead>, Problem> {
    let mut known = Vec::new();
    for (sheet, head) in heads {
        let Ok(head) = head else { continue };
        let Ok(kind) = super::columns::decide_subject(&head.header.cells, &head.looks, names) else {
            continue;
        };
        if file.subject.is_none_or(|wanted| wanted == kind) {
            known.push((kind, (sheet, Ok(head))));
        }
    }
    let names = |of: &[&(_, SheetHead)]| -> Vec<String> {
        of.iter().map(|(_, (sheet, _))| sheets[*sheet].name.clone()).collect()
    };
    if known.is_empty() {
        let visible = sheets.iter().filter(|sheet| !sheet.hidden).map(|sheet| sheet.name.clone());
        return Err(Problem::NoSheetFits { sheets: visible.collect() });
    }
    for (kind, _) in &known {
        let alike: Vec<_> = known.iter().filter(|(other, _)| other == kind).collect();
        if alike.len() > 1 {
            return Err(Problem::Sheet { asked: None, sheets: names(&alike) });
        }
    }
    Ok(known.into_iter().map(|(_, head)| head).collect())
}

fn head_of(workbook: &mut Workbook, sheet: &str, options: &LoadOptions<'_>) -> Result<Head, Problem> {
    let mut rows = Vec::new();
    workbook.for_each_row(sheet, |row, number| {
        rows.push(SampleRow::new(&row.record(), number, number + 1));
        rows.len() < SAMPLE_ROWS
    })?;
    Head::new(rows, &options.namings(), options.unmask)
}

/// A sheet that is read when its turn comes.
struct OpenSheet {
    workbook: Option<Workbook>,
    bytes: Arc<[u8]>,
    name: String,
}

impl RowSource for OpenSheet {
    fn for_each_row(&mut self, each: &mut dyn FnMut(&RowBuffer, u32) -> bool) -> Result<(), Problem> {
        let workbook = match &mut self.workbook {
            Some(workbook) => workbook,
            none => none.insert(Workbook::open(Arc::clone(&self.bytes), Limits::default())?),
        };
        workbook.for_each_row(&self.name, each)
    }
}
