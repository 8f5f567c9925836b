//! `hearback policy`: which there are, what one asks, whether a file can be used and where it is wrong.

use serde_json::Value;

use crate::desk::{Checked, Desk};
use crate::exits::CLEAN;

/// A policy of one's own.
const OWN: &str =
    "name = \"ours\"\nextends = \"generic\"\n\n[[obligation]]\ncode = \"RSP001\"\nlimit = \"3h\"\n";

fn desk() -> std::io::Result<Desk> {
    Desk::with(&[("own.toml", OWN), ("c.csv", CLEAN)])
}

#[test]
fn the_list_has_every_policy_with_its_title() -> Checked {
    let desk = Desk::new()?;
    let table: Value = serde_json::from_str(&desk.run(&["policy", "list", "--format", "json"])?.stdout)?;
    let rows = table["rows"].as_array().ok_or("no rows")?;
    assert_eq!(rows[0]["name"], "generic");
    assert_eq!(rows[0]["extends"], Value::Null);
    assert!(rows.len() >= 10, "{rows:?}");
    for row in rows {
        let name = row["name"].as_str().ok_or("no name")?;
        assert!(row["obligations"].as_u64() > Some(0), "{row}");
        assert!(desk.run(&["policy", "list"])?.stdout.contains(name), "{name}");
    }
    let chinese = desk.run(&["policy", "list", "--lang", "zh"])?.stdout;
    assert!(chinese.contains("人身保险"), "{chinese}");
    assert!(
        desk.run(&["policy", "list", "--format", "csv"])?
            .stdout
            .starts_with("name,title,obligations,extends\n")
    );
    Ok(())
}

#[test]
fn a_policy_is_shown_as_a_table_of_what_it_asks() -> Checked {
    let desk = desk()?;
    let run = desk.run(&["policy", "show", "own.toml"])?;
    assert_eq!((run.code, run.stderr.as_str()), (0, ""));
    for said in ["RSP001", "3 hours", "CLS001", "extends generic"] {
        assert!(run.stdout.contains(said), "{said}: {}", run.stdout);
    }
    let csv = desk.run(&["policy", "show", "own.toml", "--format", "csv"])?.stdout;
    assert!(csv.starts_with("code,title,limit,population,severity,confidence,source\n"), "{csv}");
    Ok(())
}

#[test]
fn the_effective_policy_as_toml_is_a_policy_that_asks_the_same() -> Checked {
    let desk = desk()?;
    let toml = desk.run(&["policy", "show", "own.toml", "--toml"])?;
    assert_eq!(toml.code, 0, "{}", toml.stderr);
    desk.put("effective.toml", &toml.stdout)?;
    assert_eq!(desk.run(&["policy", "check", "effective.toml"])?.code, 0);
    let csv = |file: &str| desk.run(&["policy", "show", file, "--format", "csv"]).map(|run| run.stdout);
    assert_eq!(csv("own.toml")?, csv("effective.toml")?);
    assert_eq!(desk.run(&["policy", "show", "own.toml", "--toml", "--format", "json"])?.code, 2);
    Ok(())
}

#[test]
fn the_effective_policy_as_json_follows_the_schema_it_prints() -> Checked {
    let desk = desk()?;
    let schema: Value = serde_json::from_str(&desk.run(&["policy", "schema"])?.stdout)?;
    let validator = jsonschema::validator_for(&schema)?;
    for policy in ["own.toml", "generic", "insurance", "power-supply"] {
        let shown: Value =
            serde_json::from_str(&desk.run(&["policy", "show", policy, "--format", "json"])?.stdout)?;
        let wrong: Vec<String> = validator
            .iter_errors(&shown)
            .map(|error| format!("{}: {error}", error.instance_path()))
            .collect();
        assert_eq!(wrong, Vec::<String>::new(), "{policy}");
        assert!(shown["obligation"].as_array().is_some_and(|all| !all.is_empty()), "{policy}");
    }
    assert_eq!(desk.run(&["policy", "schema", "-o", "schema.json"])?.code, 0);
    assert_eq!(serde_json::from_slice::<Value>(&std::fs::read(desk.path("schema.json"))?)?, schema);
    Ok(())
}

