//! Opened inputs into tables: each with its plan, sheets ahead on threads of their own, texts one after the
//! other on all threads.

use std::sync::{Condvar, Mutex, PoisonError};
use std::thread;

use super::columns::ColumnPlan;
use super::date_order;
use super::error::Problem;
use super::head::Head;
use super::open::{Body, OpenInput, OpenRows};
use super::open_text::OpenText;
use super::pipeline::parse_text;
use super::raw_bytes::RawBytes;
use super::row_plan::{CellRules, RowPlan};
use super::row_source::{Batches, read_rows};
use super::table_builder::{ClosedSource, TableBuilder};
use super::tally::Tally;
use super::values::{DateOrder, TimeReading, read_time};
use super::{InputFile, LoadOptions};
use crate::dataset::{Field, IdPool, Interner};
use crate::model::{Chosen, SetAside, SheetView, Subject, Text};

/// An input whose rows can be read.
pub(super) struct Planned {
    pub(super) about: About,
    plan: RowPlan,
    head: Head,
    body: Body,
    /// The file's bytes.
    pub(super) raw: Option<RawBytes>,
}

/// What is known of an input before its rows are read.
#[derive(Clone, Debug)]
pub(super) struct About {
    pub(super) file: InputFile,
    pub(super) subject: Subject,
    pub(super) decided_by: Text,
    pub(super) format: &'static str,
    pub(super) compression: Option<&'static str>,
    pub(super) encoding: Option<Chosen>,
    pub(super) delimiter: Option<Chosen>,
    pub(super) sheet: Option<String>,
    pub(super) sheets: Vec<SheetView>,
    pub(super) header_rows: Vec<u32>,
}

impl About {
    fn date_order(&self) -> Option<DateOrder> {
        self.file.directions(self.subject).date_order
    }
}

/// An input whose rows were read into a table.
pub(super) struct ReadInput {
    pub(super) about: About,
    pub(super) plan: RowPlan,
    pub(super) head: Head,
    pub(super) closed: ClosedSource,
    pub(super) sha256: Option<String>,
}

impl ReadInput {
    /// The rows that are no records and no faults, in file order.
    pub(super) fn set_aside(&self) -> Vec<SetAside> {
        self.head.set_aside.iter().chain(&self.closed.set_aside).cloned().collect()
    }
}

impl Planned {
    /// Plans the columns of an opened input.
    ///
    /// # Errors
    /// Why its kind cannot be told, or which columns are missing or ambiguous.
    pub(super) fn new(
        input: OpenInput,
        options: &LoadOptions<'_>,
        count_cells: bool,
    ) -> Result<Self, Problem> {
        let (encoding, delimiter) = (input.encoding(), input.delimiter());
        let OpenInput { file, format, compression, sheet, sheets, head, kind, body, raw } = input;
        let (subject, decided_by) = kind?;
        let headers = head.header.cells.clone();
        let wanted = |subject: Subject, field: Field| {
            (options.with_content && field == Field::Content) || (options.wanted)(subject, field)
        };
        let columns = ColumnPlan::new(subject, headers, &head.looks, &options.namings(), &wanted)?;
        let (epoch_1904, keeps_columns) = match &body {
            Body::Text(_) => (false, false),
            Body::Rows(rows) => (rows.epoch_1904, true),
        };
        let cells = CellRules {
            zone: options.zone,
            epoch_1904,
            unmask: options.unmask,
            with_content: options.with_content,
            count_cells,
            keeps_columns,
        };
        let mut plan = RowPlan::new(columns, &head.header, head.titles.clone(), cells);
        plan.year_last =
            date_order::decide(&plan, &sample_tally(&plan, &head), file.directions(subject).date_order);
        let header_rows = head.header.rows.clone();
        let about = About {
            file,
            subject,
            decided_by,
            format,
            compression,
            encoding,
            delimiter,
            sheet,
            sheets,
            header_rows,
        };
        Ok(Self { about, plan, head, body, raw })
    }
}

/// What the dates of the first records say of the order of day and month.
fn sample_tally(plan: &RowPlan, head: &Head) -> Tally {
    let mut tally = Tally::new(plan.columns.slots.len(), 0);
    for slot in plan.time_slots() {
        let column = plan.columns.slots[slot].column;
        for cell in head.records.iter().filter_map(|row| row.cells.get(column)) {
            match read_time(cell.as_bytes(), plan.time_rules(slot)) {
                TimeReading::Time { form, day_month, .. } => tally.times[slot].count(form, day_month),
                TimeReading::EitherOrder => tally.times[slot].day_month.either += 1,
                TimeReading::NoTime => {}
            }
        }
    }
    tally
}

/// Where the rows go.
pub(super) struct Destination<'a> {
    pub(super) table: &'a mut TableBuilder,
    pub(super) ids: &'a mut IdPool,
    pub(super) words: &'a mut Interner,
}

