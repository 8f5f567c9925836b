//! `hearback explain CODE FILE… --case ID`: why one case has its verdict under one rule.
//!
//! An explanation is no check: it ends well once a proof was shown, whatever the verdict.

use crate::model::{Code, Lang, Text};
use crate::report::write_proof;

use super::super::Exit;
use super::super::args::ExplainArgs;
use super::super::config::Config;
use super::super::engagement::{Audited, Engagement, Talk};
use super::super::failure::Failure;
use super::super::{inputs, output};

pub(super) fn run(
    args: &ExplainArgs,
    code: Code,
    case: &str,
    config: &Config,
    lang: Lang,
) -> Result<Exit, Failure> {
    let configured = || crate::model::Subject::EXPORTS.iter().any(|&it| !config.export(it).files.is_empty());
    if !inputs::names_files(&args.inputs) && !configured() {
        return Err(no_files(code, case));
    }
    output::spare_inputs(args.output.output.as_deref(), &inputs::files(&args.inputs, config)?)?;
    let select = [code.as_str().to_owned()];
    let engagement = Engagement {
        inputs: &args.inputs,
        ground: &args.ground,
        by: &[],
        also_by: &[],
        config,
        select: &select,
        ignore: &[],
        hash: false,
        talk: Talk::of(&args.output),
        lang,
    };
    let Audited { audit, .. } = engagement.run()?;
    let proof = audit.prove(code, case.trim())?;
    let view = output::view(&args.output, lang, 0);
    let delivery =
        output::write(&args.output, |out| write_proof(&proof, output::format(&args.output), &view, out))?;
    Ok(Exit::Clean.after(delivery))
}

/// A case stands in files.
fn no_files(code: Code, case: &str) -> Failure {
    Failure::usage(Text::owned(
        format!(
            "--case {case} 需要导出文件：hearback explain {code} 文件… --case 编号；也可写入 hearback.toml 的 files"
        ),
        format!(
            "--case {case} needs the exports: hearback explain {code} FILE… --case ID; or name them in hearback.toml as `files`"
        ),
    ))
}
