//! Where results go: whole files or none, silence when asked, a pipe that may close.

use std::io::Read as _;

use crate::desk::{Checked, Desk, run_in};
use crate::exits::{CLEAN, VISITS};
use crate::sample;

#[test]
fn a_file_holds_what_stdout_would() -> Checked {
    let desk = Desk::with(&[("c.csv", CLEAN), ("v.csv", VISITS)])?;
    for format in ["table", "csv", "json"] {
        let args = ["audit", "c.csv", "v.csv", "--format", format];
        let shown = desk.run(&args)?;
        let written = desk.run(&[&args[..], &["-o", "out.txt"]].concat())?;
        assert_eq!((written.code, written.stdout.as_str()), (0, ""), "{}", written.stderr);
        assert_eq!(std::fs::read_to_string(desk.path("out.txt"))?, shown.stdout, "{format}");
    }
    assert_eq!(desk.names()?, ["c.csv", "out.txt", "v.csv"]);
    Ok(())
}

#[test]
fn the_exit_code_is_that_of_the_audit_when_it_goes_to_a_file() -> Checked {
    let desk = Desk::new()?;
    let out = desk.path("findings.csv");
    let out = out.to_string_lossy();
    let args = [&["audit"], &sample::arguments()[..], &["--format", "csv", "-o", &out]].concat();
    assert_eq!(run_in(&sample::folder(), &args)?.code, 1);
    assert!(csv::Reader::from_path(desk.path("findings.csv"))?.records().count() > 50);
    Ok(())
}

#[test]
fn a_failure_leaves_the_target_as_it_was() -> Checked {
    let desk = Desk::with(&[("c.csv", CLEAN), ("out.json", "what was there")])?;
    for args in [
        ["audit", "missing.csv", "-o", "out.json"].as_slice(),
        &["audit", "c.csv", "--select", "XYZ999", "-o", "out.json"],
        &["audit", "c.csv", "--nonsense", "-o", "out.json"],
        &["callbacks", "c.csv", "-o", "out.json"],
        &["closure", "c.csv", "--by", "channel", "-o", "out.json"],
        &["explain", "XYZ999", "-o", "out.json"],
    ] {
        assert!(desk.run(args)?.code >= 2, "{args:?}");
        assert_eq!(std::fs::read_to_string(desk.path("out.json"))?, "what was there", "{args:?}");
        assert_eq!(desk.names()?, ["c.csv", "out.json"], "{args:?}");
    }
    Ok(())
}

#[test]
fn a_place_that_cannot_be_written_to_is_named() -> Checked {
    let desk = Desk::with(&[("c.csv", CLEAN)])?;
    std::fs::create_dir(desk.path("folder"))?;
    for target in ["nowhere/out.csv", "folder", "c.csv/out.csv"] {
        let run = desk.run(&["audit", "c.csv", "-o", target])?;
        assert!(run.code >= 2, "{target}: {}", run.code);
        assert_eq!(run.stdout, "", "{target}");
        assert!(run.stderr.contains(target), "{}", run.stderr);
        assert_eq!(desk.names()?, ["c.csv", "folder"], "{target}: nothing half-written stays");
    }
    Ok(())
}

#[test]
fn an_input_is_not_overwritten_by_the_result() -> Checked {
    let desk = Desk::with(&[("c.csv", CLEAN)])?;
    let run = desk.run(&["audit", "c.csv", "--format", "csv", "-o", "c.csv"])?;
    assert_eq!(std::fs::read_to_string(desk.path("c.csv"))?, CLEAN, "the evidence was overwritten");
    assert_eq!(run.code, 2, "{}", run.stderr);
    Ok(())
}

#[cfg(unix)]
#[test]
fn an_input_is_spared_under_every_name_it_has() -> Checked {
    let desk = Desk::with(&[("c.csv", CLEAN)])?;
    std::os::unix::fs::symlink(desk.path("c.csv"), desk.path("link.csv"))?;
    for target in ["./c.csv", "link.csv"] {
        let run = desk.run(&["audit", "c.csv", "-o", target])?;
        assert_eq!((run.code, run.stdout.as_str()), (2, ""), "{target}: {}", run.stderr);
        assert_eq!(std::fs::read_to_string(desk.path("c.csv"))?, CLEAN, "{target}");
    }
    assert_eq!(desk.run(&["audit", "--complaints", "link.csv", "-o", "c.csv"])?.code, 2);
    assert_eq!(std::fs::read_to_string(desk.path("c.csv"))?, CLEAN);
    Ok(())
}

#[cfg(unix)]
#[test]
fn a_link_stays_a_link_and_a_new_file_is_private_to_its_owner() -> Checked {
    use std::os::unix::fs::PermissionsExt as _;
    let desk = Desk::with(&[("c.csv", CLEAN), ("real.txt", "old")])?;
    std::os::unix::fs::symlink("real.txt", desk.path("link.txt"))?;
    assert_eq!(desk.run(&["audit", "c.csv", "-o", "link.txt"])?.code, 0);
    assert!(std::fs::symlink_metadata(desk.path("link.txt"))?.is_symlink());
    assert!(std::fs::read_to_string(desk.path("real.txt"))?.contains("CLS001"));
    desk.run(&["audit", "c.csv", "-o", "new.txt"])?;
    let mode = std::fs::metadata(desk.path("new.txt"))?.permissions().mode() & 0o777;
    assert_eq!(format!("{mode:o}"), "600", "it names employees and customers");
    Ok(())
}

