//! What to do with what was seen: mend what cannot be used, name what is missing, begin.

use std::io;

use super::super::super::{inspection_texts as words, texts};
use super::super::screen::{Paint, Screen};
use crate::model::{Inspection, Lang, Subject};

/// Characters of the inputs repeated in a command; longer ones are written as `FILE...`.
const LONGEST: usize = 160;

/// Prints the next step; `typed` names the inputs as the user did.
pub(super) fn print(inspections: &[Inspection], typed: &str, screen: &mut Screen<'_>) -> io::Result<()> {
    let lang = screen.lang;
    let steps = steps(inspections, typed, lang);
    if let [only] = steps.as_slice() {
        screen.blank()?;
        return screen.lines(&format!("{}{}", texts::NEXT.get(lang), texts::colon(lang)), only, Paint::Plain);
    }
    screen.heading(&texts::NEXT)?;
    steps.iter().try_for_each(|step| screen.item(step, Paint::Plain))
}

fn steps(inspections: &[Inspection], typed: &str, lang: Lang) -> Vec<String> {
    if inspections.iter().any(|seen| !seen.gaps().is_empty()) {
        return vec![words::NEXT_PROBLEM.get(lang).to_owned()];
    }
    let mut steps = Vec::new();
    if let Some(map) = first_map(inspections, lang) {
        steps.push(words::next_absent(lang, &map));
    }
    let inputs = if typed.chars().count() > LONGEST { words::FILES.get(lang) } else { typed };
    if inspections.iter().any(|seen| seen.kind == Some(Subject::Complaints)) {
        steps.push(words::next_audit(lang, inputs));
    } else {
        steps.push(words::NEXT_NO_COMPLAINTS.get(lang).to_owned());
    }
    steps.push(words::next_init(lang, inputs));
    steps
}

/// The `--map` for the first field that a rule misses.
fn first_map(inspections: &[Inspection], lang: Lang) -> Option<String> {
    inspections.iter().find_map(|seen| {
        let field = seen.absent.iter().find(|field| !field.needed_by.is_empty())?;
        let header = words::HEADER_TO_FILL_IN.get(lang);
        Some(format!("--map {}.{}={header}", seen.kind?.key(), field.field))
    })
}
