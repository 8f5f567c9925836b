//! Every way in which a text is refused: the words and the place. Those of obligations stand in
//! `refused_obligations`.

use super::*;

/// Text after the two lines of [`own`], what the English text says, and where.
const OVER_GENERIC: &[(&str, &str, &str)] = &[
    // TOML itself.
    ("zone = ", "not TOML", "3:8"),
    ("zone = \"Z\"\nzone = \"Z\"", "duplicate key", "4:1"),
    // Keys.
    ("zoen = \"Z\"", "zoen: there is no such key; did you mean zone?", "3:1"),
    ("qqqqqqq = 1", "the keys are: name, extends, title", "3:1"),
    ("[calendar]\nweekends = []", "did you mean weekend?", "4:1"),
    ("[required]\ncomplaint = []", "did you mean complaints?", "4:1"),
    ("[fields.visit.x]\nheaders = [\"x\"]\nholds = \"time\"", "did you mean visits?", "3:9"),
    // Kinds.
    ("zone = 8", "zone = `8`: expected a text, found a whole number", "3:8"),
    ("[calendar]\nmakeup_workdays = \"yes\"", "expected true or false, found a text", "4:19"),
    ("sources = \"ISO\"", "expected a list, found a text", "3:11"),
    ("[records]\nmin_attempts = 2.5", "expected a whole number, found a number", "4:16"),
    ("words = 1", "expected a table, found a whole number", "3:9"),
    ("title = { zh = \"x\" }", "title: `en` is missing", "3:9"),
    ("title = { zh = \" \", en = \"x\" }", "title.zh = ` `: expected a text that is not empty", "3:16"),
    // Words of fixed lists.
    ("[calendar]\nholidays = \"cn-mainlnd\"", "did you mean cn-mainland?", "4:12"),
    ("[calendar]\nholidays = \"fr\"", "one of: cn-mainland, england-and-wales, none", "4:12"),
    ("[calendar]\nweekend = [\"sat\", \"sunday\"]", "calendar.weekend[1] = `sunday`: unknown word", "4:19"),
    ("[calendar]\nworking_hours_on = { friday = [] }", "there is no such key; did you mean fri?", "4:22"),
    ("[clock]\nreopening = \"frist\"", "did you mean first?", "4:13"),
    ("zone = \"Europe/Lodnon\"", "did you mean Europe/London?", "3:8"),
    ("zone = \"+8\"", "expected a distance from UTC such as +08:00", "3:8"),
    // Limits, days, hours, numbers.
    ("[calendar]\nworking_hours = [\"09:00-25:00\"]", "daily interval \"09:00-25:00\"", "4:18"),
    (
        "[calendar]\nworking_hours = [\"13:00-18:00\", \"09:00-12:00\"]",
        "it must come after 13:00-18:00",
        "4:33",
    ),
    ("[calendar]\nworking_hours = []", "no daily interval", "4:17"),
    (
        "[calendar]\nweekend = [\"mon\", \"tue\", \"wed\", \"thu\", \"fri\", \"sat\", \"sun\"]",
        "no day would be worked",
        "4:11",
    ),
    ("[calendar]\ndays_off = [\"2025-02-30\"]", "expected a day that exists", "4:13"),
    (
        "[calendar]\nextra_workdays = [{ day = \"1925-02-03\", name = \"x\" }]",
        "1925-02-03 lies outside",
        "4:19",
    ),
    ("[callback_hours]\ndays = \"every-day\"", "callback_hours: `hours` is missing", "3:1"),
    ("max_rejected_share = 1.5", "expected a number from 0 to 1", "3:22"),
    ("max_rejected_share = nan", "expected a number from 0 to 1", "3:22"),
    ("[records]\nretention_months = 0", "a whole number from 1 to 1200", "4:20"),
    // Codes and names.
    ("[checks.RSP001]\noff = true", "this is the code of an obligation", "3:9"),
    ("[checks.CBK099]\noff = true", "not a code of the catalogue", "3:9"),
    ("[checks.CBK003]\nof = true", "did you mean off?", "4:1"),
    ("[reperformance]\njudged_by = \"XZZ999\"", "the policy has no obligation XZZ999; it has: ", "4:13"),
    // Words.
    (
        "[words.severity]\nurgent = [\"红\"]\nnormal = [\" 红\"]",
        "two meanings in words.severity: normal, and urgent at own.toml:4:11",
        "5:11",
    ),
    ("[words.severity]\nurgent = [\"A\", \"ａ\"]", "given twice: first at own.toml:4:11", "4:16"),
    ("replaces_words = [\"satisfacton\"]", "did you mean satisfaction?", "3:19"),
    // Own columns.
    ("[fields.complaints.time_1]\nheaders = [\"x\"]\nholds = \"time\"", "choose a name of your own", "3:1"),
    (
        "[fields.complaints.Ab]\nheaders = [\"x\"]\nholds = \"time\"",
        "expected a field: small letters",
        "3:20",
    ),
    ("[fields.complaints.ab]\nholds = \"time\"", "`headers` is missing", "3:1"),
    ("[fields.complaints.ab]\nheaders = [\"x\"]", "`holds` is missing", "3:1"),
    ("[fields.complaints.ab]\nheaders = [\"x\"]\nholds = \"date\"", "one of: time, word", "5:9"),
    (
        "[fields.visits.ab]\nheaders = [\"X\"]\nholds = \"time\"\n[fields.visits.cd]\nheaders = [\"y\", \"x\"]\nholds = \"time\"",
        "given twice: first at own.toml:4:12",
        "7:17",
    ),
    // Event log.
    ("[event_log]\nhold_status = [\"on_hodl\"]", "did you mean on_hold?", "4:16"),
    (
        "[event_log.times]\nclosed_at = { first = [\"closed\"], last = [\"closed\"] }",
        "exactly one is needed of: first, last",
        "4:13",
    ),
];