#[test]
fn a_file_that_can_be_used_is_ok_in_one_line() -> Checked {
    let desk = desk()?;
    let run = desk.run(&["policy", "check", "own.toml"])?;
    assert_eq!((run.code, run.stderr.as_str()), (0, ""));
    assert!(
        run.stdout.starts_with("ok: ") && run.stdout.ends_with(" obligations, extends generic\n"),
        "{}",
        run.stdout
    );
    assert_eq!(run.stdout.lines().count(), 1);
    let chinese = desk.run(&["policy", "check", "own.toml", "--lang", "zh"])?;
    assert!(
        chinese.stdout.starts_with("可用：") && chinese.stdout.contains("继承 generic"),
        "{}",
        chinese.stdout
    );
    assert_eq!(desk.run(&["policy", "check", "own.toml", "-q"])?.stdout, "");
    Ok(())
}

#[test]
fn a_broken_file_is_2_with_the_place_and_what_was_meant() -> Checked {
    let desk = desk()?;
    for (text, words) in [
        ("name = \"x\"\nextends = \"generic\"\n[[obligation]\n", ["bad.toml:3:", "TOML"]),
        ("name = \"x\"\nextends = \"genric\"\n", ["bad.toml:2:11", "generic"]),
        (
            "name = \"x\"\nextends = \"generic\"\n[[obligation]]\ncode = \"RSP001\"\nlimt = \"3h\"\n",
            ["bad.toml:5:1", "limit"],
        ),
        (
            "name = \"x\"\nextends = \"generic\"\n[[obligation]]\ncode = \"RSP001\"\nlimit = \"3x\"\n",
            ["bad.toml:5:9", "3x"],
        ),
        // A field that no export has is found by the same check as in an audit.
        (
            "name = \"x\"\nextends = \"generic\"\n[[obligation]]\ncode = \"CBK001\"\ntrigger = \"closed\"\n",
            ["bad.toml:5:", "closed_at"],
        ),
    ] {
        desk.put("bad.toml", text)?;
        for args in [
            ["policy", "check", "bad.toml"].as_slice(),
            &["policy", "show", "bad.toml"],
            &["audit", "c.csv", "--policy", "bad.toml"],
        ] {
            let run = desk.run(args)?;
            assert_eq!((run.code, run.stdout.as_str()), (2, ""), "{args:?} {text}");
            let about = run.stderr.lines().find(|line| line.starts_with("error: ")).unwrap_or_default();
            assert!(words.iter().all(|word| about.contains(word)), "{args:?} {text}: {about}");
        }
        let chinese = desk.run(&["policy", "check", "bad.toml", "--lang", "zh"])?;
        assert!(chinese.stderr.starts_with("错误："), "{}", chinese.stderr);
    }
    Ok(())
}

#[test]
fn a_policy_is_named_by_name_or_file_and_a_slip_names_the_nearest() -> Checked {
    let desk = desk()?;
    std::fs::create_dir(desk.path("rules"))?;
    desk.put("rules/base.toml", OWN)?;
    desk.put("rules/top.toml", "name = \"top\"\nextends = \"base.toml\"\n")?;
    let top = desk.run(&["policy", "check", "rules/top.toml"])?;
    assert_eq!(
        top.stdout.trim_end().rsplit_once(", ").map(|(_, extends)| extends),
        Some("extends ours < generic")
    );
    for policy in ["insurance", "own.toml", "rules/top.toml"] {
        let run =
            desk.run(&["audit", "c.csv", "--policy", policy, "--format", "json", "--fail-on", "never"])?;
        let audit: Value = serde_json::from_str(&run.stdout)?;
        let layers = audit["policy"]["layers"].as_array().ok_or("no layers")?;
        assert_eq!(layers.last().map(|layer| &layer["name"]), Some(&"generic".into()), "{policy}");
        assert_eq!(layers[0]["name"], audit["policy"]["name"], "{policy}");
    }
    let slip = desk.run(&["explain", "RSP001", "--policy", "insurence"])?;
    assert_eq!((slip.code, slip.stdout.as_str()), (2, ""));
    assert!(slip.stderr.contains("did you mean insurance?"), "{}", slip.stderr);
    let chinese = desk.run(&["policy", "show", "insurence", "--lang", "zh"])?;
    assert!(chinese.stderr.contains("是否要写 insurance？"), "{}", chinese.stderr);
    Ok(())
}
