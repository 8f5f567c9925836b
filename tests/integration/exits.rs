//! The exit code and the one clear message, for everything that can go wrong and for what cannot.

use crate::desk::{Checked, Desk};

/// One complaint answered, closed and called back in time.
pub(crate) const CLEAN: &str = "complaint_id,customer_id,branch,handler,severity,received_at,responded_at,closed_at,status\n\
    C1,K1,North,Wang,normal,2024-03-04 10:00:00,2024-03-04 11:00:00,2024-03-05 10:00:00,closed\n";
/// Its callback.
pub(crate) const VISITS: &str = "visit_id,complaint_id,customer_id,visited_at,visitor,outcome\n\
    V1,C1,K1,2024-03-06 09:00:00,Li,reached\n";
/// A complaint that was never answered nor closed.
const LATE: &str =
    "complaint_id,customer_id,received_at,responded_at,closed_at\nC1,K1,2024-03-04 10:00:00,,\n";
/// A complaint in time whose customer is not named: a medium finding and no graver one.
const BLANK_CUSTOMER: &str = "complaint_id,customer_id,received_at,responded_at,closed_at\n\
    C1,,2024-03-04 10:00:00,2024-03-04 11:00:00,2024-03-05 10:00:00\n";

fn desk() -> std::io::Result<Desk> {
    Desk::with(&[
        ("clean.csv", CLEAN),
        ("visits.csv", VISITS),
        ("late.csv", LATE),
        ("blank.csv", BLANK_CUSTOMER),
    ])
}

/// Runs in a folder with the files above; checks the code, that stdout stays empty, and the message.
fn fails(args: &[&str], code: i32, words: &[&str]) -> Checked {
    let run = desk()?.run(args)?;
    assert_eq!(run.code, code, "{args:?}: {}", run.stderr);
    assert_eq!(run.stdout, "", "{args:?}");
    for word in words {
        assert!(run.stderr.contains(word), "{args:?}: no {word:?} in {}", run.stderr);
    }
    Ok(())
}

#[test]
fn nothing_at_or_above_the_level_is_0() -> Checked {
    let desk = desk()?;
    for args in [
        ["audit", "clean.csv", "visits.csv", "--fail-on", "info"].as_slice(),
        &["audit", "clean.csv", "--as-of", "2024-03-31"],
        &["audit", "late.csv", "--fail-on", "never", "--as-of", "2024-03-31"],
        &["audit", "blank.csv", "--as-of", "2024-03-31"],
        &["audit", "blank.csv", "--as-of", "2024-03-31", "--fail-on", "high"],
        &["audit", "blank.csv", "--as-of", "2024-03-31", "--fail-on", "low", "--ignore", "VAL"],
        &["response", "clean.csv"],
        &["closure", "clean.csv"],
        &["callbacks", "clean.csv", "visits.csv"],
        &["response", "late.csv", "--as-of", "2024-03-31", "--fail-on", "never"],
        &["explain", "RSP001"],
    ] {
        let run = desk.run(args)?;
        assert_eq!(run.code, 0, "{args:?}: {} {}", run.stdout, run.stderr);
        assert!(!run.stdout.is_empty(), "{args:?}");
    }
    Ok(())
}

#[test]
fn findings_at_or_above_the_level_are_1_in_every_format() -> Checked {
    let desk = desk()?;
    for args in [
        ["audit", "late.csv", "--as-of", "2024-03-31"].as_slice(),
        &["audit", "blank.csv", "--as-of", "2024-03-31", "--fail-on", "medium"],
        &["audit", "blank.csv", "--as-of", "2024-03-31", "--fail-on", "low"],
        &["audit", "blank.csv", "--as-of", "2024-03-31", "--fail-on", "info"],
        &["response", "late.csv", "--as-of", "2024-03-31"],
        &["closure", "late.csv", "--as-of", "2024-03-31"],
    ] {
        for format in ["table", "csv", "json"] {
            let run = desk.run(&[args, &["--format", format]].concat())?;
            assert_eq!(run.code, 1, "{args:?} {format}: {}", run.stderr);
            assert!(!run.stdout.is_empty(), "{args:?} {format}");
        }
    }
    Ok(())
}

