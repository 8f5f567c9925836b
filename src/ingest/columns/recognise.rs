//! Which column is which field. Owns the preferences between columns; where none decides, it refuses to
//! choose and names the candidates.
//!
//! The preferences, first to last: the user's `--map`; a column of the policy's own; how surely the header means the field
//! ([`Class`]); for a record's own id, a column that tells rows apart; the order of the field's headers
//! in the field table; for a length of time, the finer unit. A header whose values contradict it is
//! passed over, unless it is the only one for a field the export cannot do without.

use super::Naming;
use super::aliases::{Class, Meaning, aliases_of};
use super::header::{HeaderCell, normalise};
use super::looks::ColumnLook;
use super::subject::required;
use crate::dataset::{Field, FieldDef, Holds, field_def, fields_of};
use crate::ingest::error::Problem;
use crate::ingest::values::{DurationUnit, parse_duration};
use crate::model::{Subject, Text};

/// A column and the field it was taken for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(in crate::ingest) struct Recognised {
    pub(in crate::ingest) field: Field,
    pub(in crate::ingest) column: usize,
    pub(in crate::ingest) why: Why,
    /// Other columns that could have been it and mean nothing else, in file order.
    pub(in crate::ingest) also: Vec<usize>,
}

/// Why a column was taken for its field.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::ingest) enum Why {
    /// The user said so.
    Map,
    /// The policy names it.
    Own,
    /// The header is one of the field's.
    Header,
    /// The header is nearly one of the field's.
    HeaderLoosely,
    /// The header may mean it, and the values do.
    HeaderAndValues,
}

impl Why {
    pub(in crate::ingest) fn text(self) -> Text {
        match self {
            Self::Map => Text::new("用户指定", "named"),
            Self::Own => Text::new("制度指定", "named by the policy"),
            Self::Header => Text::new("表头", "header"),
            Self::HeaderLoosely => Text::new("表头近似", "header, loosely"),
            Self::HeaderAndValues => Text::new("表头和内容", "header, values"),
        }
    }
}

/// A column that may be a field.
#[derive(Clone, Copy, Debug)]
pub(super) struct Candidate {
    pub(super) column: usize,
    pub(super) meaning: Meaning,
    /// Whether the values, or a unit in the header, let it be the field.
    pub(super) fits: bool,
}

/// The columns of `headers` read as an export of `subject`, in file order. `looks` may be empty.
///
/// # Errors
/// [`Problem::Ambiguous`] when two columns are equally good for a field.
pub(in crate::ingest) fn recognise(
    subject: Subject,
    headers: &[HeaderCell],
    looks: &[ColumnLook],
    names: &[Naming],
) -> Result<Vec<Recognised>, Problem> {
    let mut found = named(subject, headers, names)?;
    let all = candidates(subject, headers, looks);
    for class in Class::ALL {
        for def in fields_of(subject) {
            if found.iter().any(|known| known.field == def.field) {
                continue;
            }
            let open: Vec<&Candidate> = all
                .iter()
                .filter(|it| it.meaning.def.field == def.field && it.meaning.class == class && it.fits)
                .filter(|it| !is_taken(&found, it.column))
                .collect();
            if let Some(column) = best(subject, def, &open, headers, looks)? {
                found.push(Recognised { field: def.field, column, why: why(class), also: Vec::new() });
            }
        }
    }
    take_what_is_required(subject, &all, &mut found);
    note_runners_up(&all, &mut found);
    found.sort_by_key(|known| (known.column, known.field));
    Ok(found)
}

fn why(class: Class) -> Why {
    match class {
        Class::Exact | Class::NameAlone => Why::Header,
        Class::Loose => Why::HeaderLoosely,
        Class::Generic => Why::HeaderAndValues,
    }
}

fn is_taken(found: &[Recognised], column: usize) -> bool {
    found.iter().any(|known| known.column == column)
}