#[test]
fn a_dash_is_standard_output() -> Checked {
    let desk = Desk::with(&[("c.csv", CLEAN)])?;
    let shown = desk.run(&["audit", "c.csv"])?;
    let written = desk.run(&["audit", "c.csv", "-o", "-"])?;
    assert_eq!((written.code, written.stdout), (shown.code, shown.stdout));
    assert_eq!(desk.names()?, ["c.csv"]);
    Ok(())
}

#[test]
fn quiet_says_nothing_unless_something_is_wrong() -> Checked {
    let desk = Desk::with(&[("c.csv", CLEAN), ("v.csv", VISITS)])?;
    for command in ["audit", "response", "closure", "callbacks"] {
        let run = desk.run(&[command, "c.csv", "v.csv", "-q"])?;
        assert_eq!((run.code, run.stdout.as_str(), run.stderr.as_str()), (0, "", ""), "{command}");
    }
    let run = desk.run(&["audit", "c.csv", "v.csv", "-q", "-o", "out.txt"])?;
    assert_eq!((run.code, run.stdout.as_str(), run.stderr.as_str()), (0, "", ""));
    assert!(std::fs::metadata(desk.path("out.txt"))?.len() > 0);
    let run = desk.run(&["audit", "missing.csv", "-q"])?;
    assert_eq!((run.code, run.stdout.as_str()), (3, ""));
    assert!(run.stderr.contains("missing.csv"), "errors are told even so: {}", run.stderr);
    let args = [&["audit", "-q"], &sample::arguments()[..]].concat();
    let run = run_in(&sample::folder(), &args)?;
    assert_eq!((run.code, run.stdout.as_str(), run.stderr.as_str()), (1, "", ""));
    Ok(())
}

#[test]
fn a_pipe_that_closes_early_is_no_error() -> Checked {
    let desk = Desk::new()?;
    let mut complaints = String::from("complaint_id,customer_id,received_at,responded_at,closed_at\n");
    for row in 0..20_000 {
        complaints.push_str(&format!("C{row},K{row},2024-03-04 10:00:00,,\n"));
    }
    desk.put("c.csv", complaints)?;
    for format in ["table", "csv", "json"] {
        let args = ["audit", "--complaints", "c.csv", "--as-of", "2024-06-30", "--format", format];
        let mut child = desk.command(&args).spawn()?;
        let mut seen = [0; 64];
        if let Some(mut pipe) = child.stdout.take() {
            pipe.read_exact(&mut seen)?;
        }
        let output = child.wait_with_output()?;
        // A short table may have been through before the pipe closed: then the audit's own code counts.
        let code = output.status.code();
        assert!(code == Some(0) || (format == "table" && code == Some(1)), "{format}: {code:?}");
        assert_eq!(String::from_utf8_lossy(&output.stderr), "", "{format}");
    }
    Ok(())
}

#[test]
fn colours_only_where_they_are_asked_for() -> Checked {
    let coloured = |option: &str| -> std::io::Result<bool> {
        let args = [&["audit", "--color", option], &sample::arguments()[..]].concat();
        Ok(run_in(&sample::folder(), &args)?.stdout.contains('\u{1b}'))
    };
    assert!(coloured("always")?);
    assert!(!coloured("never")?);
    assert!(!coloured("auto")?, "a pipe is no terminal");
    for format in ["csv", "json"] {
        let args = [&["audit", "--color", "always", "--format", format], &sample::arguments()[..]].concat();
        assert!(!run_in(&sample::folder(), &args)?.stdout.contains('\u{1b}'), "{format}");
    }
    Ok(())
}

#[test]
fn the_limit_caps_the_terminal_and_nothing_else() -> Checked {
    let with_limit = |format: &str, limit: &str| -> std::io::Result<String> {
        let args = [&["audit", "--format", format, "--limit", limit], &sample::arguments()[..]].concat();
        Ok(run_in(&sample::folder(), &args)?.stdout)
    };
    for format in ["csv", "json"] {
        assert_eq!(with_limit(format, "1")?, with_limit(format, "100000")?, "{format}");
    }
    let (one, all) = (with_limit("table", "1")?, with_limit("table", "100000")?);
    // The last line names a case to explain, which is no finding of its own.
    let is_finding = |line: &&str| {
        (line.contains("TS2025") || line.contains("HF2025")) && !line.contains("hearback explain")
    };
    let findings = |text: &str| text.lines().filter(is_finding).count();
    assert_eq!(findings(&one), 1, "{one}");
    assert!(findings(&all) > 80, "{all}");
    assert!(one.contains("1 of 103"), "what is not shown is said: {one}");
    Ok(())
}
