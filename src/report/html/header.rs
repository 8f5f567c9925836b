//! What stands before the chapters: the head, the title, the cover facts, the key figures, the contents.

use super::super::{document_texts as words, texts, values};
use super::markup::Html;
use super::security::{self, STYLE};
use super::{MOST_CHAPTERS, chart};
use crate::model::figures::grouped;
use crate::model::{Document, Fact, KeyFigure, Lang, Text};

/// The most facts on the cover, key figures, and lines of a notice.
const MOST_ITEMS: usize = 24;

/// Everything up to the first chapter.
pub(super) fn page_start(document: &Document, lang: Lang) -> Html {
    let mut html = Html::new(lang);
    head(&mut html, document);
    html.raw("<body>\n<a class=\"skip\" href=\"#report\">").words(&words::SKIP).raw("</a>\n");
    chart::patterns(&mut html);
    html.raw("<main id=\"report\" class=\"page\">\n<header class=\"cover\">");
    html.raw("<p class=\"kind\">").words(&texts::AUDIT).raw("</p><h1>");
    html.brief(document.title.get(lang)).raw("</h1>");
    if let Some(subtitle) = &document.subtitle {
        html.raw("<p class=\"subtitle\">").brief(subtitle.get(lang)).raw("</p>");
    }
    facts(&mut html, &document.cover);
    html.raw("</header>\n");
    notice(&mut html, &texts::GAPS, &document.audit.gaps(), "<aside class=\"notice gaps\">");
    notice(&mut html, &words::NOTICES, &document.audit.notices, "<aside class=\"notice\">");
    key_figures(&mut html, &document.key_figures);
    contents(&mut html, document);
    html
}

fn head(html: &mut Html, document: &Document) {
    let lang = html.lang;
    html.raw(match lang {
        Lang::Zh => "<!DOCTYPE html>\n<html lang=\"zh-CN\">\n",
        Lang::En => "<!DOCTYPE html>\n<html lang=\"en\">\n",
    });
    html.raw("<head>\n<meta charset=\"utf-8\">\n<meta http-equiv=\"Content-Security-Policy\"");
    html.raw(" content=\"").drawing(format_args!("{}", security::policy())).raw("\">\n");
    html.raw("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n");
    html.raw("<meta name=\"color-scheme\" content=\"light dark\">\n");
    html.raw("<meta name=\"referrer\" content=\"no-referrer\">\n<title>");
    html.brief(document.title.get(lang));
    if let Some(subtitle) = &document.subtitle {
        html.raw(" · ").brief(subtitle.get(lang));
    }
    html.raw("</title>\n<style>").raw(STYLE).raw("</style>\n</head>\n");
}

fn contents(html: &mut Html, document: &Document) {
    let lang = html.lang;
    html.raw("<nav class=\"contents\" aria-labelledby=\"contents\"><h2 id=\"contents\">");
    html.words(&words::CONTENTS).raw("</h2><ol>");
    for (nth, chapter) in document.chapters.iter().take(MOST_CHAPTERS).enumerate() {
        html.raw("<li><a href=\"#").text(chapter.key).raw("\"><span class=\"nth\">");
        html.text(&words::chapter(lang, nth + 1)).raw("</span>");
        html.brief(chapter.title.get(lang)).raw("</a></li>");
    }
    html.raw("</ol></nav>\n");
}

/// Labelled values; those beyond the most are counted.
pub(super) fn facts(html: &mut Html, facts: &[Fact]) {
    if facts.is_empty() {
        return;
    }
    let lang = html.lang;
    html.raw("<dl class=\"facts\">");
    for fact in facts.iter().take(MOST_ITEMS) {
        html.raw("<div><dt>").brief(fact.label.get(lang)).raw("</dt><dd>");
        html.text(fact.value.get(lang)).raw("</dd></div>");
    }
    html.raw("</dl>");
    more(html, facts.len());
}

fn notice(html: &mut Html, title: &Text, lines: &[Text], start: &'static str) {
    if lines.is_empty() {
        return;
    }
    let lang = html.lang;
    html.raw(start).raw("<h2>").words(title).raw("</h2><ul>");
    for line in lines.iter().take(MOST_ITEMS) {
        html.raw("<li>").brief(line.get(lang)).raw("</li>");
    }
    html.raw("</ul>");
    more(html, lines.len());
    html.raw("</aside>\n");
}

fn more(html: &mut Html, items: usize) {
    if items > MOST_ITEMS {
        let left = grouped((items - MOST_ITEMS) as u64);
        let lang = html.lang;
        html.raw("<p class=\"note\">").text(&words::more_items(lang, &left)).raw("</p>");
    }
}

fn key_figures(html: &mut Html, figures: &[KeyFigure]) {
    if figures.is_empty() {
        return;
    }
    let lang = html.lang;
    html.raw("<section class=\"figures\"").attribute("aria-label", words::KEY_FIGURES.get(lang));
    html.raw("><ul>");
    for figure in figures.iter().take(MOST_ITEMS) {
        key_figure(html, figure);
    }
    html.raw("</ul></section>\n");
}

fn key_figure(html: &mut Html, figure: &KeyFigure) {
    let lang = html.lang;
    html.raw(if figure.is_bad { "<li class=\"bad\">" } else { "<li>" });
    html.raw("<span class=\"label\">").brief(figure.label.get(lang));
    if figure.is_bad {
        html.raw(" <span class=\"badge\">").words(&words::ATTENTION).raw("</span>");
    }
    let shown = values::shown(&figure.value, 0, lang);
    // The bounds of a rate are read after it, smaller.
    let (value, bounds) = shown.split_once(" (").map_or((&*shown, ""), |(value, bounds)| (value, bounds));
    let is_rate = matches!(figure.value, crate::model::Value::Rate(_));
    html.raw("</span><span class=\"value\">").brief(if is_rate { value } else { &shown });
    if is_rate && !bounds.is_empty() {
        html.raw(" <small>(").brief(bounds).raw("</small>");
    }
    html.raw("</span><span class=\"note\">").brief(figure.note.get(lang)).raw("</span></li>");
}
