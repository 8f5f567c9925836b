//! What may be shown of a row that is no record.
//!
//! Such a row stands under no header, so nothing says whose words it holds. Unless the user asks for them,
//! only labels of the trade, dates, times and numbers are shown; a title is shown if it speaks of a table.

use std::borrow::Cow;

use super::Aside;
use super::aside::{is_label, plain};
use crate::dataset::{quote_cell, quote_row};
use crate::ingest::values::trim;

/// Words by which a title speaks of the table and of nobody.
const OF_A_TABLE: [&str; 22] = [
    "表", "明细", "统计", "清单", "台账", "汇总", "报告", "记录", "投诉", "回访", "工单", "导出", "数据",
    "系统", "页", "行", "条", "report", "list", "export", "page", "row",
];

impl Aside {
    /// The texts of such a row side by side, as they may be shown.
    pub(in crate::ingest) fn quote<'a>(
        self,
        cells: impl Iterator<Item = Cow<'a, [u8]>>,
        unmask: bool,
    ) -> String {
        let texts: Vec<Vec<u8>> =
            cells.map(|cell| trim(&cell).to_vec()).filter(|text| !text.is_empty()).collect();
        let alone = texts.len() == 1;
        let shown = texts.iter().map(|text| match self {
            _ if unmask || self == Self::RepeatedHeader => quote_cell(text, true).into_string(),
            _ => quote(&String::from_utf8_lossy(text), alone),
        });
        shown.collect::<Vec<_>>().join(" | ")
    }
}

fn quote(text: &str, alone: bool) -> String {
    let colon = text.char_indices().find(|(_, letter)| matches!(letter, ':' | '\u{ff1a}'));
    if let Some((at, colon)) = colon {
        let (label, rest) = (&text[..at], text[at + colon.len_utf8()..].trim());
        return format!("{}{colon}{}", quote_part(label, alone), quote_part(rest, false));
    }
    quote_part(text, alone)
}

/// A label or a title as it stands, else what [`quote_row`] shows.
fn quote_part(text: &str, alone: bool) -> String {
    let plain = plain(text);
    let of_a_table = || OF_A_TABLE.iter().any(|word| plain.contains(word));
    if is_label(&plain) || (alone && of_a_table()) {
        return quote_cell(text.as_bytes(), false).into_string();
    }
    quote_row(std::iter::once(Cow::Borrowed(text.as_bytes())), false)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(what: Aside, cells: &[&str]) -> String {
        what.quote(cells.iter().map(|cell| Cow::Borrowed(cell.as_bytes())), false)
    }

    #[test]
    fn labels_dates_and_numbers_are_shown_and_names_are_not() {
        for (cells, expected) in [
            (&["2024年3月投诉工单明细表"] as &[&str], "2024年3月投诉工单明细表"),
            (&["欧阳锋"], "***"),
            (&["投诉人", "欧阳锋", "13912345678"], "*** | *** | 139****78"),
            (&["导出时间\u{ff1a}2024-03-05 09:00", ""], "导出时间\u{ff1a}2024-03-05 09:00"),
            (&["制表人\u{ff1a}欧阳锋", "", "审核人\u{ff1a}欧阳锋"], "制表人\u{ff1a}*** | 审核人\u{ff1a}***"),
            (&["审核人", "欧阳锋"], "审核人 | ***"),
            (&["注\u{ff1a}欧阳锋已撤诉"], "注\u{ff1a}***"),
        ] {
            assert_eq!(shown(Aside::Note, cells), expected, "{cells:?}");
        }
        assert_eq!(shown(Aside::Totals, &["小计", "欧阳锋", "12"]), "小计 | *** | 12");
    }
}
