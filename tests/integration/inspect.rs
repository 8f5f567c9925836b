//! `inspect`: the page in every format, and the exit code that says whether to go on.

use serde_json::Value;

use crate::desk::{Checked, Desk};
use crate::exits::{CLEAN, VISITS};

fn desk() -> std::io::Result<Desk> {
    Desk::with(&[("c.csv", CLEAN), ("v.csv", VISITS), ("broken.pdf", "%PDF-1.7"), ("bare.csv", "a,b\n1,2\n")])
}

#[test]
fn files_that_can_be_used_are_0_in_every_format() -> Checked {
    let desk = desk()?;
    for format in ["table", "csv", "json"] {
        let run = desk.run(&["inspect", "c.csv", "v.csv", "--format", format])?;
        assert_eq!((run.code, run.stderr.as_str()), (0, ""), "{format}");
        assert!(run.stdout.contains("received_at") && run.stdout.contains("visited_at"), "{}", run.stdout);
    }
    let page = desk.run(&["inspect", "v.csv", "--lang", "zh"])?.stdout;
    assert!(page.starts_with("v.csv：回访表"), "{page}");
    assert!(page.contains("审计还需要投诉表"), "{page}");
    let run = desk.run(&["inspect", "c.csv", "-q"])?;
    assert_eq!((run.code, run.stdout.as_str(), run.stderr.as_str()), (0, "", ""));
    Ok(())
}

#[test]
fn one_that_cannot_be_used_is_3_and_the_others_are_shown() -> Checked {
    let desk = desk()?;
    for file in ["broken.pdf", "bare.csv", "nowhere.csv"] {
        let run = desk.run(&["inspect", "c.csv", file])?;
        assert_eq!(run.code, 3, "{file}");
        assert!(run.stdout.contains("received_at"), "{file}: {}", run.stdout);
        assert!(run.stdout.contains("cannot be used"), "{file}: {}", run.stdout);
        let run = desk.run(&["inspect", "c.csv", file, "--format", "json"])?;
        assert_eq!(run.code, 3, "{file}");
        assert!(run.stderr.contains(file), "the reason is on stderr too: {}", run.stderr);
        let document: Value = serde_json::from_str(&run.stdout)?;
        assert!(document["inputs"][1]["problem"].is_string(), "{document}");
    }
    Ok(())
}

#[test]
fn json_follows_the_committed_schema() -> Checked {
    let schema = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("schemas/inspect-v1.schema.json");
    let validator = jsonschema::validator_for(&serde_json::from_slice(&std::fs::read(schema)?)?)?;
    let run = desk()?.run(&["inspect", "c.csv", "v.csv", "broken.pdf", "--format", "json"])?;
    let document = serde_json::from_str(&run.stdout)?;
    let wrong: Vec<String> =
        validator.iter_errors(&document).map(|error| format!("{}: {error}", error.instance_path())).collect();
    assert_eq!(wrong, Vec::<String>::new());
    Ok(())
}

#[test]
fn what_rules_miss_is_named() -> Checked {
    let desk = Desk::with(&[("c.csv", "complaint_id,received_at\nC1,2024-03-04 10:00:00\n")])?;
    let run = desk.run(&["inspect", "c.csv"])?;
    assert_eq!(run.code, 0, "{}", run.stdout);
    let line = run.stdout.lines().find(|line| line.contains("(responded_at)")).unwrap_or_default();
    assert!(line.contains("RSP001"), "{}", run.stdout);
    assert!(run.stdout.contains("--map complaints."), "{}", run.stdout);
    Ok(())
}

#[test]
fn wrong_usage_is_2() -> Checked {
    let desk = desk()?;
    for args in [
        ["inspect"].as_slice(),
        &["inspect", "c.csv", "--map", "received_at=nowhere"],
        &["inspect", "c.csv", "--policy", "nowhere.toml"],
        &["inspect", "c.csv", "-o", "c.csv"],
    ] {
        assert_eq!(desk.run(args)?.code, 2, "{args:?}");
    }
    Ok(())
}

