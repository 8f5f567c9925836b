//! The source system's flag that a case was late, or in time, says otherwise than the verdict.

use std::cmp::{Ordering, Reverse};

use crate::dataset::{BLANK_WORD, Field, Table};
use crate::model::{CaseState, Code, Evidence, Moment, Severity, Subject, Text};
use crate::policy::Duty;

use super::super::deadline::{
    BindError, BoundDeadline, Judgement, Reperformance, find_matches, meanings, no_column,
};
use super::super::verdicts::Reason;
use super::{Check, Context, Described, Hit, Judged, Tested};

pub(super) static CHECK: Check = Check {
    code: Code::literal("REP001"),
    name: "overdue-flag-disagrees",
    severity: Severity::Medium,
    subject: Subject::Complaints,
    needs: &[],
    uses: &[
        (Subject::Complaints, Field::OverdueFlag),
        (Subject::Complaints, Field::OnTimeFlag),
        (Subject::Complaints, Field::DueAt),
    ],
    title: Text::new("超期标志与判定不符", "overdue flag disagrees"),
    what: Text::new(
        "导出表自带的超期标志（或按时标志）与按制度重新判定的结果不同：逾期完成和逾期未办为超期，达标和未到期为未超期。用哪项义务判定由制度规定（judged_by，默认 CLS001）。逐一试算挂起、首次或最后办结、自然日或工作日、调休、节假日、时区、取整、当日是否计入、承诺时限或制度时限，给出第一个能解释差异的原因；一次只改变一处，可能另有原因。需要超期标志或按时标志列之一。",
        "The export's own overdue (or on-time) flag says otherwise than the verdict by the policy: late and missing are overdue, met and pending are not. The policy names the obligation it is judged by (judged_by, CLS001 by default). Holds, first or last close, calendar or working days, make-up days, holidays, zone, rounding, whether the day of the event counts, and promised date or policy limit are tried in turn, and the first that explains the difference is given; one is changed at a time, and the true reason may be another. It needs one of the two flags.",
    ),
    why: Text::new(
        "系统报表的按期率出自这个标志；标志口径与制度不同，报表就不可信。",
        "The system's own reports rest on this flag; where it follows another rule than the policy, they cannot be relied on.",
    ),
    formula: Text::new(
        "标志 ≠ 判定；检验标志可识别、且有判定结果的投诉",
        "flag against verdict, over complaints with a known flag and a verdict",
    ),
    fix: Text::new(
        "按给出的原因核对系统的计时口径；没有已知原因的逐件核对。",
        "Check how the system counts time against the cause given; look into each case that has none.",
    ),
    source: Text::new(
        "重新执行：系统的标志须能按制度重算得出",
        "re-performance: a system's flag must follow from the records by the policy",
    ),
    compares_rows: false,
    run,
    describe,
};

fn run(context: &Context<'_>) -> polars::prelude::PolarsResult<Tested> {
    let mut result = Tested::default();
    let complaints = &context.dataset.complaints;
    let Some(flags) = Flags::new(context) else {
        let lacks = no_column(Subject::Complaints, Field::OverdueFlag);
        let and = no_column(Subject::Complaints, Field::OnTimeFlag);
        result.unfit =
            Some(Text::owned(format!("{}，{}", lacks.zh, and.zh), format!("{}, and {}", lacks.en, and.en)));
        return Ok(result);
    };
    let code = context.policy.judged_by;
    let duty = context.policy.obligation(code).map(|obligation| &obligation.duty);
    let Some(Duty::Deadline(deadline)) = duty.filter(|duty| on_complaints(duty)) else {
        result.unfit = Some(Text::owned(
            format!("制度规定按 {code} 判定，而 {code} 未启用或不是投诉的时限"),
            format!("the policy judges by {code}, which is off or no deadline of complaints"),
        ));
        return Ok(result);
    };
    let audit = context.audit;
    let found = audit
        .cases(deadline.on)
        .and_then(|cases| find_matches(deadline, cases, audit.ground(), context.as_of.at));
    let matches = match found {
        Ok(matches) => matches,
        Err(BindError::Absent(why) | BindError::Policy(why)) => {
            result.unfit = Some(why);
            return Ok(result);
        }
    };
    let bound = match audit.bind(deadline, &matches) {
        Ok(bound) => bound,
        Err(BindError::Absent(why) | BindError::Policy(why)) => {
            result.unfit = Some(why);
            return Ok(result);
        }
    };
    result.notes.extend(bound.notes());
    let mut agreed = 0_u64;
    let mut untested = Untested::default();
    let mut reperformance: Option<Reperformance<'_, '_>> = None;
    let mut by_cause: Vec<(Option<u8>, u64)> = Vec::new();
    for row in 0..complaints.height() {
        let (overdue, judgement) = match verdict(&bound, row, |unit| bound.judge(unit)) {
            Ok(verdict) => verdict,
            Err(reason) => {
                untested.add(reason);
                continue;
            }
        };
        let flag = match flags.of(row) {
            Ok(flag) => flag,
            Err(why) => {
                untested.flags[why as usize] += 1;
                continue;
            }
        };
        result.tested += 1;
        if flag == overdue {
            agreed += 1;
            continue;
        }
        let tried = reperformance.get_or_insert_with(|| Reperformance::new(&bound));
        let cause = tried.causes().iter().position(|&cause| {
            verdict(&bound, row, |unit| tried.judge(unit, cause)).is_ok_and(|(other, _)| other == flag)
        });
        let cause = cause.and_then(|place| u8::try_from(place).ok());
        match by_cause.iter_mut().find(|(other, _)| *other == cause) {
            Some((_, count)) => *count += 1,
            None => by_cause.push((cause, 1)),
        }
        let Judgement { state, due, actual, .. } = judgement;
        let promised = bound.promised_until(row);
        let detail = result.kept.keep(Judged { code, state, due, actual, promised, cause });
        let row = u32::try_from(row).unwrap_or(u32::MAX);
        result.hits.push(Hit { subject: Subject::Complaints, row, detail });
    }
    if let Some(tried) = &reperformance {
        let named = |&cause| (tried.key(cause), tried.text(cause));
        result.kept.causes = tried.causes().iter().map(named).collect();
    }
    untested.exclude(&mut result);
    result.notes.extend(account(&result, code, agreed, by_cause));
    result.notes.extend(promised_dates(&bound, code, complaints));
    Ok(result)
}