/// The columns that were named. A header that the file lacks may be another file's.
fn named(subject: Subject, headers: &[HeaderCell], names: &[Naming]) -> Result<Vec<Recognised>, Problem> {
    let mut found: Vec<Recognised> = Vec::new();
    for naming in names.iter().filter(|naming| naming.is_for(subject)) {
        let Naming { field, ref header, why, .. } = *naming;
        if field_def(subject, field).is_none() || found.iter().any(|known| known.field == field) {
            continue;
        }
        let mut columns = columns_named(headers, header);
        // A user may want one column as two fields; a policy yields to what was said before.
        columns.retain(|&column| why == Why::Map || !is_taken(&found, column));
        match columns.as_slice() {
            [] => {}
            [column] => found.push(Recognised { field, column: *column, why, also: Vec::new() }),
            // Of free text at most the blanks are kept: little hangs on which column it is.
            [column, ..] if is_free_text(subject, field) => {
                found.push(Recognised { field, column: *column, why, also: Vec::new() });
            }
            several => return Err(ambiguous(field, several, headers)),
        }
    }
    Ok(found)
}

fn is_free_text(subject: Subject, field: Field) -> bool {
    field_def(subject, field).is_some_and(|def| def.holds == Holds::FreeText)
}

/// The columns that go by a name: as it is shown, else the lower row's text, else either normalised.
pub(super) fn columns_named(headers: &[HeaderCell], wanted: &str) -> Vec<usize> {
    let (exact, plain) = (wanted.trim(), normalise(wanted));
    let shown = |cell: &HeaderCell| cell.shown() == exact;
    let name = |cell: &HeaderCell| cell.name.trim() == exact;
    let shown_plain = |cell: &HeaderCell| {
        let joined = normalise(&cell.group) + &normalise(&cell.name);
        normalise(&cell.shown()) == plain || joined == plain
    };
    let name_plain = |cell: &HeaderCell| normalise(&cell.name) == plain;
    let forms: [&dyn Fn(&HeaderCell) -> bool; 4] = [&shown, &name, &shown_plain, &name_plain];
    let with = |fits: &dyn Fn(&HeaderCell) -> bool| -> Vec<usize> {
        (0..headers.len()).filter(|&column| !headers[column].is_empty() && fits(&headers[column])).collect()
    };
    forms.into_iter().map(with).find(|columns| !columns.is_empty()).unwrap_or_default()
}

/// Every column with every field that its header may mean.
pub(super) fn candidates(subject: Subject, headers: &[HeaderCell], looks: &[ColumnLook]) -> Vec<Candidate> {
    let Some(aliases) = aliases_of(subject) else { return Vec::new() };
    let mut all = Vec::new();
    for (column, cell) in headers.iter().enumerate().filter(|(_, cell)| !cell.is_empty()) {
        let time_of_day = is_time_of_day(headers, looks, column);
        for meaning in aliases.meanings(subject, cell) {
            let is_its_kind = !time_of_day || !matches!(meaning.def.holds, Holds::Time | Holds::Duration);
            all.push(Candidate {
                column,
                meaning,
                fits: is_its_kind && fits(meaning, cell, looks.get(column)),
            });
        }
    }
    all
}

/// Whether a column can be the field its header may mean.
fn fits(meaning: Meaning, cell: &HeaderCell, look: Option<&ColumnLook>) -> bool {
    let look = look.copied().unwrap_or_default();
    let Meaning { def, class, .. } = meaning;
    let names_unit = DurationUnit::of_header(&cell.shown()).is_some();
    let by_header = match def.holds {
        // 响应时间(分钟) is no point in time.
        Holds::Time => !names_unit || look.mostly_times(),
        // A working day is no fixed length of time.
        Holds::Duration => !counts_working_time(cell),
        _ => true,
    };
    let by_values = match class {
        Class::Generic => look.supports(def.field, def.holds, names_unit),
        _ => !look.contradicts(def.holds),
    };
    by_header && by_values
}

