//! Headers of whole systems, and what two columns of one field come to.

mod ambiguity;
mod doubtful;
mod kinds;
mod own;
mod systems;

use super::recognise::recognise;
use super::*;
use crate::ingest::error::Problem;
use crate::model::Text;

/// Headers of one row.
fn headers(names: &[&str]) -> Vec<HeaderCell> {
    names.iter().map(|&name| HeaderCell { group: String::new(), name: name.to_owned() }).collect()
}

/// Headers of two rows, as `group/name`.
fn two_rows(names: &[&str]) -> Vec<HeaderCell> {
    let cell = |text: &&str| {
        let (group, name) = text.split_once('/').unwrap_or(("", text));
        HeaderCell { group: group.to_owned(), name: name.to_owned() }
    };
    names.iter().map(cell).collect()
}

/// The looks of each column of some records.
fn looks(width: usize, records: &[&[&str]]) -> Vec<ColumnLook> {
    let cells = |column: usize| {
        records.iter().map(move |record| record.get(column).copied().unwrap_or_default().as_bytes())
    };
    (0..width).map(|column| ColumnLook::of(cells(column))).collect()
}

fn map(field: Field, header: &str) -> Naming {
    Naming::from(&ColumnMap { subject: None, field, header: header.to_owned() })
}

/// What was recognised, as `key=header` in file order.
fn mapping(
    subject: Subject,
    cells: &[HeaderCell],
    looks: &[ColumnLook],
    names: &[Naming],
) -> Result<Vec<String>, Problem> {
    let found = recognise(subject, cells, looks, names)?;
    Ok(found.iter().map(|known| format!("{}={}", known.field.key(), cells[known.column].shown())).collect())
}

/// The hints for a complaints export, by column.
fn hints(cells: &[HeaderCell], looks: &[ColumnLook]) -> Result<Vec<Option<Text>>, Problem> {
    let plan = ColumnPlan::new(Subject::Complaints, cells.to_vec(), looks, &[], &|_, _| true)?;
    Ok(suggestions(&plan, looks))
}
