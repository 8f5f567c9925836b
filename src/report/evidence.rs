//! A value of evidence in words, as it is read by people.

use std::borrow::Cow;

use super::evidence_names::label;
use super::texts;
use crate::model::{Evidence, Lang, figures};

/// Values of evidence that a page shows of one finding.
pub(super) const MOST: usize = 12;

/// `name: value`, one after the other; the first `most`.
pub(super) fn line(evidence: &[(&'static str, Evidence)], most: usize, lang: Lang) -> String {
    let each = evidence.iter().take(most).map(|(name, value)| {
        let said = match value {
            Evidence::Text(limit) if *name == "limit" => limit_words(limit, lang),
            value => shown(value, lang),
        };
        format!("{}{}{said}", label(name, lang), texts::colon(lang))
    });
    let line = each.collect::<Vec<_>>().join(texts::semicolon(lang));
    if evidence.len() > most { format!("{line} …") } else { line }
}

/// A limit as a policy writes it, in words: `7wd` is 7个工作日.
fn limit_words(limit: &str, lang: Lang) -> Cow<'_, str> {
    let digits = limit.bytes().take_while(u8::is_ascii_digit).count();
    let (amount, unit) = limit.split_at(digits);
    let (zh, en) = match unit {
        "min" => ("分钟", "minutes"),
        "h" => ("小时", "hours"),
        "d" => ("个自然日", "calendar days"),
        "wd" => ("个工作日", "working days"),
        "wh" => ("个工作小时", "working hours"),
        "mo" => ("个月", "calendar months"),
        _ => return limit.into(),
    };
    let en = if amount == "1" { en.trim_end_matches('s') } else { en };
    match lang {
        Lang::Zh => format!("{amount}{zh}").into(),
        Lang::En => format!("{amount} {en}").into(),
    }
}

/// The value in `lang`.
pub(super) fn shown(value: &Evidence, lang: Lang) -> Cow<'_, str> {
    match value {
        Evidence::Text(text) => text.as_str().into(),
        Evidence::Count(count) => figures::grouped(*count).into(),
        Evidence::Share(share) => format!("{} %", figures::percent(*share)).into(),
        Evidence::At(at) => at.display().into(),
        Evidence::List(items) => items.join(texts::list_comma(lang)).into(),
        Evidence::Both(text) => text.get(lang).into(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn evidence_reads_like_a_sentence() {
        let evidence = [("limit", Evidence::Text("7wd".to_owned())), ("attempts", Evidence::Count(1234))];
        assert_eq!(line(&evidence, 9, Lang::Zh), "时限：7个工作日；尝试次数：1,234");
        assert_eq!(line(&evidence, 9, Lang::En), "limit: 7 working days; attempts: 1,234");
        assert_eq!(line(&evidence, 1, Lang::En), "limit: 7 working days …");
    }

    #[test]
    fn a_limit_of_one_is_no_plural_and_another_text_stays() {
        assert_eq!(limit_words("1mo", Lang::En), "1 calendar month");
        assert_eq!(limit_words("next-month 7 16:00", Lang::Zh), "next-month 7 16:00");
    }
}
