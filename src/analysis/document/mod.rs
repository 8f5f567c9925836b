//! An audit as a document: the chapters an auditor writes, each figure from the verdicts the findings show.
//!
//! Owns which chapters there are, their order and their wording. Refuses to judge, and to know in which format it
//! will be shown.

mod abridged;
mod appendix;
mod breaches;
mod callbacks;
mod cases;
mod charts;
mod closure;
mod cover;
mod family;
mod grade;
mod heat_map;
mod inputs;
mod limits;
mod material;
mod months;
mod question;
mod recommendations;
mod records;
mod register;
mod response;
mod risks;
mod summary;
mod unit_table;
mod wording;

use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, OnceLock};
use std::thread;

use crate::audit::Audit;
use crate::model::{Block, Chapter, ConfigurationUsed, Document, Manifest, Masks, Text};

use super::grouping::{AnalysisError, Grouping};
use super::overview;
use material::Material;

/// What is asked of a document.
#[derive(Clone, Debug, Default)]
pub struct DocumentOrder {
    /// The audited organisation, if it was named.
    pub auditee: Option<String>,
    /// What the tables are grouped by.
    pub by: Vec<Grouping>,
    /// The version of the program.
    pub tool_version: String,
    /// The words of the command line that makes the document again.
    pub arguments: Vec<String>,
    /// The configuration file that was used.
    pub configuration: Option<ConfigurationUsed>,
    /// What is hidden of persons.
    pub masks: Masks,
    /// Threads to make it on; 0 counts as 1.
    pub threads: usize,
}

/// The document of an audit.
///
/// # Errors
/// When a column to group by is absent.
pub fn document(audit: Audit, order: DocumentOrder) -> Result<Document, AnalysisError> {
    let audit = Arc::new(audit);
    let by_group = overview(&audit, &order.by)?;
    let report = Audit::report(&audit, by_group);
    let material = Material::new(&audit, &report, &order)?;
    let chapters = chapters(&material)?;
    let (cover, key_figures) = (cover::facts(&material), cover::key_figures(&material));
    let manifest = Manifest {
        tool_version: order.tool_version.clone(),
        calendar_sha256: material.calendar_sha256.clone(),
        arguments: order.arguments.clone(),
        configuration: order.configuration.clone(),
        masks: order.masks.clone(),
        verdicts_sha256: material.verdicts_sha256.clone(),
        findings: report.findings.count(),
    };
    let subtitle = order.auditee.clone().map(Text::same);
    Ok(Document {
        title: Text::new("投诉处理与客户回访审计报告", "Audit of complaint handling and callbacks"),
        subtitle,
        period: cover::period(&material),
        cover,
        key_figures,
        chapters,
        audit: report,
        manifest,
    })
}

/// How a chapter is made.
struct Maker {
    key: &'static str,
    title: Text,
    blocks: fn(&Material<'_>) -> Result<Vec<Block>, AnalysisError>,
}

const fn maker(
    key: &'static str,
    zh: &'static str,
    en: &'static str,
    blocks: fn(&Material<'_>) -> Result<Vec<Block>, AnalysisError>,
) -> Maker {
    Maker { key, title: Text::new(zh, en), blocks }
}

/// The chapters, in their order.
static MAKERS: [Maker; 13] = [
    maker("overview", "审计概况与主要结论", "Overview and main results", summary::blocks),
    maker("inputs", "数据来源与行数核对", "Inputs and row account", |it| Ok(inputs::blocks(it))),
    maker("response", "首次响应", "First response", response::blocks),
    maker("closure", "办结", "Closure", closure::blocks),
    maker("callbacks", "客户回访", "Callbacks", callbacks::blocks),
    maker("records", "记录与数据质量", "Records and data", |it| Ok(records::blocks(it))),
    maker("risks", "问题与风险", "Problems and risks", risks::blocks),
    maker("cases", "典型案例", "Typical cases", |it| Ok(cases::blocks(it))),
    maker("recommendations", "审计建议", "Recommendations", |it| Ok(recommendations::blocks(it))),
    maker("not-evaluated", "未评估的规则", "Rules not evaluated", |it| Ok(appendix::not_evaluated(it))),
    maker("limits", "本次审计的局限", "Limits of this audit", |it| Ok(limits::blocks(it))),
    maker("rules", "附录：规则全文", "Appendix: the rules", |it| Ok(appendix::rules(it))),
    maker("manifest", "附录：核验清单", "Appendix: manifest", |it| Ok(appendix::manifest(it))),
];

/// Every chapter. The first thread that is free makes the next one.
fn chapters(material: &Material<'_>) -> Result<Vec<Chapter>, AnalysisError> {
    let next = AtomicUsize::new(0);
    let made: [OnceLock<Result<Vec<Block>, AnalysisError>>; MAKERS.len()] = Default::default();
    thread::scope(|scope| {
        for _ in 0..material.order.threads.clamp(1, MAKERS.len()) {
            scope.spawn(|| {
                while let Some((maker, place)) = {
                    let nth = next.fetch_add(1, Ordering::Relaxed);
                    MAKERS.get(nth).zip(made.get(nth))
                } {
                    let _ = place.set((maker.blocks)(material));
                }
            });
        }
    });
    let chapter = |(maker, blocks): (&Maker, OnceLock<Result<Vec<Block>, AnalysisError>>)| {
        let blocks = blocks.into_inner().unwrap_or_else(|| Ok(Vec::new()))?;
        Ok(Chapter { key: maker.key, title: maker.title.clone(), blocks })
    };
    MAKERS.iter().zip(made).map(chapter).collect()
}
