//! The sheet: A4, upright or lying, with the margins Chinese offices use.

use std::io;

use super::xml::Xml;

/// A sheet of paper, in twentieths of a point.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Sheet {
    across: u32,
    down: u32,
    /// Above and below the text.
    upper: u32,
    /// Left and right of the text.
    side: u32,
}

/// A4 upright: 2.54 cm above and below, 3.18 cm at the sides.
pub(super) const PORTRAIT: Sheet = Sheet { across: 11_906, down: 16_838, upper: 1_440, side: 1_803 };
/// A4 lying, with the margins turned with the sheet.
pub(super) const LANDSCAPE: Sheet = Sheet { across: 16_838, down: 11_906, upper: 1_803, side: 1_440 };

impl Sheet {
    /// The width of the text.
    pub(super) const fn width(self) -> u32 {
        self.across - 2 * self.side
    }

    /// Writes the properties of the section that ends here; the first one has a cover, without header and footer.
    pub(super) fn write(self, has_cover: bool, xml: &mut Xml<'_>) -> io::Result<()> {
        let [across, down, upper, side] =
            [self.across, self.down, self.upper, self.side].map(|twips| twips.to_string());
        xml.start("w:sectPr", &[])?;
        xml.empty("w:headerReference", &[("w:type", "default"), ("r:id", "rIdHeader")])?;
        xml.empty("w:footerReference", &[("w:type", "default"), ("r:id", "rIdFooter")])?;
        xml.value("w:type", "nextPage")?;
        let turned: &[_] = if self == LANDSCAPE { &[("w:orient", "landscape")] } else { &[] };
        xml.empty("w:pgSz", &[&[("w:w", across.as_str()), ("w:h", &down)], turned].concat())?;
        xml.empty(
            "w:pgMar",
            &[
                ("w:top", upper.as_str()),
                ("w:right", &side),
                ("w:bottom", &upper),
                ("w:left", &side),
                ("w:header", "851"),
                ("w:footer", "992"),
                ("w:gutter", "0"),
            ],
        )?;
        if has_cover {
            xml.empty("w:titlePg", &[])?;
        }
        xml.end("w:sectPr")
    }
}
