//! Which encoding the bytes of a text are in.

use encoding_rs::{GB18030, UTF_16BE, UTF_16LE};

/// A text encoding that can be read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Encoding {
    /// UTF-8, with or without a byte order mark.
    Utf8,
    /// GB18030, which contains GBK and GB2312.
    Gb18030,
    /// UTF-16, little end first (Excel's "Unicode text").
    Utf16Le,
    /// UTF-16, big end first.
    Utf16Be,
}

/// Whether valid UTF-8 was meant as such. Two bytes of GBK often make a valid letter of some alphabet,
/// but hardly ever three of them an ideograph.
pub(in crate::ingest) fn reads_as_utf8(valid: &[u8]) -> bool {
    const ENOUGH: usize = 3;
    let text = std::str::from_utf8(valid).unwrap_or_default();
    let beyond_ascii = text.chars().filter(|letter| !letter.is_ascii());
    let (mut all, mut wide) = (0, 0);
    for letter in beyond_ascii {
        all += 1;
        wide += usize::from(matches!(letter, '\u{3000}'..='\u{9fff}' | '\u{ff00}'..='\u{ffef}'));
    }
    wide >= ENOUGH && 2 * wide > all
}

impl Encoding {
    /// The name in options and reports.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Utf8 => "utf-8",
            Self::Gb18030 => "gb18030",
            Self::Utf16Le => "utf-16le",
            Self::Utf16Be => "utf-16be",
        }
    }

    /// The encoding a user names.
    #[must_use]
    pub fn from_name(name: &str) -> Option<Self> {
        match name.to_ascii_lowercase().as_str() {
            "utf-8" | "utf8" => Some(Self::Utf8),
            "gb18030" | "gbk" | "gb2312" | "cp936" => Some(Self::Gb18030),
            "utf-16le" | "utf16le" | "utf-16" | "utf16" => Some(Self::Utf16Le),
            "utf-16be" | "utf16be" => Some(Self::Utf16Be),
            _ => None,
        }
    }

    /// From the first bytes: a byte order mark, the zero bytes of UTF-16, valid UTF-8, else GB18030.
    ///
    /// What the first bytes leave open, the whole file decides: a later byte that is not UTF-8
    /// makes the file be read again as GB18030.
    pub(in crate::ingest) fn detect(head: &[u8]) -> Self {
        match head {
            [0xEF, 0xBB, 0xBF, ..] => return Self::Utf8,
            [0xFF, 0xFE, ..] => return Self::Utf16Le,
            [0xFE, 0xFF, ..] => return Self::Utf16Be,
            _ => {}
        }
        let sample = &head[..head.len().min(4096)];
        let zeros = |first: usize| sample.iter().skip(first).step_by(2).filter(|&&byte| byte == 0).count();
        let (even, odd) = (zeros(0), zeros(1));
        if odd > sample.len() / 8 && odd > 4 * even {
            return Self::Utf16Le;
        }
        if even > sample.len() / 8 && even > 4 * odd {
            return Self::Utf16Be;
        }
        match std::str::from_utf8(head) {
            // Only a letter cut off at the end of the sample.
            Ok(_) => Self::Utf8,
            Err(error) if error.error_len().is_none() => Self::Utf8,
            // What reads as Chinese is no accident: a later wrong byte is damage.
            Err(error) if reads_as_utf8(&head[..error.valid_up_to()]) => Self::Utf8,
            Err(_) => Self::Gb18030,
        }
    }

    /// The decoder to UTF-8, for encodings that need one.
    pub(in crate::ingest) fn decoder(self) -> Option<encoding_rs::Decoder> {
        match self {
            Self::Utf8 => None,
            Self::Gb18030 => Some(GB18030.new_decoder_with_bom_removal()),
            Self::Utf16Le => Some(UTF_16LE.new_decoder_with_bom_removal()),
            Self::Utf16Be => Some(UTF_16BE.new_decoder_with_bom_removal()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn detection_by_content() {
        let utf16: Vec<u8> = "id,编号\n".encode_utf16().flat_map(u16::to_le_bytes).collect();
        assert_eq!(Encoding::detect(&utf16), Encoding::Utf16Le);
        let (gbk, _, _) = encoding_rs::GBK.encode("投诉编号,受理时间\n");
        assert_eq!(Encoding::detect(&gbk), Encoding::Gb18030);
        assert_eq!(Encoding::detect("投诉编号".as_bytes()), Encoding::Utf8);
        assert_eq!(Encoding::detect(&"投诉编号".as_bytes()[..10]), Encoding::Utf8);
        assert_eq!(Encoding::detect(b"\xEF\xBB\xBFid"), Encoding::Utf8);
        let damaged = ["投诉编号,受理时间\n".as_bytes(), b"\xE5\x8C\nTS1"].concat();
        assert_eq!(Encoding::detect(&damaged), Encoding::Utf8);
    }
}
