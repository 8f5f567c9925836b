//! Which export a file is, and which of its rows names most of an export's fields. Owns what an export
//! cannot do without; refuses to decide where headers fit two exports equally well.

use std::cmp::Ordering;

use super::Naming;
use super::aliases::Class;
use super::header::{HeaderCell, looks_like_record, normalise};
use super::looks::ColumnLook;
use super::recognise::{Recognised, Why, candidates, columns_named, recognise};
use crate::dataset::Field;
use crate::ingest::error::Problem;
use crate::model::Subject;

/// Exports of cases, each with an id and a time of its own, and lists of persons.
const CASES: [Subject; 2] = [Subject::Complaints, Subject::Visits];
const LISTS: [Subject; 2] = [Subject::Customers, Subject::Staff];

/// Fields an export of `subject` cannot do without: the record's id, and a case's time.
pub(super) fn required(subject: Subject) -> &'static [Field] {
    match subject {
        Subject::Complaints => &[Field::Id, Field::ReceivedAt],
        Subject::Visits => &[Field::Id, Field::VisitedAt],
        Subject::Customers | Subject::Staff => &[Field::Id],
        Subject::Group => &[],
    }
}

/// Whether an export with these fields may be told by them. Many a file has a customer's id; a list of
/// customers says more of them.
fn suffices(subject: Subject, has: impl Fn(Field) -> bool) -> bool {
    let (at_least, of): (usize, &[Field]) = match subject {
        Subject::Customers => (
            2,
            &[
                Field::CustomerName,
                Field::IdNumber,
                Field::BirthDate,
                Field::Sex,
                Field::Phone,
                Field::Account,
                Field::Address,
                Field::SignedAt,
            ],
        ),
        Subject::Staff => (1, &[Field::StaffName]),
        _ => (0, &[]),
    };
    required(subject).iter().all(|&field| has(field))
        && of.iter().filter(|&&field| has(field)).count() >= at_least
}

/// Which export the headers belong to.
///
/// A file that has what a case needs is one of cases if its headers name that for certain. Where both kinds of
/// cases have what they need: the one whose id tells rows apart, if only one does; the one whose id and time
/// the headers name for certain; the one with more fields, if its id also stands first. Between cases and a
/// list of persons, and where a case lacks its id: the one that more columns speak for which mean nothing to
/// the other.
///
/// # Errors
/// [`Problem::NeitherKind`], [`Problem::EitherKind`] and [`Problem::NoHeader`]; [`Problem::Ambiguous`]
/// if that alone is in the way.
pub(in crate::ingest) fn decide_subject(
    headers: &[HeaderCell],
    looks: &[ColumnLook],
    names: &[Naming],
) -> Result<Subject, Problem> {
    let file = File { headers, looks, names };
    match (file.case(), file.list()) {
        (Ok(Some(case)), Ok(Some(list))) => file.case_or_list(&case, &list),
        (Ok(Some(case)), _) => Ok(case.subject),
        (Err(problem @ Problem::EitherKind { .. }), _) => Err(problem),
        (_, Ok(Some(list))) => file.list_unless_case(&list),
        (Err(problem), _) | (_, Err(problem)) => Err(problem),
        _ if looks_like_record(&file.texts()) => Err(Problem::NoHeader),
        _ => Err(Problem::NeitherKind { headers: file.texts() }),
    }
}

/// A file whose kind is not known.
struct File<'a> {
    headers: &'a [HeaderCell],
    looks: &'a [ColumnLook],
    names: &'a [Naming],
}

/// A file read as one kind of export.
struct Reading {
    subject: Subject,
    id: usize,
    /// Whether headers or the user name the required fields for certain.
    certain: bool,
    fields: Vec<Recognised>,
}

