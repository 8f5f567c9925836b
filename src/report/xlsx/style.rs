//! How cells look: fonts, fills, borders and number formats.
//!
//! Owns colours. Refuses wording, except for number formats, which carry units.

use rust_xlsxwriter::{Format, FormatAlign, FormatBorder, FormatUnderline};

use super::words;
use crate::model::{Lang, Severity};

/// Headings and the bars above tables.
pub(super) const INK: u32 = 0x1F3864;
const FAINT: u32 = 0x595959;
const ALARM: u32 = 0xC00000;
const LINK: u32 = 0x0563C1;
const RULE: u32 = 0xBFBFBF;
const HEADER_FILL: u32 = 0xD9E2F3;
const LABEL_FILL: u32 = 0xF2F2F2;

/// The height of a line, in points.
pub(super) const LINE: f64 = 16.5;
/// The same in pixels.
pub(super) const LINE_PIXELS: u32 = 22;
/// The width of a column without another, in pixels.
pub(super) const COLUMN_PIXELS: u32 = 64;

/// Makes the formats of one language.
pub(super) struct Styles {
    base: Format,
}

impl Styles {
    pub(super) fn new(lang: Lang) -> Self {
        Self { base: Format::new().set_font_name(words::FONT.get(lang)).set_font_size(10) }
    }

    /// What cells look like that have no other format.
    pub(super) fn plain(&self) -> Format {
        self.base.clone().set_align(FormatAlign::Top)
    }

    pub(super) fn title(&self) -> Format {
        self.base.clone().set_font_size(18).set_bold().set_font_color(INK)
    }

    pub(super) fn subtitle(&self) -> Format {
        self.base.clone().set_font_size(12).set_font_color(FAINT)
    }

    /// A chapter's heading, ruled across the sheet.
    pub(super) fn chapter(&self) -> Format {
        let format = self.base.clone().set_font_size(13).set_bold().set_font_color(INK);
        format.set_border_bottom(FormatBorder::Medium).set_border_bottom_color(INK)
    }

    pub(super) fn heading(&self) -> Format {
        self.base.clone().set_font_size(11).set_bold().set_font_color(INK)
    }

    pub(super) fn paragraph(&self) -> Format {
        self.plain().set_text_wrap()
    }

    pub(super) fn note(&self) -> Format {
        self.paragraph().set_font_size(9).set_font_color(FAINT)
    }

    /// What must not be overlooked.
    pub(super) fn alarm(&self) -> Format {
        self.paragraph().set_bold().set_font_color(ALARM)
    }

    /// The name of a value.
    pub(super) fn label(&self) -> Format {
        self.words().set_font_color(FAINT).set_background_color(LABEL_FILL).set_indent(1)
    }

    /// The head of a column.
    pub(super) fn header(&self) -> Format {
        let format = self.ruled().set_bold().set_font_color(INK).set_background_color(HEADER_FILL);
        format.set_text_wrap().set_align(FormatAlign::Center).set_align(FormatAlign::VerticalCenter)
    }

    /// The head of a column that people fill in by hand.
    pub(super) fn header_to_fill(&self) -> Format {
        self.header().set_background_color(0xFFF2CC)
    }

    fn ruled(&self) -> Format {
        self.base.clone().set_border(FormatBorder::Thin).set_border_color(RULE)
    }

    /// Cells of a table that stay on one line.
    pub(super) fn unwrapped(&self) -> Format {
        self.ruled().set_align(FormatAlign::VerticalCenter)
    }

    /// Text for programs, of which as much is seen as its cell holds.
    pub(super) fn data(&self) -> Format {
        self.unwrapped().set_num_format("@").set_align(FormatAlign::Fill)
    }

    /// Words of a table.
    pub(super) fn words(&self) -> Format {
        self.ruled().set_text_wrap().set_align(FormatAlign::VerticalCenter)
    }

    /// Figures of a table.
    fn figures(&self, number_format: &str) -> Format {
        let format = self.ruled().set_align(FormatAlign::VerticalCenter).set_align(FormatAlign::Right);
        format.set_num_format(number_format)
    }

    pub(super) fn count(&self) -> Format {
        self.figures(COUNT)
    }

    /// A share from 0 to 1, rounded as everywhere: short of all never reads 100.0 %.
    pub(super) fn share(&self, share: f64) -> Format {
        self.figures(&share_format(share))
    }

    /// A span of time in days, as hours and minutes.
    pub(super) fn duration(&self) -> Format {
        self.figures("[h]:mm")
    }

    pub(super) fn moment(&self) -> Format {
        self.figures(MOMENT)
    }

    /// Words of a figures column.
    pub(super) fn right(&self) -> Format {
        self.words().set_align(FormatAlign::Right)
    }

    /// Ids: text whatever they look like, also when edited.
    pub(super) fn id(&self) -> Format {
        self.words().set_num_format("@").set_quote_prefix()
    }

    pub(super) fn link(&self) -> Format {
        let format = self.words().set_align(FormatAlign::Center);
        format.set_font_color(LINK).set_underline(FormatUnderline::Single)
    }

    /// A link outside a table.
    pub(super) fn loose_link(&self) -> Format {
        self.plain().set_font_color(LINK).set_underline(FormatUnderline::Single)
    }

    /// A value beside its label.
    pub(super) fn value(&self) -> Format {
        self.words().set_indent(1)
    }

    /// Sentences of a table, which begin at the top of their row.
    pub(super) fn prose(&self) -> Format {
        self.words().set_align(FormatAlign::Top)
    }

    /// A key figure.
    pub(super) fn large(&self, is_bad: bool) -> Format {
        let format = self.ruled().set_font_size(14).set_bold().set_align(FormatAlign::VerticalCenter);
        let format = format.set_align(FormatAlign::Center);
        format.set_font_color(if is_bad { ALARM } else { INK })
    }

    pub(super) fn severity(&self, severity: Severity) -> Format {
        let format = self.words().set_align(FormatAlign::Center);
        let (fill, ink) = severity_colours(severity);
        format.set_background_color(fill).set_font_color(ink).set_bold()
    }
}

/// Numbers of cases.
pub(super) const COUNT: &str = "#,##0";
/// Moments as dates that sort.
pub(super) const MOMENT: &str = "yyyy-mm-dd hh:mm:ss";

/// The number format of a share from 0 to 1: what rounding would make all or none is spelt out.
pub(super) fn share_format(share: f64) -> String {
    let shown = crate::model::figures::percent(share);
    let rounded = format!("{:.1}", share * 100.0);
    if shown == rounded { "0.0%".to_owned() } else { format!("\"{shown}%\"") }
}

/// The format with the weight of a totals row.
pub(super) fn total(format: Format) -> Format {
    format.set_bold().set_background_color(LABEL_FILL).set_border_top(FormatBorder::Medium)
}

/// The format of bad news.
pub(super) fn bad(format: Format) -> Format {
    format.set_bold().set_font_color(ALARM)
}

/// The fill and the ink of a severity.
pub(super) fn severity_colours(severity: Severity) -> (u32, u32) {
    match severity {
        Severity::High => (0xF8CBAD, 0x9C0006),
        Severity::Medium => (0xFFE699, 0x7F6000),
        Severity::Low => (0xDDEBF7, 0x1F4E79),
        Severity::Info => (0xEDEDED, 0x404040),
    }
}
