//! Who is meant stays in the files: no command, format, error or written file shows it, unless asked for.

use std::fmt::Write as _;

use crate::desk::{Checked, Desk};

const COMPLAINTS: &str = "\
投诉编号,客户编号,客户姓名,联系电话,投诉渠道,严重程度,受理机构,客户经理,经办人,受理时间,首次响应时间,办结时间,状态,延期审批,投诉内容
TS1,13811112222,欧阳锋,13800138000,热线,紧急,北区 13955556666,慕容复,王磊,2024-03-04 10:00:00,2024-03-04 15:00:00,2024-03-05 10:00:00,已办结,同意 13800138001,欧阳锋来电13800138000，请回复 ouyang@baituo.com，卡号6222021112345678901
TS2,110101199003077651,黄药师,139 0013 9000,xin@taohua.org,桃花岛13700137001,北区 13955556666,慕容复,王磊、李娜,2024-03-04 10:00:00,黄药师,黄药师 13900139000,找 13700137000,,黄药师身份证11010119900307765X
TS2,K3,洪七公,13600136000,热线,一般,6222021112345678902,段延庆,李娜,2024-03-04 10:00:00,,2024-03-06 10:00:00,已办结,,
TS4,K4,周伯通,13500135000,热线,一般,南区,段延庆,工号1024,2024-03-04 10:00:00,,,处理中,,
TS5,K5,郭靖,13400134000,热线,郭靖,黄蓉,2024-03-04 10:00:00
";
const VISITS: &str = "\
回访编号,投诉编号,客户编号,客户姓名,联系电话,回访人员,回访时间,回访结果,回访内容,备注
HF1,TS1,13811112222,欧阳锋,13800138000,王磊,2024-03-06 09:00:00,接通,欧阳锋说满意 13800138000,裘千仞
HF2,TS2,110101199003077651,黄药师,13900139000,李娜（二部）,2024-03-06 09:00:00,黄药师 13900139000,,
HF3,TS9,13811112222,欧阳锋,13800138000,李娜,2024-03-07 09:00:00,未接通,,
HF3,TS9,13811112222,欧阳锋,13800138000,李娜,欧阳锋,未接通,,
";
const CUSTOMERS: &str = "\
客户编号,客户姓名,证件号码,联系电话,银行账号,地址,代理人,所属机构,客户类别,签约时间,出生日期
13811112222,欧阳锋,110101196001011234,13800138000,6222021112345678901,白驼山庄3号,洪凌波,北区,重点客户,2024-03-20,1960-01-01
110101199003077651,黄药师,11010119900307765X,13900139000,6222021112345678902,桃花岛路8号,洪凌波,北区,重点客户,2024-03-20,黄药师
";
const STAFF: &str = "\
工号,姓名,联系电话,银行账号,家庭住址,所属机构
13311112222,王磊,13311112222,6222021112345678903,牛家村9号,北区
1024,李娜,13211112222,6222021112345678904,牛家村10号,北区
";
const POLICY: &str = r#"
name = "own"
extends = "generic"
[fields.complaints.manager]
headers = ["客户经理"]
holds = "word"
[[obligation]]
code = "XOW001"
name = "by-handler"
severity = "medium"
coverage = { of = "RSP001", by = "handler", target = 0.99 }
title = { zh = "经办人响应率", en = "response by handler" }
source = { zh = "内部", en = "internal" }
[[obligation]]
code = "XOW002"
name = "by-manager"
severity = "medium"
coverage = { of = "RSP001", by = "manager", target = 0.99 }
title = { zh = "客户经理响应率", en = "response by manager" }
source = { zh = "内部", en = "internal" }
"#;

/// Customers, wherever they stand, and what hangs on them.
pub(crate) const CUSTOMER_WORDS: [&str; 31] = [
    "欧阳锋",
    "黄药师",
    "洪七公",
    "周伯通",
    "郭靖",
    "黄蓉",
    "裘千仞",
    "白驼山庄",
    "桃花岛路",
    "牛家村",
    "ouyang",
    "baituo",
    "taohua",
    "xin@",
    "13800138000",
    "13800138001",
    "13900139000",
    "139 0013 9000",
    "13700137000",
    "13700137001",
    "13600136000",
    "13500135000",
    "13400134000",
    "13811112222",
    "13955556666",
    "13311112222",
    "1101011990",
    "1101011960",
    "62220211",
    "112345678901",
    "7765X",
];
/// Staff.
pub(crate) const STAFF_WORDS: [&str; 6] = ["王磊", "李娜", "洪凌波", "慕容复", "段延庆", "工号1024"];

