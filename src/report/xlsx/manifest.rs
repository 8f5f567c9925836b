//! What makes the workbook verifiable: what the report rests on, for people in words and for programs as JSON.

use rust_xlsxwriter::XlsxError;

use super::super::manifest::cells::{SHEET, pieces};
use super::super::manifest::{manifest_json, words as shared};
use super::super::{place, texts};
use super::chapters::{Context, chapter_of};
use super::page::Page;
use super::{Setting, words};
use crate::model::figures::grouped;
use crate::model::{Document, Text};

/// Writes the manifest, the policy's files and the inputs' hashes.
pub(super) fn write<'s>(
    document: &Document,
    context: &Context<'_, '_>,
    setting: &'s Setting,
) -> Result<Page<'s>, XlsxError> {
    let mut page = Page::new(&SHEET, &[36.0, 40.0, 40.0, 40.0], setting)?;
    page.title(page.say(&SHEET))?;
    for (label, value) in shared::entries(document, setting.lang) {
        page.pair(label, &value, 1)?;
    }
    for (label, value) in entries(document, context, &page) {
        page.pair(&label, &value, 1)?;
    }
    page.gap();
    // Before anything whose words come from elsewhere: whoever reads it takes the first of its labels.
    for_programs(&mut page, document)?;
    chapter_of(&mut page, document, "manifest", context)?;
    page.prints_its_columns()?;
    Ok(page)
}

/// The manifest as JSON, in as many cells as it takes.
fn for_programs(page: &mut Page<'_>, document: &Document) -> Result<(), XlsxError> {
    page.heading(page.say(&words::FOR_PROGRAMS))?;
    for (label, piece) in pieces(&manifest_json(document)) {
        page.line(&label, piece)?;
    }
    page.gap();
    Ok(())
}

/// What only a workbook says of it.
fn entries(document: &Document, context: &Context<'_, '_>, page: &Page<'_>) -> Vec<(String, String)> {
    let audit = &document.audit;
    let colon = texts::colon(page.setting.lang);
    let of = |text: &Text| page.say(text).to_owned();
    let named = |text: &Text, name: &str| format!("{}{colon}{name}", page.say(text));
    let sources = audit.policy.sources.join(texts::semicolon(page.setting.lang));
    let calendar = &audit.calendar;
    let covers = format!("{} · {} – {}", calendar.name, calendar.first, calendar.last);
    let mut entries = vec![
        (of(&words::ZONE), audit.zone.name()),
        (of(&texts::POLICY), format!("{} · {}", page.say(&audit.policy.title), audit.policy.name)),
        (of(&words::POLICY_SOURCES), sources),
        (of(&words::CALENDAR_COVERS), covers),
        (of(&words::WRITTEN), grouped(context.findings.count())),
    ];
    let layers = audit.policy.layers.iter();
    entries.extend(layers.map(|layer| (named(&words::LAYER, &layer.name), layer.sha256.clone())));
    entries.extend(audit.inputs.iter().map(|input| {
        let hash = input.sha256.clone().unwrap_or_else(|| of(&words::NO_HASH));
        (named(&texts::FILE, &place::file(&input.file, input.sheet.as_deref())), hash)
    }));
    entries
}
