//! Persons as tokens: who is meant stays hidden, that it is the same one stays visible.
//!
//! Owns the form of a token. Refuses to judge which column is a person's; that is the field table's matter.

use std::borrow::Cow;

use super::key::MaskKey;
use super::names::names_in;
use super::numbers::{Moments, Shown, is_digit, narrow, rewrite_numbers, without_middle};
use crate::model::Masks;

/// Crockford's alphabet: no letter that is taken for another.
const ALPHABET: &[u8; 32] = b"0123456789abcdefghjkmnpqrstvwxyz";
/// Letters of a token, five bits each.
const TOKEN_LETTERS: u32 = 8;
/// Digits of a mainland mobile number, the shortest number hidden here.
const MOBILE: usize = 11;
/// Digits of the shortest landline number with its area code, and of the shortest account.
const LANDLINE: usize = 10;
const ACCOUNT: usize = 14;

/// Shows persons as they may be shown in this run.
#[derive(Clone, Debug)]
pub struct Masker {
    unmask: bool,
    key: MaskKey,
}

impl Masker {
    /// Hides persons by a key, unless `unmask`.
    #[must_use]
    pub fn new(unmask: bool, key: MaskKey) -> Self {
        Self { unmask, key }
    }

    /// Whether everything is shown as it stands.
    #[must_use]
    pub fn unmasks(&self) -> bool {
        self.unmask
    }

    /// What is to be recorded of it.
    #[must_use]
    pub fn masks(&self, free_text: bool) -> Masks {
        Masks { unmasked: self.unmask, free_text, key_check: self.key.check() }
    }

    /// A person's name or number as its first letter, if it has one, and a token: `王**#k7f2m9qd`.
    /// Neither width nor blanks make another person.
    #[must_use]
    pub fn person(&self, text: &str) -> String {
        let plain = normalised(text);
        if self.unmask || plain.is_empty() {
            return text.to_owned();
        }
        let mut letters = plain.chars();
        let first = letters.next().filter(|letter| letter.is_alphabetic() && letters.next().is_some());
        // A name of one letter would be shown whole.
        format!("{}**#{}", first.unwrap_or('*'), self.token(&plain))
    }

    /// The persons listed in a cell, each with a token of its own.
    #[must_use]
    pub fn people(&self, cell: &str) -> String {
        if self.unmask {
            return cell.to_owned();
        }
        let names = names_in(cell);
        if names.is_empty() {
            return self.person(cell);
        }
        let shown: Vec<String> = names.iter().map(|name| self.person(name)).collect();
        shown.join("、")
    }

