//! Which column of a file is which field.
//!
//! A header is compared with the field table after normalising: width, case, white space, `_` and
//! `-`, and a remark in brackets (`受理时间(北京时间)`) make no difference. `--map` goes before
//! everything.

use std::collections::HashSet;
use std::sync::LazyLock;

use crate::dataset::{ALL_FIELDS, Field, FieldDef, Holds, field_def, fields_of};
use crate::model::Subject;

use super::error::Problem;
use super::values::{DateOrder, TimeRules, parse_time};

/// A user's `--map [export.]field=header`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ColumnMap {
    /// The export it is for; `None` for whichever has the header.
    pub subject: Option<Subject>,
    /// The field.
    pub field: Field,
    /// The header.
    pub header: String,
}

/// A column that is loaded.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Slot {
    pub(super) field: Field,
    pub(super) column: usize,
    pub(super) holds: Holds,
}

/// How the columns of one file are read.
#[derive(Clone, Debug)]
pub(super) struct ColumnPlan {
    pub(super) subject: Subject,
    /// The headers as they stand in the file.
    pub(super) headers: Vec<String>,
    /// The columns to load.
    pub(super) slots: Vec<Slot>,
    /// The recognised columns, loaded or not.
    pub(super) recognised: Vec<(Field, usize)>,
}

/// The columns of `headers` read as an export of `subject`.
///
/// # Errors
/// [`Problem::Ambiguous`] when two columns are equally good for a field.
pub(super) fn recognise(
    subject: Subject,
    headers: &[String],
    maps: &[ColumnMap],
) -> Result<Vec<(Field, usize)>, Problem> {
    let normal: Vec<String> = headers.iter().map(|header| normalise(header)).collect();
    let mut found: Vec<(Field, usize)> = Vec::new();
    for map in maps.iter().filter(|map| map.subject.is_none_or(|other| other == subject)) {
        if field_def(subject, map.field).is_none() {
            continue;
        }
        if let Some(column) = column_named(headers, &normal, &map.header, map.field)? {
            found.push((map.field, column));
        }
    }
    for def in fields_of(subject) {
        if found.iter().any(|&(field, _)| field == def.field) {
            continue;
        }
        let taken: Vec<usize> = found.iter().map(|&(_, column)| column).collect();
        if let Some(column) = best_column(def, headers, &normal, &taken)? {
            found.push((def.field, column));
        }
    }
    found.sort_by_key(|&(_, column)| column);
    Ok(found)
}

fn column_named(
    headers: &[String],
    normal: &[String],
    wanted: &str,
    field: Field,
) -> Result<Option<usize>, Problem> {
    let exact: Vec<usize> = positions(headers, wanted.trim());
    let loose = || positions(normal, &normalise(wanted));
    let columns = if exact.is_empty() { loose() } else { exact };
    only(&columns, headers, field)
}

/// The column with the best alias; aliases are ordered, best first.
fn best_column(
    def: &FieldDef,
    headers: &[String],
    normal: &[String],
    taken: &[usize],
) -> Result<Option<usize>, Problem> {
    for alias in def.aliases {
        let mut columns = positions(normal, &normalise(alias));
        columns.retain(|column| !taken.contains(column));
        if !columns.is_empty() {
            return only(&columns, headers, def.field);
        }
    }
    Ok(None)
}

fn positions(names: &[String], wanted: &str) -> Vec<usize> {
    names.iter().enumerate().filter(|(_, name)| *name == wanted).map(|(column, _)| column).collect()
}

fn only(columns: &[usize], headers: &[String], field: Field) -> Result<Option<usize>, Problem> {
    match columns {
        [] => Ok(None),
        [column] => Ok(Some(*column)),
        several => Err(Problem::Ambiguous {
            field: field.key(),
            headers: several.iter().map(|&column| headers[column].clone()).collect(),
        }),
    }
}

/// A header without what makes no difference.
pub(super) fn normalise(header: &str) -> String {
    let mut plain = String::with_capacity(header.len());
    let mut depth = 0_usize;
    for letter in header.chars().map(half_width) {
        match letter {
            '(' | '[' | '【' => depth += 1,
            ')' | ']' | '】' => depth = depth.saturating_sub(1),
            '_' | '-' | '*' | ':' | '?' | '"' | '\u{feff}' => {}
            letter if letter.is_whitespace() || letter.is_control() || depth > 0 => {}
            letter => plain.extend(letter.to_lowercase()),
        }
    }
    plain
}

/// Whether two headers differ only in what makes no difference.
#[must_use]
pub fn same_header(one: &str, other: &str) -> bool {
    normalise(one) == normalise(other)
}

fn half_width(letter: char) -> char {
    match letter {
        '\u{ff01}'..='\u{ff5e}' => char::from_u32(letter as u32 - 0xfee0).unwrap_or(letter),
        other => other,
    }
}

/// Fields an export of `subject` cannot do without.
fn required(subject: Subject) -> &'static [Field] {
    match subject {
        Subject::Complaints => &[Field::Id, Field::ReceivedAt],
        Subject::Visits => &[Field::Id, Field::VisitedAt],
        Subject::Group => &[],
    }
}

/// Whether a text is a header that some export may have, or that the user named.
pub(super) fn is_header(text: &str, maps: &[ColumnMap]) -> bool {
    static KNOWN: LazyLock<HashSet<String>> = LazyLock::new(|| {
        ALL_FIELDS.iter().flat_map(|def| def.aliases).map(|alias| normalise(alias)).collect()
    });
    let plain = normalise(text);
    !plain.is_empty() && (KNOWN.contains(&plain) || maps.iter().any(|map| same_header(&map.header, text)))
}

