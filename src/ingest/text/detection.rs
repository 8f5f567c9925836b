//! Which encoding a text is in: a mark, UTF-16, UTF-8, and else what its letters look like.

use std::io::{self, Read};

use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};

use super::utf8::sample_reads_as_utf8;
use super::{Encoding, chinese, utf16};
use crate::model::Text;

/// An encoding and how it was found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(in crate::ingest) struct Detected {
    pub(in crate::ingest) encoding: Encoding,
    /// How it was found, to be shown beside its name.
    pub(in crate::ingest) why: Text,
    /// Whether what was seen is enough. If not, the rest of the text may show another encoding: wrong
    /// bytes in what was taken for UTF-8, or more letters than the few that were seen.
    pub(in crate::ingest) settled: bool,
}

/// Fewer bytes beyond ASCII than this are not enough for detection by letters.
const FEW_BYTES: usize = 64;

impl Detected {
    fn settled(encoding: Encoding, zh: &'static str, en: &'static str) -> Self {
        Self { encoding, why: Text::new(zh, en), settled: true }
    }

    /// The encoding the user named.
    pub(in crate::ingest) fn named(encoding: Encoding) -> Self {
        Self::settled(encoding, "由命令行指定", "as named on the command line")
    }

    /// What has no mark and is not UTF-16.
    fn of_sample(sample: &[u8]) -> Self {
        let valid = match std::str::from_utf8(sample) {
            Ok(text) => Some(text),
            // Only a letter cut off at the end of the sample.
            Err(error) if error.error_len().is_none() => {
                std::str::from_utf8(&sample[..error.valid_up_to()]).ok()
            }
            Err(_) => None,
        };
        let reads_as_utf8 = sample_reads_as_utf8(sample);
        match valid {
            Some(text) if reads_as_utf8 || !chinese::is_gbk_by_likelihood(text) => Self {
                encoding: Encoding::UTF_8,
                why: Text::new("字节都是有效的 UTF-8", "its bytes are valid UTF-8"),
                settled: reads_as_utf8,
            },
            None if reads_as_utf8 => Self::settled(
                Encoding::UTF_8,
                "文字为 UTF-8，但有损坏的字节",
                "it reads as UTF-8 with damaged bytes",
            ),
            _ => Self::by_letters(sample),
        }
    }

    /// By what the letters of a text that is not UTF-8 look like.
    fn by_letters(sample: &[u8]) -> Self {
        let beyond_ascii = sample.iter().filter(|byte| !byte.is_ascii()).count();
        let mut detector = EncodingDetector::new(Iso2022JpDetection::Deny);
        detector.feed(sample, false);
        // Not asked for Chinese: with that hint it takes Big5, Shift_JIS and EUC for GBK.
        let guess = Encoding::of(detector.guess(None, Utf8Detection::Deny)).unwrap_or(Encoding::GB18030);
        // Accented letters stand alone, so that in GBK they eat the next letter: what looks western is.
        let trusted = guess.name() == "windows-1252";
        let encoding = chinese::encoding_of(sample, trusted).unwrap_or(guess);
        let settled = beyond_ascii >= FEW_BYTES;
        let why = if settled {
            Text::new("由文字判断", "by its letters")
        } else {
            Text::new(
                "由文字判断，但文字很少，如不对请用 --encoding 指定",
                "by its letters, which are few: name it with --encoding if this is wrong",
            )
        };
        Self { encoding, why, settled }
    }
}

impl Encoding {
    /// From the first bytes. What they leave open, the whole file decides; see [`Detected::settled`].
    pub(in crate::ingest) fn detect(head: &[u8]) -> Detected {
        let marked = [Self::UTF_8, Self::UTF_16LE, Self::UTF_16BE, Self::GB18030];
        if let Some(encoding) = marked.into_iter().find(|encoding| head.starts_with(encoding.mark())) {
            return Detected::settled(encoding, "由字节顺序标记判断", "by its byte order mark");
        }
        if let Some(encoding) = utf16::detect(head) {
            return Detected::settled(
                encoding,
                "由字节规律判断，没有字节顺序标记",
                "by the pattern of its bytes; it has no byte order mark",
            );
        }
        Detected::of_sample(head)
    }

    /// From a whole text whose head left its encoding open: only the parts of it that are not ASCII matter.
    pub(in crate::ingest) fn detect_non_utf8(reader: &mut impl Read) -> io::Result<Detected> {
        Ok(Detected { settled: true, ..Detected::of_sample(&beyond_ascii(reader)?) })
    }
}

