//! A report either follows from its inputs, byte for byte, or what differs is named.

use std::error::Error;

use super::forms::text;
use crate::books;
use crate::desk::{Checked, Desk, Run};

/// The forms that carry a manifest.
const REPORTS: [&str; 5] = ["report.html", "report.md", "report.xlsx", "report.docx", "report.json"];
const COMPLAINTS: &str = "\
complaint_id,customer_id,branch,handler,severity,received_at,responded_at,closed_at,status
C1,K1,North,Wang Lei,normal,2024-03-04 10:00:00,2024-03-04 11:00:00,2024-03-05 10:00:00,closed
C2,K2,South,Li Na,urgent,2024-03-05 10:00:00,2024-03-25 11:00:00,2024-05-05 10:00:00,closed
C3,K3,South,Li Na,urgent,2024-03-06 10:00:00,,,open
";
const MORE: &str = "\
complaint_id,customer_id,branch,handler,severity,received_at,responded_at,closed_at,status
C7,K7,West,Zhao,normal,2024-03-07 10:00:00,,2024-05-05 10:00:00,closed
";
const VISITS: &str = "\
visit_id,complaint_id,customer_id,visited_at,visitor,outcome
V1,C1,K1,2024-03-06 09:00:00,Li Na,reached
V2,C2,K2,2024-05-06 23:30:00,Li Na,no answer
";
const POLICY: &str =
    "name = \"own\"\nextends = \"generic\"\n[[obligation]]\ncode = \"RSP001\"\nseverity = \"medium\"\n";

fn desk() -> std::io::Result<Desk> {
    let desk =
        Desk::with(&[("c.csv", COMPLAINTS), ("more.csv", MORE), ("v.csv", VISITS), ("own.toml", POLICY)])?;
    desk.put("one.key", "a key of sixteen")?;
    Ok(desk)
}

/// Writes a report in every form that can be verified.
fn make(desk: &Desk, args: &[&str], input: &str) -> Result<Run, Box<dyn Error>> {
    let out: Vec<&str> = REPORTS.iter().flat_map(|report| ["-o", report]).collect();
    let run =
        desk.run_with_input(&[&["report", "--lang", "en"], &out[..], args].concat(), input.as_bytes())?;
    assert!(run.code == 1 || run.code == 0, "{args:?}: {}", run.stderr);
    Ok(run)
}

fn verify(desk: &Desk, args: &[&str]) -> std::io::Result<Run> {
    desk.run(&[&["report", "--verify"], args].concat())
}

/// What is written with these options comes out again.
fn follows(desk: &Desk, args: &[&str]) -> Checked {
    follows_from(desk, args, "")
}

fn follows_from(desk: &Desk, args: &[&str], input: &str) -> Checked {
    make(desk, args, input)?;
    let verify = [&["report", "--verify", "--lang", "en"], &REPORTS[..]].concat();
    let run = desk.run_with_input(&verify, input.as_bytes())?;
    assert_eq!(run.code, 0, "{args:?}: {}{}", run.stdout, run.stderr);
    assert_eq!(run.stdout.matches("the same bytes").count(), REPORTS.len(), "{args:?}: {}", run.stdout);
    Ok(())
}

#[test]
fn a_report_follows_with_every_option_that_shapes_it() -> Checked {
    let desk = desk()?;
    for options in [
        &[][..],
        &["--policy", "own.toml", "--as-of", "2024-06-30 12:00"],
        &["--select", "RSP,CBK001,VAL", "--ignore", "VAL001", "--by", "branch,handler", "--top", "1"],
        &["--auditee", "  Bank \"of\" 'North'  & Co. --lang=zh \\ $HOME `x`", "--unmask"],
        &["--auditee=--top 3", "--mask-key", "one.key", "--bom", "--with-content"],
        &["--from", "2024-03-05", "--to", "2024-03-31", "--encoding", "utf-8", "--date-order", "dmy"],
        &["--map", "complaints.channel=status", "--no-config", "--threads", "1", "--fail-on", "never", "-v"],
    ] {
        follows(&desk, &[&["c.csv", "v.csv"], options].concat())?;
    }
    Ok(())
}

#[test]
fn a_report_follows_however_its_inputs_were_named() -> Checked {
    let desk = desk()?;
    desk.put("-dash.csv", COMPLAINTS)?;
    desk.put("a b's \"c\" [1].csv", COMPLAINTS)?;
    let sheet: books::Rows<'_> = &[
        &["complaint_id", "received_at", "closed_at"],
        &["C1", "2024-03-04 10:00:00", "2024-06-03 10:00:00"],
    ];
    desk.put("c.xlsx", books::xlsx(&[("one", sheet), ("two", sheet)])?)?;
    follows(&desk, &["--complaints", "*re.csv", "--complaints", "[!mrv].*sv", "--visits", "v.*"])?;
    follows(&desk, &["a b's \"c\" [1].csv", "v.csv"])?;
    follows(&desk, &["--complaints=-dash.csv", "--visits", "v.csv"])?;
    follows(&desk, &["--as-of", "2024-06-30", "--", "v.csv", "-dash.csv"])?;
    follows(&desk, &["c.xlsx", "--sheet", "two"])?;
    follows(&desk, &["c.xlsx", "--sheet", "t*"])?;
    // Standard input is read once: all five reports are held against one audit.
    follows_from(&desk, &["--complaints", "-", "v.csv"], COMPLAINTS)?;
    follows_from(&desk, &["-", "v.csv"], COMPLAINTS)
}