impl File<'_> {
    fn texts(&self) -> Vec<String> {
        self.headers.iter().map(HeaderCell::shown).collect()
    }

    fn either(&self, one: Subject, other: Subject) -> Problem {
        Problem::EitherKind { kinds: [one, other], headers: self.texts() }
    }

    /// `None` if the export lacks what it needs.
    fn read_as(&self, subject: Subject) -> Result<Option<Reading>, Problem> {
        let fields = recognise(subject, self.headers, self.looks, self.names)?;
        let has = |field| fields.iter().any(|known| known.field == field);
        if !suffices(subject, has) {
            return Ok(None);
        }
        let needed = || fields.iter().filter(|known| required(subject).contains(&known.field));
        let certain = needed().all(|known| known.why != Why::HeaderAndValues);
        let Some(id) = needed().find(|known| known.field == Field::Id).map(|known| known.column) else {
            return Ok(None);
        };
        Ok(Some(Reading { subject, id, certain, fields }))
    }

    /// The file as an export of cases.
    fn case(&self) -> Result<Option<Reading>, Problem> {
        // An export may well have two columns that would be one field of the other: a first and a second 回访时间.
        let [complaints, visits] = CASES.map(|subject| self.read_as(subject));
        match (complaints, visits) {
            (Ok(Some(complaints)), Ok(Some(visits))) => {
                let chosen = self.stronger(&complaints, &visits);
                let chosen = chosen.ok_or_else(|| self.either(complaints.subject, visits.subject))?;
                Ok(Some(if chosen == complaints.subject { complaints } else { visits }))
            }
            (Ok(Some(case)), _) | (_, Ok(Some(case))) => Ok(Some(case)),
            (Err(problem), _) | (_, Err(problem)) => Err(problem),
            _ => Ok(None),
        }
    }

    /// The file as a list of persons.
    fn list(&self) -> Result<Option<Reading>, Problem> {
        // Two columns of one field are an obstacle only to what the file may be at all.
        let [customers, staff] = LISTS.map(|subject| match self.read_as(subject) {
            Err(_) if !self.claims(subject, &[]).iter().any(|&(_, field)| field == Field::Id) => Ok(None),
            read => read,
        });
        match (customers, staff) {
            (Ok(Some(customers)), Ok(Some(staff))) => {
                let (more, fewer) =
                    (self.speaks_for(&customers, &staff), self.speaks_for(&staff, &customers));
                match (self.tells(&customers), self.tells(&staff)) {
                    // A list of customers may name the employee of each.
                    (Some(true), Some(false)) => Ok(Some(customers)),
                    (Some(false), Some(true)) => Ok(Some(staff)),
                    _ if more > fewer => Ok(Some(customers)),
                    _ if more < fewer => Ok(Some(staff)),
                    _ => Err(self.either(customers.subject, staff.subject)),
                }
            }
            (Ok(Some(list)), _) | (_, Ok(Some(list))) => Ok(Some(list)),
            (Err(problem), _) | (_, Err(problem)) => Err(problem),
            _ => Ok(None),
        }
    }

    fn stronger(&self, complaints: &Reading, visits: &Reading) -> Option<Subject> {
        let choose = |complaints: bool| Some(if complaints { Subject::Complaints } else { Subject::Visits });
        match (self.tells(complaints), self.tells(visits)) {
            (Some(complaints), Some(visits)) if complaints != visits => return choose(complaints),
            _ => {}
        }
        if complaints.certain != visits.certain {
            return choose(complaints.certain);
        }
        let more = complaints.fields.len().cmp(&visits.fields.len());
        // An export's own id comes first.
        let earlier = visits.id.cmp(&complaints.id);
        (more == earlier && more.is_ne()).then(|| choose(more.is_gt())).flatten()
    }

    fn case_or_list(&self, case: &Reading, list: &Reading) -> Result<Subject, Problem> {
        let asked = || self.either(case.subject, list.subject);
        if case.certain {
            // A list of customers may name the last complaint of the few who complained.
            let sparse = self.looks.get(case.id).is_some_and(ColumnLook::is_sparse);
            return if sparse && list.certain { Err(asked()) } else { Ok(case.subject) };
        }
        let (for_case, for_list) = (self.speaks_for(case, list), self.speaks_for(list, case));
        match for_list.cmp(&for_case) {
            Ordering::Greater if list.certain || for_list > for_case + 1 => Ok(list.subject),
            Ordering::Less => Ok(case.subject),
            // Of either there is as much: 受理时间 is a case's, 登记时间 anything's.
            Ordering::Equal if for_case == 0 && !self.times_anything(case) => Ok(case.subject),
            Ordering::Equal if !list.certain => Ok(case.subject),
            _ => Err(asked()),
        }
    }

    /// A list of persons, if the file is no export of cases that lacks its id.
    fn list_unless_case(&self, list: &Reading) -> Result<Subject, Problem> {
        let taken: Vec<usize> = list.fields.iter().map(|known| known.column).collect();
        for subject in CASES {
            let claims = self.claims(subject, &[]);
            let for_case = telling(claims.iter().filter(|(column, _)| !taken.contains(column)));
            let columns: Vec<usize> = claims.iter().map(|&(column, _)| column).collect();
            let own = list.fields.iter().map(|known| (known.column, known.field));
            let own: Vec<_> = own.filter(|(column, _)| !columns.contains(column)).collect();
            let for_list = telling(own.iter());
            // 投诉编号, 受理时间 and 回访时间 are a case's and nothing else's.
            let names_its_time = claims.iter().any(|&(column, field)| {
                field != Field::Id && required(subject).contains(&field) && !self.is_of_anything(column)
            });
            let draw = for_case == for_list && for_case > 0 && (names_its_time || !list.certain);
            let names_its_id =
                claims.iter().any(|(column, field)| *field == Field::Id && !taken.contains(column));
            if for_case > for_list || draw || names_its_id {
                return Err(self.either(subject, list.subject));
            }
        }
        Ok(list.subject)
    }

    /// How many fields of `one` have a column that means nothing to `other`; what both need is not counted.
    fn speaks_for(&self, one: &Reading, other: &Reading) -> usize {
        let others = self.claims(other.subject, &other.fields);
        let claims = self.claims(one.subject, &one.fields);
        let needed = required(one.subject);
        telling(claims.iter().filter(|(column, field)| {
            !needed.contains(field) && !others.iter().any(|(taken, _)| taken == column)
        }))
    }

    /// The columns that an export would take, by their headers or as it was read.
    fn claims(&self, subject: Subject, read: &[Recognised]) -> Vec<(usize, Field)> {
        let by_header = candidates(subject, self.headers, self.looks)
            .into_iter()
            .filter(|it| it.fits && it.meaning.class != Class::Generic)
            .map(|it| (it.column, it.meaning.def.field));
        by_header.chain(read.iter().map(|known| (known.column, known.field))).collect()
    }

    /// Whether the id tells rows apart, where there are values.
    fn tells(&self, reading: &Reading) -> Option<bool> {
        self.looks.get(reading.id).map(ColumnLook::tells_rows_apart)
    }

    fn times_anything(&self, case: &Reading) -> bool {
        let time = case.fields.iter().find(|known| known.field == Field::ReceivedAt);
        time.is_some_and(|known| self.is_of_anything(known.column))
    }

    /// Whether a time is by its header one that any record has: when it was entered.
    fn is_of_anything(&self, column: usize) -> bool {
        const WORDS: [&str; 11] =
            ["登记", "创建", "建单", "生成", "提交", "申请", "creat", "submit", "regist", "request", "open"];
        self.headers.get(column).is_some_and(|header| {
            let plain = normalise(&header.shown());
            WORDS.iter().any(|word| plain.contains(word))
        })
    }
}

