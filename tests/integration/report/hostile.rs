//! Text that attacks whoever opens a report, in every place where text can come from.
//!
//! The same list of payloads attacks each format beside its code; here they come in by files, names and options, as
//! they would, and each form is opened as other programs open it.

use std::error::Error;

use serde_json::Value;

use super::forms::{EVERY_FORM, FORMS, report, steers, text};
use super::payloads::{PAYLOADS, long};
use super::safe::{all_are_safe, csv_is_safe};
use crate::books;
use crate::desk::{Checked, Desk};

/// Payloads, the longest last, a formula and a DDE in Chinese signs among them.
fn payloads() -> Vec<String> {
    let more = ["＋1", "－2", "＠x", "=HYPERLINK(\"http://x\",\"y\")", "DDE(\"cmd\";\"/C calc\";\"!A0\")A0"];
    let all = PAYLOADS.iter().chain(&more).map(|payload| (*payload).to_owned());
    all.chain([long()]).collect()
}

/// What a file's name may hold.
fn name_of(payload: &str) -> String {
    payload.chars().filter(|letter| !"/\0".contains(*letter)).take(40).collect()
}

fn csv(rows: impl IntoIterator<Item = Vec<String>>) -> Result<Vec<u8>, Box<dyn Error>> {
    let mut writer = csv::WriterBuilder::new().quote_style(csv::QuoteStyle::Always).from_writer(Vec::new());
    for row in rows {
        writer.write_record(row)?;
    }
    Ok(writer.into_inner()?)
}

/// Late complaints, each with a payload in every word, below a header with all of them.
fn complaints() -> Result<Vec<u8>, Box<dyn Error>> {
    let known = [
        "投诉编号",
        "客户编号",
        "投诉类型",
        "受理机构",
        "经办人",
        "受理时间",
        "首次响应时间",
        "办结时间",
        "状态",
        "投诉内容",
    ];
    // A header of 32,768 letters is no header; a cell may be.
    let own =
        payloads().into_iter().filter(|payload| payload.len() < 1_000).map(|payload| format!("{payload}列"));
    let header: Vec<String> = known.iter().map(|&name| name.to_owned()).chain(own).collect();
    let width = header.len();
    let rows = payloads().into_iter().enumerate().map(|(nth, p)| {
        let id = format!("{p}{nth}");
        let received = format!("2024-03-{:02} 10:00:00", nth % 20 + 1);
        let mut row = vec![id, p.clone(), p.clone(), p.clone(), p.clone(), received];
        row.extend([String::new(), "2024-06-03 10:00:00".to_owned(), p.clone(), p.clone()]);
        row.resize(width, p.clone());
        row
    });
    csv([header].into_iter().chain(rows))
}

fn visits() -> Result<Vec<u8>, Box<dyn Error>> {
    let header = ["回访编号", "投诉编号", "客户编号", "回访人员", "回访时间", "回访结果", "回访内容"];
    let rows = payloads().into_iter().enumerate().map(|(nth, p)| {
        let on = format!("2024-06-{:02} 23:00:00", nth % 20 + 1);
        vec![format!("{p}V{nth}"), format!("{p}{nth}"), p.clone(), p.clone(), on, p.clone(), p]
    });
    csv([header.map(str::to_owned).to_vec()].into_iter().chain(rows))
}

/// A policy whose every text is this.
fn policy(payload: &str) -> String {
    let quoted = |text: &str| {
        let escaped = text.chars().map(|letter| format!("\\U{:08x}", u32::from(letter)));
        format!("\"{}\"", escaped.collect::<String>())
    };
    let text = quoted(payload);
    // A name is one line without blanks around it.
    let name = quoted(payload.replace(|letter: char| letter.is_control(), "").trim());
    format!(
        "name = {name}\nextends = \"generic\"\n[words.outcome]\nreached = [{text}]\n[[obligation]]\ncode = \"XOW001\"\n\
         name = \"own\"\nseverity = \"high\"\ntitle = {{ zh = {text}, en = {text} }}\n\
         why = {{ zh = {text}, en = {text} }}\nfix = {{ zh = {text}, en = {text} }}\n\
         source = {{ zh = {text}, en = {text} }}\n\
         coverage = {{ of = \"RSP001\", by = \"branch\", target = 0.99 }}\n"
    )
}

