//! The command as users type it: forms, places, exit codes, silence, and the same bytes every time.

use std::error::Error;

use super::forms::{EVERY_FORM, FORMS, text};
use crate::desk::{Checked, Desk, run_in};
use crate::exits::{CLEAN, VISITS};
use crate::sample;

const LATE: &str =
    "complaint_id,customer_id,received_at,responded_at,closed_at\nC1,K1,2024-03-04 10:00:00,,\n";
/// A row that cannot be used among two.
const BROKEN: &str =
    "complaint_id,received_at,responded_at,closed_at\nC1,2024-03-04 10:00:00,,\nC2,x,y,z,1,2,3\n";

fn desk() -> std::io::Result<Desk> {
    Desk::with(&[("c.csv", CLEAN), ("v.csv", VISITS), ("late.csv", LATE), ("broken.csv", BROKEN)])
}

/// What a file is by its first bytes.
fn form_of(bytes: &[u8]) -> &'static str {
    let holds = |word: &str| bytes.windows(word.len()).any(|found| found == word.as_bytes());
    match bytes {
        [b'P', b'K', ..] if holds("xl/workbook.xml") => "xlsx",
        [b'P', b'K', ..] if holds("word/document.xml") => "docx",
        [b'<', b'!', ..] => "html",
        [b'#', b' ', ..] => "md",
        [b'{', ..] => "json",
        [b'c', b'o', b'd', b'e', b',', ..] => "csv",
        _ => "nothing",
    }
}

#[test]
fn a_name_tells_the_form_and_an_option_where_no_name_does() -> Checked {
    let desk = desk()?;
    let run = desk.run(&[&["report", "c.csv", "v.csv"], &EVERY_FORM[..]].concat())?;
    assert_eq!((run.code, run.stdout.as_str()), (0, ""), "{}", run.stderr);
    for form in FORMS {
        assert_eq!(form_of(&std::fs::read(desk.path(&format!("report.{form}")))?), form);
        assert!(run.stderr.contains(&format!("wrote report.{form}: ")), "{}", run.stderr);
        for name in ["no-name", "other.txt"] {
            assert_eq!(desk.run(&["report", "c.csv", "-o", name, "--format", form])?.code, 0);
            assert_eq!(form_of(&std::fs::read(desk.path(name))?), form, "{name}");
        }
    }
    for (name, form) in [("r.HTM", "html"), ("r.Markdown", "md"), ("r.XLSX", "xlsx"), ("a.b.json", "json")] {
        assert_eq!(desk.run(&["report", "c.csv", "-o", name])?.code, 0, "{name}");
        assert_eq!(form_of(&std::fs::read(desk.path(name))?), form, "{name}");
    }
    Ok(())
}

#[test]
fn what_cannot_be_meant_is_refused_before_anything_is_read() -> Checked {
    let desk = desk()?;
    let before = desk.names()?;
    for (args, words) in [
        (&["none.csv"][..], &["nothing says where to write to", "--format md"][..]),
        (&["none.csv", "-o", "report.pdf"], &["report.pdf", "does not say the form", ".docx"]),
        (&["none.csv", "-o", "report"], &["report", "--format"]),
        (&["none.csv", "-o", "-"], &["--format"]),
        (&["none.csv", "-o", "a.md", "-o", "a.md"], &["a.md is given twice"]),
        (&["none.csv", "-o", "a.md", "-o", "./a.md"], &["a.md is given twice"]),
        (&["none.csv", "-o", "-", "-o", "/dev/stdout", "--format", "md"], &["given twice"]),
        (&["none.csv", "late.csv", "-o", "a.md", "-o", "late.csv"], &["late.csv", "overwrite"]),
        (&["none.csv", "late.csv", "-o", "./late.csv"], &["late.csv", "overwrite"]),
        (&["none.csv", "-o", "a.md", "--format", "pdf"], &["pdf"]),
        (&["none.csv", "-o", "a.md", "--format", "xlsx"], &["a.md", "contradicts --format xlsx"]),
        (&["none.csv", "-o", "a.md", "-q", "-v"], &["--verbose"]),
    ] {
        let run = desk.run(&[&["report", "--lang", "en"], args].concat())?;
        assert_eq!((run.code, run.stdout.as_str()), (2, ""), "{args:?}: {}", run.stderr);
        assert!(words.iter().all(|word| run.stderr.contains(word)), "{args:?}: {}", run.stderr);
        assert!(!run.stderr.contains("No such file"), "{args:?}: {}", run.stderr);
    }
    assert_eq!(desk.names()?, before);
    assert_eq!(text(&desk, "csv").ok(), None);
    assert_eq!(std::fs::read_to_string(desk.path("late.csv"))?, LATE);
    let zh = desk.run(&["report", "c.csv", "--lang", "zh"])?;
    assert!(zh.stderr.contains("没有说写到哪里"), "{}", zh.stderr);
    Ok(())
}

