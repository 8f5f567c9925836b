//! The policy file as it is written: TOML in, checked policy out.

use std::collections::{BTreeMap, BTreeSet};

use serde::Deserialize;

use super::{
    BlankTrigger, Deadline, Duty, Expectation, LimitRule, Messages, Obligation, Policy, PolicyError,
    WordTable,
};
use crate::calendar::{DailyInterval, Limit, WorkingCalendar};
use crate::model::{Code, Severity, Text, Zone};

/// What can come of an attempt.
const OUTCOMES: [&str; 3] = ["reached", "unreached", "refused"];

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct PolicyFile {
    name: String,
    zone: String,
    max_rejected_share: f64,
    sources: Vec<String>,
    calendar: CalendarFile,
    required: BTreeMap<String, Vec<String>>,
    words: BTreeMap<String, BTreeMap<String, Vec<String>>>,
    obligation: Vec<ObligationFile>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct CalendarFile {
    holidays: String,
    working_hours: Vec<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct ObligationFile {
    code: String,
    name: String,
    severity: Severity,
    trigger: Option<String>,
    if_no_trigger: Option<BlankTriggerFile>,
    triggered_by_status: Option<String>,
    expects: Option<ExpectsFile>,
    due_column: Option<String>,
    limit: Option<String>,
    limit_by: Option<LimitByFile>,
    extended_limit: Option<ExtendedFile>,
    coverage: Option<CoverageFile>,
    title: TextFile,
    what: TextFile,
    why: TextFile,
    formula: TextFile,
    fix: TextFile,
    source: TextFile,
    message_late: Option<TextFile>,
    message_missing: TextFile,
}

#[derive(Deserialize)]
#[serde(rename_all = "lowercase")]
enum BlankTriggerFile {
    Undetermined,
    Excluded,
}

#[derive(Deserialize)]
#[serde(rename_all = "lowercase")]
enum ExpectsFile {
    Field(String),
    Visit(String),
}

#[derive(Deserialize)]
struct LimitByFile {
    field: String,
    #[serde(flatten)]
    limits: BTreeMap<String, String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct ExtendedFile {
    flag: String,
    limit: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct CoverageFile {
    of: String,
    by: String,
    target: f64,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct TextFile {
    zh: String,
    en: String,
}

impl From<TextFile> for Text {
    fn from(text: TextFile) -> Self {
        Self::owned(text.zh, text.en)
    }
}

impl PolicyFile {
    pub(super) fn parse(origin: &str, text: &str) -> Result<Self, PolicyError> {
        toml::from_str(text).map_err(|error| PolicyError::Syntax {
            origin: origin.to_owned(),
            message: error.to_string().trim_end().to_owned(),
        })
    }

    pub(super) fn into_policy(self, origin: &str) -> Result<Policy, PolicyError> {
        let wrong = |key: &str, value: &str, why: &str| PolicyError::Value {
            origin: origin.to_owned(),
            key: key.to_owned(),
            value: value.to_owned(),
            why: why.to_owned(),
        };
        let zone = Zone::parse(&self.zone)
            .ok_or_else(|| wrong("zone", &self.zone, "expected a distance from UTC such as +08:00"))?;
        if !(0.0..=1.0).contains(&self.max_rejected_share) {
            let share = self.max_rejected_share.to_string();
            return Err(wrong("max_rejected_share", &share, "expected a share from 0 to 1"));
        }
        if self.calendar.holidays != "cn-mainland" {
            return Err(wrong(
                "calendar.holidays",
                &self.calendar.holidays,
                "the calendars are: cn-mainland",
            ));
        }
        let intervals = self
            .calendar
            .working_hours
            .iter()
            .map(|text| {
                text.parse::<DailyInterval>()
                    .map_err(|error| wrong("calendar.working_hours", text, &error.to_string()))
            })
            .collect::<Result<Vec<_>, _>>()?;
        let calendar = WorkingCalendar::mainland(&intervals).map_err(|error| {
            wrong("calendar.working_hours", &self.calendar.working_hours.join(", "), &error.to_string())
        })?;
        let mut words = BTreeMap::new();
        for (field, table) in &self.words {
            let table = WordTable::new(table)
                .map_err(|word| wrong(&format!("words.{field}"), &word, "the word has two meanings"))?;
            words.insert(field.clone(), table);
        }
        let obligations = self
            .obligation
            .into_iter()
            .map(|obligation| obligation.check(origin))
            .collect::<Result<Vec<_>, _>>()?;
        check_codes(&obligations).map_err(|(code, why)| wrong("code", &code.to_string(), why))?;
        Ok(Policy {
            name: self.name,
            sha256: String::new(),
            sources: self.sources,
            zone,
            calendar,
            max_rejected_share: self.max_rejected_share,
            required: self.required,
            words,
            obligations,
        })
    }
}

fn check_codes(obligations: &[Obligation]) -> Result<(), (Code, &'static str)> {
    let mut codes = BTreeSet::new();
    for obligation in obligations {
        if !codes.insert(obligation.code) {
            return Err((obligation.code, "the code is given twice"));
        }
    }
    for obligation in obligations {
        if let Duty::Coverage { of, .. } = &obligation.duty
            && !obligations.iter().any(|other| other.code == *of && matches!(other.duty, Duty::Deadline(_)))
        {
            return Err((*of, "coverage counts a deadline of the same policy, and this is none"));
        }
    }
    Ok(())
}

impl ObligationFile {
    fn check(self, origin: &str) -> Result<Obligation, PolicyError> {
        let wrong = |key: &str, value: &str, why: &str| PolicyError::Value {
            origin: origin.to_owned(),
            key: format!("{}.{key}", self.code),
            value: value.to_owned(),
            why: why.to_owned(),
        };
        let code: Code = self.code.parse().map_err(|error| wrong("code", &self.code, &format!("{error}")))?;
        let duty = match (&self.coverage, &self.trigger, &self.expects, &self.limit) {
            (Some(coverage), None, None, None) => coverage.check(&wrong)?,
            (None, Some(trigger), Some(expects), Some(limit)) => Duty::Deadline(Deadline {
                trigger: trigger.clone(),
                if_no_trigger: match self.if_no_trigger {
                    Some(BlankTriggerFile::Excluded) => BlankTrigger::Excluded,
                    Some(BlankTriggerFile::Undetermined) | None => BlankTrigger::Undetermined,
                },
                triggered_by_status: self.triggered_by_status.clone(),
                expects: match expects {
                    ExpectsFile::Field(field) => Expectation::Field(field.clone()),
                    ExpectsFile::Visit(outcome) if OUTCOMES.contains(&outcome.as_str()) => {
                        Expectation::Visit(outcome.clone())
                    }
                    ExpectsFile::Visit(outcome) => {
                        return Err(wrong(
                            "expects.visit",
                            outcome,
                            &format!("the outcomes are: {}", OUTCOMES.join(", ")),
                        ));
                    }
                },
                limit: self.limit_rule(origin, limit)?,
            }),
            _ => {
                return Err(wrong(
                    "code",
                    &self.code,
                    "needs either coverage, or trigger, expects and limit",
                ));
            }
        };
        let missing: Text = self.message_missing.into();
        Ok(Obligation {
            code,
            name: self.name,
            severity: self.severity,
            duty,
            title: self.title.into(),
            what: self.what.into(),
            why: self.why.into(),
            formula: self.formula.into(),
            fix: self.fix.into(),
            source: self.source.into(),
            messages: Messages {
                late: self.message_late.map_or_else(|| missing.clone(), Text::from),
                missing,
            },
        })
    }

    fn limit_rule(&self, origin: &str, base: &str) -> Result<LimitRule, PolicyError> {
        let read = |text: &str| {
            text.parse::<Limit>().map_err(|source| PolicyError::Limit {
                origin: origin.to_owned(),
                code: self.code.clone(),
                source,
            })
        };
        let mut by_word = Vec::new();
        for (word, limit) in self.limit_by.iter().flat_map(|by| &by.limits) {
            by_word.push((word.clone(), read(limit)?));
        }
        let extended = match &self.extended_limit {
            Some(extended) => Some((extended.flag.clone(), read(&extended.limit)?)),
            None => None,
        };
        Ok(LimitRule {
            base: read(base)?,
            by_field: self.limit_by.as_ref().map(|by| by.field.clone()),
            by_word,
            extended,
            due_column: self.due_column.clone(),
        })
    }
}

impl CoverageFile {
    fn check(&self, wrong: &dyn Fn(&str, &str, &str) -> PolicyError) -> Result<Duty, PolicyError> {
        let of = self.of.parse().map_err(|error| wrong("coverage.of", &self.of, &format!("{error}")))?;
        if !(0.0..=1.0).contains(&self.target) {
            return Err(wrong("coverage.target", &self.target.to_string(), "expected a share from 0 to 1"));
        }
        Ok(Duty::Coverage { of, by: self.by.clone(), target: self.target })
    }
}
