//! Nobody is named by a report, unless it was asked for and then every form says so.

use std::collections::BTreeSet;
use std::error::Error;

use super::forms::{EVERY_FORM, FORMS, manifest, report};
use crate::desk::{Checked, Desk, Run};
use crate::masking::{AS_OF, CUSTOMER_WORDS, FILES, STAFF_WORDS, desk};

/// The forms that carry a manifest.
const WITH_MANIFEST: [&str; 5] = ["html", "md", "xlsx", "docx", "json"];

fn make(desk: &Desk, options: &[&str]) -> Result<Run, Box<dyn Error>> {
    let run = desk.run(&[&["report"], &FILES[..], &AS_OF, &EVERY_FORM, options].concat())?;
    assert!(matches!(run.code, 1 | 3), "{}", run.stderr);
    Ok(run)
}

/// What a form shows in all its parts, as a reader sees it.
fn shown(desk: &Desk, form: &str) -> Result<String, Box<dyn Error>> {
    let parts: Vec<String> = report(desk, form)?.into_values().collect();
    // Markdown puts a backslash before an asterisk, and JSON in other forms before what is not plain.
    Ok(parts.join("\n").replace("\\*", "*").replace("\\#", "#").replace("@<!-- -->", "@"))
}

/// Every token of these persons in a text.
fn tokens(text: &str, clear: &str) -> BTreeSet<String> {
    let rest = text.split(clear).skip(1);
    rest.map(|rest| rest.chars().take_while(char::is_ascii_alphanumeric).take(12).collect()).collect()
}

#[test]
fn nobody_is_named_in_any_form_or_on_the_way() -> Checked {
    let desk = desk()?;
    for options in [&["--lang", "zh", "-v"][..], &["--lang", "en", "--with-content", "-v", "--top", "1000"]] {
        let run = make(&desk, options)?;
        let said = run.stdout + &run.stderr;
        for word in CUSTOMER_WORDS.iter().chain(&STAFF_WORDS) {
            assert!(!said.contains(word), "{word}: {said}");
            for form in FORMS {
                for (part, text) in report(&desk, form)? {
                    assert!(!text.contains(word), "{word} stands in {part} of report.{form}");
                }
            }
        }
    }
    Ok(())
}

#[test]
fn content_is_shown_where_it_is_asked_for_without_those_it_names() -> Checked {
    let desk = desk()?;
    make(&desk, &["--with-content", "--top", "1000"])?;
    for form in FORMS {
        assert!(shown(&desk, form)?.contains("***来电***，请回复 ***，卡号622****01"), "{form}");
    }
    make(&desk, &["--top", "1000"])?;
    for form in FORMS {
        assert!(!shown(&desk, form)?.contains("来电"), "{form}");
    }
    Ok(())
}

#[test]
fn one_person_is_one_token_in_all_forms() -> Checked {
    let desk = desk()?;
    make(&desk, &["--top", "1000"])?;
    for clear in ["王**#", "138****22#", "慕**#"] {
        let all: Vec<BTreeSet<String>> = FORMS
            .iter()
            .map(|form| Ok(tokens(&shown(&desk, form)?, clear)))
            .collect::<Result<_, Box<dyn Error>>>()?;
        let one: BTreeSet<&String> = all.iter().flatten().collect();
        assert_eq!(one.len(), 1, "{clear}: {all:?}");
        assert!(one.iter().all(|token| token.len() >= 8), "{one:?}");
        assert!(all.iter().filter(|tokens| !tokens.is_empty()).count() >= 5, "{clear}: {all:?}");
    }
    Ok(())
}

#[test]
fn unmasked_reports_say_so_in_every_manifest() -> Checked {
    let desk = desk()?;
    make(&desk, &["--unmask", "--with-content", "--top", "1000"])?;
    for form in FORMS {
        let text = shown(&desk, form)?;
        for word in ["王磊", "13811112222", "欧阳锋来电13800138000"] {
            assert!(text.contains(word), "{word} is hidden in report.{form} although it was asked for");
        }
        assert!(!text.contains("**#"), "{form}");
    }
    for form in WITH_MANIFEST {
        assert_eq!(manifest(&desk, &format!("report.{form}"))?["masks"]["unmasked"], true, "{form}");
        let words = shown(&desk, form)?;
        assert!(form == "json" || words.contains("not masked: keep this report confidential"), "{form}");
    }
    make(&desk, &[])?;
    for form in WITH_MANIFEST {
        let masks = &manifest(&desk, &format!("report.{form}"))?["masks"];
        assert!(masks["unmasked"] == false && masks["key_check"].is_null(), "{form}: {masks}");
    }
    Ok(())
}

#[test]
fn a_key_changes_the_tokens_and_nothing_else() -> Checked {
    let desk = desk()?;
    desk.put("one.key", "a key of sixteen")?;
    desk.put("two.key", "another of sixteen")?;
    let mut texts = Vec::new();
    for key in ["one.key", "two.key"] {
        make(&desk, &["--mask-key", key, "--top", "1000"])?;
        let check =
            manifest(&desk, "report.html")?["masks"]["key_check"].as_str().ok_or("a value")?.to_owned();
        for form in WITH_MANIFEST {
            assert_eq!(
                manifest(&desk, &format!("report.{form}"))?["masks"]["key_check"],
                check.as_str(),
                "{form}"
            );
            assert!(shown(&desk, form)?.contains(&check), "{form}");
        }
        let csv = std::fs::read_to_string(desk.path("report.csv"))?;
        let token = tokens(&csv, "王**#").pop_first().ok_or("a token")?;
        texts.push((token, check, without_tokens(&csv)));
    }
    let [one, two] = texts.try_into().map_err(|_| "two runs")?;
    assert!(one.0 != two.0 && one.1 != two.1);
    // Where a rule lists by names, the order of its findings follows the tokens.
    assert_eq!(one.2, two.2);
    Ok(())
}

/// The lines, sorted, with every token taken out.
fn without_tokens(text: &str) -> Vec<String> {
    let line = |line: &str| {
        let mut pieces = line.split('#');
        let first = pieces.next().unwrap_or_default().to_owned();
        pieces.fold(first, |kept, piece| {
            let token = piece.chars().take_while(char::is_ascii_alphanumeric).take(12).count();
            kept + "#" + &piece[token..]
        })
    };
    let mut lines: Vec<String> = text.lines().map(line).collect();
    lines.sort();
    lines
}

#[cfg(unix)]
#[test]
fn every_report_is_its_owners_also_where_it_replaces_one() -> Checked {
    use std::os::unix::fs::PermissionsExt as _;
    let desk = desk()?;
    for form in FORMS {
        let path = desk.path(&format!("report.{form}"));
        std::fs::write(&path, "old")?;
        std::fs::set_permissions(&path, std::fs::Permissions::from_mode(0o644))?;
    }
    let check = |desk: &Desk| -> Checked {
        for form in FORMS {
            let mode = std::fs::metadata(desk.path(&format!("report.{form}")))?.permissions().mode() & 0o777;
            assert_eq!(format!("{mode:o}"), "600", "{form}");
        }
        Ok(())
    };
    make(&desk, &[])?;
    check(&desk)?;
    let fresh = crate::masking::desk()?;
    make(&fresh, &[])?;
    check(&fresh)
}
