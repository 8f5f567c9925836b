//! A sheet that is read from top to bottom: headings, paragraphs, labelled values, tables, charts.
//!
//! Owns the cursor, row heights and print setup. Refuses to know what is told. Widths are fixed before
//! the first row, because heights follow from them.

use rust_xlsxwriter::{Chart, Format, FormatBorder, Url, Worksheet, XlsxError};

use super::Setting;
use super::cell::{cell_text, lines, number, serial};
use super::style::{COLUMN_PIXELS, LINE, LINE_PIXELS};
use super::words;
use crate::model::{Moment, Text};

/// The paper size A4.
const A4: u8 = 9;
/// The highest row a spreadsheet allows, in points.
const TALLEST: f64 = 409.0;

/// What a cell shows.
pub(super) enum Shown {
    Words(String),
    Figure(f64),
    /// A place in this workbook, and the words that lead there.
    Link {
        to: String,
        words: String,
    },
    Empty,
}

/// A cell and how it looks.
pub(super) struct Cell {
    pub(super) shown: Shown,
    pub(super) format: Format,
}

impl Cell {
    pub(super) fn words(text: impl Into<String>, format: Format) -> Self {
        Self { shown: Shown::Words(text.into()), format }
    }

    pub(super) fn figure(figure: f64, format: Format) -> Self {
        Self { shown: Shown::Figure(figure), format }
    }

    pub(super) fn count(count: u64, format: Format) -> Self {
        Self::figure(number(count), format)
    }

    pub(super) fn empty(format: Format) -> Self {
        Self { shown: Shown::Empty, format }
    }

    /// A moment as a date, or in words where a spreadsheet has no date for it.
    pub(super) fn moment(at: Option<Moment>, setting: &Setting) -> Self {
        let styles = &setting.styles;
        match at {
            None => Self::empty(styles.words()),
            Some(at) => match serial(at) {
                Some(serial) => Self::figure(serial, styles.moment()),
                None => Self::words(at.display(), styles.right()),
            },
        }
    }
}

/// A sheet and the row that comes next.
pub(super) struct Page<'a> {
    pub(super) sheet: Worksheet,
    pub(super) row: u32,
    pub(super) setting: &'a Setting,
    widths: Vec<f64>,
}

impl<'a> Page<'a> {
    /// An empty page with columns of these character widths.
    pub(super) fn new(name: &Text, widths: &[f64], setting: &'a Setting) -> Result<Self, XlsxError> {
        let mut sheet = Worksheet::new();
        set_up(&mut sheet, setting)?;
        sheet.set_name(name.get(setting.lang))?;
        sheet.set_screen_gridlines(false);
        for (column, &width) in (0..).zip(widths) {
            sheet.set_column_width(column, width)?;
        }
        Ok(Self { sheet, row: 0, setting, widths: widths.to_vec() })
    }

