//! Excel day numbers: `45356.38` is a day and a share of it. Owns the two epochs and the rounding.
//!
//! Only 20000 (1954) to 73050 (2099) are read, so no count or code of another size becomes a date. The
//! day Excel wrongly gives to February 1900 lies below 61 and does no harm here.

use super::TimeCell;
use crate::model::DAY_MS;

/// Days from 1899-12-30, where the counting of 1900 starts for all days after February 1900, to 1970.
const EPOCH_1900: i64 = 25_569;
/// Days by which the counting of 1904 starts later.
const LATER_1904: i64 = 1_462;
/// More digits than a double can hold are no day number of a spreadsheet.
const MOST_DECIMALS: usize = 17;

/// Reads an unsigned number of five digits with or without decimals; `None` for any other text.
pub(super) fn read(text: &[u8], epoch_1904: bool) -> Option<TimeCell> {
    let (whole, decimals) = match text.split_at_checked(5)? {
        (whole, []) => (whole, &[][..]),
        (whole, [b'.', decimals @ ..]) if !decimals.is_empty() => (whole, decimals),
        _ => return None,
    };
    let digits = whole.iter().chain(decimals).all(u8::is_ascii_digit);
    if !digits || decimals.len() > MOST_DECIMALS {
        return None;
    }
    let serial: i64 = std::str::from_utf8(whole).ok()?.parse().ok()?;
    if !(20_000..73_051).contains(&serial) {
        return None;
    }
    let day = serial - EPOCH_1900 + if epoch_1904 { LATER_1904 } else { 0 };
    // A whole day has no time of day, even as `45356.0`: a sheet cannot tell it from midnight.
    let day_only = decimals.iter().all(|&digit| digit == b'0');
    Some(TimeCell { at: day * DAY_MS + share_of_day(decimals), day_only })
}

/// Decimals of a day in milliseconds, on the nearest second.
///
/// A share of a day holds hardly any second exactly, and a spreadsheet shows five or six decimals of it:
/// `45356.37986` was 09:07:00. People type no fractions of a second.
fn share_of_day(decimals: &[u8]) -> i64 {
    let unit = 10_i128.pow(u32::try_from(decimals.len()).unwrap_or(0));
    let share = decimals.iter().fold(0_i128, |share, digit| share * 10 + i128::from(digit - b'0'));
    let seconds = (share * i128::from(DAY_MS / 1000) * 2 + unit) / (unit * 2);
    i64::try_from(seconds).unwrap_or(0) * 1000
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn seconds_survive_the_way_through_a_share_of_a_day() {
        for second in 0..86_400_i64 {
            let share = 45_356.0 + second as f64 / 86_400.0;
            let at = (45_356 - EPOCH_1900) * DAY_MS + second * 1000;
            for text in [format!("{share}"), format!("{share:.10}"), format!("{share:.8}")] {
                assert_eq!(read(text.as_bytes(), false).map(|cell| cell.at), Some(at), "{text}");
            }
            // Cut off instead of rounded.
            let cut = format!("{share:.12}");
            assert_eq!(read(&cut.as_bytes()[..14], false).map(|cell| cell.at), Some(at), "{cut}");
        }
    }

    #[test]
    fn only_numbers_of_the_window_are_days() {
        for text in ["20000", "45356", "73050", "45356.5", "45356.0"] {
            assert!(read(text.as_bytes(), false).is_some(), "{text}");
        }
        for text in
            ["19999", "73051", "045356", "45356.", "+45356", "45,356", "4.5356e4", "4535", "45356.5.5"]
        {
            assert!(read(text.as_bytes(), false).is_none(), "{text}");
        }
    }
}