/// What `inspect --format json` says of the first input.
fn document(desk: &Desk, args: &[&str]) -> Result<Value, Box<dyn std::error::Error>> {
    let run = desk.run(&[&["inspect", "--format", "json"], args].concat())?;
    let mut document: Value =
        serde_json::from_str(&run.stdout).map_err(|error| format!("{error}: {run:?}"))?;
    Ok(document["inputs"][0].take())
}

/// A title, a blank line, thirty records of which twelve are ragged, and a totals row.
fn untidy() -> String {
    let record = |at: usize| {
        let surplus = if at % 5 < 2 { ",surplus" } else { "" };
        format!("C{at},K{at},2024-03-{:02}{surplus}\n", at + 1)
    };
    let records: String = (0..30).map(record).collect();
    format!("Complaints of March,,\n\ncomplaint_id,customer_id,received_at\n{records}合计,30,\n")
}

#[test]
fn the_row_account_is_the_same_in_text_and_json_and_closes() -> Checked {
    let desk = Desk::with(&[("c.csv", &untidy())])?;
    let rows = document(&desk, &["c.csv"])?["rows"].take();
    let count = |name: &str| rows[name].as_u64().unwrap_or(u64::MAX);
    let parts = ["header", "blank", "total", "rejected", "used"].map(count);
    assert_eq!((parts, count("physical")), ([1, 1, 2, 12, 18], 34));
    let page = desk.run(&["inspect", "c.csv"])?.stdout;
    assert!(page.contains("34 = header 1 + blank 1 + totals/notes 2 + rejected 12 + used 18"), "{page}");
    let page = desk.run(&["inspect", "c.csv", "--lang", "zh"])?.stdout;
    assert!(page.contains("34 ="), "{page}");
    Ok(())
}

#[test]
fn a_list_that_is_cut_says_how_much_of_it_is_shown() -> Checked {
    let desk = Desk::with(&[("c.csv", &untidy())])?;
    for (args, words) in [(["--limit", "10"], "10 of 12"), (["--limit", "3"], "3 of 12")] {
        let page = desk.run(&[&["inspect", "c.csv"], &args[..]].concat())?.stdout;
        assert!(page.contains(words), "no {words:?} in {page}");
    }
    let page = desk.run(&["inspect", "c.csv", "--limit", "100"])?.stdout;
    assert!(!page.contains(" of 12"), "{page}");
    assert_eq!(document(&desk, &["c.csv", "--limit", "3"])?["rejects"].as_array().map(Vec::len), Some(12));
    Ok(())
}

#[test]
fn examples_of_what_cannot_be_read_are_few_and_counted() -> Checked {
    let rows: String = (0..40).map(|at| format!("C{at},when it suits {at}\n")).collect();
    let desk = Desk::with(&[("c.csv", &format!("complaint_id,received_at\n{rows}"))])?;
    let column = document(&desk, &["c.csv"])?["columns"][1].take();
    assert_eq!(
        (column["unreadable"].as_u64(), column["examples"].as_array().map(Vec::len)),
        (Some(40), Some(5))
    );
    Ok(())
}

#[test]
fn more_rejected_rows_than_the_policy_tolerates_are_a_gap_and_3_as_in_the_audit() -> Checked {
    let few: String = (0..400).map(|at| format!("C{at},K,2024-03-04\n")).collect();
    let header = "complaint_id,customer_id,received_at\n";
    let desk = Desk::with(&[("many.csv", &untidy()), ("few.csv", &format!("{header}{few}C-last,K\n"))])?;
    for (file, code) in [("many.csv", 3), ("few.csv", 0)] {
        assert_eq!(desk.run(&["inspect", file])?.code, code, "{file}");
        assert_eq!(desk.run(&["audit", file, "--fail-on", "never"])?.code, code, "{file}");
        assert_eq!(document(&desk, &[file])?["gaps"].as_array().map(|gaps| gaps.is_empty()), Some(code == 0));
    }
    Ok(())
}

