//! The keys of an obligation and of its parts.

use super::formats::{CODE, DATE, FIELD, LIMIT, PLAIN_FIELD, RULE_NAME, TEXT};
use super::keys::{BILINGUAL, CONDITION, EXPORTS, MEANINGS, SEVERITY};
use super::{Def, Key, Shape, key, map, required, table};

/// The keys that make up one limit rule; in an obligation, a version or a stage.
pub(in crate::policy) const LIMIT_KEYS: [&str; 7] =
    ["limit", "limit_by", "limit_when", "extended_limit", "at_most", "due_column", "roll"];

/// The keys a catalogue code takes from the generic policy where no layer gives them.
pub(in crate::policy) const TEXT_KEYS: [&str; 6] = ["title", "what", "why", "formula", "fix", "source"];

/// An obligation.
pub(in crate::policy) static OBLIGATION: Def = table(
    "obligation",
    "What is due: within a limit after a trigger, so often in each period, or for a share of a group. \
     Given keys replace the inherited ones of the same code.",
    &[
        required(
            "code",
            Shape::Text(&CODE),
            "The permanent code; an own one is X, two letters, three digits.",
        ),
        key("name", Shape::Text(&RULE_NAME), "The permanent English name; the catalogue's for its codes."),
        key("off", Shape::Flag, "Whether it is switched off."),
        key("severity", SEVERITY, "The gravity of its findings."),
        key(
            "confidence",
            Shape::Word(&["A", "B", "C", "X"]),
            "How sure its numbers are: A text read, B press, C secondary, X not confirmed; C and X only inform.",
        ),
        key("drop", Shape::List(&Shape::Text(&TEXT), 1), "Inherited keys to forget."),
        key("on", Shape::Word(&EXPORTS), "Whose rows are the cases (default complaints)."),
        key("trigger", Shape::Text(&PLAIN_FIELD), "The time that starts the clock."),
        key(
            "if_no_trigger",
            Shape::Word(&["undetermined", "excluded"]),
            "What a case without that time is (default undetermined).",
        ),
        key(
            "triggered_by_status",
            Shape::Text(&TEXT),
            "The meaning of the status that proves the trigger happened although its time is blank.",
        ),
        key("where", CONDITIONS, "Which cases it holds for; all conditions must hold."),
        EXPECTS,
        LIMIT_KEY,
        LIMIT_BY_KEY,
        LIMIT_WHEN_KEY,
        EXTENDED_KEY,
        AT_MOST_KEY,
        DUE_COLUMN_KEY,
        ROLL_KEY,
        HOLDS,
        OPENS,
        VERSIONS,
        key(
            "stages",
            Shape::List(&Shape::Table(&STAGE), 1),
            "Several things due; instead of expects and limit.",
        ),
        key(
            "recurrence",
            Shape::Table(&RECURRENCE),
            "Visits due in each period; instead of trigger and limit.",
        ),
        key(
            "coverage",
            Shape::Table(&COVERAGE),
            "A share of another obligation's cases; instead of all else.",
        ),
        key("title", BILINGUAL, "A short title."),
        key("what", BILINGUAL, "What it tests."),
        key("why", BILINGUAL, "Why it matters."),
        key("formula", BILINGUAL, "Its rate and denominator."),
        key("fix", BILINGUAL, "What to do about a finding."),
        key("source", BILINGUAL, "The document and article it comes from."),
        key(
            "message_late",
            BILINGUAL,
            "A finding done too late; names {late_by} {attempts_after_closure} {attempts}.",
        ),
        key(
            "message_missing",
            BILINGUAL,
            "A finding not done; names {late_by} {attempts_after_closure} {attempts} {rate} {target} {count} {wanted}.",
        ),
    ],
);

const CONDITIONS: Shape = Shape::List(&Shape::Table(&CONDITION), 1);
const LIMITS_WHEN: Shape = Shape::List(&Shape::Table(&LIMIT_WHEN), 1);
const LIMIT_VERSIONS: Shape = Shape::List(&Shape::Table(&VERSION), 1);
const A_LIMIT: Shape = Shape::Text(&LIMIT);

const EXPECTS: Key = key("expects", Shape::Table(&EXPECTED), "What is due: a time of the case, or a visit.");
const LIMIT_KEY: Key = key("limit", A_LIMIT, "The limit: min, h, d, wd, wh, mo, or next-month 7 16:00.");
const LIMIT_BY_KEY: Key =
    key("limit_by", Shape::Table(&LIMIT_BY), "Other limits by the meaning of one field.");
const LIMIT_WHEN_KEY: Key =
    key("limit_when", LIMITS_WHEN, "Other limits by conditions; the first that holds.");
const EXTENDED_KEY: Key = key(
    "extended_limit",
    Shape::Table(&EXTENDED),
    "The limit of an approved extension; goes before all others.",
);
const AT_MOST_KEY: Key =
    key("at_most", A_LIMIT, "A second limit to be kept as well; the earlier end counts.");
