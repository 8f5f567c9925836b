//! `hearback inspect`: how every file is read, before anything is judged.

use crate::model::Lang;
use crate::report::{Format, write_inspections};

use super::super::Exit;
use super::super::args::InspectArgs;
use super::super::config::Config;
use super::super::engagement::Talk;
use super::super::failure::{self, Failure};
use super::super::look::Look;
use super::super::{inputs, output};

pub(super) fn run(args: &InspectArgs, lang: Lang) -> Result<Exit, Failure> {
    let config = Config::find(&args.inputs.config)?;
    output::spare_inputs(args.output.output.as_deref(), &inputs::files(&args.inputs, &config)?)?;
    let look = Look {
        inputs: &args.inputs,
        policy: args.policy.as_deref(),
        config: &config,
        talk: Talk::of(&args.output),
        lang,
    };
    let inspections = look.run()?;
    let format = output::format(&args.output);
    let view = output::view(&args.output, lang, args.limit);
    let delivery = output::write(&args.output, |out| {
        write_inspections(&inspections, &inputs::typed(&args.inputs), format, &view, out)
    })?;
    // The page on standard output says it itself.
    if args.output.quiet || args.output.output.is_some() || format != Format::Table {
        for seen in &inspections {
            failure::tell_gaps(&seen.gaps(), lang);
        }
    }
    Ok(Exit::of_inspections(&inspections).after(delivery))
}
