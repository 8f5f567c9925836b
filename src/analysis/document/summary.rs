//! The first chapter: what came out, where to begin, what was looked at and how.

use crate::model::figures::grouped;
use crate::model::{Block, RuleOutcome, Text};

use super::super::grouping::AnalysisError;
use super::abridged::abridged;
use super::breaches::QUESTIONS;
use super::material::Material;
use super::wording::{fact, heading, list, rule, sentences, share};
use super::{cover, months, question, recommendations};

pub(super) fn blocks(material: &Material<'_>) -> Result<Vec<Block>, AnalysisError> {
    let mut blocks = vec![
        heading("主要结论", "Main results"),
        Block::Bullets(results(material)),
        heading("优先整改事项", "Priority actions"),
        Block::Bullets(recommendations::first(material)),
        Block::Table(abridged(&material.report.by_group, &material.order.by)),
    ];
    blocks.extend(months::rates(material)?.map(Block::Chart));
    blocks.extend([
        heading("目的与范围", "Purpose and scope"),
        Block::Paragraph(purpose(material)),
        Block::Facts(scope(material)),
        heading("方法", "Method"),
        Block::Bullets(method(material)),
    ]);
    Ok(blocks)
}

/// One sentence for each thing a reader must know.
fn results(material: &Material<'_>) -> Vec<Text> {
    let breaches = &material.breaches;
    let (late, judged) = (breaches.late_cases(), breaches.judged_cases());
    let part = share(late, judged);
    let has_verdict = judged > 0;
    let (cases, judged, late) = (grouped(breaches.cases), grouped(judged), grouped(late));
    let titles = breaches.titles();
    let mut results = vec![match () {
        () if titles.zh.is_empty() || !has_verdict => Text::owned(
            format!("{cases} 件投诉中没有一件的时限可以判定，不能说有没有逾期。"),
            format!(
                "No deadline could be judged on any of {cases} complaints, so nothing is said of lateness."
            ),
        ),
        () if breaches.late_cases() == 0 => Text::owned(
            format!("{cases} 件投诉中已判定 {judged} 件，都没有逾期（统计：{}）。", titles.zh),
            format!("Of {cases} complaints {judged} were judged, and none is late (counted: {}).", titles.en),
        ),
        () => Text::owned(
            format!(
                "{cases} 件投诉中已判定 {judged} 件，其中 {late} 件至少一项逾期（{part}；统计：{}）。",
                titles.zh
            ),
            format!(
                "Of {cases} complaints {judged} were judged, and {late} missed at least one deadline ({part}; counted: {}).",
                titles.en
            ),
        ),
    }];
    for code in QUESTIONS {
        results.push(match (material.why_not(code), material.rule(code)) {
            (None, Some(rule)) if question::wide_range(rule).is_some() => {
                sentences(&[question::figures(material, rule), question::contested(rule)])
            }
            (None, Some(rule)) => question::figures(material, rule),
            (why, _) => question::not_evaluated(code, &why.unwrap_or_default()),
        });
    }
    results.extend(other_duties(material));
    if let Some((name, said)) = material.worst_branch() {
        results.push(Text::owned(
            format!("逾期占比最高的机构是{}：{}。", quoted(&name.zh), said.zh),
            format!("The branch with the highest late share is {}: {}.", name.en, said.en),
        ));
    }
    results.extend(material.report.notices.iter().map(sentence));
    results.extend(material.report.gaps().iter().map(incomplete));
    results
}

/// The other obligations with breaches.
fn other_duties(material: &Material<'_>) -> Vec<Text> {
    let is_other = |rule: &&RuleOutcome| {
        rule.counts.is_some() && rule.findings > 0 && !QUESTIONS.contains(&rule.doc.code)
    };
    let said = |outcome: &RuleOutcome| {
        let named = rule(outcome);
        let (found, tested) = (grouped(outcome.findings), grouped(outcome.tested));
        Text::owned(
            format!("{}：已检验 {tested} 项，{found} 项不达标。", named.zh),
            format!("{}: {found} of {tested} tested failed.", named.en),
        )
    };
    material.report.rules.iter().filter(is_other).map(said).collect()
}

fn quoted(name: &str) -> String {
    format!("“{name}”")
}

