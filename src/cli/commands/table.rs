//! `hearback response`, `closure`, `callbacks`: one question as a table.

use crate::analysis::{AnalysisError, Grouping, overview};
use crate::audit::Audit;
use crate::model::{Lang, Table};
use crate::report::write_table;

use super::super::Exit;
use super::super::args::TableArgs;
use super::super::config::Config;
use super::super::engagement::{self, Audited, Engagement, Talk};
use super::super::failure::{self, Failure};
use super::super::{inputs, output};

pub(super) fn run(
    args: &TableArgs,
    lang: Lang,
    rule: &str,
    analyse: fn(&Audit, &[Grouping]) -> Result<Table, AnalysisError>,
) -> Result<Exit, Failure> {
    let config = Config::find(&args.inputs.config)?;
    output::spare_inputs(args.output.output.as_deref(), &inputs::files(&args.inputs, &config)?)?;
    let select = [rule.to_owned()];
    let engagement = Engagement {
        inputs: &args.inputs,
        ground: &args.judging.ground,
        by: &args.judging.by,
        also_by: &[],
        config: &config,
        select: &select,
        ignore: &[],
        hash: false,
        talk: Talk::of(&args.output),
        lang,
    };
    let Audited { audit, by } = engagement.run()?;
    let table = analyse(&audit, &by)?;
    let view = output::view(&args.output, lang, 0);
    let delivery =
        output::write(&args.output, |out| write_table(&table, output::format(&args.output), &view, out))?;
    // The exit code follows from the outcome, as for any audit.
    let by_group = overview(&audit, &[])?;
    let report = audit.into_report(by_group);
    failure::tell_gaps(&report.gaps(), lang);
    let exit = Exit::of_audit(&report, inputs::fail_on(&args.judging, &config));
    engagement::leave(report);
    Ok(exit.after(delivery))
}
