//! What users type. Groups of options shared by several commands are declared once.

use std::path::PathBuf;

use clap::{Args, Parser, Subcommand, ValueEnum};

use crate::model::{Severity, Subject};

/// Audits complaint and callback exports: answered in time, really closed, customer heard back.
#[derive(Debug, Parser)]
#[command(name = "hearback", version, about, disable_help_subcommand = true, arg_required_else_help = true)]
pub(super) struct Cli {
    #[command(subcommand)]
    pub(super) command: Command,
}

#[derive(Debug, Subcommand)]
pub(super) enum Command {
    /// Run every rule of the policy: summary, findings, row accounting
    Audit(AuditArgs),
    /// Response-time table: was every complaint answered in time?
    Response(TableArgs),
    /// Closure-rate and ageing table: was every complaint really closed?
    Closure(TableArgs),
    /// Callback coverage table: did the customer hear back?
    Callbacks(TableArgs),
    /// How each file is read: format, header, every column and what it was taken for, row accounting
    Inspect(InspectArgs),
    /// Write down what inspect finds as a commented hearback.toml, which the other commands then use
    Init(InitArgs),
    /// Write the audit as a report to hand on: html, xlsx, md, docx, csv, json; or verify one
    Report(ReportArgs),
    /// Explain a rule: what, why, formula, how to fix, source; with files and --case the proof for that case
    Explain(ExplainArgs),
    /// The policies: which there are, what one asks, whether a file can be used
    Policy(PolicyArgs),
}

#[derive(Debug, Args)]
pub(super) struct AuditArgs {
    #[command(flatten)]
    pub(super) inputs: InputArgs,
    #[command(flatten)]
    pub(super) judging: JudgingArgs,
    /// Only these rules: codes or their beginnings, separated by commas (RSP001,CBK)
    #[arg(long, value_delimiter = ',', value_name = "CODE")]
    pub(super) select: Vec<String>,
    /// Not these rules
    #[arg(long, value_delimiter = ',', value_name = "CODE")]
    pub(super) ignore: Vec<String>,
    /// Findings shown on a terminal; csv and json always hold all
    #[arg(long, default_value_t = 20, value_name = "N")]
    pub(super) limit: usize,
    #[command(flatten)]
    pub(super) output: OutputArgs,
}

#[derive(Debug, Args)]
pub(super) struct TableArgs {
    #[command(flatten)]
    pub(super) inputs: InputArgs,
    #[command(flatten)]
    pub(super) judging: JudgingArgs,
    #[command(flatten)]
    pub(super) output: OutputArgs,
}

#[derive(Debug, Args)]
pub(super) struct ReportArgs {
    #[command(flatten)]
    pub(super) inputs: InputArgs,
    #[command(flatten)]
    pub(super) judging: JudgingArgs,
    /// Only these rules: codes or their beginnings, separated by commas (RSP001,CBK)
    #[arg(long, value_delimiter = ',', value_name = "CODE")]
    pub(super) select: Vec<String>,
    /// Not these rules
    #[arg(long, value_delimiter = ',', value_name = "CODE")]
    pub(super) ignore: Vec<String>,
    /// Report file to write, its form by its name: .html .xlsx .md .docx .csv .json; may be given several times
    #[arg(short, long, value_name = "FILE")]
    pub(super) output: Vec<PathBuf>,
    /// The form where no file name says it
    #[arg(long, value_enum)]
    pub(super) format: Option<ReportFormatArg>,
    /// Findings of each rule shown in html, md and docx; xlsx, csv and json hold all
    #[arg(long, default_value_t = 100, value_name = "N")]
    pub(super) top: usize,
    /// The audited organisation, for the cover and the sign-off block
    #[arg(long, value_name = "NAME")]
    pub(super) auditee: Option<String>,
    /// The files are reports: audit again as each of them says and tell whether it still follows from its inputs
    #[arg(long)]
    pub(super) verify: bool,
    /// Start csv with a byte order mark, for Excel
    #[arg(long)]
    pub(super) bom: bool,
    /// Language: zh or en [default: the locale's]
    #[arg(long, value_enum)]
    pub(super) lang: Option<LangArg>,
    /// Print nothing but errors
    #[arg(short, long, conflicts_with = "verbose")]
    pub(super) quiet: bool,
    /// Say on stderr what every column was taken for
    #[arg(short, long)]
    pub(super) verbose: bool,
}

#[derive(Debug, Args)]
pub(super) struct InspectArgs {
    #[command(flatten)]
    pub(super) inputs: InputArgs,
    /// Policy by name or file [default: generic]
    #[arg(long, value_name = "NAME|FILE")]
    pub(super) policy: Option<String>,
    /// Rows and examples shown of each kind on a terminal; json always holds all
    #[arg(long, default_value_t = 10, value_name = "N")]
    pub(super) limit: usize,
    #[command(flatten)]
    pub(super) output: OutputArgs,
}

