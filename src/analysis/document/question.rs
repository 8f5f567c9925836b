//! What one obligation came to, in sentences: rate and denominator, bounds, and what may be contested.

use crate::model::figures::{grouped, percent};
use crate::model::{Block, Code, Counted, OtherOutcome, RuleOutcome, Text};

use super::material::Material;
use super::wording::{capped, heading, list, rate, sentences};

/// Reasons that are named.
const MOST_REASONS: usize = 8;
/// Definitions that are named.
const MOST_DEFINITIONS: usize = 3;

/// The paragraph of a question; where it gave no verdict, why.
pub(super) fn paragraph(material: &Material<'_>, code: Code) -> Block {
    Block::Paragraph(match (material.why_not(code), material.rule(code)) {
        (None, Some(rule)) => sentences(&[figures(rule), contested(rule)]),
        (why, _) => not_evaluated(code, &why.unwrap_or(Text::new("没有结果", "no result"))),
    })
}

/// Why cases have no verdict or none that counts, with their numbers.
pub(super) fn reasons(material: &Material<'_>, code: Code) -> Vec<Block> {
    let Some(rule) = material.rule(code) else { return Vec::new() };
    let lines: Vec<Text> = counted(&rule.undetermined, &Text::new("无法判定", "undetermined"))
        .chain(counted(&rule.excluded, &Text::new("不适用", "excluded")))
        .collect();
    if lines.is_empty() {
        return Vec::new();
    }
    let all = lines.len();
    let mut lines: Vec<Text> = lines.into_iter().take(MOST_REASONS).collect();
    lines.extend(capped(lines.len(), all));
    vec![heading("不在比率之内的投诉", "Complaints outside the rate"), Block::Bullets(lines)]
}

fn counted<'a>(reasons: &'a [Counted], state: &'a Text) -> impl Iterator<Item = Text> + 'a {
    reasons.iter().map(move |counted| {
        let count = grouped(counted.count);
        Text::owned(
            format!("{}：{}，{count} 件", state.zh, counted.reason.zh),
            format!("{}: {}, {count}", state.en, counted.reason.en),
        )
    })
}

/// That a rule has no verdict, in the words of every chapter.
pub(super) fn not_evaluated(code: Code, why: &Text) -> Text {
    Text::owned(
        format!("{code} 未评估：{}。没有结论不等于合格。", why.zh),
        format!("{code} was not evaluated: {}. No verdict is no pass.", why.en),
    )
}

/// Due, met, late, missing, and the rest of the population.
pub(super) fn figures(rule: &RuleOutcome) -> Text {
    let counts = rule.counts.unwrap_or_default();
    let in_time = rule.rate.map_or(Text::same("–"), rate);
    let [all, due, met, late, missing, pending, undetermined, excluded] = [
        counts.population(),
        counts.decided(),
        counts.met,
        counts.late,
        counts.missing,
        counts.pending,
        counts.undetermined,
        counts.excluded,
    ]
    .map(grouped);
    Text::owned(
        format!(
            "{}：{all} 条记录中，已到期 {due} 件，达标 {met} 件，达标率 {}；逾期完成 {late} 件，至基准日仍未办 {missing} 件。未到期 {pending} 件，无法判定 {undetermined} 件，不适用 {excluded} 条。",
            rule.doc.title.zh, in_time.zh
        ),
        format!(
            "{}: of {all} records {due} were due and {met} met, {}; {late} late and {missing} not done by the as-of date. {pending} not yet due, {undetermined} undetermined, {excluded} excluded.",
            capitalised(&rule.doc.title.en),
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

/// With a capital letter, to begin a sentence.
pub(super) fn capitalised(words: &str) -> String {
    let mut letters = words.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}
