//! Where the header is: which of the first rows serves best, alone or with the row below it.

use super::SampleRow;
use crate::ingest::columns::{HeaderCell, Naming, header_score, looks_like_record, may_head_ids};

/// Rows among which the header is sought.
const SEARCHED: usize = 40;

/// The header of an input.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(in crate::ingest) struct Header {
    /// Its place among the sample rows.
    pub(in crate::ingest) first: usize,
    /// Its physical rows: one or two.
    pub(in crate::ingest) rows: Vec<u32>,
    /// The texts of its rows as they stand, to know them again further down.
    pub(in crate::ingest) texts: Vec<Vec<String>>,
    /// What stands over each column.
    pub(in crate::ingest) cells: Vec<HeaderCell>,
}

impl Header {
    fn one(rows: &[SampleRow], first: usize) -> Self {
        let row = &rows[first];
        let cells =
            row.cells.iter().map(|name| HeaderCell { group: String::new(), name: name.clone() }).collect();
        Self { first, rows: vec![row.row], texts: vec![row.cells.clone()], cells }
    }

    /// Two rows as one header: a text of the upper row stands over the columns to its right that have
    /// none, as a merged cell does.
    fn two(rows: &[SampleRow], first: usize) -> Self {
        let (upper, lower) = (&rows[first], &rows[first + 1]);
        let width = upper.cells.len().max(lower.cells.len());
        let mut cells = Vec::with_capacity(width);
        let mut over = "";
        for column in 0..width {
            let text = |row: &SampleRow| row.cells.get(column).cloned().unwrap_or_default();
            let (above, name) = (text(upper), text(lower));
            if !above.is_empty() {
                over = upper.cells.get(column).map_or("", String::as_str);
            }
            // Without a text below, the upper one is the column's own and nobody else's.
            cells.push(if name.is_empty() {
                HeaderCell { group: String::new(), name: above }
            } else {
                HeaderCell { group: over.to_owned(), name }
            });
        }
        Self {
            first,
            rows: vec![upper.row, lower.row],
            texts: vec![upper.cells.clone(), lower.cells.clone()],
            cells,
        }
    }

    /// The physical row of the first row below it.
    pub(in crate::ingest) fn next_row(&self, rows: &[SampleRow]) -> u32 {
        rows.get(self.first + self.rows.len() - 1).map_or(1, |row| row.next_row)
    }
}

/// The header among the first rows of an input: the row, or pair of rows, that names most fields. Where
/// none names any, the first row as wide as the rows below it. `None` if no row has a value.
pub(in crate::ingest) fn find_header(rows: &[SampleRow], names: &[Naming]) -> Option<Header> {
    let mut best: Option<(crate::ingest::columns::HeaderScore, Header)> = None;
    for first in 0..rows.len().min(SEARCHED) {
        if rows[first].is_blank() {
            continue;
        }
        let mut consider = |header: Header| {
            let score = header_score(&header.cells, names);
            // Of two that name as much the smaller one: a title is no part of the header.
            let is_better = best.as_ref().is_none_or(|(known, other)| {
                score > *known || (score == *known && header.rows.len() < other.rows.len())
            });
            if score.is_convincing() && is_better {
                best = Some((score, header));
            }
        };
        consider(Header::one(rows, first));
        if let Some(below) = rows.get(first + 1)
            && below.row == rows[first].next_row
            && !below.is_blank()
            && !looks_like_record(&below.cells)
            && below.filled() >= rows[first].filled().min(2)
        {
            consider(Header::two(rows, first));
        }
    }
    best.map(|(_, header)| with_names_below(header, rows))
        .or_else(|| widest_first(rows).map(|first| Header::one(rows, first)))
}

/// A header of one row with the row below it, if that one names the columns under its merged cells. It
/// may name no field, and still says which column is which.
fn with_names_below(header: Header, rows: &[SampleRow]) -> Header {
    let first = header.first;
    let is_named_below = header.rows.len() == 1
        && rows.get(first + 1).is_some_and(|below| {
            below.row == rows[first].next_row && names_merged(&rows[first].cells, &below.cells)
        });
    if is_named_below { Header::two(rows, first) } else { header }
}

/// Whether `lower` is no record and has texts only below the merged cells of `upper`.
fn names_merged(upper: &[String], lower: &[String]) -> bool {
    let text = |row: &[String], column: usize| row.get(column).is_some_and(|cell| !cell.trim().is_empty());
    let width = upper.len().max(lower.len());
    let first = (0..width).find(|&column| text(upper, column)).unwrap_or(width);
    let is_covered = |column: usize| column > first && !text(upper, column);
    let begins_span = |column: usize| {
        let mut covered = (column + 1..width).take_while(|&right| is_covered(right));
        text(upper, column) && covered.any(|right| text(lower, right))
    };
    let mut named = (0..width).filter(|&column| text(lower, column));
    let has_covered = (0..width).any(|column| text(lower, column) && is_covered(column));
    let heads_ids = |column: usize| upper.get(column).is_some_and(|cell| may_head_ids(cell));
    has_covered
        && !lower.iter().any(|cell| cell.chars().any(char::is_numeric))
        && named.all(|column| (is_covered(column) || begins_span(column)) && !heads_ids(column))
}

