//! The chapter of typical cases: of each grave problem the case that shows it best, with its proof.

use crate::model::{Block, Fact, Finding, RuleOutcome, Text};

use super::material::Material;
use super::wording::{fact, heading, rule};

/// Problems that are shown with a proof, and those shown without.
const MOST_PROVEN: usize = 5;
const MOST_TOLD: usize = 5;

pub(super) fn blocks(material: &Material<'_>) -> Vec<Block> {
    let mut blocks = vec![Block::Paragraph(Text::new(
        "最严重的问题各取一件：有时限的取逾期最久的一件，并逐步列出计时过程；其余取首件。每件都可以用所列文件与行号复核。",
        "One case of each of the gravest problems: where a limit was missed, the one that is latest, step by step; else the first. Each can be checked by the file and row it names.",
    ))];
    let (mut proven, mut told) = (0, 0);
    for outcome in material.problems() {
        let Some((finding, proof)) = material.audit.gravest(outcome.doc.code) else { continue };
        match proof {
            Some(proof) if proven < MOST_PROVEN => {
                proven += 1;
                blocks.push(Block::Proof(Box::new(proof)));
            }
            None if told < MOST_TOLD => {
                told += 1;
                blocks.push(Block::Heading(rule(outcome)));
                blocks.push(Block::Facts(facts(outcome, &finding)));
            }
            _ => {}
        }
    }
    if proven + told == 0 {
        return vec![Block::Paragraph(Text::new("没有发现。", "There are no findings."))];
    }
    blocks.insert(1, heading("案例", "Cases"));
    blocks
}

fn facts(outcome: &RuleOutcome, finding: &Finding) -> Vec<Fact> {
    let mut facts = vec![fact("问题", "Problem", finding.message.clone())];
    if !finding.id.is_empty() {
        facts.push(fact("编号", "Id", Text::same(finding.id.clone())));
    }
    facts.extend(place(finding).map(|place| fact("位置", "Place", place)));
    if let Some(branch) = &finding.branch {
        facts.push(fact("机构", "Branch", Text::same(branch.clone())));
    }
    facts.push(fact("依据", "Basis", outcome.doc.source.clone()));
    facts.push(fact("整改", "What to do", outcome.doc.fix.clone()));
    facts
}

/// File, sheet and row; `None` for a group.
fn place(finding: &Finding) -> Option<Text> {
    let (row, file) = (finding.row?, file_of(finding));
    Some(Text::owned(format!("{file} 第 {row} 行"), format!("{file} row {row}")))
}

/// The file with its sheet.
pub(super) fn file_of(finding: &Finding) -> String {
    match &finding.sheet {
        Some(sheet) => format!("{}[{sheet}]", finding.file),
        None => finding.file.to_string(),
    }
}