fn on_complaints(duty: &Duty) -> bool {
    matches!(duty, Duty::Deadline(deadline) if deadline.on == Subject::Complaints)
}

/// Whether a case is overdue: if anything due in it is; else, if nothing is open to doubt, it is not.
fn verdict(
    bound: &BoundDeadline<'_>,
    row: usize,
    judge: impl Fn(usize) -> Judgement,
) -> Result<(bool, Judgement), Reason> {
    let mut decided = None;
    let mut doubt = None;
    for unit in bound.units_of(row) {
        let judgement = judge(unit);
        match judgement.state {
            CaseState::Late | CaseState::Missing => return Ok((true, judgement)),
            CaseState::Met | CaseState::Pending => decided = Some(judgement),
            CaseState::Undetermined => doubt = judgement.reason,
            CaseState::Excluded if doubt.is_none() && decided.is_none() => doubt = judgement.reason,
            CaseState::Excluded => {}
        }
    }
    match (decided, doubt) {
        (Some(judgement), None) => Ok((false, judgement)),
        (Some(judgement), Some(reason)) if reason.state() == CaseState::Excluded => Ok((false, judgement)),
        (_, Some(reason)) => Err(reason),
        (None, None) => Err(Reason::NoLimit),
    }
}

/// Why a flag says nothing.
#[derive(Debug, Clone, Copy)]
enum NoFlag {
    Blank,
    Unknown,
    Contradicting,
}

/// The flags of the export, as whether a case is overdue.
struct Flags<'a> {
    columns: Vec<(&'a [u32], Vec<Option<bool>>)>,
}

impl<'a> Flags<'a> {
    /// `None` where the export has neither.
    fn new(context: &Context<'a>) -> Option<Self> {
        let column = |field: Field, overdue: &str| {
            let words = context.dataset.complaints.words(field)?;
            let meanings = meanings(context.dataset, context.policy.words.get(field.key()));
            Some((words, meanings.into_iter().map(|meaning| meaning.map(|it| it == overdue)).collect()))
        };
        let columns: Vec<_> = [column(Field::OverdueFlag, "yes"), column(Field::OnTimeFlag, "no")]
            .into_iter()
            .flatten()
            .collect();
        (!columns.is_empty()).then_some(Self { columns })
    }

    fn of(&self, row: usize) -> Result<bool, NoFlag> {
        let mut found = Err(NoFlag::Blank);
        for (words, overdue) in &self.columns {
            let says = match words[row] {
                BLANK_WORD => continue,
                word => overdue[word as usize],
            };
            found = match (found, says) {
                (Err(NoFlag::Contradicting), _) => found,
                (Ok(one), Some(other)) if one != other => Err(NoFlag::Contradicting),
                (_, Some(says)) => Ok(says),
                (Ok(_), None) => found,
                (Err(_), None) => Err(NoFlag::Unknown),
            };
        }
        found
    }
}

/// Cases that are not compared, by reason.
#[derive(Debug, Default)]
struct Untested {
    verdicts: Vec<(Reason, u64)>,
    /// By [`NoFlag`].
    flags: [u64; 3],
}