/// The first row that has a value in most of the columns that the sample uses.
fn widest_first(rows: &[SampleRow]) -> Option<usize> {
    let widest = rows.iter().map(SampleRow::filled).max()?;
    rows.iter().position(|row| row.filled() > 0 && 5 * row.filled() >= 3 * widest)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sample(rows: &[&[&str]]) -> Vec<SampleRow> {
        rows.iter()
            .zip(1..)
            .map(|(cells, row)| SampleRow {
                row,
                next_row: row + 1,
                cells: cells.iter().map(|&cell| cell.to_owned()).collect(),
            })
            .collect()
    }

    fn found(rows: &[&[&str]]) -> (Vec<u32>, Vec<String>) {
        let header = find_header(&sample(rows), &[]).unwrap_or_default();
        (header.rows.clone(), header.cells.iter().map(HeaderCell::shown).collect())
    }

    #[test]
    fn titles_above_the_header_are_no_header() {
        let (rows, _) = found(&[
            &["投诉工单明细表", "", ""],
            &["导出时间:2024-03-05 09:00", "", ""],
            &["", "", ""],
            &["投诉编号", "受理时间", "办结时间"],
            &["TS1", "2024-03-05 09:00:00", ""],
        ]);
        assert_eq!(rows, [4]);
    }

    #[test]
    fn merged_headings_go_with_the_row_below() {
        let (rows, names) = found(&[
            &["投诉编号", "受理", "", "办结", "", "备注"],
            &["", "时间", "人员", "时间", "人员", ""],
            &["TS1", "2024-03-05 09:00:00", "甲", "", "", ""],
        ]);
        assert_eq!(rows, [1, 2]);
        assert_eq!(names, ["投诉编号", "受理/时间", "受理/人员", "办结/时间", "办结/人员", "备注"]);
    }

    #[test]
    fn a_group_row_that_adds_nothing_is_a_title() {
        let (rows, names) = found(&[
            &["基本信息", "", "处理信息"],
            &["投诉编号", "受理时间", "办结时间"],
            &["TS1", "2024-03-05 09:00:00", ""],
        ]);
        assert_eq!(rows, [2]);
        assert_eq!(names, ["投诉编号", "受理时间", "办结时间"]);
    }

    #[test]
    fn names_below_a_merged_cell_are_header_though_they_name_no_field() {
        let upper: &[&str] = &["投诉编号", "受理时间", "办结时间", "", "状态"];
        let record: &[&str] = &["TS1", "2024-03-05 09:00:00", "", "", "处理中"];
        let (rows, names) = found(&[upper, &["", "", "要求", "实际", ""], record]);
        assert_eq!(rows, [1, 2]);
        assert_eq!(names, ["投诉编号", "受理时间", "办结时间/要求", "办结时间/实际", "状态"]);
        assert_eq!(found(&[upper, &["", "", "甲", "乙"], record]).0, [1, 2]);
        let records: [&[&str]; 5] = [
            &["TS1", "", "", "实际", ""],
            &["甲", "", "要求", "实际", ""],
            &["", "昨天", "要求", "实际", ""],
            &["", "", "要求2", "实际", ""],
            &["", "", "要求", "", ""],
        ];
        for lower in records {
            assert_eq!(found(&[upper, lower, record]).0, [1], "{lower:?}");
        }
        let id_last: &[&str] = &["受理时间", "办结时间", "投诉编号", ""];
        assert_eq!(found(&[id_last, &["", "", "甲", "乙"]]).0, [1]);
    }

    #[test]
    fn a_record_is_no_second_header_row() {
        let (rows, _) = found(&[
            &["投诉编号", "受理时间", "办结时间"],
            &["TS1", "2024-03-05 09:00:00", ""],
            &["TS2", "2024-03-05 09:00:00", ""],
        ]);
        assert_eq!(rows, [1]);
    }

    #[test]
    fn an_unknown_header_is_the_first_wide_row() {
        let (rows, _) = found(&[&["a log"], &["x", "y", "z"], &["1", "2", "3"]]);
        assert_eq!(rows, [2]);
        assert_eq!(find_header(&sample(&[&["", ""]]), &[]), None);
    }
}
