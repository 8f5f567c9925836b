//! How wide the columns of a table are, in twentieths of a point.
//!
//! Owns measuring: a Han character is twice as wide as a letter. Refuses fonts; a little more than half the type size
//! is near enough for one letter.

use unicode_width::{UnicodeWidthChar, UnicodeWidthStr};

/// What a column holds, which says how far it may be narrowed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    /// Names, codes and times, left.
    Words,
    /// Whole sentences, left.
    Prose,
    /// Times, left: either on one line or with the hour under the day.
    Times,
    /// Figures, right, broken at blanks only.
    Figures,
}

/// A column's width in letters, as far as rows were seen.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Measured {
    /// The widest text on one line.
    natural: usize,
    /// The widest piece that Word does not break.
    piece: usize,
    /// The widest piece without blanks.
    word: usize,
}

/// Beyond so many letters a text does not make its column wider.
const WIDEST: usize = 80;
/// So narrow a column of words may become though its pieces are wider.
const WIDEST_PIECE: usize = 20;
/// Margins of a cell and a little air.
const MARGINS: u32 = 180;

impl Measured {
    /// Takes a text into account.
    pub(super) fn see(&mut self, text: &str) {
        let start = text.char_indices().nth(2 * WIDEST).map_or(text, |(end, _)| &text[..end]);
        self.natural = self.natural.max(width(start).min(WIDEST));
        self.word = self.word.max(start.split(' ').map(width).max().unwrap_or(0).min(WIDEST_PIECE));
        self.piece = self.piece.max(widest_piece(start).min(WIDEST_PIECE));
    }

    /// Takes a title into account, which is bold; a title over figures may take two lines.
    pub(super) fn see_title(&mut self, title: &str, kind: Kind) {
        let bold = |letters: usize| if title.is_ascii() { letters * 6 / 5 } else { letters };
        let piece = bold(widest_piece(title)).min(WIDEST_PIECE);
        self.natural = self.natural.max(bold(width(title)).min(WIDEST));
        self.piece = self.piece.max(piece);
        if kind == Kind::Figures {
            let whole = width(title);
            let lines = if whole <= 6 { whole } else { whole.div_ceil(2).min(8) };
            self.word = self.word.max(piece).max(lines);
        }
    }

    fn least(self, kind: Kind) -> usize {
        match kind {
            Kind::Figures => self.word,
            Kind::Times => self.piece,
            Kind::Words => self.piece.max(self.natural.min(8)),
            Kind::Prose => self.piece.max(self.natural.min(22)),
        }
    }
}

/// The least width of a table in type of so many half points.
pub(super) fn least(columns: &[(Kind, Measured)], half_points: u32) -> u32 {
    columns.iter().map(|&(kind, measured)| twips(measured.least(kind), half_points)).sum()
}

/// The widths of all columns, which add up to `available`.
///
/// Where there is room for all texts on one line the rest is shared out; else all columns are as wide as their
/// texts up to the one limit for which they fit; else all are narrowed alike.
pub(super) fn fit(columns: &[(Kind, Measured)], half_points: u32, available: u32) -> Vec<u32> {
    let up_to = |limit: usize| -> Vec<u32> {
        let letters = |&(kind, measured): &(Kind, Measured)| {
            let least = measured.least(kind);
            match kind {
                Kind::Times if limit < measured.natural => least,
                _ => measured.natural.clamp(least, limit.max(least)),
            }
        };
        columns.iter().map(|column| twips(letters(column), half_points)).collect()
    };
    let fits = |widths: &Vec<u32>| widths.iter().sum::<u32>() <= available;
    let widths = (1..=WIDEST).rev().map(up_to).find(fits).unwrap_or_else(|| up_to(0));
    scaled(&widths, available)
}

