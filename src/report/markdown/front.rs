//! What stands before the chapters, and after them.

use std::io;

use super::super::manifest::{self, COMMENT_END, COMMENT_START};
use super::super::{document_texts as words, sign_off, texts, values};
use super::grid::Head;
use super::{Page, escape};
use crate::model::{Lang, Text};

/// Put between the number of a chapter and its title.
pub(super) fn gap(lang: Lang) -> &'static str {
    match lang {
        Lang::Zh => "",
        Lang::En => " ",
    }
}

/// Title, cover facts, what must be known first, key figures, contents.
pub(super) fn write(page: &mut Page<'_>) -> io::Result<()> {
    let (document, lang) = (page.document, page.lang);
    writeln!(page.out, "# {}\n", escape::text(document.title.get(lang)))?;
    if let Some(subtitle) = &document.subtitle {
        page.paragraph(subtitle.get(lang))?;
    }
    page.facts(&document.cover)?;
    notice(page, &texts::GAPS, &document.audit.gaps())?;
    notice(page, &words::NOTICES, &document.audit.notices)?;
    key_figures(page)?;
    contents(page)
}

fn notice(page: &mut Page<'_>, title: &Text, lines: &[Text]) -> io::Result<()> {
    if lines.is_empty() {
        return Ok(());
    }
    writeln!(page.out, "> **{}**\n>", title.get(page.lang))?;
    for line in lines {
        writeln!(page.out, "> - {}", escape::text(line.get(page.lang)))?;
    }
    writeln!(page.out)
}

fn key_figures(page: &mut Page<'_>) -> io::Result<()> {
    let (document, lang) = (page.document, page.lang);
    if document.key_figures.is_empty() {
        return Ok(());
    }
    page.heads(&[
        (words::KEY_FIGURES.get(lang), false),
        (words::VALUE.get(lang), true),
        (texts::NOTE.get(lang), false),
    ])?;
    for figure in &document.key_figures {
        let mark = if figure.is_bad { "**" } else { "" };
        let value = values::shown(&figure.value, 0, lang);
        page.marked_row(mark, [figure.label.get(lang), &value, figure.note.get(lang)].into_iter())?;
    }
    writeln!(page.out)
}

fn contents(page: &mut Page<'_>) -> io::Result<()> {
    let (document, lang) = (page.document, page.lang);
    writeln!(page.out, "**{}**\n", words::CONTENTS.get(lang))?;
    for (nth, chapter) in document.chapters.iter().enumerate() {
        let (number, title) = (words::chapter(lang, nth + 1), escape::text(chapter.title.get(lang)));
        writeln!(page.out, "- [{number}{}{title}](#{})", gap(lang), chapter.key)?;
    }
    writeln!(page.out)
}

/// What people fill in by hand.
pub(super) fn write_room_to_sign(page: &mut Page<'_>) -> io::Result<()> {
    let (document, lang) = (page.document, page.lang);
    writeln!(page.out, "**{}**\n", words::SIGN_OFF.get(lang))?;
    let [known, people @ ..] = sign_off::rows(document, lang);
    let cells = |pairs: sign_off::Pairs<'_>| {
        pairs.map(|(label, value)| [label.get(lang).to_owned(), value.to_owned()])
    };
    let heads = cells(known).concat();
    let heads: Vec<Head<'_>> = heads.iter().map(|cell| (cell.as_str(), false)).collect();
    page.heads(&heads)?;
    for pairs in people {
        page.row(cells(pairs).concat().into_iter())?;
    }
    page.row([words::CONCLUSION.get(lang), "", "", ""].into_iter())?;
    writeln!(page.out)
}

/// How the report can be verified, by people and by programs.
pub(super) fn write_manifest(page: &mut Page<'_>) -> io::Result<()> {
    let (document, lang) = (page.document, page.lang);
    writeln!(page.out, "---\n\n**{}**\n", manifest::words::TITLE.get(lang))?;
    for (label, value) in manifest::words::entries(document, lang) {
        page.labelled(label, &value)?;
    }
    // The last line, so that a program finds it from the end.
    writeln!(page.out, "\n{COMMENT_START}{}{COMMENT_END}", manifest::manifest_json(document))
}
