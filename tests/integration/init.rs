//! `init`: what it writes is what the other commands then use.

use crate::desk::{Checked, Desk};
use crate::exits::{CLEAN, VISITS};

fn desk() -> std::io::Result<Desk> {
    Desk::with(&[
        ("c.csv", &CLEAN.replace("received_at", "opened")),
        ("v.csv", VISITS),
        ("broken.pdf", "%PDF-1.7"),
    ])
}

const FILES: [&str; 4] = ["c.csv", "v.csv", "--map", "received_at=opened"];

fn init(desk: &Desk, more: &[&str]) -> std::io::Result<crate::desk::Run> {
    desk.run(&[&["init"], &FILES[..], more].concat())
}

#[test]
fn an_audit_with_what_it_wrote_equals_one_with_the_options() -> Checked {
    let desk = desk()?;
    let run = init(&desk, &[])?;
    assert_eq!((run.code, run.stdout.as_str()), (0, ""), "{}", run.stderr);
    assert!(run.stderr.contains("wrote hearback.toml"), "{}", run.stderr);
    let written = std::fs::read_to_string(desk.path("hearback.toml"))?;
    assert!(written.contains("\nreceived_at = \"opened\" "), "{written}");
    let json = ["audit", "--format", "json"];
    let plain = desk.run(&[&json[..], &FILES[..], &["--no-config"]].concat())?;
    let short = desk.run(&json)?;
    assert_eq!(plain.code, short.code, "{}", short.stderr);
    let without_reason =
        |text: &str| text.replace("as named on the command line", "").replace("by its headers", "");
    assert_eq!(without_reason(&plain.stdout), without_reason(&short.stdout));
    Ok(())
}

#[test]
fn nothing_is_overwritten_unless_forced() -> Checked {
    let desk = desk()?;
    desk.put("hearback.toml", "by = [\"month\"]\n")?;
    let run = init(&desk, &[])?;
    assert_eq!(run.code, 2);
    assert!(run.stderr.contains("--force"), "{}", run.stderr);
    assert_eq!(std::fs::read_to_string(desk.path("hearback.toml"))?, "by = [\"month\"]\n");
    let run = init(&desk, &["--force", "-q"])?;
    assert_eq!((run.code, run.stdout.as_str(), run.stderr.as_str()), (0, "", ""));
    let written = std::fs::read_to_string(desk.path("hearback.toml"))?;
    assert!(written.contains("\nby = [\"month\"]\n"), "what stood there is kept: {written}");
    assert_eq!(init(&desk, &["--force", "-o", "c.csv"])?.code, 2, "an input is never overwritten");
    Ok(())
}

#[test]
fn it_can_go_elsewhere() -> Checked {
    let desk = desk()?;
    let run = init(&desk, &["-o", "-", "--lang", "zh"])?;
    assert_eq!((run.code, run.stderr.as_str()), (0, ""));
    assert!(run.stdout.starts_with("# hearback 配置"), "{}", run.stdout);
    std::fs::create_dir(desk.path("audit"))?;
    assert_eq!(init(&desk, &["-o", "audit/own.toml"])?.code, 0);
    let run = desk.run(&["audit", "--config", "audit/own.toml"])?;
    assert_eq!(run.code, 0, "{}", run.stderr);
    assert_eq!(desk.names()?, ["audit", "broken.pdf", "c.csv", "v.csv"]);
    Ok(())
}

#[test]
fn with_a_problem_nothing_is_written() -> Checked {
    let desk = desk()?;
    let run = init(&desk, &["broken.pdf"])?;
    assert_eq!((run.code, run.stdout.as_str()), (3, ""));
    assert!(run.stderr.contains("broken.pdf"), "{}", run.stderr);
    assert_eq!(desk.names()?, ["broken.pdf", "c.csv", "v.csv"]);
    assert_eq!(desk.run(&["init"])?.code, 2);
    Ok(())
}