#[test]
fn wrong_usage_is_2() -> Checked {
    fails(&[], 2, &[])?;
    fails(&["audit"], 2, &["file"])?;
    fails(&["audti", "clean.csv"], 2, &["audti"])?;
    fails(&["audit", "clean.csv", "--nonsense"], 2, &["--nonsense"])?;
    fails(&["audit", "clean.csv", "--fail-on", "grave"], 2, &["grave", "high", "never"])?;
    fails(&["audit", "clean.csv", "--format", "pdf"], 2, &["pdf", "json"])?;
    fails(&["audit", "clean.csv", "--encoding", "ebcdic"], 2, &["ebcdic", "gb18030"])?;
    fails(&["audit", "clean.csv", "--as-of", "2024-13-01"], 2, &["2024-13-01", "--as-of"])?;
    fails(&["audit", "clean.csv", "--from", "yesterday"], 2, &["yesterday", "--from"])?;
    fails(&["audit", "clean.csv", "--from", "2024-03-05", "--to", "2024-03-04"], 2, &["--from", "--to"])?;
    fails(&["audit", "clean.csv", "--by", "colour"], 2, &["colour", "branch", "month"])?;
    fails(&["audit", "-", "-"], 2, &["-"])?;
    fails(&["explain"], 2, &["CODE"])
}

#[test]
fn an_unknown_code_is_2_and_names_the_nearest_one() -> Checked {
    fails(&["audit", "clean.csv", "--select", "RSP009"], 2, &["RSP009", "RSP001"])?;
    fails(&["audit", "clean.csv", "--select", "CBK001,CSL001"], 2, &["CSL001", "CLS001"])?;
    fails(&["audit", "clean.csv", "--ignore", "cbk007"], 2, &["cbk007", "CBK00"])?;
    fails(&["audit", "clean.csv", "--select", ""], 2, &[])?;
    fails(&["explain", "RPS001"], 2, &["RPS001", "RSP001"])?;
    fails(&["explain", "CBK"], 2, &["CBK001", "CBK003"])
}

#[test]
fn a_policy_that_cannot_be_used_is_2() -> Checked {
    fails(&["audit", "clean.csv", "--policy", "nowhere.toml"], 2, &["nowhere.toml", "generic"])?;
    fails(&["audit", "clean.csv", "--policy", "clean.csv"], 2, &["clean.csv"])?;
    let desk = desk()?;
    let generic = include_str!("../../src/policy/profiles/generic.toml");
    let wrong = generic.replacen("limit = \"15d\"", "limit = \"fifteen days\"", 1);
    assert_ne!(wrong, generic);
    desk.put("wrong.toml", wrong)?;
    let run = desk.run(&["audit", "clean.csv", "--policy", "wrong.toml"])?;
    assert_eq!((run.code, run.stdout.as_str()), (2, ""), "{}", run.stderr);
    assert!(run.stderr.contains("fifteen days") && run.stderr.contains("CLS001"), "{}", run.stderr);
    Ok(())
}

#[test]
fn a_map_that_cannot_be_followed_is_2() -> Checked {
    fails(&["audit", "clean.csv", "--map", "received_at"], 2, &["received_at", "FIELD=HEADER"])?;
    fails(&["audit", "clean.csv", "--map", "recieved_at=x"], 2, &["recieved_at", "received_at"])?;
    fails(&["audit", "clean.csv", "--map", "clients.id=x"], 2, &["customers", "complaints"])?;
    fails(&["audit", "clean.csv", "--map", "channel=How"], 2, &["channel", "How", "handler"])
}

#[test]
fn grouping_by_a_column_that_is_not_there_is_2() -> Checked {
    fails(&["response", "late.csv", "--by", "branch"], 2, &["branch", "--map branch="])?;
    fails(&["audit", "clean.csv", "--by", "channel"], 2, &["channel", "--map channel="])
}

