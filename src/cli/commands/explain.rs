//! `hearback explain`: everything a rule says of itself, or with files and `--case` the proof for a case.

use crate::audit::{Selection, duty_lines, rule_docs};
use crate::model::{Code, Lang, RuleDoc, Text};
use crate::policy::Policy;
use crate::report::write_explanation;

use super::super::Exit;
use super::super::args::ExplainArgs;
use super::super::config::Config;
use super::super::engagement::Talk;
use super::super::failure::Failure;
use super::super::{engagement, inputs, output};
use super::proof;

pub(super) fn run(args: &ExplainArgs, lang: Lang) -> Result<Exit, Failure> {
    let config = Config::find(&args.inputs.config)?;
    let policy = engagement::policy(args.ground.policy.as_deref(), &config)?;
    let doc = rule(&policy, &args.code)?;
    if let Some(case) = &args.case {
        return proof::run(args, doc.code, case, &config, lang);
    }
    if inputs::names_files(&args.inputs) {
        return Err(no_case(doc.code));
    }
    engagement::tell_config(&config, Talk::of(&args.output), lang);
    let extra = duty_lines(&policy, doc.code);
    let view = output::view(&args.output, lang, 0);
    let delivery = output::write(&args.output, |out| {
        write_explanation(&doc, output::format(&args.output), &view, &extra, out)
    })?;
    Ok(Exit::Clean.after(delivery))
}

/// The one rule whose code is given or begun.
fn rule(policy: &Policy, given: &str) -> Result<RuleDoc, Failure> {
    let docs = rule_docs(policy);
    let known: Vec<Code> = docs.iter().map(|doc| doc.code).collect();
    let wanted = given.trim().to_ascii_uppercase();
    let mut begun =
        docs.into_iter().filter(|doc| doc.code.as_str().starts_with(&wanted) && !wanted.is_empty());
    match (begun.next(), begun.next()) {
        (Some(doc), None) => Ok(doc),
        _ => {
            engagement::refuse_switched_off(policy, &[given.to_owned()])?;
            Selection::new(&[given.to_owned()], &[], &known)?;
            Err(several(given, &known))
        }
    }
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

/// Files alone do not say what is to be proven.
fn no_case(code: Code) -> Failure {
    Failure::usage(Text::owned(
        format!(
            "给出了文件，但没有用 --case 指明个案。例如：hearback explain {code} 文件… --case 编号；只看规则说明则不要给出文件"
        ),
        format!(
            "files were given and no case: name one with --case, such as hearback explain {code} FILE… --case ID, or leave out the files for the rule's own text"
        ),
    ))
}
