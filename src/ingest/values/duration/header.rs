//! The unit a header names for the bare numbers below it: `响应时长(分钟)`, `hold_minutes`.
//!
//! Refuses working time, limits (`24小时内办结`), frequencies (`每小时来电`) and letters that could be words.

use super::DurationUnit;

/// Time that does not pass by the clock, a unit not read here, and how often instead of how long.
const NO_UNIT: [&str; 9] =
    ["工作日", "工作天", "工作小时", "工作时", "工作分", "毫秒", "每", "business", "workday"];
const NO_UNIT_ALONE: [&str; 2] = ["working", "per"];
/// Words that name a unit wherever they stand.
const ANYWHERE: [(&str, DurationUnit); 11] = [
    ("分钟", DurationUnit::Minutes),
    ("小时", DurationUnit::Hours),
    ("天数", DurationUnit::Days),
    ("秒数", DurationUnit::Seconds),
    ("minutes", DurationUnit::Minutes),
    ("mins", DurationUnit::Minutes),
    ("hours", DurationUnit::Hours),
    ("hrs", DurationUnit::Hours),
    ("days", DurationUnit::Days),
    ("seconds", DurationUnit::Seconds),
    ("secs", DurationUnit::Seconds),
];
/// Words that name a unit only on their own, in brackets or behind a line: 今天 names none. English ones also
/// must be the last word: `min_wait` is a minimum.
const ALONE: [(&str, DurationUnit); 15] = [
    ("分", DurationUnit::Minutes),
    ("min", DurationUnit::Minutes),
    ("minute", DurationUnit::Minutes),
    ("时", DurationUnit::Hours),
    ("h", DurationUnit::Hours),
    ("hr", DurationUnit::Hours),
    ("hour", DurationUnit::Hours),
    ("天", DurationUnit::Days),
    ("日", DurationUnit::Days),
    ("d", DurationUnit::Days),
    ("day", DurationUnit::Days),
    ("秒", DurationUnit::Seconds),
    ("s", DurationUnit::Seconds),
    ("sec", DurationUnit::Seconds),
    ("second", DurationUnit::Seconds),
];

/// The one unit a header names.
pub(super) fn unit(header: &str) -> Option<DurationUnit> {
    let words = words(header);
    let plain = words.join(" ");
    let refused = NO_UNIT.iter().any(|word| plain.contains(word))
        || words.iter().any(|word| NO_UNIT_ALONE.contains(&word.as_str()));
    if refused {
        return None;
    }
    let mut named = None;
    for at in 0..words.len() {
        let Some(unit) = anywhere(&words[at]).or_else(|| alone(&words, at, &plain)) else { continue };
        if is_limit(&words, at) || named.is_some_and(|named| named != unit) {
            return None;
        }
        named = Some(unit);
    }
    named
}

/// Whether a number stands before the unit: `24小时内办结` is a yes or no, not a length.
fn is_limit(words: &[String], at: usize) -> bool {
    let before = at.checked_sub(1).and_then(|at| words.get(at));
    words[at].contains(|letter: char| letter.is_ascii_digit())
        || before.is_some_and(|word| word.bytes().all(|byte| byte.is_ascii_digit()))
}

fn anywhere(word: &str) -> Option<DurationUnit> {
    let names = |name: &str| if word.is_ascii() { word == name } else { word.contains(name) };
    ANYWHERE.iter().find(|(name, _)| names(name)).map(|&(_, unit)| unit)
}

fn alone(words: &[String], at: usize, plain: &str) -> Option<DurationUnit> {
    let word = &words[at];
    let before = words.get(at.checked_sub(1)?)?;
    let &(_, unit) = ALONE.iter().find(|(name, _)| word == name)?;
    let english = word.is_ascii();
    if english && at + 1 < words.len() {
        return None;
    }
    // `评分（分）` counts points, `Case(s)` is a plural, and `Customer's` has been cut in two.
    let lasting = ["时", "耗", "time", "duration", "elapsed"].iter().any(|sign| plain.contains(sign));
    let doubtful = word == "分" || (word == "s" && before.is_ascii());
    (lasting || !doubtful).then_some(unit)
}

/// The words of a header in lower case, cut at signs, at white space and before capitals (`holdMinutes`).
fn words(header: &str) -> Vec<String> {
    let mut words = Vec::new();
    let mut word = String::new();
    let mut before_small = false;
    for letter in header.chars() {
        let letter = match letter {
            '\u{ff01}'..='\u{ff5e}' => char::from_u32(letter as u32 - 0xfee0).unwrap_or(letter),
            _ => letter,
        };
        let cut = !letter.is_alphanumeric();
        if (cut || (letter.is_ascii_uppercase() && before_small)) && !word.is_empty() {
            words.push(std::mem::take(&mut word));
        }
        if !cut {
            word.extend(letter.to_lowercase());
        }
        before_small = letter.is_ascii_lowercase();
    }
    if !word.is_empty() {
        words.push(word);
    }
    words
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn headers_that_name_a_unit() {
        use DurationUnit::{Days, Hours, Minutes, Seconds};
        let cases = [
            ("响应时长(分钟)", Minutes),
            ("处理时长（小时）", Hours),
            ("处理时长（ＭＩＮ）", Minutes),
            ("耗时(h)", Hours),
            ("耗时（分）", Minutes),
            ("hold_minutes", Minutes),
            ("holdMinutes", Minutes),
            ("First reply time in minutes", Minutes),
            ("elapsed_hours", Hours),
            ("时长_秒", Seconds),
            ("resolution time (hrs)", Hours),
            ("Talk Time (s)", Seconds),
            ("duration_s", Seconds),
            ("wait_min", Minutes),
            ("办理天数", Days),
            ("办理时限（天）", Days),
            ("Days open", Days),
            ("通话秒数", Seconds),
            ("工作单时长（分钟）", Minutes),
            ("L1 hold minutes", Minutes),
            ("首响时长2（分钟）", Minutes),
        ];
        for (header, unit) in cases {
            assert_eq!(DurationUnit::of_header(header), Some(unit), "{header}");
        }
    }

    #[test]
    fn headers_that_name_none_or_too_much() {
        for header in [
            "",
            "处理时长",
            "工作日",
            "办理工作日",
            "办理天数（工作日）",
            "耗时（工作小时）",
            "24小时内办结",
            "48h回访率",
            "Resolved within 24 hours",
            "Working hours",
            "每小时来电数",
            "今天",
            "满意度评分（分）",
            "min_wait",
            "Second call",
            "Case(s)",
            "Customer's",
            "First reply time in minutes within business hours",
            "耗时（毫秒）",
            "elapsed_ms",
            "耗时（天/小时）",
            "calls per hour",
            "日",
            "m",
            "处理人",
            "受理时间",
            "Time (m)",
        ] {
            assert_eq!(DurationUnit::of_header(header), None, "{header}");
        }
    }
}
