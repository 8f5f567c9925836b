//! All files of a run into one dataset.

use std::thread;

use crate::dataset::{Dataset, IdPool, Interner};
use crate::model::{InputAccount, RowAccount, Subject};

use super::batch::{Batch, CellRules};
use super::columns::ColumnPlan;
use super::error::{IngestError, Problem};
use super::open::{Body, OpenFile, OpenText, open};
use super::pipeline::parse_text;
use super::table_builder::TableBuilder;
use super::text::Encoding;
use super::values::TimeRules;
use super::workbook::OpenWorkbook;
use super::{InputFile, LoadOptions};

/// Reads all inputs. Files of one kind are stacked in the order of their names.
///
/// # Errors
/// The first input that cannot be used. Rows and cells that cannot be used are no errors: they are
/// in the dataset's rejects and unreadable cells.
pub fn load(options: &LoadOptions<'_>) -> Result<Dataset, LoadError> {
    let mut files = Vec::new();
    for input in &options.files {
        files.push((input, open(input, options, options.encoding)?));
    }
    files.sort_by(|(_, a), (_, b)| (a.subject, &a.name).cmp(&(b.subject, &b.name)));
    let mut loader = Loader {
        options,
        ids: IdPool::default(),
        words: Interner::default(),
        inputs: Vec::new(),
        complaints: TableBuilder::new(Subject::Complaints),
        visits: TableBuilder::new(Subject::Visits),
    };
    if !files.iter().any(|(_, file)| file.subject == Subject::Complaints) {
        return Err(LoadError::NoComplaints(files.iter().map(|(_, file)| file.name.clone()).collect()));
    }
    let has_visits = files.iter().any(|(_, file)| file.subject == Subject::Visits);
    for (input, file) in files {
        loader.load_file(input, file)?;
    }
    loader.finish(has_visits)
}

/// Why no dataset came about.
#[derive(Debug)]
pub enum LoadError {
    /// An input cannot be used.
    Input(IngestError),
    /// None of the files holds complaints.
    NoComplaints(Vec<String>),
}

impl From<IngestError> for LoadError {
    fn from(error: IngestError) -> Self {
        Self::Input(error)
    }
}

struct Loader<'a> {
    options: &'a LoadOptions<'a>,
    ids: IdPool,
    words: Interner,
    inputs: Vec<InputAccount>,
    complaints: TableBuilder,
    visits: TableBuilder,
}

