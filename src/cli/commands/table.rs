//! `hearback response`, `closure`, `callbacks`: one question as a table.

use std::io::{self, Write};

use crate::analysis::{AnalysisError, Grouping, overview};
use crate::audit::Audit;
use crate::model::{Lang, Table, Text};
use crate::report::{safe_text, write_table};

use super::super::Exit;
use super::super::args::TableArgs;
use super::super::failure::Failure;
use super::super::output;
use super::super::session::{Audited, Session, Talk};

pub(super) fn run(
    args: &TableArgs,
    lang: Lang,
    rule: &str,
    analyse: fn(&Audit, &[Grouping]) -> Result<Table, AnalysisError>,
) -> Result<Exit, Failure> {
    output::spare_inputs(&args.output, &args.inputs)?;
    let select = [rule.to_owned()];
    let session = Session {
        inputs: &args.inputs,
        judging: &args.judging,
        select: &select,
        ignore: &[],
        hash: false,
        talk: Talk::of(&args.output),
        lang,
    };
    let Audited { audit, by } = session.run()?;
    let table = analyse(&audit, &by)?;
    let view = output::view(&args.output, lang, 0);
    let delivery =
        output::write(&args.output, |out| write_table(&table, output::format(&args.output), &view, out))?;
    // The exit code follows from the outcome, as for any audit.
    let by_group = overview(&audit, &[])?;
    let report = audit.into_report(by_group);
    tell_gaps(&report.gaps(), lang);
    Ok(Exit::of_audit(&report, args.judging.fail_on.least_severity()).after(delivery))
}

/// Says on stderr why the audit is not complete: a table has no place for it, and the exit code alone
/// explains nothing. `-q` does not silence it, as it silences no error.
fn tell_gaps(gaps: &[Text], lang: Lang) {
    let label = match lang {
        Lang::Zh => "不完整：",
        Lang::En => "incomplete: ",
    };
    for gap in gaps {
        // Nobody is left to tell if stderr is closed.
        let _ = writeln!(io::stderr(), "{label}{}", safe_text(gap.get(lang)));
    }
}
