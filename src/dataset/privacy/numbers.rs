//! Numbers in a text: which are dates, and what stands in the place of those that may be a person's.
//!
//! Owns what belongs to one number however it is grouped. Refuses to say whose it is.

/// Digits from which a number may be a phone (7, without area code), ID or account number.
pub(super) const PERSONAL_DIGITS: usize = 7;
/// Characters between two digits up to which they are read as one number: `139 - 1111`.
const WIDEST_GAP: usize = 3;

/// Which digits are taken for a moment and left as they stand.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Moments {
    /// Whatever has the look of one, mistyped or not, and spreadsheet day numbers: a quotation must show
    /// what is wrong with it.
    AnyLook,
    /// Only what can be a day: in free text a phone is likelier than a date of no calendar.
    RealDays,
}

/// What stands in the place of a number.
pub(super) struct Shown {
    pub(super) text: String,
    /// Whether the letter behind the digits belongs to it, as the last of an ID number may.
    pub(super) takes_letter: bool,
}

/// Hides the middle of numbers long enough to be a phone, ID or account number, however they are
/// grouped; dates and spreadsheet day numbers stay readable, because they are what an auditor needs.
pub(super) fn mask_numbers(text: &str, moments: Moments) -> String {
    rewrite_numbers(text, moments, |digits, _| {
        let is_long = digits.len() >= PERSONAL_DIGITS;
        is_long.then(|| Shown { text: without_middle(digits), takes_letter: false })
    })
}

/// Digits of which the middle is hidden.
pub(super) fn without_middle(digits: &[char]) -> String {
    let (first, last) = (&digits[..digits.len().min(3)], &digits[digits.len().saturating_sub(2)..]);
    first.iter().chain(&['*'; 4]).chain(last).collect()
}

/// Puts in the place of every number that is no moment what `shown` says of its digits and the letter
/// behind them; `None` leaves it as it stands.
pub(super) fn rewrite_numbers(
    text: &str,
    moments: Moments,
    mut shown: impl FnMut(&[char], Option<char>) -> Option<Shown>,
) -> String {
    let letters: Vec<char> = text.chars().collect();
    let mut rewritten = String::with_capacity(text.len());
    let mut at = 0;
    while let Some(&letter) = letters.get(at) {
        if !is_digit(letter) {
            rewritten.push(letter);
            at += 1;
            continue;
        }
        let moment = moment_end(&letters, &digit_groups(&letters, at, 3), moments);
        // What follows a date is looked at again: it may be a phone.
        let end = moment.unwrap_or_else(|| {
            digit_groups(&letters, at, usize::MAX).last().map_or(at + 1, |group| group.end)
        });
        let run = &letters[at..end];
        let digits: Vec<char> = run.iter().copied().filter(|&letter| is_digit(letter)).collect();
        at = end;
        match moment.map_or_else(|| shown(&digits, letters.get(end).copied()), |_| None) {
            Some(Shown { text, takes_letter }) => {
                rewritten.push_str(&text);
                at += usize::from(takes_letter);
            }
            None => rewritten.extend(run),
        }
    }
    rewritten
}

/// Digits in a row, by position.
type Group = std::ops::Range<usize>;

/// The first `most` groups of digits from `start` on that no more than a few separators part.
fn digit_groups(letters: &[char], start: usize, most: usize) -> Vec<Group> {
    let length = |from: usize, fits: fn(char) -> bool| {
        letters[from..].iter().take_while(|&&letter| fits(letter)).count()
    };
    let mut groups = Vec::new();
    let mut at = start;
    loop {
        let end = at + length(at, is_digit);
        groups.push(at..end);
        let gap = length(end, is_separator);
        at = end + gap;
        let ends = gap == 0 || gap > WIDEST_GAP || !letters.get(at).copied().is_some_and(is_digit);
        if ends || groups.len() == most {
            return groups;
        }
    }
}

/// Where the date or the spreadsheet's day number ends that the first three groups begin with.
fn moment_end(letters: &[char], groups: &[Group], moments: Moments) -> Option<usize> {
    let any_look = moments == Moments::AnyLook;
    let year = |group: &Group| {
        matches!(
            letters[group.start..group.end].first_chunk().map(|pair| pair.map(narrow)),
            Some(['1', '9'] | ['2', '0'])
        )
    };
    let short = |group: &Group| group.len() <= 2;
    let between = |one: &Group, other: &Group| &letters[one.end..other.start];
    let last = match groups {
        // 20251345, 20251345100000
        [whole, ..]
            if matches!(whole.len(), 8 | 14)
                && year(whole)
                && (any_look || is_real_day(&letters[whole.start..whole.end])) =>
        {
            whole
        }
        // 2025-13-45, 2025-13
        [first, month, rest @ ..] if first.len() == 4 && year(first) && short(month) => {
            rest.first().filter(|day| short(day)).unwrap_or(month)
        }
        // 45-13-2025: the year last, between the same signs
        [day, month, last]
            if short(day)
                && short(month)
                && last.len() == 4
                && year(last)
                && between(day, month) == between(month, last)
                && matches!(between(day, month), ['-' | '.']) =>
        {
            last
        }
        // 45292.416667
        [day, time] if any_look && day.len() == 5 && between(day, time) == ['.'] => time,
        _ => return None,
    };
    Some(last.end)
}

