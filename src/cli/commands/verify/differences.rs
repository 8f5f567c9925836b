//! What differs between a report and what it would be now.

use super::super::super::failure::Failure;
use crate::ingest::{ChangedCell, FORMULA, HIDDEN, WorkbookChanges};
use crate::model::figures::grouped;
use crate::model::{Document, Text};
use crate::report::{ReadInput, ReadManifest, manifest_json};

/// Something that was otherwise when the report was written.
pub(super) struct Difference {
    pub(super) what: Text,
    pub(super) recorded: String,
    pub(super) now: String,
}

/// What the report rests on and what it would rest on now.
pub(super) fn differences(recorded: &ReadManifest, document: &Document) -> Result<Vec<Difference>, Failure> {
    let now: ReadManifest = serde_json::from_str(&manifest_json(document))
        .map_err(|error| Failure::incomplete(Text::same(error.to_string())))?;
    let mut found = Vec::new();
    let mut compare = |zh: &str, en: &str, recorded: &str, now: &str| {
        if recorded != now {
            let what = Text::owned(zh.to_owned(), en.to_owned());
            found.push(Difference { what, recorded: recorded.to_owned(), now: now.to_owned() });
        }
    };
    compare("程序版本", "version of the program", &recorded.tool_version, &now.tool_version);
    let at = |manifest: &ReadManifest| manifest.as_of.at.clone().unwrap_or_default();
    compare("审计基准日", "as-of date", &at(recorded), &at(&now));
    compare("制度", "policy", &recorded.policy.sha256, &now.policy.sha256);
    compare("工作日历", "calendar", &recorded.calendar.sha256, &now.calendar.sha256);
    let hash = |input: &ReadInput| input.sha256.clone().unwrap_or_default();
    for (nth, input) in recorded.inputs.iter().enumerate() {
        let current = now.inputs.get(nth).map(hash).unwrap_or_default();
        compare(&format!("文件 {}", input.file), &format!("file {}", input.file), &hash(input), &current);
    }
    for input in now.inputs.iter().skip(recorded.inputs.len()) {
        compare(&format!("文件 {}", input.file), &format!("file {}", input.file), "", &hash(input));
    }
    let configuration = |manifest: &ReadManifest| {
        manifest.configuration.as_ref().map(|used| used.sha256.clone()).unwrap_or_default()
    };
    compare("配置文件", "configuration", &configuration(recorded), &configuration(&now));
    let masks = |manifest: &ReadManifest| {
        format!("unmasked {}, free text {}", manifest.masks.unmasked, manifest.masks.free_text)
    };
    compare("脱敏方式", "masks", &masks(recorded), &masks(&now));
    let key = |manifest: &ReadManifest| manifest.masks.key_check.clone().unwrap_or_default();
    compare("脱敏密钥", "mask key", &key(recorded), &key(&now));
    compare("发现数", "findings", &recorded.findings.to_string(), &now.findings.to_string());
    compare("全部判定", "verdicts", &recorded.verdicts_sha256, &now.verdicts_sha256);
    Ok(found)
}

/// The file is another although all it rests on is the same.
pub(super) fn changed_file() -> Difference {
    Difference {
        what: Text::new(
            "报告文件写出后被改动或另存；依据与判定没有变化，但其文字不能核验",
            "the file was changed or saved anew after it was written; inputs and verdicts are the same, its text is not proven",
        ),
        recorded: String::new(),
        now: String::new(),
    }
}

/// The changed cells of a workbook.
pub(super) fn changed_cells(changes: &WorkbookChanges) -> Vec<Difference> {
    let mut cells: Vec<Difference> = changes
        .first
        .iter()
        .map(|cell| Difference { what: place(cell), recorded: cell.saved.clone(), now: cell.written.clone() })
        .collect();
    cells.extend(more(cells.len(), changes.changed, &Text::new("改动的单元格", "changed cells")));
    cells
}

/// The cells that were filled in: no change of what was written, and for the reader to judge.
pub(super) fn filled_cells(changes: &WorkbookChanges) -> Vec<Difference> {
    let filled = |cell: &ChangedCell| Difference {
        what: place(cell),
        recorded: cell.saved.clone(),
        now: String::new(),
    };
    let mut cells: Vec<Difference> = changes.first_filled.iter().map(filled).collect();
    cells.extend(more(cells.len(), changes.filled, &Text::new("填写的单元格", "cells filled in")));
    cells
}

fn place(cell: &ChangedCell) -> Text {
    let sheet = &cell.sheet;
    match cell.cell.as_str() {
        "" => Text::owned(format!("工作表 {sheet} 不在了"), format!("the sheet {sheet} is gone")),
        HIDDEN => Text::owned(format!("工作表 {sheet} 被隐藏"), format!("the sheet {sheet} is hidden")),
        FORMULA => Text::owned(format!("{sheet} 中有公式"), format!("there is a formula in {sheet}")),
        place => Text::same(format!("{sheet}!{place}")),
    }
}

/// That a list shows only its first entries.
fn more(shown: usize, all: u64, of: &Text) -> Option<Difference> {
    (all > shown as u64).then(|| {
        let (shown, all) = (grouped(shown as u64), grouped(all));
        Difference {
            what: Text::owned(
                format!("只列出前 {shown} 个{}，共 {all} 个", of.zh),
                format!("the first {shown} of {all} {}", of.en),
            ),
            recorded: String::new(),
            now: String::new(),
        }
    })
}
