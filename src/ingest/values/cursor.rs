//! A place in a cell's bytes and the steps that move it. Owns no format; refuses to look back.

/// What is left to read. A step that does not fit leaves the place where it was.
#[derive(Clone, Copy)]
pub(super) struct Cursor<'a> {
    rest: &'a [u8],
}

impl<'a> Cursor<'a> {
    #[inline]
    pub(super) fn new(text: &'a [u8]) -> Self {
        Self { rest: text }
    }

    #[inline]
    pub(super) fn rest(&self) -> &'a [u8] {
        self.rest
    }

    #[inline]
    pub(super) fn at_end(&self) -> bool {
        self.rest.is_empty()
    }

    /// How many digits stand here.
    #[inline]
    pub(super) fn digits(&self) -> usize {
        self.rest.iter().take_while(|byte| byte.is_ascii_digit()).count()
    }

    /// The ASCII letters that stand here.
    #[inline]
    pub(super) fn letters(&self) -> &'a [u8] {
        let length = self.rest.iter().take_while(|byte| byte.is_ascii_alphabetic()).count();
        &self.rest[..length]
    }

    /// Goes on by `bytes`, at most to the end.
    #[inline]
    pub(super) fn skip(&mut self, bytes: usize) {
        self.rest = self.rest.get(bytes..).unwrap_or_default();
    }

    /// Passes white space, the wide, thin and no-break ones too; whether there was any.
    #[inline]
    pub(super) fn skip_spaces(&mut self) -> bool {
        let start = self.rest.len();
        while let Some(width) = space_width(self.rest) {
            self.skip(width);
        }
        self.rest.len() < start
    }

    /// Reads up to `most` digits, at most nine: the number and how many digits it had.
    #[inline]
    pub(super) fn number(&mut self, most: usize) -> Option<(u32, usize)> {
        let (mut number, mut digits) = (0, 0);
        while digits < most
            && let Some(byte @ b'0'..=b'9') = self.rest.get(digits)
        {
            number = number * 10 + u32::from(byte - b'0');
            digits += 1;
        }
        self.skip(digits);
        (digits > 0).then_some((number, digits))
    }

    /// Passes one byte if it is one of `any`.
    #[inline]
    pub(super) fn eat(&mut self, any: &[u8]) -> Option<u8> {
        let (&first, rest) = self.rest.split_first()?;
        any.contains(&first).then(|| {
            self.rest = rest;
            first
        })
    }

    /// Passes a word; the case of ASCII letters makes no difference.
    pub(super) fn eat_word(&mut self, word: &str) -> bool {
        let found =
            self.rest.get(..word.len()).is_some_and(|start| start.eq_ignore_ascii_case(word.as_bytes()));
        if found {
            self.skip(word.len());
        }
        found
    }

    /// Passes the first of `words` that stands here and gives its meaning.
    pub(super) fn eat_meaning<T: Copy>(&mut self, words: &[(&str, T)]) -> Option<T> {
        words.iter().find(|(word, _)| self.eat_word(word)).map(|&(_, meaning)| meaning)
    }
}

/// The length of the white space that `text` begins with: one letter of it.
#[inline]
pub(super) fn space_width(text: &[u8]) -> Option<usize> {
    match text {
        [first, ..] if first.is_ascii_whitespace() => Some(1),
        // No-break space.
        [0xC2, 0xA0, ..] => Some(2),
        // Thin space, narrow no-break space (before AM and PM in newer browsers), ideographic space.
        [0xE2, 0x80, 0x89 | 0xAF, ..] | [0xE3, 0x80, 0x80, ..] => Some(3),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn spaces_of_all_widths_are_passed() {
        let mut cursor = Cursor::new(" \t\u{a0}\u{202f}\u{2009}\u{3000}时".as_bytes());
        assert!(cursor.skip_spaces());
        assert!(!cursor.skip_spaces());
        assert!(cursor.eat_word("时") && cursor.at_end());
    }

    #[test]
    fn what_does_not_fit_moves_nothing() {
        let mut cursor = Cursor::new(b"07x");
        assert_eq!(cursor.eat(b":"), None);
        assert!(!cursor.eat_word("07xy"));
        assert_eq!(cursor.number(2), Some((7, 2)));
        assert_eq!(cursor.number(2), None);
        assert_eq!(cursor.letters(), b"x");
    }
}
