//! Every word around a proof, Chinese beside English.
//!
//! Owns fixed words as statics and sentences with figures as functions, as `texts` does.

use chrono::{Datelike, NaiveDate};

use crate::model::{Lang, Text};

pub(super) static PLACE: Text = Text::new("位置", "Row");
pub(super) static PART: Text = Text::new("事项", "Part");
pub(super) static LIMIT: Text = Text::new("时限", "Limit");
pub(super) static POLICY: Text = Text::new("制度", "Policy");

pub(super) static COURSE: Text = Text::new("经过", "Course of time");
pub(super) static WHEN: Text = Text::new("时间", "time");
pub(super) static COUNTED: Text = Text::new("计时", "counted");
pub(super) static STEP: Text = Text::new("内容", "what");
pub(super) static ROW: Text = Text::new("位置", "row");

pub(super) static READINGS: Text = Text::new("其他口径下", "Under other definitions");
pub(super) static DEFINITION: Text = Text::new("口径", "definition");
pub(super) static VERDICT: Text = Text::new("结论", "verdict");
pub(super) static DIFFERS: Text = Text::new("（不同）", " (differs)");
pub(super) static FIRES: Text = Text::new("有发现", "found");

const WEEKDAYS: [Text; 7] = [
    Text::new("周一", "Mon"),
    Text::new("周二", "Tue"),
    Text::new("周三", "Wed"),
    Text::new("周四", "Thu"),
    Text::new("周五", "Fri"),
    Text::new("周六", "Sat"),
    Text::new("周日", "Sun"),
];

/// `2025-07-11 周五`.
pub(super) fn day(lang: Lang, date: NaiveDate) -> String {
    let weekday = &WEEKDAYS[date.weekday().num_days_from_monday() as usize % WEEKDAYS.len()];
    format!("{date} {}", weekday.get(lang))
}

/// The document, and how sure it is.
pub(super) fn source(lang: Lang, source: &str, confidence: &str) -> String {
    match lang {
        Lang::Zh => format!("{source}（可信度 {confidence}）"),
        Lang::En => format!("{source} (confidence {confidence})"),
    }
}

/// What starts the clock.
pub(super) fn starts(lang: Lang, text: &str) -> String {
    match lang {
        Lang::Zh => format!("{text}，起算"),
        Lang::En => format!("{text}: the clock starts"),
    }
}

/// What a step is, with the moment until which it lasts.
pub(super) fn lasting(lang: Lang, text: &str, until: &str) -> String {
    match lang {
        Lang::Zh => format!("{text}（至 {until}）"),
        Lang::En => format!("{text} (until {until})"),
    }
}

/// A time of which only the day is known.
pub(super) fn day_only(lang: Lang, text: &str) -> String {
    match lang {
        Lang::Zh => format!("{text}（只有日期）"),
        Lang::En => format!("{text} (only the day is known)"),
    }
}

/// Days in the middle of a long run that are not listed one by one.
pub(super) fn folded(lang: Lang, days: &str, counted: &str) -> String {
    match lang {
        Lang::Zh => format!("… {days} 天，其中 {counted} 天计入"),
        Lang::En => format!("… {days} days, of which {counted} counted"),
    }
}

/// The policy and the moment a proof rests on.
pub(super) fn ground(lang: Lang, policy: &str, as_of: &str) -> String {
    match lang {
        Lang::Zh => format!("{policy}，基准日 {as_of}"),
        Lang::En => format!("{policy}, as of {as_of}"),
    }
}
