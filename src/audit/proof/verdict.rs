//! A verdict in one sentence.

use crate::model::{CaseState, Lang, Moment, Text, figures};

use super::super::deadline::Judgement;
use super::super::findings::late_by_minutes;

/// The verdict and by how much it was missed.
pub(super) fn verdict(judgement: Judgement, as_of: Moment) -> (Text, Option<u64>) {
    let late_by = judgement.state.is_breach().then(|| late_by_minutes(judgement, as_of.0)).flatten();
    let at = |moment: Option<i64>| moment.map_or_else(String::new, |at| Moment(at).display());
    let (due, done) = (at(judgement.due), at(judgement.actual));
    let span = |lang| figures::whole_span(late_by.unwrap_or(0), lang);
    let (zh, en) = (span(Lang::Zh), span(Lang::En));
    let reason = judgement.reason.map_or_else(Text::default, |reason| reason.text());
    let text = match judgement.state {
        CaseState::Met if judgement.actual.is_none() => Text::new("达标", "met"),
        CaseState::Met => Text::owned(
            format!("达标：{done} 完成，不晚于 {due}"),
            format!("met: done {done}, not after {due}"),
        ),
        CaseState::Late => Text::owned(
            format!("逾期完成：{done} 完成，比 {due} 晚 {zh}"),
            format!("late: done {done}, {en} after {due}"),
        ),
        CaseState::Missing => Text::owned(
            format!("逾期未办：截至 {} 未完成，{due} 已过 {zh}", as_of.display()),
            format!("missing: not done by {}, {en} after {due}", as_of.display()),
        ),
        CaseState::Pending => Text::owned(
            format!("未到期：应于 {due} 前完成，现为 {}", as_of.display()),
            format!("pending: due {due}, it is {}", as_of.display()),
        ),
        CaseState::Undetermined => {
            Text::owned(format!("无法判定：{}", reason.zh), format!("undetermined: {}", reason.en))
        }
        CaseState::Excluded => {
            Text::owned(format!("不适用：{}", reason.zh), format!("excluded: {}", reason.en))
        }
    };
    (text, late_by)
}
