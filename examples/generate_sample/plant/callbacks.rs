//! Callbacks late or never made (CBK001), too few attempts (CBK003), made by the handler (CBK004), or made on a complaint
//! that does not exist (CBK006).

use super::Done;
use crate::base::{BEIJING, CHENGDU, GUANGZHOU, SHANGHAI, WUHAN, XIAN};
use crate::clock::{at, day};
use crate::record::{NO_ANSWER, PHONE_OFF, REFUSED, Visit};
use crate::sample::Sample;

pub(super) fn all(sample: &mut Sample) -> Done {
    overdue(sample)?;
    gave_up(sample)?;
    by_the_handler(sample)?;
    orphans(sample)
}

fn overdue(sample: &mut Sample) -> Done {
    for (branch, from) in [(SHANGHAI, day(7, 9)), (GUANGZHOU, day(8, 1)), (WUHAN, day(8, 22))] {
        let case = sample.take(branch, from)?;
        case.visits.clear();
        case.complaint.truth.missing("CBK001", "closed, nobody ever called back");
    }
    for (branch, from, n) in [(BEIJING, day(7, 7), 10), (CHENGDU, day(7, 30), 14), (XIAN, day(8, 18), 11)] {
        let case = sample.take(branch, from)?;
        case.call_on_working_day(n, (14, 26, 40));
        case.complaint.truth.late("CBK001", "reached well after the 7th working day");
    }
    let case = sample.take(GUANGZHOU, day(9, 9))?;
    case.set_closed(at(day(9, 18), 11, 42, 17));
    for visit in &mut case.visits {
        visit.set_time(at(day(9, 29), 10, 8, 26));
    }
    case.complaint.truth.late(
        "CBK001",
        "reached on Monday 29 September; make-up workday Sunday the 28th was the 7th working day",
    );
    Ok(())
}

fn gave_up(sample: &mut Sample) -> Done {
    let once = sample.take(CHENGDU, day(7, 11))?;
    for visit in &mut once.visits {
        visit.not_reached(NO_ANSWER);
    }
    once.complaint.truth.fires("CBK003", "one attempt, no answer, never tried again");
    once.complaint.truth.missing("CBK001", "the only attempt did not reach the customer");

    let twice = sample.take(SHANGHAI, day(8, 14))?;
    for visit in &mut twice.visits {
        visit.not_reached(REFUSED);
    }
    twice.call_on_working_day(2, (10, 31, 12));
    twice.add_call(3, (15, 12, 44), PHONE_OFF);
    twice.complaint.truth.fires("CBK003", "two attempts (refused, phone off), no third");
    twice.complaint.truth.missing("CBK001", "neither of two attempts reached the customer");

    let recent = sample.take(XIAN, day(9, 12))?;
    recent.set_closed(at(day(9, 23), 14, 5, 31));
    for visit in &mut recent.visits {
        visit.not_reached(NO_ANSWER);
    }
    recent
        .complaint
        .truth
        .fires("CBK003", "one attempt so far, not reached (the callback itself is not yet due)");
    Ok(())
}

fn by_the_handler(sample: &mut Sample) -> Done {
    for (branch, from) in [(SHANGHAI, day(7, 21)), (CHENGDU, day(8, 11))] {
        let case = sample.take(branch, from)?;
        for visit in &mut case.visits {
            visit.visitor.clone_from(&case.complaint.handler);
            visit.truth.fires("CBK004", "called by the complaint's own handler");
        }
    }
    for (from, visitor) in [(day(7, 29), "李娜"), (day(9, 3), "王磊")] {
        let case = sample.take(BEIJING, from)?;
        case.complaint.handler = "王磊、李娜".to_owned();
        for visit in &mut case.visits {
            visit.visitor = visitor.to_owned();
            visit.truth.fires("CBK004", "called by one of the two handlers");
        }
    }
    Ok(())
}

fn orphans(sample: &mut Sample) -> Done {
    // A letter O for a zero, and a digit of the year: neither lands on another complaint of the ledger.
    for (branch, from, right, wrong) in
        [(GUANGZHOU, day(7, 17), "TS2025", "TS2O25"), (XIAN, day(8, 28), "TS2025", "TS2026")]
    {
        let case = sample.take(branch, from)?;
        for visit in &mut case.visits {
            visit.complaint = case.complaint.id.replace(right, wrong);
            visit.truth.fires("CBK006", "complaint number mistyped by one character");
        }
        case.complaint.truth.missing("CBK001", "its only callback names a mistyped complaint number");
    }
    let recent = sample.take(WUHAN, day(9, 10))?;
    recent.set_closed(at(day(9, 24), 16, 18, 3));
    for visit in &mut recent.visits {
        visit.complaint.push('0');
        visit.truth.fires("CBK006", "one digit too many (the complaint itself is not yet due)");
    }
    let case = sample.take(SHANGHAI, day(8, 4))?;
    let mut stray = Visit::reached(&case.complaint, at(day(8, 13), 14, 33, 51), "方思远");
    stray.complaint = "TS20240417".to_owned();
    stray.customer = "KH908172".to_owned();
    stray.truth.fires("CBK006", "complaint number unknown, customer unknown too");
    sample.strays.push(stray);
    Ok(())
}