/// Text after the one line of [`bare`], what the English text says, and where.
const OVER_NOTHING: &[(&str, &str, &str)] = &[
    ("extends = \"generc\"", "neither a built-in policy nor a file; did you mean generic?", "2:11"),
    ("extends = \"other.toml\"", "built in: generic, ", "2:11"),
    ("name = \"x\"", "duplicate key", "2:1"),
    ("replaces_words = [\"status\"]", "nothing of that name to forget", "2:19"),
    ("[[obligation]]\ncode = \"RSP001\"\ndrop = [\"limit\"]", "nothing of that name to forget", "4:9"),
    ("[[obligation]]\ncode = \"RSP001\"", "RSP001: `trigger` is missing", "2:1"),
    ("[[obligation]]\ncode = \"XAB001\"", "XAB001: `name` is missing", "2:1"),
    ("[[obligation]]\ncode = \"XAB001\"\nname = \"Own\"", "expected small letters", "4:8"),
    ("[[obligation]]\ncode = \"XAB001\"\nname = \"own\"", "XAB001: `severity` is missing", "2:1"),
];

pub(super) fn check(cases: &[(&str, &str, &str)], load: fn(&str) -> Result<Policy, PolicyError>) {
    let failures: Vec<String> = cases.iter().filter_map(|case| fails(case, load)).collect();
    assert!(failures.is_empty(), "{} of {}:\n{}", failures.len(), cases.len(), failures.join("\n"));
}

/// What is not as the case has it.
fn fails(
    (text, says, at): &(&str, &str, &str),
    load: fn(&str) -> Result<Policy, PolicyError>,
) -> Option<String> {
    let Some(error) = load(text).err() else { return Some(format!("accepted: {text}")) };
    let (said, zh) = (error.to_string(), error.text().zh);
    let place = match (*at, error.place()) {
        ("GENERIC", Some(place)) => &*place.origin == "generic",
        (at, place) => place.map(Place::to_string).as_deref() == Some(&format!("own.toml:{at}")),
    };
    let worded = said.contains(says) && !said.contains('\n') && zh.starts_with("制度 ") && zh.contains('：');
    (!place || !worded).then(|| format!("{text}\n  said: {said}\n  want: {at} {says}"))
}

#[test]
fn settings_over_the_generic_policy() {
    check(OVER_GENERIC, own);
}

#[test]
fn over_nothing() {
    check(OVER_NOTHING, bare);
}