/// Whether eight or more digits begin with a month and a day behind the year.
fn is_real_day(digits: &[char]) -> bool {
    let pair = |at: usize| {
        let digit = |at: usize| digits.get(at).and_then(|&digit| narrow(digit).to_digit(10));
        Some(digit(at)? * 10 + digit(at + 1)?)
    };
    matches!((pair(4), pair(6)), (Some(1..=12), Some(1..=31)))
}

/// The narrow form of a letter or digit of either width.
pub(super) fn narrow(letter: char) -> char {
    match letter {
        '\u{ff01}'..='\u{ff5e}' => char::from_u32(u32::from(letter) - 0xfee0).unwrap_or(letter),
        letter => letter,
    }
}

pub(super) fn is_digit(letter: char) -> bool {
    matches!(letter, '0'..='9' | '\u{ff10}'..='\u{ff19}')
}

/// What people put between the digits of one number, in either width, and what cannot be seen there.
pub(super) fn is_separator(letter: char) -> bool {
    letter.is_whitespace()
        || matches!(
            letter,
            '-' | '(' | ')' | '+' | '.'
                | '\u{2010}'..='\u{2015}' | '\u{2212}' | '\u{ff0d}'
                | '\u{ff08}' | '\u{ff09}' | '\u{ff0b}' | '\u{ff0e}'
                | '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}' | '\u{feff}'
        )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn phones_and_ids_lose_their_middle() {
        for (text, shown) in [
            ("请拨13800138000谢谢", "请拨138****00谢谢"),
            ("11010119900307765X", "110****65X"),
            ("139-1111-2222", "139****22"),
            ("139 1111 2222", "139****22"),
            ("139 - 1111 - 2222", "139****22"),
            ("139.1111.2222", "139****22"),
            ("139\u{2014}1111\u{200b}2222", "139****22"),
            ("+86 139 1111 2222", "+861****22"),
            ("+86-13911112222", "+861****22"),
            ("010-62345678", "010****78"),
            ("(010)62345678", "(010****78"),
            ("\u{ff08}010\u{ff09} 6234 5678", "\u{ff08}010****78"),
            ("010\u{ff0d}62345678", "010****78"),
            ("6234567", "623****67"),
            ("110101 19900307 765X", "110****65X"),
            ("6222 0211 1234 5678 901", "622****01"),
            ("2012 3456 7890 1234", "201****34"),
            ("2012345678901234", "201****34"),
            (
                "\u{ff11}\u{ff13}\u{ff19}\u{ff11}\u{ff11}\u{ff11}\u{ff11}\u{ff12}\u{ff12}\u{ff12}\u{ff12}",
                "\u{ff11}\u{ff13}\u{ff19}****\u{ff12}\u{ff12}",
            ),
        ] {
            assert_eq!(mask_numbers(text, Moments::AnyLook), shown, "{text}");
        }
    }

    #[test]
    fn dates_and_short_numbers_stay_readable() {
        for text in [
            "2025年13月45日",
            "20251345",
            "20251345 100000",
            "20251345100000",
            "2025-13-45 10:00",
            "2025-13-45 10:00:00",
            "2025-13-45T10:00:00+08:00",
            "2025/13/45",
            "2025.13.45 10.00.00",
            "1999 13 45",
            "\u{ff12}\u{ff10}\u{ff12}\u{ff15}\u{ff0d}\u{ff11}\u{ff13}\u{ff0d}\u{ff14}\u{ff15}",
            "45-13-2025 10:00",
            "13/45/2025 10:00",
            "45292.5",
            "45292.416666667",
            "10086",
            "第3次",
        ] {
            assert_eq!(mask_numbers(text, Moments::AnyLook), text);
        }
    }

    #[test]
    fn a_date_shields_no_phone_behind_it() {
        assert_eq!(mask_numbers("2025-03-04 13911112222", Moments::AnyLook), "2025-03-04 139****22");
        assert_eq!(mask_numbers("20250304 139 1111 2222", Moments::AnyLook), "20250304 139****22");
        assert_eq!(mask_numbers("2025-03-13911112222", Moments::AnyLook), "2025-03-139****22");
        assert_eq!(mask_numbers("04-03-2025 139-1111-2222", Moments::AnyLook), "04-03-2025 139****22");
    }

    #[test]
    fn a_cell_of_many_dates_takes_no_quadratic_time() {
        let long = "2025-01-01 ".repeat(100_000);
        assert_eq!(mask_numbers(&long, Moments::AnyLook), long);
    }

    #[test]
    fn in_free_text_only_real_days_stay() {
        for (text, shown) in [
            ("20250304 来电", "20250304 来电"),
            ("2025-03-04 10:00", "2025-03-04 10:00"),
            ("座机20123456", "座机201****56"),
            ("45292.13800138000", "452****00"),
        ] {
            assert_eq!(mask_numbers(text, Moments::RealDays), shown, "{text}");
        }
    }
}
