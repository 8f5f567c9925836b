//! Figures as people read them: grouped digits, percentages with bounds, spans of time.
//!
//! Owns rounding. Refuses to round a breach away: a rate short of all never reads 100.0 %.

use super::{Lang, Rate};

/// Stands where there is no figure.
pub const NONE: &str = "·";

/// Bytes in hexadecimal, as hashes are written.
#[must_use]
pub fn hexadecimal(bytes: &[u8]) -> String {
    use std::fmt::Write as _;
    bytes.iter().fold(String::new(), |mut text, byte| {
        let _ = write!(text, "{byte:02x}");
        text
    })
}

/// `1,234,567`.
pub fn grouped(number: u64) -> String {
    let digits = number.to_string();
    let mut grouped = String::with_capacity(digits.len() * 4 / 3 + 1);
    for (i, digit) in digits.chars().enumerate() {
        if i > 0 && (digits.len() - i).is_multiple_of(3) {
            grouped.push(',');
        }
        grouped.push(digit);
    }
    grouped
}

/// `87.3 %`, and where undetermined cases leave it open `87.3 % (85.1–88.0)`.
///
/// What has no bounds is filled up with `bounds_width` blanks, so that percent signs stand under
/// each other.
pub fn rate(rate: Option<Rate>, bounds_width: usize) -> String {
    let value = rate.and_then(|rate| rate.value());
    let shown = value.map_or_else(|| NONE.to_owned(), |value| format!("{} %", percent(value)));
    let bounds = rate.and_then(bounds).unwrap_or_default();
    let blanks = bounds_width.saturating_sub(bounds.chars().count());
    format!("{shown}{bounds}{:blanks$}", "")
}

/// The columns that the widest bounds among `rates` take.
pub fn bounds_width(rates: impl Iterator<Item = Rate>) -> usize {
    rates.filter_map(bounds).map(|bounds| bounds.chars().count()).max().unwrap_or(0)
}

fn bounds(rate: Rate) -> Option<String> {
    rate.value()?;
    let (lower, upper) = (percent(rate.lower()?), percent(rate.upper()?));
    (lower != upper).then(|| format!(" ({lower}–{upper})"))
}

/// A share in percent with one decimal; only none and all read `0.0` and `100.0`.
pub fn percent(share: f64) -> String {
    let rounded = (share * 1000.0).round() / 10.0;
    let shown = if share < 1.0 && rounded >= 100.0 {
        99.9
    } else if share > 0.0 && rounded <= 0.0 {
        0.1
    } else {
        rounded
    };
    format!("{shown:.1}")
}

/// `45分`, `3小时20分`, `2天5小时`; what is finer than the second unit is cut off, never rounded up.
pub fn span(minutes: f64, lang: Lang) -> String {
    if !minutes.is_finite() {
        return NONE.to_owned();
    }
    let sign = if minutes <= -1.0 { "-" } else { "" };
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "the value is not negative, and a span past the largest integer saturates"
    )]
    let whole = minutes.abs().floor() as u64;
    let (days, hours, rest) = (whole / 1440, whole / 60 % 24, whole % 60);
    let (day, hour, minute, gap) = match lang {
        Lang::Zh => ("天", "小时", "分", ""),
        Lang::En => (" d", " h", " min", " "),
    };
    let pair = |large: u64, large_unit, small: u64, small_unit| match small {
        0 => format!("{sign}{large}{large_unit}"),
        _ => format!("{sign}{large}{large_unit}{gap}{small}{small_unit}"),
    };
    match (days, hours) {
        (0, 0) if whole == 0 && minutes != 0.0 => format!("<1{minute}"),
        (0, 0) => format!("{sign}{rest}{minute}"),
        (0, _) => pair(hours, hour, rest, minute),
        (_, _) => pair(days, day, hours, hour),
    }
}

/// A span of whole minutes, as [`span`].
pub fn whole_span(minutes: u64, lang: Lang) -> String {
    #[expect(clippy::cast_precision_loss, reason = "2^53 minutes are 17 billion years")]
    span(minutes as f64, lang)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn digits_are_grouped() {
        let shown = [0, 7, 999, 1000, 4312, 999_999, 1_234_567, u64::MAX].map(grouped);
        assert_eq!(
            shown,
            ["0", "7", "999", "1,000", "4,312", "999,999", "1,234,567", "18,446,744,073,709,551,615"]
        );
    }

    #[test]
    fn bounds_show_only_when_they_differ() {
        let of = |good, decided, undetermined| rate(Some(Rate { good, decided, undetermined }), 0);
        assert_eq!(of(873, 1000, 0), "87.3 %");
        assert_eq!(of(8, 10, 10), "80.0 % (40.0–90.0)");
        assert_eq!(of(0, 0, 3), "·");
        assert_eq!(rate(None, 3), "·   ");
        assert_eq!(of(1_000_000, 1_000_000, 1), "100.0 % (99.9–100.0)");
    }

    #[test]
    fn a_breach_is_never_rounded_away() {
        assert_eq!(percent(0.9999), "99.9");
        assert_eq!(percent(1.0), "100.0");
        assert_eq!(percent(0.0001), "0.1");
        assert_eq!(percent(0.0), "0.0");
    }

    #[test]
    fn spans_read_like_speech() {
        let cases = [
            (0.0, "0分", "0 min"),
            (0.4, "<1分", "<1 min"),
            (45.0, "45分", "45 min"),
            (60.0, "1小时", "1 h"),
            (200.0, "3小时20分", "3 h 20 min"),
            (1439.9, "23小时59分", "23 h 59 min"),
            (1440.0, "1天", "1 d"),
            (3180.0, "2天5小时", "2 d 5 h"),
            (-200.0, "-3小时20分", "-3 h 20 min"),
            (f64::NAN, "·", "·"),
        ];
        for (minutes, zh, en) in cases {
            assert_eq!(span(minutes, Lang::Zh), zh);
            assert_eq!(span(minutes, Lang::En), en);
        }
    }
}
