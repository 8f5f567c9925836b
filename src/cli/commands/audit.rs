//! `hearback audit`: every rule, its findings and the row accounting.

use crate::analysis::overview;
use crate::model::Lang;
use crate::report::{Format, write_audit};

use super::super::Exit;
use super::super::args::AuditArgs;
use super::super::failure::Failure;
use super::super::output;
use super::super::session::{Audited, Session, Talk};

pub(super) fn run(args: &AuditArgs, lang: Lang) -> Result<Exit, Failure> {
    output::spare_inputs(&args.output, &args.inputs)?;
    let session = Session {
        inputs: &args.inputs,
        judging: &args.judging,
        select: &args.select,
        ignore: &args.ignore,
        hash: output::format(&args.output) == Format::Json,
        talk: Talk::of(&args.output),
        lang,
    };
    let Audited { audit, by } = session.run()?;
    let by_group = overview(&audit, &by)?;
    let report = audit.into_report(by_group);
    let view = output::view(&args.output, lang, args.limit);
    let delivery =
        output::write(&args.output, |out| write_audit(&report, output::format(&args.output), &view, out))?;
    Ok(Exit::of_audit(&report, args.judging.fail_on.least_severity()).after(delivery))
}
