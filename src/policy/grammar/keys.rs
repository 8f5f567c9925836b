//! The keys of a policy file outside its obligations.

use super::formats::{CHECK_CODE, CODE, DATE, FIELD, INTERVAL, NAME, PLAIN_FIELD, TEXT, ZONE};
use super::obligation_keys::OBLIGATION;
use super::{Def, Key, Shape, key, map, required, table};

/// Weekdays as a policy writes them, Monday first.
pub(in crate::policy) const WEEKDAYS: [&str; 7] = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"];

/// The exports whose rows may be cases.
pub(in crate::policy) const EXPORTS: [&str; 3] = ["complaints", "visits", "customers"];

/// The tables of public holidays; a test compares them with the calendar's.
pub(super) const HOLIDAYS: [&str; 3] = ["cn-mainland", "england-and-wales", "none"];

/// A policy file.
pub(in crate::policy) static POLICY: Def = table(
    "policy",
    "A Hearback policy: what is due when, and how an export's words and times are read.",
    &[
        required("name", Shape::Text(&NAME), "The policy's name; not that of a built-in one."),
        key("extends", Shape::Text(&TEXT), "A built-in policy, or a policy file relative to this one."),
        key("title", BILINGUAL, "A title people read; not inherited."),
        key("zone", Shape::Text(&ZONE), "The zone of times that carry none: +08:00 or an IANA name."),
        key(
            "max_rejected_share",
            Shape::Number(0.0, 1.0),
            "More rejected rows than this share of an input, 0 to 1, and the audit is not complete.",
        ),
        key("sources", TEXTS, "The documents the policy cites; added to the inherited ones."),
        key("replaces_words", FIELDS, "Fields whose inherited words are forgotten."),
        key(
            "calendar",
            Shape::Table(&CALENDAR),
            "Working days and hours; each key replaces the inherited one.",
        ),
        key("callback_hours", Shape::Table(&CALLBACK_HOURS), "When visits are permitted (CBK005)."),
        key("clock", Shape::Table(&CLOCK), "How reopenings and hold totals are counted."),
        key("required", Shape::Table(&REQUIRED), "Fields no record can do without (VAL001)."),
        key("records", Shape::Table(&RECORDS), "What visit records must hold and how long they are kept."),
        key("reperformance", Shape::Table(&REPERFORMANCE), "How the system's own figures are compared."),
        key(
            "event_log",
            Shape::Table(&EVENT_LOG),
            "The complaints export holds several rows (events) of one case.",
        ),
        key("words", Shape::Table(&WORDS), "What the words of an export mean, by field."),
        key("fields", Shape::Table(&FIELDS_OF), "Own columns, usable wherever a field is named."),
        key("checks", Shape::Table(&CHECKS), "Changes to checks, by code."),
        key("obligation", Shape::List(&Shape::Table(&OBLIGATION), 0), "What is due, one entry per code."),
    ],
);

/// A text in both languages.
pub(super) const BILINGUAL: Shape = Shape::Table(&TEXT_OF);
static TEXT_OF: Def = table(
    "bilingual",
    "One text in Chinese and English.",
    &[
        required("zh", Shape::Text(&TEXT), "The Chinese wording."),
        required("en", Shape::Text(&TEXT), "The English wording."),
    ],
);

pub(super) const TEXTS: Shape = Shape::List(&Shape::Text(&TEXT), 0);
pub(super) const MEANINGS: Shape = Shape::List(&Shape::Text(&TEXT), 1);
const FIELDS: Shape = Shape::List(&Shape::Text(&PLAIN_FIELD), 0);
const INTERVALS: Shape = Shape::List(&Shape::Text(&INTERVAL), 0);
const DAYS: Shape = Shape::List(&Shape::Either(&[Shape::Text(&DATE), Shape::Table(&NAMED_DAY)]), 0);

static NAMED_DAY: Def = table(
    "named-day",
    "A day with its name.",
    &[
        required("day", Shape::Text(&DATE), "The day."),
        key("name", Shape::Text(&TEXT), "What it is, as proofs show it."),
    ],
);

static CALENDAR: Def = table(
    "calendar",
    "Working days and working hours.",
    &[
        key("holidays", Shape::Word(&HOLIDAYS), "The table of public holidays."),
        key("weekend", Shape::List(&Shape::Word(&WEEKDAYS), 0), "Weekdays not worked."),
        key("makeup_workdays", Shape::Flag, "Whether make-up workdays of the holiday table are worked."),
        key("working_hours", INTERVALS, "The hours of a working day."),
        key("working_hours_on", Shape::Table(&HOURS_ON), "Weekdays whose hours differ."),
        key("days_off", DAYS, "Further days not worked."),
        key("extra_workdays", DAYS, "Further days worked."),
    ],
);

static HOURS_ON: Def = table(
    "hours-on",
    "Hours by weekday; an empty list: none.",
    &[
        key("mon", INTERVALS, "Monday."),
        key("tue", INTERVALS, "Tuesday."),
        key("wed", INTERVALS, "Wednesday."),
        key("thu", INTERVALS, "Thursday."),
        key("fri", INTERVALS, "Friday."),
        key("sat", INTERVALS, "Saturday."),
        key("sun", INTERVALS, "Sunday."),
    ],
);

