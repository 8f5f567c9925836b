//! What one obligation came to, in sentences: rate and denominator, bounds, and what may be contested.

use crate::audit::{Reason, Standing};
use crate::model::figures::{grouped, percent};
use crate::model::{Block, Code, Counted, OtherOutcome, RuleOutcome, StateCounts, Subject, Text};

use super::breaches::QUESTIONS;
use super::family::{self, Family};
use super::material::Material;
use super::wording::{capped, heading, list, rate, sentences};

/// Reasons that are named.
const MOST_REASONS: usize = 8;
/// Definitions that are named.
const MOST_DEFINITIONS: usize = 3;

/// The paragraph of a question; where it gave no verdict, why.
pub(super) fn paragraph(material: &Material<'_>, code: Code) -> Block {
    Block::Paragraph(match (material.why_not(code), material.rule(code)) {
        (None, Some(rule)) => sentences(&[figures(material, rule), contested(rule)]),
        (why, _) => not_evaluated(code, &why.unwrap_or(Text::new("没有结果", "no result"))),
    })
}

/// A paragraph for each other deadline or recurrence of a chapter that gave verdicts.
pub(super) fn others(material: &Material<'_>, family: Family) -> Vec<Block> {
    let rules = family::rules(&material.report.rules, family, material.policy());
    let is_other = |rule: &&RuleOutcome| {
        rule.counts.is_some()
            && rule.subject != Subject::Group
            && rule.tested > 0
            && !QUESTIONS.contains(&rule.doc.code)
    };
    let said = |rule: &RuleOutcome| Block::Paragraph(sentences(&[figures(material, rule), contested(rule)]));
    rules.into_iter().filter(is_other).map(said).collect()
}

/// Why cases have no verdict or none that counts, with their numbers.
pub(super) fn reasons(material: &Material<'_>, code: Code) -> Vec<Block> {
    let Some(rule) = material.rule(code) else { return Vec::new() };
    let mut lines = counted(&rule.undetermined, &Text::new("无法判定", "undetermined"));
    lines.extend(counted(&of_cases(&rule.excluded), &Text::new("不适用", "excluded")));
    if lines.is_empty() {
        return Vec::new();
    }
    let all = lines.len();
    let mut lines: Vec<Text> = lines.into_iter().take(MOST_REASONS).collect();
    lines.extend(capped(lines.len(), all));
    vec![heading("不在比率之内的投诉", "Complaints outside the rate"), Block::Bullets(lines)]
}

/// Without the reasons why a row stands for no case: those are in the row account.
fn of_cases(reasons: &[Counted]) -> Vec<Counted> {
    let of_rows = [Reason::Repeat, Reason::EarlierEvent, Reason::OutsidePeriod, Reason::ReceivedLater];
    let is_of_row = |reason: &Text| of_rows.iter().any(|of_row| of_row.text() == *reason);
    reasons.iter().filter(|counted| !is_of_row(&counted.reason)).cloned().collect()
}

/// The states of the cases; of anything else than complaints, of all units.
fn states(material: &Material<'_>, rule: &RuleOutcome) -> StateCounts {
    let all = rule.counts.unwrap_or_default();
    let height = material.audit.dataset().complaints.height();
    let verdicts = material.audit.verdicts(rule.doc.code);
    match verdicts.filter(|it| rule.subject == Subject::Complaints && it.states().len() == height) {
        Some(verdicts) => {
            let scope = material.audit.scope();
            let cases = (0..height).filter(|&row| scope.standing(row) == Standing::Case);
            cases.map(|row| verdicts.states()[row]).collect()
        }
        None => all,
    }
}

/// What the units of a rule are called.
fn units(subject: Subject) -> Text {
    match subject {
        Subject::Complaints => Text::new("件投诉", "complaints"),
        Subject::Visits => Text::new("条回访", "callbacks"),
        Subject::Customers => Text::new("项对客户的义务", "duties to customers"),
        Subject::Staff | Subject::Group => Text::new("组", "groups"),
    }
}

