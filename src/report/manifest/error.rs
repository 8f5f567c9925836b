//! Why no manifest could be read from a file.

use std::io;

use super::super::ReportFormat;
use crate::model::Text;

/// A file holds no manifest that can be read.
#[derive(Debug, thiserror::Error)]
pub enum ManifestError {
    /// The file could not be read.
    #[error("the report could not be read")]
    Io(#[from] io::Error),
    /// It is none of the formats a report has, or was not written by this program.
    #[error("this is not a report of hearback, or its manifest was removed")]
    NotAReport,
    /// A format that has no place for one.
    #[error("a report of this format carries no manifest")]
    NoPlace(ReportFormat),
    /// The page was full.
    #[error("the page had no room for its manifest")]
    LeftOut,
    /// It was written by another version of the program, in another schema.
    #[error("the manifest is of another schema: {0}")]
    OtherSchema(String),
    /// Something stands there, and it is no manifest any more.
    #[error("the report is damaged: {0}")]
    Damaged(String),
    /// More than any report says.
    #[error("the manifest, or what stands before it, is larger than any report's")]
    TooLarge,
}

impl ManifestError {
    /// What is wrong, and what to do, in both languages.
    #[must_use]
    pub fn text(&self) -> Text {
        match self {
            Self::Io(error) => {
                Text::owned(format!("报告无法读取：{error}"), format!("the report cannot be read: {error}"))
            }
            Self::NotAReport => Text::new(
                "这不是本程序写的报告，或其中的核验清单已被删除",
                "this is not a report of hearback, or its manifest was removed",
            ),
            Self::NoPlace(format) => Text::owned(
                format!("{} 格式不带核验清单；请用 html、md、xlsx、docx 或 json 报告", format.extension()),
                format!(
                    "{} carries no manifest; use a report as html, md, xlsx, docx or json",
                    format.extension()
                ),
            ),
            Self::LeftOut => Text::new(
                "输入太多，网页放不下核验清单；请用 xlsx、docx、md 或 json 报告",
                "there are so many inputs that the page had no room for its manifest; use the report as xlsx, docx, md or json",
            ),
            Self::OtherSchema(schema) => Text::owned(
                format!("核验清单的版本是“{schema}”，本程序不认识"),
                format!("the manifest is of schema {schema:?}, which this version does not know"),
            ),
            Self::Damaged(why) => {
                Text::owned(format!("报告已损坏：{why}"), format!("the report is damaged: {why}"))
            }
            Self::TooLarge => Text::new(
                "核验清单或它前面的内容大得不像报告，未读取",
                "the manifest, or what stands before it, is larger than any report's and was not read",
            ),
        }
    }
}
