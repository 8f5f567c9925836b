//! The rooms of the house and their doors: which module may import which.
//!
//! The table below is ARCHITECTURE.md's. Source is read as tokens, without comments, literals and
//! what only tests compile, so a path counts wherever it stands: in a `use`, in a type, in a call.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use crate::desk::Checked;

/// A room and the rooms it may import from.
const ROOMS: [(&str, &[&str]); 9] = [
    ("model", &[]),
    ("dataset", &["model"]),
    ("calendar", &["model"]),
    ("policy", &["model", "calendar"]),
    ("ingest", &["dataset", "model"]),
    ("audit", &["dataset", "policy", "calendar", "model"]),
    ("analysis", &["audit", "dataset", "policy", "calendar", "model"]),
    ("report", &["model"]),
    ("cli", &["analysis", "audit", "calendar", "dataset", "ingest", "model", "policy", "report"]),
];

/// A crate and the only rooms that may know it.
const CRATES: [(&str, &[&str]); 2] =
    [("polars", &["dataset", "ingest", "audit", "analysis"]), ("clap", &["cli"])];

/// Macros that have no place in `src`, not even in its tests.
const BANNED_MACROS: [&str; 7] = ["print", "println", "eprint", "eprintln", "dbg", "todo", "unimplemented"];

#[test]
fn every_import_goes_through_a_door() -> Checked {
    let src = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let files = rust_files(&src)?;
    let sources: Vec<(PathBuf, String)> = files
        .into_iter()
        .map(|path| {
            let source = std::fs::read_to_string(&path)?;
            Ok((path.strip_prefix(&src).unwrap_or(&path).to_owned(), source))
        })
        .collect::<std::io::Result<_>>()?;
    let only_tests: Vec<PathBuf> =
        sources.iter().flat_map(|(path, source)| test_modules(path, source)).collect();
    let found: Vec<String> = sources
        .iter()
        .flat_map(|(path, source)| {
            let tested =
                only_tests.iter().any(|test| path.starts_with(test) || path.with_extension("") == *test);
            violations(path, source, tested)
        })
        .collect();
    assert_eq!(found, Vec::<String>::new(), "the layers do not hold");
    let rooms: BTreeSet<&str> = sources.iter().filter_map(|(path, _)| room_of(path)).collect();
    assert_eq!(rooms, ROOMS.iter().map(|(room, _)| *room).collect(), "rooms and table differ");
    Ok(())
}

#[test]
fn a_wall_that_is_broken_through_is_noticed() {
    let told = |path: &str, source: &str| violations(Path::new(path), source, false).join("; ");
    let cases = [
        ("model/code.rs", "use crate::policy::Policy;", "model imports policy"),
        ("report/mod.rs", "use crate::{model::{Text, Lang}, audit::Audit};", "report imports audit"),
        (
            "report/json/v1.rs",
            "fn a() -> super::super::super::audit::Audit { todo() }",
            "report imports audit",
        ),
        ("audit/run.rs", "fn a() { let x = crate :: ingest::load(y); }", "audit imports ingest"),
        ("audit/mod.rs", "use super::cli::Exit;", "audit imports cli"),
        ("calendar/limit.rs", "pub use polars::prelude::Expr;", "calendar knows polars"),
        ("report/mod.rs", "fn a(e: polars_core::Error) {}", "report knows polars"),
        ("ingest/load.rs", "use clap::Parser;", "ingest knows clap"),
        ("audit/run.rs", "fn a() { eprintln!(\"{}\", 1); }", "eprintln!"),
        ("audit/run.rs", "fn a() { dbg! (1); }", "dbg!"),
        ("dataset/table.rs", "fn a() { unsafe { b() } }", "unsafe"),
        ("dataset/table.rs", "#[cfg(test)]\nmod tests { fn a() { println!(); } }", "println!"),
    ];
    for (path, source, expected) in cases {
        let told = told(path, source);
        assert!(told.contains(expected), "{path}: {source}: {told:?} lacks {expected:?}");
    }
}

#[test]
fn what_is_allowed_is_not_noticed() {
    let cases = [
        ("report/mod.rs", "use crate::model::Text; use crate::report::View; use std::io::Write;"),
        ("cli/mod.rs", "use crate::{audit, ingest::{self, load}}; use clap::Parser;"),
        (
            "report/mod.rs",
            "//! Not [`crate::audit`].\n// println!(\nconst A: &str = \"crate::audit println!( unsafe\";",
        ),
        ("report/mod.rs", "const A: &str = r#\"crate::audit \"quoted\" dbg!()\"#; const B: char = '\"';"),
        ("report/mod.rs", "fn a<'a>(b: &'a str) {} /* unsafe /* nested */ crate::audit */"),
        ("report/mod.rs", "#[cfg(test)]\nmod tests { use crate::audit::Audit; fn a() { if b { c() } } }"),
        ("report/mod.rs", "#[cfg(test)]\nuse crate::{audit::Audit, ingest};\nuse crate::model::Text;"),
        ("audit/checks/dup001.rs", "use super::super::links::Link; pub(in crate::audit) fn a() {}"),
        ("lib.rs", "pub mod audit; pub use crate::cli::main;"),
    ];
    for (path, source) in cases {
        assert_eq!(violations(Path::new(path), source, false), Vec::<String>::new(), "{source}");
    }
}

