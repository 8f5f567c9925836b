//! The forms of texts in a policy: limits, dates, codes, names of fields.

use chrono::NaiveDate;

use super::Format;
use crate::calendar::{DailyInterval, Limit};
use crate::model::{Code, Text, Zone};
use crate::policy::catalogue::{self, RuleKind};

/// Any text that says something.
pub(super) static TEXT: Format = Format {
    name: "text",
    pattern: Some(r"\S"),
    wanted: Text::new("非空文字", "a text that is not empty"),
    test: |text| if text.trim().is_empty() { Err(None) } else { Ok(()) },
};

/// A policy's name.
pub(super) static NAME: Format = Format {
    name: "name",
    pattern: Some(r"^\S(.*\S)?$"),
    wanted: Text::new("首尾无空格的单行名称，如 our-firm", "a name on one line, such as our-firm"),
    test: |text| {
        let plain = !text.is_empty() && text == text.trim() && !text.chars().any(char::is_control);
        if plain { Ok(()) } else { Err(None) }
    },
};

/// A rule's name.
pub(super) static RULE_NAME: Format = Format {
    name: "rule-name",
    pattern: Some("^[a-z][a-z0-9]*(-[a-z0-9]+)*$"),
    wanted: Text::new(
        "小写字母、数字和连字符组成的名称，如 letter-reply-overdue",
        "small letters, digits and hyphens, such as letter-reply-overdue",
    ),
    test: |text| {
        let part = |part: &str| {
            !part.is_empty() && part.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit())
        };
        let named = text.split('-').all(part) && text.starts_with(|c: char| c.is_ascii_lowercase());
        if named { Ok(()) } else { Err(None) }
    },
};

/// A field of an export, perhaps of the record's customer.
pub(super) static FIELD: Format = Format {
    name: "field",
    pattern: Some(r"^(customers\.)?[a-z][a-z0-9_]*$"),
    wanted: Text::new(
        "字段名，如 received_at，或所属客户的字段，如 customers.class",
        "a field such as received_at, or one of the record's customer such as customers.class",
    ),
    test: |text| {
        let own = text.strip_prefix("customers.").unwrap_or(text);
        if is_key(own) { Ok(()) } else { Err(None) }
    },
};

/// A field of one known export.
pub(super) static PLAIN_FIELD: Format = Format {
    name: "plain-field",
    pattern: Some("^[a-z][a-z0-9_]*$"),
    wanted: Text::new(
        "字段名：小写字母、数字和下划线，如 received_at",
        "a field: small letters, digits and underscores, such as received_at",
    ),
    test: |text| if is_key(text) { Ok(()) } else { Err(None) },
};

fn is_key(text: &str) -> bool {
    text.starts_with(|c: char| c.is_ascii_lowercase())
        && text.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'_')
}

/// A time limit.
pub(in crate::policy) static LIMIT: Format = Format {
    name: "limit",
    pattern: Some(
        "^\\s*([0-9]+\\s*([mM][iI][nN]|[hHdD]|[wW][dDhH]|[mM][oO])|next-month\\s+[0-9]{1,2}(\\s+[0-9]{1,2}:[0-9]{2})?)\\s*$",
    ),
    wanted: Text::new(
        "时限，如 24h、7wd（单位：min 分钟、h 小时、d 自然日、wd 工作日、wh 工作小时、mo 月），或 next-month 7 16:00",
        "a limit such as 24h or 7wd (units: min, h, d, wd, wh, mo), or next-month 7 16:00",
    ),
    test: |text| match text.parse::<Limit>() {
        Ok(_) => Ok(()),
        Err(error) => Err(Some(Text::owned(
            "无法读取的时限；应为整数加单位，如 24h、7wd（单位：min 分钟、h 小时、d 自然日、wd 工作日、\
             wh 工作小时、mo 月），或 next-month 7 16:00"
                .to_owned(),
            error.to_string(),
        ))),
    },
};

/// A day.
pub(in crate::policy) static DATE: Format = Format {
    name: "date",
    pattern: Some("^[0-9]{4}-[0-9]{2}-[0-9]{2}$"),
    wanted: Text::new("存在的日期，如 2025-12-24", "a day that exists, such as 2025-12-24"),
    test: |text| {
        // The length keeps `2025-1-2` out: versions are put in order by their texts.
        let read = text.len() == 10 && text.parse::<NaiveDate>().is_ok();
        if read { Ok(()) } else { Err(None) }
    },
};

/// A stretch of a day.
pub(super) static INTERVAL: Format = Format {
    name: "interval",
    pattern: Some(r"^\s*[0-9]{1,2}:[0-9]{2}\s*-\s*[0-9]{1,2}:[0-9]{2}\s*$"),
    wanted: Text::new("时段，如 09:00-12:00", "a stretch of the day such as 09:00-12:00"),
    test: |text| {
        match text.parse::<DailyInterval>() {
        Ok(_) => Ok(()),
        Err(error) => Err(Some(Text::owned(
            "无法使用的时段；应写作 09:00-12:00，止于当日 24:00 以前且晚于开始；夜班写作 00:00-06:00 和 22:00-24:00"
                .to_owned(),
            error.to_string(),
        ))),
    }
    },
};

