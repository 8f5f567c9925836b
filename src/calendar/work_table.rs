//! How much work lies before each day, and on which day so much work is done.
//!
//! Owns the running sum of working milliseconds over the coverage, so that different hours on
//! different weekdays and days on which the clock is changed cost nothing when asked. Refuses moments
//! outside the coverage; limits are not its business.

use chrono::Datelike as _;

use super::changed_days::{ChangedDays, changed_days};
use super::clock::{Clock, Due, Reading};
use super::day_table::DayTable;
use super::schedule::DaySchedule;
use super::{MS_PER_DAY, WeeklyHours};

/// The schedule of a day that is not worked.
const REST: u8 = 0;
/// No schedule at all: what the day holds is found in the changed days.
const CHANGED: u8 = u8::MAX;

/// Working time of every covered day, in milliseconds.
pub(super) struct WorkTable {
    clock: Clock,
    first_ms: i64,
    days: Vec<DayWork>,
    /// That of a day of rest, then Monday's to Sunday's.
    schedules: Vec<DaySchedule>,
    /// The days with working time, and a last one past the end.
    shifts: Vec<Shift>,
    /// For each slice of `1 << slice_bits` ms of work, the shift in which it begins.
    slices: Vec<u32>,
    slice_bits: u32,
    changed: Vec<ChangedDays>,
}

/// The work before a day in ms and, in the lowest byte, the day's schedule: one load for both.
#[derive(Clone, Copy)]
struct DayWork(i64);

impl DayWork {
    const fn before(self) -> i64 {
        self.0 >> 8
    }

    const fn schedule(self) -> u8 {
        (self.0 & 0xff) as u8
    }
}

/// A day with working time, or the first of some changed days.
#[derive(Clone, Copy)]
struct Shift {
    before: i64,
    day: u32,
    schedule: u8,
}

impl WorkTable {
    pub(super) fn new(days: &DayTable, hours: &WeeklyHours, clock: Clock) -> Self {
        let weekdays = (0..7).filter_map(|day| chrono::Weekday::try_from(day).ok());
        let mut schedules = vec![DaySchedule::new(&[])];
        schedules.extend(weekdays.map(|weekday| DaySchedule::new(hours.intervals(weekday))));
        let mut table = Self {
            clock,
            first_ms: days.first_epoch_day() * MS_PER_DAY,
            days: Vec::with_capacity(days.len()),
            schedules,
            shifts: Vec::with_capacity(days.len() + 1),
            slices: Vec::new(),
            slice_bits: 0,
            changed: Vec::new(),
        };
        let total = table.sum_up(days, changed_days(days, hours, clock.zone()));
        table.slice(total);
        table
    }

    /// Fills the days and shifts; gives the working time of the whole coverage.
    fn sum_up(&mut self, days: &DayTable, changed: Vec<ChangedDays>) -> i64 {
        let mut changed = changed.into_iter().peekable();
        let mut before = 0;
        let weekdays = days.covers().0.iter_days().map(|day| day.weekday().number_from_monday() as u8);
        for (index, weekday) in (0..days.len()).zip(weekdays) {
            if self.changed.last().is_some_and(|run| index <= run.last) {
                // A later one of several changed days: all their work was added with the first.
                let start = self.days[index - 1];
                self.days.push(start);
                continue;
            }
            let run = changed.next_if(|run| run.first == index);
            let (schedule, worked) = match &run {
                Some(run) => (CHANGED, run.worked()),
                None if days.is_working(index) => {
                    (weekday, self.schedules[usize::from(weekday)].worked_per_day())
                }
                None => (REST, 0),
            };
            self.changed.extend(run.map(|run| run.starting_after(before)));
            self.days.push(DayWork(before << 8 | i64::from(schedule)));
            if worked > 0 {
                self.shifts.push(Shift { before, day: index as u32, schedule });
                before += worked;
            }
        }
        before
    }

    /// A slice is no longer than the average shift, so the shift sought is the one in which it begins
    /// or the next, hardly ever a later one.
    fn slice(&mut self, total: i64) {
        let average = total / self.shifts.len().max(1) as i64;
        self.slice_bits = average.max(1).ilog2();
        let mut shift = 0;
        for slice in 0..=(total >> self.slice_bits) {
            let start = slice << self.slice_bits;
            while self.shifts.get(shift + 1).is_some_and(|next| next.before < start) {
                shift += 1;
            }
            self.slices.push(shift as u32);
        }
        self.shifts.push(Shift { before: total, day: 0, schedule: REST });
    }

    /// Working milliseconds from the start of the coverage to a wall time; `None` outside it.
    #[inline]
    pub(super) fn worked_until(&self, wall: i64, reading: Reading) -> Option<i64> {
        let (day, time_of_day) = self.day_and_time(wall)?;
        let day = self.days.get(day)?;
        match self.schedules.get(usize::from(day.schedule())) {
            Some(schedule) => Some(day.before() + schedule.worked_until(time_of_day)),
            None => self.worked_until_on_changed_day(wall, reading),
        }
    }

    fn day_and_time(&self, wall: i64) -> Option<(usize, u32)> {
        const DAY: u64 = MS_PER_DAY as u64;
        let since_start = u64::try_from(wall.checked_sub(self.first_ms)?).ok()?;
        // The remainder is below a day, which fits.
        Some(((since_start / DAY) as usize, (since_start % DAY) as u32))
    }

    #[cold]
    fn worked_until_on_changed_day(&self, wall: i64, reading: Reading) -> Option<i64> {
        let instant = self.clock.instant(wall, reading);
        // A skipped time may be that of a later day.
        let shown = self.clock.wall(instant);
        let (index, _) = self.day_and_time(shown)?;
        match self.changed.get(self.changed.partition_point(|run| run.last < index)) {
            Some(run) if run.first <= index => Some(run.worked_until(instant)),
            _ => self.worked_until(shown, reading),
        }
    }

    /// The earliest moment by which `worked` milliseconds (1 or more) since the start of the coverage
    /// are done; `None` when the coverage does not hold so much.
    #[inline]
    pub(super) fn when_worked(&self, worked: i64) -> Option<Due> {
        let slice = usize::try_from(worked >> self.slice_bits).ok()?;
        let mut index = *self.slices.get(slice)? as usize;
        // The first step is a coin toss and so no branch; further ones are rare.
        index += usize::from(self.shifts.get(index + 1)?.before < worked);
        while self.shifts.get(index + 1)?.before < worked {
            index += 1;
        }
        let shift = self.shifts[index];
        let Some(schedule) = self.schedules.get(usize::from(shift.schedule)) else {
            return self.when_worked_on_changed_day(shift, worked);
        };
        let time_of_day = schedule.time_when_worked(worked - shift.before);
        let wall = self.first_ms + i64::from(shift.day) * MS_PER_DAY + time_of_day;
        // Midnight belongs to the next day, which may skip it.
        let wall = if time_of_day == MS_PER_DAY { self.clock.shown(wall) } else { wall };
        Some(Due { wall, reading: Reading::Earliest })
    }

    #[cold]
    fn when_worked_on_changed_day(&self, shift: Shift, worked: i64) -> Option<Due> {
        let run = self.changed.iter().find(|run| run.first == shift.day as usize)?;
        Some(self.clock.due_at(run.instant_when_worked(worked)))
    }

    /// Working milliseconds of the whole coverage.
    pub(super) fn total(&self) -> i64 {
        self.shifts.last().map_or(0, |end| end.before)
    }
}