/// The pieces of a text that hold other bytes than ASCII, up to a limit.
fn beyond_ascii(reader: &mut impl Read) -> io::Result<Vec<u8>> {
    const MOST: u64 = 1 << 20;
    const PIECE: usize = 4 << 10;
    let mut sample = Vec::new();
    let mut buffer = vec![0; 64 << 10];
    while (sample.len() as u64) < MOST {
        let count = match reader.read(&mut buffer) {
            Ok(0) => break,
            Ok(count) => count,
            Err(error) if error.kind() == io::ErrorKind::Interrupted => continue,
            Err(error) => return Err(error),
        };
        for piece in buffer[..count].chunks(PIECE) {
            // The second half of a letter may be ASCII.
            let in_letter = sample.last().is_some_and(|last: &u8| !last.is_ascii());
            if in_letter || !piece.is_ascii() {
                sample.extend_from_slice(piece);
            }
        }
    }
    Ok(sample)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn detected(text: &str, name: &str) -> &'static str {
        let bytes =
            encoding_rs::Encoding::for_label(name.as_bytes()).map(|known| known.encode(text).0.into_owned());
        Encoding::detect(&bytes.unwrap_or_default()).encoding.name()
    }

    #[test]
    fn detection_by_content() {
        assert_eq!(detected("投诉编号,受理时间\n", "gbk"), "gb18030");
        assert_eq!(detected("投诉编号", "utf-8"), "utf-8");
        assert_eq!(Encoding::detect(&"投诉编号".as_bytes()[..10]).encoding, Encoding::UTF_8);
        let marked = Encoding::detect(b"\xEF\xBB\xBFid");
        assert_eq!((marked.encoding, marked.settled), (Encoding::UTF_8, true));
        let ascii = Encoding::detect(b"id,name\n");
        assert_eq!((ascii.encoding, ascii.settled), (Encoding::UTF_8, false));
        let damaged = ["投诉编号,受理时间\n".as_bytes(), b"\xE5\x8C\nTS1"].concat();
        assert_eq!(Encoding::detect(&damaged).encoding, Encoding::UTF_8);
    }

    #[test]
    fn one_short_word_is_enough_for_chinese() {
        for word in [
            "张三",
            "已办结",
            "是",
            "否",
            "男",
            "上海",
            "投诉",
            "联通",
            "李四",
            "王五",
            "处理中",
            "重复",
            "其他",
            "电话",
            "已回访",
            "未接通",
            "一般",
            "紧急",
            "信息泄露",
            "无",
            "有",
            "号",
            "（空）",
            "刘婷婷",
            "欧阳娜娜",
            "北京分公司",
            "办结时间",
            "赵钱孙李",
            "退款",
            "客服",
            "网点",
            "满意",
            "不满意",
        ] {
            let text = format!("id,name,status\n1001,{word},2024-01-01\n");
            assert_eq!(detected(&text, "gbk"), "gb18030", "{word}");
            assert_eq!(detected(&text.repeat(30), "gbk"), "gb18030", "{word}");
        }
        for word in
            ["張三", "已結案", "是", "處理中", "案件編號", "受理時間", "客戶姓名", "高雄分行", "未結案"]
        {
            let text = format!("id,name,status\n1001,{word},2024-01-01\n");
            assert_eq!(detected(&text, "big5"), "big5", "{word}");
        }
    }

    #[test]
    fn other_letters_are_not_taken_for_chinese() {
        let japanese =
            "受付番号,顧客名,状態,備考\n1,佐藤花子,対応済み,窓口の対応が遅いとのご指摘をいただきました。\n";
        let korean = "접수번호,고객명,상태,내용\n1,김철수,처리완료,상담원의 응대가 불친절하다는 민원이 접수되었습니다.\n";
        let russian =
            "номер,клиент,статус\n1,Иванов Пётр,закрыто: жалоба на долгое ожидание ответа оператора\n";
        let spanish =
            "número,descripción,año\n1,El señor reclamó por la atención telefónica en español,2024\n";
        for (text, name, known) in [
            (japanese, "shift_jis", "shift_jis"),
            (japanese, "euc-jp", "euc-jp"),
            (korean, "euc-kr", "euc-kr"),
            (russian, "windows-1251", "windows-1251"),
            (spanish, "windows-1252", "windows-1252"),
            ("id,name\n1,10 µm · ¥ 20 ©\n", "utf-8", "utf-8"),
            ("id,name\n1,да\n2,нет\n", "utf-8", "utf-8"),
            ("id,name\n1,Müller\n2,Zürich\n3,España, café\n", "windows-1252", "windows-1252"),
        ] {
            assert_eq!(detected(text, name), known, "{text}");
        }
    }

    #[test]
    fn a_damaged_byte_does_not_make_chinese_another_language() {
        let table = "投诉编号,受理机构,投诉类别\nTS1,成都分公司,处理时效\n".repeat(3);
        let gbk = [&*encoding_rs::GBK.encode(&table).0, b"\xD5,\xFF\n".as_slice()].concat();
        assert_eq!(Encoding::detect(&gbk).encoding, Encoding::GB18030);
    }

    #[test]
    fn what_the_head_leaves_open_the_rest_decides() -> io::Result<()> {
        let ascii = "TS1,2024-01-01 10:00:00\n".repeat(20_000);
        let text = format!("{ascii}TS2,已办结\n{ascii}TS3,处理中\n");
        let gbk = encoding_rs::GBK.encode(&text).0;
        let detected = Encoding::detect_non_utf8(&mut &*gbk)?;
        assert_eq!((detected.encoding, detected.settled), (Encoding::GB18030, true));
        let damaged = [ascii.as_bytes(), b"TS2,\xE5\x8C\nTS3,", "处理中，已办结".as_bytes()].concat();
        assert_eq!(Encoding::detect_non_utf8(&mut damaged.as_slice())?.encoding, Encoding::UTF_8);
        Ok(())
    }
}
