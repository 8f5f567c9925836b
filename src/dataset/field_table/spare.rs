//! The fields that have no meaning of their own: a policy names their headers, or the user with `--map`.

use super::super::field::{Field, FieldDef, Holds, Privacy};
use crate::model::{Subject, Text};

const fn spare(subject: Subject, field: Field, holds: Holds, title: Text) -> FieldDef {
    FieldDef { field, subject, holds, privacy: Privacy::Personal, title, aliases: "", generic: "" }
}

const fn time(subject: Subject, place: u8, title: Text) -> FieldDef {
    spare(subject, Field::Time(place), Holds::Time, title)
}

const fn word(subject: Subject, place: u8, title: Text) -> FieldDef {
    spare(subject, Field::Word(place), Holds::Word, title)
}

/// The spare fields of every export that has some.
pub(super) const SPARE: &[FieldDef] = &[
    time(Subject::Complaints, 1, Text::new("自定时间 1", "own time 1")),
    time(Subject::Complaints, 2, Text::new("自定时间 2", "own time 2")),
    time(Subject::Complaints, 3, Text::new("自定时间 3", "own time 3")),
    time(Subject::Complaints, 4, Text::new("自定时间 4", "own time 4")),
    time(Subject::Complaints, 5, Text::new("自定时间 5", "own time 5")),
    time(Subject::Complaints, 6, Text::new("自定时间 6", "own time 6")),
    time(Subject::Complaints, 7, Text::new("自定时间 7", "own time 7")),
    time(Subject::Complaints, 8, Text::new("自定时间 8", "own time 8")),
    word(Subject::Complaints, 1, Text::new("自定文字 1", "own word 1")),
    word(Subject::Complaints, 2, Text::new("自定文字 2", "own word 2")),
    word(Subject::Complaints, 3, Text::new("自定文字 3", "own word 3")),
    word(Subject::Complaints, 4, Text::new("自定文字 4", "own word 4")),
    word(Subject::Complaints, 5, Text::new("自定文字 5", "own word 5")),
    word(Subject::Complaints, 6, Text::new("自定文字 6", "own word 6")),
    word(Subject::Complaints, 7, Text::new("自定文字 7", "own word 7")),
    word(Subject::Complaints, 8, Text::new("自定文字 8", "own word 8")),
    time(Subject::Visits, 1, Text::new("自定时间 1", "own time 1")),
    time(Subject::Visits, 2, Text::new("自定时间 2", "own time 2")),
    time(Subject::Visits, 3, Text::new("自定时间 3", "own time 3")),
    time(Subject::Visits, 4, Text::new("自定时间 4", "own time 4")),
    time(Subject::Visits, 5, Text::new("自定时间 5", "own time 5")),
    time(Subject::Visits, 6, Text::new("自定时间 6", "own time 6")),
    time(Subject::Visits, 7, Text::new("自定时间 7", "own time 7")),
    time(Subject::Visits, 8, Text::new("自定时间 8", "own time 8")),
    word(Subject::Visits, 1, Text::new("自定文字 1", "own word 1")),
    word(Subject::Visits, 2, Text::new("自定文字 2", "own word 2")),
    word(Subject::Visits, 3, Text::new("自定文字 3", "own word 3")),
    word(Subject::Visits, 4, Text::new("自定文字 4", "own word 4")),
    word(Subject::Visits, 5, Text::new("自定文字 5", "own word 5")),
    word(Subject::Visits, 6, Text::new("自定文字 6", "own word 6")),
    word(Subject::Visits, 7, Text::new("自定文字 7", "own word 7")),
    word(Subject::Visits, 8, Text::new("自定文字 8", "own word 8")),
    time(Subject::Customers, 1, Text::new("自定时间 1", "own time 1")),
    time(Subject::Customers, 2, Text::new("自定时间 2", "own time 2")),
    time(Subject::Customers, 3, Text::new("自定时间 3", "own time 3")),
    time(Subject::Customers, 4, Text::new("自定时间 4", "own time 4")),
    time(Subject::Customers, 5, Text::new("自定时间 5", "own time 5")),
    time(Subject::Customers, 6, Text::new("自定时间 6", "own time 6")),
    time(Subject::Customers, 7, Text::new("自定时间 7", "own time 7")),
    time(Subject::Customers, 8, Text::new("自定时间 8", "own time 8")),
    word(Subject::Customers, 1, Text::new("自定文字 1", "own word 1")),
    word(Subject::Customers, 2, Text::new("自定文字 2", "own word 2")),
    word(Subject::Customers, 3, Text::new("自定文字 3", "own word 3")),
    word(Subject::Customers, 4, Text::new("自定文字 4", "own word 4")),
    word(Subject::Customers, 5, Text::new("自定文字 5", "own word 5")),
    word(Subject::Customers, 6, Text::new("自定文字 6", "own word 6")),
    word(Subject::Customers, 7, Text::new("自定文字 7", "own word 7")),
    word(Subject::Customers, 8, Text::new("自定文字 8", "own word 8")),
];
