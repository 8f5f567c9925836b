//! The field table: which headers mean which field, what its cells hold and how private they are.
//!
//! Owns the words; how they are compared is `ingest::columns`'s matter. Each is listed once in its plain
//! form, best first, with `|` between them; some have a mark that stands for several words (see
//! `wording`). Their source: the exports of the trade, and headers seen in 12345-style, 95598-style,
//! ServiceNow-style, Zendesk-style and open-data exports.
//!
//! What is left out on purpose: estimates (预计…, 计划…), who opened or updated a record, steps of other
//! matters (派工时间, assigned at), and whatever means one thing here and another there (subject, reason,
//! 是否满意, 投诉原因).

mod complaints;
mod course;
mod customers;
mod spare;
mod staff;
mod visits;
mod wording;

use super::field::FieldDef;

use complaints::COMPLAINTS;
use course::COURSE;
use customers::CUSTOMERS;
use spare::SPARE;
use staff::STAFF;
use visits::VISITS;
pub(in crate::dataset) use wording::written_out;
pub(crate) use wording::{CASE_WORDS_EN, CASE_WORDS_ZH};

/// The whole field table.
pub static ALL_FIELDS: [&FieldDef; COUNT] = all();

/// The parts it is put together of, each export's spare fields last.
const PARTS: [&[FieldDef]; 6] = [COMPLAINTS, COURSE, VISITS, CUSTOMERS, STAFF, SPARE];

const COUNT: usize = {
    let (mut count, mut part) = (0, 0);
    while part < PARTS.len() {
        count += PARTS[part].len();
        part += 1;
    }
    count
};

const fn all() -> [&'static FieldDef; COUNT] {
    let mut all = [&PARTS[0][0]; COUNT];
    let (mut at, mut part) = (0, 0);
    while part < PARTS.len() {
        let mut place = 0;
        while place < PARTS[part].len() {
            all[at] = &PARTS[part][place];
            at += 1;
            place += 1;
        }
        part += 1;
    }
    all
}

#[cfg(test)]
mod tests {
    use super::super::{Field, fields_of};
    use super::*;
    use crate::model::Subject;
    use std::collections::HashMap;

    #[test]
    fn no_header_means_two_fields_of_one_export() {
        for subject in Subject::EXPORTS {
            let mut seen = HashMap::new();
            for def in fields_of(subject) {
                for alias in def.headers() {
                    let plain = alias.to_lowercase().replace([' ', '/'], "");
                    let other = seen.insert(plain, def.field);
                    assert!(other.is_none_or(|other| other == def.field), "{subject:?}: {alias}, {other:?}");
                }
            }
        }
    }

    #[test]
    fn a_generic_header_is_certain_for_no_field_of_its_kind() {
        for def in ALL_FIELDS {
            for word in def.generic_headers() {
                let certain = fields_of(def.subject).filter(|other| other.holds == def.holds);
                for other in certain {
                    let found = other.headers().contains(&word);
                    assert!(!found, "{word} is certain for {:?}", other.field);
                }
            }
        }
    }

    #[test]
    fn every_machine_name_reads_back() {
        for def in ALL_FIELDS {
            assert!(!def.field.key().is_empty());
            assert_eq!(Field::from_key(def.field.key()), Some(def.field));
        }
        assert_eq!(Field::Time(3).key(), "time_3");
        assert_eq!((Field::Time(0).key(), Field::Word(9).key()), ("", ""));
    }

    #[test]
    fn no_field_stands_twice_in_one_export() {
        for subject in Subject::EXPORTS {
            let mut keys: Vec<&str> = fields_of(subject).map(|def| def.field.key()).collect();
            let all = keys.len();
            keys.sort_unstable();
            keys.dedup();
            assert_eq!(keys.len(), all, "{subject:?}");
        }
    }

    #[test]
    fn spare_fields_have_no_headers_and_stand_last() {
        for subject in [Subject::Complaints, Subject::Visits, Subject::Customers] {
            let spare: Vec<bool> = fields_of(subject).map(|def| def.field.is_spare()).collect();
            assert!(spare.is_sorted(), "{subject:?}");
            assert_eq!(spare.iter().filter(|spare| **spare).count(), 16, "{subject:?}");
        }
        for def in ALL_FIELDS.iter().filter(|def| def.field.is_spare()) {
            assert!(def.headers().is_empty() && def.generic_headers().is_empty());
        }
    }
}