/// The files as options.
pub(crate) const FILES: [&str; 8] =
    ["--complaints", "c.csv", "--visits", "v.csv", "--customers", "k.csv", "--staff", "s.csv"];
/// The moment to look from, and by which policy.
pub(crate) const AS_OF: [&str; 4] = ["--as-of", "2024-06-30", "--policy", "own.toml"];

/// A folder with a case for every way in which somebody could be named.
pub(crate) fn desk() -> std::io::Result<Desk> {
    let files = [("c.csv", COMPLAINTS), ("v.csv", VISITS), ("k.csv", CUSTOMERS), ("s.csv", STAFF)];
    let desk = Desk::with(&files)?;
    desk.put("own.toml", POLICY)?;
    Ok(desk)
}

/// Every command on the files in every format, in both languages.
fn commands() -> Vec<Vec<&'static str>> {
    let mut commands: Vec<Vec<&str>> = Vec::new();
    for format in ["table", "csv", "json"] {
        for lang in ["zh", "en"] {
            let shown = ["--format", format, "--lang", lang, "-v"];
            let mut add = |command: &[&'static str], options: &[&'static str]| {
                commands.push([command, &FILES, options, &shown].concat());
            };
            add(&["audit", "--limit", "1000"], &AS_OF);
            add(&["audit", "--limit", "1000", "--with-content"], &AS_OF);
            for by in ["handler", "branch,handler", "channel", "severity,month"] {
                for table in ["response", "closure", "callbacks"] {
                    add(&[table, "--by", by], &AS_OF);
                }
            }
            add(&["inspect", "--limit", "1000", "--policy", "own.toml"], &[]);
            for (code, case) in [
                ("RSP001", "TS1"),
                ("CBK001", "TS2"),
                ("CBK004", "HF1"),
                ("CBK006", "HF3"),
                ("VAL002", "TS2"),
                ("VAL003", "TS2"),
                ("DUP002", "HF3"),
                ("CBK010", "13811112222"),
                ("CBK010", "110101199003077651"),
                ("CLS002", "北区 13955556666"),
                ("XOW001", "王磊"),
                ("XOW001", "王磊、李娜"),
                ("XOW002", "慕容复"),
            ] {
                add(&["explain", code, "--case", case], &AS_OF);
            }
            // Slips of the pen, whose answers name what is near.
            add(&["explain", "CBK010", "--case", "1381111222"], &AS_OF);
            add(&["explain", "XOW001", "--case", "王石"], &AS_OF);
        }
    }
    commands.push([&["init", "-o", "-"], &FILES[..]].concat());
    commands.push([&["audit"], &FILES[2..], &AS_OF].concat());
    commands
}

/// Everything the commands say and write, each under its command line.
fn everything(desk: &Desk, options: &[&str]) -> Result<String, Box<dyn std::error::Error>> {
    let mut said = String::new();
    for command in commands() {
        let run = desk.run(&[&command[..], options].concat())?;
        assert!(run.code >= 0 && !run.stderr.contains("panicked"), "{command:?}: {}", run.stderr);
        // What the user typed is the user's to know.
        writeln!(said, "== {}\n{}{}", command[..2].join(" "), run.stdout, run.stderr)?;
    }
    let whole =
        [&["audit", "-o", "report.json", "--format", "json", "--with-content"], &FILES[..], &AS_OF, options];
    desk.run(&whole.concat())?;
    said += &std::fs::read_to_string(desk.path("report.json"))?;
    Ok(said)
}

fn around<'a>(said: &'a str, word: &str) -> Vec<&'a str> {
    let mut command = "";
    for line in said.lines() {
        if line.starts_with("== ") {
            command = line;
        }
        if line.contains(word) {
            return vec![command, line];
        }
    }
    Vec::new()
}