static CALLBACK_HOURS: Def = table(
    "callback-hours",
    "When visits are permitted (CBK005).",
    &[
        key("hours", INTERVALS, "Permitted hours."),
        key("on", Shape::Table(&HOURS_ON), "Weekdays whose hours differ."),
        key("days", Shape::Word(&["working-days", "every-day"]), "On which days (default working-days)."),
    ],
);

static CLOCK: Def = table(
    "clock",
    "How reopenings and hold totals are counted.",
    &[
        key("reopening", Shape::Word(&["last", "first"]), "Which close counts where a case was reopened."),
        key(
            "hold_totals",
            Shape::Word(&["clock", "working"]),
            "What the minutes of a total-hold-time column are: wall clock or working time.",
        ),
    ],
);

static REQUIRED: Def = table(
    "required",
    "Fields no record can do without (VAL001); a list replaces the inherited one.",
    &[
        key("complaints", FIELDS, "Of a complaint."),
        key("visits", FIELDS, "Of a visit."),
        key("customers", FIELDS, "Of a customer."),
    ],
);

static RECORDS: Def = table(
    "records",
    "What visit records must hold and how long they are kept.",
    &[
        key("visit_fields", FIELDS, "Fields a visit record must hold (CBK008)."),
        key(
            "min_attempts",
            Shape::Whole(1, 1000),
            "Attempts before a customer counts as unreachable (CBK003).",
        ),
        key("retention_months", Shape::Whole(1, 1200), "Months records are kept (RET001)."),
    ],
);

static REPERFORMANCE: Def = table(
    "reperformance",
    "How the system's own figures are compared.",
    &[
        key(
            "judged_by",
            Shape::Text(&CODE),
            "The obligation whose verdict is compared with the system's flag (REP001).",
        ),
        key(
            "tolerance_minutes",
            Shape::Whole(0, 1_000_000),
            "Minutes by which elapsed times may differ (REP002).",
        ),
    ],
);

static EVENT_LOG: Def = table(
    "event-log",
    "The complaints export holds several rows (events) of one case.",
    &[
        key("order_by", Shape::Text(&PLAIN_FIELD), "The time of an event (default updated_at)."),
        key("hold_status", MEANINGS, "Meanings of the status during which the clock stands still."),
        key(
            "times",
            Shape::Table(&EVENT_TIMES),
            "Times taken from events where the export has no such column.",
        ),
    ],
);

static EVENT_TIMES: Def = map("event-times", "Times by field.", &PLAIN_FIELD, &Shape::Table(&EVENT_TIME));
static EVENT_TIME: Def = Def {
    size: Some(1),
    ..table(
        "event-time",
        "The first or the last event whose status has one of these meanings.",
        &[key("first", MEANINGS, "The first such event."), key("last", MEANINGS, "The last such event.")],
    )
};

static WORDS: Def = map("words", "Word tables by field.", &PLAIN_FIELD, &Shape::Table(&MEANINGS_OF));
static MEANINGS_OF: Def =
    map("meanings", "Words by meaning; added to the inherited ones, and a word may move.", &TEXT, &TEXTS);

static FIELDS_OF: Def = table(
    "fields",
    "Own columns by export and key.",
    &[
        key("complaints", Shape::Table(&OWN_FIELDS), "Of complaints."),
        key("visits", Shape::Table(&OWN_FIELDS), "Of visits."),
        key("customers", Shape::Table(&OWN_FIELDS), "Of customers."),
    ],
);
static OWN_FIELDS: Def = map("own-fields", "Own columns by key.", &PLAIN_FIELD, &Shape::Table(&OWN_FIELD));
static OWN_FIELD: Def = table(
    "own-field",
    "An own column; at most 8 of each kind and export.",
    &[
        key("headers", MEANINGS, "Headers it goes by."),
        key("holds", Shape::Word(&["time", "word"]), "What its cells hold."),
        key("title", BILINGUAL, "What people call it."),
    ],
);

static CHECKS: Def = map("checks", "Changes to checks, by code.", &CHECK_CODE, &Shape::Table(&CHECK));
static CHECK: Def = table(
    "check",
    "A change to a check.",
    &[
        key("severity", SEVERITY, "The gravity of its findings."),
        key("off", Shape::Flag, "Whether it is switched off."),
    ],
);

pub(super) const SEVERITY: Shape = Shape::Word(&["high", "medium", "low", "info"]);

/// A condition of a population or a limit.
pub(super) static CONDITION: Def =
    Def { size: Some(2), ..table("condition", "A field and one test.", CONDITION_KEYS) };
const CONDITION_KEYS: &[Key] = &[
    required("field", Shape::Text(&FIELD), "The field; customers.class is one of the record's customer."),
    key("is", MEANINGS, "Its meaning (or its word, where it has no word table) is one of these."),
    key("is_not", MEANINGS, "It is none of these; a blank is none."),
    key("blank", Shape::Flag, "true: the cell is empty; false: it is not."),
    key("at_least", Shape::Number(-1e12, 1e12), "The number is at least this; a span counts in minutes."),
    key("at_most", Shape::Number(-1e12, 1e12), "The number is at most this; a span counts in minutes."),
];
