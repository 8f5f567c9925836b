//! Rows that look wrong and are not: exactly on a limit, or right where a rule stops. None may lead to a finding, except
//! where a plant below says otherwise.

use super::Done;
use crate::base::{BEIJING, CHENGDU, GUANGZHOU, IMPORTANT, NORMAL, SHANGHAI, URGENT, WUHAN, XIAN};
use crate::clock::{at, day, office_day_after};
use crate::record::{Complaint, NO_ANSWER, PHONE_OFF, REACHED, REFUSED, Visit, When};
use crate::sample::Sample;
use chrono::{Days, TimeDelta};

pub(super) fn all(sample: &mut Sample) -> Done {
    on_the_limit(sample)?;
    working_days(sample)?;
    not_yet_due(sample)?;
    same_moment(sample)?;
    attempts(sample)?;
    people(sample)?;
    loose_calls(sample)
}

fn on_the_limit(sample: &mut Sample) -> Done {
    let limits = [
        (URGENT, day(7, 15), 2, "urgent, answered after exactly 2 h: met"),
        (IMPORTANT, day(8, 1), 8, "important, answered after exactly 8 h: met"),
        (NORMAL, day(8, 13), 24, "ordinary, answered after exactly 24 h: met"),
    ];
    for (severity, from, hours, why) in limits {
        let case = sample.take_severity(severity, from)?;
        case.set_responded(case.received + TimeDelta::hours(hours));
        case.set_closed(at(office_day_after(case.received.date(), 5), 14, 20, 36));
        case.complaint.truth.edge = Some(why);
    }
    let case = sample.take(GUANGZHOU, day(7, 21))?;
    case.set_closed(at(case.received.date() + Days::new(15), 23, 40, 0));
    case.complaint.truth.edge = Some("closed at 23:40 of the 15th day: in time");
    Ok(())
}

fn working_days(sample: &mut Sample) -> Done {
    let case = sample.take(BEIJING, day(8, 14))?;
    case.call_on_working_day(7, (17, 42, 0));
    case.complaint.truth.edge = Some("reached in the evening of the 7th working day: in time");

    let case = sample.take(SHANGHAI, day(9, 9))?;
    case.set_closed(at(day(9, 18), 10, 26, 44));
    for visit in &mut case.visits {
        visit.set_time(at(day(9, 28), 15, 20, 13));
    }
    case.complaint.truth.edge =
        Some("reached on Sunday 28 September, a make-up workday and the 7th: in time");
    Ok(())
}

fn not_yet_due(sample: &mut Sample) -> Done {
    let case = sample.take(CHENGDU, day(9, 11))?;
    case.set_closed(at(day(9, 22), 9, 58, 21));
    case.visits.clear();
    case.complaint.truth.edge =
        Some("not called back, but the 7th working day ends six hours after the as-of date: pending");

    let case = sample.take(WUHAN, day(9, 12))?;
    case.set_closed(at(day(9, 23), 15, 12, 50));
    case.visits.clear();
    case.complaint.truth.edge = Some("not called back, due on 9 October because of National Day: pending");

    let case = sample.take(XIAN, day(9, 15))?;
    case.set_received(at(day(9, 15), 10, 31, 27));
    case.set_responded(at(day(9, 15), 11, 20, 4));
    case.leave_open();
    case.complaint.truth.edge =
        Some("still open, but its 15th day ends six hours after the as-of date: pending");

    let case = sample.take_severity_open(NORMAL, day(9, 23))?;
    case.set_received(at(day(9, 30), 9, 36, 18));
    case.complaint.responded = When::Blank;
    case.complaint.truth.edge = Some("received on the as-of date and not answered yet: pending");
    Ok(())
}

fn same_moment(sample: &mut Sample) -> Done {
    let case = sample.take(GUANGZHOU, day(8, 11))?;
    let closed = at(case.end().date(), 15, 30, 0);
    case.set_closed(closed);
    for visit in &mut case.visits {
        visit.set_time(closed);
    }
    case.complaint.truth.edge = Some("reached at the very moment of closure: not before it, and in time");

    let case = sample.take(CHENGDU, day(7, 1))?;
    case.set_responded(case.received);
    case.complaint.truth.edge = Some("answered at the moment of receipt: not before it");

    let case = sample.take(SHANGHAI, day(7, 10))?;
    case.set_closed(case.responded);
    case.complaint.truth.edge = Some("closed with its first response: not before it");
    Ok(())
}

fn attempts(sample: &mut Sample) -> Done {
    let case = sample.take(XIAN, day(7, 29))?;
    case.call_on_working_day(5, (15, 44, 8));
    case.add_call(1, (10, 5, 16), REFUSED);
    case.add_call(3, (14, 28, 37), REFUSED);
    case.complaint.truth.edge =
        Some("refused twice, then reached on the 5th working day: in time, tried enough");

    let case = sample.take(WUHAN, day(7, 7))?;
    case.call_on_working_day(2, (10, 9, 33));
    for visit in &mut case.visits {
        visit.not_reached(NO_ANSWER);
    }
    case.add_call(3, (14, 51, 20), PHONE_OFF);
    case.add_call(5, (15, 36, 11), NO_ANSWER);
    case.complaint.truth.missing("CBK001", "three attempts, none reached the customer");
    case.complaint.truth.edge = Some("never reached, but tried three times: CBK001 only, no CBK003");

    let case = sample.take(BEIJING, day(7, 21))?;
    case.call_on_working_day(1, (10, 40, 29));
    case.add_call(3, (14, 7, 52), REACHED);
    case.complaint.truth.edge = Some("same customer and visitor twice, at different times: no DUP002");
    Ok(())
}

fn people(sample: &mut Sample) -> Done {
    let case = sample.take(WUHAN, day(8, 18))?;
    name_people(&mut case.complaint, &mut case.visits, "陈静怡", "陈静");
    case.complaint.truth.edge =
        Some("handler 陈静怡, visitor 陈静: two people, part of a name is not a name");

    let case = sample.take(BEIJING, day(8, 26))?;
    name_people(&mut case.complaint, &mut case.visits, "赵志强、王磊", "许梦洁");
    case.complaint.truth.edge = Some("two handlers, called by a third person");
    Ok(())
}

fn name_people(complaint: &mut Complaint, visits: &mut [Visit], handler: &str, visitor: &str) {
    complaint.handler = handler.to_owned();
    for visit in visits {
        visit.visitor = visitor.to_owned();
    }
}

fn loose_calls(sample: &mut Sample) -> Done {
    let case = sample.take_open(day(9, 17))?;
    let mut progress = Visit::reached(&case.complaint, at(day(9, 25), 10, 17, 5), "邓雅婷");
    progress.note = "告知处理进度，客户同意继续等待。".to_owned();
    case.visits.push(progress);
    case.complaint.truth.edge = Some("called about progress while still open: no closure to be earlier than");

    let case = sample.take(SHANGHAI, day(9, 2))?;
    let mut care = Visit::reached(&case.complaint, at(day(9, 16), 15, 27, 48), "魏国栋");
    care.complaint.clear();
    care.note = "季度例行关怀，与投诉无关。".to_owned();
    care.truth.edge = Some("a courtesy call names no complaint at all: no CBK006");
    sample.strays.push(care);
    Ok(())
}
