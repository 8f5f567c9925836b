//! Answered late or never (RSP001), closed late or never (CLS001), and the branches this adds up to (CLS002).

use super::Done;
use crate::base::{BEIJING, CHENGDU, IMPORTANT, NORMAL, SHANGHAI, URGENT, WUHAN, XIAN};
use crate::clock::{at, day, office_day_after};
use crate::record::When;
use crate::sample::Sample;
use chrono::{Days, NaiveDate, TimeDelta};

pub(super) fn all(sample: &mut Sample) -> Done {
    answered_late(sample)?;
    never_answered(sample)?;
    closed_late(sample)?;
    never_closed(sample)?;
    let reason = "several complaints closed late or not at all: clearly below 95 %";
    sample.low_branches = vec![(WUHAN, reason), (XIAN, reason)];
    Ok(())
}

fn answered_late(sample: &mut Sample) -> Done {
    let delays: [(&str, NaiveDate, TimeDelta, &'static str); 5] = [
        (
            URGENT,
            day(7, 4),
            TimeDelta::seconds(5 * 3600 + 1224),
            "urgent, answered after 5 h 20 min (limit 2 h)",
        ),
        (
            URGENT,
            day(8, 20),
            TimeDelta::seconds(26 * 3600 + 331),
            "urgent, answered the next day (limit 2 h)",
        ),
        (
            IMPORTANT,
            day(7, 22),
            TimeDelta::seconds(22 * 3600 + 47),
            "important, answered after 22 h (limit 8 h)",
        ),
        (
            NORMAL,
            day(8, 6),
            TimeDelta::seconds(73 * 3600 + 905),
            "ordinary, answered after three days (limit 24 h)",
        ),
        (NORMAL, day(9, 2), TimeDelta::minutes(24 * 60 + 1), "ordinary, answered one minute after its 24 h"),
    ];
    for (severity, from, delay, reason) in delays {
        let case = sample.take_severity(severity, from)?;
        case.set_responded(case.received + delay);
        case.set_closed(at(office_day_after(case.received.date(), 8), 11, 14, 52));
        case.complaint.truth.late("RSP001", reason);
    }
    Ok(())
}

fn never_answered(sample: &mut Sample) -> Done {
    for (branch, from) in [(BEIJING, day(7, 16)), (CHENGDU, day(8, 27))] {
        let case = sample.take(branch, from)?;
        case.complaint.responded = When::Blank;
        case.complaint.truth.missing("RSP001", "closed without any recorded first response");
    }
    let case = sample.take_open(day(9, 19))?;
    case.complaint.responded = When::Blank;
    case.complaint.truth.missing("RSP001", "still open and never answered, limit long passed");
    Ok(())
}

fn closed_late(sample: &mut Sample) -> Done {
    let late = "closed well after its 15 days";
    let delays = [
        (WUHAN, day(7, 3), 18),
        (WUHAN, day(7, 18), 24),
        (WUHAN, day(8, 12), 20),
        (XIAN, day(7, 8), 19),
        (XIAN, day(7, 24), 31),
        (XIAN, day(8, 19), 22),
        (SHANGHAI, day(7, 28), 21),
    ];
    for (branch, from, days) in delays {
        let case = sample.take(branch, from)?;
        case.set_closed(at(office_day_after(case.received.date(), days), 15, 37, 8));
        case.complaint.truth.late("CLS001", late);
    }
    let case = sample.take(WUHAN, day(8, 25))?;
    case.set_closed(at(case.received.date() + Days::new(16), 0, 20, 0));
    case.complaint.truth.late("CLS001", "closed twenty minutes after the 15th day ended");
    Ok(())
}

fn never_closed(sample: &mut Sample) -> Done {
    for (branch, from) in
        [(WUHAN, day(7, 10)), (WUHAN, day(8, 4)), (XIAN, day(7, 15)), (XIAN, day(8, 7)), (XIAN, day(9, 1))]
    {
        let case = sample.take(branch, from)?;
        case.leave_open();
        case.complaint.truth.missing("CLS001", "still open, its 15 days passed long before the as-of date");
    }
    Ok(())
}
