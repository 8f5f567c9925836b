//! A small result table: what analyses make and reports print.

use super::{Moment, Rate, Text};

/// How a column's values are written and aligned.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ColumnKind {
    /// Words, aligned left.
    Words,
    /// Whole sentences, aligned left, over as many lines as they need.
    Prose,
    /// A number of cases.
    Count,
    /// A share of cases with bounds.
    Rate,
    /// A span of time in minutes.
    Minutes,
}

/// A column's machine name, its title and its kind.
#[derive(Clone, Debug)]
pub struct Column {
    /// The name in machine formats.
    pub key: &'static str,
    /// The title people read.
    pub title: Text,
    /// How values are written.
    pub kind: ColumnKind,
}

/// One value of a table.
#[derive(Clone, Debug, PartialEq)]
pub enum Value {
    /// Words from the data, shown as they are.
    Words(String),
    /// Words of this program.
    Label(Text),
    /// A number of cases.
    Count(u64),
    /// A share of cases.
    Rate(Rate),
    /// A span of time in minutes.
    Minutes(f64),
    /// A point in time.
    At(Moment),
    /// Nothing to show, such as the median of no cases.
    Nothing,
}

/// A titled table with a totals row.
#[derive(Clone, Debug)]
pub struct Table {
    /// The machine name, such as `response`.
    pub name: &'static str,
    /// The title.
    pub title: Text,
    /// The columns; every row has as many values.
    pub columns: Vec<Column>,
    /// The rows in the order to show.
    pub rows: Vec<Vec<Value>>,
    /// The totals row.
    pub totals: Vec<Value>,
    /// How to read the table: denominators, what was left out and why.
    pub notes: Vec<Text>,
    /// What to do next, in one line.
    pub next: Text,
}
