//! An audit as a document: the chapters an auditor writes, each figure from the verdicts the findings show.
//!
//! Owns which chapters there are, their order and their wording. Refuses to judge, and to know in which format it
//! will be shown.

mod appendix;
mod breaches;
mod callbacks;
mod cases;
mod charts;
mod closure;
mod cover;
mod family;
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
mod wording;

use std::sync::Arc;

use crate::audit::Audit;
use crate::model::{Chapter, ConfigurationUsed, Document, Manifest, Masks, Text};

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

fn chapters(material: &Material<'_>) -> Result<Vec<Chapter>, AnalysisError> {
    let chapter = |key, zh, en, blocks| Chapter { key, title: Text::new(zh, en), blocks };
    Ok(vec![
        chapter("overview", "审计概况与主要结论", "Overview and main results", summary::blocks(material)?),
        chapter("inputs", "数据来源与行数核对", "Inputs and row account", inputs::blocks(material)),
        chapter("response", "首次响应", "First response", response::blocks(material)?),
        chapter("closure", "办结", "Closure", closure::blocks(material)?),
        chapter("callbacks", "客户回访", "Callbacks", callbacks::blocks(material)?),
        chapter("records", "记录与数据质量", "Records and data", records::blocks(material)),
        chapter("risks", "问题与风险", "Problems and risks", risks::blocks(material)?),
        chapter("cases", "典型案例", "Typical cases", cases::blocks(material)),
        chapter("recommendations", "审计建议", "Recommendations", recommendations::blocks(material)),
        chapter("not-evaluated", "未评估的规则", "Rules not evaluated", appendix::not_evaluated(material)),
        chapter("limits", "本次审计的局限", "Limits of this audit", limits::blocks(material)),
        chapter("rules", "附录：规则全文", "Appendix: the rules", appendix::rules(material)),
        chapter("manifest", "附录：核验清单", "Appendix: manifest", appendix::manifest(material)),
    ])
}
