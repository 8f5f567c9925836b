//! Times in an impossible order (CHR001–CHR004) and a status that contradicts them (CLS004).

use super::Done;
use crate::base::{BEIJING, CHENGDU, GUANGZHOU, NORMAL, SHANGHAI, WUHAN, XIAN};
use crate::clock::{at, day, office_day_after};
use crate::record::{CLOSED, OPEN, REACHED, When};
use crate::sample::Sample;
use chrono::{Datelike, NaiveDateTime, TimeDelta};
use std::error::Error;

pub(super) fn all(sample: &mut Sample) -> Done {
    answered_before_receipt(sample)?;
    closed_too_early(sample)?;
    called_before_closure(sample)?;
    complaint_after_as_of(sample)?;
    visit_after_as_of(sample)?;
    status(sample)
}

fn answered_before_receipt(sample: &mut Sample) -> Done {
    for (branch, from, early) in [
        (GUANGZHOU, day(7, 14), TimeDelta::minutes(43)),
        (WUHAN, day(8, 15), TimeDelta::hours(12)),
        (BEIJING, day(8, 21), TimeDelta::days(1)),
    ] {
        let case = sample.take(branch, from)?;
        case.set_responded(case.received - early);
        case.complaint.truth.fires("CHR001", "first response before receipt");
    }
    Ok(())
}

fn closed_too_early(sample: &mut Sample) -> Done {
    let month = sample.take(CHENGDU, day(8, 12))?;
    let typed = month.end() - TimeDelta::days(31);
    month.complaint.closed = When::At(typed);
    month
        .complaint
        .truth
        .fires("CHR002", "closing time typed a month too early: before receipt and response");
    month.complaint.truth.late("CBK001", "counted from the wrong closing time its callback is weeks late");

    let day_before = sample.take(SHANGHAI, day(7, 17))?;
    day_before.set_closed(day_before.received - TimeDelta::hours(26));
    day_before.complaint.truth.fires("CHR002", "closed the day before receipt");

    let between = sample.take_severity(NORMAL, day(7, 31))?;
    between.set_received(at(between.received.date(), 9, 10, 12));
    between.set_responded(at(between.received.date(), 16, 41, 5));
    between.set_closed(at(between.received.date(), 11, 3, 40));
    between.complaint.truth.fires("CHR002", "closed before it was first answered");
    Ok(())
}

fn called_before_closure(sample: &mut Sample) -> Done {
    let only = sample.take(GUANGZHOU, day(7, 23))?;
    let early = only.end() - TimeDelta::hours(27);
    for visit in &mut only.visits {
        visit.set_time(early);
        visit.truth.fires("CHR003", "called the day before the closure");
    }
    only.complaint.truth.missing("CBK001", "the only callback came before the closure");

    let again = sample.take(BEIJING, day(8, 5))?;
    again.call_on_working_day(3, (15, 7, 19));
    let early = again.end() - TimeDelta::hours(24);
    let visit = again.add_call(1, (10, 0, 0), REACHED);
    visit.set_time(early);
    visit.truth.fires("CHR003", "called the day before the closure (called again in time after it)");

    let late = sample.take(XIAN, day(7, 22))?;
    late.call_on_working_day(12, (14, 19, 55));
    let early = late.end() - TimeDelta::days(1);
    let visit = late.add_call(1, (10, 0, 0), REACHED);
    visit.set_time(early);
    visit.truth.fires("CHR003", "called the day before the closure");
    late.complaint.truth.late("CBK001", "the callback that counts came after twelve working days");
    Ok(())
}

fn complaint_after_as_of(sample: &mut Sample) -> Done {
    let overdue = sample.take(GUANGZHOU, day(8, 25))?;
    // No callback: it would stand before the mistyped closure and plant a second defect.
    overdue.visits.clear();
    overdue.complaint.closed = When::At(next_year(overdue.end())?);
    overdue.complaint.truth.fires("CHR004", "办结时间 in 2026: year mistyped");
    overdue
        .complaint
        .truth
        .missing("CLS001", "its closing time lies after the as-of date, its 15 days before it");

    let pending = sample.take(CHENGDU, day(9, 18))?;
    pending.visits.clear();
    pending.complaint.closed = When::At(at(day(12, 23), 10, 44, 9));
    pending.complaint.truth.fires("CHR004", "办结时间 in December: month mistyped (closure not yet due)");

    let answered = sample.take_open(day(9, 22))?;
    answered.complaint.responded = When::At(next_year(answered.responded)?);
    answered.complaint.truth.fires("CHR004", "首次响应时间 in 2026: year mistyped");
    answered.complaint.truth.missing("RSP001", "its response lies after the as-of date");

    let received = sample.take(SHANGHAI, day(8, 6))?;
    received.complaint.received = When::At(next_year(received.received)?);
    received.complaint.truth.fires("CHR004", "受理时间 in 2026: year mistyped");
    received.complaint.truth.fires("CHR001", "answered before the mistyped receipt");
    received.complaint.truth.fires("CHR002", "closed before the mistyped receipt");
    Ok(())
}

fn visit_after_as_of(sample: &mut Sample) -> Done {
    let only = sample.take(WUHAN, day(7, 28))?;
    for visit in &mut only.visits {
        visit.at = When::At(next_year(visit.slot)?);
        visit.truth.fires("CHR004", "回访时间 in 2026: year mistyped");
    }
    only.complaint.truth.missing("CBK001", "the only callback lies after the as-of date");

    let extra = sample.take(GUANGZHOU, day(8, 18))?;
    extra.call_on_working_day(2, (10, 14, 38));
    let visit = extra.add_call(4, (15, 2, 27), REACHED);
    visit.at = When::At(next_year(visit.slot)?);
    visit.truth.fires("CHR004", "回访时间 in 2026: year mistyped (a first callback was in time)");
    Ok(())
}

fn status(sample: &mut Sample) -> Done {
    for (branch, from) in [(XIAN, day(8, 1)), (CHENGDU, day(7, 25))] {
        let case = sample.take(branch, from)?;
        case.complaint.closed = When::Blank;
        case.complaint.truth.fires("CLS004", "status 已办结 without a closing time");
        case.complaint.truth.missing("CLS001", "no closing time, and its 15 days have passed");
    }
    let recent = sample.take_open(day(9, 20))?;
    recent.complaint.status = CLOSED;
    recent.complaint.result = "成立";
    recent.complaint.truth.fires("CLS004", "status 已办结 without a closing time (closure not yet due)");

    for (branch, from) in [(BEIJING, day(7, 30)), (WUHAN, day(9, 4))] {
        let case = sample.take(branch, from)?;
        case.set_closed(at(office_day_after(case.received.date(), 6), 16, 9, 23));
        case.complaint.status = OPEN;
        case.complaint.truth.fires("CLS004", "status 处理中 with a closing time");
    }
    Ok(())
}

fn next_year(time: NaiveDateTime) -> Result<NaiveDateTime, Box<dyn Error>> {
    let moved = time.date().with_year(time.date().year() + 1).map(|date| date.and_time(time.time()));
    Ok(moved.ok_or("no such day in the next year")?)
}