/// Runs `init` with some options, and an audit with the same ones and with what was written; what the two
/// find. The configuration must say all of `words`.
fn written_and_used(desk: &Desk, args: &[&str], words: &[&str]) -> Checked {
    let run = desk.run(&[&["init"], args].concat())?;
    assert_eq!(run.code, 0, "{}", run.stderr);
    let written = std::fs::read_to_string(desk.path("hearback.toml"))?;
    for word in words {
        assert!(
            written.lines().any(|line| line.starts_with(word)),
            "no line begins with {word:?}: {written}"
        );
    }
    let brief = |audit: &crate::audited::Audited| -> Vec<String> {
        audit
            .findings
            .iter()
            .map(|finding| format!("{} {} {}", finding.code, finding.file, finding.brief()))
            .collect()
    };
    let named = desk.audit(&[args, &["--no-config", "--as-of", "2024-06-30"]].concat())?;
    let used = desk.audit(&["--as-of", "2024-06-30"])?;
    assert!(!named.findings.is_empty(), "there is something to find");
    assert_eq!(brief(&named), brief(&used), "{written}");
    let counts = |audit: &crate::audited::Audited| -> Vec<u64> {
        audit.inputs.iter().map(|input| input.rows.used).collect()
    };
    assert_eq!(counts(&named), counts(&used));
    Ok(())
}

#[test]
fn the_encoding_and_the_order_of_dates_are_written_down() -> Checked {
    let desk = Desk::new()?;
    let text = "投诉编号,客户编号,受理时间,办结时间,开单人\nC1,,02/03/2024,03/04/2024,甲\nC2,K2,02/03/2024,05/03/2024,乙\n";
    desk.put("c.csv", &*encoding_rs::GBK.encode(text).0)?;
    written_and_used(
        &desk,
        &["c.csv", "--date-order", "dmy", "--map", "handler=开单人"],
        &["encoding = \"gb18030\"", "date_order = \"dmy\"", "handler = \"开单人\"", "files = [\"c.csv\"]"],
    )
}

#[test]
fn an_encoding_that_had_to_be_named_is_written_down() -> Checked {
    let desk = Desk::new()?;
    let text = "complaint_id,customer_id,received_at,branch\nC1,,2024-03-04,臺北\n";
    desk.put("c.csv", &*encoding_rs::BIG5.encode(text).0)?;
    written_and_used(&desk, &["c.csv", "--encoding", "big5"], &["encoding = \"big5\""])
}

#[test]
fn sheets_are_written_down() -> Checked {
    let months: crate::books::Rows<'_> = &[&["投诉编号", "客户编号", "受理时间"], &["C1", "", "@2024-03-04"]];
    let others: crate::books::Rows<'_> = &[&["投诉编号", "客户编号", "受理时间"], &["C2", "", "@2024-03-04"]];
    let visits: crate::books::Rows<'_> =
        &[&["回访编号", "投诉编号", "回访时间", "回访人员"], &["V1", "C1", "@2024-03-06", ""]];
    let desk = Desk::new()?;
    desk.put(
        "b.xlsx",
        crate::books::xlsx(&[("1月", months), ("2月", others), ("旧", others), ("回访", visits)])?,
    )?;
    written_and_used(&desk, &["b.xlsx", "--sheet", "?月", "--sheet", "回访"], &["sheet = "])
}

#[test]
fn an_inspection_uses_what_was_written() -> Checked {
    let desk = Desk::with(&[("c.csv", "no,entered\nC1,2024-03-04\n")])?;
    let args = ["c.csv", "--map", "complaints.id=no", "--map", "complaints.received_at=entered"];
    assert_eq!(desk.run(&[&["init"], &args[..]].concat())?.code, 0);
    let run = desk.run(&["inspect"])?;
    assert_eq!(run.code, 0, "{}", run.stderr);
    assert!(run.stdout.contains("received_at"), "{}", run.stdout);
    assert_eq!(desk.run(&["inspect", "c.csv", "--no-config"])?.code, 3);
    Ok(())
}