/// Reads all inputs and gives each, in order, to `take` with a function that reads it into a table.
/// Sheets and typed files are read ahead, as many at a time as there are threads.
pub(super) fn read_all<T>(
    inputs: Vec<Planned>,
    options: &LoadOptions<'_>,
    mut take: impl FnMut(About, &mut dyn FnMut(Destination<'_>) -> Result<ReadInput, Problem>) -> Result<(), T>,
) -> Result<(), T> {
    let turns = Turns::new(options.threads.max(1));
    thread::scope(|scope| {
        let mut waiting = Vec::new();
        for Planned { about, plan, head, body, .. } in inputs {
            let rows = match body {
                Body::Text(text) => Contents::Text(text, plan),
                Body::Rows(rows) => {
                    let (turns, first_row, named) = (&turns, head.first_row, about.date_order());
                    let sha256 = rows.sha256.clone();
                    let read = scope.spawn(move || turns.take(|| read_ahead(rows, plan, first_row, named)));
                    Contents::Rows(read, sha256)
                }
            };
            waiting.push((about, head, rows));
        }
        for (about, head, contents) in waiting {
            let mut contents = Some((head, contents));
            let shown = about.clone();
            take(shown, &mut |destination| {
                let Some((head, contents)) = contents.take() else {
                    return Err(Problem::Internal("an input was read twice".to_owned()));
                };
                match contents {
                    Contents::Text(text, plan) => {
                        read_text(about.clone(), *text, plan, head, options, destination)
                    }
                    Contents::Rows(read, sha256) => {
                        let broke_off = |_| Problem::Internal("a reading thread broke off".to_owned());
                        let batches = read.join().map_err(broke_off)??;
                        Ok(append_batches(about.clone(), batches, head, sha256, destination))
                    }
                }
            })?;
        }
        Ok(())
    })
}

enum Contents<'scope> {
    Text(Box<OpenText>, RowPlan),
    Rows(thread::ScopedJoinHandle<'scope, Result<Batches, Problem>>, Option<String>),
}

fn read_ahead(
    mut rows: OpenRows,
    plan: RowPlan,
    first_row: u32,
    named: Option<DateOrder>,
) -> Result<Batches, Problem> {
    read_rows(rows.source.as_mut(), plan, first_row, named)
}

fn append_batches(
    about: About,
    read: Batches,
    head: Head,
    sha256: Option<String>,
    to: Destination<'_>,
) -> ReadInput {
    let Batches { batches, plan } = read;
    let name = about.file.path.as_str();
    let mut source = to.table.open(name, about.sheet.as_deref(), &plan, head.account, head.first_row);
    for (mut batch, lines) in batches {
        to.table.append(&mut source, &plan, &mut batch, lines, to.ids, to.words);
    }
    let closed = to.table.close(source, &plan);
    ReadInput { about, plan, head, closed, sha256 }
}

/// Reads a text. What only the whole of it shows, its encoding or the order of day and month, may make it
/// be read again.
fn read_text(
    mut about: About,
    text: OpenText,
    mut plan: RowPlan,
    head: Head,
    options: &LoadOptions<'_>,
    mut to: Destination<'_>,
) -> Result<ReadInput, Problem> {
    let mut text = text;
    loop {
        let again = text.reopen();
        about.encoding = Some(text.encoding_chosen());
        let (closed, sha256) = match read_text_once(&about, text, &plan, &head, options, &mut to) {
            Err(Problem::Encoding { .. }) if again.may_change_encoding() => {
                text = again.in_detected_encoding()?;
                continue;
            }
            read => read?,
        };
        let decided = date_order::decide(&plan, &closed.tally, about.date_order());
        if date_order::misread(&plan, &closed.tally, &decided) {
            to.table.take_back(closed);
            plan.year_last = decided;
            text = again.again()?;
            continue;
        }
        plan.year_last = decided;
        return Ok(ReadInput { about, plan, head, closed, sha256 });
    }
}

fn read_text_once(
    about: &About,
    text: OpenText,
    plan: &RowPlan,
    head: &Head,
    options: &LoadOptions<'_>,
    to: &mut Destination<'_>,
) -> Result<(ClosedSource, Option<String>), Problem> {
    let mut source = to.table.open(&about.file.path, None, plan, head.account, head.first_row);
    let Destination { table, ids, words } = to;
    let read = parse_text(text, plan, head.first_row, options, |batch, lines| {
        table.append(&mut source, plan, batch, lines, ids, words);
        source.check()
    });
    match read {
        Ok(sha256) => Ok((table.close(source, plan), sha256)),
        Err(problem) => {
            table.roll_back(&source);
            Err(problem)
        }
    }
}

/// So many at a time.
struct Turns {
    free: Mutex<usize>,
    freed: Condvar,
}

impl Turns {
    fn new(count: usize) -> Self {
        Self { free: Mutex::new(count), freed: Condvar::new() }
    }

    fn take<T>(&self, work: impl FnOnce() -> T) -> T {
        let mut free = self.free.lock().unwrap_or_else(PoisonError::into_inner);
        while *free == 0 {
            free = self.freed.wait(free).unwrap_or_else(PoisonError::into_inner);
        }
        *free -= 1;
        drop(free);
        let done = work();
        *self.free.lock().unwrap_or_else(PoisonError::into_inner) += 1;
        self.freed.notify_one();
        done
    }
}
