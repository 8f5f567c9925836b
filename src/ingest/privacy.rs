//! What of a row's text may be quoted.

use super::columns::ColumnPlan;
use super::text::Record;

/// Longest quotation kept of a row or a cell, in characters.
const LONGEST: usize = 200;
const HIDDEN: &str = "***";

/// A row's cells joined by ` | `; cells of personal or unknown columns hidden unless `unmask`.
pub(super) fn quote_row(record: &Record<'_>, plan: &ColumnPlan, unmask: bool) -> String {
    let cells: Vec<String> = (0..record.len().min(200))
        .map(|column| {
            let cell = record.cell(column);
            let text = String::from_utf8_lossy(&cell);
            let text = text.trim();
            if unmask || text.is_empty() {
                text.to_owned()
            } else if plan.open.get(column) == Some(&true) {
                mask_numbers(text)
            } else {
                HIDDEN.to_owned()
            }
        })
        .collect();
    shorten(&cells.join(" | "))
}

/// A cell's text, with what looks like a phone, ID or account number masked unless `unmask`.
pub(super) fn quote_cell(text: &[u8], unmask: bool) -> Box<str> {
    let text = String::from_utf8_lossy(text);
    let text = if unmask { text.into_owned() } else { mask_numbers(&text) };
    shorten(&text).into_boxed_str()
}

/// Hides the middle of digit runs as long as a mobile (11), ID (15, 18) or account (16–19) number.
fn mask_numbers(text: &str) -> String {
    let mut masked = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(start) = rest.find(|letter: char| letter.is_ascii_digit()) {
        let (before, run_and_after) = rest.split_at(start);
        masked.push_str(before);
        let end = run_and_after.find(|letter: char| !letter.is_ascii_digit()).unwrap_or(run_and_after.len());
        let (run, after) = run_and_after.split_at(end);
        let personal = (run.len() == 11 && run.starts_with('1')) || run.len() >= 15;
        if personal {
            masked.push_str(&run[..3]);
            masked.push_str("****");
            masked.push_str(&run[run.len() - 2..]);
        } else {
            masked.push_str(run);
        }
        rest = after;
    }
    masked.push_str(rest);
    masked
}

fn shorten(text: &str) -> String {
    if text.chars().count() <= LONGEST {
        text.to_owned()
    } else {
        text.chars().take(LONGEST).chain(['…']).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn phones_and_ids_lose_their_middle() {
        assert_eq!(mask_numbers("请拨13800138000谢谢"), "请拨138****00谢谢");
        assert_eq!(mask_numbers("11010119900307765X"), "110****65X");
        assert_eq!(mask_numbers("2025年13月45日"), "2025年13月45日");
        assert_eq!(mask_numbers("20251345"), "20251345");
    }

    #[test]
    fn quotations_are_bounded() {
        let long = "很".repeat(32_768);
        assert_eq!(quote_cell(long.as_bytes(), true).chars().count(), LONGEST + 1);
    }
}
