//! Whether one layer keeps to the grammar: known keys, right kinds, readable texts.

use super::{Def, Format, Shape};
use crate::model::Text;
use crate::policy::error::{PolicyError, Reason};
use crate::policy::tree::{Entry, Item, Value};

/// Checks a value against its shape, part by part in the order of the file.
///
/// # Errors
/// The first part that does not fit, with its place.
pub(in crate::policy) fn check(item: &Item<'_>, shape: &Shape) -> Result<(), PolicyError> {
    match shape {
        Shape::Text(format) => {
            let text = item.text()?;
            (format.test)(text).map_err(|why| item.wrong(unformed(format, why)))
        }
        Shape::Word(words) => {
            let word = item.text()?;
            if words.contains(&word) { Ok(()) } else { Err(item.wrong(Reason::unknown_word(word, words))) }
        }
        Shape::Flag => item.flag().map(|_| ()),
        Shape::Whole(least, most) => {
            let number = item.whole()?;
            let wanted = || {
                Text::owned(
                    format!("{least} 到 {most} 的整数"),
                    format!("a whole number from {least} to {most}"),
                )
            };
            if (*least..=*most).contains(&number) {
                Ok(())
            } else {
                Err(item.wrong(Reason::malformed(&wanted())))
            }
        }
        Shape::Number(least, most) => {
            let number = item.number()?;
            let wanted = || {
                Text::owned(format!("{least} 到 {most} 的数字"), format!("a number from {least} to {most}"))
            };
            if (*least..=*most).contains(&number) {
                Ok(())
            } else {
                Err(item.wrong(Reason::malformed(&wanted())))
            }
        }
        Shape::List(of, least) => {
            let elements = item.elements()?;
            if elements.len() < *least {
                return Err(item.wrong(Reason::new("列表不能为空", "the list must not be empty")));
            }
            elements.iter().try_for_each(|element| check(element, of))
        }
        Shape::Table(def) => check_table(item, def),
        Shape::Either(shapes) => {
            let fitting = shapes.iter().find(|shape| is_kind(&item.node.value, shape));
            let shape = fitting.or(shapes.first());
            shape.map_or(Ok(()), |shape| check(item, shape))
        }
    }
}

fn check_table(item: &Item<'_>, def: &Def) -> Result<(), PolicyError> {
    for entry in &item.table()?.entries {
        let Some(value) = item.get(&entry.key) else { continue };
        match (def.key(&entry.key), def.others) {
            (Some(key), _) => check(&value, &key.shape)?,
            (None, Some((format, shape))) => {
                (format.test)(&entry.key).map_err(|why| at_key(&value.path, entry, unformed(format, why)))?;
                check(&value, shape)?;
            }
            (None, None) => {
                let reason = Reason::unknown_key(&entry.key, &def.names());
                return Err(at_key(&value.path, entry, reason));
            }
        }
    }
    for key in def.keys.iter().filter(|key| key.required) {
        item.need(key.name)?;
    }
    let size = item.table()?.entries.len();
    if def.size.is_some_and(|wanted| wanted != size) {
        let names = def.keys.iter().filter(|key| !key.required).map(|key| key.name);
        let names: Vec<&str> = names.collect();
        return Err(item.wrong(Reason::new(
            format!("须恰好写一项：{}", names.join("、")),
            format!("exactly one is needed of: {}", names.join(", ")),
        )));
    }
    Ok(())
}

fn at_key(path: &str, entry: &Entry, reason: Reason) -> PolicyError {
    PolicyError::at(&entry.place, path, None, reason)
}

fn unformed(format: &Format, why: Option<Text>) -> Reason {
    why.map_or_else(|| Reason::malformed(&format.wanted), Reason::from_text)
}

fn is_kind(value: &Value, shape: &Shape) -> bool {
    match shape {
        Shape::Text(_) | Shape::Word(_) => matches!(value, Value::Text(_)),
        Shape::Flag => matches!(value, Value::Flag(_)),
        Shape::Whole(..) => matches!(value, Value::Whole(_)),
        Shape::Number(..) => matches!(value, Value::Whole(_) | Value::Number(_)),
        Shape::List(..) => matches!(value, Value::List(_)),
        Shape::Table(_) => matches!(value, Value::Table(_)),
        Shape::Either(shapes) => shapes.iter().any(|shape| is_kind(value, shape)),
    }
}
