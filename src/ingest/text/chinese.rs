//! Whether bytes that are not UTF-8 read as Chinese, in GB18030 or in Big5.
//!
//! Nearly any bytes make letters in GB18030; the question is whether they make letters people write.
//! A few hundred letters are the greater part of every Chinese text, and what another encoding's
//! bytes turn into is rarely among them. One damaged byte does not change the answer, as it would
//! for a detector that rules an encoding out by its first wrong byte.

use std::collections::HashSet;
use std::sync::LazyLock;

use super::Encoding;

/// The most frequent letters of Chinese texts, those of complaint records, common surnames, and the
/// forms of them that Big5 has.
const COMMON: &str = concat!(
    "的一是不了在人有我他这个们中来上大为和国地到以说时要就出会可也你对生能而子那得于着下自之年过发后作里用道行所然家种事成方多经么去法学如都同现当没动面起看定天分还进好小部其些主样理心她本前开但因只从想实",
    "日军者意无力它与长把机十民第公此已工使情明性知全三又关点正业外将两高间由问很最重并物手应战向头文体政美相见被利什二等产或新己制身果加西斯月话合回特代内信表化老给世位次度门任常先海通教儿原东声提立及比员解水名",
    "真论处走义各入几口认条平系气题活尔更别打女变四神总何电数安少报才结反受目太量再感建务做接必场件计管期市直德资命山金指克许统区保至队形社便空决治展马科司五基眼书非则听白却界达光放强即像难且权思王象完设式色路记",
    "南品住告类求据程北边死张该交规万取拉格望觉术领共确传师观清今切院让识候带导争运笔录元号码姓客户投诉编状态办毕待未否单渠访满登级联责营城县镇乡村街室楼服复函线查询银支付款费账卡存贷转汇退错误漏慢差急紧般严重轻",
    "催补核实派督列找组项模页目件撤销驳回转办满意度男拒绝失败功网点厅柜台坐席热短微邮寄快递物流仓储店购售货换修停断响应首超限逾延迟备注述描摘要址省份分支行深广州京津沪渝成武汉杭苏宁郑沈青岛厦",
    "李刘陈杨黄赵周吴徐孙胡朱郭何林罗宋唐韩曹邓萧冯曾彭吕苏卢蒋蔡贾丁魏薛叶阎余潘杜戴夏钟汪田姜范石谭邹熊孔秦江史顾侯邵孟龙段雷钱汤尹易常贺赖龚丽伟芳娜敏静强磊洋艳勇杰娟涛超霞鹏华玲英建志红军平刚桂",
    "這們個來為國說時會對著過發後裡種經麼學現當沒動開實軍無與長機業將兩間問應戰頭體見產給東聲論義幾條氣題爾別變總電數報結務場計資統區隊決馬書則聽達強難權設記類據邊張該規萬覺術領確傳師觀讓識帶導爭運筆錄號碼",
    "戶訴編狀態辦畢單訪滿級聯責營縣鎮鄉樓複復線詢銀費帳貸轉匯錯誤嚴輕補銷駁絕敗網廳櫃臺熱郵遞儲購貨換響應遲備註劉陳楊黃趙吳孫羅蕭馮呂蘇盧蔣賈葉閻鍾譚鄒顧龍錢湯賀賴龔麗偉靜艷濤鵬華處理區間結案已訊話"
);

/// Which encoding the text is Chinese in, if it reads as Chinese.
///
/// Unless another guess is to be `trusted`, a few everyday letters are enough.
pub(super) fn encoding_of(sample: &[u8], trusted: bool) -> Option<Encoding> {
    let readings =
        [Encoding::GB18030, Encoding::BIG5].map(|encoding| (Reading::of(sample, encoding), encoding));
    let usual = readings.iter().filter(|(reading, _)| reading.is_usual());
    // The first of equals.
    let best = usual.rev().max_by(|(a, _), (b, _)| a.share().total_cmp(&b.share()));
    if let Some(&(_, encoding)) = best {
        return Some(encoding);
    }
    let (reading, encoding) = &readings[0];
    (!trusted && reading.is_everyday()).then_some(*encoding)
}

/// Whether a text that is valid UTF-8 was rather meant as GBK: 系统 and 模式 are valid by accident, as
/// letters of alphabets that no export mixes. What holds accented letters only is taken for UTF-8.
pub(super) fn is_gbk_by_likelihood(text: &str) -> bool {
    let mut beyond_ascii = text.chars().filter(|letter| !letter.is_ascii()).peekable();
    let accented = |letter: char| letter <= '\u{17f}';
    let two_bytes = |letter: char| letter <= '\u{7ff}';
    beyond_ascii.peek().is_some()
        && beyond_ascii.clone().all(two_bytes)
        && !beyond_ascii.all(accented)
        && Reading::of(text.as_bytes(), Encoding::GB18030).is_certain()
}

/// What bytes beyond ASCII read as.
#[derive(Default)]
struct Reading {
    letters: Vec<char>,
    common: usize,
    wrong: usize,
}

impl Reading {
    fn of(sample: &[u8], encoding: Encoding) -> Self {
        static KNOWN: LazyLock<HashSet<char>> = LazyLock::new(|| COMMON.chars().collect());
        let mut text = String::with_capacity(2 * sample.len() + 64);
        // What the sample cuts off at its end is not wrong.
        let _ = encoding.decoder().decode_to_string(sample, &mut text, false);
        let mut reading = Self::default();
        for letter in text.chars().filter(|letter| !letter.is_ascii()) {
            match letter {
                char::REPLACEMENT_CHARACTER => reading.wrong += 1,
                // Marks say nothing: in Big5 a lone `¡` before a letter is a full stop.
                '\u{2010}'..='\u{2027}' | '\u{3000}'..='\u{301f}' | '\u{ff00}'..='\u{ffef}' => {}
                _ => {
                    reading.common += usize::from(KNOWN.contains(&letter));
                    reading.letters.push(letter);
                }
            }
        }
        reading
    }

    fn share(&self) -> f64 {
        #[expect(clippy::cast_precision_loss, reason = "a share")]
        let share = self.common as f64 / self.letters.len().max(1) as f64;
        share
    }

    fn is_certain(&self) -> bool {
        2 * self.common > self.letters.len() && self.wrong == 0
    }

    /// Other text turns into a common letter about one time in six, Chinese two times in three.
    fn is_usual(&self) -> bool {
        const ENOUGH: f64 = 0.4;
        self.share() >= ENOUGH && self.wrong * 8 <= self.letters.len()
    }

    /// A few letters, all of the 3,755 of the first level of GB 2312.
    fn is_everyday(&self) -> bool {
        const FEW: usize = 8;
        let first_level = |letter: &char| {
            let text = letter.encode_utf8(&mut [0; 4]).to_owned();
            matches!(*encoding_rs::GBK.encode(&text).0, [0xB0..=0xD7, 0xA1..=0xFE])
        };
        self.wrong == 0 && (1..=FEW).contains(&self.letters.len()) && self.letters.iter().all(first_level)
    }
}
