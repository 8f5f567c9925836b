//! Whether bytes were meant as UTF-8, some of them damaged perhaps.

use encoding_rs::Encoding as Known;

/// How many bytes from the first that is not ASCII on are looked at.
const WINDOW: usize = 4 << 10;

/// Whether the beginning of a text shows that it is UTF-8, whatever bytes may follow.
///
/// Two bytes of GBK often make a valid letter of some alphabet, but hardly ever three of them an
/// ideograph, and many different letters without a wrong byte among them are no accident either.
pub(in crate::ingest) fn reads_as_utf8(text: &[u8]) -> bool {
    let text = &text[Known::ascii_valid_up_to(text)..];
    Letters::of(&text[..text.len().min(WINDOW)]).read_as_utf8()
}

/// The same of a whole sample.
pub(super) fn sample_reads_as_utf8(sample: &[u8]) -> bool {
    Letters::of(sample).read_as_utf8()
}

/// What lies beyond ASCII in bytes taken for UTF-8.
#[derive(Default)]
struct Letters {
    all: usize,
    /// Ideographs, their punctuation and full-width forms.
    wide: usize,
    /// Different letters, as far as it matters.
    different: Vec<char>,
    /// Sequences that are not UTF-8; one cut off at the end is none.
    wrong: usize,
}

impl Letters {
    const DIFFERENT: usize = 8;

    fn of(bytes: &[u8]) -> Self {
        let mut letters = Self::default();
        let mut left = bytes.len();
        for chunk in bytes.utf8_chunks() {
            for letter in chunk.valid().chars().filter(|letter| !letter.is_ascii()) {
                letters.all += 1;
                letters.wide +=
                    usize::from(matches!(letter, '\u{3000}'..='\u{9fff}' | '\u{ff00}'..='\u{ffef}'));
                if letters.different.len() < Self::DIFFERENT && !letters.different.contains(&letter) {
                    letters.different.push(letter);
                }
            }
            left -= chunk.valid().len() + chunk.invalid().len();
            let cut_off = left == 0
                && std::str::from_utf8(chunk.invalid()).is_err_and(|error| error.error_len().is_none());
            letters.wrong += usize::from(!chunk.invalid().is_empty() && !cut_off);
        }
        letters
    }

    fn read_as_utf8(&self) -> bool {
        let ideographs = self.wide >= 3 && 2 * self.wide > self.all && self.wide >= 2 * self.wrong;
        let alphabet = self.different.len() == Self::DIFFERENT && self.all >= 16 * self.wrong;
        ideographs || alphabet
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn damage_is_told_from_another_encoding() {
        assert!(reads_as_utf8("TS1,投诉编号".as_bytes()));
        assert!(reads_as_utf8(&[b"id\n\xE5\x8C\n".as_slice(), "客户投诉处理".as_bytes()].concat()));
        assert!(reads_as_utf8("áéíóúñü¿".as_bytes()));
        assert!(!reads_as_utf8(b"id,name\n1,x\n"));
        assert!(!reads_as_utf8("é".repeat(99).as_bytes()));
        let gbk = encoding_rs::GBK.encode("女,一,投诉编号,受理时间,已办结").0;
        assert!(!reads_as_utf8(&gbk));
    }
}
