//! A result table: its columns, and each row as an object by column key.

use serde::ser::SerializeMap;
use serde::{Serialize, Serializer};

use super::v1;
use crate::model::{Column, ColumnKind, Lang, Moment, Rate, Table, Value, Zone};

/// A table as a document of its own.
#[derive(Serialize)]
pub(super) struct Document<'a> {
    schema_version: u32,
    #[serde(flatten)]
    body: TableBody<'a>,
}

/// The document of a table.
pub(super) fn document(table: &Table, lang: Lang) -> Document<'_> {
    Document { schema_version: v1::SCHEMA_VERSION, body: TableBody::new(table, lang, None) }
}

/// What a table holds, on its own or within an audit.
#[derive(Serialize)]
pub(super) struct TableBody<'a> {
    table: &'a str,
    columns: Vec<Heading<'a>>,
    rows: Vec<Row<'a>>,
    totals: Option<Row<'a>>,
    notes: Vec<&'a str>,
    title: &'a str,
    next: &'a str,
}

impl<'a> TableBody<'a> {
    /// The table in `lang`; times carry the zone where there is one.
    pub(super) fn new(table: &'a Table, lang: Lang, zone: Option<Zone>) -> Self {
        let row = |values: &'a Vec<Value>| Row { columns: &table.columns, values, lang, zone };
        Self {
            table: table.name,
            columns: table.columns.iter().map(|column| Heading::new(column, lang)).collect(),
            rows: table.rows.iter().map(row).collect(),
            totals: (!table.totals.is_empty()).then(|| row(&table.totals)),
            notes: table.notes.iter().map(|note| note.get(lang)).collect(),
            title: table.title.get(lang),
            next: table.next.get(lang),
        }
    }
}

#[derive(Serialize)]
struct Heading<'a> {
    key: &'a str,
    title: &'a str,
    kind: &'a str,
}

impl<'a> Heading<'a> {
    fn new(column: &'a Column, lang: Lang) -> Self {
        let kind = match column.kind {
            ColumnKind::Words | ColumnKind::Prose => "words",
            ColumnKind::Count => "count",
            ColumnKind::Rate => "rate",
            ColumnKind::Minutes => "minutes",
        };
        Self { key: column.key, title: column.title.get(lang), kind }
    }
}

struct Row<'a> {
    columns: &'a [Column],
    values: &'a [Value],
    lang: Lang,
    zone: Option<Zone>,
}

impl Serialize for Row<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(Some(self.columns.len()))?;
        for (column, value) in self.columns.iter().zip(self.values) {
            map.serialize_key(column.key)?;
            match value {
                Value::Words(words) => map.serialize_value(words)?,
                Value::Label(label) => map.serialize_value(label.get(self.lang))?,
                Value::Count(count) => map.serialize_value(count)?,
                Value::Rate(rate) => map.serialize_value(&share(*rate))?,
                Value::Minutes(minutes) => map.serialize_value(minutes)?,
                Value::At(at) => map.serialize_value(&time(*at, self.zone))?,
                Value::Nothing => map.serialize_value(&())?,
            }
        }
        map.end()
    }
}

/// A rate with the cases it rests on.
#[derive(Serialize)]
struct Share {
    #[serde(flatten)]
    rate: v1::Rate,
    good: u64,
    decided: u64,
    undetermined: u64,
}

fn share(rate: Rate) -> Option<Share> {
    let Rate { good, decided, undetermined } = rate;
    super::audit::rate(rate).map(|rate| Share { rate, good, decided, undetermined })
}

fn time(at: Moment, zone: Option<Zone>) -> Option<String> {
    at.naive().map(|naive| match zone {
        Some(zone) => zone.rfc3339(at),
        None => naive.format("%Y-%m-%dT%H:%M:%S").to_string(),
    })
}