    /// The wording in this workbook's language.
    pub(super) fn say<'t>(&self, text: &'t Text) -> &'t str {
        text.get(self.setting.lang)
    }

    fn last_column(&self) -> u16 {
        u16::try_from(self.widths.len().saturating_sub(1)).unwrap_or(u16::MAX)
    }

    fn width_of(&self, first: u16, last: u16) -> f64 {
        self.widths.iter().take(usize::from(last) + 1).skip(usize::from(first)).sum()
    }

    /// The pixels of all columns together.
    pub(super) fn pixels(&self) -> u32 {
        #[expect(
            clippy::cast_possible_truncation,
            clippy::cast_sign_loss,
            reason = "widths are a few hundred"
        )]
        self.widths.iter().map(|width| (width * 7.0) as u32 + 5).sum()
    }

    pub(super) fn gap(&mut self) {
        self.row += 1;
    }

    /// Words over the whole width, as high as they need.
    pub(super) fn across(&mut self, text: &str, format: &Format, line: f64) -> Result<(), XlsxError> {
        let height = lines(text, self.width_of(0, self.last_column())) * line;
        self.sheet.set_row_height(self.row, height.min(TALLEST))?;
        self.span(0, self.last_column(), text, format)?;
        self.row += 1;
        Ok(())
    }

    /// Words over several columns of the present row.
    pub(super) fn span(
        &mut self,
        first: u16,
        last: u16,
        text: &str,
        format: &Format,
    ) -> Result<(), XlsxError> {
        let text = cell_text(text, self.setting.lang);
        if first == last {
            self.sheet.write_string_with_format(self.row, first, text, format)?;
        } else {
            self.sheet.merge_range(self.row, first, self.row, last, &text, format)?;
        }
        Ok(())
    }

    /// The sheet's own title, with a way back to the summary.
    pub(super) fn title(&mut self, text: &str) -> Result<(), XlsxError> {
        self.across(text, &self.setting.styles.title(), 27.0)?;
        let back = Url::new(link(self.say(&words::SHEET_SUMMARY), 0)).set_text(self.say(&words::BACK));
        self.sheet.write_url_with_format(self.row, 0, back, &self.setting.styles.loose_link())?;
        self.row += 2;
        Ok(())
    }

    pub(super) fn chapter(&mut self, text: &str) -> Result<(), XlsxError> {
        self.across(text, &self.setting.styles.chapter(), 21.0)
    }

    pub(super) fn heading(&mut self, text: &str) -> Result<(), XlsxError> {
        self.across(text, &self.setting.styles.heading(), 18.0)
    }

    pub(super) fn paragraph(&mut self, text: &str) -> Result<(), XlsxError> {
        self.across(text, &self.setting.styles.paragraph(), LINE)
    }

    pub(super) fn note(&mut self, text: &str) -> Result<(), XlsxError> {
        self.across(text, &self.setting.styles.note(), 15.0)
    }

    pub(super) fn alarm(&mut self, text: &str) -> Result<(), XlsxError> {
        self.across(text, &self.setting.styles.alarm(), LINE)
    }

    /// A label over the first `wide` columns and its value over the rest.
    pub(super) fn pair(&mut self, label: &str, value: &str, wide: u16) -> Result<(), XlsxError> {
        let last = self.last_column();
        let styles = &self.setting.styles;
        let height = lines(value, self.width_of(wide, last)).max(lines(label, self.width_of(0, wide - 1)));
        self.sheet.set_row_height(self.row, (height * LINE).min(TALLEST))?;
        self.span(0, wide - 1, label, &styles.label())?;
        self.span(wide, last, value, &styles.value())?;
        self.row += 1;
        Ok(())
    }

    /// Keeps text that runs out of its cell from making the print small.
    pub(super) fn prints_its_columns(&mut self) -> Result<(), XlsxError> {
        self.sheet.set_print_area(0, 0, self.row, self.last_column())?;
        Ok(())
    }

    /// A label and a value for programs, on one line however long it is.
    pub(super) fn line(&mut self, label: &str, value: &str) -> Result<(), XlsxError> {
        let styles = &self.setting.styles;
        self.span(0, 0, label, &styles.label())?;
        self.span(1, self.last_column(), value, &styles.data())?;
        self.sheet.set_row_height(self.row, LINE)?;
        self.row += 1;
        Ok(())
    }

    /// The heads of columns, from the first column on.
    pub(super) fn header(&mut self, titles: &[String]) -> Result<(), XlsxError> {
        let format = self.setting.styles.header();
        self.cells(titles.iter().map(|title| Cell::words(title.as_str(), format.clone())).collect())
    }

    /// A row of cells, from the first column on, as high as its words need.
    pub(super) fn cells(&mut self, cells: Vec<Cell>) -> Result<(), XlsxError> {
        let mut tallest: f64 = 1.0;
        for (column, cell) in (0u16..).zip(cells) {
            tallest = tallest.max(self.cell(column, cell)?);
        }
        if tallest > 1.0 {
            self.sheet.set_row_height(self.row, (tallest * LINE).min(TALLEST))?;
        }
        self.row += 1;
        Ok(())
    }

    /// Writes a cell of the present row; returns the lines it takes.
    fn cell(&mut self, column: u16, cell: Cell) -> Result<f64, XlsxError> {
        let (sheet, row) = (&mut self.sheet, self.row);
        match cell.shown {
            Shown::Words(text) => {
                let text = cell_text(&text, self.setting.lang);
                let taken = lines(&text, self.widths.get(usize::from(column)).copied().unwrap_or(9.0));
                sheet.write_string_with_format(row, column, text, &cell.format)?;
                return Ok(taken);
            }
            Shown::Figure(figure) => sheet.write_number_with_format(row, column, figure, &cell.format)?,
            Shown::Link { to, words } => {
                sheet.write_url_with_format(row, column, Url::new(to).set_text(words), &cell.format)?
            }
            Shown::Empty => sheet.write_blank(row, column, &cell.format)?,
        };
        Ok(1.0)
    }

    /// A chart over the page, `place` of `of` side by side; returns the rows it takes.
    pub(super) fn chart(&mut self, chart: &mut Chart, place: u32, of: u32) -> Result<u32, XlsxError> {
        const HEIGHT: u32 = 14 * LINE_PIXELS;
        let width = self.pixels() / of - 6;
        chart.set_width(width).set_height(HEIGHT - 6);
        self.sheet.insert_chart_with_offset(self.row, 0, chart, place * (width + 6), 5)?;
        Ok(HEIGHT / LINE_PIXELS)
    }

    /// A frame over the whole width and several rows, for handwriting.
    pub(super) fn frame(&mut self, first: u16, rows: u32) -> Result<(), XlsxError> {
        let format = self.setting.styles.words().set_border(FormatBorder::Thin);
        self.sheet.merge_range(self.row, first, self.row + rows - 1, self.last_column(), "", &format)?;
        self.row += rows;
        Ok(())
    }
}

/// The address of a row of a sheet, for a link.
pub(super) fn link(sheet: &str, row: u32) -> String {
    format!("internal:'{}'!A{}", sheet.replace('\'', "''"), row + 1)
}

/// The font of empty cells; landscape A4, as wide as a page, with page numbers. Comes before anything else.
pub(super) fn set_up(sheet: &mut Worksheet, setting: &Setting) -> Result<(), XlsxError> {
    sheet.set_default_format(&setting.styles.plain(), LINE_PIXELS, COLUMN_PIXELS)?;
    sheet.set_paper_size(A4).set_landscape().set_print_fit_to_pages(1, 0);
    sheet.set_margins(0.4, 0.4, 0.6, 0.6, 0.3, 0.3);
    sheet.set_header(format!("&L&8{}&R&8&A", words::WORKING_PAPER.get(setting.lang)));
    sheet.set_footer(format!("&L&8{}&R&8{}", setting.foot, words::PAGE.get(setting.lang)));
    Ok(())
}
