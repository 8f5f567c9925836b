//! How each input is read, found out by reading it.

mod columns;
mod dates;

use super::columns::{ColumnPlan, suggestions};
use super::error::{IngestError, Problem};
use super::load::open_all;
use super::open::OpenInput;
use super::read::{Destination, Planned, ReadInput, read_all};
use super::table_builder::TableBuilder;
use super::values::{DateOrder, YearLast};
use super::{LoadOptions, OwnColumn};
use crate::dataset::{FieldDef, IdPool, Interner, fields_of};
use crate::model::{AbsentField, ColumnView, Inspection, Subject, Text};

use columns::{letter, views};
use dates::date_order;

/// How each input is read, in the order given; a workbook gives one for each sheet that is read. What
/// cannot be used says why.
#[must_use]
pub fn inspect(options: &LoadOptions<'_>) -> Vec<Inspection> {
    let mut shown: Vec<Inspection> = Vec::new();
    let mut planned = Vec::new();
    let mut places = Vec::new();
    for (opened, file) in open_all(options).into_iter().zip(&options.files) {
        match opened {
            Err(error) => shown.push(failed(&file.path, &error)),
            Ok(inputs) => {
                for input in inputs {
                    let unread = before_reading(&input);
                    match Planned::new(input, options, true) {
                        Ok(input) => {
                            places.push(shown.len());
                            planned.push(input);
                        }
                        Err(_) if unread.problem.is_some() => {}
                        Err(problem) => {
                            shown.push(Inspection { problem: Some(problem.text()), ..unread });
                            continue;
                        }
                    }
                    shown.push(unread);
                }
            }
        }
    }
    let mut places = places.into_iter();
    let _ = read_all(planned, options, |about, read| {
        let place = places.next().unwrap_or_default();
        let mut table = TableBuilder::new(about.subject);
        let (mut ids, mut words) = (IdPool::default(), Interner::default());
        let read = read(Destination { table: &mut table, ids: &mut ids, words: &mut words });
        if let Some(inspection) = shown.get_mut(place) {
            match read {
                Ok(read) => *inspection = after_reading(&read, &table, &words, &options.own_columns),
                Err(problem) => inspection.problem = Some(problem.text()),
            }
        }
        Ok::<(), Problem>(())
    });
    shown
}

fn failed(path: &str, error: &IngestError) -> Inspection {
    Inspection::failed(path, error.problem.text())
}

/// What is known of an opened input, in case it cannot be read.
fn before_reading(input: &OpenInput) -> Inspection {
    let headers = &input.head.header.cells;
    let subject = input.kind.as_ref().map_or(Subject::Complaints, |(subject, _)| *subject);
    let hints = suggestions(&ColumnPlan::unread(subject, headers.clone()), &input.head.looks);
    let columns = headers.iter().zip(hints).enumerate();
    let columns = columns
        .map(|(column, (header, hint))| ColumnView {
            letter: letter(column),
            header: header.shown(),
            notes: hint.into_iter().collect(),
            ..ColumnView::default()
        })
        .collect();
    let (kind, decided_by, problem) = match &input.kind {
        Ok((kind, why)) => (Some(*kind), why.clone(), None),
        Err(problem) => (None, Text::default(), Some(problem.text())),
    };
    Inspection {
        file: input.file.path.clone(),
        format: input.format,
        compression: input.compression,
        encoding: input.encoding(),
        delimiter: input.delimiter(),
        sheet: input.sheet.clone(),
        sheets: input.sheets.clone(),
        kind,
        decided_by,
        header_rows: input.head.header.rows.clone(),
        columns,
        set_aside: input.head.set_aside.clone(),
        problem,
        ..Inspection::default()
    }
}

/// The fields of this kind of export that no column was taken for; which rules need them is for others to say.
/// A spare field is absent only if the policy gave it a meaning.
fn absent(read: &ReadInput, own: &[OwnColumn]) -> Vec<AbsentField> {
    let found = |field| read.plan.columns.recognised.iter().any(|found| found.field == field);
    let meant = |def: &FieldDef| !def.field.is_spare() || own_title(own, def).is_some();
    fields_of(read.about.subject)
        .filter(|def| !found(def.field) && meant(def))
        .map(|def| {
            let title = own_title(own, def).unwrap_or(&def.title).clone();
            AbsentField { field: def.field.key(), title, needed_by: Vec::new() }
        })
        .collect()
}

/// What the policy calls a field that it named itself.
fn own_title<'a>(own: &'a [OwnColumn], def: &FieldDef) -> Option<&'a Text> {
    let named = own.iter().find(|column| column.subject == def.subject && column.field == def.field);
    named.map(|column| &column.title)
}

fn after_reading(read: &ReadInput, table: &TableBuilder, words: &Interner, own: &[OwnColumn]) -> Inspection {
    let about = read.about.clone();
    let rows = read.closed.account;
    let problem = (rows.used + rows.rejected == 0).then(|| Problem::HeaderOnly.text());
    Inspection {
        file: about.file.path,
        format: about.format,
        compression: about.compression,
        encoding: about.encoding,
        delimiter: about.delimiter,
        sheet: about.sheet,
        sheets: about.sheets,
        kind: Some(about.subject),
        decided_by: about.decided_by,
        header_rows: about.header_rows,
        columns: views(read, table, words, own),
        absent: absent(read, own),
        date_order: date_order(read),
        rows,
        set_aside: read.set_aside(),
        rejects: table.rejects[read.closed.rejects.clone()].to_vec(),
        notes: notes(read),
        problem,
        ..Inspection::default()
    }
}

fn notes(read: &ReadInput) -> Vec<Text> {
    let mut notes = Vec::new();
    let beyond = read.closed.tally.beyond;
    if beyond > 0 {
        notes.push(Text::owned(
            format!("有 {beyond} 个单元格在表头之外的列中，没有列名，不读取"),
            format!("cells in columns beyond the header, which have no name and are not read: {beyond}"),
        ));
    }
    let replaced = read.closed.tally.replaced;
    if replaced > 0 {
        notes.push(Text::owned(
            format!("{replaced} 行有 \u{fffd}：这些字在文件写成之前就已丢失"),
            format!("rows with \u{fffd}, letters that were lost before the file was written: {replaced}"),
        ));
    }
    let orders = read.plan.time_slots().filter_map(|slot| match read.plan.year_last[slot] {
        YearLast::Inferred(order) if read.closed.tally.times[slot].day_month.either > 0 => Some(order),
        _ => None,
    });
    let mut orders: Vec<DateOrder> = orders.collect();
    orders.dedup();
    if orders.len() > 1 {
        notes.push(Text::new(
            "同一文件的时间列日月顺序不同：有的月在前，有的日在前。请核对",
            "time columns of this file differ in the order of day and month: please check",
        ));
    }
    notes
}
