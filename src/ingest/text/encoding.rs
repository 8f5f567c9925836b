//! Text encodings: their names, and what they let a reader do.

use encoding_rs::Encoding as Known;

use super::Dialect;

/// A text encoding that can be read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Encoding(&'static Known);

impl Encoding {
    /// UTF-8, with or without a byte order mark.
    pub const UTF_8: Self = Self(&encoding_rs::UTF_8_INIT);
    /// GB18030, which contains GBK and GB2312.
    pub const GB18030: Self = Self(&encoding_rs::GB18030_INIT);
    /// Big5 with the Hong Kong letters.
    pub const BIG5: Self = Self(&encoding_rs::BIG5_INIT);
    /// UTF-16, little end first (Excel's "Unicode text").
    pub const UTF_16LE: Self = Self(&encoding_rs::UTF_16LE_INIT);
    /// UTF-16, big end first.
    pub const UTF_16BE: Self = Self(&encoding_rs::UTF_16BE_INIT);

    /// What GBK can hold GB18030 reads alike; the encoding that replaces all text reads nothing.
    pub(super) fn of(known: &'static Known) -> Option<Self> {
        if known == encoding_rs::REPLACEMENT {
            return None;
        }
        Some(Self(if known == encoding_rs::GBK { encoding_rs::GB18030 } else { known }))
    }

    /// The encoding a user names, by any label of the WHATWG or by what Windows calls it.
    ///
    /// `ansi` is none: it is another encoding on every machine.
    #[must_use]
    pub fn from_name(name: &str) -> Option<Self> {
        let name = name.trim().to_ascii_lowercase();
        let label = match name.as_str() {
            "cp936" | "ms936" | "windows-936" | "gb-18030" => "gb18030",
            "cp950" | "ms950" | "windows-950" => "big5",
            "cp932" | "windows-932" => "shift_jis",
            "cp949" | "ms949" | "uhc" => "euc-kr",
            "utf16" | "utf16le" => "utf-16le",
            "utf16be" => "utf-16be",
            "cp65001" => "utf-8",
            other => other,
        };
        Self::of(Known::for_label(label.as_bytes())?)
    }

    /// The name in options and reports.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self.0.name() {
            "UTF-8" => "utf-8",
            "UTF-16LE" => "utf-16le",
            "UTF-16BE" => "utf-16be",
            "Big5" => "big5",
            "Shift_JIS" => "shift_jis",
            "EUC-JP" => "euc-jp",
            "EUC-KR" => "euc-kr",
            "ISO-2022-JP" => "iso-2022-jp",
            "IBM866" => "ibm866",
            "KOI8-R" => "koi8-r",
            "KOI8-U" => "koi8-u",
            "ISO-8859-2" => "iso-8859-2",
            "ISO-8859-3" => "iso-8859-3",
            "ISO-8859-4" => "iso-8859-4",
            "ISO-8859-5" => "iso-8859-5",
            "ISO-8859-6" => "iso-8859-6",
            "ISO-8859-7" => "iso-8859-7",
            "ISO-8859-8" => "iso-8859-8",
            "ISO-8859-8-I" => "iso-8859-8-i",
            "ISO-8859-10" => "iso-8859-10",
            "ISO-8859-13" => "iso-8859-13",
            "ISO-8859-14" => "iso-8859-14",
            "ISO-8859-15" => "iso-8859-15",
            "ISO-8859-16" => "iso-8859-16",
            // gb18030, windows-…, macintosh, x-mac-cyrillic and x-user-defined are lower case already.
            lower => lower,
        }
    }

    /// The bytes that may stand at the beginning of a text to say that it is in this encoding.
    pub(super) fn mark(self) -> &'static [u8] {
        match self.name() {
            "utf-8" => b"\xEF\xBB\xBF",
            "utf-16le" => b"\xFF\xFE",
            "utf-16be" => b"\xFE\xFF",
            "gb18030" => b"\x84\x31\x95\x33",
            _ => b"",
        }
    }

    /// This encoding, or UTF-16 with the other end first if that is what the text's mark says: users
    /// name both `utf-16`.
    pub(super) fn as_marked(self, text: &[u8]) -> Self {
        let twins = [Self::UTF_16LE, Self::UTF_16BE];
        let marked = twins.into_iter().find(|twin| text.starts_with(twin.mark()));
        if twins.contains(&self) { marked.unwrap_or(self) } else { self }
    }

    /// Whether a text can be cut into records before it is decoded: what separates cells and lines
    /// is then no part of a longer letter. Second bytes begin at 0x30, but for `:` to `?`.
    pub(super) fn can_be_cut(self, dialect: Dialect) -> bool {
        let apart = |byte: u8| byte < 0x30 || (0x3A..0x40).contains(&byte);
        self.0.is_ascii_compatible() && (self.0.is_single_byte() || apart(dialect.delimiter))
    }

    /// A decoder for a text whose mark was taken off.
    pub(super) fn decoder(self) -> encoding_rs::Decoder {
        self.0.new_decoder_without_bom_handling()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_those_people_use() {
        for (name, known) in [
            ("UTF8", "utf-8"),
            ("gbk", "gb18030"),
            ("GB2312", "gb18030"),
            ("cp936", "gb18030"),
            ("utf16", "utf-16le"),
            ("utf-16", "utf-16le"),
            ("UTF-16BE", "utf-16be"),
            ("cp950", "big5"),
            ("big5-hkscs", "big5"),
            ("sjis", "shift_jis"),
            ("cp932", "shift_jis"),
            ("latin1", "windows-1252"),
            ("windows-1251", "windows-1251"),
        ] {
            assert_eq!(Encoding::from_name(name).map(Encoding::name), Some(known), "{name}");
        }
        for name in ["ansi", "utf-7", "replacement", "hz-gb-2312", ""] {
            assert_eq!(Encoding::from_name(name), None, "{name}");
        }
    }

    #[test]
    fn every_name_is_lower_case_and_found_again() {
        for label in [
            "utf-8",
            "ibm866",
            "latin2",
            "iso-8859-3",
            "iso-8859-4",
            "iso-8859-5",
            "iso-8859-6",
            "iso-8859-7",
            "iso-8859-8",
            "iso-8859-8-i",
            "iso-8859-10",
            "iso-8859-13",
            "iso-8859-14",
            "iso-8859-15",
            "iso-8859-16",
            "koi8-r",
            "koi8-u",
            "macintosh",
            "windows-874",
            "windows-1250",
            "x-mac-cyrillic",
            "gbk",
            "gb18030",
            "big5",
            "euc-jp",
            "iso-2022-jp",
            "shift_jis",
            "euc-kr",
            "utf-16be",
            "utf-16le",
            "x-user-defined",
        ] {
            let encoding = Encoding::from_name(label);
            let name = encoding.map_or("", Encoding::name);
            assert_eq!(name, name.to_ascii_lowercase());
            assert_eq!(Encoding::from_name(name), encoding, "{label}");
        }
    }

    #[test]
    fn a_bar_may_be_half_a_letter() {
        let cut = |encoding: Encoding, delimiter| encoding.can_be_cut(Dialect { delimiter, line_end: b'\n' });
        assert!(cut(Encoding::GB18030, b',') && cut(Encoding::GB18030, b';') && cut(Encoding::BIG5, b'\t'));
        assert!(!cut(Encoding::GB18030, b'|') && !cut(Encoding::UTF_16LE, b','));
        assert!(
            cut(Encoding::UTF_8, b'|')
                || Encoding::UTF_8.can_be_cut(Dialect { delimiter: b',', line_end: b'\n' })
        );
    }
}
