//! One table in every format, encoding and page layout gives the same findings, each on its own row.

mod formats;
mod sheets;
mod table;
mod texts;

use std::error::Error;

use crate::audited::{Audited, Finding, Input};
use crate::desk::Desk;
use table::{COMPLAINTS, Dress, Page, VISITS};

/// With a key, the tokens of persons are the same in every format, too.
const OPTIONS: [&str; 4] = ["--as-of", "2024-06-30", "--mask-key", KEY_FILE];
const KEY_FILE: &str = "key.txt";

/// What the table comes to: code, state, id, the number of the record (1 = first), and the evidence.
const FOUND: [&str; 37] = [
    r#"CBK001 late TS1002 #2 attempts_after_closure=1 limit="7wd" visit_id="HF02" visit_row #2"#,
    r#"CBK001 missing TS1005 #5 attempts_after_closure=0 limit="7wd""#,
    r#"CBK001 missing TS1007 #7 attempts_after_closure=0 limit="7wd""#,
    r#"CBK001 missing TS1008 #8 attempts_after_closure=0 limit="7wd""#,
    r#"CBK001 missing TS1010 #10 attempts_after_closure=1 limit="7wd""#,
    r#"CBK004 fires HF03 #3 complaint_id="TS1003" handler="王**#8v8z84ng" visitor="王**#8v8z84ng""#,
    r#"CBK017 missing HF02 #2 limit="5wd""#,
    r#"CHR001 fires TS1005 #5 received_at="2024-03-06T14:00:00+08:00" responded_at="2024-03-06T13:00:00+08:00""#,
    r#"CHR002 fires TS1008 #8 closed_at="2024-03-01T10:00:00+08:00" received_at="2024-03-08T10:00:00+08:00" responded_at="2024-03-08T10:30:00+08:00""#,
    r#"CLS001 late TS1003 #3 limit="15d""#,
    r#"CLS001 missing TS1004 #4 limit="15d""#,
    r#"CLS001 missing TS1009 #9 limit="15d""#,
    r#"CLS001 missing TS1011 #11 limit="15d""#,
    "DUP001 fires TS1002 #6 first_row #2",
    r#"RSP001 late TS1002 #2 limit="2h""#,
    r#"RSP001 missing TS1003 #3 limit="24h""#,
    "CBK003 fires TS1010 #10 attempts=1",
    r#"CBK008 fires HF08 #8 fields=["visitor"]"#,
    r#"RET001 fires complaints 2024-04 export="complaints" month="2024-04""#,
    r#"RET001 fires complaints 2024-05 export="complaints" month="2024-05""#,
    r#"RET001 fires complaints 2024-06 export="complaints" month="2024-06""#,
    r#"RET001 fires visits 2024-05 export="visits" month="2024-05""#,
    r#"RET001 fires visits 2024-06 export="visits" month="2024-06""#,
    r#"CBK006 fires HF05 #5 complaint_id="TS9999" one_character_off=[] same_customer=["TS1009"]"#,
    r#"CHR003 fires HF04 #4 closed_at="2024-03-07T10:00:00+08:00" complaint_id="TS1005" visited_at="2024-03-06T16:00:00+08:00""#,
    r#"CHR004 fires TS1011 #11 field="closed_at" value="2024-12-01T09:00:00+08:00""#,
    "CLS002 missing 东区 due=4 in_time=3 rate=0.75 target=0.95",
    "CLS002 missing 西区 due=4 in_time=1 rate=0.25 target=0.95",
    r#"CLS004 fires TS1009 #9 status="已办结""#,
    r#"DUP002 fires HF01 #6 first_id="HF01" first_row #1"#,
    r#"VAL001 fires TS1003 #3 field="customer_id""#,
    r#"VAL001 fires HF08 #8 field="visitor""#,
    r#"VAL002 fires TS1004 #4 field="responded_at" text="昨天下午""#,
    r#"VAL002 fires HF08 #8 field="visited_at" text="三月中旬""#,
    r#"VAL003 fires TS1007 #7 field="severity" rows=1 text="特别烦""#,
    r#"VAL003 fires HF08 #8 field="outcome" rows=1 text="嗯""#,
    r#"VAL003 fires HF08 #8 field="satisfaction" rows=1 text="还行吧""#,
];

/// Both tables with what stands around them, and the rows their records stand in.
struct Pages {
    complaints: Page,
    visits: Page,
}

