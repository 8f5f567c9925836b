//! Whether a policy speaks of fields that exist: a slip there must not silence a rule.
//!
//! Owns the comparison with the field table. What words mean, and everything else within the file, the
//! policy has checked itself.

use strsim::damerau_levenshtein;

use crate::dataset::{ALL_FIELDS, FieldDef, Holds};
use crate::model::{Subject, Text};
use crate::policy::{FieldUse, Policy, Wants};

use super::names::named;

/// Checks every field the policy names against the field table.
///
/// # Errors
/// Names the first one that does not fit, where it stands, and the nearest one that would.
pub fn check_policy(policy: &Policy) -> Result<(), Text> {
    policy.field_uses().iter().try_for_each(|used| check_use(policy, used))
}

fn check_use(policy: &Policy, used: &FieldUse) -> Result<(), Text> {
    let fits = |def: &&FieldDef| used.of.is_none_or(|of| def.subject == of) && holds(def.holds, used.wants);
    let found = match used.of {
        Some(subject) => named(policy, subject, &used.field).is_some_and(|found| {
            ALL_FIELDS.iter().any(|def| def.field == found.field && def.subject == found.subject && fits(def))
        }),
        None => {
            policy.fields.iter().any(|own| own.key == used.field)
                || ALL_FIELDS.iter().any(|def| def.field.key() == used.field && fits(def))
        }
    };
    if found {
        return Ok(());
    }
    let own = policy.fields.iter().filter(|own| used.of.is_none_or(|of| own.export == of));
    let own = own.map(|own| own.key.as_str());
    let fields = ALL_FIELDS.iter().copied().filter(|def| !def.field.is_spare()).filter(fits);
    let mut known: Vec<&str> = own.chain(fields.map(|def| def.field.key())).collect();
    known.sort_unstable();
    known.dedup();
    Err(unknown(policy, used, &known))
}

fn holds(holds: Holds, wants: Wants) -> bool {
    match wants {
        Wants::Time => holds == Holds::Time,
        Wants::Word => holds == Holds::Word,
        Wants::Number => matches!(holds, Holds::Number | Holds::Duration),
        Wants::Anything => true,
    }
}

fn unknown(policy: &Policy, used: &FieldUse, known: &[&str]) -> Text {
    let (path, name) = (&used.path, &used.field);
    let at = policy.place_of(path).map_or_else(|| path.clone(), |at| format!("{at}: {path}"));
    let of = used.of.map_or_else(|| Text::new("任何", "any export"), Subject::label);
    let near = known
        .iter()
        .map(|word| (damerau_levenshtein(word, name), word))
        .min()
        .filter(|(distance, _)| distance * 2 <= name.chars().count().max(2));
    let (zh, en) = near.map_or_else(Default::default, |(_, word)| {
        (format!("。是否想写 {word}？"), format!("; did you mean {word}?"))
    });
    let known = known.join(", ");
    Text::owned(
        format!(
            "制度 {at}：{}表没有可用于此处的字段 {name}；可用的有：{}{zh}",
            of.zh,
            known.replace(", ", "、")
        ),
        format!("policy {at}: {name} is no field of {} that fits here; known: {known}{en}", of.en),
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_policy_that_ships_fits() {
        for built_in in crate::policy::built_in() {
            let policy = Policy::named(built_in.name).expect(built_in.name);
            assert_eq!(check_policy(&policy), Ok(()), "{}", built_in.name);
        }
    }

    #[test]
    fn a_slip_is_named_with_its_place() {
        for (slip, place, said) in [
            ("[words.statos]\nclosed = ['x']", "slip.toml:3", "did you mean status"),
            ("[required]\nvisits = ['visitr']", "slip.toml:4", "did you mean visitor"),
            ("[[obligation]]\ncode = 'CLS001'\ndue_column = 'status'", "slip.toml:5", "status is no field"),
            ("[[obligation]]\ncode = 'CBK001'\ntrigger = 'closed'", "slip.toml:5", "did you mean closed_at"),
            (
                "[[obligation]]\ncode = 'RSP001'\nwhere = [{ field = 'branch', at_least = 3 }]",
                "slip.toml:5",
                "branch is no field",
            ),
        ] {
            let text = format!("name = 'slip'\nextends = 'generic'\n{slip}\n");
            let policy = Policy::from_toml("slip.toml", &text).expect(slip);
            let found = check_policy(&policy).expect_err(slip);
            assert!(found.en.contains(said) && found.en.contains(place), "{slip}: {}", found.en);
        }
    }
}