fn counted(reasons: &[Counted], state: &Text) -> Vec<Text> {
    let said = |counted: &Counted| {
        let count = grouped(counted.count);
        Text::owned(
            format!("{}：{}，{count} 件", state.zh, counted.reason.zh),
            format!("{}: {}, {count}", state.en, counted.reason.en),
        )
    };
    reasons.iter().map(said).collect()
}

/// That a rule has no verdict, in the words of every chapter.
pub(super) fn not_evaluated(code: Code, why: &Text) -> Text {
    Text::owned(
        format!("{code} 未评估：{}。没有结论不等于合格。", why.zh),
        format!("{code} was not evaluated: {}. No verdict does not mean compliant.", why.en),
    )
}

/// Due, met, late, missing, and the rest of the population.
pub(super) fn figures(material: &Material<'_>, rule: &RuleOutcome) -> Text {
    let counts = states(material, rule);
    let in_time = rule.rate.map_or(Text::same("–"), rate);
    let units = units(rule.subject);
    let [all, due, met, late, missing] =
        [counts.population(), counts.decided(), counts.met, counts.late, counts.missing].map(grouped);
    let others = [
        (counts.pending, Text::new("未到期", "not yet due")),
        (counts.undetermined, Text::new("无法判定", "undetermined")),
        (counts.excluded, Text::new("不适用", "excluded")),
    ];
    let others = others.into_iter().filter(|(count, _)| *count > 0);
    let (zh, en): (Vec<String>, Vec<String>) = others
        .map(|(count, label)| {
            let count = grouped(count);
            (format!("{} {count}", label.zh), format!("{count} {}", label.en))
        })
        .unzip();
    let (zh, en) = match zh.is_empty() {
        true => (String::new(), String::new()),
        false => (format!("另有{}。", zh.join("，")), format!(" Besides: {}.", en.join(", "))),
    };
    Text::owned(
        format!(
            "{}：{all} {}中，已到期 {due}，达标 {met}，达标率 {}；逾期完成 {late}，至基准日仍未办 {missing}。{zh}",
            rule.doc.title.zh, units.zh, in_time.zh
        ),
        format!(
            "{}: of {all} {} {due} were due and {met} met, {}; {late} done late, {missing} not done by the as-of date.{en}",
            capitalised(&rule.doc.title.en),
            units.en,
            in_time.en
        ),
    )
}

/// What the rate may become under other definitions, and which verdicts hang on them.
pub(super) fn contested(rule: &RuleOutcome) -> Text {
    let Some(range) = rule.rate_range() else { return Text::same("") };
    let mut others: Vec<&OtherOutcome> = rule.contested().collect();
    others.sort_by_key(|other| (std::cmp::Reverse(other.flips), other.key));
    let named: Vec<Text> = others
        .iter()
        .take(MOST_DEFINITIONS)
        .map(|other| {
            let flips = grouped(other.flips);
            Text::owned(
                format!("{}（{flips} 件）", other.definition.zh),
                format!("{} ({flips})", other.definition.en),
            )
        })
        .collect();
    let (lower, upper) = (percent(range.lower), percent(range.upper));
    let named = list(&named);
    Text::owned(
        format!("换用可争议的口径，达标率在 {lower} % 至 {upper} % 之间；判定随口径改变的有：{}。", named.zh),
        format!(
            "Under definitions that may be contested the rate lies between {lower} % and {upper} %; verdicts change with: {}.",
            named.en
        ),
    )
}

/// From so many points on a range of definitions stands beside the rate.
const WIDE: f64 = 0.02;

/// `20.4–75.4 %` where contested definitions move the rate far.
pub(super) fn wide_range(rule: &RuleOutcome) -> Option<String> {
    let range = rule.rate_range().filter(|range| range.upper - range.lower >= WIDE)?;
    Some(format!("{}–{} %", percent(range.lower), percent(range.upper)))
}

/// With a capital letter, to begin a sentence.
pub(super) fn capitalised(words: &str) -> String {
    let mut letters = words.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}
