//! An audit as people read it: chapters of paragraphs, figures, tables, charts and proofs.
//!
//! Owns the one order and wording that every written report shows. Refuses markup: what a heading or a
//! table looks like is for the formats in `report`.

use super::{AuditReport, Proof, Table, Text, Value};

/// An audit with the chapters that tell it. Made once, by `analysis`; renderers only show it.
pub struct Document {
    /// The title.
    pub title: Text,
    /// What stands under it: the audited organisation, if named.
    pub subtitle: Option<Text>,
    /// Period, as-of date, policy and so on, for the cover.
    pub cover: Vec<Fact>,
    /// The audited period, for the sign-off block.
    pub period: Text,
    /// The figures a reader looks for first, at most eight.
    pub key_figures: Vec<KeyFigure>,
    /// The chapters, in the order an auditor writes them.
    pub chapters: Vec<Chapter>,
    /// Everything the audit found; findings are taken from its source one at a time.
    pub audit: AuditReport,
    /// What makes the report verifiable.
    pub manifest: Manifest,
}

/// A labelled value.
#[derive(Clone, Debug)]
pub struct Fact {
    /// What it is.
    pub label: Text,
    /// The value in words.
    pub value: Text,
}

/// A figure shown large.
#[derive(Clone, Debug)]
pub struct KeyFigure {
    /// A permanent English word, such as `complaints`.
    pub key: &'static str,
    /// What is counted.
    pub label: Text,
    /// The value.
    pub value: Value,
    /// The denominator, or what to read it against.
    pub note: Text,
    /// Whether it is bad news.
    pub is_bad: bool,
}

/// A chapter. The keys are `overview`, `inputs`, `response`, `closure`, `callbacks`, `records`, `risks`, `cases`,
/// `recommendations`, `not-evaluated`, `limits`, `rules` and `manifest`.
#[derive(Clone, Debug)]
pub struct Chapter {
    /// A permanent English word, also the anchor of links.
    pub key: &'static str,
    /// The heading.
    pub title: Text,
    /// What it says.
    pub blocks: Vec<Block>,
}

/// A part of a chapter.
#[derive(Clone, Debug)]
pub enum Block {
    /// A heading below the chapter's.
    Heading(Text),
    /// A paragraph.
    Paragraph(Text),
    /// A list.
    Bullets(Vec<Text>),
    /// Labelled values.
    Facts(Vec<Fact>),
    /// A table with its title, totals and notes.
    Table(Table),
    /// A chart; its numbers also stand in a table of the same chapter or are given by the renderer.
    Chart(Chart),
    /// Why one case has its verdict.
    Proof(Box<Proof>),
    /// The findings of these rules: the first of each, and how many there are. Complete in xlsx and csv.
    Findings(Vec<super::Code>),
}

/// What a chart's values are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ChartUnit {
    /// Numbers of cases.
    Count,
    /// Shares from 0 to 1.
    Share,
    /// Hours.
    Hours,
}

/// How a chart is drawn.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ChartKind {
    /// Columns that touch, over classes of a quantity.
    Histogram,
    /// Columns side by side over categories in order, such as months.
    Columns,
    /// Bars stacked, one for each category.
    StackedBars,
    /// Points joined in the order of categories.
    Line,
    /// A colour for each pair of category and series.
    HeatMap,
}

/// Numbers to be drawn.
#[derive(Clone, Debug)]
pub struct Chart {
    /// A permanent English word, such as `response-times`.
    pub key: &'static str,
    /// The title: what the reader should see.
    pub title: Text,
    /// How it is drawn.
    pub kind: ChartKind,
    /// What the values are.
    pub unit: ChartUnit,
    /// The categories along the axis.
    pub categories: Vec<Text>,
    /// The series; each has a value for every category, or none.
    pub series: Vec<Series>,
    /// Lines across the axis, such as a limit: the place between categories (0 = before the first) and its label.
    pub marks: Vec<Mark>,
    /// How to read it, and what was left out.
    pub note: Text,
}

/// One row of numbers of a chart.
#[derive(Clone, Debug)]
pub struct Series {
    /// A permanent English word that also chooses the colour: `met`, `late`, `missing`, `pending`, `undetermined`,
    /// `count`, `rate` …
    pub key: &'static str,
    /// What it is.
    pub name: Text,
    /// A value for each category.
    pub values: Vec<Option<f64>>,
}

/// A line across a chart's axis.
#[derive(Clone, Debug)]
pub struct Mark {
    /// Where: 2.0 lies between the second and the third category.
    pub at: f64,
    /// What it is.
    pub label: Text,
}

/// What makes a report verifiable, beside the policy and the inputs of its audit.
#[derive(Clone, Debug)]
pub struct Manifest {
    /// The version of the program.
    pub tool_version: String,
    /// SHA-256 of the working calendar, in hexadecimal.
    pub calendar_sha256: String,
    /// The words of the command line that makes the report again, without the program's name.
    pub arguments: Vec<String>,
    /// The configuration file that was used.
    pub configuration: Option<ConfigurationUsed>,
    /// What is hidden of persons.
    pub masks: Masks,
    /// SHA-256 over the verdict of every case and every hit of a check, in hexadecimal.
    pub verdicts_sha256: String,
    /// The number of findings.
    pub findings: u64,
}

/// A configuration file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ConfigurationUsed {
    /// Its path as it was found.
    pub file: String,
    /// SHA-256 of its bytes, in hexadecimal.
    pub sha256: String,
}

/// What is hidden of persons, and how.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Masks {
    /// Whether personal data stands as it is.
    pub unmasked: bool,
    /// Whether free text was asked for; it is scrubbed of numbers and addresses.
    pub free_text: bool,
    /// What tells one key of the tokens from another, in hexadecimal; `None` where the key is taken from the inputs.
    pub key_check: Option<String>,
}
