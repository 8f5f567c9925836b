//! The reports under `examples/reports` are those the program writes of the sample, byte for byte.
//!
//! `UPDATE_EXPECTED=1 cargo test --test integration samples` writes them anew.

use std::path::{Path, PathBuf};

use crate::desk::{Checked, Desk, run_in};
use crate::sample;

const LANGUAGES: [&str; 2] = ["zh", "en"];
const FORMS: [&str; 4] = ["html", "xlsx", "docx", "md"];

fn kept() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("examples/reports")
}

/// The names of all reports, by language.
fn names(lang: &str) -> [String; 4] {
    FORMS.map(|form| format!("sample.{lang}.{form}"))
}

#[test]
fn the_sample_s_reports_are_those_that_are_kept() -> Checked {
    let desk = Desk::new()?;
    for lang in LANGUAGES {
        let outputs: Vec<String> =
            names(lang).iter().map(|name| format!("-o{}", desk.path(name).display())).collect();
        let options = ["--auditee", auditee(lang), "--no-config", "--lang", lang, "-q"];
        let mut arguments = vec!["report"];
        arguments.extend(sample::arguments());
        arguments.extend(options);
        arguments.extend(outputs.iter().map(String::as_str));
        let run = run_in(&sample::folder(), &arguments)?;
        assert_eq!((run.code, run.stderr.as_str()), (1, ""), "{}", run.stdout);
        for name in names(lang) {
            let written = std::fs::read(desk.path(&name))?;
            if std::env::var_os("UPDATE_EXPECTED").is_some() {
                std::fs::create_dir_all(kept())?;
                std::fs::write(kept().join(&name), &written)?;
            }
            let expected = std::fs::read(kept().join(&name)).unwrap_or_default();
            assert!(written == expected, "{name} is another; see the head of this file");
        }
    }
    Ok(())
}

#[test]
fn the_kept_reports_follow_from_the_sample() -> Checked {
    let reports: Vec<String> = LANGUAGES
        .iter()
        .flat_map(|lang| names(lang))
        .map(|name| kept().join(name).to_string_lossy().into_owned())
        .collect();
    let mut arguments = vec!["report", "--verify", "--no-config", "--lang", "en"];
    arguments.extend(reports.iter().map(String::as_str));
    let run = run_in(&sample::folder(), &arguments)?;
    assert_eq!(run.code, 0, "{}{}", run.stdout, run.stderr);
    assert_eq!(run.stdout.matches("follows").count(), reports.len(), "{}", run.stdout);
    Ok(())
}

fn auditee(lang: &str) -> &'static str {
    if lang == "zh" { "示例客服中心（虚构）" } else { "A made-up service centre" }
}
