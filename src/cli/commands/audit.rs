//! `hearback audit`: every rule, its findings and the row accounting.

use crate::analysis::overview;
use crate::model::Lang;
use crate::report::{Format, write_audit};

use super::super::Exit;
use super::super::args::AuditArgs;
use super::super::config::Config;
use super::super::engagement::{self, Audited, Engagement, Talk};
use super::super::failure::{self, Failure};
use super::super::{inputs, output};

pub(super) fn run(args: &AuditArgs, lang: Lang) -> Result<Exit, Failure> {
    let config = Config::find(&args.inputs.config)?;
    output::spare_inputs(args.output.output.as_deref(), &inputs::files(&args.inputs, &config)?)?;
    let engagement = Engagement {
        inputs: &args.inputs,
        ground: &args.judging.ground,
        by: &args.judging.by,
        also_by: &[],
        config: &config,
        select: &args.select,
        ignore: &args.ignore,
        hash: output::format(&args.output) == Format::Json,
        talk: Talk::of(&args.output),
        lang,
    };
    let Audited { audit, by } = engagement.run()?;
    let by_group = overview(&audit, &by)?;
    let report = audit.into_report(by_group);
    let view = output::view(&args.output, lang, args.limit);
    let delivery =
        output::write(&args.output, |out| write_audit(&report, output::format(&args.output), &view, out))?;
    // The table on standard output says it itself.
    if args.output.quiet || args.output.output.is_some() || output::format(&args.output) != Format::Table {
        failure::tell_gaps(&report.gaps(), lang);
    }
    let exit = Exit::of_audit(&report, inputs::fail_on(&args.judging, &config));
    engagement::leave(report);
    Ok(exit.after(delivery))
}
