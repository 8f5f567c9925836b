//! What the number format of a cell shows: a day, a time of day, a span of time or none of them.

use quick_xml::escape::unescape;

/// What a number format makes of a number.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Shows {
    /// No time at all.
    Number,
    /// A day without a time of day.
    Day,
    /// A time of day, with its day or without.
    Clock,
    /// A span of time.
    Span,
}

impl Shows {
    /// What the format that spreadsheets know by this number shows; 27 to 58 as in Chinese ones.
    pub(super) fn of_number(number: &str) -> Self {
        match number.parse::<u16>() {
            Ok(18..=22 | 32..=35 | 45 | 47 | 55 | 56) => Self::Clock,
            Ok(14..=17 | 27..=31 | 36 | 50..=54 | 57 | 58) => Self::Day,
            Ok(46) => Self::Span,
            _ => Self::Number,
        }
    }

    /// What a format code shows in its first section, entities not yet resolved. Takes for time what the
    /// reader does.
    pub(super) fn of_code(code: &str) -> Self {
        let code = unescape(code).unwrap_or_default();
        let mut letters = code.chars();
        let mut has_time = false;
        let mut has_clock = false;
        // The `a` of `AM/PM` and `a/p`.
        let mut half_day = false;
        while let Some(letter) = letters.next() {
            match letter.to_ascii_lowercase() {
                '\\' | '_' | '*' => drop(letters.next()),
                '"' => drop(letters.by_ref().find(|&letter| letter == '"')),
                '[' => {
                    let within: String = letters.by_ref().take_while(|&letter| letter != ']').collect();
                    if is_span(&within) {
                        if !has_time {
                            return Self::Span;
                        }
                        has_clock = true;
                    }
                }
                ';' => break,
                'h' | 's' if has_time || !half_day => (has_time, has_clock) = (true, true),
                'y' | 'd' | 'm' if !half_day => has_time = true,
                'm' | 'p' | '/' if half_day && !has_time => has_time = true,
                'a' => half_day = true,
                _ => {}
            }
        }
        match (has_time, has_clock) {
            (true, true) => Self::Clock,
            (true, false) => Self::Day,
            _ => Self::Number,
        }
    }
}

/// Whether brackets hold `h`, `mm`, `ss` or the like.
fn is_span(within: &str) -> bool {
    let within = within.to_ascii_lowercase();
    ['h', 'm', 's'].iter().any(|&unit| !within.is_empty() && within.chars().all(|letter| letter == unit))
}

/// How the writer learns whether a whole day is a moment at midnight. The reader tells apart only dates
/// and spans of time, and gives no cell's format along with its formula.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) enum Midnight {
    /// No date shows a time of day.
    #[default]
    Never,
    /// All dates do.
    Always,
    /// Nothing is a span of time, so formats with a time of day were given to the reader as such.
    InDisguise,
    /// There are all three: only the format of the cell tells.
    ByFormat(Vec<Shows>),
}

impl Midnight {
    /// The way for a workbook with these cell formats.
    pub(super) fn of(formats: Vec<Shows>) -> Self {
        let any = |wanted| formats.contains(&wanted);
        match (any(Shows::Day), any(Shows::Clock), any(Shows::Span)) {
            (_, false, _) => Self::Never,
            (false, true, _) => Self::Always,
            (true, true, false) => Self::InDisguise,
            (true, true, true) => Self::ByFormat(formats),
        }
    }

    /// Whether the format of each cell must be asked for.
    pub(super) fn needs_format(&self) -> bool {
        matches!(self, Self::ByFormat(_))
    }

    /// Whether a cell format shows a time of day; false for one not known, whose day alone is certain.
    pub(super) fn shows_clock(&self, format: usize) -> bool {
        matches!(self, Self::ByFormat(formats) if formats.get(format) == Some(&Shows::Clock))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes() {
        for (code, shows) in [
            ("General", Shows::Number),
            ("000000", Shows::Number),
            ("#,##0\\h", Shows::Number),
            ("0&quot;h&quot;", Shows::Number),
            ("[Red]0;h:mm", Shows::Number),
            ("yyyy-mm-dd", Shows::Day),
            ("yyyy&quot;h&quot;m\\sd", Shows::Day),
            ("[$-804]yyyy\"年\"m\"月\"d\"日\";@", Shows::Day),
            ("yyyy-mm-dd hh:mm:ss", Shows::Clock),
            ("m/d/yy h:mm AM/PM", Shows::Clock),
            ("AM/PM h:mm", Shows::Clock),
            ("mm:ss.0", Shows::Clock),
            ("d [h]:mm", Shows::Clock),
            ("[h]:mm:ss", Shows::Span),
            ("[Blue][MM]:ss", Shows::Span),
        ] {
            assert_eq!(Shows::of_code(code), shows, "{code}");
        }
        for (number, shows) in [("0", Shows::Number), ("14", Shows::Day), ("22", Shows::Clock)] {
            assert_eq!(Shows::of_number(number), shows);
        }
        assert_eq!((Shows::of_number("31"), Shows::of_number("33")), (Shows::Day, Shows::Clock));
        assert_eq!((Shows::of_number("46"), Shows::of_number("x")), (Shows::Span, Shows::Number));
    }
}
