//! All files of a run into one dataset.

use std::collections::{BTreeMap, HashSet};
use std::thread;

use crate::dataset::{Dataset, IdPool, Interner, MaskKey, Masker, ShownWords};
use crate::model::{InputAccount, Subject};

use super::error::{IngestError, Problem};
use super::open::{OpenInput, open};
use super::raw_bytes::RawBytes;
use super::read::{Destination, Planned, ReadInput, read_all};
use super::table_builder::TableBuilder;
use super::{InputFile, LoadOptions};

/// Reads all inputs. Files of one kind are stacked in the order of their names, sheets of one file in
/// the order of the workbook.
///
/// # Errors
/// The first input that cannot be used. Rows and cells that cannot be used are no errors: they are
/// in the dataset's rejects and unreadable cells.
pub fn load(options: &LoadOptions<'_>) -> Result<Dataset, LoadError> {
    let mut inputs: Vec<Planned> = Vec::new();
    for opened in open_all(options) {
        for input in opened? {
            let name = input.file.path.clone();
            let planned = Planned::new(input, options, false);
            inputs.push(planned.map_err(|problem| IngestError::new(&name, problem))?);
        }
    }
    inputs.sort_by(|a, b| (a.about.subject, &a.about.file.path).cmp(&(b.about.subject, &b.about.file.path)));
    let has = |subject| inputs.iter().any(|input| input.about.subject == subject);
    if !has(Subject::Complaints) {
        let files = inputs.iter().map(|input| input.about.file.path.clone()).collect();
        return Err(LoadError::NoComplaints(files));
    }
    let sources = sources(&inputs);
    let mut loader = Loader {
        ids: IdPool::default(),
        words: Interner::default(),
        inputs: Vec::new(),
        tables: Subject::EXPORTS.into_iter().filter(|&subject| has(subject)).map(TableBuilder::new).collect(),
    };
    read_all(inputs, options, |about, read| {
        let table = loader.tables.iter_mut().find(|table| table.subject == about.subject);
        let Some(table) = table else {
            let fault = Problem::Internal("an input of no export".to_owned());
            return Err(IngestError::new(&about.file.path, fault));
        };
        let read = read(Destination { table, ids: &mut loader.ids, words: &mut loader.words });
        let added = read.and_then(|read| loader.add(&read));
        added.map_err(|problem| IngestError::new(&about.file.path, problem))
    })?;
    let key = match &options.mask_key {
        Some(key) => key.clone(),
        None => key_of(&sources)?,
    };
    loader.finish(Masker::new(options.unmask, key), options.with_content)
}

/// The bytes of every file, once, by its name.
fn sources(inputs: &[Planned]) -> Vec<(String, RawBytes)> {
    let mut sources: Vec<(String, RawBytes)> = Vec::new();
    let mut named = HashSet::new();
    for input in inputs {
        let path = &input.about.file.path;
        if let Some(raw) = input.raw.clone().filter(|_| named.insert(path.clone())) {
            sources.push((path.clone(), raw));
        }
    }
    sources
}

/// The key that follows from the files: the same files give the same tokens, and no report tells it.
fn key_of(sources: &[(String, RawBytes)]) -> Result<MaskKey, IngestError> {
    let share = |(path, raw): &(String, RawBytes)| {
        raw.key_share().map_err(|error| IngestError::new(path, Problem::reading(error)))
    };
    let shares = sources.iter().map(share).collect::<Result<Vec<_>, _>>()?;
    Ok(MaskKey::of_inputs(&shares))
}

/// Opens all files, workbooks at the same time. The results stand in the order of the files.
pub(super) fn open_all(options: &LoadOptions<'_>) -> Vec<Result<Vec<OpenInput>, IngestError>> {
    /// More would only wait for each other.
    const AT_A_TIME: usize = 8;
    let broke_off =
        |path: &str| IngestError::new(path, Problem::Internal("the opening thread broke off".to_owned()));
    let open_some = |files: &[InputFile]| {
        thread::scope(|scope| {
            let opening: Vec<_> = files.iter().map(|file| scope.spawn(|| open(file, options))).collect();
            let opened = opening.into_iter().zip(files);
            opened
                .map(|(opened, file)| opened.join().unwrap_or_else(|_| Err(broke_off(&file.path))))
                .collect::<Vec<_>>()
        })
    };
    options.files.chunks(AT_A_TIME).flat_map(open_some).collect()
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

struct Loader {
    ids: IdPool,
    words: Interner,
    inputs: Vec<InputAccount>,
    /// Of the exports that were given.
    tables: Vec<TableBuilder>,
}

impl Loader {
    fn add(&mut self, read: &ReadInput) -> Result<(), Problem> {
        let account = read.account();
        if account.rows.used + account.rows.rejected == 0 {
            return Err(Problem::HeaderOnly);
        }
        let twin = self.inputs.iter().find(|other| {
            account.sha256.is_some() && other.sha256 == account.sha256 && other.sheet == account.sheet
        });
        if let Some(twin) = twin {
            return Err(Problem::SameContent { other: twin.file.clone() });
        }
        self.inputs.push(account);
        Ok(())
    }

    fn finish(self, masker: Masker, free_text: bool) -> Result<Dataset, LoadError> {
        let internal = |why: String| LoadError::Input(IngestError::new("", Problem::Internal(why)));
        let finished = thread::scope(|scope| {
            let tables: Vec<_> =
                self.tables.into_iter().map(|table| scope.spawn(|| table.finish())).collect();
            tables.into_iter().map(thread::ScopedJoinHandle::join).collect::<Vec<_>>()
        });
        let (mut tables, mut rejects) = (BTreeMap::new(), Vec::new());
        for table in finished {
            let table = table.map_err(|_| internal("a thread broke off".to_owned()))?;
            let (table, rejected) = table.map_err(|error| internal(error.to_string()))?;
            rejects.extend(rejected);
            tables.insert(table.subject(), table);
        }
        let mut take = |subject| tables.remove(&subject);
        Ok(Dataset {
            complaints: take(Subject::Complaints).ok_or_else(|| LoadError::NoComplaints(Vec::new()))?,
            visits: take(Subject::Visits),
            customers: take(Subject::Customers),
            staff: take(Subject::Staff),
            ids: self.ids,
            words: self.words,
            inputs: self.inputs,
            rejects,
            masker,
            free_text,
            shown: ShownWords::default(),
        })
    }
}

impl ReadInput {
    /// The input as the audit's report shows it.
    pub(super) fn account(&self) -> InputAccount {
        let (about, columns) = (&self.about, &self.plan.columns);
        InputAccount {
            kind: about.subject,
            file: about.file.path.clone(),
            sheet: about.sheet.clone(),
            format: about.format,
            encoding: about.encoding.as_ref().map(|encoding| encoding.name.clone()),
            sha256: self.sha256.clone(),
            rows: self.closed.account,
            unrecognised: columns.unrecognised(),
            recognised: columns
                .recognised
                .iter()
                .map(|found| (found.field.key(), columns.headers[found.column].shown()))
                .collect(),
            decided_by: about.decided_by.clone(),
        }
    }
}
