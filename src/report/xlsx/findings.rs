//! The findings, a sheet for each family of rules, continued on further sheets where one is full.
//!
//! Findings are taken from their source one at a time and leave for a temporary file row by row.
//! Index numbers follow the source's order within a rule, which is the same on each run.

use std::sync::mpsc::{SyncSender, sync_channel};

use rust_xlsxwriter::{
    ConditionalFormatCell, ConditionalFormatCellRule, DataValidation, Format, Url, Workbook, Worksheet,
    XlsxError,
};

use super::super::index_number::index_number;
use super::page::{link, set_up};
use super::style::{LINE, severity_colours};
use super::{Limits, Setting, findings_columns as columns, words};
use crate::model::{AuditReport, Code, RuleOutcome, Severity};

/// Rows above the findings: title, way back, heads of the columns.
const HEAD: u32 = 3;
/// Rows that teach the columns their widths.
const SAMPLE: u32 = 500;
/// Beyond so many findings of a family, sentences stay on one line: the sheet is for filtering, not for
/// reading, and programs take minutes to work out heights of rows.
const WRAPS_UP_TO: u64 = 20_000;

/// A rule's findings: where the first of them stands.
pub(super) struct Start {
    pub(super) code: Code,
    pub(super) sheet: String,
    pub(super) row: u32,
}

/// A sheet of findings as it stands in the summary.
pub(super) struct Part {
    pub(super) family: String,
    pub(super) name: String,
    pub(super) first: String,
    pub(super) last: String,
    pub(super) count: u64,
}

/// All sheets of findings.
#[derive(Default)]
pub(super) struct Written {
    pub(super) sheets: Vec<Worksheet>,
    pub(super) starts: Vec<Start>,
    pub(super) parts: Vec<Part>,
}

impl Written {
    /// How many findings were written.
    pub(super) fn count(&self) -> u64 {
        self.parts.iter().map(|part| part.count).sum()
    }

    /// Where a rule's findings begin.
    pub(super) fn start_of(&self, code: Code) -> Option<&Start> {
        self.starts.iter().find(|start| start.code == code)
    }
}

/// Writes the findings of all rules, in the order of codes.
pub(super) fn write(
    audit: &AuditReport,
    workbook: &mut Workbook,
    limits: Limits,
    setting: &Setting,
) -> Result<Written, XlsxError> {
    let mut rules: Vec<&RuleOutcome> = audit.rules.iter().collect();
    rules.sort_by_key(|rule| rule.doc.code);
    let mut written = Written::default();
    for family in rules.chunk_by(|one, next| prefix(one.doc.code) == prefix(next.doc.code)) {
        write_family(audit, family, workbook, limits, setting, &mut written)?;
    }
    Ok(written)
}

/// The letters of a code.
fn prefix(code: Code) -> String {
    code.as_str().chars().take(3).collect()
}

/// One thread puts rows together while this one writes them. Only one may write: the library numbers the formats of
/// all sheets in the order in which they are first used, and two writers would make that order a matter of chance.
fn write_family(
    audit: &AuditReport,
    rules: &[&RuleOutcome],
    workbook: &mut Workbook,
    limits: Limits,
    setting: &Setting,
    written: &mut Written,
) -> Result<(), XlsxError> {
    let wraps = rules.iter().map(|rule| rule.findings).sum::<u64>() <= WRAPS_UP_TO;
    let ready = |sender: SyncSender<Batch>| prepare(audit, rules, wraps, setting, &sender);
    std::thread::scope(|scope| {
        let (sender, receiver) = sync_channel(BATCHES);
        scope.spawn(move || ready(sender));
        let mut sheets = Sheets { workbook, limits, wraps, setting, written, open: None, parts: 0 };
        for (code, row) in receiver.into_iter().flatten() {
            sheets.add(code, row)?;
        }
        sheets.close()
    })
}

/// Findings that are ready, with their rules.
type Batch = Vec<(Code, columns::Row)>;
/// Findings that pass from one thread to the other at once, and how many such batches may wait.
const BATCH: usize = 512;
const BATCHES: usize = 4;

/// Takes findings from their source and puts their cells together, while others are being written.
fn prepare(
    audit: &AuditReport,
    rules: &[&RuleOutcome],
    wraps: bool,
    setting: &Setting,
    sender: &SyncSender<Batch>,
) {
    let mut batch = Vec::with_capacity(BATCH);
    for rule in rules {
        let code = rule.doc.code;
        for (number, finding) in (1u64..).zip(audit.findings.of_rule(code)) {
            batch.push((code, columns::row(index_number(code, number), &finding, wraps, setting)));
            // Nobody takes any more when writing has failed.
            if batch.len() == BATCH && sender.send(std::mem::take(&mut batch)).is_err() {
                return;
            }
        }
    }
    let _ = sender.send(batch);
}

/// The sheets of a family, of which one is open.
struct Sheets<'a> {
    workbook: &'a mut Workbook,
    limits: Limits,
    wraps: bool,
    setting: &'a Setting,
    written: &'a mut Written,
    open: Option<Sheet<'a>>,
    parts: usize,
}

