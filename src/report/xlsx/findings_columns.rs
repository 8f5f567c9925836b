//! The columns of findings: what stands in each, how it looks, how wide it gets.

use rust_xlsxwriter::{Format, FormatAlign, Worksheet, XlsxError};

use super::super::{document_texts, evidence, place, texts};
use super::Setting;
use super::cell::{cell_text, lines, number, serial, width};
use super::style::{COUNT as FIGURES, LINE, MOMENT};
use super::words;
use crate::model::{Finding, Moment, Text, figures};

/// Rows of findings are no higher than this, in points: the whole text is in the cell.
const TALLEST: f64 = 132.0;

/// How a column's cells are written.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Kind {
    /// Ids and names: text whatever they look like.
    Id,
    /// Words of the program, in the middle.
    Mark,
    /// Sentences.
    Prose,
    Moment,
    Figure,
    /// Empty, for people to fill in.
    ToFill,
    /// Empty, for a date.
    DateToFill,
}

struct Column {
    title: &'static Text,
    kind: Kind,
    narrowest: f64,
    widest: f64,
}

const fn column(title: &'static Text, kind: Kind, narrowest: f64, widest: f64) -> Column {
    Column { title, kind, narrowest, widest }
}

static COLUMNS: [Column; 20] = [
    column(&document_texts::INDEX, Kind::Id, 13.0, 15.0),
    column(&texts::CODE, Kind::Mark, 9.0, 9.0),
    column(&texts::SEVERITY, Kind::Mark, 7.0, 9.0),
    column(&words::STATE, Kind::Mark, 9.0, 14.0),
    column(&words::DATASET, Kind::Mark, 7.0, 12.0),
    column(&texts::ID, Kind::Id, 10.0, 22.0),
    column(&texts::BRANCH, Kind::Id, 9.0, 20.0),
    column(&texts::HANDLER, Kind::Id, 8.0, 14.0),
    column(&document_texts::TRIGGER, Kind::Moment, 19.0, 19.0),
    column(&texts::DUE, Kind::Moment, 19.0, 19.0),
    column(&texts::ACTUAL, Kind::Moment, 19.0, 19.0),
    column(&words::LATE_MINUTES, Kind::Figure, 10.0, 10.0),
    column(&texts::LATE_BY, Kind::Mark, 9.0, 14.0),
    column(&texts::MESSAGE, Kind::Prose, 22.0, 34.0),
    column(&words::EVIDENCE, Kind::Prose, 18.0, 30.0),
    column(&words::SOURCE_ROW, Kind::Id, 16.0, 24.0),
    column(&words::RESPONSIBLE, Kind::ToFill, 9.0, 11.0),
    column(&words::MEASURE, Kind::ToFill, 18.0, 18.0),
    column(&words::REMEDY_BY, Kind::DateToFill, 12.0, 12.0),
    column(&words::REMEDY_STATE, Kind::ToFill, 10.0, 14.0),
];

/// How many columns there are.
pub(super) const COUNT: u16 = 20;
/// The column of severities.
pub(super) const SEVERITY: u16 = 2;
/// The columns with numbers or ids that a spreadsheet would like to take for numbers.
pub(super) const TEXT: [u16; 5] = [0, 5, 6, 7, 15];
/// The column whose values are chosen from a list.
pub(super) const REMEDY_STATE: u16 = 19;

/// How wide the columns have to be for the cells seen so far.
pub(super) struct Widths([f64; COLUMNS.len()]);

impl Widths {
    pub(super) fn new(setting: &Setting) -> Self {
        // The filter's arrow takes room beside the title, which may stand on two lines.
        let titles = COLUMNS.each_ref().map(|column| {
            let title = column.title.get(setting.lang);
            (width(title) / 2.0 + 5.0).clamp(column.narrowest, column.widest)
        });
        Self(titles)
    }

    fn see(&mut self, column: usize, text: &str) {
        let (asked, known) = (width(text) + 2.5, self.0[column]);
        if asked > known {
            self.0[column] = asked.min(COLUMNS[column].widest.max(known));
        }
    }

    /// Gives the sheet these widths.
    pub(super) fn apply(&self, sheet: &mut Worksheet) -> Result<(), XlsxError> {
        for (column, &width) in (0..).zip(&self.0) {
            sheet.set_column_width(column, width)?;
        }
        Ok(())
    }
}

/// Gives each column the look of its cells; `wraps` breaks sentences over lines.
pub(super) fn format(sheet: &mut Worksheet, wraps: bool, setting: &Setting) -> Result<(), XlsxError> {
    for (at, column) in (0..).zip(&COLUMNS) {
        sheet.set_column_format(at, &look(column.kind, wraps, setting))?;
    }
    Ok(())
}

