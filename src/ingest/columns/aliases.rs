//! The field table as it is looked up: normalised headers to fields. Owns the lookup; refuses to choose
//! between columns.

use std::collections::HashMap;
use std::sync::LazyLock;

use super::Naming;
use super::header::{
    Forms, HeaderCell, normalise, other_moment_word, same_header, without_case_word, without_unit,
};
use crate::dataset::{Field, FieldDef, Holds, fields_of};
use crate::model::Subject;

/// How surely a header means a field, surest first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Class {
    /// It is one of the field's headers.
    Exact,
    /// The lower of two header rows is one.
    NameAlone,
    /// It is one with a word for the case before it, or with another word for a point in time.
    Loose,
    /// It may mean several things; the values have to say which.
    Generic,
}

impl Class {
    pub(super) const ALL: [Self; 4] = [Self::Exact, Self::NameAlone, Self::Loose, Self::Generic];
}

/// A field that a header may mean.
#[derive(Clone, Copy, Debug)]
pub(super) struct Meaning {
    pub(super) def: &'static FieldDef,
    pub(super) class: Class,
    /// The place among the field's headers, best first; generic ones are all alike.
    pub(super) rank: usize,
}

/// The headers of one export.
#[derive(Debug, Default)]
pub(super) struct Aliases {
    /// No two fields of an export have one header.
    certain: HashMap<String, (&'static FieldDef, usize)>,
    generic: HashMap<String, Vec<&'static FieldDef>>,
}

static ALL: LazyLock<[Aliases; 4]> = LazyLock::new(|| Subject::EXPORTS.map(Aliases::of));

/// The headers of an export of `subject`; a group of rows has none.
pub(super) fn aliases_of(subject: Subject) -> Option<&'static Aliases> {
    let place = Subject::EXPORTS.iter().position(|export| *export == subject)?;
    ALL.get(place)
}

/// Whether a text is for certain a header of some export, or one that the user named.
pub(in crate::ingest) fn is_header(text: &str, names: &[Naming]) -> bool {
    let plain = normalise(text);
    !plain.is_empty()
        && (ALL.iter().any(|aliases| aliases.certain(&plain).is_some())
            || names.iter().any(|named| same_header(&named.header, text)))
}

/// Whether a text may be the header of some export's ids.
pub(in crate::ingest) fn may_head_ids(text: &str) -> bool {
    let plain = normalise(text);
    ALL.iter().any(|aliases| {
        let certain = aliases.certain(&plain).map(|(def, _)| def);
        certain.into_iter().chain(aliases.generically(&plain)).any(|def| def.field == Field::Id)
    })
}

impl Aliases {
    fn of(subject: Subject) -> Self {
        let mut aliases = Self::default();
        for def in fields_of(subject) {
            for (rank, alias) in def.headers().iter().enumerate() {
                aliases.certain.entry(normalise(alias)).or_insert((def, rank));
            }
            for word in def.generic_headers() {
                aliases.generic.entry(normalise(&word)).or_default().push(def);
            }
        }
        aliases
    }

    /// The field a header means for certain; that of a length of time may end with its unit.
    fn certain(&self, plain: &str) -> Option<(&'static FieldDef, usize)> {
        let found = self.certain.get(plain).copied();
        found.or_else(|| {
            let stem = without_unit(plain)?;
            self.certain.get(stem).copied().filter(|(def, _)| def.holds == Holds::Duration)
        })
    }