#[test]
fn a_report_follows_by_its_configuration_and_wherever_it_lies() -> Checked {
    let desk = desk()?;
    let config = "policy = \"own.toml\"\nlang = \"zh\"\nby = [\"handler\"]\nmask_key = \"one.key\"\n\
        [complaints]\nfiles = [\"[c]*.csv\", \"more.csv\"]\n[visits]\nfiles = [\"v.csv\"]\n";
    desk.put("hearback.toml", config)?;
    follows(&desk, &[])?;
    std::fs::create_dir(desk.path("filed"))?;
    for report in REPORTS {
        std::fs::rename(desk.path(report), desk.path("filed").join(report))?;
        let run = verify(&desk, &[&format!("filed/{report}")])?;
        assert_eq!(run.code, 0, "{}{}", run.stdout, run.stderr);
    }
    Ok(())
}

/// Changes something and sees what the tables of both languages name.
fn differs(args: &[&str], change: impl Fn(&Desk) -> std::io::Result<()>, named: &[(&str, &str)]) -> Checked {
    let desk = desk()?;
    desk.put("hearback.toml", "fail_on = \"high\"\n")?;
    make(&desk, args, "")?;
    change(&desk)?;
    for report in REPORTS {
        let (zh, en) = (verify(&desk, &[report, "--lang", "zh"])?, verify(&desk, &[report, "--lang", "en"])?);
        for (run, verdict) in [(&zh, "不符"), (&en, "does not follow")] {
            assert_eq!(run.code, 1, "{report}: {}{}", run.stdout, run.stderr);
            assert!(run.stdout.contains(verdict), "{report}: {}", run.stdout);
        }
        for (chinese, english) in named {
            assert!(zh.stdout.contains(chinese), "{report}: no {chinese} in {}", zh.stdout);
            assert!(en.stdout.contains(english), "{report}: no {english} in {}", en.stdout);
        }
    }
    Ok(())
}

#[test]
fn what_changed_is_named_with_what_was_and_what_is() -> Checked {
    let args = ["--complaints", "c.csv", "--complaints", "more.csv", "v.csv", "--policy", "own.toml"];
    let put = |name: &'static str, content: String| move |desk: &Desk| desk.put(name, &content);
    let cell = COMPLAINTS.replace("2024-03-25 11:00:00", "2024-03-05 11:00:00");
    differs(
        &args,
        put("c.csv", cell),
        &[("文件 c.csv", "file c.csv"), ("发现数", "findings"), ("全部判定", "verdicts")],
    )?;
    let policy = POLICY.replace("medium", "low");
    differs(&args, put("own.toml", policy), &[("制度", "policy")])?;
    differs(&args, put("hearback.toml", "fail_on = \"low\"\n".to_owned()), &[("配置文件", "configuration")])?;
    let keyed = [&args[..], &["--mask-key", "one.key"]].concat();
    differs(&keyed, put("one.key", "another of sixteen".to_owned()), &[("脱敏密钥", "mask key")])?;
    // Files of a kind are stacked by their names.
    let swap = |desk: &Desk| desk.put("c.csv", MORE).and_then(|()| desk.put("more.csv", COMPLAINTS));
    differs(&args, swap, &[("文件 c.csv", "file c.csv"), ("文件 more.csv", "file more.csv")])
}

#[test]
fn both_states_stand_in_the_table_for_programs() -> Checked {
    let desk = desk()?;
    make(&desk, &["c.csv", "v.csv"], "")?;
    desk.put("c.csv", COMPLAINTS.replace("C2,K2", "C2,K9"))?;
    let json = verify(&desk, &["report.html", "report.docx", "--format", "json", "--lang", "en"])?;
    assert_eq!(json.code, 1, "{}", json.stderr);
    let json: serde_json::Value = serde_json::from_str(&json.stdout)?;
    let rows = json["rows"].as_array().ok_or("rows")?;
    let file: Vec<_> = rows.iter().filter(|row| row["what"] == "file c.csv").collect();
    assert_eq!(file.len(), 2, "{json}");
    for row in file {
        let (recorded, now) = (row["recorded"].as_str().ok_or("text")?, row["now"].as_str().ok_or("text")?);
        assert!(recorded.len() == 64 && now.len() == 64 && recorded != now, "{row}");
    }
    let csv = verify(&desk, &["report.md", "--format", "csv", "--lang", "zh", "-o", "verified.csv"])?;
    assert_eq!((csv.code, csv.stdout.as_str()), (1, ""));
    let mut csv = csv::Reader::from_path(desk.path("verified.csv"))?;
    assert_eq!(
        csv.headers()?,
        &csv::StringRecord::from(vec!["report", "verdict", "what", "recorded", "now"])
    );
    let rows = csv.records().collect::<Result<Vec<_>, _>>()?;
    assert!(
        rows.iter().any(|row| &row[0] == "report.md" && &row[1] == "不符" && &row[2] == "文件 c.csv"),
        "{rows:?}"
    );
    Ok(())
}

