//! The field table: which headers mean which field, what its cells hold and how private they are.
//!
//! Owns the words; how they are compared is `ingest::columns`'s matter. Each is listed once in its plain
//! form, best first, with `|` between them; some have a mark that stands for several words (see
//! `wording`). Their source: the exports of the trade, and headers seen in 12345-style, 95598-style,
//! ServiceNow-style, Zendesk-style and open-data exports.
//!
//! What is left out on purpose: times that are no point of a case's course (更新时间, 派单时间, updated,
//! date sent to company), estimates (预计…, 计划…), who opened or updated a record, and whatever means one
//! thing here and another there (subject, reason, 是否满意, 投诉原因).

mod complaints;
mod visits;
mod wording;

use super::field::FieldDef;

use complaints::COMPLAINTS;
use visits::VISITS;
pub(in crate::dataset) use wording::written_out;
pub(crate) use wording::{CASE_WORDS_EN, CASE_WORDS_ZH};

/// The whole field table.
pub static ALL_FIELDS: [&FieldDef; COMPLAINTS.len() + VISITS.len()] = both();

const fn both() -> [&'static FieldDef; COMPLAINTS.len() + VISITS.len()] {
    let mut all = [&COMPLAINTS[0]; COMPLAINTS.len() + VISITS.len()];
    let mut at = 0;
    while at < all.len() {
        all[at] = if at < COMPLAINTS.len() { &COMPLAINTS[at] } else { &VISITS[at - COMPLAINTS.len()] };
        at += 1;
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
        for subject in [Subject::Complaints, Subject::Visits] {
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
            assert_eq!(Field::from_key(def.field.key()), Some(def.field));
        }
    }
}
