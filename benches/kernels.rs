//! The kernels an audit spends its time in: dates, working time, matching visits, reading CSV.
//!
//! `cargo bench` prints times per call and rates; nothing here fails on a slow machine.

use std::io::Write as _;
use std::path::PathBuf;
use std::sync::LazyLock;

use divan::counter::{BytesCount, ItemsCount};
use divan::{Bencher, black_box};
use hearback::audit::{Links, Scope};
use hearback::calendar::{Limit, WorkingCalendar};
use hearback::dataset::{Dataset, Field};
use hearback::ingest::{InputFile, LoadOptions, TimeRules, Unwatched, YearLast, load, parse_time};
use hearback::model::{Moment, Period, Subject, Zone};
use hearback::policy::Policy;

const ROWS: usize = 100_000;

fn main() {
    divan::main();
}

/// Moments spread over 2024 and 2025, in no order.
fn moments() -> Vec<i64> {
    const FIRST: i64 = 1_704_067_200_000;
    const SPAN: i64 = 2 * 365 * 86_400_000;
    let mut state = 0x2545_F491_4F6C_DD1D_u64;
    (0..ROWS)
        .map(|_| {
            state ^= state << 13;
            state ^= state >> 7;
            state ^= state << 17;
            FIRST + i64::try_from(state % SPAN.unsigned_abs()).unwrap_or(0) / 1000 * 1000
        })
        .collect()
}

#[divan::bench(args = ["%Y-%m-%d %H:%M:%S", "%Y/%m/%d %H:%M", "%Y年%m月%d日 %H时%M分"])]
fn dates(bencher: Bencher<'_, '_>, format: &str) {
    let texts: Vec<String> = moments()
        .into_iter()
        .filter_map(|at| Moment(at).naive())
        .map(|at| at.format(format).to_string())
        .collect();
    let rules = TimeRules { zone: Zone::BEIJING, year_last: YearLast::Unknown, epoch_1904: false };
    bencher.counter(ItemsCount::new(texts.len())).bench_local(|| {
        texts.iter().filter(|text| parse_time(black_box(text.as_bytes()), rules).is_some()).count()
    });
}

/// So many pairs of moments as a large audit asks about.
const PAIRS: usize = 10_000_000;

/// Pairs of moments over 2004 to 2026 in no order.
static PAIRS_OF_MOMENTS: LazyLock<Vec<(i64, i64)>> = LazyLock::new(|| {
    const FIRST: i64 = 1_072_915_200_000;
    const SPAN: u64 = 22 * 365 * 86_400_000;
    let mut state = 0x2545_F491_4F6C_DD1D_u64;
    let mut moment = || {
        state ^= state << 13;
        state ^= state >> 7;
        state ^= state << 17;
        FIRST + i64::try_from(state % SPAN).unwrap_or(0)
    };
    (0..PAIRS).map(|_| (moment(), moment())).collect()
});

/// The calendar of a profile, by its name.
fn calendar(profile: &str) -> Option<WorkingCalendar> {
    Policy::named(profile).ok().map(|policy| policy.calendar)
}

/// Working time between ten million pairs of moments, one thread.
#[divan::bench(args = ["generic", "fca-disp"], sample_count = 3)]
fn working_time_between(bencher: Bencher<'_, '_>, profile: &str) {
    let Some(calendar) = calendar(profile) else { return };
    let pairs = &*PAIRS_OF_MOMENTS;
    bencher.counter(ItemsCount::new(pairs.len())).bench_local(|| {
        pairs.iter().filter_map(|&(a, b)| calendar.working_ms_between(black_box(a), black_box(b)).ok()).max()
    });
}

/// The end of ten million limits, one thread.
#[divan::bench(args = ["24h", "15d", "7wd", "8wh"], sample_count = 3)]
fn due_moments(bencher: Bencher<'_, '_>, limit: &str) {
    let (Some(calendar), Ok(limit)) = (calendar("generic"), limit.parse::<Limit>()) else { return };
    let pairs = &*PAIRS_OF_MOMENTS;
    bencher
        .counter(ItemsCount::new(pairs.len()))
        .bench_local(|| pairs.iter().filter_map(|&(at, _)| calendar.due(black_box(at), limit).ok()).max());
}

/// A complaints and a visits export of [`ROWS`] rows each, in a folder that goes with the value.
struct Exports {
    _folder: tempfile::TempDir,
    complaints: PathBuf,
    visits: PathBuf,
}

impl Exports {
    fn write() -> std::io::Result<Self> {
        let folder = tempfile::tempdir()?;
        let (complaints, visits) = (folder.path().join("complaints.csv"), folder.path().join("visits.csv"));
        let mut rows = std::io::BufWriter::new(std::fs::File::create(&complaints)?);
        let mut calls = std::io::BufWriter::new(std::fs::File::create(&visits)?);
        writeln!(rows, "投诉编号,客户编号,严重程度,受理机构,经办人,受理时间,首次响应时间,办结时间")?;
        writeln!(calls, "回访编号,投诉编号,客户编号,回访时间,回访人员,回访结果")?;
        for (row, at) in moments().into_iter().enumerate() {
            let time = |hours: i64| Moment(at + hours * 3_600_000).display();
            writeln!(
                rows,
                "TS{row:09},C{row:08},一般,上海分公司,坐席{:03},{},{},{}",
                row % 400,
                time(0),
                time(5),
                time(90)
            )?;
            let named = (row * 7919) % ROWS;
            writeln!(calls, "HF{row:09},TS{named:09},C{named:08},{},坐席{:03},接通", time(200), row % 397)?;
        }
        rows.flush()?;
        calls.flush()?;
        Ok(Self { _folder: folder, complaints, visits })
    }

    fn bytes(&self) -> u64 {
        [&self.complaints, &self.visits]
            .iter()
            .filter_map(|path| std::fs::metadata(path).ok())
            .map(|metadata| metadata.len())
            .sum()
    }

    fn read(&self, threads: usize) -> Option<Dataset> {
        let file =
            |path: &PathBuf, subject| InputFile::new(path.to_string_lossy().into_owned(), Some(subject));
        load(&LoadOptions {
            files: vec![file(&self.complaints, Subject::Complaints), file(&self.visits, Subject::Visits)],
            maps: Vec::new(),
            own_columns: Vec::new(),
            zone: Zone::parse("+08:00")?,
            hash: false,
            unmask: false,
            mask_key: None,
            with_content: false,
            threads,
            wanted: &|_: Subject, _: Field| true,
            progress: &Unwatched,
        })
        .ok()
    }
}

#[divan::bench(args = [1, 2], sample_count = 20)]
fn read_csv(bencher: Bencher<'_, '_>, threads: usize) {
    let Ok(exports) = Exports::write() else { return };
    bencher.counter(BytesCount::new(exports.bytes())).bench_local(|| exports.read(threads));
}

#[divan::bench(sample_count = 20)]
fn match_visits(bencher: Bencher<'_, '_>) {
    let dataset = Exports::write().ok().and_then(|exports| exports.read(2));
    let (Some(dataset), Ok(policy)) = (dataset, Policy::generic()) else { return };
    bencher.counter(ItemsCount::new(ROWS)).bench_local(|| {
        let scope = Scope::new(&dataset.complaints, Period::default(), Moment(i64::MAX));
        Links::new(&dataset, &policy, &scope, Moment(i64::MAX), Period::default()).is_some()
    });
}
