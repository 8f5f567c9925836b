//! The findings on a case under a rule that has no course of time to show.

use std::io;

use super::super::super::{evidence, place, proof_texts as words};
use super::super::screen::{Paint, Screen};
use super::{headline, labelled};
use crate::model::{CaseProof, Finding, Lang};

/// Prints each finding with its place and evidence; the rule and the case where there is none.
pub(super) fn print(proof: &CaseProof, screen: &mut Screen<'_>) -> io::Result<()> {
    let lang = screen.lang;
    if proof.findings.is_empty() {
        return screen.lines("", &head(proof, lang), Paint::Heading);
    }
    for (nth, finding) in proof.findings.iter().enumerate() {
        if nth > 0 {
            screen.blank()?;
        }
        print_one(proof, finding, screen)?;
    }
    Ok(())
}

fn head(proof: &CaseProof, lang: Lang) -> String {
    [proof.code.as_str(), proof.title.get(lang), &proof.case].join("  ")
}

fn print_one(proof: &CaseProof, finding: &Finding, screen: &mut Screen<'_>) -> io::Result<()> {
    let lang = screen.lang;
    let state = finding.state.map_or_else(|| words::FIRES.clone(), |state| state.label());
    headline([finding.code.as_str(), proof.title.get(lang), &finding.id, state.get(lang)], screen)?;
    screen.lines("", finding.message.get(lang), Paint::Alarm)?;
    if finding.row.is_some() {
        labelled(&words::PLACE, &place::finding(finding), screen)?;
    }
    for (name, value) in &finding.evidence {
        let value = evidence::shown(value, lang);
        screen.item(&format!("{name} = {value}"), Paint::Plain)?;
    }
    Ok(())
}