#[test]
fn a_file_without_one_usable_record_is_a_gap_and_3() -> Checked {
    let desk = Desk::with(&[("c.csv", "complaint_id,received_at\nC1,2024-03-04,x\nC2\n")])?;
    let run = desk.run(&["inspect", "c.csv", "--format", "json"])?;
    assert_eq!(run.code, 3, "{}", run.stderr);
    let input = document(&desk, &["c.csv"])?;
    let gaps = input["gaps"].to_string();
    assert!(gaps.contains("not one record"), "{gaps}");
    assert_eq!(input["rejects"].as_array().map(Vec::len), Some(2));
    Ok(())
}

#[test]
fn personal_data_is_shown_nowhere() -> Checked {
    let text = "联系人：欧阳锋 电话13800138000,,,,\n投诉编号,客户姓名,联系电话,受理时间,备注\n\
        C1,欧阳锋,13800138000,2024-03-04,来电人欧阳锋 13900139000\nC2,黄药师,13900139000,13900139000,x\n\
        C3,黄药师,13900139000,2024-03-05,x,欧阳锋\nC4,黄药师,13900139000,110101199003077651,x\n合计,,13900139000,,\n";
    let desk = Desk::with(&[("c.csv", text)])?;
    let all = |options: &[&str]| -> std::io::Result<String> {
        ["table", "json", "csv"].iter().try_fold(String::new(), |mut said, format| {
            let run =
                desk.run(&[&["inspect", "c.csv", "--limit", "100", "--format", format], options].concat())?;
            said += &run.stdout;
            said += &run.stderr;
            Ok(said)
        })
    };
    let said = all(&[])?;
    for personal in ["欧阳锋", "黄药师", "13800138000", "13900139000", "110101199003077651"] {
        let line = said.lines().find(|line| line.contains(personal));
        assert_eq!(line, None, "{personal} is shown");
    }
    assert!(said.contains("***"), "{said}");
    assert!(all(&["--unmask"])?.contains("13900139000"), "unless it is asked for");
    Ok(())
}

#[test]
fn workbooks_and_typed_files_follow_the_schema_too() -> Checked {
    let schema = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("schemas/inspect-v1.schema.json");
    let validator = jsonschema::validator_for(&serde_json::from_slice(&std::fs::read(schema)?)?)?;
    let desk = Desk::with(&[("c.csv", &untidy())])?;
    for file in ["table-dressed.xls", "table-plain.ods", "table-complaints.parquet", "table-visits.parquet"] {
        desk.put_fixture(file)?;
    }
    for files in [
        ["c.csv"].as_slice(),
        &["table-dressed.xls"],
        &["table-plain.ods"],
        &["table-complaints.parquet", "table-visits.parquet"],
    ] {
        let run = desk.run(&[&["inspect", "--format", "json"], files].concat())?;
        let document = serde_json::from_str(&run.stdout)?;
        let wrong: Vec<String> = validator
            .iter_errors(&document)
            .map(|error| format!("{}: {error}", error.instance_path()))
            .collect();
        assert_eq!(wrong, Vec::<String>::new(), "{files:?}");
    }
    Ok(())
}

#[test]
fn names_in_titles_and_totals_are_not_shown_either() -> Checked {
    let text = "客户：欧阳锋,,\n投诉编号,客户姓名,受理时间\nC1,欧阳锋,2024-03-04\n小计,欧阳锋,\n";
    let desk = Desk::with(&[("c.csv", text)])?;
    for format in ["table", "json", "csv"] {
        let run = desk.run(&["inspect", "c.csv", "--format", format])?;
        assert!(!run.stdout.contains("欧阳锋"), "{format}: {}", run.stdout);
    }
    Ok(())
}