    /// A text that is no person's name, without the phones, ID numbers, accounts and e-mail addresses in it:
    /// `139****22#k7f2m9qd`.
    #[must_use]
    pub fn numbers<'a>(&self, text: &'a str) -> Cow<'a, str> {
        let is_address = text.contains(['@', '\u{ff20}']);
        if self.unmask || (!is_address && text.chars().filter(|&letter| is_digit(letter)).count() < MOBILE) {
            return Cow::Borrowed(text);
        }
        if is_address {
            return Cow::Owned(self.person(text));
        }
        Cow::Owned(rewrite_numbers(text, Moments::AnyLook, |digits, next| self.number(digits, next)))
    }

    /// A word of a column that concerns nobody, such as a branch. Where it holds a number of a person's, what stands
    /// beside it is most likely a name, so all of it becomes a token.
    #[must_use]
    pub fn word<'a>(&self, text: &'a str) -> Cow<'a, str> {
        if self.unmask {
            return Cow::Borrowed(text);
        }
        let mut is_personal = text.contains(['@', '\u{ff20}']);
        if !is_personal && text.chars().filter(|&letter| is_digit(letter)).count() >= LANDLINE {
            rewrite_numbers(text, Moments::AnyLook, |digits, next| {
                let is_landline = narrow(digits[0]) == '0' && matches!(digits.len(), LANDLINE..=12);
                let is_account = matches!(digits.len(), ACCOUNT..=19);
                is_personal |= is_landline || is_account || self.number(digits, next).is_some();
                None
            });
        }
        if is_personal { Cow::Owned(self.numbers_or_person(text)) } else { Cow::Borrowed(text) }
    }

    /// A number alone keeps its ends, so that it can be told which number is meant; words beside it do not.
    fn numbers_or_person(&self, text: &str) -> String {
        let shown = self.numbers(text);
        let has_words = text.chars().any(char::is_alphabetic);
        if has_words || shown == text { self.person(text) } else { shown.into_owned() }
    }

    /// The id of a complaint or a visit, without a mobile number or an ID number in it. Other long numbers are what
    /// ids are made of.
    #[must_use]
    pub fn case_id<'a>(&self, text: &'a str) -> Cow<'a, str> {
        if self.unmask || text.chars().filter(|&letter| is_digit(letter)).count() < MOBILE {
            return Cow::Borrowed(text);
        }
        let mut has_number = false;
        let shown = rewrite_numbers(text, Moments::AnyLook, |digits, next| {
            let plain: String = digits.iter().copied().map(narrow).collect();
            let is_phone =
                ["", "86", "0086"].iter().any(|code| plain.strip_prefix(code).is_some_and(is_mobile));
            let shown = if is_phone || is_identity(&plain, next) { self.number(digits, next) } else { None };
            has_number |= shown.is_some();
            shown
        });
        match has_number {
            false => Cow::Borrowed(text),
            // A name beside the number.
            true if text.chars().any(|letter| letter.is_alphabetic() && !letter.is_ascii()) => {
                Cow::Owned(self.person(text))
            }
            true => Cow::Owned(shown),
        }
    }

    /// A number that may be a person's; a phone has one token whether its country is named or not.
    fn number(&self, digits: &[char], next: Option<char>) -> Option<Shown> {
        let mut plain: String = digits.iter().copied().map(narrow).collect();
        let mobile =
            ["", "86", "0086"].iter().find_map(|code| plain.strip_prefix(code).filter(|it| is_mobile(it)));
        if let Some(mobile) = mobile {
            let digits: Vec<char> = mobile.chars().collect();
            let text = format!("{}#{}", without_middle(&digits), self.token(mobile));
            return Some(Shown { text, takes_letter: false });
        }
        if !matches!(plain.len(), 15..=19) {
            return None;
        }
        let check = next.map(narrow).filter(|letter| plain.len() == 17 && matches!(letter, 'x' | 'X'));
        plain.extend(check.map(|_| 'X'));
        let text = format!(
            "{}{}#{}",
            without_middle(digits),
            if check.is_some() { "X" } else { "" },
            self.token(&plain)
        );
        Some(Shown { text, takes_letter: check.is_some() })
    }

    /// The first 40 bits of the text's code.
    fn token(&self, plain: &str) -> String {
        let code = self.key.code(plain.as_bytes());
        let bits = code[..5].iter().fold(0_u64, |bits, &byte| bits << 8 | u64::from(byte));
        let letter = |place: u32| {
            let index = usize::try_from(bits >> (5 * place) & 31).unwrap_or(0);
            char::from(ALPHABET[index])
        };
        (0..TOKEN_LETTERS).rev().map(letter).collect()
    }
}

/// An ID number of 18 places: an X at its end, or a day of birth where one belongs (GB 11643). A mistyped check digit
/// makes it no less personal.
fn is_identity(digits: &str, next: Option<char>) -> bool {
    match digits.len() {
        17 => next.is_some_and(|letter| matches!(narrow(letter), 'x' | 'X')),
        18 => {
            let part =
                |from: usize, to: usize| digits.get(from..to).and_then(|part| part.parse().ok()).unwrap_or(0);
            let (century, month, day): (u32, u32, u32) = (part(6, 8), part(10, 12), part(12, 14));
            matches!(century, 19 | 20) && (1..=12).contains(&month) && (1..=31).contains(&day)
        }
        _ => false,
    }
}

/// A mainland mobile number: 1, then 3 to 9, then nine more digits.
fn is_mobile(digits: &str) -> bool {
    digits.len() == MOBILE && digits.starts_with('1') && matches!(digits.as_bytes()[1], b'3'..=b'9')
}