/// How many fields speak for an export: a state, a remark and a customer's id may stand in any.
fn telling<'a>(claims: impl Iterator<Item = &'a (usize, Field)>) -> usize {
    let mut fields: Vec<Field> = claims.map(|&(_, field)| field).collect();
    fields.retain(|field| !matches!(field, Field::Id | Field::CustomerId | Field::Status | Field::Content));
    fields.sort_unstable();
    fields.dedup();
    fields.len()
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
pub(in crate::ingest) fn header_score(headers: &[HeaderCell], names: &[Naming]) -> HeaderScore {
    let best = Subject::EXPORTS.into_iter().map(|subject| score_as(subject, headers, names)).max();
    let best = best.unwrap_or_default();
    let texts: Vec<String> = headers.iter().map(HeaderCell::shown).collect();
    // A record may hold words that are headers elsewhere: Closed, Phone, 部门.
    if !best.complete && looks_like_record(&texts) { HeaderScore::default() } else { best }
}

fn score_as(subject: Subject, headers: &[HeaderCell], names: &[Naming]) -> HeaderScore {
    let mut fields: Vec<Field> = Vec::new();
    let mut exact: Vec<Field> = Vec::new();
    let mut named = 0;
    for naming in names.iter().filter(|naming| naming.is_for(subject)) {
        if !columns_named(headers, &naming.header).is_empty() {
            fields.push(naming.field);
            exact.push(naming.field);
            named += usize::from(naming.why == Why::Map);
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
    let complete = suffices(subject, |field| fields.contains(&field));
    HeaderScore { complete, fields: fields.len(), exact: exact.len(), named }
}