/// Reports in every form, with payloads in cells, headers and every option; what was said is checked at once.
fn made(lang: &str, options: &[&str]) -> Result<Desk, Box<dyn Error>> {
    let desk = Desk::new()?;
    desk.put("c.csv", complaints()?)?;
    desk.put("v.csv", visits()?)?;
    desk.put("own.toml", policy(&PAYLOADS.join(" ")))?;
    let auditee = PAYLOADS.concat().replace('\0', "");
    let auditee = format!("--auditee={auditee}");
    let args =
        ["report", "c.csv", "v.csv", "--policy", "own.toml", "--as-of", "2024-06-30", "--lang", lang, "-v"];
    let run = desk.run(&[&args[..], &[&auditee], &EVERY_FORM, options].concat())?;
    // The row with a NUL cannot be used, and that is told.
    assert_eq!(run.code, 3, "{}", run.stderr);
    assert!(!run.stderr.chars().any(steers), "{:?}", run.stderr);
    Ok(desk)
}

/// Programs get the very text, however it is escaped on its way.
fn json_is_whole(text: &str) -> Checked {
    let json: Value = serde_json::from_str(text)?;
    let findings = json["findings"].as_array().ok_or("findings")?;
    for payload in payloads().into_iter().filter(|payload| !payload.contains('\0')) {
        let has = |key: &str| {
            findings.iter().any(|it| it[key].as_str().is_some_and(|id| id.contains(payload.trim())))
        };
        assert!(has("branch") || has("id"), "{:?}", payload.chars().take(60).collect::<String>());
    }
    Ok(())
}

#[test]
fn no_cell_header_option_or_policy_attacks_a_reader() -> Checked {
    all_are_safe(&made("zh", &["--top", "3"])?)?;
    all_are_safe(&made("en", &["--with-content"])?)?;
    let shown = made("zh", &["--with-content", "--unmask"])?;
    all_are_safe(&shown)?;
    json_is_whole(&text(&shown, "json")?)?;
    for command in [&["audit", "--limit", "1000"][..], &["response", "--by", "branch,category"], &["inspect"]]
    {
        for lang in ["zh", "en"] {
            let args = ["c.csv", "v.csv", "--unmask", "--policy", "own.toml", "--lang", lang, "-v"];
            let run = shown.run(&[command, &args].concat())?;
            assert!(run.stdout.len() > 1_000, "{command:?}: {}", run.stderr);
            assert!(!run.stdout.chars().chain(run.stderr.chars()).any(steers), "{command:?}");
        }
    }
    // To be opened in a browser: HEARBACK_PAGES=FOLDER cargo test --test integration hostile
    if let Ok(folder) = std::env::var("HEARBACK_PAGES") {
        std::fs::copy(shown.path("report.html"), std::path::Path::new(&folder).join("hostile-made.html"))?;
    }
    Ok(())
}

/// One late complaint in a workbook whose sheet is called like this, whatever a workbook may call it.
fn workbook(sheet: &str, nth: usize) -> Result<Vec<u8>, Box<dyn Error>> {
    let escaped: String = sheet.chars().map(|letter| format!("&#{};", u32::from(letter))).collect();
    let id = format!("C{nth}");
    let rows: books::Rows<'_> = &[
        &["complaint_id", "received_at", "closed_at"],
        &[&id, "2024-03-04 10:00:00", "2024-06-03 10:00:00"],
    ];
    books::rewritten(&books::xlsx(&[("placeholder", rows)])?, |name, part| match name {
        "xl/workbook.xml" => Some(
            String::from_utf8_lossy(&part).replace("\"placeholder\"", &format!("\"{escaped}\"")).into_bytes(),
        ),
        _ => Some(part),
    })
}