impl Sheets<'_> {
    fn add(&mut self, code: Code, row: columns::Row) -> Result<(), XlsxError> {
        if self.open.as_ref().is_some_and(|sheet| sheet.is_full(self.limits)) {
            self.close()?;
        }
        let sheet = match &mut self.open {
            Some(sheet) => sheet,
            None => {
                self.parts += 1;
                let name = prefix(code);
                self.open.insert(Sheet::new(self.workbook, &name, self.parts, self.wraps, self.setting)?)
            }
        };
        if self.written.starts.last().is_none_or(|start| start.code != code) {
            self.written.starts.push(Start { code, sheet: sheet.part.name.clone(), row: sheet.row });
        }
        sheet.add(row)
    }

    fn close(&mut self) -> Result<(), XlsxError> {
        if let Some(sheet) = self.open.take() {
            let (sheet, part) = sheet.finished()?;
            self.written.sheets.push(sheet);
            self.written.parts.push(part);
        }
        Ok(())
    }
}

/// A sheet that takes findings.
struct Sheet<'a> {
    sheet: Worksheet,
    setting: &'a Setting,
    part: Part,
    widths: columns::Widths,
    row: u32,
    bytes: usize,
}

impl<'a> Sheet<'a> {
    fn new(
        workbook: &mut Workbook,
        prefix: &str,
        number: usize,
        wraps: bool,
        setting: &'a Setting,
    ) -> Result<Self, XlsxError> {
        let mut sheet = workbook.new_worksheet_with_constant_memory()?;
        let name = if number == 1 { prefix.to_owned() } else { format!("{prefix} ({number})") };
        set_up(&mut sheet, setting)?;
        sheet.set_name(&name)?;
        sheet.set_repeat_rows(HEAD - 1, HEAD - 1)?.set_freeze_panes(HEAD, 1)?;
        columns::format(&mut sheet, wraps, setting)?;
        let title = words::findings_title(setting.lang, prefix, number);
        sheet.merge_range(0, 0, 0, columns::COUNT - 1, &title, &setting.styles.title())?;
        sheet.set_row_height(0, 27.0)?;
        sheet.merge_range(1, 0, 1, columns::COUNT - 1, "", &setting.styles.loose_link())?;
        let back =
            Url::new(link(words::SHEET_SUMMARY.get(setting.lang), 0)).set_text(words::BACK.get(setting.lang));
        sheet.write_url_with_format(1, 0, back, &setting.styles.loose_link())?;
        sheet.set_row_height(1, LINE)?;
        columns::header(&mut sheet, HEAD - 1, setting)?;
        let part =
            Part { family: prefix.to_owned(), name, first: String::new(), last: String::new(), count: 0 };
        Ok(Self { sheet, setting, part, widths: columns::Widths::new(setting), row: HEAD, bytes: 0 })
    }

    fn is_full(&self, limits: Limits) -> bool {
        self.row >= limits.rows || self.bytes >= limits.bytes
    }

    fn add(&mut self, row: columns::Row) -> Result<(), XlsxError> {
        if self.part.count == 0 {
            self.part.first = row.index().to_owned();
        }
        row.index().clone_into(&mut self.part.last);
        self.bytes += row.bytes;
        let learns = (self.row < HEAD + SAMPLE).then_some(&mut self.widths);
        columns::write(&mut self.sheet, self.row, row, learns)?;
        self.part.count += 1;
        self.row += 1;
        Ok(())
    }

    /// The sheet with what can only be said when its last row is known.
    fn finished(mut self) -> Result<(Worksheet, Part), XlsxError> {
        let last = self.row.max(HEAD + 1) - 1;
        let sheet = &mut self.sheet;
        self.widths.apply(sheet)?;
        sheet.autofilter(HEAD - 1, 0, last, columns::COUNT - 1)?;
        sheet.set_print_area(0, 0, last, columns::COUNT - 1)?;
        for column in columns::TEXT {
            let numbers = rust_xlsxwriter::IgnoreError::NumberStoredAsText;
            sheet.ignore_error_range(HEAD, column, last, column, numbers)?;
        }
        colour_severities(sheet, last, self.setting)?;
        offer_states(sheet, last, self.setting)?;
        Ok((self.sheet, self.part))
    }
}

/// Colours by value cost nothing a row, and stay right when rows are sorted.
fn colour_severities(sheet: &mut Worksheet, last: u32, setting: &Setting) -> Result<(), XlsxError> {
    for severity in Severity::GRAVEST_FIRST {
        let (fill, ink) = severity_colours(severity);
        let label = severity.label();
        let rule = ConditionalFormatCell::new()
            .set_rule(ConditionalFormatCellRule::EqualTo(label.get(setting.lang)))
            .set_format(Format::new().set_background_color(fill).set_font_color(ink).set_bold());
        sheet.add_conditional_format(HEAD, columns::SEVERITY, last, columns::SEVERITY, &rule)?;
    }
    Ok(())
}

/// The states of follow-up that may be chosen.
fn offer_states(sheet: &mut Worksheet, last: u32, setting: &Setting) -> Result<(), XlsxError> {
    let states = [&words::NOT_STARTED, &words::IN_HAND, &words::DONE, &words::NOT_APPLICABLE];
    let list = DataValidation::new()
        .allow_list_strings(&states.map(|state| state.get(setting.lang)))?
        .set_error_message(words::CHOOSE.get(setting.lang))?;
    sheet.add_data_validation(HEAD, columns::REMEDY_STATE, last, columns::REMEDY_STATE, &list)?;
    let done = ConditionalFormatCell::new()
        .set_rule(ConditionalFormatCellRule::EqualTo(words::DONE.get(setting.lang)))
        .set_format(Format::new().set_background_color(0xC6EFCE).set_font_color(0x006100));
    sheet.add_conditional_format(HEAD, columns::REMEDY_STATE, last, columns::REMEDY_STATE, &done)?;
    Ok(())
}
