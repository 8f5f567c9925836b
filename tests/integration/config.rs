//! hearback.toml: found, used, overruled, and told apart from what it may not say.

use crate::desk::{Checked, Desk};

/// Headers nobody knows, and a complaint that is late.
const ODD: &str =
    "no,entered,first contact at,closed_at\nC1,2024-03-04 10:00:00,2024-03-09 10:00:00,2024-03-10 10:00:00\n";
const CONFIG: &str = "fail_on = \"never\"\n\
    [complaints]\n\
    files = [\"in/*.csv\"]\n\
    [complaints.columns]\n\
    id = \"no\"\n\
    received_at = \"entered\"\n\
    responded_at = \"first contact at\"\n\
    [visits.columns]\n\
    id = \"a header no file has\"\n";

fn desk(config: &str) -> std::io::Result<Desk> {
    let desk = Desk::new()?;
    for folder in ["in", "in/deep"] {
        std::fs::create_dir(desk.path(folder))?;
    }
    desk.put("in/odd.csv", ODD)?;
    desk.put("hearback.toml", config)?;
    Ok(desk)
}

#[test]
fn it_is_found_in_this_folder_or_a_parent_and_said() -> Checked {
    let desk = desk(CONFIG)?;
    for (folder, named, file) in [
        ("", "hearback.toml", "in/odd.csv"),
        ("in", "../hearback.toml", "../in/odd.csv"),
        ("in/deep", "../../hearback.toml", "../../in/odd.csv"),
    ] {
        let run = crate::desk::run_in(&desk.path(folder), &["audit", "--select", "RSP001"])?;
        assert_eq!(run.code, 0, "{folder}: {}", run.stderr);
        assert!(run.stderr.contains(&format!("configuration: {named}\n")), "{folder}: {}", run.stderr);
        assert!(run.stdout.contains("RSP001"), "{}", run.stdout);
        let json = crate::desk::run_in(&desk.path(folder), &["audit", "-q", "--format", "json", "-o", "-"])?;
        assert!(json.stdout.contains(&format!("\"file\":\"{file}\"")), "{folder}: {}", json.stdout);
        assert_eq!(json.stderr, "", "{folder}: -q is quiet");
    }
    Ok(())
}

#[test]
fn it_can_be_named_and_ignored() -> Checked {
    let desk = desk("nonsense = 1\n")?;
    desk.put("other.toml", CONFIG)?;
    let run = desk.run(&["audit", "--config", "other.toml"])?;
    assert_eq!(run.code, 0, "{}", run.stderr);
    assert!(run.stderr.contains("configuration: other.toml"), "{}", run.stderr);
    let run = desk.run(&["audit", "--no-config", "in/odd.csv"])?;
    assert_eq!(run.code, 3, "without it the headers mean nothing: {}", run.stderr);
    assert_eq!(desk.run(&["audit", "--no-config", "--config", "other.toml"])?.code, 2);
    let run = desk.run(&["audit", "--config", "nowhere.toml"])?;
    assert_eq!(run.code, 2);
    assert!(run.stderr.contains("nowhere.toml"), "{}", run.stderr);
    Ok(())
}

#[test]
fn the_command_line_goes_before_it() -> Checked {
    let desk = desk(CONFIG)?;
    let code = |args: &[&str]| desk.run(&[&["audit"], args].concat()).map(|run| run.code);
    assert_eq!(code(&[])?, 0);
    assert_eq!(code(&["--fail-on", "high"])?, 1);
    assert_eq!(code(&["--fail-on", "high", "--map", "responded_at=entered"])?, 0, "answered at once");
    desk.put("named.csv", ODD.replace("entered", "noted"))?;
    let run = desk.run(&["audit", "named.csv"])?;
    assert_eq!(run.code, 3, "its own files are not read along: {}", run.stderr);
    let run = desk.run(&["audit", "named.csv", "--map", "received_at=noted"])?;
    assert_eq!(run.code, 0, "{}", run.stderr);
    Ok(())
}

