//! Options to what ingest and audit take: files, times, groups.

use std::collections::BTreeMap;

use crate::analysis::Grouping;
use crate::dataset::{Field, MaskKey};
use crate::ingest::{DateOrder, Directions, Encoding, InputFile, OwnColumn};
use crate::model::{Moment, Period, Severity, Subject, Text};
use crate::policy::Policy;

use super::args::{DateOrderArg, FailOn, GroundArgs, InputArgs, JudgingArgs};
use super::config::Config;
use super::failure::Failure;
use super::small_file;

/// Whether the command line names any file.
pub(super) fn names_files(args: &InputArgs) -> bool {
    !args.files.is_empty() || Subject::EXPORTS.iter().any(|&subject| !args.files_of(subject).is_empty())
}

/// The files named, with what the user said of them; those of the configuration if none are.
pub(super) fn files(args: &InputArgs, config: &Config) -> Result<Vec<InputFile>, Failure> {
    let mut named: Vec<(Option<Subject>, &[String])> =
        Subject::EXPORTS.map(|subject| (Some(subject), args.files_of(subject))).into();
    named.push((None, &args.files));
    if named.iter().all(|(_, paths)| paths.is_empty()) {
        named = Subject::EXPORTS.map(|subject| (Some(subject), &config.export(subject).files[..])).into();
    }
    let by_export = Subject::EXPORTS
        .into_iter()
        .map(|subject| Ok((subject, directions(args, config, subject)?)))
        .collect::<Result<BTreeMap<_, _>, Failure>>()?;
    let mut files = Vec::new();
    for (subject, paths) in named {
        for path in paths {
            for path in matching(path)? {
                files.push(InputFile { by_export: by_export.clone(), ..InputFile::new(path, subject) });
            }
        }
    }
    if files.is_empty() {
        return Err(Failure::usage(Text::new(
            "没有给出文件。例如：hearback audit 投诉台账.xlsx 回访记录.csv；也可写入 hearback.toml 的 files",
            "no files were given; for example: hearback audit complaints.xlsx visits.csv; or name them in hearback.toml as `files`",
        )));
    }
    if files.iter().filter(|file| file.path == "-").count() > 1 {
        return Err(Failure::usage(Text::new(
            "标准输入（-）只能用一次",
            "standard input (-) can be used only once",
        )));
    }
    Ok(files)
}

/// The files a name stands for: itself, or what a pattern with `*` or `?` matches, sorted. Shells
/// that match patterns themselves leave none to match here.
fn matching(path: &str) -> Result<Vec<String>, Failure> {
    let is_pattern = path.contains(['*', '?']) && !std::path::Path::new(path).exists();
    if !is_pattern {
        return Ok(vec![path.to_owned()]);
    }
    let found: Vec<String> = glob::glob(path)
        .map(|paths| paths.flatten().map(|path| path.to_string_lossy().into_owned()).collect())
        .unwrap_or_default();
    if found.is_empty() {
        return Err(Failure::incomplete(Text::owned(
            format!("{path}：没有匹配的文件"),
            format!("{path}: no file matches"),
        )));
    }
    Ok(found)
}

/// How files of a kind are to be read: as the command line says, else as the configuration does.
fn directions(args: &InputArgs, config: &Config, subject: Subject) -> Result<Directions, Failure> {
    let configured = &config.export(subject).directions;
    let sheets = if args.sheet.is_empty() { &configured.sheets } else { &args.sheet };
    Ok(Directions {
        sheets: sheets.clone(),
        encoding: encoding(args)?.or(configured.encoding),
        date_order: date_order(args).or(configured.date_order),
    })
}

/// The inputs as they were named, to be typed again.
pub(super) fn typed(args: &InputArgs) -> String {
    let mut words: Vec<String> = Vec::new();
    let files = Subject::EXPORTS.map(|subject| (subject.key(), args.files_of(subject)));
    for (option, values) in files.into_iter().chain([("sheet", &args.sheet[..]), ("map", &args.map)]) {
        words.extend(values.iter().flat_map(|value| [format!("--{option}"), quoted(value)]));
    }
    if let Some(encoding) = &args.encoding {
        words.extend(["--encoding".to_owned(), quoted(encoding)]);
    }
    if let Some(order) = args.date_order {
        let name = match order {
            DateOrderArg::Mdy => "mdy",
            DateOrderArg::Dmy => "dmy",
        };
        words.extend(["--date-order".to_owned(), name.to_owned()]);
    }
    if let Some(key) = &args.mask_key {
        words.extend(["--mask-key".to_owned(), quoted(&key.to_string_lossy())]);
    }
    words.extend(args.files.iter().map(|file| quoted(file)));
    words.join(" ")
}

/// A word as a shell takes it: in quotes if anything in it means something there.
fn quoted(word: &str) -> String {
    let plain = |letter: char| letter.is_alphanumeric() || "-_./=:,\\+@".contains(letter);
    match word {
        _ if !word.is_empty() && word.chars().all(plain) => word.to_owned(),
        _ if word.contains('\'') => format!("\"{word}\""),
        _ => format!("'{word}'"),
    }
}

