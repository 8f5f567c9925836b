//! The manifest as people read it: label and value, Chinese beside English.

use super::super::{document_texts, texts};
use super::command_line::typed;
use crate::model::figures::grouped;
use crate::model::{Document, Lang, Masks, Text};

pub(in super::super) static TITLE: Text = Text::new("核验信息", "To verify this report");
static TOOL: Text = Text::new("工具", "Tool");
static VERDICTS_HASH: Text = Text::new("判定结果 SHA-256", "Verdicts SHA-256");
static POLICY_HASH: Text = Text::new("制度 SHA-256", "Policy SHA-256");
static CALENDAR_HASH: Text = Text::new("日历 SHA-256", "Calendar SHA-256");
static COMMAND: Text = Text::new("重做命令", "Command that makes it again");
static PERSONAL: Text = Text::new("个人信息", "Personal data");
static FREE_TEXT: Text = Text::new("投诉内容原文", "Free text");
static UNMASKED: Text = Text::new("未脱敏，请按保密要求保管", "not masked: keep this report confidential");
static KEYED_BY_INPUTS: Text = Text::new(
    "已脱敏；同一人代号相同，代号的密钥取自输入文件",
    "masked; one token for each person, keyed by the inputs",
);
static LEFT_OUT: Text = Text::new("未列出", "left out");
static SCRUBBED: Text = Text::new("列出，其中的号码与地址已脱敏", "shown, scrubbed of numbers and addresses");
static AS_IT_STANDS: Text = Text::new("原样列出", "shown as it stands");

/// What is to be known to verify the report, in the order in which it is read.
pub(in super::super) fn entries(document: &Document, lang: Lang) -> Vec<(&'static str, String)> {
    let (audit, manifest) = (&document.audit, &document.manifest);
    let guessed = if audit.as_of.given { "" } else { texts::AS_OF_GUESSED.get(lang) };
    let count = document_texts::findings_in_all(lang, &grouped(manifest.findings));
    vec![
        (TOOL.get(lang), format!("hearback {}", manifest.tool_version)),
        (texts::AS_OF.get(lang), format!("{}{guessed}", audit.as_of.at.display())),
        (VERDICTS_HASH.get(lang), format!("{}{count}", manifest.verdicts_sha256)),
        (POLICY_HASH.get(lang), audit.policy.sha256.clone()),
        (CALENDAR_HASH.get(lang), manifest.calendar_sha256.clone()),
        (COMMAND.get(lang), typed(&manifest.arguments)),
        (PERSONAL.get(lang), masked(&manifest.masks, lang)),
        (FREE_TEXT.get(lang), free_text(&manifest.masks).get(lang).to_owned()),
    ]
}

fn masked(masks: &Masks, lang: Lang) -> String {
    match (&masks.key_check, lang) {
        _ if masks.unmasked => UNMASKED.get(lang).to_owned(),
        (None, _) => KEYED_BY_INPUTS.get(lang).to_owned(),
        (Some(check), Lang::Zh) => {
            format!("已脱敏；同一人代号相同，代号用给定的密钥（校验值 {check}）")
        }
        (Some(check), Lang::En) => {
            format!("masked; one token for each person, keyed by a given key (check value {check})")
        }
    }
}

fn free_text(masks: &Masks) -> &'static Text {
    match (masks.free_text, masks.unmasked) {
        (false, _) => &LEFT_OUT,
        (true, false) => &SCRUBBED,
        (true, true) => &AS_IT_STANDS,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_text_is_missing_in_a_language() {
        let all = [
            &TITLE,
            &TOOL,
            &VERDICTS_HASH,
            &POLICY_HASH,
            &CALENDAR_HASH,
            &COMMAND,
            &PERSONAL,
            &FREE_TEXT,
            &UNMASKED,
            &KEYED_BY_INPUTS,
            &LEFT_OUT,
            &SCRUBBED,
            &AS_IT_STANDS,
        ];
        for text in all {
            assert!(!text.zh.is_empty() && text.en.is_ascii() && !text.en.is_empty(), "{text:?}");
        }
    }

    #[test]
    fn what_is_hidden_is_told() {
        let masks = |unmasked, free_text, key_check: Option<&str>| Masks {
            unmasked,
            free_text,
            key_check: key_check.map(str::to_owned),
        };
        assert!(masked(&masks(true, false, None), Lang::Zh).contains("未脱敏"));
        assert!(masked(&masks(false, false, None), Lang::En).contains("keyed by the inputs"));
        assert!(masked(&masks(false, false, Some("ab12")), Lang::Zh).contains("校验值 ab12"));
        assert!(masked(&masks(false, false, Some("ab12")), Lang::En).contains("check value ab12"));
        assert_eq!(free_text(&masks(false, false, None)).en, "left out");
        assert!(free_text(&masks(false, true, None)).en.contains("scrubbed"));
        assert!(free_text(&masks(true, true, None)).en.contains("as it stands"));
    }
}
