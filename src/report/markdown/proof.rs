//! Why one case has its verdict: the verdict at once, the days on a click.

use std::io;

use super::super::{course, document_texts, place, proof_texts as words, texts};
use super::grid::Head;
use super::{Page, escape};
use crate::model::{Moment, Proof, figures};

/// Writes the proof.
pub(super) fn write(page: &mut Page<'_>, proof: &Proof) -> io::Result<()> {
    let lang = page.lang;
    let state = proof.state.label();
    let head = [proof.code.as_str(), proof.title.get(lang), &proof.id, state.get(lang)].map(escape::cell);
    writeln!(page.out, "#### {}\n", head.join(" · "))?;
    page.paragraph(proof.verdict.get(lang))?;
    facts(page, proof)?;
    // What follows a blank line is Markdown again.
    writeln!(page.out, "<details><summary>{}</summary>\n", words::COURSE.get(lang))?;
    steps(page, proof)?;
    writeln!(page.out, "\n</details>\n")?;
    readings(page, proof)
}

fn facts(page: &mut Page<'_>, proof: &Proof) -> io::Result<()> {
    let lang = page.lang;
    if let Some(part) = &proof.part {
        page.labelled(words::PART.get(lang), part.get(lang))?;
    }
    page.labelled(words::PLACE.get(lang), &place::row(&proof.place))?;
    if let Some(limit) = &proof.limit {
        page.labelled(words::LIMIT.get(lang), limit.get(lang))?;
    }
    if let Some(reason) = &proof.reason {
        page.labelled(texts::REASON.get(lang), reason.get(lang))?;
    }
    page.labelled(texts::SOURCE.get(lang), &words::source(lang, proof.source.get(lang), proof.confidence))?;
    page.labelled(texts::SEVERITY.get(lang), proof.severity.label().get(lang))?;
    let audit = &page.document.audit;
    let ground = words::ground(lang, &audit.policy.name, &audit.as_of.at.display());
    page.labelled(document_texts::GROUND.get(lang), &ground)?;
    writeln!(page.out)
}

fn steps(page: &mut Page<'_>, proof: &Proof) -> io::Result<()> {
    let lang = page.lang;
    let heads: [Head<'_>; 4] = [
        (words::WHEN.get(lang), false),
        (words::COUNTED.get(lang), true),
        (words::STEP.get(lang), false),
        (words::ROW.get(lang), false),
    ];
    page.heads(&heads)?;
    for line in course::lines(proof, lang) {
        let mark = if line.emphasis == course::Emphasis::Verdict { "**" } else { "" };
        page.marked_row(mark, [&line.when, &line.counted, &line.what, &line.place].into_iter())?;
    }
    Ok(())
}

fn readings(page: &mut Page<'_>, proof: &Proof) -> io::Result<()> {
    if proof.readings.is_empty() {
        return Ok(());
    }
    let lang = page.lang;
    writeln!(page.out, "**{}**\n", words::READINGS.get(lang))?;
    page.heads(&[
        (words::DEFINITION.get(lang), false),
        (words::VERDICT.get(lang), false),
        (texts::DUE.get(lang), false),
    ])?;
    for reading in &proof.readings {
        let differs = if reading.state == proof.state { "" } else { words::DIFFERS.get(lang) };
        let verdict = format!("{}{differs}", reading.state.label().get(lang));
        let due = reading.due_at.map_or_else(|| figures::NONE.to_owned(), Moment::display);
        page.row([reading.definition.get(lang), &verdict, &due].into_iter())?;
    }
    writeln!(page.out)
}