/// The key of the tokens, if one is named.
///
/// # Errors
/// A usage failure if its file cannot be read or holds too little.
pub(super) fn mask_key(args: &InputArgs, config: &Config) -> Result<Option<MaskKey>, Failure> {
    let Some(path) = args.mask_key.as_ref().or(config.mask_key.as_ref()) else { return Ok(None) };
    let shown = path.display();
    let mut bytes = small_file::read(path).map_err(|error| {
        Failure::usage(Text::owned(
            format!("无法读取密钥文件 {shown}：{error}"),
            format!("the key file {shown} cannot be read: {error}"),
        ))
    })?;
    // Editors end a file with a line end, and others do not.
    if bytes.ends_with(b"\n") {
        bytes.pop();
        if bytes.ends_with(b"\r") {
            bytes.pop();
        }
    }
    let (found, least) = (bytes.len(), MaskKey::SHORTEST);
    let key = MaskKey::given(bytes).ok_or_else(|| {
        Failure::usage(Text::owned(
            format!("密钥文件 {shown} 只有 {found} 个字节，至少要 {least} 个：太短的密钥可以逐个试出，代号便能还原成人名和电话。例如 head -c 32 /dev/urandom > {shown}"),
            format!("the key file {shown} has {found} bytes and needs at least {least}: a shorter key can be found by trying, and with it the persons behind the tokens; make one with, for example, head -c 32 /dev/urandom > {shown}"),
        ))
    })?;
    Ok(Some(key))
}

/// The encoding named.
fn encoding(args: &InputArgs) -> Result<Option<Encoding>, Failure> {
    let Some(name) = &args.encoding else { return Ok(None) };
    Encoding::from_name(name).map(Some).ok_or_else(|| {
        Failure::usage(Text::owned(
            format!("不认识编码 {name}。可用：utf-8、gb18030、big5、shift_jis、euc-kr、utf-16le、utf-16be、windows-1252 等"),
            format!(
                "unknown encoding {name}; known: utf-8, gb18030, big5, shift_jis, euc-kr, utf-16le, utf-16be, windows-1252 and other labels of the web"
            ),
        ))
    })
}

/// The order of day and month named.
fn date_order(args: &InputArgs) -> Option<DateOrder> {
    args.date_order.map(|order| match order {
        DateOrderArg::Mdy => DateOrder::Mdy,
        DateOrderArg::Dmy => DateOrder::Dmy,
    })
}

/// The threads to use.
pub(super) fn threads(args: &InputArgs) -> usize {
    let all = || std::thread::available_parallelism().map_or(1, usize::from);
    args.threads.filter(|&threads| threads > 0).unwrap_or_else(all)
}

/// The as-of date and the period. A bare date means its end, except as the start of a period.
pub(super) fn times(args: &GroundArgs) -> Result<(Option<Moment>, Period), Failure> {
    let as_of = args.as_of.as_deref().map(|text| moment("--as-of", text, true)).transpose()?;
    let from = args.from.as_deref().map(|text| moment("--from", text, false)).transpose()?;
    let to = args.to.as_deref().map(|text| moment("--to", text, true)).transpose()?;
    if let (Some(from), Some(to)) = (from, to)
        && from > to
    {
        return Err(Failure::usage(Text::owned(
            format!("--from {} 晚于 --to {}", from.display(), to.display()),
            format!("--from {} is later than --to {}", from.display(), to.display()),
        )));
    }
    Ok((as_of, Period { from, to }))
}

fn moment(option: &str, text: &str, end_of_day: bool) -> Result<Moment, Failure> {
    let text = text.trim();
    let date = chrono::NaiveDate::parse_from_str(text, "%Y-%m-%d");
    if let Ok(date) = date {
        let start = Moment::from_naive(date.and_time(chrono::NaiveTime::MIN));
        return Ok(if end_of_day { start.end_of_day() } else { start });
    }
    ["%Y-%m-%d %H:%M:%S", "%Y-%m-%d %H:%M", "%Y-%m-%dT%H:%M:%S", "%Y-%m-%dT%H:%M"]
        .iter()
        .find_map(|format| chrono::NaiveDateTime::parse_from_str(text, format).ok())
        .map(Moment::from_naive)
        .ok_or_else(|| {
            Failure::usage(Text::owned(
                format!("{option} {text} 不是时间。写作 2025-09-30 或 \"2025-09-30 18:00\""),
                format!("{option} {text} is no time; write 2025-09-30 or \"2025-09-30 18:00\""),
            ))
        })
}

/// The groups named, else those of the configuration; `None` if neither names any.
pub(super) fn groupings(by: &[String], config: &Config) -> Result<Option<Vec<Grouping>>, Failure> {
    if by.is_empty() {
        return Ok((!config.by.is_empty()).then(|| config.by.clone()));
    }
    let mut groupings = Vec::new();
    for name in by {
        let grouping = Grouping::from_key(name).ok_or_else(|| {
            let known: Vec<&str> = Grouping::ALL.iter().map(|grouping| grouping.key()).collect();
            Failure::usage(Text::owned(
                format!("不能按 {name} 分组；可用：{}", known.join("、")),
                format!("cannot group by {name}; known: {}", known.join(", ")),
            ))
        })?;
        if !groupings.contains(&grouping) {
            groupings.push(grouping);
        }
    }
    Ok(Some(groupings))
}

/// The least grave severity that leads to exit code 1; `None` for never.
pub(super) fn fail_on(args: &JudgingArgs, config: &Config) -> Option<Severity> {
    args.fail_on.or(config.fail_on).unwrap_or(FailOn::High).least_severity()
}

/// The columns that the policy names itself.
pub(super) fn own_columns(policy: &Policy) -> Vec<OwnColumn> {
    policy
        .fields
        .iter()
        .filter_map(|own| {
            Some(OwnColumn {
                subject: own.export,
                field: Field::from_key(&own.slot)?,
                headers: own.headers.clone(),
                title: own.title.clone(),
            })
        })
        .collect()
}