fn look(kind: Kind, wraps: bool, setting: &Setting) -> Format {
    // The frame is the column's, so that cells left empty have it too; only written rows are printed.
    let plain = setting.styles.unwrapped();
    let wrapped = |format: Format| if wraps { format.set_text_wrap() } else { format };
    match kind {
        Kind::Id => wrapped(plain.set_num_format("@").set_quote_prefix()),
        Kind::Mark => plain.set_align(FormatAlign::Center),
        Kind::Prose => wrapped(plain.set_quote_prefix()),
        Kind::Moment => plain.set_num_format(MOMENT).set_align(FormatAlign::Center),
        Kind::Figure => plain.set_num_format(FIGURES),
        Kind::ToFill => wrapped(plain),
        Kind::DateToFill => plain.set_num_format("yyyy-mm-dd"),
    }
}

/// Writes the heads of the columns.
pub(super) fn header(sheet: &mut Worksheet, row: u32, setting: &Setting) -> Result<(), XlsxError> {
    for (at, column) in (0..).zip(&COLUMNS) {
        let format = match column.kind {
            Kind::ToFill | Kind::DateToFill => setting.styles.header_to_fill(),
            _ => setting.styles.header(),
        };
        sheet.write_string_with_format(row, at, column.title.get(setting.lang), &format)?;
    }
    sheet.set_row_height(row, 34.0)?;
    Ok(())
}

/// A finding ready to be written.
pub(super) struct Row {
    cells: Vec<Shown>,
    /// In points, where its words need more than one line.
    height: Option<f64>,
    /// The bytes of all its text.
    pub(super) bytes: usize,
}

enum Shown {
    Words(String),
    Figure(f64),
    Nothing,
}

/// Puts the cells of a finding together; `wraps` works out how high they get.
pub(super) fn row(index: String, finding: &Finding, wraps: bool, setting: &Setting) -> Row {
    let lang = setting.lang;
    let own = |text: &Text| Shown::Words(text.get(lang).to_owned());
    let data = |text: &str| Shown::Words(cell_text(text, lang).into_owned());
    let optional = |text: &Option<String>| text.as_deref().map_or(Shown::Nothing, data);
    let figure = |figure: Option<f64>| figure.map_or(Shown::Nothing, Shown::Figure);
    let late = finding.late_by_minutes;
    let cells = vec![
        Shown::Words(index),
        Shown::Words(finding.code.as_str().to_owned()),
        own(&finding.severity.label()),
        finding.state.map_or(Shown::Nothing, |state| own(&state.label())),
        own(&finding.subject.label()),
        data(&finding.id),
        optional(&finding.branch),
        optional(&finding.handler),
        moment(finding.trigger_at),
        moment(finding.due_at),
        moment(finding.actual_at),
        figure(late.map(number)),
        late.map_or(Shown::Nothing, |late| Shown::Words(figures::whole_span(late, lang))),
        data(finding.message.get(lang)),
        data(&evidence::line(&finding.evidence, usize::MAX, setting.lang)),
        data(&place::finding(finding)),
    ];
    let words = || cells.iter().enumerate().filter_map(|(column, cell)| Some((column, cell.words()?)));
    let bytes = words().map(|(_, words)| words.len()).sum();
    // A column that is narrower than it may be has no cell that needs a second line.
    let tallest = || words().map(|(column, words)| lines(words, COLUMNS[column].widest)).fold(1.0, f64::max);
    let height = wraps.then(tallest).filter(|lines| *lines > 1.0).map(|lines| (lines * LINE).min(TALLEST));
    Row { cells, height, bytes }
}

impl Row {
    /// The index number.
    pub(super) fn index(&self) -> &str {
        self.cells.first().and_then(Shown::words).unwrap_or_default()
    }
}

impl Shown {
    fn words(&self) -> Option<&str> {
        match self {
            Self::Words(words) => Some(words),
            Self::Figure(_) | Self::Nothing => None,
        }
    }
}

fn moment(at: Option<Moment>) -> Shown {
    match at.map(|at| serial(at).ok_or(at)) {
        Some(Ok(serial)) => Shown::Figure(serial),
        Some(Err(at)) => Shown::Words(at.display()),
        None => Shown::Nothing,
    }
}

/// Writes a finding; `widths` learns from it if given.
pub(super) fn write(
    sheet: &mut Worksheet,
    at: u32,
    row: Row,
    mut widths: Option<&mut Widths>,
) -> Result<(), XlsxError> {
    for (column, cell) in (0u16..).zip(row.cells) {
        match cell {
            Shown::Words(words) => {
                if let Some(widths) = &mut widths {
                    widths.see(usize::from(column), &words);
                }
                sheet.write_string(at, column, words)?;
            }
            Shown::Figure(figure) => {
                sheet.write_number(at, column, figure)?;
            }
            Shown::Nothing => {}
        }
    }
    if let Some(height) = row.height {
        sheet.set_row_height(at, height)?;
    }
    Ok(())
}