#[test]
fn a_file_that_only_tests_compile_is_known() {
    let found = test_modules(Path::new("report/mod.rs"), "mod json;\n#[cfg(test)]\nmod tests;\n");
    assert_eq!(found, [Path::new("report/tests")]);
    let found = test_modules(Path::new("calendar/limit.rs"), "#[cfg(test)]\nmod twin;\n");
    assert_eq!(found, [Path::new("calendar/limit/twin")]);
}

/// Every Rust file below a folder, sorted.
fn rust_files(folder: &Path) -> std::io::Result<Vec<PathBuf>> {
    let mut files = Vec::new();
    for entry in std::fs::read_dir(folder)? {
        let path = entry?.path();
        if path.is_dir() {
            files.extend(rust_files(&path)?);
        } else if path.extension().is_some_and(|extension| extension == "rs") {
            files.push(path);
        }
    }
    files.sort();
    Ok(files)
}

/// What is wrong with one file; of one that only tests compile, imports are not looked at.
fn violations(path: &Path, source: &str, only_tests: bool) -> Vec<String> {
    let code = without_comments_and_literals(source);
    let mut wrong = Vec::new();
    let all = tokens(&code);
    for pair in all.windows(2) {
        if pair[1] == "!" && BANNED_MACROS.contains(&pair[0]) {
            wrong.push(format!("{}: {}!", path.display(), pair[0]));
        }
    }
    if all.contains(&"unsafe") {
        wrong.push(format!("{}: unsafe", path.display()));
    }
    let Some(room) = room_of(path).filter(|_| !only_tests) else { return wrong };
    let code = without_tests(&code);
    let tokens = tokens(&code);
    let doors = ROOMS.iter().find(|(name, _)| *name == room).map_or(&[][..], |(_, doors)| doors);
    for imported in rooms_named(&tokens, module_depth(path)) {
        if imported != room && !doors.contains(&imported) && ROOMS.iter().any(|(name, _)| *name == imported) {
            wrong.push(format!("{}: {room} imports {imported}", path.display()));
        }
    }
    for (name, rooms) in CRATES {
        let known = tokens.iter().any(|token| *token == name || token.starts_with(&format!("{name}_")));
        if known && !rooms.contains(&room) {
            wrong.push(format!("{}: {room} knows {name}", path.display()));
        }
    }
    wrong
}

/// The first folder of a file below `src`, or its own name there; `None` for the crate's root.
fn room_of(path: &Path) -> Option<&str> {
    let first = path.iter().next()?.to_str()?;
    let name = first.strip_suffix(".rs").unwrap_or(first);
    (!["lib", "main"].contains(&name)).then_some(name)
}

/// How many `super` lead from the file's module to the crate's root.
fn module_depth(path: &Path) -> usize {
    let folders = path.iter().count() - 1;
    if path.file_name().is_some_and(|name| name == "mod.rs") { folders } else { folders + 1 }
}

/// The names right below the crate's root that a file speaks of.
fn rooms_named<'a>(tokens: &[&'a str], depth: usize) -> BTreeSet<&'a str> {
    let mut named = BTreeSet::new();
    let mut supers = 0;
    let mut at = 0;
    while at + 1 < tokens.len() {
        let path_goes_on = tokens[at + 1] == "::";
        match tokens[at] {
            "super" if path_goes_on => supers += 1,
            "crate" if path_goes_on => supers = depth,
            _ => supers = 0,
        }
        if supers == 0 {
            at += 1;
            continue;
        }
        at += 2;
        if supers == depth {
            named.extend(first_names(&tokens[at..]));
            supers = 0;
        }
    }
    named
}

/// The name a path goes on with, or all of them where it goes on with a list in braces.
fn first_names<'a>(tokens: &[&'a str]) -> Vec<&'a str> {
    if tokens.first() != Some(&"{") {
        return tokens.first().copied().into_iter().collect();
    }
    let (mut names, mut depth) = (Vec::new(), 0);
    for pair in tokens.windows(2) {
        match pair[0] {
            "{" => depth += 1,
            "}" => depth -= 1,
            _ => {}
        }
        if depth == 0 {
            break;
        }
        if depth == 1 && ["{", ","].contains(&pair[0]) {
            names.push(pair[1]);
        }
    }
    names
}