/// Whether a column holds the time of day to the day in another one: 创建时间 beside 创建日期.
pub(super) fn is_time_of_day(headers: &[HeaderCell], looks: &[ColumnLook], column: usize) -> bool {
    let stem = |cell: &HeaderCell, words: &[&str]| {
        let plain = normalise(&cell.group) + &normalise(&cell.name);
        words.iter().find_map(|word| Some(plain.strip_suffix(word)?.to_owned()))
    };
    let Some(own) = stem(&headers[column], &["时间", "time"]) else { return false };
    looks.get(column).is_some_and(ColumnLook::all_clocks)
        && headers.iter().any(|other| stem(other, &["日期", "date"]).as_ref() == Some(&own))
}

/// Whether a header counts time that does not pass by the clock.
pub(super) fn counts_working_time(cell: &HeaderCell) -> bool {
    const WORDS: [&str; 8] = [
        "工作日",
        "工作天",
        "工作小时",
        "工作时",
        "workingday",
        "workinghour",
        "businessday",
        "businesshour",
    ];
    let text = normalise(&cell.shown());
    let remark: String = cell.shown().to_lowercase().split_whitespace().collect();
    WORDS.iter().any(|word| text.contains(word) || remark.contains(word))
}

/// The best of columns whose headers are of one class.
fn best(
    subject: Subject,
    def: &FieldDef,
    open: &[&Candidate],
    headers: &[HeaderCell],
    looks: &[ColumnLook],
) -> Result<Option<usize>, Problem> {
    let key = |it: &Candidate| {
        let repeats = looks.get(it.column).is_some_and(|look| !look.tells_rows_apart());
        let unit = DurationUnit::of_header(&headers[it.column].shown());
        let coarse = (def.holds == Holds::Duration).then(|| unit.map_or(u64::MAX, seconds_in));
        (def.field == Field::Id && repeats, it.meaning.rank, coarse)
    };
    let Some(first) = open.iter().map(|it| key(it)).min() else { return Ok(None) };
    let columns: Vec<usize> = open.iter().filter(|it| key(it) == first).map(|it| it.column).collect();
    match columns.as_slice() {
        [] => Ok(None),
        [column] => Ok(Some(*column)),
        // Of free text at most the blanks are kept: little hangs on which column it is.
        [column, ..] if def.holds == Holds::FreeText => Ok(Some(*column)),
        // Two headers that may mean it do not make it certain; without it the export can still be read.
        several => {
            let generic = open.iter().all(|it| it.meaning.class == Class::Generic);
            if generic && !required(subject).contains(&def.field) {
                Ok(None)
            } else {
                Err(ambiguous(def.field, several, headers))
            }
        }
    }
}

fn seconds_in(unit: DurationUnit) -> u64 {
    parse_duration(b"1", Some(unit)).map_or(u64::MAX, |minutes| (minutes * 60.0).round() as u64)
}

fn ambiguous(field: Field, columns: &[usize], headers: &[HeaderCell]) -> Problem {
    let headers = columns.iter().map(|&column| headers[column].shown()).collect();
    Problem::Ambiguous { field: field.key(), headers }
}

/// A field that the export cannot do without is taken by its header alone, so that each of its values
/// is reported as unreadable and not the file refused.
fn take_what_is_required(subject: Subject, all: &[Candidate], found: &mut Vec<Recognised>) {
    for &field in required(subject) {
        if found.iter().any(|known| known.field == field) {
            continue;
        }
        let named = |it: &&Candidate| it.meaning.def.field == field && it.meaning.class == Class::Exact;
        let open = all.iter().filter(named).filter(|it| !is_taken(found, it.column));
        let Some(rank) = open.clone().map(|it| it.meaning.rank).min() else { continue };
        let columns: Vec<usize> = open.filter(|it| it.meaning.rank == rank).map(|it| it.column).collect();
        if let [column] = columns.as_slice() {
            found.push(Recognised { field, column: *column, why: Why::Header, also: Vec::new() });
        }
    }
}

fn note_runners_up(all: &[Candidate], found: &mut [Recognised]) {
    let taken: Vec<usize> = found.iter().map(|known| known.column).collect();
    for known in found {
        known.also = all
            .iter()
            .filter(|it| it.meaning.def.field == known.field && it.fits && !taken.contains(&it.column))
            .map(|it| it.column)
            .collect();
    }
}