#[test]
fn every_form_goes_through_a_pipe() -> Checked {
    let desk = desk()?;
    for form in FORMS {
        desk.run(&["report", "c.csv", "-o", "there", "--format", form])?;
        let written = std::fs::read(desk.path("there"))?;
        for args in [&["-o", "-", "--format", form][..], &["--format", form]] {
            let output = desk.command(&[&["report", "c.csv", "-q"], args].concat()).output()?;
            assert_eq!(output.status.code(), Some(0));
            assert!(output.stdout == written, "{form}: a pipe holds what a file does");
            assert_eq!(output.stderr, b"", "{form}");
        }
        if written.starts_with(b"PK") {
            assert!(super::forms::texts(&written)?.len() > 5, "{form} can be unpacked");
        }
    }
    Ok(())
}

#[test]
fn a_report_that_cannot_be_written_leaves_the_others_whole() -> Checked {
    let desk = desk()?;
    std::fs::create_dir(desk.path("folder.html"))?;
    for (nth, bad) in ["nowhere/b.html", "folder.html", "c.csv/b.html"].into_iter().enumerate() {
        let first = format!("a{nth}.md");
        let run = desk.run(&["report", "c.csv", "-o", &first, "-o", bad, "--lang", "en"])?;
        assert_eq!(run.code, 3, "{bad}: {}", run.stderr);
        assert!(run.stderr.contains(&format!("cannot write {bad}")), "{}", run.stderr);
        assert!(std::fs::read_to_string(desk.path(&first))?.contains("hearback-manifest"), "it is whole");
    }
    let names = ["a0.md", "a1.md", "a2.md", "broken.csv", "c.csv", "folder.html", "late.csv", "v.csv"];
    assert_eq!(desk.names()?, names, "no temporary file is left");
    Ok(())
}

#[test]
fn exit_codes_are_those_of_the_audit() -> Checked {
    let desk = desk()?;
    for args in [
        &["c.csv", "v.csv"][..],
        &["late.csv"],
        &["late.csv", "--fail-on", "never"],
        &["broken.csv"],
        &["c.csv", "--fail-on", "info"],
        &["missing.csv"],
    ] {
        let with = |command: &[&str]| desk.run(&[command, args, &["--as-of", "2024-06-30"]].concat());
        let (audit, report) = (with(&["audit"])?, with(&["report", "-o", "r.html"])?);
        assert_eq!(report.code, audit.code, "{args:?}: {}", report.stderr);
    }
    let code =
        |file: &str| desk.run(&["report", file, "-o", "r.md", "--as-of", "2024-06-30"]).map(|run| run.code);
    assert_eq!((code("c.csv")?, code("late.csv")?, code("broken.csv")?), (0, 1, 3));
    Ok(())
}

#[test]
fn it_is_silent_when_asked_and_speaks_both_languages() -> Checked {
    let desk = desk()?;
    for (lang, title, wrote) in [
        ("zh", "投诉处理与客户回访审计报告", "已写入 r.md：0 项发现"),
        ("en", "Audit of complaint handling and callbacks", "wrote r.md: 0 findings"),
    ] {
        let args = ["report", "c.csv", "v.csv", "-o", "r.md", "--lang", lang];
        let run = desk.run(&args)?;
        assert!(run.stderr.contains(wrote), "{}", run.stderr);
        let page = std::fs::read_to_string(desk.path("r.md"))?;
        assert!(page.starts_with(&format!("# {title}\n")), "{}", page.lines().next().unwrap_or_default());
        let quiet = desk.run(&[&args[..], &["-q"]].concat())?;
        assert_eq!((quiet.code, quiet.stdout.as_str(), quiet.stderr.as_str()), (0, "", ""));
    }
    Ok(())
}

