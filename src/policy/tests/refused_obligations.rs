//! Every way in which an obligation is refused: the words and the place.

use super::own;
use super::refused::check;

/// Text after the two lines of [`own`], what the English text says, and where.
const OVER_GENERIC: &[(&str, &str, &str)] = &[
    // Keys.
    (
        "[[obligation]]\ncode = \"RSP001\"\nlimt = \"2h\"",
        "RSP001.limt: there is no such key; did you mean limit?",
        "5:1",
    ),
    ("[[obligation]]\ncode = \"RSP001\"\nexpects = { feild = \"closed_at\" }", "did you mean field?", "5:13"),
    // Kinds.
    (
        "[[obligation]]\ncode = \"RSP001\"\ntitle = \"x\"",
        "RSP001.title = `x`: expected a table, found a text",
        "5:9",
    ),
    // Words of fixed lists.
    (
        "[[obligation]]\ncode = \"RSP001\"\nseverity = \"hihg\"",
        "RSP001.severity = `hihg`: unknown word; did you mean high?",
        "5:12",
    ),
    // Limits, days, hours, numbers.
    (
        "[[obligation]]\ncode = \"RSP001\"\nlimit = \"24x\"",
        "RSP001.limit = `24x`: limit \"24x\": unknown unit \"x\"",
        "5:9",
    ),
    ("[[obligation]]\ncode = \"RSP001\"\nlimit = \"0h\"", "the amount must be from 1", "5:9"),
    (
        "[[obligation]]\ncode = \"RSP001\"\nlimit_by = { field = \"severity\", urgent = \"soon\" }",
        "RSP001.limit_by.urgent = `soon`",
        "5:43",
    ),
    ("[[obligation]]\ncode = \"RSP001\"\nlimit = 24", "expected a text, found a whole number", "5:9"),
    (
        "[[obligation]]\ncode = \"CLS001\"\nlimit = \"40d\"",
        "the extended limit is shorter than the limit",
        "GENERIC",
    ),
    (
        "[[obligation]]\ncode = \"CBK001\"\nopens = \"8wd\"",
        "what counts would begin after the limit has ended",
        "5:9",
    ),
    // Codes and names.
    ("[[obligation]]\ncode = \"rsp001\"", "expected a code: one of the catalogue's obligations", "4:8"),
    ("[[obligation]]\ncode = \"RSP002\"", "not a code of the catalogue", "4:8"),
    ("[[obligation]]\ncode = \"CKB001\"", "did you mean CBK001?", "4:8"),
    ("[[obligation]]\ncode = \"CBK003\"", "this is the code of a check", "4:8"),
    (
        "[[obligation]]\ncode = \"RSP001\"\n[[obligation]]\ncode = \"RSP001\"",
        "given twice: first at own.toml:4:8",
        "6:8",
    ),
    (
        "[[obligation]]\ncode = \"RSP001\"\nname = \"slow-response\"",
        "the catalogue's name of RSP001 is first-response-overdue",
        "5:8",
    ),
    ("[[obligation]]\nlimit = \"2h\"", "obligation[0]: `code` is missing", "3:1"),
    // Confidence.
    (
        "[[obligation]]\ncode = \"CLS001\"\nseverity = \"high\"\nconfidence = \"C\"",
        "severity must be info",
        "5:12",
    ),
    ("[[obligation]]\ncode = \"CLS001\"\nconfidence = \"X\"", "severity must be info", "5:14"),
    // Coverage.
    (
        "[[obligation]]\ncode = \"CLS002\"\ncoverage = { of = \"XZZ001\", by = \"branch\", target = 0.9 }",
        "the policy has no obligation XZZ001",
        "5:19",
    ),
    (
        "[[obligation]]\ncode = \"CLS002\"\ncoverage = { of = \"CBK002\", by = \"branch\", target = 0.9 }",
        "CBK002 is a coverage itself",
        "5:19",
    ),
    (
        "[[obligation]]\ncode = \"CLS002\"\ncoverage = { of = \"CLS001\", by = \"branch\", target = 95 }",
        "CLS002.coverage.target = `95`: expected a number from 0 to 1",
        "5:53",
    ),
    (
        "[[obligation]]\ncode = \"CLS001\"\noff = true",
        "CLS001 is switched off; switch off CLS002 as well",
        "GENERIC",
    ),
    // Versions.
    (
        "[[obligation]]\ncode = \"CLS001\"\nversions = [{ from = \"2024-01-01\", until = \"2023-12-31\", limit = \"15d\" }]",
        "it ends before it begins on 2024-01-01",
        "5:44",
    ),
    (
        "[[obligation]]\ncode = \"CLS001\"\nversions = [\n{ limit = \"15d\", until = \"2024-06-01\" },\n{ limit = \"9d\", from = \"2024-06-01\" }]",
        "overlap with those of the version at own.toml:6:1",
        "7:1",
    ),
    (
        "[[obligation]]\ncode = \"CLS001\"\nversions = [\n{ limit = \"15d\", from = \"2024-06-01\" },\n{ limit = \"9d\" }]",
        "overlap",
        "6:1",
    ),
    ("[[obligation]]\ncode = \"CLS001\"\nversions = []", "the list must not be empty", "5:12"),
    (
        "[[obligation]]\ncode = \"CLS001\"\nversions = [{ from = \"2024-01-01\" }]",
        "CLS001.versions[0]: `limit` is missing",
        "5:13",
    ),
    // Forms.
    (
        "[[obligation]]\ncode = \"CLS001\"\nversions = [{ limit = \"1d\" }]\nlimit = \"2d\"",
        "`limit` does not go with `versions`; if it is inherited, write drop",
        "6:9",
    ),
    ("[[obligation]]\ncode = \"CBK011\"\nlimit = \"2d\"", "`limit` does not go with `recurrence`", "5:9"),
    ("[[obligation]]\ncode = \"CLS002\"\non = \"visits\"", "`on` does not go with `coverage`", "5:6"),
    (
        "[[obligation]]\ncode = \"CBK013\"\nexpects = { field = \"closed_at\" }",
        "`expects` does not go with `stages`",
        "5:11",
    ),
    ("[[obligation]]\ncode = \"CBK013\"\nstages = []", "the list must not be empty", "5:10"),
    (
        "[[obligation]]\ncode = \"CBK011\"\nrecurrence = { per = \"year\", requirements = [] }",
        "the list must not be empty",
        "5:45",
    ),
    ("[[obligation]]\ncode = \"CBK011\"\non = \"visits\"", "`on` must be customers", "5:6"),
    (
        "[[obligation]]\ncode = \"RSP001\"\nexpects = { field = \"closed_at\", visit = \"reached\" }",
        "`visit` does not go with `field`",
        "5:42",
    ),
    ("[[obligation]]\ncode = \"RSP001\"\nexpects = {}", "exactly one is needed of: field, visit", "5:11"),
    (
        "[[obligation]]\ncode = \"CBK010\"\nexpects = { visit = \"reached\", by = \"complaint\" }",
        "a customer has no complaint id",
        "5:37",
    ),
    (
        "[[obligation]]\ncode = \"CUS004\"\ntriggered_by_status = \"closed\"",
        "only the complaints export has a status",
        "5:23",
    ),
    // Conditions.
    (
        "[[obligation]]\ncode = \"RSP001\"\nwhere = [{ field = \"severity\" }]",
        "exactly one is needed of: is, is_not, blank",
        "5:10",
    ),
    (
        "[[obligation]]\ncode = \"RSP001\"\nwhere = [{ field = \"severity\", is = [] }]",
        "the list must not be empty",
        "5:37",
    ),
    (
        "[[obligation]]\ncode = \"RSP001\"\nwhere = [{ field = \"severity\", is = [\"urgnt\"] }]",
        "words.severity has no such meaning; did you mean urgent?",
        "5:38",
    ),
    (
        "[[obligation]]\ncode = \"RSP001\"\nwhere = [{ field = \"reopen_count\", at_least = 1.2345 }]",
        "at most three decimal places",
        "5:47",
    ),
    (
        "[[obligation]]\ncode = \"RSP001\"\nwhere = [{ field = \"Severity\", blank = true }]",
        "RSP001.where[0].field = `Severity`: expected a field",
        "5:20",
    ),
    (
        "[[obligation]]\ncode = \"RSP001\"\nlimit_by = { field = \"severity\", urgnt = \"2h\" }",
        "words.severity has no such meaning; did you mean urgent?",
        "5:42",
    ),
    (
        "[[obligation]]\ncode = \"CLS001\"\nextended_limit = { flag = \"severity\", limit = \"30d\" }",
        "words.severity has no such meaning",
        "5:27",
    ),
    ("[[obligation]]\ncode = \"CBK001\"\ntriggered_by_status = \"clsd\"", "did you mean closed?", "5:23"),
    ("[[obligation]]\ncode = \"CBK001\"\nexpects = { visit = \"reachd\" }", "did you mean reached?", "5:21"),
    (
        "[[obligation]]\ncode = \"CBK001\"\nexpects = { visit = { outcome = [\"reached\"], method = [\"fone\"] } }",
        "CBK001.expects.visit.method[0] = `fone`: words.method has no such meaning; did you mean phone?",
        "5:56",
    ),
    // Messages.
    (
        "[[obligation]]\ncode = \"RSP001\"\nmessage_late = { zh = \"晚 {late_by}\", en = \"{lateby} late\" }",
        "there is no {lateby}; did you mean {late_by}?",
        "5:43",
    ),
    (
        "[[obligation]]\ncode = \"RSP001\"\nmessage_late = { zh = \"{}\", en = \"x\" }",
        "one of: {late_by}",
        "5:23",
    ),
    // Forgetting.
    (
        "[[obligation]]\ncode = \"RSP001\"\ndrop = [\"limit_bye\"]",
        "there is no such key; did you mean limit_by?",
        "5:9",
    ),
    ("[[obligation]]\ncode = \"RSP001\"\ndrop = [\"coverage\"]", "nothing of that name to forget", "5:9"),
    ("[[obligation]]\ncode = \"RSP001\"\ndrop = [\"code\"]", "there is no such key", "5:9"),
    ("[[obligation]]\ncode = \"RSP001\"\ndrop = [\"trigger\"]", "RSP001: `trigger` is missing", "3:1"),
];

#[test]
fn obligations_over_the_generic_policy() {
    check(OVER_GENERIC, own);
}
