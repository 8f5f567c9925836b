//! Bytes that are no text in any encoding read here.

use encoding_rs::GB18030;

use crate::model::Text;

use super::super::text::Encoding;
use super::signatures::Named;

/// Names bytes that no encoding explains and that hold what no text does.
pub(super) fn find(head: &[u8]) -> Option<Named> {
    let sample = &head[..head.len().min(4096)];
    let control = sample.iter().filter(|byte| matches!(byte, 0..=8 | 14..=26 | 28..=31)).count();
    let unicode = [Encoding::UTF_8, Encoding::UTF_16LE, Encoding::UTF_16BE];
    let is_text = control * 100 < sample.len()
        || unicode.contains(&Encoding::detect(sample).encoding)
        || !GB18030.decode_without_bom_handling(sample).1;
    (!is_text).then(|| {
        (
            Text::new("无法识别的二进制数据", "binary data of an unknown kind"),
            Text::new("请向系统导出 csv 或 xlsx。", "export csv or xlsx from the system"),
        )
    })
}
