//! Which export a file is, and which of its rows names most of an export's fields. Owns what an export
//! cannot do without; refuses to decide where headers fit both exports equally well.

use super::ColumnMap;
use super::aliases::Class;
use super::header::{HeaderCell, looks_like_record};
use super::looks::ColumnLook;
use super::recognise::{Recognised, Why, candidates, columns_named, recognise};
use crate::dataset::Field;
use crate::ingest::error::Problem;
use crate::model::Subject;

const EXPORTS: [Subject; 2] = [Subject::Complaints, Subject::Visits];

/// Fields an export of `subject` cannot do without: the record's id, and its time.
pub(super) fn required(subject: Subject) -> &'static [Field] {
    match subject {
        Subject::Complaints => &[Field::Id, Field::ReceivedAt],
        Subject::Visits => &[Field::Id, Field::VisitedAt],
        Subject::Group => &[],
    }
}

/// Which export the headers belong to.
///
/// Where both have what they need: the one whose id tells rows apart, if only one does; the one whose id
/// and time the headers name for certain; the one with more fields, if its id also stands first.
///
/// # Errors
/// [`Problem::NeitherKind`], [`Problem::EitherKind`] and [`Problem::NoHeader`]; [`Problem::Ambiguous`]
/// if that alone is in the way.
pub(in crate::ingest) fn decide_subject(
    headers: &[HeaderCell],
    looks: &[ColumnLook],
    maps: &[ColumnMap],
) -> Result<Subject, Problem> {
    // An export may well have two columns that would be one field of the other: a first and a second 回访时间.
    let complaints = Reading::of(Subject::Complaints, headers, looks, maps);
    let visits = Reading::of(Subject::Visits, headers, looks, maps);
    let texts: Vec<String> = headers.iter().map(HeaderCell::shown).collect();
    match (complaints, visits) {
        (Ok(Some(complaints)), Ok(Some(visits))) => {
            stronger(&complaints, &visits, looks).ok_or(Problem::EitherKind { headers: texts })
        }
        (Ok(Some(_)), _) => Ok(Subject::Complaints),
        (_, Ok(Some(_))) => Ok(Subject::Visits),
        (Err(problem), _) | (_, Err(problem)) => Err(problem),
        _ if looks_like_record(&texts) => Err(Problem::NoHeader),
        _ => Err(Problem::NeitherKind { headers: texts }),
    }
}

/// A file read as one kind of export.
struct Reading {
    id: usize,
    /// Whether headers or the user name id and time for certain.
    certain: bool,
    fields: usize,
}

impl Reading {
    /// `None` if the export lacks what it needs.
    fn of(
        subject: Subject,
        headers: &[HeaderCell],
        looks: &[ColumnLook],
        maps: &[ColumnMap],
    ) -> Result<Option<Self>, Problem> {
        let found = recognise(subject, headers, looks, maps)?;
        let needed: Option<Vec<&Recognised>> =
            required(subject).iter().map(|&field| found.iter().find(|known| known.field == field)).collect();
        Ok(needed.and_then(|needed| {
            let id = needed.first()?.column;
            let certain = needed.iter().all(|known| known.why != Why::HeaderAndValues);
            Some(Self { id, certain, fields: found.len() })
        }))
    }
}

fn stronger(complaints: &Reading, visits: &Reading, looks: &[ColumnLook]) -> Option<Subject> {
    let choose = |complaints: bool| Some(if complaints { Subject::Complaints } else { Subject::Visits });
    let tells = |reading: &Reading| looks.get(reading.id).map(ColumnLook::tells_rows_apart);
    match (tells(complaints), tells(visits)) {
        (Some(complaints), Some(visits)) if complaints != visits => return choose(complaints),
        _ => {}
    }
    if complaints.certain != visits.certain {
        return choose(complaints.certain);
    }
    let more = complaints.fields.cmp(&visits.fields);
    // An export's own id comes first.
    let earlier = visits.id.cmp(&complaints.id);
    (more == earlier && more.is_ne()).then(|| choose(more.is_gt())).flatten()
}

/// How well a row serves as the header. The greater serves better.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub(in crate::ingest) struct HeaderScore {
    /// It may name all that some export needs.
    complete: bool,
    /// Fields it may name.
    fields: usize,
    /// Those it names for certain.
    exact: usize,
    /// Those of them that the user named.
    named: usize,
}

impl HeaderScore {
    /// Whether the row may be a header: one word that is a header elsewhere may stand in any text.
    pub(in crate::ingest) fn is_convincing(self) -> bool {
        self.exact > 1 || self.named > 0 || self.complete
    }
}

/// How well a row, or a pair of rows, serves as the header of some export. Values are not looked at, so
/// two columns of one field are no obstacle here.
pub(in crate::ingest) fn header_score(headers: &[HeaderCell], maps: &[ColumnMap]) -> HeaderScore {
    let best = EXPORTS.into_iter().map(|subject| score_as(subject, headers, maps)).max();
    let best = best.unwrap_or_default();
    let texts: Vec<String> = headers.iter().map(HeaderCell::shown).collect();
    // A record may hold words that are headers elsewhere: Closed, Phone, 部门.
    if !best.complete && looks_like_record(&texts) { HeaderScore::default() } else { best }
}

fn score_as(subject: Subject, headers: &[HeaderCell], maps: &[ColumnMap]) -> HeaderScore {
    let mut fields: Vec<Field> = Vec::new();
    let mut exact: Vec<Field> = Vec::new();
    let mut named = 0;
    for map in maps.iter().filter(|map| map.subject.is_none_or(|other| other == subject)) {
        if !columns_named(headers, &map.header).is_empty() {
            fields.push(map.field);
            exact.push(map.field);
            named += 1;
        }
    }
    for it in candidates(subject, headers, &[]) {
        fields.push(it.meaning.def.field);
        if it.meaning.class == Class::Exact {
            exact.push(it.meaning.def.field);
        }
    }
    for list in [&mut fields, &mut exact] {
        list.sort_unstable();
        list.dedup();
    }
    let complete = required(subject).iter().all(|field| fields.contains(field));
    HeaderScore { complete, fields: fields.len(), exact: exact.len(), named }
}