impl Loader<'_> {
    fn load_file(&mut self, input: &InputFile, file: OpenFile) -> Result<(), IngestError> {
        let name = file.name.clone();
        let account = self.read(input, file).map_err(|problem| IngestError::new(&name, problem))?;
        if account.rows.used + account.rows.rejected == 0 {
            return Err(IngestError::new(&name, Problem::HeaderOnly));
        }
        let twin = self.inputs.iter().find(|other| {
            account.sha256.is_some() && other.sha256 == account.sha256 && other.sheet == account.sheet
        });
        if let Some(twin) = twin {
            return Err(IngestError::new(&name, Problem::SameContent { other: twin.file.clone() }));
        }
        self.inputs.push(account);
        Ok(())
    }

    fn read(&mut self, input: &InputFile, file: OpenFile) -> Result<InputAccount, Problem> {
        let OpenFile { name, subject, decided_by, headers, body } = file;
        let plan = ColumnPlan::new(subject, headers, &self.options.maps, self.options.wanted)?;
        let read = match body {
            Body::Text(text) => self.read_text(&name, *text, &plan),
            Body::Workbook(workbook) => self.read_workbook(&name, *workbook, &plan),
        };
        let read = match read {
            // Every byte was ASCII up to here: it is GB18030 then, or nothing we know.
            Err(Problem::Encoding { tried: "utf-8", row, after_ascii: true })
                if self.may_read_again(&name) =>
            {
                self.read_again(input, &plan, row)?
            }
            read => read?,
        };
        Ok(InputAccount {
            kind: subject,
            file: name,
            sheet: read.sheet,
            format: read.format,
            encoding: read.encoding,
            sha256: read.sha256,
            rows: read.rows,
            unrecognised: plan.unrecognised(),
            recognised: plan
                .recognised
                .iter()
                .map(|&(field, column)| (field.key(), plan.headers[column].clone()))
                .collect(),
            decided_by,
        })
    }

    /// A pipe gives its bytes only once.
    fn may_read_again(&self, name: &str) -> bool {
        self.options.encoding.is_none() && std::fs::metadata(name).is_ok_and(|metadata| metadata.is_file())
    }

    fn read_again(&mut self, input: &InputFile, plan: &ColumnPlan, row: u32) -> Result<Read, Problem> {
        let file = open(input, self.options, Some(Encoding::Gb18030)).map_err(|error| error.problem)?;
        let Body::Text(text) = file.body else {
            return Err(Problem::Encoding { tried: "utf-8", row, after_ascii: true });
        };
        self.read_text(&file.name, *text, plan).map_err(|problem| match problem {
            Problem::Encoding { .. } => {
                Problem::Encoding { tried: "utf-8 / gb18030", row, after_ascii: true }
            }
            other => other,
        })
    }

    fn rules(&self) -> CellRules {
        CellRules {
            time: TimeRules {
                offset_minutes: self.options.zone.offset_minutes(),
                date_order: self.options.date_order,
            },
            unmask: self.options.unmask,
        }
    }

    fn read_text(&mut self, name: &str, text: OpenText, plan: &ColumnPlan) -> Result<Read, Problem> {
        let rules = self.rules();
        let encoding = text.stream.encoding();
        let format = text.dialect.name();
        let before = text.blank_before;
        let account = RowAccount { physical: before + 1, header: 1, blank: before, ..RowAccount::default() };
        let builder = match plan.subject {
            Subject::Visits => &mut self.visits,
            _ => &mut self.complaints,
        };
        let mut source = builder.open(name, None, plan, account, text.lines_before + 1);
        let (ids, words) = (&mut self.ids, &mut self.words);
        let appended = parse_text(text, plan, rules, self.options, |batch, lines| {
            builder.append(&mut source, plan, batch, lines, ids, words);
        });
        match appended {
            Ok(sha256) => {
                let rows = builder.close(source);
                Ok(Read { sheet: None, format, encoding: Some(encoding.name()), sha256, rows })
            }
            Err(problem) => {
                builder.roll_back(&source);
                Err(problem)
            }
        }
    }

    fn read_workbook(
        &mut self,
        name: &str,
        mut workbook: OpenWorkbook,
        plan: &ColumnPlan,
    ) -> Result<Read, Problem> {
        const ROWS_PER_BATCH: u32 = 8192;
        let rules = self.rules();
        let blank = u64::from(workbook.header_row - 1);
        let account = RowAccount { physical: blank + 1, header: 1, blank, ..RowAccount::default() };
        let builder = match plan.subject {
            Subject::Visits => &mut self.visits,
            _ => &mut self.complaints,
        };
        let sheet = workbook.sheet.clone();
        let mut source = builder.open(name, Some(&sheet), plan, account, workbook.header_row + 1);
        let (ids, words) = (&mut self.ids, &mut self.words);
        let mut batch = Batch::new(plan);
        let mut rows_in_batch = 0;
        workbook.for_each_row(plan.headers.len(), |row, _| {
            batch.push(&row.record(), rows_in_batch, plan, rules);
            rows_in_batch += 1;
            if rows_in_batch == ROWS_PER_BATCH {
                builder.append(&mut source, plan, &mut batch, rows_in_batch, ids, words);
                batch.clear();
                rows_in_batch = 0;
            }
        })?;
        builder.append(&mut source, plan, &mut batch, rows_in_batch, ids, words);
        let rows = builder.close(source);
        Ok(Read { sheet: Some(sheet), format: "xlsx", encoding: None, sha256: workbook.sha256, rows })
    }

    fn finish(self, has_visits: bool) -> Result<Dataset, LoadError> {
        let internal = |error: polars::prelude::PolarsError| {
            LoadError::Input(IngestError::new("", Problem::Internal(error.to_string())))
        };
        let (builder, other) = (self.complaints, self.visits);
        let (complaints, visits) = thread::scope(|scope| {
            let visits = scope.spawn(|| other.finish());
            (builder.finish(), visits.join())
        });
        let (complaints, mut rejects) = complaints.map_err(internal)?;
        let broke_off =
            |_| LoadError::Input(IngestError::new("", Problem::Internal("a thread broke off".to_owned())));
        let (visits, more) = visits.map_err(broke_off)?.map_err(internal)?;
        rejects.extend(more);
        Ok(Dataset {
            complaints,
            visits: has_visits.then_some(visits),
            ids: self.ids,
            words: self.words,
            inputs: self.inputs,
            rejects,
            unmask: self.options.unmask,
        })
    }
}

/// One input, read.
struct Read {
    sheet: Option<String>,
    format: &'static str,
    encoding: Option<&'static str>,
    sha256: Option<String>,
    rows: RowAccount,
}
