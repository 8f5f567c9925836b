//! Help, version and explanations: on standard output, in the user's language.

use crate::desk::{Checked, Desk};
use crate::sample;

const COMMANDS: [&str; 8] =
    ["audit", "response", "closure", "callbacks", "inspect", "init", "explain", "policy"];

fn is_chinese(text: &str) -> bool {
    text.chars().any(|letter| ('\u{4e00}'..='\u{9fff}').contains(&letter))
}

#[test]
fn help_and_version_go_to_stdout() -> Checked {
    let desk = Desk::new()?;
    let mut asked: Vec<Vec<&str>> = vec![vec!["--help"], vec!["-h"], vec!["--version"], vec!["-V"]];
    asked.extend(COMMANDS.iter().map(|command| vec![*command, "--help"]));
    for args in asked {
        let run = desk.run(&args)?;
        assert_eq!((run.code, run.stderr.as_str()), (0, ""), "{args:?}");
        assert!(!run.stdout.is_empty(), "{args:?}");
    }
    for command in ["list", "show", "check", "schema"] {
        for lang in ["en", "zh"] {
            let run = desk.run(&["policy", command, "--help", "--lang", lang])?;
            assert_eq!((run.code, run.stderr.as_str()), (0, ""), "{command}");
            assert_eq!(is_chinese(run.stdout.lines().next().unwrap_or_default()), lang == "zh", "{command}");
        }
    }
    let version = desk.run(&["--version"])?.stdout;
    assert_eq!(version.trim(), format!("hearback {}", env!("CARGO_PKG_VERSION")));
    Ok(())
}

#[test]
fn the_help_names_every_command_and_the_shared_options() -> Checked {
    let desk = Desk::new()?;
    let help = desk.run(&["--help"])?.stdout;
    for command in COMMANDS {
        assert!(help.contains(command), "{command}");
    }
    for command in ["audit", "response", "closure", "callbacks"] {
        let help = desk.run(&[command, "--help"])?.stdout;
        for option in [
            "--complaints",
            "--visits",
            "--sheet",
            "--encoding",
            "--map",
            "--policy",
            "--as-of",
            "--from",
            "--to",
            "--by",
            "--fail-on",
            "--format",
            "--output",
            "--lang",
            "--unmask",
            "--quiet",
            "--color",
            "--threads",
            "--config",
            "--no-config",
        ] {
            assert!(help.contains(option), "{command} --help lacks {option}");
        }
    }
    for command in ["inspect", "init"] {
        let help = desk.run(&[command, "--help"])?.stdout;
        for option in ["--sheet", "--encoding", "--map", "--date-order", "--unmask", "--config", "--output"] {
            assert!(help.contains(option), "{command} --help lacks {option}");
        }
    }
    let explain = desk.run(&["explain", "--help"])?.stdout;
    for option in ["--case", "--complaints", "--policy", "--as-of", "--format"] {
        assert!(explain.contains(option), "explain --help lacks {option}");
    }
    let audit = desk.run(&["audit", "--help"])?.stdout;
    for option in ["--select", "--ignore", "--limit", "--bom"] {
        assert!(audit.contains(option), "audit --help lacks {option}");
    }
    Ok(())
}

#[test]
fn help_speaks_the_language_asked_for() -> Checked {
    let desk = Desk::new()?;
    assert!(!is_chinese(&desk.run(&["--help"])?.stdout.replace("回音", "")));
    for command in COMMANDS {
        let english = desk.run(&[command, "--help", "--lang", "en"])?;
        let chinese = desk.run(&[command, "--help", "--lang", "zh"])?;
        assert_eq!((english.code, chinese.code), (0, 0));
        assert_ne!(english.stdout, chinese.stdout, "{command}");
        let about = chinese.stdout.lines().next().unwrap_or_default();
        assert!(is_chinese(about), "{command}: {about}");
    }
    Ok(())
}

#[test]
fn the_locale_chooses_the_language_and_the_option_goes_before_it() -> Checked {
    let desk = Desk::new()?;
    // The first line says what the command does; examples further down may hold Chinese headers.
    let in_chinese = |variables: &[(&str, &str)], args: &[&str]| -> std::io::Result<bool> {
        let mut command = desk.command(args);
        command.env_remove("LC_ALL").envs(variables.iter().copied());
        let shown = command.output()?.stdout;
        Ok(is_chinese(String::from_utf8_lossy(&shown).lines().next().unwrap_or_default()))
    };
    assert!(in_chinese(&[("LANG", "zh_CN.UTF-8")], &["explain", "RSP001"])?);
    assert!(in_chinese(&[("LANG", "zh_CN.UTF-8")], &["audit", "--help"])?);
    assert!(in_chinese(&[("LC_MESSAGES", "zh_TW.UTF-8"), ("LANG", "en_US.UTF-8")], &["audit", "--help"])?);
    assert!(!in_chinese(&[("LANG", "de_DE.UTF-8")], &["audit", "--help"])?);
    assert!(!in_chinese(&[("LANG", "zh_CN.UTF-8"), ("LC_ALL", "en_US.UTF-8")], &["audit", "--help"])?);
    assert!(in_chinese(&[("LANG", "en_US.UTF-8")], &["explain", "RSP001", "--lang", "zh"])?);
    assert!(!in_chinese(&[("LANG", "zh_CN.UTF-8")], &["explain", "RSP001", "--lang=en"])?);
    Ok(())
}

#[test]
fn every_rule_explains_itself_in_both_languages() -> Checked {
    let audit = crate::desk::audit_in(&sample::folder(), &sample::arguments())?;
    let desk = Desk::new()?;
    for rule in &audit.rules {
        let code = rule.code.as_str();
        let english = desk.run(&["explain", code, "--lang", "en"])?;
        let chinese = desk.run(&["explain", code, "--lang", "zh"])?;
        for run in [&english, &chinese] {
            assert_eq!((run.code, run.stderr.as_str()), (0, ""), "{code}");
            assert!(run.stdout.contains(code), "{code}");
        }
        assert!(is_chinese(&chinese.stdout), "{code}");
        assert_ne!(english.stdout, chinese.stdout, "{code}");
    }
    Ok(())
}

#[test]
fn an_explanation_has_all_its_parts() -> Checked {
    let run = Desk::new()?.run(&["explain", "cbk001", "--format", "json"])?;
    let rule: serde_json::Value = serde_json::from_str(&run.stdout)?;
    assert_eq!(rule["code"], "CBK001", "the code may be given in any case");
    for part in ["name", "title", "severity", "what", "why", "formula", "fix", "source"] {
        assert!(rule[part].as_str().is_some_and(|text| !text.is_empty()), "{part}");
    }
    let table = Desk::new()?.run(&["explain", "CBK001"])?.stdout;
    assert!(table.contains("7 working days"), "the policy's limit is shown: {table}");
    Ok(())
}