fn sentence(text: &Text) -> Text {
    Text::owned(format!("注意：{}。", text.zh), format!("Note: {}.", text.en))
}

fn incomplete(gap: &Text) -> Text {
    Text::owned(format!("审计不完整：{}。", gap.zh), format!("The audit is not complete: {}.", gap.en))
}

fn purpose(material: &Material<'_>) -> Text {
    let policy = cover::policy(material);
    let (all, without) = (material.report.rules.len(), material.without_verdict().len());
    let tested = all - without;
    let missing = match without {
        0 => Text::default(),
        _ => Text::owned(
            format!("另有 {without} 条没有结论，见第十章。"),
            format!("{without} more gave no verdict: chapter 10."),
        ),
    };
    let said = Text::owned(
        format!(
            "本次审计依据{}，逐件检验投诉的处理与回访是否合乎规定、记录是否前后一致：{tested} 条规则有结论。",
            policy.zh
        ),
        format!(
            "Complaint handling, callbacks and their records were tested by {}: {tested} rules gave a verdict.",
            policy.en
        ),
    );
    sentences(&[said, missing])
}

fn scope(material: &Material<'_>) -> Vec<crate::model::Fact> {
    let report = material.report;
    let files: Vec<Text> = report
        .inputs
        .iter()
        .map(|input| {
            let kind = input.kind.label();
            let used = grouped(input.rows.used);
            Text::owned(
                format!("{}（{}，{used} 条）", input.file, kind.zh),
                format!("{} ({}, {used} records)", input.file, kind.en),
            )
        })
        .collect();
    let sources: Vec<Text> = report.policy.sources.iter().cloned().map(Text::same).collect();
    let (tested, without) =
        (report.rules.len() - material.without_verdict().len(), material.without_verdict());
    let names: Vec<Text> = without.iter().map(|outcome| rule(outcome)).collect();
    let mut rules = Text::owned(
        format!("{} 条，其中 {tested} 条有结论", report.rules.len()),
        format!("{}, of which {tested} gave a verdict", report.rules.len()),
    );
    if !names.is_empty() {
        let names = list(&names);
        rules = Text::owned(
            format!("{}；没有结论：{}", rules.zh, names.zh),
            format!("{}; without: {}", rules.en, names.en),
        );
    }
    let mut facts = vec![fact("文件", "Files", list(&files))];
    facts.extend(cover::facts(material));
    facts.push(fact("依据文件", "Documents cited", list(&sources)));
    facts.push(fact("规则", "Rules", rules));
    facts
}

fn method(material: &Material<'_>) -> Vec<Text> {
    let mut method = vec![
        Text::new(
            "全量检验，不抽样。每一行记录都有去处：表头、空行、合计与说明、拒收或使用，见第二章。",
            "All records, no sampling. Every row is accounted for as header, blank, total or note, rejected or used: chapter 2.",
        ),
        Text::new(
            "时限按制度的工作日历计算，含法定节假日与调休；恰好到时限为达标。",
            "Limits are counted on the working calendar of the policy, holidays and make-up workdays included; exactly on the limit is met.",
        ),
        Text::new(
            "每件投诉在每条时限规则下只有一种结果：达标、逾期完成、逾期未办、未到期、无法判定、不适用。未到期不算违规；没有日期既不算违规也不算合格。",
            "Under every deadline a complaint has one of six states: met, late, missing, pending, undetermined or excluded. What is not yet due is no breach; what has no date is neither a breach nor a pass.",
        ),
        Text::new(
            "比率 = 达标 ÷（达标 + 逾期完成 + 逾期未办）；有无法判定的，另给出下界与上界。",
            "Rates are met ÷ (met + late + missing); where cases are undetermined, with a lower and an upper bound.",
        ),
        Text::new(
            "每项发现都写明文件、工作表、行号、规则与依据，可逐条复核：hearback explain 代码 文件… --case 编号。",
            "Every finding names file, sheet, row, rule and source, and can be proven: hearback explain CODE FILE… --case ID.",
        ),
    ];
    if material.report.period.from.or(material.report.period.to).is_some() {
        method.push(Text::new("期间按受理时间划定。", "The period is that of receipt."));
    }
    method
}
