//! The calendar: a date to its day number. Refuses days that do not exist and years no export means.

/// Days since 1970-01-01; `None` where the calendar has no such day. Years 1900 to 2199.
#[inline]
pub(super) fn days_from_civil(year: u32, month: u32, day: u32) -> Option<i32> {
    const BEFORE_MONTH: [u32; 12] = [0, 31, 59, 90, 120, 151, 181, 212, 243, 273, 304, 334];
    const LENGTH: [u32; 12] = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];
    if !(1900..2200).contains(&year) || !(1..=12).contains(&month) {
        return None;
    }
    let leap = year.is_multiple_of(4) && (!year.is_multiple_of(100) || year.is_multiple_of(400));
    let index = (month - 1) as usize;
    let length = LENGTH[index] + u32::from(leap && month == 2);
    if day == 0 || day > length {
        return None;
    }
    let past = year - 1;
    let leaps = past / 4 - past / 100 + past / 400;
    let days = past * 365 + leaps + BEFORE_MONTH[index] + u32::from(leap && month > 2) + day - 1;
    i32::try_from(days).ok().map(|days| days - 719_162)
}

/// The weekday of a day number, Monday 0 to Sunday 6.
pub(super) fn weekday(day: i32) -> u8 {
    // 1970-01-01 was a Thursday.
    (day + 3).rem_euclid(7).unsigned_abs() as u8
}