/// The sample, copied into a folder and made into a report there.
fn sample_report(options: &[&str]) -> Result<Vec<Vec<u8>>, Box<dyn Error>> {
    let desk = Desk::new()?;
    for file in ["投诉台账.xlsx", "回访记录.csv"] {
        std::fs::copy(sample::folder().join(file), desk.path(file))?;
    }
    let args = ["report", "投诉台账.xlsx", "回访记录.csv", "--as-of", "2025-09-30 18:00", "--lang", "en"];
    let run = run_in(&desk.path(""), &[&args[..], &EVERY_FORM, options].concat())?;
    assert_eq!(run.code, 1, "{}", run.stderr);
    Ok(FORMS
        .iter()
        .map(|form| std::fs::read(desk.path(&format!("report.{form}"))))
        .collect::<Result<_, _>>()?)
}

#[test]
fn the_same_files_give_the_same_bytes_anywhere() -> Checked {
    let one = sample_report(&["--threads", "1"])?;
    for again in [sample_report(&["--threads", "4"])?, sample_report(&["-v"])?] {
        for ((form, one), again) in FORMS.iter().zip(&one).zip(&again) {
            assert!(one == again, "report.{form} differs");
        }
    }
    Ok(())
}

#[test]
fn what_is_shown_in_part_says_so_and_the_working_papers_hold_all() -> Checked {
    let desk = Desk::new()?;
    let rows: String =
        (0..5_000).map(|nth| format!("C{nth},K{nth},2024-03-04 10:00:00,,2024-06-03 10:00:00\n")).collect();
    desk.put("c.csv", LATE.lines().next().unwrap_or_default().to_owned() + "\n" + &rows)?;
    let args = ["report", "c.csv", "--as-of", "2024-06-30", "--select", "RSP001", "--lang", "en"];
    for top in ["7", "5000"] {
        let run = desk.run(&[&args[..], &EVERY_FORM, &["--top", top]].concat())?;
        assert_eq!(run.code, 1, "{}", run.stderr);
        assert_eq!(run.stderr.contains("the first 7 of each rule"), top == "7", "{}", run.stderr);
        assert!(text(&desk, "html")?.len() < 1_000_000);
        assert!(top == "5000" || text(&desk, "html")?.contains("7 of 5,000"));
        let word = super::forms::report(&desk, "docx")?;
        let word = word.get("word/document.xml").ok_or("no text")?;
        let shown = |page: &str| (0..5_000).filter(|nth| page.contains(&format!("C{nth}<"))).count();
        if top == "7" {
            assert!(text(&desk, "md")?.contains("7 of 5,000") && word.contains("7 of 5,000"));
            assert_eq!(shown(word), 7);
        }
        assert_eq!(csv::Reader::from_path(desk.path("report.csv"))?.records().count(), 5_000);
        let mut workbook: calamine::Xlsx<_> = calamine::open_workbook(desk.path("report.xlsx"))?;
        let range = calamine::Reader::worksheet_range(&mut workbook, "RSP")?;
        let index = range.rows().filter(|row| row[0].to_string().starts_with("RSP001-")).count();
        assert_eq!(index, 5_000);
    }
    // A page that is full says how far it goes.
    let page = text(&desk, "html")?;
    let before = page
        .split(" of 5,000<")
        .next()
        .filter(|before| before.len() < page.len())
        .ok_or("it says nothing")?;
    let said: usize = before.rsplit('>').next().unwrap_or_default().replace(',', "").parse()?;
    let rows = page.matches("<th scope=\"row\">C").count();
    assert!(said > 100 && said < 5_000 && said == rows, "{said} said, {rows} shown");
    Ok(())
}
