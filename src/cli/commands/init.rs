//! `hearback init`: what was found out about the files, written down as a configuration to correct.

use std::path::Path;

use crate::model::{Lang, Text};

use super::super::Exit;
use super::super::args::InitArgs;
use super::super::config::{Config, Draft};
use super::super::engagement::{Talk, tell};
use super::super::failure::Failure;
use super::super::inputs;
use super::super::look::Look;
use super::super::output::{self, Destination};

pub(super) fn run(args: &InitArgs, lang: Lang) -> Result<Exit, Failure> {
    let talk = if args.quiet { Talk::Quiet } else { Talk::Normal };
    let to = Destination { path: Some(&args.output), quiet: args.quiet };
    if !args.force && !to.is_stdout() && args.output.exists() {
        return Err(is_there(&args.output));
    }
    let config = Config::find(&args.inputs.config)?;
    output::spare_inputs(Some(&args.output), &inputs::files(&args.inputs, &config)?)?;
    let look = Look { inputs: &args.inputs, policy: None, config: &config, talk, lang };
    let inspections = look.run()?;
    let problems: Vec<_> = inspections.iter().filter(|seen| seen.problem.is_some()).collect();
    if !problems.is_empty() {
        let gaps: Vec<Text> = problems.iter().flat_map(|seen| seen.gaps()).collect();
        return Err(Failure::incomplete(Text::owned(lines(&gaps, Lang::Zh), lines(&gaps, Lang::En))));
    }
    let draft =
        Draft { inspections: &inspections, inputs: &args.inputs, config: &config, folder: to.folder(), lang };
    let text = draft.text();
    let delivery = output::write_to(to, |out| Ok(out.write_all(text.as_bytes())?))?;
    if !to.is_stdout() && talk != Talk::Quiet {
        tell(&written(&args.output), lang);
    }
    Ok(Exit::Clean.after(delivery))
}

fn lines(gaps: &[Text], lang: Lang) -> String {
    gaps.iter().map(|gap| gap.get(lang)).collect::<Vec<_>>().join("\n")
}

fn is_there(path: &Path) -> Failure {
    let path = path.display();
    Failure::usage(Text::owned(
        format!("{path} 已经存在。要覆盖请加 --force，要写到别处请用 -o"),
        format!("{path} is there already; add --force to overwrite it, or name another file with -o"),
    ))
}

fn written(path: &Path) -> Text {
    let path = path.display();
    Text::owned(
        format!("已写入 {path}。请核对各列，然后运行 hearback audit"),
        format!("wrote {path}; look the columns over, then run hearback audit"),
    )
}
