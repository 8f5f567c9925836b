//! The two kinds of rows of the sample, and what is known to be wrong with each of them.

use crate::clock::{at, working_days_after};
use chrono::NaiveDateTime;

pub(crate) const REACHED: &str = "接通";
pub(crate) const NO_ANSWER: &str = "无人接听";
pub(crate) const PHONE_OFF: &str = "关机";
pub(crate) const REFUSED: &str = "拒访";
pub(crate) const CLOSED: &str = "已办结";
pub(crate) const OPEN: &str = "处理中";

/// What stands in a time cell; exports hold more than times.
#[derive(Clone)]
pub(crate) enum When {
    At(NaiveDateTime),
    Text(&'static str),
    Blank,
}

/// One finding an audit must make on the row that carries this.
#[derive(Clone)]
pub(crate) struct Planted {
    pub(crate) code: &'static str,
    pub(crate) state: &'static str,
    pub(crate) reason: &'static str,
}

/// The truth about a row: findings to make, and for an edge case why none may be made.
#[derive(Clone, Default)]
pub(crate) struct Truth {
    pub(crate) planted: Vec<Planted>,
    pub(crate) edge: Option<&'static str>,
}

impl Truth {
    pub(crate) fn fires(&mut self, code: &'static str, reason: &'static str) {
        self.mark(code, "fires", reason);
    }
    pub(crate) fn late(&mut self, code: &'static str, reason: &'static str) {
        self.mark(code, "late", reason);
    }
    pub(crate) fn missing(&mut self, code: &'static str, reason: &'static str) {
        self.mark(code, "missing", reason);
    }
    fn mark(&mut self, code: &'static str, state: &'static str, reason: &'static str) {
        self.planted.push(Planted { code, state, reason });
    }
}

#[derive(Clone)]
pub(crate) struct Complaint {
    pub(crate) id: String,
    pub(crate) customer: String,
    pub(crate) name: String,
    pub(crate) phone: String,
    pub(crate) channel: &'static str,
    pub(crate) category: &'static str,
    pub(crate) severity: &'static str,
    pub(crate) product: &'static str,
    pub(crate) branch: &'static str,
    pub(crate) handler: String,
    pub(crate) received: When,
    pub(crate) responded: When,
    pub(crate) closed: When,
    pub(crate) status: &'static str,
    pub(crate) result: &'static str,
    pub(crate) satisfaction: &'static str,
    pub(crate) truth: Truth,
}

/// How a callback row stands in the file twice.
#[derive(Clone, Copy, PartialEq)]
pub(crate) enum Twin {
    /// The whole row again at the end of the file, as when two exports overlap.
    Copy,
    /// The same call entered again right below, under a number of its own.
    Rekeyed,
    /// Not copied itself: it was given the number of the row above.
    NumberOfRowAbove,
}

#[derive(Clone)]
pub(crate) struct Visit {
    pub(crate) id: String,
    pub(crate) complaint: String,
    pub(crate) customer: String,
    /// Where the row stands in the file, whatever its time cell says.
    pub(crate) slot: NaiveDateTime,
    pub(crate) at: When,
    pub(crate) method: &'static str,
    pub(crate) visitor: String,
    pub(crate) outcome: &'static str,
    pub(crate) satisfaction: &'static str,
    pub(crate) note: String,
    pub(crate) without_id: bool,
    pub(crate) twin: Option<Twin>,
    pub(crate) truth: Truth,
}

impl Visit {
    /// A plain reached phone call about a complaint.
    pub(crate) fn reached(to: &Complaint, time: NaiveDateTime, visitor: &str) -> Self {
        Self {
            id: String::new(),
            complaint: to.id.clone(),
            customer: to.customer.clone(),
            slot: time,
            at: When::At(time),
            method: "电话",
            visitor: visitor.to_owned(),
            outcome: REACHED,
            satisfaction: "比较满意",
            note: String::new(),
            without_id: false,
            twin: None,
            truth: Truth::default(),
        }
    }

    pub(crate) fn set_time(&mut self, time: NaiveDateTime) {
        self.slot = time;
        self.at = When::At(time);
    }

    pub(crate) fn not_reached(&mut self, outcome: &'static str) {
        self.outcome = outcome;
        self.satisfaction = "";
        self.note.clear();
    }
}

/// A complaint with its callbacks. The three times are what really happened; a plant may write other things in the cells.
pub(crate) struct Case {
    pub(crate) complaint: Complaint,
    pub(crate) visits: Vec<Visit>,
    /// Later rows that repeat the complaint's id.
    pub(crate) repeats: Vec<Complaint>,
    pub(crate) received: NaiveDateTime,
    pub(crate) responded: NaiveDateTime,
    /// None for a case still open.
    pub(crate) closed: Option<NaiveDateTime>,
    /// A row is planted once, so that defects cannot meet by accident.
    pub(crate) taken: bool,
}

impl Case {
    /// When the case ended; for one still open, when it was answered (plants on open cases never ask).
    pub(crate) fn end(&self) -> NaiveDateTime {
        self.closed.unwrap_or(self.responded)
    }

    pub(crate) fn set_received(&mut self, time: NaiveDateTime) {
        self.received = time;
        self.complaint.received = When::At(time);
    }

    pub(crate) fn set_responded(&mut self, time: NaiveDateTime) {
        self.responded = time;
        self.complaint.responded = When::At(time);
    }

    /// Moves the closure and lets the callbacks follow on the second working day after it.
    pub(crate) fn set_closed(&mut self, time: NaiveDateTime) {
        self.closed = Some(time);
        self.complaint.closed = When::At(time);
        for visit in &mut self.visits {
            visit.set_time(on_working_day(time, 2, (10, 21, 35)));
        }
    }

    /// A case nobody has ended: no closing time, no result, nobody called.
    pub(crate) fn leave_open(&mut self) {
        self.closed = None;
        self.complaint.closed = When::Blank;
        self.complaint.status = OPEN;
        self.complaint.result = "";
        self.complaint.satisfaction = "";
        self.visits.clear();
    }

    /// Moves the callbacks to the `n`th working day after the closure.
    pub(crate) fn call_on_working_day(&mut self, n: u32, time: (i64, i64, i64)) {
        let time = on_working_day(self.end(), n, time);
        for visit in &mut self.visits {
            visit.set_time(time);
        }
    }

    /// Adds a call on the `n`th working day after the closure, like the first one but for time and outcome.
    pub(crate) fn add_call(&mut self, n: u32, time: (i64, i64, i64), outcome: &'static str) -> &mut Visit {
        let mut visit = match self.visits.first() {
            Some(first) => first.clone(),
            None => Visit::reached(&self.complaint, self.end(), "宋雨桐"),
        };
        visit.set_time(on_working_day(self.end(), n, time));
        visit.note.clear();
        if outcome == REACHED {
            visit.outcome = REACHED;
        } else {
            visit.not_reached(outcome);
        }
        let index = self.visits.len();
        self.visits.push(visit);
        &mut self.visits[index]
    }
}

fn on_working_day(after: NaiveDateTime, n: u32, time: (i64, i64, i64)) -> NaiveDateTime {
    at(working_days_after(after.date(), n), time.0, time.1, time.2)
}