#[test]
fn an_input_that_cannot_be_read_is_3() -> Checked {
    let desk = desk()?;
    std::fs::create_dir(desk.path("folder"))?;
    desk.put("empty.csv", "")?;
    desk.put("blank-lines.csv", "\n  \n,,\n")?;
    desk.put("header-only.csv", CLEAN.lines().next().unwrap_or_default())?;
    desk.put("old.xls", b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1 and so on")?;
    desk.put("broken.xlsx", b"PK\x03\x04 and nothing more")?;
    desk.put("page.xls", "<html><table><tr><td>x</td></tr></table></html>")?;
    for (file, words) in [
        ("missing.csv", ["missing.csv", "no such file"]),
        ("folder", ["folder", "is a folder"]),
        ("empty.csv", ["empty.csv", "empty"]),
        ("blank-lines.csv", ["blank-lines.csv", "empty"]),
        ("header-only.csv", ["header-only.csv", "header"]),
        ("old.xls", ["old.xls", "damaged"]),
        ("broken.xlsx", ["broken.xlsx", "damaged"]),
        ("page.xls", ["page.xls", "web page"]),
    ] {
        for args in [["audit", file].as_slice(), &["audit", "clean.csv", file], &["closure", file]] {
            let run = desk.run(args)?;
            assert_eq!((run.code, run.stdout.as_str()), (3, ""), "{args:?}: {}", run.stderr);
            let about = run.stderr.lines().filter(|line| line.starts_with("error")).collect::<Vec<_>>();
            assert_eq!(about.len(), 1, "one clear message for {args:?}: {}", run.stderr);
            assert!(words.iter().all(|word| about[0].contains(word)), "{args:?}: {}", run.stderr);
        }
    }
    Ok(())
}

#[test]
fn a_header_alone_is_the_same_with_blank_lines_and_totals_below() -> Checked {
    let desk = desk()?;
    let header = CLEAN.lines().next().unwrap_or_default();
    desk.put("header.csv", format!("{header}\n\n,,,,,,,,\n合计,,,,,,,,\n"))?;
    let run = desk.run(&["audit", "header.csv"])?;
    assert_eq!((run.code, run.stdout.as_str()), (3, ""), "{}", run.stderr);
    Ok(())
}

#[test]
fn a_file_of_neither_kind_is_told_what_it_needs() -> Checked {
    let desk = Desk::with(&[("orders.csv", "单号,下单,金额\n1,2024-03-04 10:00,5\n")])?;
    let run = desk.run(&["audit", "orders.csv"])?;
    assert_eq!((run.code, run.stdout.as_str()), (3, ""), "{}", run.stderr);
    for word in
        ["orders.csv", "complaint id", "received at", "visit id", "visited at", "单号 | 下单 | 金额", "--map"]
    {
        assert!(run.stderr.contains(word), "no {word:?} in {}", run.stderr);
    }
    let run = desk.run(&["audit", "orders.csv", "--lang", "zh"])?;
    for word in ["投诉编号", "受理时间", "回访时间", "单号 | 下单 | 金额", "--map"] {
        assert!(run.stderr.contains(word), "no {word:?} in {}", run.stderr);
    }
    Ok(())
}

#[test]
fn a_missing_required_column_is_named_with_the_line_that_fixes_it() -> Checked {
    let desk = Desk::with(&[("c.csv", "投诉编号,开单,办结时间\nC1,2024-03-04 10:00,2024-03-05 10:00\n")])?;
    let run = desk.run(&["audit", "--complaints", "c.csv"])?;
    assert_eq!((run.code, run.stdout.as_str()), (3, ""), "{}", run.stderr);
    for word in ["c.csv", "received at", "投诉编号 | 开单 | 办结时间", "--map complaints.received_at="]
    {
        assert!(run.stderr.contains(word), "no {word:?} in {}", run.stderr);
    }
    let run =
        desk.run(&["audit", "c.csv", "--map", "complaints.received_at=开单", "--as-of", "2024-03-31"])?;
    assert_eq!(run.code, 0, "the line it names fixes it: {}", run.stderr);
    Ok(())
}

#[test]
fn two_visit_exports_and_no_complaints_are_2() -> Checked {
    let desk = desk()?;
    desk.put("more-visits.csv", VISITS.replace("V1", "V2"))?;
    let run = desk.run(&["audit", "visits.csv", "more-visits.csv"])?;
    assert_eq!((run.code, run.stdout.as_str()), (2, ""), "{}", run.stderr);
    for word in ["visits.csv", "more-visits.csv", "--complaints"] {
        assert!(run.stderr.contains(word), "no {word:?} in {}", run.stderr);
    }
    Ok(())
}

#[test]
fn two_complaint_exports_are_stacked_and_it_is_told() -> Checked {
    let desk = desk()?;
    let run = desk.run(&["audit", "clean.csv", "blank.csv", "--select", "CLS001"])?;
    assert_eq!(run.code, 0, "{}", run.stderr);
    assert!(
        run.stderr.contains("stacked") && run.stderr.contains("without a visits export"),
        "{}",
        run.stderr
    );
    Ok(())
}

#[test]
fn the_same_content_twice_is_3() -> Checked {
    let desk = desk()?;
    desk.put("copy.csv", CLEAN)?;
    for args in [
        ["audit", "clean.csv", "clean.csv"].as_slice(),
        &["audit", "clean.csv", "copy.csv"],
        &["audit", "--complaints", "clean.csv", "clean.csv"],
        &["audit", "clean.csv", "visits.csv", "./visits.csv"],
    ] {
        let run = desk.run(args)?;
        assert_eq!((run.code, run.stdout.as_str()), (3, ""), "{args:?}: {}", run.stderr);
        assert!(run.stderr.contains("twice"), "{args:?}: {}", run.stderr);
    }
    Ok(())
}

/// `rows` complaints in time and `ragged` rows that are none.
fn with_ragged(rows: usize, ragged: usize) -> String {
    let mut text = String::from("complaint_id,customer_id,received_at,responded_at,closed_at\n");
    for row in 0..rows {
        text.push_str(&format!("C{row},K,2024-03-04 10:00:00,2024-03-04 11:00:00,2024-03-05 10:00:00\n"));
    }
    text.push_str(&"C,K,2024-03-04 10:00:00\n".repeat(ragged));
    text
}

#[test]
fn too_many_rejected_rows_are_3_and_it_wins_over_1() -> Checked {
    let desk = Desk::new()?;
    desk.put("one-percent.csv", with_ragged(99, 1))?;
    desk.put("more.csv", with_ragged(98, 2))?;
    desk.put("late-and-ragged.csv", format!("{LATE}C2\n"))?;
    let run = desk.run(&["audit", "one-percent.csv"])?;
    assert_eq!(run.code, 0, "1 % is tolerated: {}", run.stdout);
    let run = desk.run(&["audit", "more.csv"])?;
    assert_eq!(run.code, 3, "{}", run.stdout);
    assert!(run.stdout.contains("2 of 100"), "the reason is in the report: {}", run.stdout);
    for format in ["table", "csv", "json"] {
        let args = ["audit", "late-and-ragged.csv", "--as-of", "2024-03-31", "--format", format];
        assert_eq!(desk.run(&args)?.code, 3, "{format}");
    }
    Ok(())
}

#[test]
fn nothing_tested_is_3() -> Checked {
    let desk = desk()?;
    for args in [
        ["audit", "clean.csv", "--select", "CBK"].as_slice(),
        &["audit", "clean.csv", "--select", "RSP001", "--from", "2030-01-01"],
        &["audit", "clean.csv", "--from", "2030-01-01", "--fail-on", "never"],
    ] {
        let run = desk.run(args)?;
        assert_eq!(run.code, 3, "{args:?}: {}", run.stdout);
        assert!(run.stdout.contains("nothing was tested"), "{args:?}: {}", run.stdout);
    }
    let too_early = ["callbacks", "clean.csv", "visits.csv", "--as-of", "2024-03-05 12:00"];
    assert_eq!(desk.run(&too_early)?.code, 3, "no callback is due yet");
    Ok(())
}

#[test]
fn a_question_that_cannot_be_answered_is_3() -> Checked {
    fails(&["callbacks", "clean.csv"], 3, &["CBK001", "visits"])?;
    let desk = Desk::with(&[("c.csv", "complaint_id,received_at\nC1,2024-03-04 10:00:00\n")])?;
    for command in ["response", "closure"] {
        let run = desk.run(&[command, "c.csv"])?;
        assert_eq!((run.code, run.stdout.as_str()), (3, ""), "{command}: {}", run.stderr);
        assert!(run.stderr.contains("could not be evaluated"), "{}", run.stderr);
    }
    Ok(())
}

#[test]
fn no_date_to_look_from_is_said() -> Checked {
    let desk = Desk::with(&[
        ("none.csv", "complaint_id,received_at,closed_at\nC1,unknown,\n"),
        ("far.csv", "complaint_id,received_at,closed_at\nC1,2104-03-04 10:00:00,\n"),
    ])?;
    let run = desk.run(&["audit", "none.csv"])?;
    assert_eq!((run.code, run.stdout.as_str()), (3, ""), "{}", run.stderr);
    assert!(run.stderr.contains("unknown") && run.stderr.contains("--map"), "{}", run.stderr);
    let run = desk.run(&["audit", "far.csv"])?;
    assert_eq!((run.code, run.stdout.as_str()), (2, ""), "{}", run.stderr);
    assert!(run.stderr.contains("--as-of") && run.stderr.contains("2104-03-04"), "{}", run.stderr);
    Ok(())
}

#[test]
fn messages_cannot_steer_the_terminal() -> Checked {
    let desk = Desk::with(&[("c.csv", "a\u{1b}[31m,b\u{9b}2J,c\u{202e}d\n1,2,3\n")])?;
    let run = desk.run(&["audit", "c.csv"])?;
    assert_eq!(run.code, 3);
    assert!(!run.stderr.contains(['\u{1b}', '\u{9b}', '\u{202e}']), "{:?}", run.stderr);
    let run = desk.run(&["audit", "no\u{1b}[2Jfile.csv"])?;
    assert!(!run.stderr.contains('\u{1b}'), "{:?}", run.stderr);
    Ok(())
}