#[test]
fn a_header_it_names_must_be_in_some_file_of_that_kind() -> Checked {
    let desk = desk(&CONFIG.replace("first contact at", "answered"))?;
    let run = desk.run(&["audit"])?;
    assert_eq!((run.code, run.stdout.as_str()), (2, ""), "{}", run.stderr);
    for word in ["hearback.toml:7", "[complaints.columns] responded_at = answered", "no | entered"] {
        assert!(run.stderr.contains(word), "no {word:?} in {}", run.stderr);
    }
    Ok(())
}

#[test]
fn several_headers_stand_for_one_field() -> Checked {
    let desk = desk(&CONFIG.replace("\"entered\"", "[\"noted\", \"entered\"]"))?;
    desk.put("in/other.csv", ODD.replace("entered", "noted").replace("C1", "C2"))?;
    let run = desk.run(&["audit"])?;
    assert_eq!(run.code, 0, "{}", run.stderr);
    Ok(())
}

#[test]
fn a_mistake_is_2_with_its_place_in_both_languages() -> Checked {
    let desk = desk("[complaints]\nfile = [\"a\"]\nencoding = \"ebcdic\"\n")?;
    for command in ["audit", "response", "inspect"] {
        let run = desk.run(&[command, "in/odd.csv", "--lang", "en"])?;
        assert_eq!((run.code, run.stdout.as_str()), (2, ""), "{command}");
    }
    let english = desk.run(&["audit"])?.stderr;
    assert!(
        english.contains("hearback.toml, line 2, column 1: there is no key `file`; did you mean `files`?"),
        "{english}"
    );
    assert!(english.contains("line 3, column 12: it cannot be `ebcdic`"), "{english}");
    let chinese = desk.run(&["audit", "--lang", "zh"])?.stderr;
    assert!(chinese.contains("hearback.toml 第 2 行第 1 列：没有键 file；是否想写 files？"), "{chinese}");
    Ok(())
}

#[test]
fn it_chooses_the_language_unless_the_option_does() -> Checked {
    let desk = desk(&format!("lang = \"zh\"\n{CONFIG}"))?;
    assert!(desk.run(&["audit"])?.stdout.starts_with("投诉审计"));
    assert!(desk.run(&["audit", "--lang", "en"])?.stdout.starts_with("Complaint audit"));
    assert!(desk.run(&["audit", "--help"])?.stdout.starts_with("运行"));
    assert!(desk.run(&["explain", "RSP001", "--no-config"])?.stdout.contains("Formula"));
    Ok(())
}

#[test]
fn a_policy_lies_beside_it() -> Checked {
    let desk = desk(&format!("policy = \"rules/own.toml\"\n{CONFIG}"))?;
    let run = desk.run(&["audit"])?;
    assert_eq!(run.code, 2);
    assert!(run.stderr.contains("rules/own.toml"), "{}", run.stderr);
    std::fs::create_dir(desk.path("rules"))?;
    let own = include_str!("../../src/policy/profiles/generic.toml").replacen(
        "name = \"generic\"",
        "name = \"ours\"",
        1,
    );
    desk.put("rules/own.toml", own)?;
    for folder in ["", "in"] {
        let run = crate::desk::run_in(&desk.path(folder), &["audit"])?;
        assert_eq!(run.code, 0, "{folder}: {}", run.stderr);
        assert!(run.stdout.contains("policy ours"), "{}", run.stdout);
    }
    assert!(desk.run(&["audit", "--policy", "generic"])?.stdout.contains("policy generic"));
    Ok(())
}

#[test]
fn a_file_it_names_is_not_overwritten_by_a_result() -> Checked {
    let desk = desk(CONFIG)?;
    let run = desk.run(&["audit", "--format", "csv", "-o", "in/odd.csv"])?;
    assert_eq!(run.code, 2);
    assert_eq!(std::fs::read_to_string(desk.path("in/odd.csv"))?, ODD);
    Ok(())
}
