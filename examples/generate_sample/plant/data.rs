//! Rows that stand twice (DUP001, DUP002), required cells left blank (VAL001, CBK008), times nobody can read (VAL002).

use super::Done;
use crate::base::{BEIJING, CHENGDU, GUANGZHOU, SHANGHAI, WUHAN, XIAN};
use crate::clock::day;
use crate::record::{Complaint, NO_ANSWER, OPEN, REACHED, Truth, Twin, When};
use crate::sample::Sample;

pub(super) fn all(sample: &mut Sample) -> Done {
    complaints_twice(sample)?;
    visits_twice(sample)?;
    blank_complaint_cells(sample)?;
    blank_visit_cells(sample)?;
    unreadable(sample)
}

fn complaints_twice(sample: &mut Sample) -> Done {
    let copied = sample.take(GUANGZHOU, day(7, 2))?;
    let row = repeat(&copied.complaint, "whole row repeated at the end of the file");
    copied.repeats.push(row);

    let thrice = sample.take(SHANGHAI, day(8, 26))?;
    for reason in ["second row of this complaint", "third row of this complaint"] {
        let row = repeat(&thrice.complaint, reason);
        thrice.repeats.push(row);
    }

    // Read as a case of its own this row would be unanswered and overdue; the first row stands for the case.
    let snapshot = sample.take(BEIJING, day(7, 24))?;
    let mut row = repeat(&snapshot.complaint, "an older state of the same complaint, still 处理中");
    row.responded = When::Blank;
    row.closed = When::Blank;
    row.status = OPEN;
    row.result = "";
    row.satisfaction = "";
    snapshot.repeats.push(row);
    Ok(())
}

fn repeat(first: &Complaint, reason: &'static str) -> Complaint {
    let mut row = first.clone();
    row.truth = Truth::default();
    row.truth.fires("DUP001", reason);
    row
}

fn visits_twice(sample: &mut Sample) -> Done {
    for (branch, from, twin) in [
        (CHENGDU, day(7, 7), Twin::Copy),
        (SHANGHAI, day(8, 8), Twin::Rekeyed),
        (BEIJING, day(8, 28), Twin::NumberOfRowAbove),
    ] {
        let case = sample.take(branch, from)?;
        for visit in &mut case.visits {
            visit.twin = Some(twin);
            if twin == Twin::NumberOfRowAbove {
                visit.truth.fires("DUP002", "bears the number of the row above, a different callback");
            }
        }
    }
    Ok(())
}

fn blank_complaint_cells(sample: &mut Sample) -> Done {
    // Open ones: without a number no callback could be matched to a closed one.
    for from in [day(9, 18), day(9, 24)] {
        let case = sample.take_open(from)?;
        case.complaint.id.clear();
        case.complaint.truth.fires("VAL001", "投诉编号 blank");
        case.complaint.truth.edge = Some("two blank complaint numbers are not a duplicate");
    }
    for (branch, from) in [(CHENGDU, day(7, 18)), (SHANGHAI, day(9, 4))] {
        let case = sample.take(branch, from)?;
        case.complaint.customer.clear();
        case.complaint.truth.fires("VAL001", "客户编号 blank");
    }
    for (branch, from) in [(BEIJING, day(8, 12)), (WUHAN, day(7, 21))] {
        let case = sample.take(branch, from)?;
        case.complaint.received = When::Blank;
        case.complaint.truth.fires("VAL001", "受理时间 blank: response and closure cannot be judged");
    }
    Ok(())
}

fn blank_visit_cells(sample: &mut Sample) -> Done {
    for (branch, from) in [(GUANGZHOU, day(7, 28)), (XIAN, day(8, 13))] {
        let case = sample.take(branch, from)?;
        case.call_on_working_day(3, (15, 33, 6));
        let visit = case.add_call(1, (10, 12, 50), NO_ANSWER);
        visit.without_id = true;
        visit.truth.fires("VAL001", "回访编号 blank");
    }
    // Each of these has a second, complete callback, so the blank cell decides nothing else.
    for (branch, from) in [(CHENGDU, day(8, 20)), (GUANGZHOU, day(9, 1))] {
        let case = sample.take(branch, from)?;
        case.call_on_working_day(2, (14, 48, 33));
        let visit = case.add_call(4, (10, 37, 2), REACHED);
        visit.visitor.clear();
        visit.truth.fires("VAL001", "回访人员 blank");
        visit.truth.fires("CBK008", "回访人员 blank");
    }
    let case = sample.take(SHANGHAI, day(8, 19))?;
    case.call_on_working_day(2, (10, 55, 18));
    let visit = case.add_call(3, (15, 21, 9), REACHED);
    visit.at = When::Blank;
    visit.truth.fires("VAL001", "回访时间 blank");
    visit.truth.fires("CBK008", "回访时间 blank");
    Ok(())
}

fn unreadable(sample: &mut Sample) -> Done {
    for (branch, from, text) in [(BEIJING, day(7, 3), "2025年13月45日"), (XIAN, day(9, 8), "九月上旬")]
    {
        let case = sample.take(branch, from)?;
        case.complaint.received = When::Text(text);
        case.complaint.truth.fires("VAL002", "受理时间 unreadable: response and closure cannot be judged");
    }
    let response = sample.take(GUANGZHOU, day(8, 7))?;
    response.complaint.responded = When::Text("当天已电话联系");
    response.complaint.truth.fires("VAL002", "首次响应时间 unreadable: response cannot be judged");

    let closure = sample.take(WUHAN, day(8, 28))?;
    closure.complaint.closed = When::Text("2025-09-31 16:20:00");
    closure.complaint.truth.fires("VAL002", "办结时间 unreadable: closure and callback cannot be judged");

    let only = sample.take(CHENGDU, day(8, 4))?;
    for visit in &mut only.visits {
        visit.at = When::Text("昨天下午");
        visit.truth.fires("VAL002", "回访时间 unreadable: the only reached callback, so it cannot be judged");
    }
    let extra = sample.take(BEIJING, day(9, 5))?;
    extra.call_on_working_day(2, (14, 16, 29));
    let visit = extra.add_call(3, (10, 49, 41), REACHED);
    visit.at = When::Text("2025-08-32 10:30:00");
    visit.truth.fires("VAL002", "回访时间 unreadable (another callback was in time)");
    Ok(())
}