/// The widths in the same proportion, adding up to `available`.
pub(super) fn scaled(widths: &[u32], available: u32) -> Vec<u32> {
    let sum: u64 = widths.iter().map(|&width| u64::from(width)).sum::<u64>().max(1);
    let mut scaled: Vec<u32> = widths
        .iter()
        .map(|&width| u32::try_from(u64::from(width) * u64::from(available) / sum).unwrap_or(available))
        .collect();
    let rest = available.saturating_sub(scaled.iter().sum());
    if let Some(last) = scaled.last_mut() {
        *last += rest;
    }
    scaled
}

/// The width of so many letters in a cell.
pub(super) fn twips(letters: usize, half_points: u32) -> u32 {
    u32::try_from(letters).unwrap_or(u32::MAX / 1_000) * half_points * 11 / 2 + MARGINS
}

/// How many letters stand on a line of a cell.
pub(super) fn letters(width: u32, half_points: u32) -> usize {
    (width.saturating_sub(MARGINS) / (half_points * 11 / 2)) as usize
}

/// The width of a text; capital letters are wide, and Word leaves a quarter of a Han character between Han characters and letters.
fn width(text: &str) -> usize {
    let is_han = |c: char| ('\u{2e80}'..='\u{9fff}').contains(&c);
    let is_letter = |c: char| c.is_ascii_alphanumeric();
    let meets =
        |(one, next): &(char, char)| is_han(*one) && is_letter(*next) || is_letter(*one) && is_han(*next);
    let gaps = text.chars().zip(text.chars().skip(1)).filter(meets).count();
    text.width() + gaps.div_ceil(2) + capitals(text)
}

/// What capital letters take beyond small ones.
fn capitals(text: &str) -> usize {
    text.chars().filter(char::is_ascii_uppercase).count().div_ceil(3)
}

/// The widest part without blanks and Han characters, as far as it does not break.
fn widest_piece(text: &str) -> usize {
    let (mut widest, mut piece, mut after_han) = (0, 0, false);
    for c in text.chars() {
        let width = c.width().unwrap_or(0);
        let halves = if c.is_ascii_uppercase() { 3 * width } else { 2 * width };
        let is_han = width == 2;
        // A mark stays with the Han character before it; a letter does not.
        let breaks = is_han || c == ' ' || after_han && c.is_alphanumeric();
        piece = if breaks { halves } else { piece + halves };
        widest = widest.max(piece);
        after_han = is_han;
    }
    usize::div_ceil(widest, 2)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn measured(text: &str) -> Measured {
        let mut measured = Measured::default();
        measured.see(text);
        measured
    }

    #[test]
    fn han_characters_are_twice_as_wide_and_break_anywhere() {
        assert_eq!(measured("投诉ABC"), Measured { natural: 9, piece: 5, word: 9 });
        assert_eq!(measured("2025-09-30 18:00:00"), Measured { natural: 19, piece: 10, word: 10 });
        assert_eq!(
            measured(&"长".repeat(32_768)),
            Measured { natural: WIDEST, piece: 2, word: WIDEST_PIECE }
        );
        assert_eq!(
            measured(&"x".repeat(32_768)),
            Measured { natural: WIDEST, piece: WIDEST_PIECE, word: WIDEST_PIECE }
        );
    }

    #[test]
    fn widths_add_up_whatever_comes() {
        let texts = ["", "x", "投诉", "城东营业部", "12,345", &"长".repeat(500), &"x".repeat(500)];
        for count in 1..30 {
            for kind in [Kind::Words, Kind::Prose, Kind::Figures] {
                let columns: Vec<_> =
                    (0..count).map(|nth| (kind, measured(texts[nth % texts.len()]))).collect();
                let widths = fit(&columns, 21, 8_300);
                assert_eq!(widths.iter().sum::<u32>(), 8_300);
                assert!(widths.iter().all(|&width| width > 0));
            }
        }
    }

    #[test]
    fn figures_keep_their_width_where_sentences_break() {
        let columns = [
            (Kind::Figures, measured("18,446,744")),
            (Kind::Prose, measured(&"投诉未在时限内办结。".repeat(20))),
        ];
        let widths = fit(&columns, 21, 8_300);
        assert!(widths[0] >= twips(10, 21), "{widths:?}");
        assert!(widths[1] > widths[0]);
    }
}