#[cfg(unix)]
#[test]
fn no_name_of_a_file_a_sheet_or_a_folder_attacks_a_reader() -> Checked {
    let desk = Desk::new()?;
    let names: Vec<String> = payloads().iter().map(|payload| name_of(payload)).collect();
    let deep: std::path::PathBuf = names.iter().collect();
    std::fs::create_dir_all(desk.path("").join(&deep))?;
    let config = deep.join("own.toml").to_string_lossy().into_owned();
    desk.put(&config, "lang = \"en\"\n")?;
    let mut files = Vec::new();
    for (nth, (name, payload)) in names.iter().zip(payloads()).enumerate() {
        // A part of a workbook is XML, which holds no control characters.
        let sheet: String =
            payload.chars().filter(|letter| !letter.is_control() && *letter < '\u{fffe}').collect();
        let file = format!("{name}.xlsx");
        desk.put(&file, workbook(&sheet.chars().take(31).collect::<String>(), nth)?)?;
        files.push(format!("--complaints={file}"));
    }
    let config = format!("--config={config}");
    for lang in ["zh", "en"] {
        let mut args = vec!["report", &config, "--as-of", "2024-06-30", "-v", "--lang", lang];
        args.extend(files.iter().map(String::as_str));
        let run = desk.run(&[&args[..], &EVERY_FORM].concat())?;
        assert_eq!(run.code, 1, "{}", run.stderr);
        assert!(!run.stderr.chars().any(steers), "{:?}", run.stderr);
        all_are_safe(&desk)?;
        let json = text(&desk, "json")?;
        let json: Value = serde_json::from_str(&json)?;
        let read: Vec<&str> =
            json["inputs"].as_array().ok_or("inputs")?.iter().filter_map(|it| it["file"].as_str()).collect();
        assert!(
            json["inputs"].to_string().contains("\"sheet\":\"<script>alert(1)</script>\""),
            "it is its name"
        );
        assert!(names.iter().all(|name| read.contains(&format!("{name}.xlsx").as_str())), "{read:?}");
        let verified =
            desk.run(&["report", "--verify", "report.html", "report.docx", "report.md", "--lang", lang])?;
        assert_eq!(verified.code, 0, "{} {}", verified.stdout, verified.stderr);
        assert!(!verified.stdout.chars().any(steers));
    }
    // Every input is another one now, and every one is named.
    for (nth, name) in names.iter().enumerate() {
        desk.put(&format!("{name}.xlsx"), workbook("sheet", nth + 100)?)?;
    }
    for lang in ["zh", "en"] {
        for form in ["table", "csv", "json"] {
            let form = if form == "table" { vec![] } else { vec!["--format", form] };
            let run =
                desk.run(&[&["report", "--verify", "report.md", "--lang", lang], &form[..]].concat())?;
            assert_eq!(run.code, 1, "{}", run.stderr);
            assert!(!run.stdout.chars().any(steers), "{:?}", run.stdout);
            match form.last() {
                Some(&"csv") => csv_is_safe(&run.stdout)?,
                Some(_) => assert!(run.stdout.contains("<script>alert(1)<script>.xlsx"), "{}", run.stdout),
                None => {}
            }
        }
    }
    Ok(())
}

#[cfg(unix)]
#[test]
fn bytes_that_are_no_text_harm_nothing() -> Checked {
    use std::os::unix::ffi::OsStrExt as _;
    let desk = Desk::new()?;
    // A lone surrogate, as some systems write it where UTF-8 is expected.
    let lone = b"complaint_id,branch,received_at,closed_at\nC1,\xed\xa0\x80,2024-03-04 10:00:00,2024-06-03 10:00:00\n";
    desk.put("c.csv", lone)?;
    let run = desk.run(
        &[&["report", "c.csv", "--encoding", "utf-8", "--as-of", "2024-06-30"], &EVERY_FORM[..]].concat(),
    )?;
    assert!((1..=3).contains(&run.code) && !run.stderr.contains("panicked"), "{run:?}");
    for form in FORMS.iter().filter(|form| desk.path(&format!("report.{form}")).exists()) {
        assert!(!report(&desk, form)?.is_empty());
    }
    let name = std::ffi::OsStr::from_bytes(b"\xed\xa0\x80.md");
    let mut command = desk.command(&["report", "c.csv", "-o"]);
    let run = command.arg(name).output()?;
    assert!(!String::from_utf8_lossy(&run.stderr).contains("panicked"), "{run:?}");
    assert!(desk.path("").join(name).exists(), "{run:?}");
    let run = desk.command(&["report", "-o", "x.md"]).arg(name).output()?;
    assert_eq!(run.status.code(), Some(2), "{run:?}");
    Ok(())
}