/// A time zone.
pub(super) static ZONE: Format = Format {
    name: "zone",
    pattern: Some(r"^(Z|[+-][0-9]{2}:[0-9]{2}|[A-Za-z][A-Za-z0-9_+-]*(/[A-Za-z0-9_+-]+)*)$"),
    wanted: Text::new(
        "与 UTC 的差，如 +08:00，或 IANA 时区名，如 Europe/London",
        "a distance from UTC such as +08:00, or an IANA name such as Europe/London",
    ),
    test: |text| if Zone::parse(text).is_some() { Ok(()) } else { Err(zone_slip(text)) },
};

/// What is wrong with a zone, with the name that was meant.
fn zone_slip(text: &str) -> Option<Text> {
    let names = chrono_tz::TZ_VARIANTS.iter().map(|zone| zone.name());
    let meant = crate::policy::nearest::nearest(text, names)?;
    let wanted = &ZONE.wanted;
    Some(Text::owned(
        format!("应为{}；是否要写 {meant}？", wanted.zh),
        format!("expected {}; did you mean {meant}?", wanted.en),
    ))
}

/// The code of an obligation: one of the catalogue, or a policy's own.
pub(super) static CODE: Format = Format {
    name: "code",
    pattern: Some("^[A-Z]{3}[0-9]{3}$"),
    wanted: Text::new(
        "规则代码：目录中的义务代码，或自定代码（X 加两个大写字母和三位数字，如 XAB001）",
        "a code: one of the catalogue's obligations, or an own one of X, two capital letters and three \
         digits, such as XAB001",
    ),
    test: |text| {
        let code = text.parse::<Code>().ok().filter(|code| code.as_str() == text).ok_or(None)?;
        match catalogue::entry(code).map(|entry| entry.kind) {
            Some(RuleKind::Obligation) => Ok(()),
            Some(RuleKind::Check) => Err(Some(Text::new(
                "这是检查规则的代码，不是义务；调整检查规则请用 [checks.代码]",
                "this is the code of a check, not of an obligation; a check is changed in [checks.CODE]",
            ))),
            None if text.starts_with('X') => Ok(()),
            None => Err(Some(not_in_catalogue(text, RuleKind::Obligation))),
        }
    },
};

/// The code of a check.
pub(super) static CHECK_CODE: Format = Format {
    name: "check-code",
    pattern: Some("^[A-Z]{3}[0-9]{3}$"),
    wanted: Text::new(
        "目录中检查规则的代码，如 CBK003",
        "the code of one of the catalogue's checks, such as CBK003",
    ),
    test: |text| {
        let code = text.parse::<Code>().ok().filter(|code| code.as_str() == text).ok_or(None)?;
        match catalogue::entry(code).map(|entry| entry.kind) {
            Some(RuleKind::Check) => Ok(()),
            Some(RuleKind::Obligation) => Err(Some(Text::new(
                "这是义务的代码；请用 [[obligation]] 调整",
                "this is the code of an obligation; it is changed in an [[obligation]]",
            ))),
            None => Err(Some(not_in_catalogue(text, RuleKind::Check))),
        }
    },
};

fn not_in_catalogue(code: &str, kind: RuleKind) -> Text {
    let meant = crate::policy::nearest::nearest(code, catalogue::codes(kind));
    let (zh, en) = meant.map_or_else(
        || (String::new(), String::new()),
        |meant| (format!("；是否要写 {meant}？"), format!("; did you mean {meant}?")),
    );
    Text::owned(
        format!("目录中没有这个代码；自定义务的代码以 X 开头，如 XAB001{zh}"),
        format!("not a code of the catalogue; an own obligation's code begins with X, such as XAB001{en}"),
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn forms_take_what_they_should_and_nothing_else() {
        let table: [(&Format, &[&str], &[&str]); 9] = [
            (&NAME, &["our-firm", "本公司 2025"], &["", " x", "x\n"]),
            (&RULE_NAME, &["own-rule", "r2"], &["Own", "own--rule", "2r", "own_rule", ""]),
            (
                &FIELD,
                &["received_at", "customers.class", "time_1"],
                &["Received", "visits.id", "a-b", "", "1a"],
            ),
            (&PLAIN_FIELD, &["received_at"], &["customers.class", "派单时间"]),
            (&LIMIT, &["24h", "7wd", " 7 WD "], &["24", "x", "0d", "1.5h", "24x"]),
            (&DATE, &["2024-02-29"], &["2023-02-29", "2024-2-9", "20240229", "2024-02-29T00:00:00"]),
            (&INTERVAL, &["09:00-12:00", "0:00-24:00"], &["9-12", "12:00-09:00"]),
            (&CODE, &["RSP001", "XAB001"], &["rsp001", "CBK005", "RSP009", "X1", ""]),
            (&CHECK_CODE, &["CBK003"], &["RSP001", "CBK099", "XAB001"]),
        ];
        for (format, right, wrong) in table {
            for text in right {
                assert!((format.test)(text).is_ok(), "{} {text:?}", format.name);
            }
            for text in wrong {
                assert!((format.test)(text).is_err(), "{} {text:?}", format.name);
            }
        }
    }
}