#[test]
fn nobody_is_named_by_any_command() -> Checked {
    let said = everything(&desk()?, &[])?;
    for word in CUSTOMER_WORDS.iter().chain(&STAFF_WORDS) {
        assert!(!said.contains(word), "{word} is shown: {:#?}", around(&said, word));
    }
    for shown in ["CBK004", "CBK006", "CBK010", "VAL002", "VAL003", "XOW001", "XOW002", "DUP002"] {
        assert!(said.contains(shown), "{shown} has something to show, and to hide");
    }
    assert!(
        said.contains("王**#") && said.contains("138****22#") && said.contains("慕**#"),
        "tokens stand there"
    );
    assert!(said.contains("***来电***，请回复 ***，卡号622****01"), "content is there, scrubbed");
    Ok(())
}

#[test]
fn with_unmask_all_stands_as_it_is() -> Checked {
    let said = everything(&desk()?, &["--unmask"])?;
    let shown = ["王磊", "李娜", "慕容复", "13811112222", "欧阳锋来电13800138000", "ouyang@baituo.com"];
    for word in shown.iter().chain(&["洪凌波"]) {
        assert!(said.contains(word), "{word} is hidden although it was asked for");
    }
    assert!(!said.contains("**#"), "{:#?}", around(&said, "**#"));
    Ok(())
}

#[test]
fn one_person_is_one_token_in_every_output_and_may_be_asked_for_by_it() -> Checked {
    let desk = desk()?;
    let audit = desk.audit(&[&FILES[..], &AS_OF].concat())?;
    let handler = audit.of("CBK004").next().ok_or("王磊 called back himself")?;
    let token = handler.proof("visitor").ok_or("the visitor is named")?.to_owned();
    assert_eq!(handler.proof("handler"), Some(token.as_str()));
    let table =
        desk.run(&[&["response", "--by", "handler", "--format", "csv"], &FILES[..], &AS_OF].concat())?;
    assert!(table.stdout.contains(&token), "{}", table.stdout);
    let explain =
        |case: &str| desk.run(&[&["explain", "XOW001", "--case", case], &FILES[..], &AS_OF].concat());
    let (by_token, by_name) = (explain(&token)?, explain("王磊")?);
    assert_eq!((by_token.code, &by_token.stdout), (by_name.code, &by_name.stdout));
    assert!(by_name.stdout.contains(&token), "{by_name:?}");
    let customers =
        |case: &str| desk.run(&[&["explain", "CBK010", "--case", case], &FILES[..], &AS_OF].concat());
    let by_phone = customers("13811112222")?;
    let shown = by_phone.stdout.split_whitespace().find(|word| word.starts_with("138****22#"));
    let shown = shown.ok_or("the customer is named by a phone")?;
    assert_eq!(customers(shown)?.stdout, by_phone.stdout);
    Ok(())
}

#[test]
fn a_key_makes_tokens_that_outlive_the_files() -> Checked {
    let desk = desk()?;
    desk.put("one.key", "a key of sixteen\r\n")?;
    desk.put("same.key", "a key of sixteen")?;
    desk.put("other.key", "a key of 17 bytes")?;
    desk.put("short.key", "fifteen letters\n")?;
    desk.put("more.csv", format!("{COMPLAINTS}TS6,K6,,,,,,,,2024-03-04 10:00:00,,,,,\n"))?;
    let token = |file: &str, options: &[&str]| -> Result<String, Box<dyn std::error::Error>> {
        let audit =
            desk.audit(&[&["--complaints", file, "--visits", "v.csv"], &AS_OF[..], options].concat())?;
        let found = audit.of("CBK004").next().and_then(|finding| finding.proof("visitor").map(str::to_owned));
        found.ok_or_else(|| "no finding".into())
    };
    assert_eq!(token("c.csv", &[])?, token("c.csv", &["--threads", "1"])?);
    assert_ne!(token("c.csv", &[])?, token("more.csv", &[])?, "the key hangs on the files");
    let keyed = token("c.csv", &["--mask-key", "one.key"])?;
    assert_eq!(token("more.csv", &["--mask-key", "same.key"])?, keyed);
    assert_ne!(token("c.csv", &["--mask-key", "other.key"])?, keyed);
    desk.put("hearback.toml", "mask_key = \"one.key\"\n")?;
    assert_eq!(token("c.csv", &[])?, keyed, "as the configuration says");
    let written = desk.run(&["init", "-o", "-", "c.csv"])?;
    assert!(written.stdout.contains("mask_key = \"one.key\""), "it is kept: {}", written.stdout);
    for (file, why) in [("short.key", "has 15 bytes and needs at least 16"), ("none.key", "cannot be read")] {
        let run = desk.run(&["audit", "c.csv", "--mask-key", file])?;
        assert_eq!((run.code, run.stdout.as_str()), (2, ""));
        assert!(run.stderr.contains(file) && run.stderr.contains(why), "{}", run.stderr);
    }
    Ok(())
}

