//! UTF-16 without a byte order mark, known by what it reads as.
//!
//! Counting zero bytes is not enough: a table that is nearly all Chinese has them at its delimiters
//! and line ends only. Read with the wrong end first, or as UTF-16 where it is none, the same bytes
//! give letters of scripts nobody mixes, and no line ends.

use super::Encoding;

/// How much is looked at.
const SAMPLE: usize = 16 << 10;

/// Which UTF-16 the text is in, if any.
pub(super) fn detect(head: &[u8]) -> Option<Encoding> {
    let sample = &head[..head.len().min(SAMPLE)];
    // Every table in UTF-16 has ASCII letters, its line ends at least, and each has a zero byte.
    memchr::memchr(0, sample)?;
    let little = score(sample, u16::from_le_bytes);
    let big = score(sample, u16::from_be_bytes);
    match (little, big) {
        (0, 0) => None,
        (little, big) if little >= big => Some(Encoding::UTF_16LE),
        _ => Some(Encoding::UTF_16BE),
    }
}

/// The units that structure a table, if nearly all units read as text; else 0.
fn score(sample: &[u8], unit: impl Fn([u8; 2]) -> u16) -> usize {
    let units = sample.chunks_exact(2).map(|pair| unit([pair[0], pair[1]]));
    let (mut all, mut odd, mut structure) = (0, 0, 0);
    for letter in char::decode_utf16(units) {
        all += 1;
        match letter {
            Ok('\n' | '\r' | '\t' | ',' | ';' | '|') => structure += 1,
            Ok(letter) if is_usual(letter) => {}
            _ => odd += 1,
        }
    }
    if 10 * odd <= all { structure } else { 0 }
}

/// Letters that complaint exports are made of. ASCII in the wrong order gives others as often.
fn is_usual(letter: char) -> bool {
    matches!(letter,
        ' '..='~' | '\u{a0}'..='\u{6ff}' | '\u{2010}'..='\u{2044}' | '\u{20ac}' | '\u{2100}'..='\u{22ff}'
        | '\u{2460}'..='\u{24ff}' | '\u{3000}'..='\u{30ff}' | '\u{4e00}'..='\u{9fff}'
        | '\u{ac00}'..='\u{d7a3}' | '\u{ff00}'..='\u{ffef}' | '\u{fffd}' | '\u{10000}'..='\u{10ffff}')
}

#[cfg(test)]
mod tests {
    use super::*;

    fn encoded(text: &str, unit: impl Fn(u16) -> [u8; 2]) -> Vec<u8> {
        text.encode_utf16().flat_map(unit).collect()
    }

    #[test]
    fn texts_with_few_zero_bytes_are_known() {
        let narrative = "客户反映在网点办理业务时等候过久并且工作人员态度冷淡一直没有得到明确答复".repeat(40);
        for text in [
            "id,编号\n1,是\n",
            "上一\n一上\n",
            "投诉编号\t备注\r\n一一\t一一一\r\n",
            "是\n",
            "Größe;Straße\nä;ö\n",
            "번호,이름\n1,김철수\n",
            &format!("编号,内容\n{narrative},{narrative}\n"),
            "a,b\n😀,𠮷野家\n",
        ] {
            assert_eq!(detect(&encoded(text, u16::to_le_bytes)), Some(Encoding::UTF_16LE), "{text}");
            assert_eq!(detect(&encoded(text, u16::to_be_bytes)), Some(Encoding::UTF_16BE), "{text}");
        }
    }

    #[test]
    fn a_zero_byte_in_another_text_is_none() {
        let table = "投诉编号,状态\nTS1,已办结\nTS2,处理中\n".repeat(20);
        let gbk = encoding_rs::GBK.encode(&table).0;
        for text in [
            b"id,name\n1,\0\n2,b\n".as_slice(),
            b"ab,c\n1,2\n\0",
            b"id,open,closed\n1,2024-01-01 10:00:00,\0\0\0\0\n",
            &[table.as_bytes(), b"\0\0\0"].concat(),
            &[&gbk, b"\0\0\0".as_slice()].concat(),
        ] {
            assert_eq!(detect(text), None, "{:?}", String::from_utf8_lossy(text));
        }
    }
}