const DUE_COLUMN_KEY: Key = key(
    "due_column",
    Shape::Text(&PLAIN_FIELD),
    "The export's own due date, which goes before all limits where the column exists.",
);
const ROLL_KEY: Key = key(
    "roll",
    Shape::Word(&["never", "next-working-day"]),
    "Whether an end on a day off moves to the next working day (default never).",
);
const HOLDS: Key = key(
    "holds",
    Shape::Word(&["ignore", "subtract", "restart"]),
    "What a hold does to the clock (default ignore).",
);
const OPENS: Key =
    key("opens", A_LIMIT, "What is done earlier than so long after the trigger does not count.");
const VERSIONS: Key =
    key("versions", LIMIT_VERSIONS, "Limits for triggers of different times; instead of limit.");

static EXPECTED: Def = table(
    "expects",
    "What is due: a time of the case, or a visit.",
    &[
        key("field", Shape::Text(&PLAIN_FIELD), "A time field of the case itself."),
        key(
            "visit",
            Shape::Either(&[Shape::Text(&TEXT), Shape::Table(&VISIT)]),
            "A visit: an outcome, or conditions.",
        ),
        key(
            "by",
            Shape::Word(&["complaint", "customer"]),
            "What ties the visit to the case (default complaint for complaints, else customer).",
        ),
    ],
);

static VISIT: Def = map("visit", "Meanings by word field of visits; all must hold.", &PLAIN_FIELD, &MEANINGS);

static LIMIT_BY: Def = Def {
    keys: &[required("field", Shape::Text(&FIELD), "The field whose meaning chooses the limit.")],
    ..map("limit-by", "A field, and limits by its meanings.", &TEXT, &A_LIMIT)
};

static LIMIT_WHEN: Def = table(
    "limit-when",
    "A limit for some cases.",
    &[required("when", CONDITIONS, "All must hold."), required("limit", A_LIMIT, "The limit then.")],
);

static EXTENDED: Def = table(
    "extended-limit",
    "The limit of an approved extension.",
    &[
        required("flag", Shape::Text(&FIELD), "The field whose meaning `yes` says it was approved."),
        required("limit", A_LIMIT, "The limit then."),
    ],
);

static VERSION: Def = table(
    "version",
    "Limits for triggers of a span of days.",
    &[
        key("from", Shape::Text(&DATE), "The first day of triggers it holds for."),
        key("until", Shape::Text(&DATE), "The last day of triggers it holds for."),
        LIMIT_KEY,
        LIMIT_BY_KEY,
        LIMIT_WHEN_KEY,
        EXTENDED_KEY,
        AT_MOST_KEY,
        DUE_COLUMN_KEY,
        ROLL_KEY,
        key("source", BILINGUAL, "The article, where it differs from the obligation's."),
    ],
);

static STAGE: Def = table(
    "stage",
    "One of several things due after the trigger.",
    &[
        key("name", BILINGUAL, "Its name."),
        EXPECTS,
        LIMIT_KEY,
        LIMIT_BY_KEY,
        LIMIT_WHEN_KEY,
        EXTENDED_KEY,
        AT_MOST_KEY,
        DUE_COLUMN_KEY,
        ROLL_KEY,
        HOLDS,
        OPENS,
        VERSIONS,
    ],
);

static RECURRENCE: Def = table(
    "recurrence",
    "Visits due to each customer in each period.",
    &[
        required("per", Shape::Word(&["month", "quarter", "half-year", "year"]), "The period."),
        key("counted_only", Shape::Flag, "Whether it only serves a coverage and has no findings of its own."),
        required("requirements", Shape::List(&Shape::Table(&REQUIREMENT), 1), "What is due in each period."),
    ],
);

static REQUIREMENT: Def = table(
    "requirement",
    "Visits of one kind.",
    &[
        key("name", BILINGUAL, "Its name."),
        key("at_least", Shape::Whole(1, 1000), "How many (default 1)."),
        key(
            "visit",
            Shape::Either(&[Shape::Text(&TEXT), Shape::Table(&VISIT)]),
            "Which visits count (default any).",
        ),
    ],
);

static COVERAGE: Def = table(
    "coverage",
    "A share of each group's cases that must meet another obligation.",
    &[
        required("of", Shape::Text(&CODE), "The obligation whose cases are counted."),
        required("by", Shape::Text(&FIELD), "The field that makes the groups."),
        key("counts", Shape::Word(&["in-time", "done"]), "Which cases count as covered (default in-time)."),
        required("target", SHARE, "The share that must be covered, 0 to 1."),
        key("targets", Shape::Table(&TARGETS), "Another share for some groups."),
    ],
);
const SHARE: Shape = Shape::Number(0.0, 1.0);
static TARGETS: Def = map("targets", "Shares by meaning or word of the group.", &TEXT, &SHARE);