#[test]
fn standard_input_has_a_part_in_the_key() -> Checked {
    let desk = desk()?;
    let args =
        ["audit", "--format", "json", "--complaints", "-", "--visits", "v.csv", "--as-of", "2024-06-30"];
    let said = |text: &str| desk.run_with_input(&args, text.as_bytes()).map(|run| run.stdout);
    let (one, again) = (said(COMPLAINTS)?, said(COMPLAINTS)?);
    assert!(one.contains("王**#"), "{one}");
    assert_eq!(one, again);
    let other = said(&format!("{COMPLAINTS}TS6,K6,,,,,,,,2024-03-04 10:00:00,,,,,\n"))?;
    let token = |said: &str| said.split("王**#").nth(1).map(|rest| rest[..8].to_owned());
    assert_ne!(token(&one), token(&other));
    Ok(())
}

#[test]
fn content_is_shown_only_where_it_is_asked_for_and_there() -> Checked {
    let desk = desk()?;
    let audit = |options: &[&str]| desk.audit(&[&FILES[..], &AS_OF, options].concat());
    assert!(audit(&[])?.findings.iter().all(|finding| finding.proof("content").is_none()));
    let asked = audit(&["--with-content"])?;
    let of = |id: &str| {
        asked.findings.iter().find(|finding| finding.id == id).and_then(|found| found.proof("content"))
    };
    assert_eq!(of("TS1"), Some("***来电***，请回复 ***，卡号622****01"));
    assert_eq!(of("HF1"), Some("***说满意 ***"));
    assert_eq!(of("TS4"), None, "it is blank");
    let without = desk.run(&["audit", "--complaints", "c.csv", "--visits", "w.csv", "--with-content"])?;
    assert_eq!(without.code, 3, "no such file");
    desk.put("w.csv", "回访编号,投诉编号,回访时间,回访结果\nHF1,TS1,2024-03-06 09:00:00,接通\n")?;
    let run = desk.run(&["audit", "--complaints", "c.csv", "--visits", "w.csv", "--with-content"])?;
    let told: Vec<&str> = run.stderr.lines().filter(|line| line.contains("no content column")).collect();
    assert_eq!(told, ["no content column, so findings on it show none: w.csv"]);
    Ok(())
}

#[cfg(unix)]
#[test]
fn every_written_file_is_its_owners() -> Checked {
    use std::os::unix::fs::PermissionsExt as _;
    let desk = desk()?;
    let wrote = |name: &str, args: &[&str]| -> Checked {
        desk.run(&[args, &FILES[..], &["-o", name]].concat())?;
        let mode = std::fs::metadata(desk.path(name))?.permissions().mode() & 0o777;
        assert_eq!(format!("{mode:o}"), "600", "{args:?}");
        Ok(())
    };
    for format in ["table", "csv", "json"] {
        wrote(&format!("audit.{format}"), &["audit", "--format", format])?;
        wrote(&format!("response.{format}"), &["response", "--format", format])?;
        wrote(&format!("inspect.{format}"), &["inspect", "--format", format])?;
        wrote(&format!("proof.{format}"), &["explain", "RSP001", "--case", "TS1", "--format", format])?;
    }
    wrote("hearback.toml", &["init"])
}