/// Whether a row holds a date or a long number where headers should be. Such a row is never quoted.
fn looks_like_record(headers: &[String]) -> bool {
    const LONG: usize = 7;
    let rules = TimeRules { offset_minutes: 0, date_order: Some(DateOrder::Mdy) };
    headers.iter().any(|header| {
        let digits = header.chars().filter(char::is_ascii_digit).count();
        digits >= LONG || parse_time(header.as_bytes(), rules).is_some()
    })
}

/// Which export the headers belong to.
///
/// # Errors
/// [`Problem::NeitherKind`] or [`Problem::EitherKind`].
pub(super) fn decide_subject(headers: &[String], maps: &[ColumnMap]) -> Result<Subject, Problem> {
    let score = |subject: Subject| -> Result<(bool, usize), Problem> {
        let found = recognise(subject, headers, maps)?;
        let has = |field: &Field| found.iter().any(|(other, _)| other == field);
        Ok((required(subject).iter().all(has), found.len()))
    };
    let (complaints, visits) = (score(Subject::Complaints)?, score(Subject::Visits)?);
    match (complaints.0, visits.0) {
        (true, false) => Ok(Subject::Complaints),
        (false, true) => Ok(Subject::Visits),
        (false, false) if looks_like_record(headers) => Err(Problem::NoHeader),
        (false, false) => Err(Problem::NeitherKind { headers: headers.to_vec() }),
        (true, true) if complaints.1 != visits.1 => {
            Ok(if complaints.1 > visits.1 { Subject::Complaints } else { Subject::Visits })
        }
        (true, true) => Err(Problem::EitherKind { headers: headers.to_vec() }),
    }
}

impl ColumnPlan {
    /// Plans the columns of a file; `wanted` chooses the words and ids worth keeping. Times and
    /// numbers are always loaded, because each of their cells has to be readable.
    ///
    /// # Errors
    /// [`Problem::MissingFields`] and [`Problem::Ambiguous`].
    pub(super) fn new(
        subject: Subject,
        headers: Vec<String>,
        maps: &[ColumnMap],
        wanted: &dyn Fn(Subject, Field) -> bool,
    ) -> Result<Self, Problem> {
        let recognised = recognise(subject, &headers, maps)?;
        let missing: Vec<&'static str> = required(subject)
            .iter()
            .filter(|field| !recognised.iter().any(|(found, _)| found == *field))
            .map(|field| field.key())
            .collect();
        if !missing.is_empty() {
            return Err(if looks_like_record(&headers) {
                Problem::NoHeader
            } else {
                Problem::MissingFields { subject, fields: missing, headers }
            });
        }
        let mut slots = Vec::new();
        for &(field, column) in &recognised {
            let Some(def) = field_def(subject, field) else { continue };
            let keep = match def.holds {
                Holds::Time | Holds::Number => true,
                Holds::FreeText => false,
                Holds::Id | Holds::Word => field == Field::Id || wanted(subject, field),
            };
            if keep {
                slots.push(Slot { field, column, holds: def.holds });
            }
        }
        Ok(Self { subject, headers, slots, recognised })
    }

    /// The headers that mean nothing here, in file order.
    pub(super) fn unrecognised(&self) -> Vec<String> {
        let known = |column: &usize| self.recognised.iter().any(|(_, found)| found == column);
        (0..self.headers.len())
            .filter(|column| !known(column))
            .map(|column| self.headers[column].clone())
            .filter(|header| !header.is_empty())
            .collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn headers(names: &[&str]) -> Vec<String> {
        names.iter().map(|&name| name.to_owned()).collect()
    }

    #[test]
    fn width_case_space_and_brackets_make_no_difference() {
        for header in
            ["受理时间", " 受理 时间 ", "受理时间(北京时间)", "受理时间\u{ff08}年月日\u{ff09}", "*受理时间:"]
        {
            assert_eq!(normalise(header), "受理时间", "{header}");
        }
        assert_eq!(normalise("Received_At"), normalise("received at"));
        assert_eq!(normalise("\u{ff29}\u{ff24}"), "id");
    }

    #[test]
    fn the_kind_follows_from_the_headers() -> Result<(), Problem> {
        let complaints = headers(&["投诉编号", "客户编号", "受理时间", "办结时间"]);
        let visits = headers(&["回访编号", "投诉编号", "回访时间", "回访人员"]);
        assert_eq!(decide_subject(&complaints, &[])?, Subject::Complaints);
        assert_eq!(decide_subject(&visits, &[])?, Subject::Visits);
        assert!(matches!(decide_subject(&headers(&["a", "b"]), &[]), Err(Problem::NeitherKind { .. })));
        Ok(())
    }

    #[test]
    fn a_map_goes_before_the_aliases() -> Result<(), Problem> {
        let names = headers(&["编号", "受理时间", "开单"]);
        let map = |field, header: &str| ColumnMap { subject: None, field, header: header.to_owned() };
        let maps = [map(Field::Id, "编号"), map(Field::ReceivedAt, "开单")];
        let found = recognise(Subject::Complaints, &names, &maps)?;
        assert_eq!(found, [(Field::Id, 0), (Field::ReceivedAt, 2)]);
        Ok(())
    }

    #[test]
    fn two_columns_of_one_name_are_no_coin_toss() {
        let names = headers(&["投诉编号", "受理时间", "受理时间 "]);
        let found = recognise(Subject::Complaints, &names, &[]);
        assert!(matches!(found, Err(Problem::Ambiguous { field: "received_at", .. })));
    }

    #[test]
    fn a_missing_required_column_is_named() {
        let plan = ColumnPlan::new(Subject::Complaints, headers(&["投诉编号"]), &[], &|_, _| true);
        assert!(matches!(plan, Err(Problem::MissingFields { fields, .. }) if fields == ["received_at"]));
    }
}
