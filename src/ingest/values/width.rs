//! Full-width digits, letters and signs to their plain twins. Owns the fold; refuses any other likeness.

/// Longer texts are no time, number or duration, and are not read.
const LONGEST: usize = 128;

/// Reads the text with U+FF01 to U+FF5E as ASCII; `None` if it is too long to be a value.
///
/// Wide spaces stay as they are: [`super::cursor::Cursor`] knows them.
#[inline]
pub(super) fn in_half_width<T>(text: &[u8], read: impl FnOnce(&[u8]) -> Option<T>) -> Option<T> {
    if text.len() > LONGEST {
        return None;
    }
    // All that is folded begins with this byte; without it nothing is copied.
    if !text.is_ascii() && text.contains(&0xEF) {
        let mut buffer = [0; LONGEST];
        let length = fold(text, &mut buffer);
        return read(&buffer[..length]);
    }
    read(text)
}

/// Writes the folded text, which is never longer than its source, and returns its length.
fn fold(text: &[u8], buffer: &mut [u8; LONGEST]) -> usize {
    let (mut from, mut to) = (0, 0);
    while from < text.len() {
        let (byte, width) = match text[from..] {
            [0xEF, 0xBC, last @ 0x81..=0xBF, ..] => (last - 0x60, 3),
            [0xEF, 0xBD, last @ 0x80..=0x9E, ..] => (last - 0x20, 3),
            _ => (text[from], 1),
        };
        buffer[to] = byte;
        from += width;
        to += 1;
    }
    to
}

#[cfg(test)]
mod tests {
    use super::*;

    fn folded(text: &[u8]) -> Option<Vec<u8>> {
        in_half_width(text, |text| Some(text.to_vec()))
    }

    #[test]
    fn every_full_width_letter_has_its_twin() {
        for (full, half) in ('\u{ff01}'..='\u{ff5e}').zip('!'..='~') {
            assert_eq!(folded(format!("号{full}").as_bytes()), Some(format!("号{half}").into_bytes()));
        }
    }

    #[test]
    fn what_is_no_full_width_letter_stays() {
        for text in ["2024", "年月日", "\u{feff}", "\u{ffe5}1", "\u{ff61}"] {
            assert_eq!(folded(text.as_bytes()), Some(text.as_bytes().to_vec()));
        }
        assert_eq!(folded(&[0xEF, 0xBC]), Some(vec![0xEF, 0xBC]));
        assert!(folded(&[b'1'; LONGEST]).is_some());
        assert!(folded(&[b'1'; LONGEST + 1]).is_none());
    }
}