#[derive(Debug, Args)]
pub(super) struct InitArgs {
    #[command(flatten)]
    pub(super) inputs: InputArgs,
    /// The file to write; `-` is standard output
    #[arg(short, long, default_value = super::config::FILE_NAME, value_name = "FILE")]
    pub(super) output: PathBuf,
    /// Overwrite the file if it is there
    #[arg(long)]
    pub(super) force: bool,
    /// Language of the comments: zh or en [default: the locale's]
    #[arg(long, value_enum)]
    pub(super) lang: Option<LangArg>,
    /// Print nothing but errors
    #[arg(short, long)]
    pub(super) quiet: bool,
}

#[derive(Debug, Args)]
pub(super) struct ExplainArgs {
    /// The rule's code, such as CBK001
    #[arg(value_name = "CODE")]
    pub(super) code: String,
    /// The case to prove: the id of a complaint, visit or customer as the export writes it, or a group's name
    #[arg(long, value_name = "ID")]
    pub(super) case: Option<String>,
    #[command(flatten)]
    pub(super) inputs: InputArgs,
    #[command(flatten)]
    pub(super) ground: GroundArgs,
    #[command(flatten)]
    pub(super) output: OutputArgs,
}

#[derive(Debug, Args)]
pub(super) struct PolicyArgs {
    #[command(subcommand)]
    pub(super) command: PolicyCommand,
}

#[derive(Debug, Subcommand)]
pub(super) enum PolicyCommand {
    /// The policies inside the program
    List(PolicyListArgs),
    /// What a policy asks: its obligations as a table, or all of it with --toml or --format json
    Show(PolicyShowArgs),
    /// Whether a policy file can be used, and if not, where it is wrong
    Check(PolicyCheckArgs),
    /// The JSON schema of policy files, by which editors complete and check them
    Schema(PolicySchemaArgs),
}

#[derive(Debug, Args)]
pub(super) struct PolicyListArgs {
    #[command(flatten)]
    pub(super) output: OutputArgs,
}

#[derive(Debug, Args)]
pub(super) struct PolicyShowArgs {
    /// A policy inside the program, or a file
    #[arg(value_name = "NAME|FILE")]
    pub(super) policy: String,
    /// The effective policy as one TOML file that extends nothing
    #[arg(long, conflicts_with_all = ["format", "bom"])]
    pub(super) toml: bool,
    #[command(flatten)]
    pub(super) output: OutputArgs,
}

#[derive(Debug, Args)]
pub(super) struct PolicyCheckArgs {
    /// The policy file
    #[arg(value_name = "FILE")]
    pub(super) file: String,
    /// Language: zh or en [default: the locale's]
    #[arg(long, value_enum)]
    pub(super) lang: Option<LangArg>,
    /// Print nothing but errors
    #[arg(short, long)]
    pub(super) quiet: bool,
}

#[derive(Debug, Args)]
pub(super) struct PolicySchemaArgs {
    /// Write to a file, which appears only when complete
    #[arg(short, long, value_name = "FILE")]
    pub(super) output: Option<PathBuf>,
    /// Language: zh or en [default: the locale's]
    #[arg(long, value_enum)]
    pub(super) lang: Option<LangArg>,
}

/// Where standing answers to the options are.
#[derive(Debug, Args)]
pub(super) struct ConfigArgs {
    /// Configuration file [default: hearback.toml in this folder or a parent]
    #[arg(long, value_name = "FILE")]
    pub(super) config: Option<PathBuf>,
    /// Use no configuration file
    #[arg(long, conflicts_with = "config")]
    pub(super) no_config: bool,
}

