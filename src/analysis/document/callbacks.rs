//! The chapter of callbacks: who heard back, by branch.

use crate::model::{Block, Chart, Code, StateCounts, Text};

use super::super::grouping::{AnalysisError, Grouping};
use super::abridged::abridged;
use super::charts;
use super::family::{self, Family};
use super::material::{Material, name_text};
use super::question;
use super::wording::{capped, heading, sentences};

const RULE: Code = super::breaches::QUESTIONS[2];
/// Branches that are drawn.
const MOST_BRANCHES: usize = 15;

pub(super) fn blocks(material: &Material<'_>) -> Result<Vec<Block>, AnalysisError> {
    let mut blocks = vec![question::paragraph(material, RULE)];
    if material.why_not(RULE).is_none() {
        blocks.extend(by_branch(material)?.map(Block::Chart));
        let table = super::super::callbacks(material.audit, &material.order.by)?;
        blocks.push(Block::Table(abridged(&table, &material.order.by)));
        blocks.extend(question::reasons(material, RULE));
    }
    blocks.extend(question::others(material, Family::Callbacks));
    blocks.push(heading("发现", "Findings"));
    blocks.push(Block::Findings(family::codes(&material.report.rules, Family::Callbacks, material.policy())));
    Ok(blocks)
}

/// What became of the callbacks that were due, the branches with most breaches first.
fn by_branch(material: &Material<'_>) -> Result<Option<Chart>, AnalysisError> {
    let (true, Some(verdicts)) = (material.has(Grouping::Branch), material.audit.verdicts(RULE)) else {
        return Ok(None);
    };
    let groups = material.groups(&[Grouping::Branch])?;
    let named = |group: usize| {
        name_text(&groups.labels(group).into_iter().next().unwrap_or(crate::model::Value::Nothing))
    };
    let mut branches: Vec<(Text, StateCounts)> = groups
        .states(verdicts)
        .into_iter()
        .enumerate()
        .filter(|(_, counts)| counts.population() > counts.excluded)
        .map(|(group, counts)| (named(group), counts))
        .collect();
    branches.sort_by(|(a, one), (b, other)| {
        other.breaches().cmp(&one.breaches()).then(other.decided().cmp(&one.decided())).then(a.cmp(b))
    });
    let all = branches.len();
    if all == 0 {
        return Ok(None);
    }
    branches.truncate(MOST_BRANCHES);
    let note = sentences(&[
        Text::new(
            "逾期与未办最多的在前；不适用的不画。",
            "Most breaches first; what is excluded is not drawn.",
        ),
        capped(branches.len(), all).unwrap_or_default(),
    ]);
    let title = Text::new("各机构的回访", "Callbacks by branch");
    Ok(Some(charts::states("callbacks-by-branch", title, &branches, note)))
}
