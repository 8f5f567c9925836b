//! The manifest as texts that cells can hold, each behind a label that tells its place.

use crate::model::Text;

/// The name of the sheet it stands on.
pub(in super::super) static SHEET: Text = Text::new("清单", "Manifest");
/// UTF-16 units of a piece; a cell holds 32,767.
const PIECE: usize = 30_000;
/// What a label begins with.
const LABEL: &str = "hearback-manifest/1 ";
/// The most pieces that are believed: what 64 MiB come to.
const MOST_PIECES: usize = 4_000;

/// The JSON in pieces with their labels.
pub(in super::super) fn pieces(json: &str) -> Vec<(String, &str)> {
    let mut texts = Vec::new();
    let mut rest = json;
    while !rest.is_empty() {
        let (piece, after) = rest.split_at(end_of_piece(rest));
        texts.push(piece);
        rest = after;
    }
    let total = texts.len();
    texts.into_iter().zip(1..).map(|(text, nth)| (label(nth, total), text)).collect()
}

fn end_of_piece(text: &str) -> usize {
    let mut units = 0;
    for (at, c) in text.char_indices() {
        units += c.len_utf16();
        if units > PIECE {
            return at;
        }
    }
    text.len()
}

/// The label of a piece: `hearback-manifest/1 2/3`.
pub(super) fn label(nth: usize, total: usize) -> String {
    format!("{LABEL}{nth}/{total}")
}

/// How many pieces there are, if this is the label of one.
pub(super) fn pieces_of(label: &str) -> Option<usize> {
    let (nth, total) = label.strip_prefix(LABEL)?.split_once('/')?;
    let (nth, total): (usize, usize) = (nth.parse().ok()?, total.parse().ok()?);
    ((1..=total).contains(&nth) && total <= MOST_PIECES).then_some(total)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pieces_fit_and_come_together_again() {
        for text in ["", "x", &"长".repeat(30_000), &"𠮷a".repeat(40_000)] {
            let pieces = pieces(text);
            assert!(pieces.iter().all(|(_, piece)| piece.encode_utf16().count() <= PIECE));
            assert_eq!(pieces.iter().map(|(_, piece)| *piece).collect::<String>(), *text);
            for (label, _) in &pieces {
                assert_eq!(pieces_of(label), Some(pieces.len()));
            }
        }
        for label in ["hearback-manifest/1 0/1", "hearback-manifest/1 2/1", "hearback-manifest/1 1/9999", "x"]
        {
            assert_eq!(pieces_of(label), None);
        }
    }
}