impl Pages {
    fn new(dress: Dress) -> Self {
        Self { complaints: COMPLAINTS.page(dress), visits: VISITS.page(dress) }
    }

    fn in_sheets(&self) -> Rows {
        Rows { complaints: self.complaints.sheet_rows(), visits: self.visits.sheet_rows() }
    }

    fn in_texts(&self) -> Rows {
        Rows { complaints: self.complaints.text_rows(), visits: self.visits.text_rows() }
    }
}

/// By kind and record: the physical row.
struct Rows {
    complaints: Vec<u64>,
    visits: Vec<u64>,
}

impl Rows {
    /// The number of the record in a row.
    fn record(&self, dataset: &str, row: u64) -> Option<usize> {
        let rows = if dataset == "visits" { &self.visits } else { &self.complaints };
        rows.iter().position(|&known| known == row).map(|place| place + 1)
    }
}

/// A finding with its record instead of its row.
fn on_record(finding: &Finding, rows: &Rows) -> String {
    let place = |dataset: &str, row: u64| match rows.record(dataset, row) {
        Some(record) => format!("#{record}"),
        None => format!("row {row}, where no record is"),
    };
    let own = finding.row.map_or_else(String::new, |row| format!(" {}", place(&finding.dataset, row)));
    let mut line = format!("{} {} {}{own}", finding.code, finding.state, finding.id);
    for (key, value) in &finding.evidence {
        match (key.as_str(), value.as_u64()) {
            ("first_row", Some(row)) => line.push_str(&format!(" {key} {}", place(&finding.dataset, row))),
            ("visit_row", Some(row)) => line.push_str(&format!(" {key} {}", place("visits", row))),
            (key, _) if key.ends_with("_file") => {}
            _ => line.push_str(&format!(" {key}={value}")),
        }
    }
    line
}

/// Audits `args` and checks that they hold what the table holds: the same findings, on the right rows, and
/// every row accounted for.
fn check(
    desk: &Desk,
    args: &[&str],
    pages: &Pages,
    rows: &Rows,
    about: &str,
) -> Result<Audited, Box<dyn Error>> {
    desk.put(KEY_FILE, "0123456789abcdef\n")?;
    let audit = desk.audit(&[args, &OPTIONS].concat()).map_err(|error| format!("{about}: {error}"))?;
    let found: Vec<String> = audit.findings.iter().map(|finding| on_record(finding, rows)).collect();
    let odd: Vec<&str> = differences(&found);
    assert!(odd.is_empty(), "{about}: {odd:#?}");
    for (kind, page) in [("complaints", &pages.complaints), ("visits", &pages.visits)] {
        let input = audit.inputs.iter().find(|input| input.kind == kind);
        let input = input.ok_or_else(|| format!("{about}: no {kind} were read"))?;
        account(input, page, about);
    }
    Ok(audit)
}

/// What is there and should not be, or should be and is not. Their order is that of files and rows, which
/// are not the same everywhere.
fn differences(found: &[String]) -> Vec<&str> {
    let surplus = found.iter().map(String::as_str).filter(|line| !FOUND.contains(line));
    let lacking = FOUND.iter().copied().filter(|line| !found.iter().any(|other| other == line));
    let odd: Vec<&str> = surplus.chain(lacking).collect();
    if odd.is_empty() && found.len() != FOUND.len() { vec!["something is there twice"] } else { odd }
}

fn account(input: &Input, page: &Page, about: &str) {
    let rows = &input.rows;
    assert!(rows.closes(), "{about}: {rows:?}");
    let parts = [rows.header, rows.blank, rows.total, rows.used];
    assert_eq!((parts, rows.rejected), (page.account, 0), "{about}: {}", input.kind);
}

#[test]
fn the_table_has_something_of_nearly_every_rule_to_lose() {
    let codes: std::collections::BTreeSet<&str> = FOUND.iter().map(|line| &line[..6]).collect();
    let expected = [
        "CBK001", "CBK003", "CBK004", "CBK006", "CBK008", "CBK017", "CHR001", "CHR002", "CHR003", "CHR004",
        "CLS001", "CLS002", "CLS004", "DUP001", "DUP002", "RET001", "RSP001", "VAL001", "VAL002", "VAL003",
    ];
    assert_eq!(codes, expected.into());
}
