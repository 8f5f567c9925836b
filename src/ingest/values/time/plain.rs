//! `2024-03-05 09:07:00`, the form nearly all exports use, without any search. Refuses all others.

use super::TimeForm;
use super::civil::days_from_civil;
use crate::model::DAY_MS;

/// Milliseconds since 1970 and whether a space or a `T` stands in the middle.
#[inline]
pub(super) fn read(text: &[u8]) -> Option<(i64, TimeForm)> {
    let text: &[u8; 19] = text.try_into().ok()?;
    let separators = text[4] == b'-'
        && text[7] == b'-'
        && (text[10] == b' ' || text[10] == b'T')
        && text[13] == b':'
        && text[16] == b':';
    if !separators {
        return None;
    }
    let pair = |at: usize| -> Option<u32> {
        let (tens, ones) = (text[at].wrapping_sub(b'0'), text[at + 1].wrapping_sub(b'0'));
        (tens < 10 && ones < 10).then(|| u32::from(tens) * 10 + u32::from(ones))
    };
    let day = days_from_civil(pair(0)? * 100 + pair(2)?, pair(5)?, pair(8)?)?;
    let (hour, minute, second) = (pair(11)?, pair(14)?, pair(17)?);
    let form = if text[10] == b' ' { TimeForm::Plain } else { TimeForm::IsoLocal };
    (hour < 24 && minute < 60 && second < 60)
        .then(|| (i64::from(day) * DAY_MS + i64::from((hour * 60 + minute) * 60 + second) * 1000, form))
}
