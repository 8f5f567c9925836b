//! Why a case has its verdict: head, course of time, other definitions; or the findings on it.

mod course;
mod findings;
mod readings;

use std::io;

use super::super::{place, proof_texts as words, texts};
use super::screen::{Paint, Screen};
use crate::model::{CaseProof, CaseState, Proof, Text};

/// Prints everything that can be said of the case.
pub(super) fn print(proof: &CaseProof, screen: &mut Screen<'_>) -> io::Result<()> {
    for (nth, one) in proof.proofs.iter().enumerate() {
        if nth > 0 {
            screen.blank()?;
        }
        print_one(one, screen)?;
    }
    if proof.proofs.is_empty() {
        findings::print(proof, screen)?;
    }
    if let Some(note) = &proof.note {
        screen.lines("", note.get(screen.lang), Paint::Plain)?;
    }
    let mut ground = words::ground(screen.lang, &proof.policy.name, &proof.as_of.at.display());
    if !proof.as_of.given {
        ground.push_str(texts::AS_OF_GUESSED.get(screen.lang));
    }
    screen.blank()?;
    labelled(&words::POLICY, &ground, screen)
}

fn print_one(proof: &Proof, screen: &mut Screen<'_>) -> io::Result<()> {
    print_head(proof, screen)?;
    screen.heading(&words::COURSE)?;
    course::print(proof, screen)?;
    readings::print(proof, screen)
}

/// Rule, case and verdict; then what the verdict rests on, a line each.
fn print_head(proof: &Proof, screen: &mut Screen<'_>) -> io::Result<()> {
    let lang = screen.lang;
    let state = proof.state.label();
    headline([proof.code.as_str(), proof.title.get(lang), &proof.id, state.get(lang)], screen)?;
    screen.lines("", proof.verdict.get(lang), paint(proof.state))?;
    if let Some(part) = &proof.part {
        labelled(&words::PART, part.get(lang), screen)?;
    }
    labelled(&words::PLACE, &place::row(&proof.place), screen)?;
    if let Some(limit) = &proof.limit {
        labelled(&words::LIMIT, limit.get(lang), screen)?;
    }
    let source = words::source(lang, proof.source.get(lang), proof.confidence);
    labelled(&texts::SOURCE, &source, screen)?;
    labelled(&texts::SEVERITY, proof.severity.label().get(lang), screen)
}

/// Code, title, case and outcome on one line.
fn headline(parts: [&str; 4], screen: &mut Screen<'_>) -> io::Result<()> {
    screen.lines("", &parts.join("  "), Paint::Heading)
}

fn labelled(label: &Text, text: &str, screen: &mut Screen<'_>) -> io::Result<()> {
    let lead = format!("{}{}", label.get(screen.lang), texts::colon(screen.lang));
    screen.lines(&lead, text, Paint::Plain)
}

/// How a state stands out.
fn paint(state: CaseState) -> Paint {
    match state {
        CaseState::Late | CaseState::Missing => Paint::Alarm,
        CaseState::Undetermined => Paint::Warning,
        CaseState::Met | CaseState::Pending => Paint::Plain,
        CaseState::Excluded => Paint::Faint,
    }
}
