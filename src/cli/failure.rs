//! Why a command ended early, in the user's words and language.

use std::io::{self, Write};

use crate::analysis::{AnalysisError, Grouping};
use crate::audit::{AsOfError, AuditError, ProofError, SelectError};
use crate::ingest::LoadError;
use crate::model::{Lang, Subject, Text};
use crate::policy::PolicyError;
use crate::report::{ReportError, safe_text};

use super::Exit;

/// A message and the exit code it leads to.
#[derive(Debug)]
pub(super) struct Failure {
    exit: Exit,
    message: Text,
}

impl Failure {
    pub(super) fn usage(message: Text) -> Self {
        Self { exit: Exit::Usage, message }
    }

    pub(super) fn incomplete(message: Text) -> Self {
        Self { exit: Exit::Incomplete, message }
    }

    /// The reason why something else could not be done; what was typed for that is not at fault.
    pub(super) fn behind(self, of: &Text) -> Self {
        let message =
            Text::owned(format!("{}{}", of.zh, self.message.zh), format!("{}{}", of.en, self.message.en));
        Self::incomplete(message)
    }

    /// Prints the message to stderr and gives the exit code.
    pub(super) fn report(&self, lang: Lang) -> Exit {
        let label = match lang {
            Lang::Zh => "错误：",
            Lang::En => "error: ",
        };
        for line in self.message.get(lang).lines() {
            // Nobody is left to tell if stderr is closed.
            let _ = writeln!(io::stderr(), "{label}{}", safe_text(line));
        }
        self.exit
    }
}

impl From<LoadError> for Failure {
    fn from(error: LoadError) -> Self {
        match error {
            LoadError::Input(error) => Self::incomplete(error.text()),
            LoadError::NoComplaints(files) => Self::usage(Text::owned(
                format!(
                    "没有投诉表：{} 是回访表、客户表或员工表。请同时给出投诉表（可用 --complaints 指明）",
                    files.join("、")
                ),
                format!(
                    "no complaints export: only visits, customers or staff in {}; give the complaints export too (name it with --complaints)",
                    files.join(", ")
                ),
            )),
        }
    }
}

impl From<PolicyError> for Failure {
    fn from(error: PolicyError) -> Self {
        Self::usage(error.text())
    }
}

impl From<AuditError> for Failure {
    fn from(error: AuditError) -> Self {
        match error {
            AuditError::Policy(text) => Self::usage(text),
            AuditError::AsOf(AsOfError::NoTimes { example }) => {
                Self::incomplete(no_times(example.as_deref()))
            }
            AuditError::AsOf(AsOfError::Implausible { newest }) => Self::usage(Text::owned(
                format!(
                    "文件中最新的时间 {} 超出日历，可能是录入错误。请用 --as-of 指定审计基准日",
                    newest.display()
                ),
                format!(
                    "the newest time in the files, {}, lies beyond the calendar and may be a slip of the pen; give the as-of date with --as-of",
                    newest.display()
                ),
            )),
        }
    }
}

/// Without any readable time: most likely the year stands last, and nobody said in which order.
fn no_times(example: Option<&str>) -> Text {
    match example {
        Some(example) => Text::owned(
            format!(
                "文件里没有一个时间能读出（例如“{example}”）。年份在后的日期请用 --date-order mdy 或 dmy 说明日和月的顺序；列不对的用 --map 指定"
            ),
            format!(
                "not one time in the files can be read (such as `{example}`); where the year stands last, name the order of day and month with --date-order mdy or dmy; where a column was mistaken, use --map"
            ),
        ),
        None => Text::new(
            "文件里没有时间，无法确定审计基准日。请用 --as-of 指定，例如 --as-of 2025-09-30",
            "the files have no times to take the as-of date from; give one with --as-of, such as --as-of 2025-09-30",
        ),
    }
}

impl From<ProofError> for Failure {
    fn from(error: ProofError) -> Self {
        match error {
            ProofError::NotEvaluated(why) => Self::incomplete(Text::owned(
                format!("没有判定可以说明：{}", why.zh),
                format!("there is no verdict to prove: {}", why.en),
            )),
            ProofError::NoSuchCase { subject, id, near } => Self::usage(no_such_case(subject, &id, &near)),
        }
    }
}

/// Where an id was looked for, and which are like it.
fn no_such_case(subject: Subject, id: &str, near: &[String]) -> Text {
    let (mut zh, mut en) = match subject {
        Subject::Group => (format!("没有名为 {id} 的分组"), format!("there is no group {id}")),
        _ => {
            let label = subject.label();
            (format!("{}表里没有编号 {id}", label.zh), format!("the {} export has no id {id}", label.en))
        }
    };
    if !near.is_empty() {
        zh.push_str(&format!("；相近的有：{}", near.join("、")));
        en.push_str(&format!("; near it are {}", near.join(", ")));
    }
    Text::owned(zh, en)
}

impl From<SelectError> for Failure {
    fn from(error: SelectError) -> Self {
        let hint = error.nearest.map_or_else(
            || Text::same(""),
            |code| Text::owned(format!("；是否想写 {code}？"), format!("; did you mean {code}?")),
        );
        Self::usage(Text::owned(
            format!("没有规则 {}{}", error.given, hint.zh),
            format!("there is no rule {}{}", error.given, hint.en),
        ))
    }
}

impl From<AnalysisError> for Failure {
    fn from(error: AnalysisError) -> Self {
        match error {
            AnalysisError::NoColumn(grouping) => Self::usage(no_column(grouping)),
            AnalysisError::NotEvaluated(code, why) => Self::incomplete(Text::owned(
                format!("{code} 未能评估：{}", why.zh),
                format!("{code} could not be evaluated: {}", why.en),
            )),
            AnalysisError::Internal(error) => Self::incomplete(Text::owned(
                format!("程序内部错误：{error}"),
                format!("internal fault: {error}"),
            )),
        }
    }
}

fn no_column(grouping: Grouping) -> Text {
    let key = grouping.key();
    Text::owned(
        format!("投诉表没有可按 {key} 分组的列。可用 --map {}=表头 指定", grouping.field().key()),
        format!(
            "the complaints export has no column to group by {key}; name one with --map {}=HEADER",
            grouping.field().key()
        ),
    )
}

impl From<ReportError> for Failure {
    fn from(error: ReportError) -> Self {
        Self::incomplete(Text::owned(
            format!("写出结果失败：{error}"),
            format!("writing the result failed: {error}"),
        ))
    }
}

/// Says on stderr why the audit is not complete: the exit code alone explains nothing. `-q` does not silence it, as it silences no error.
pub(super) fn tell_gaps(gaps: &[Text], lang: Lang) {
    let label = match lang {
        Lang::Zh => "不完整：",
        Lang::En => "incomplete: ",
    };
    for gap in gaps {
        // Nobody is left to tell if stderr is closed.
        let _ = writeln!(io::stderr(), "{label}{}", safe_text(gap.get(lang)));
    }
}