    /// All that a header may mean, surest first.
    pub(super) fn meanings(&self, subject: Subject, cell: &HeaderCell) -> Vec<Meaning> {
        let forms = Forms::of(cell);
        let mut found: Vec<Meaning> = Vec::new();
        let mut add = |def: &'static FieldDef, class: Class, rank: usize| {
            if !found.iter().any(|known| known.def.field == def.field) {
                found.push(Meaning { def, class, rank });
            }
        };
        for full in &forms.full {
            if let Some((def, rank)) = self.certain(full) {
                add(def, Class::Exact, rank);
            }
        }
        let name = forms.name.as_deref();
        let fits = |def: &FieldDef| name.is_none() || stands_alone(subject, def, &forms);
        if let Some((def, rank)) = name.and_then(|name| self.certain(name))
            && fits(def)
        {
            add(def, Class::NameAlone, rank);
        }
        for text in forms.full.iter().map(String::as_str) {
            for (def, rank) in self.loosely(subject, text) {
                add(def, Class::Loose, rank);
            }
        }
        for (def, rank) in name.map(|name| self.loosely(subject, name)).unwrap_or_default() {
            if fits(def) {
                add(def, Class::Loose, rank);
            }
        }
        for text in forms.full.iter().map(String::as_str).chain(name) {
            for def in self.generically(text) {
                if fits(def) {
                    add(def, Class::Generic, 0);
                }
            }
        }
        found
    }

    fn loosely(&self, subject: Subject, plain: &str) -> Vec<(&'static FieldDef, usize)> {
        let mut found = Vec::new();
        // In a visits export the word makes it the complaint's: the complaint channel is not the visit's.
        let bare = if subject == Subject::Complaints { without_case_word(plain) } else { None };
        let mut look = |text: &str, moments_only: bool| {
            let fits = |def: &FieldDef| {
                if moments_only { def.holds == Holds::Time } else { survives_without_case_word(def.field) }
            };
            if let Some((def, rank)) = self.certain(text)
                && fits(def)
                && !(def.holds == Holds::Time && is_about_a_plan(plain) && !is_planned(def.field))
            {
                found.push((def, rank));
            }
        };
        if let Some(bare) = bare {
            look(bare, false);
        }
        for text in other_moment_word(plain) {
            look(&text, true);
        }
        for text in bare.map(other_moment_word).unwrap_or_default() {
            look(&text, true);
        }
        found
    }

    fn generically(&self, plain: &str) -> Vec<&'static FieldDef> {
        let exact = self.generic.get(plain).into_iter().flatten().copied();
        let stem = without_unit(plain).and_then(|stem| self.generic.get(stem)).into_iter().flatten();
        exact.chain(stem.copied().filter(|def| def.holds == Holds::Duration)).collect()
    }
}

/// Whether a word for the case before a header leaves its meaning alone. The 投诉部门 may be the one
/// complained about, and the 投诉电话 the one to complain at.
fn survives_without_case_word(field: Field) -> bool {
    !matches!(
        field,
        Field::Id
            | Field::ComplaintId
            | Field::CustomerId
            | Field::CustomerName
            | Field::Phone
            | Field::Branch
            | Field::Handler
            | Field::Visitor
            | Field::Product
    )
}

/// Whether a header speaks of what shall be, not of what was.
fn is_about_a_plan(plain: &str) -> bool {
    const WORDS: [&str; 17] = [
        "预计",
        "计划",
        "拟",
        "要求",
        "应",
        "承诺",
        "规定",
        "预约",
        "最迟",
        "最晚",
        "期望",
        "目标",
        "target",
        "planned",
        "expected",
        "estimated",
        "scheduled",
    ];
    WORDS.iter().any(|word| plain.contains(word))
}

fn is_planned(field: Field) -> bool {
    matches!(field, Field::DueAt | Field::PlannedAt)
}

/// Whether the lower of two header rows means the field although the upper one says more: 电话 under
/// 经办人 is not the customer's, 完成时间 under 审核 is not the closure.
fn stands_alone(subject: Subject, def: &FieldDef, forms: &Forms) -> bool {
    const CALLBACK: [&str; 4] = ["回访", "走访", "callback", "visit"];
    const STAFF: [&str; 15] = [
        "处理",
        "承办",
        "经办",
        "办理",
        "回访",
        "被投诉",
        "坐席",
        "客服",
        "员工",
        "代理",
        "营销",
        "业务员",
        "handler",
        "agent",
        "staff",
    ];
    const NEUTRAL: [&str; 16] = [
        "基本", "基础", "主要", "其他", "工单", "投诉", "案件", "时间", "受理", "处理", "办理", "处置",
        "general", "basic", "ticket", "case",
    ];
    // Not only a case is completed, created or answered.
    const STEPS_OF_ANYTHING: [&str; 20] = [
        "完成", "结束", "关闭", "创建", "提交", "登记", "回复", "答复", "响应", "解决", "更新", "修改",
        "操作", "使用", "create", "submit", "complete", "finish", "update", "modif",
    ];
    let group_has = |words: &[&str]| words.iter().any(|word| forms.group.contains(word));
    if subject == Subject::Complaints && group_has(&CALLBACK) && def.field != Field::Satisfaction {
        return false;
    }
    match def.field {
        // In a staff export all of it is the employee's.
        _ if subject == Subject::Staff => true,
        Field::CustomerId | Field::CustomerName | Field::Phone | Field::Account | Field::Address => {
            !group_has(&STAFF)
        }
        field if def.holds == Holds::Time => {
            let name = forms.name.as_deref().unwrap_or_default();
            (group_has(&NEUTRAL) || !STEPS_OF_ANYTHING.iter().any(|word| name.starts_with(word)))
                && (is_planned(field) || !is_about_a_plan(&forms.group))
        }
        _ => true,
    }
}
