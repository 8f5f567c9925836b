//! Options to what ingest and audit take: files, column names, times, groups.

use crate::analysis::Grouping;
use crate::dataset::Field;
use crate::ingest::{ColumnMap, DateOrder, Encoding, InputFile, same_header};
use crate::model::{Moment, Period, Subject, Text};

use super::args::{DateOrderArg, InputArgs, JudgingArgs};
use super::failure::Failure;

/// The files named, with what the user said of them.
pub(super) fn files(args: &InputArgs) -> Result<Vec<InputFile>, Failure> {
    let mut files = Vec::new();
    for (paths, subject) in [
        (&args.complaints, Some(Subject::Complaints)),
        (&args.visits, Some(Subject::Visits)),
        (&args.files, None),
    ] {
        for path in paths {
            files.extend(matching(path)?.into_iter().map(|path| InputFile { path, subject }));
        }
    }
    if files.is_empty() {
        return Err(Failure::usage(Text::new(
            "没有给出文件。例如：hearback audit 投诉台账.xlsx 回访记录.csv",
            "no files were given; for example: hearback audit complaints.xlsx visits.csv",
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

/// The encoding named.
pub(super) fn encoding(args: &InputArgs) -> Result<Option<Encoding>, Failure> {
    let Some(name) = &args.encoding else { return Ok(None) };
    Encoding::from_name(name).map(Some).ok_or_else(|| {
        Failure::usage(Text::owned(
            format!("不认识编码 {name}。可用：utf-8、gb18030、utf-16le、utf-16be"),
            format!("unknown encoding {name}; known: utf-8, gb18030, utf-16le, utf-16be"),
        ))
    })
}

/// The order of day and month named.
pub(super) fn date_order(args: &InputArgs) -> Option<DateOrder> {
    args.date_order.map(|order| match order {
        DateOrderArg::Mdy => DateOrder::Mdy,
        DateOrderArg::Dmy => DateOrder::Dmy,
    })
}

/// `[export.]field=header` entries.
pub(super) fn maps(args: &InputArgs) -> Result<Vec<ColumnMap>, Failure> {
    args.map.iter().map(|entry| map(entry)).collect()
}

fn map(entry: &str) -> Result<ColumnMap, Failure> {
    let wrong = |why: Text| {
        Failure::usage(Text::owned(
            format!("--map {entry}：{}", why.zh),
            format!("--map {entry}: {}", why.en),
        ))
    };
    let (name, header) = entry
        .split_once('=')
        .filter(|(name, header)| !name.is_empty() && !header.is_empty())
        .ok_or_else(|| wrong(Text::new("应写作 字段=表头", "write FIELD=HEADER")))?;
    let (subject, key) = match name.split_once('.') {
        None => (None, name),
        Some(("complaints", key)) => (Some(Subject::Complaints), key),
        Some(("visits", key)) => (Some(Subject::Visits), key),
        Some((export, _)) => {
            return Err(wrong(Text::owned(
                format!("没有 {export} 表；可用 complaints 或 visits"),
                format!("there is no export {export}; it is complaints or visits"),
            )));
        }
    };
    let field = Field::from_key(key.trim()).ok_or_else(|| {
        let known: Vec<&str> = known_fields(subject);
        wrong(Text::owned(
            format!("没有字段 {key}；可用：{}", known.join("、")),
            format!("there is no field {key}; known: {}", known.join(", ")),
        ))
    })?;
    Ok(ColumnMap { subject, field, header: header.to_owned() })
}

fn known_fields(subject: Option<Subject>) -> Vec<&'static str> {
    let mut keys: Vec<&str> = crate::dataset::ALL_FIELDS
        .iter()
        .filter(|def| subject.is_none_or(|subject| def.subject == subject))
        .map(|def| def.field.key())
        .collect();
    keys.sort_unstable();
    keys.dedup();
    keys
}

/// Every `--map` must have met its header in some file.
pub(super) fn check_maps(maps: &[ColumnMap], dataset: &crate::dataset::Dataset) -> Result<(), Failure> {
    for map in maps {
        let used = dataset.inputs.iter().any(|input| {
            map.subject.is_none_or(|subject| subject == input.kind)
                && input.headers_of(map.field.key()).any(|header| same_header(header, &map.header))
        });
        if !used {
            let headers: Vec<String> = dataset
                .inputs
                .iter()
                .map(|input| {
                    let known = input.recognised.iter().map(|(_, header)| header.clone());
                    let all: Vec<String> = known.chain(input.unrecognised.iter().cloned()).collect();
                    format!("{}: {}", input.file, all.join(" | "))
                })
                .collect();
            return Err(Failure::usage(Text::owned(
                format!(
                    "--map {}={}：没有文件有这个表头。看到的表头：{}",
                    map.field.key(),
                    map.header,
                    headers.join("；")
                ),
                format!(
                    "--map {}={}: no file has this header; headers seen: {}",
                    map.field.key(),
                    map.header,
                    headers.join("; ")
                ),
            )));
        }
    }
    Ok(())
}

/// The as-of date and the period. A bare date means its end, except as the start of a period.
pub(super) fn times(args: &JudgingArgs) -> Result<(Option<Moment>, Period), Failure> {
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

/// The groups named; `None` if none were.
pub(super) fn groupings(args: &JudgingArgs) -> Result<Option<Vec<Grouping>>, Failure> {
    if args.by.is_empty() {
        return Ok(None);
    }
    let mut groupings = Vec::new();
    for name in &args.by {
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