/// The text in narrow letters, without blanks and what cannot be seen.
fn normalised(text: &str) -> String {
    let is_seen = |letter: &char| {
        !letter.is_whitespace()
            && !matches!(letter, '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}' | '\u{feff}')
    };
    text.chars().filter(is_seen).map(narrow).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn masker(key: &str) -> Masker {
        Masker::new(false, MaskKey::given(key.as_bytes().to_vec()).expect("long enough"))
    }

    fn of_test() -> Masker {
        masker("0123456789abcdef")
    }

    fn token(shown: &str) -> &str {
        shown.rsplit('#').next().unwrap_or_default()
    }

    /// Made with another implementation of HMAC-SHA256 and of the alphabet.
    #[test]
    fn a_token_is_forty_bits_of_the_code() {
        assert_eq!(of_test().person("王磊"), "王**#8v8z84ng");
    }

    #[test]
    fn one_person_has_one_token_however_it_is_written() {
        let masker = of_test();
        let shown = masker.person("王磊");
        for written in [" 王磊", "王\u{3000}磊", "王 磊\u{feff}"] {
            assert_eq!(masker.person(written), shown, "{written}");
        }
        assert_eq!(masker.person("Ｗang Lei"), masker.person("WangLei"));
        assert_eq!(masker.person("１０２４"), masker.person("1024"));
        assert_ne!(masker.person("王蕾"), shown);
        assert_ne!(super::tests::masker("fedcba9876543210").person("王磊"), shown, "another key");
    }

    #[test]
    fn a_letter_in_front_is_kept_and_nothing_else() {
        let masker = of_test();
        for (text, front) in
            [("王磊", "王**#"), ("Anna", "A**#"), ("1024", "***#"), ("王", "***#"), ("-x", "***#")]
        {
            assert!(masker.person(text).starts_with(front), "{text}: {}", masker.person(text));
        }
        assert_eq!((masker.person(""), masker.person("  ")), (String::new(), "  ".to_owned()));
        assert_eq!(Masker::new(true, MaskKey::of_inputs([])).person("王磊"), "王磊");
    }

    #[test]
    fn it_says_what_it_hides_and_not_by_which_key() {
        let masks = of_test().masks(true);
        assert!(!masks.unmasked && masks.free_text);
        assert_ne!(masks.key_check, masker("fedcba9876543210").masks(true).key_check);
        let derived = Masker::new(true, MaskKey::of_inputs([]));
        assert_eq!(derived.masks(false), Masks { unmasked: true, ..Masks::default() });
    }

    #[test]
    fn a_list_of_names_is_a_list_of_tokens() {
        let masker = of_test();
        let both = format!("{}、{}", masker.person("王磊"), masker.person("李娜"));
        for cell in ["王磊、李娜", "王磊（一部）/李娜", "王磊 李娜", "王磊和李娜"] {
            assert_eq!(masker.people(cell), both, "{cell}");
        }
        assert!(masker.people("（一部）").ends_with(token(&masker.person("（一部）"))));
    }

    #[test]
    fn numbers_of_persons_are_hidden_in_ids_and_words() {
        let masker = of_test();
        for (text, shown) in [
            ("13911112222", "139****22#"),
            ("+86 139-1111-2222", "+139****22#"),
            ("008613911112222", "139****22#"),
            ("KH13911112222", "KH139****22#"),
            ("上海 13911112222", "上海 139****22#"),
            ("11010119900307765X", "110****65X#"),
            ("110101199003077651", "110****51#"),
            ("110101900307765", "110****65#"),
            ("6222021112345678901", "622****01#"),
            ("a.b@c.com", "a**#"),
        ] {
            let hidden = masker.numbers(text);
            assert!(hidden.starts_with(shown), "{text}: {hidden}");
            assert_eq!(token(&hidden).chars().count(), 8, "{text}: {hidden}");
        }
        assert_eq!(token(&masker.numbers("+8613911112222")), token(&masker.numbers("139 1111 2222")));
        for text in ["KH000012345", "2024-03-04 10:00:00", "20240304123456", "上海分公司", "12345678901"]
        {
            assert_eq!(masker.numbers(text), text);
        }
    }

    #[test]
    fn a_word_with_a_person_s_number_is_a_token_whole() {
        let masker = of_test();
        for (text, shown) in [
            ("郭靖 13911115555", "郭**#"),
            ("张三 010-62345678", "张**#"),
            ("卡号62220211234567", "卡**#"),
            ("13911115555", "139****55#"),
        ] {
            let hidden = masker.word(text);
            assert!(hidden.starts_with(shown), "{text}: {hidden}");
        }
        for text in ["上海分公司", "2025年9月", "20250930", "A-1024", "SKU123456789"] {
            assert_eq!(masker.word(text), text);
        }
    }

    #[test]
    fn an_id_of_a_case_hides_phones_and_id_numbers_only() {
        let masker = of_test();
        for (text, shown) in [
            ("13911112222", "139****22#"),
            ("TS 139 1111 3333", "TS 139****33#"),
            ("11010119900307765X", "110****65X#"),
            ("陈家洛 13900001111", "陈**#"),
        ] {
            let hidden = masker.case_id(text);
            assert!(hidden.starts_with(shown), "{text}: {hidden}");
        }
        for text in
            ["TS20250930000123", "20250930000000123456", "2025093000001234", "TS000012345", "20250930001"]
        {
            assert_eq!(masker.case_id(text), text);
        }
    }

    proptest! {
        #[test]
        fn no_token_shows_the_text(name in "[\u{4e00}-\u{9fff}]{2,4}", number in "1[3-9][0-9]{9}") {
            let masker = of_test();
            for shown in [masker.person(&name), masker.people(&name), masker.numbers(&number).into_owned()] {
                prop_assert!(!shown.contains(&name) && !shown.contains(&number));
            }
            prop_assert!(!masker.person(&name).contains(&name[3..]), "only the first letter is kept");
        }
    }
}