/// What is read, and how.
#[derive(Debug, Args)]
pub(super) struct InputArgs {
    /// Export files (csv, xlsx, xls, ods, parquet …), told apart by their headers; `-` is standard input
    #[arg(value_name = "FILE")]
    pub(super) files: Vec<String>,
    /// A complaints export
    #[arg(long, value_name = "FILE")]
    pub(super) complaints: Vec<String>,
    /// A callbacks and visits export
    #[arg(long, value_name = "FILE")]
    pub(super) visits: Vec<String>,
    /// A customers export
    #[arg(long, value_name = "FILE")]
    pub(super) customers: Vec<String>,
    /// A staff export
    #[arg(long, value_name = "FILE")]
    pub(super) staff: Vec<String>,
    /// A sheet to read of a workbook, or a pattern such as '*月'; may be given several times
    #[arg(long, value_name = "NAME")]
    pub(super) sheet: Vec<String>,
    /// Text encoding: utf-8, gb18030, big5, shift_jis, utf-16le … [default: by content]
    #[arg(long, value_name = "NAME")]
    pub(super) encoding: Option<String>,
    /// Take a column for a field: received_at=开单时间, visits.id=编号
    #[arg(long, value_name = "FIELD=HEADER")]
    pub(super) map: Vec<String>,
    /// Order of day and month where the year stands last (05/03/2024)
    #[arg(long, value_enum, value_name = "ORDER")]
    pub(super) date_order: Option<DateOrderArg>,
    /// Threads to use [default: all processors]
    #[arg(long, value_name = "N")]
    pub(super) threads: Option<usize>,
    /// Quote personal data as it stands
    #[arg(long)]
    pub(super) unmask: bool,
    /// Key of the tokens that stand for persons, the same in every report made with it [default: taken from the files]
    #[arg(long, value_name = "FILE")]
    pub(super) mask_key: Option<PathBuf>,
    /// Add the complaint's content to findings, scrubbed of numbers and addresses
    #[arg(long)]
    pub(super) with_content: bool,
    #[command(flatten)]
    pub(super) config: ConfigArgs,
}

impl InputArgs {
    /// The files that were named as an export of `subject`.
    pub(super) fn files_of(&self, subject: Subject) -> &[String] {
        match subject {
            Subject::Complaints => &self.complaints,
            Subject::Visits => &self.visits,
            Subject::Customers => &self.customers,
            Subject::Staff => &self.staff,
            Subject::Group => &[],
        }
    }
}

/// From which moment and by which policy it is judged.
#[derive(Debug, Args)]
pub(super) struct GroundArgs {
    /// The moment to look from: YYYY-MM-DD[ HH:MM[:SS]] [default: the newest day in the files]
    #[arg(long, value_name = "TIME")]
    pub(super) as_of: Option<String>,
    /// Only complaints received from this time on
    #[arg(long, value_name = "TIME")]
    pub(super) from: Option<String>,
    /// Only complaints received up to this time
    #[arg(long, value_name = "TIME")]
    pub(super) to: Option<String>,
    /// Policy by name or file [default: generic]
    #[arg(long, value_name = "NAME|FILE")]
    pub(super) policy: Option<String>,
}

/// How it is judged and shown.
#[derive(Debug, Args)]
pub(super) struct JudgingArgs {
    #[command(flatten)]
    pub(super) ground: GroundArgs,
    /// Group by: branch, category, month, severity, handler, channel, product [default: branch]
    #[arg(long, value_delimiter = ',', value_name = "GROUP")]
    pub(super) by: Vec<String>,
    /// Exit with 1 from this severity on [default: high]
    #[arg(long, value_enum, value_name = "SEVERITY")]
    pub(super) fail_on: Option<FailOn>,
}

/// Where it goes, and in which form.
#[derive(Debug, Args)]
pub(super) struct OutputArgs {
    /// The form of the output
    #[arg(long, value_enum, default_value_t = FormatArg::Table)]
    pub(super) format: FormatArg,
    /// Write to a file, which appears only when complete
    #[arg(short, long, value_name = "FILE")]
    pub(super) output: Option<PathBuf>,
    /// Start csv with a byte order mark, for Excel
    #[arg(long)]
    pub(super) bom: bool,
    /// Language: zh or en [default: the locale's]
    #[arg(long, value_enum)]
    pub(super) lang: Option<LangArg>,
    /// When to colour
    #[arg(long, value_enum, default_value_t = ColorArg::Auto)]
    pub(super) color: ColorArg,
    /// Print nothing but errors; with -o or the exit code for the result
    #[arg(short, long, conflicts_with = "verbose")]
    pub(super) quiet: bool,
    /// Say on stderr what every column was taken for
    #[arg(short, long)]
    pub(super) verbose: bool,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(super) enum DateOrderArg {
    /// Month, day, year
    Mdy,
    /// Day, month, year
    Dmy,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(super) enum FailOn {
    High,
    Medium,
    Low,
    Info,
    Never,
}

impl FailOn {
    /// The least grave severity that counts; `None` for never.
    pub(super) fn least_severity(self) -> Option<Severity> {
        match self {
            Self::High => Some(Severity::High),
            Self::Medium => Some(Severity::Medium),
            Self::Low => Some(Severity::Low),
            Self::Info => Some(Severity::Info),
            Self::Never => None,
        }
    }
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(super) enum FormatArg {
    Table,
    Csv,
    Json,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(super) enum ReportFormatArg {
    Html,
    Xlsx,
    Md,
    Docx,
    Csv,
    Json,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(super) enum LangArg {
    Zh,
    En,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(super) enum ColorArg {
    Auto,
    Always,
    Never,
}