#[test]
fn a_changed_text_is_told_from_a_changed_input() -> Checked {
    for (report, from, to) in [("report.html", ">C2<", ">C9<"), ("report.md", "C2", "C9")] {
        let desk = desk()?;
        make(&desk, &["c.csv", "v.csv"], "")?;
        let page = text(&desk, report.trim_start_matches("report."))?;
        assert!(page.contains(from), "{report}");
        for changed in [page.replacen(from, to, 1), format!("{page}\n"), page[..page.len() - 1].to_owned()] {
            desk.put(report, changed)?;
            let run = verify(&desk, &[report, "--lang", "en"])?;
            assert_eq!(run.code, 1, "{}{}", run.stdout, run.stderr);
            assert!(
                run.stdout.contains("changed or saved anew") && !run.stdout.contains("file c.csv"),
                "{}",
                run.stdout
            );
            assert!(verify(&desk, &[report, "--lang", "zh"])?.stdout.contains("被改动或另存"));
        }
    }
    Ok(())
}

#[test]
fn what_is_no_report_is_2_and_an_input_that_is_gone_is_3() -> Checked {
    let desk = desk()?;
    desk.put("gone.toml", "lang = \"en\"\n")?;
    let rests_on = ["--policy", "own.toml", "--config", "gone.toml", "--mask-key", "one.key"];
    make(&desk, &[&["c.csv", "v.csv", "-o", "report.csv"], &rests_on[..]].concat(), "")?;
    let damaged =
        text(&desk, "html")?.replacen("id=\"hearback-manifest\">{", "id=\"hearback-manifest\">[", 1);
    desk.put("damaged.html", damaged)?;
    let json = text(&desk, "json")?.replacen("\"arguments\":[\"report\"", "\"arguments\":[\"audit\"", 1);
    desk.put("audit.json", json)?;
    let fails = |args: &[&str], code: i32, words: &[&str]| -> Checked {
        let run = verify(&desk, args)?;
        assert_eq!((run.code, run.stdout.as_str()), (code, ""), "{args:?}: {}", run.stderr);
        assert!(words.iter().all(|word| run.stderr.contains(word)), "{args:?}: {}", run.stderr);
        Ok(())
    };
    fails(&[], 2, &["no report to verify was given"])?;
    fails(&["report.csv"], 2, &["report.csv", "carries no manifest"])?;
    fails(&["c.csv"], 2, &["c.csv", "not a report"])?;
    fails(&["damaged.html"], 2, &["damaged.html", "damaged"])?;
    fails(&["audit.json"], 2, &["audit.json"])?;
    fails(&["none.html"], 3, &["none.html"])?;
    // The evidence is not overwritten by what is said of it.
    fails(&["report.html", "-o", "report.html"], 2, &["report.html"])?;
    for gone in ["own.toml", "gone.toml", "one.key", "v.csv"] {
        let away = desk.path("away");
        std::fs::rename(desk.path(gone), &away)?;
        for report in REPORTS {
            fails(&[report], 3, &[report, gone, "run it in the folder it was made in"])?;
        }
        std::fs::rename(away, desk.path(gone))?;
    }
    assert_eq!(verify(&desk, &REPORTS)?.code, 0, "all is there again");
    Ok(())
}

#[test]
fn a_manifest_that_was_made_to_unmask_shows_nobody() -> Checked {
    let desk = desk()?;
    let all = &["c.csv", "v.csv", "--no-config", "--as-of", "2024-06-30"];
    make(&desk, all, "")?;
    let masked = std::fs::read_to_string(desk.path("report.md"))?;
    let option = "\"\\u002d\\u002dno\\u002dconfig\"";
    assert_eq!(masked.matches(option).count(), 1, "the manifest is in the report");
    desk.put("report.md", masked.replace(option, &format!("{option},\"\\u002d\\u002dunmask\"")))?;
    let run = verify(&desk, &["report.md", "--lang", "en"])?;
    assert_eq!(run.code, 1, "{}{}", run.stdout, run.stderr);
    assert!(run.stdout.contains("masks"), "{}", run.stdout);
    assert!(!run.stdout.contains("Wang Lei") && !run.stdout.contains("Li Na"), "{}", run.stdout);
    Ok(())
}

#[test]
fn one_report_that_cannot_be_read_does_not_keep_the_others_from_it() -> Checked {
    let desk = desk()?;
    make(&desk, &["c.csv", "--no-config", "--as-of", "2024-06-30"], "")?;
    let run = verify(&desk, &["none.html", "report.md", "c.csv", "report.json", "--lang", "en"])?;
    assert_eq!(run.code, 3, "{}{}", run.stdout, run.stderr);
    assert_eq!(run.stdout.matches("the same bytes").count(), 2, "{}", run.stdout);
    assert!(run.stderr.contains("none.html") && run.stderr.contains("c.csv"), "{}", run.stderr);
    Ok(())
}