impl Untested {
    fn add(&mut self, reason: Reason) {
        match self.verdicts.iter_mut().find(|(other, _)| *other == reason) {
            Some((_, count)) => *count += 1,
            None => self.verdicts.push((reason, 1)),
        }
    }

    fn exclude(self, result: &mut Tested) {
        for (reason, count) in self.verdicts {
            result.exclude(reason.text(), count);
        }
        let [blank, unknown, contradicting] = self.flags;
        result.exclude(Text::new("标志为空", "the flag is blank"), blank);
        result.exclude(Text::new("标志的字词无法识别", "the word of the flag is not known"), unknown);
        result.exclude(
            Text::new("超期标志与按时标志互相矛盾", "the overdue and the on-time flag contradict each other"),
            contradicting,
        );
    }
}

/// How many flags agree, and what explains the others, the commonest cause first.
fn account(result: &Tested, code: Code, agreed: u64, mut by_cause: Vec<(Option<u8>, u64)>) -> Vec<Text> {
    let tested = result.tested;
    let mut notes = vec![Text::owned(
        format!("{tested} 件的标志中 {agreed} 件与 {code} 的判定一致"),
        format!("{agreed} of {tested} flags agree with {code}"),
    )];
    by_cause.sort_by_key(|&(cause, count)| (Reverse(count), cause.is_none(), cause));
    for (cause, count) in by_cause {
        let (key, text) = cause_of(&result.kept.causes, cause);
        notes.push(Text::owned(
            format!("不一致 {count} 件：{}（{key}）", text.zh),
            format!("{count} disagree: {} ({key})", text.en),
        ));
    }
    notes
}

/// A cause by its place, or that there is none.
fn cause_of(causes: &[(&'static str, Text)], cause: Option<u8>) -> (&'static str, Text) {
    let found = cause.and_then(|place| causes.get(usize::from(place)));
    found.cloned().unwrap_or(("no-known-cause", Text::new("没有已知的原因", "no known cause")))
}

/// How the export's own due dates lie to the policy's limit.
fn promised_dates(bound: &BoundDeadline<'_>, code: Code, complaints: &Table) -> Option<Text> {
    if !complaints.has(Field::DueAt) {
        return None;
    }
    let (mut equal, mut later, mut earlier) = (0_u64, 0_u64, 0_u64);
    for row in 0..complaints.height() {
        let Some(promised) = bound.promised_until(row) else { continue };
        for due in bound.units_of(row).filter_map(|unit| bound.due_by_policy(unit)) {
            // A system writes the end of a day to the second.
            match (promised.div_euclid(1000)).cmp(&due.div_euclid(1000)) {
                Ordering::Equal => equal += 1,
                Ordering::Greater => later += 1,
                Ordering::Less => earlier += 1,
            }
        }
    }
    (equal + later + earlier > 0).then(|| {
        Text::owned(
            format!("导出表的应办结时间与 {code} 的制度时限相比：相同 {equal}，较晚 {later}，较早 {earlier}"),
            format!("the export's due dates against the policy's limit of {code}: {equal} equal, {later} later, {earlier} earlier"),
        )
    })
}

fn describe(context: &Context<'_>, hit: Hit) -> Described {
    let complaints = &context.dataset.complaints;
    let Some(&Judged { code, state, due, actual, promised, cause }) =
        context.kept.judged.get(hit.detail as usize)
    else {
        return Described { message: Text::default(), evidence: Vec::new() };
    };
    let label = state.label();
    let (said_zh, said_en) =
        if state.is_breach() { ("未超期", "not overdue") } else { ("超期", "overdue") };
    let (key, text) = cause_of(&context.kept.causes, cause);
    let explained = match cause {
        Some(_) => Text::owned(format!("若{}则一致", text.zh), format!("they agree if {}", text.en)),
        None => text.clone(),
    };
    let message = Text::owned(
        format!("系统标记为{said_zh}，按 {code} 判定为{}；{}", label.zh, explained.zh),
        format!("the system says {said_en}, by {code} it is {}; {}", label.en, explained.en),
    );
    let mut evidence = vec![
        ("obligation", Evidence::Text(code.to_string())),
        ("verdict", Evidence::Text(state.key().to_owned())),
        ("cause", Evidence::Text(key.to_owned())),
        ("cause_text", Evidence::Both(text)),
    ];
    for (name, field) in [("overdue_flag", Field::OverdueFlag), ("on_time_flag", Field::OnTimeFlag)] {
        let word = context.dataset.quoted_word(complaints, field, hit.row as usize);
        evidence.extend(word.map(|word| (name, Evidence::Text(word))));
    }
    let times = [("due_at", due), ("done_at", actual), ("promised_at", promised)];
    evidence.extend(times.into_iter().filter_map(|(name, at)| Some((name, Evidence::At(Moment(at?))))));
    Described { message, evidence }
}
