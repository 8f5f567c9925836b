//! Policies as tables: which there are, and what one asks.

use crate::audit::{confidence_text, duty_terms, population_text};
use crate::model::{ColumnKind, Table, Text, Value};
use crate::policy::{Obligation, Policy, PolicyError, built_in};

use super::grouping::column;

/// The policies inside the program: name, title, obligations, what each extends.
///
/// # Errors
/// Never for the shipped files; a test loads them.
pub fn policy_list() -> Result<Table, PolicyError> {
    let rows = built_in()
        .iter()
        .map(|file| {
            let policy = Policy::named(file.name)?;
            let extended = policy.layers.get(1);
            Ok(vec![
                Value::Words(policy.name.clone()),
                Value::Label(policy.title.clone()),
                Value::Count(policy.obligations.len() as u64),
                extended.map_or(Value::Nothing, |layer| Value::Words(layer.name.clone())),
            ])
        })
        .collect::<Result<_, PolicyError>>()?;
    Ok(Table {
        name: "policies",
        title: Text::new("内置制度", "Built-in policies"),
        columns: vec![
            column("name", ColumnKind::Words, "名称", "name"),
            column("title", ColumnKind::Prose, "制度", "title"),
            column("obligations", ColumnKind::Count, "义务", "obligations"),
            column("extends", ColumnKind::Words, "继承", "extends"),
        ],
        rows,
        totals: Vec::new(),
        notes: Vec::new(),
        next: Text::new(
            "看一项制度的要求：hearback policy show 名称；用它审计：--policy 名称",
            "what one asks: hearback policy show NAME; to audit by it: --policy NAME",
        ),
    })
}

/// The obligations of a policy: code, title, limit, severity, confidence, source, for whom.
#[must_use]
pub fn policy_obligations(policy: &Policy) -> Table {
    let name = &policy.name;
    Table {
        name: "obligations",
        title: Text::owned(format!("{}（{name}）", policy.title.zh), format!("{} ({name})", policy.title.en)),
        columns: vec![
            column("code", ColumnKind::Words, "代码", "code"),
            column("title", ColumnKind::Prose, "义务", "obligation"),
            column("limit", ColumnKind::Prose, "时限或要求", "limit or target"),
            column("population", ColumnKind::Prose, "对象", "for whom"),
            column("severity", ColumnKind::Words, "级别", "severity"),
            column("confidence", ColumnKind::Prose, "可信度", "confidence"),
            column("source", ColumnKind::Prose, "依据", "source"),
        ],
        rows: policy.obligations.iter().map(|obligation| row(policy, obligation)).collect(),
        totals: Vec::new(),
        notes: notes(policy),
        next: Text::new(
            "一条义务的全部说明：hearback explain 代码 --policy …；全部设置：hearback policy show … --toml",
            "all about one: hearback explain CODE --policy …; every setting: hearback policy show … --toml",
        ),
    }
}

fn row(policy: &Policy, obligation: &Obligation) -> Vec<Value> {
    vec![
        Value::Words(obligation.code.to_string()),
        Value::Label(obligation.title.clone()),
        Value::Label(terms(&duty_terms(policy, obligation))),
        population_text(policy, obligation).map_or(Value::Nothing, Value::Label),
        Value::Label(obligation.severity.label()),
        Value::Label(confidence_text(obligation.confidence)),
        Value::Label(obligation.source.clone()),
    ]
}

/// Several terms are told apart by their labels; one needs none.
fn terms(terms: &[(Text, Text)]) -> Text {
    if let [(_, only)] = terms {
        return only.clone();
    }
    let zh: Vec<String> = terms.iter().map(|(label, text)| format!("{}：{}", label.zh, text.zh)).collect();
    let en: Vec<String> = terms.iter().map(|(label, text)| format!("{}: {}", label.en, text.en)).collect();
    Text::owned(zh.join("；"), en.join("; "))
}

fn notes(policy: &Policy) -> Vec<Text> {
    let mut notes = Vec::new();
    let extended: Vec<&str> = policy.layers.iter().skip(1).map(|layer| layer.name.as_str()).collect();
    if !extended.is_empty() {
        let extended = extended.join(" < ");
        notes.push(Text::owned(format!("继承 {extended}"), format!("extends {extended}")));
    }
    if !policy.switched_off.is_empty() {
        let codes: Vec<String> = policy.switched_off.iter().map(ToString::to_string).collect();
        notes.push(Text::owned(
            format!("已关闭：{}", codes.join("、")),
            format!("switched off: {}", codes.join(", ")),
        ));
    }
    notes
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_policy_that_ships_is_listed_with_what_it_asks() {
        let list = policy_list().expect("shipped files load");
        assert_eq!(list.rows.len(), built_in().len());
        for file in built_in() {
            let policy = Policy::named(file.name).expect(file.name);
            let table = policy_obligations(&policy);
            assert_eq!(table.rows.len(), policy.obligations.len(), "{}", file.name);
            for row in &table.rows {
                assert_eq!(row.len(), table.columns.len());
                assert!(
                    !matches!(&row[2], Value::Label(text) if text.zh.is_empty()),
                    "{}: {row:?}",
                    file.name
                );
            }
        }
    }
}
