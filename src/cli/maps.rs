//! Which column is which field, as the user said: with `--map`, or in the configuration.

use crate::dataset::{ALL_FIELDS, Field};
use crate::ingest::{ColumnMap, names_column};
use crate::model::{InputAccount, Inspection, Subject, Text};

use super::args::InputArgs;
use super::config::{Config, NamedColumn};
use super::failure::Failure;

/// What the user said, the command line first.
pub(super) struct Maps<'a> {
    given: Vec<ColumnMap>,
    /// What the command line does not override.
    configured: Vec<(Subject, &'a NamedColumn)>,
    config: &'a Config,
}

/// The headers of an input and the fields they were taken for.
pub(super) struct Headers<'a> {
    file: &'a str,
    kind: Subject,
    columns: Vec<(Option<&'a str>, &'a str)>,
}

impl<'a> Headers<'a> {
    /// Those of an input that was read.
    pub(super) fn of_account(input: &'a InputAccount) -> Self {
        let known = input.recognised.iter().map(|(field, header)| (Some(*field), header.as_str()));
        let unknown = input.unrecognised.iter().map(|header| (None, header.as_str()));
        Self { file: &input.file, kind: input.kind, columns: known.chain(unknown).collect() }
    }

    /// Those of an input that was looked at, if its kind is known.
    pub(super) fn of_inspection(seen: &'a Inspection) -> Option<Self> {
        let columns = seen.columns.iter().map(|column| (column.field, column.header.as_str())).collect();
        Some(Self { file: &seen.file, kind: seen.kind?, columns })
    }
}

impl<'a> Maps<'a> {
    /// From the command line and the configuration.
    ///
    /// # Errors
    /// A usage failure for a `--map` that says nothing.
    pub(super) fn new(args: &InputArgs, config: &'a Config) -> Result<Self, Failure> {
        let given: Vec<ColumnMap> = args.map.iter().map(|entry| map(entry)).collect::<Result<_, _>>()?;
        let overridden = |subject: Subject, field: Field| {
            given.iter().any(|map| map.field == field && map.subject.is_none_or(|other| other == subject))
        };
        let mut configured = Vec::new();
        for subject in Subject::EXPORTS {
            let columns = config.export(subject).columns.iter();
            let kept = columns.filter(|column| !overridden(subject, column.field));
            configured.extend(kept.map(|column| (subject, column)));
        }
        Ok(Self { given, configured, config })
    }

    /// As ingest takes them: of several for one field the first whose header is there holds.
    pub(super) fn all(&self) -> Vec<ColumnMap> {
        let configured = self.configured.iter().flat_map(|&(subject, column)| {
            column.headers.iter().map(move |header| ColumnMap {
                subject: Some(subject),
                field: column.field,
                header: header.clone(),
            })
        });
        self.given.iter().cloned().chain(configured).collect()
    }

    /// Every map must have met its header in some input; one of the configuration only if there is an
    /// input of its kind at all.
    ///
    /// # Errors
    /// A usage failure naming the headers seen.
    pub(super) fn check(&self, inputs: &[Headers<'_>]) -> Result<(), Failure> {
        let met = |subject: Option<Subject>, field: Field, header: &str| {
            inputs.iter().filter(|input| subject.is_none_or(|subject| subject == input.kind)).any(|input| {
                input
                    .columns
                    .iter()
                    .any(|(taken_for, seen)| *taken_for == Some(field.key()) && names_column(seen, header))
            })
        };
        for map in &self.given {
            if !met(map.subject, map.field, &map.header) {
                let export = map.subject.map_or_else(String::new, |subject| format!("{}.", subject.key()));
                let said = format!("--map {export}{}={}", map.field.key(), map.header);
                return Err(not_met(&said, inputs));
            }
        }
        for &(subject, column) in &self.configured {
            let of_kind = inputs.iter().any(|input| input.kind == subject);
            let any = column.headers.iter().any(|header| met(Some(subject), column.field, header));
            if of_kind && !any {
                return Err(not_met(&self.place(subject, column), inputs));
            }
        }
        Ok(())
    }

    /// `hearback.toml:12 [complaints.columns] received_at = 开单时间`.
    fn place(&self, subject: Subject, column: &NamedColumn) -> String {
        let file = self.config.path.as_ref().map_or_else(String::new, |path| path.display().to_string());
        let (line, headers) = (column.line, column.headers.join(" | "));
        format!("{file}:{line} [{}.columns] {} = {headers}", subject.key(), column.field.key())
    }
}

fn not_met(said: &str, inputs: &[Headers<'_>]) -> Failure {
    let headers: Vec<String> = inputs
        .iter()
        .map(|input| {
            let all: Vec<&str> = input.columns.iter().map(|(_, header)| *header).collect();
            format!("{}: {}", input.file, all.join(" | "))
        })
        .collect();
    Failure::usage(Text::owned(
        format!("{said}：没有文件有这个表头。看到的表头：{}", headers.join("；")),
        format!("{said}: no file has this header; headers seen: {}", headers.join("; ")),
    ))
}

/// `[export.]field=header`.
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
        Some((export, key)) => match Subject::export(export) {
            Some(subject) => (Some(subject), key),
            None => {
                let known = Subject::EXPORTS.map(Subject::key);
                return Err(wrong(Text::owned(
                    format!("没有 {export} 表；可用：{}", known.join("、")),
                    format!("there is no export {export}; known: {}", known.join(", ")),
                )));
            }
        },
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
    let mut keys: Vec<&str> = ALL_FIELDS
        .iter()
        .filter(|def| subject.is_none_or(|subject| def.subject == subject))
        .map(|def| def.field.key())
        .collect();
    keys.sort_unstable();
    keys.dedup();
    keys
}