/// Modules of a file that only tests compile and that lie in files of their own, without extension.
fn test_modules(path: &Path, source: &str) -> Vec<PathBuf> {
    let code = without_comments_and_literals(source);
    let folder = path.parent().unwrap_or(Path::new(""));
    let is_root =
        path.file_stem().is_some_and(|stem| ["mod", "lib", "main"].iter().any(|name| stem == *name));
    let folder = if is_root { folder.to_owned() } else { path.with_extension("") };
    code.match_indices(TEST_MARK)
        .filter_map(|(at, mark)| {
            let item = tokens(&code[at + mark.len()..]);
            let start = item.iter().position(|token| *token == "mod")?;
            (start <= 1 && item.get(start + 2) == Some(&";")).then(|| folder.join(item[start + 1]))
        })
        .collect()
}

const TEST_MARK: &str = "#[cfg(test)]";

/// The code with every item behind `#[cfg(test)]` taken out.
fn without_tests(code: &str) -> String {
    let mut kept = String::with_capacity(code.len());
    let mut rest = code;
    while let Some((before, item)) = rest.split_once(TEST_MARK) {
        kept.push_str(before);
        rest = &item[item_length(item)..];
    }
    kept + rest
}

/// Where the item at the beginning of `code` ends.
fn item_length(code: &str) -> usize {
    let is_use = tokens(code).iter().take(4).any(|token| *token == "use");
    let mut depth = 0_usize;
    for (at, letter) in code.char_indices() {
        match letter {
            ';' if depth == 0 => return at + 1,
            '{' => depth += 1,
            '}' => {
                depth = depth.saturating_sub(1);
                if depth == 0 && !is_use {
                    return at + 1;
                }
            }
            _ => {}
        }
    }
    code.len()
}

/// Names, `::` and single signs.
fn tokens(code: &str) -> Vec<&str> {
    let mut tokens = Vec::new();
    let mut rest = code.trim_start();
    while let Some(first) = rest.chars().next() {
        let is_name = |letter: char| letter.is_alphanumeric() || letter == '_';
        let length = if is_name(first) {
            rest.find(|letter| !is_name(letter)).unwrap_or(rest.len())
        } else if rest.starts_with("::") {
            2
        } else {
            first.len_utf8()
        };
        let (token, after) = rest.split_at(length);
        tokens.push(token);
        rest = after.trim_start();
    }
    tokens
}

/// The source with comments and the content of literals blanked out.
fn without_comments_and_literals(source: &str) -> String {
    let mut code = String::with_capacity(source.len());
    let mut rest = source;
    while let Some(first) = rest.chars().next() {
        let length = skipped_length(rest);
        if length > 0 {
            code.push(' ');
            rest = &rest[length..];
        } else {
            code.push(first);
            rest = &rest[first.len_utf8()..];
            // `bar"` is no raw string: a name is copied to its end.
            if first.is_alphanumeric() || first == '_' {
                let end = rest.find(|letter: char| !(letter.is_alphanumeric() || letter == '_'));
                let (name, after) = rest.split_at(end.unwrap_or(rest.len()));
                code.push_str(name);
                rest = after;
            }
        }
    }
    code
}

/// How much of `rest` is a comment or a literal; 0 where it starts with neither.
fn skipped_length(rest: &str) -> usize {
    if rest.starts_with("//") {
        return rest.find('\n').unwrap_or(rest.len());
    }
    if rest.starts_with("/*") {
        return block_comment_length(rest);
    }
    let unprefixed = rest.strip_prefix('b').unwrap_or(rest);
    let prefix = rest.len() - unprefixed.len();
    if let Some(raw) = unprefixed.strip_prefix('r') {
        let hashes = raw.len() - raw.trim_start_matches('#').len();
        if raw[hashes..].starts_with('"') {
            let end = format!("\"{}", "#".repeat(hashes));
            let body = &raw[hashes + 1..];
            let length = body.find(&end).map_or(body.len(), |at| at + end.len());
            return prefix + 1 + hashes + 1 + length;
        }
    }
    match unprefixed.chars().next() {
        Some('"') => prefix + quoted_length(unprefixed, '"'),
        Some('\'') if is_char_literal(unprefixed) => prefix + quoted_length(unprefixed, '\''),
        _ => 0,
    }
}

fn block_comment_length(rest: &str) -> usize {
    let (mut depth, mut at) = (0, 0);
    while at < rest.len() {
        if rest[at..].starts_with("/*") {
            depth += 1;
            at += 2;
        } else if rest[at..].starts_with("*/") {
            depth -= 1;
            at += 2;
            if depth == 0 {
                return at;
            }
        } else {
            at += rest[at..].chars().next().map_or(1, char::len_utf8);
        }
    }
    rest.len()
}

/// Whether an apostrophe opens a letter and not the name of a lifetime.
fn is_char_literal(rest: &str) -> bool {
    let mut letters = rest.chars().skip(1);
    match letters.next() {
        Some('\\') => true,
        Some(_) => letters.next() == Some('\''),
        None => false,
    }
}

fn quoted_length(rest: &str, quote: char) -> usize {
    let mut escaped = false;
    for (at, letter) in rest.char_indices().skip(1) {
        match letter {
            _ if escaped => escaped = false,
            '\\' => escaped = true,
            letter if letter == quote => return at + 1,
            _ => {}
        }
    }
    rest.len()
}
