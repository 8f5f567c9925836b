//! `hearback explain`: everything a rule says of itself.

use crate::audit::{Selection, rule_docs};
use crate::model::{Code, Lang, Text};
use crate::policy::{Duty, Policy};
use crate::report::write_explanation;

use super::super::Exit;
use super::super::args::ExplainArgs;
use super::super::config::Config;
use super::super::engagement::Talk;
use super::super::failure::Failure;
use super::super::{engagement, output};

pub(super) fn run(args: &ExplainArgs, lang: Lang) -> Result<Exit, Failure> {
    let config = Config::find(&args.config)?;
    let policy = engagement::policy(args.policy.as_deref(), &config)?;
    engagement::tell_config(&config, Talk::of(&args.output), lang);
    let docs = rule_docs(&policy);
    let known: Vec<Code> = docs.iter().map(|doc| doc.code).collect();
    let wanted = args.code.trim().to_ascii_uppercase();
    let mut begun = docs.iter().filter(|doc| doc.code.as_str().starts_with(&wanted) && !wanted.is_empty());
    let (Some(doc), None) = (begun.next(), begun.next()) else {
        Selection::new(std::slice::from_ref(&args.code), &[], &known)?;
        return Err(several(&args.code, &known));
    };
    let extra = policy_lines(&policy, doc.code);
    let view = output::view(&args.output, lang, 0);
    let delivery = output::write(&args.output, |out| {
        write_explanation(doc, output::format(&args.output), &view, &extra, out)
    })?;
    Ok(Exit::Clean.after(delivery))
}

/// A beginning of several codes.
fn several(given: &str, known: &[Code]) -> Failure {
    let prefix = given.trim().to_ascii_uppercase();
    let codes: Vec<&str> = known.iter().map(Code::as_str).filter(|code| code.starts_with(&prefix)).collect();
    Failure::usage(Text::owned(
        format!("{given} 有多条规则：{}。请写出一个完整代码", codes.join("、")),
        format!("{given} begins several rules: {}; give one whole code", codes.join(", ")),
    ))
}

/// What the policy sets for the rule.
fn policy_lines(policy: &Policy, code: Code) -> Vec<(Text, Text)> {
    let mut lines = vec![(Text::new("制度", "Policy"), Text::same(policy.name.clone()))];
    match policy.obligation(code).map(|obligation| &obligation.duty) {
        Some(Duty::Deadline(deadline)) => {
            let rule = &deadline.limit;
            let mut zh = vec![rule.base.describe_zh()];
            let mut en = vec![rule.base.describe_en()];
            let field = rule.by_field.as_deref().unwrap_or_default();
            for (word, limit) in &rule.by_word {
                let shown = policy.words.get(field).and_then(|table| table.example(word)).unwrap_or(word);
                zh.push(format!("{shown} {}", limit.describe_zh()));
                en.push(format!("{word} {}", limit.describe_en()));
            }
            if let Some((flag, limit)) = &rule.extended {
                zh.push(format!("经批准延期 {}", limit.describe_zh()));
                en.push(format!("with {flag} {}", limit.describe_en()));
            }
            lines.push((Text::new("时限", "Limit"), Text::owned(zh.join("；"), en.join("; "))));
        }
        Some(Duty::Coverage { of, by, target }) => {
            let share = target * 100.0;
            lines.push((
                Text::new("目标", "Target"),
                Text::owned(format!("{of} 按 {by} 达到 {share} %"), format!("{share} % of {of} by {by}")),
            ));
        }
        None => {}
    }
    lines
}
