//! The fields an export may have, and what is known of each.

use super::field_table::{ALL_FIELDS, written_out};
use crate::model::{Subject, Text};

/// A column that an export may have.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Field {
    /// The record's own id.
    Id,
    /// The complaint a visit belongs to.
    ComplaintId,
    /// The customer's id.
    CustomerId,
    /// The customer's name.
    CustomerName,
    /// The customer's phone.
    Phone,
    /// How the complaint came in.
    Channel,
    /// What it is about.
    Category,
    /// How urgent it is.
    Severity,
    /// The product.
    Product,
    /// The accountable unit.
    Branch,
    /// Who worked the complaint.
    Handler,
    /// When the complaint was received.
    ReceivedAt,
    /// When the complainant was first contacted.
    RespondedAt,
    /// When the case ended, for the last time.
    ClosedAt,
    /// When the case was archived.
    ArchivedAt,
    /// The export's own due date.
    DueAt,
    /// The status.
    Status,
    /// How often the case was reopened.
    ReopenCount,
    /// Upheld, partly upheld or rejected; for a visit, what it came to.
    Result,
    /// How satisfied the customer was.
    Satisfaction,
    /// The amount claimed.
    ClaimedAmount,
    /// The amount paid.
    Compensation,
    /// Whether an extension was approved.
    ExtensionApproved,
    /// How long the clock was stopped.
    HoldTime,
    /// The source system's own time to first response.
    ResponseTime,
    /// The source system's own time to closure.
    HandlingTime,
    /// The source system's own flag that the case was late.
    OverdueFlag,
    /// The source system's own flag that the case was in time.
    OnTimeFlag,
    /// The text of the complaint or the visit.
    Content,
    /// What kind of visit it was.
    Kind,
    /// By phone, message, in person and so on.
    Method,
    /// When the visit was planned.
    PlannedAt,
    /// When the callback or visit took place.
    VisitedAt,
    /// Who made the callback.
    Visitor,
    /// Reached, unreached or refused.
    Outcome,
    /// How many attempts the row stands for.
    Attempts,
    /// Whether the customer raised an issue.
    IssueRaised,
    /// Whatever else was noted of a visit.
    Remark,
    /// Where the recording is.
    Recording,
    /// The class of the customer: key account, tier, segment.
    Class,
    /// What kind of area it is: city, country.
    Area,
    /// When it was decided that the case is taken on.
    AcceptedAt,
    /// When the case was passed on to those who handle it.
    ForwardedAt,
    /// When the case ended for the first time.
    FirstClosedAt,
    /// When the case was opened again.
    ReopenedAt,
    /// When the case was put on hold.
    HoldFrom,
    /// When the hold ended.
    HoldUntil,
    /// When the service was restored.
    RestoredAt,
    /// When the case was reported to those above.
    ReportedAt,
    /// When the record was last changed.
    UpdatedAt,
    /// Whether a disaster or a like event was the cause.
    Disaster,
    /// When what the customer said in the visit was dealt with.
    HandledAt,
    /// Whether, or which, anomaly the visit found.
    Anomaly,
    /// The customer's sex.
    Sex,
    /// The customer's day of birth.
    BirthDate,
    /// The number of the customer's identity document.
    IdNumber,
    /// The bank account.
    Account,
    /// The address.
    Address,
    /// Who sold to the customer or looks after them.
    Agent,
    /// When the contract was signed.
    SignedAt,
    /// When the contract ended.
    EndedAt,
    /// When the customer had used the service.
    UsedAt,
    /// When the customer's data was found suspicious.
    SuspectedAt,
    /// When the suspicion was cleared.
    ClearedAt,
    /// The employee's name.
    StaffName,
    /// A time that a policy names itself, from 1 to [`Field::SPARES`].
    Time(u8),
    /// A word that a policy names itself, from 1 to [`Field::SPARES`].
    Word(u8),
}

/// What the cells of a column hold.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Holds {
    /// Record ids.
    Id,
    /// Words out of a limited stock.
    Word,
    /// Points in time.
    Time,
    /// Numbers.
    Number,
    /// Lengths of time, in minutes.
    Duration,
    /// Free text; not kept. Where a rule asks for it, the column says which cells are blank, and nothing
    /// else: [`FILLED_WORD`](super::FILLED_WORD). The content is kept, scrubbed, if the user asks for it.
    FreeText,
}

/// Who a column's content concerns.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Privacy {
    /// No person.
    Open,
    /// An employee acting in office; shown as a token unless asked for, because an audit is about who did
    /// what and not about their name.
    Staff,
    /// A customer; masked unless asked for.
    Personal,
}

/// A row of the field table.
#[derive(Debug)]
pub struct FieldDef {
    /// The column.
    pub field: Field,
    /// The export it belongs to.
    pub subject: Subject,
    /// What its cells hold.
    pub holds: Holds,
    /// How private it is.
    pub privacy: Privacy,
    /// What people call it.
    pub title: Text,
    /// Headers that mean it for certain, best first; see [`FieldDef::headers`].
    pub aliases: &'static str,
    /// Headers that mean it only if the values look like it. Another field may have the same.
    pub generic: &'static str,
}

impl FieldDef {
    /// Every header of its aliases, best first.
    #[must_use]
    pub fn headers(&self) -> Vec<String> {
        written_out(self.aliases)
    }

    /// Every header that needs the values' support.
    #[must_use]
    pub fn generic_headers(&self) -> Vec<String> {
        written_out(self.generic)
    }
}

const TIME_KEYS: [&str; Field::SPARES as usize] =
    ["time_1", "time_2", "time_3", "time_4", "time_5", "time_6", "time_7", "time_8"];
const WORD_KEYS: [&str; Field::SPARES as usize] =
    ["word_1", "word_2", "word_3", "word_4", "word_5", "word_6", "word_7", "word_8"];

/// The machine name of a spare field; empty for a place that no export has.
fn spare_key(keys: &[&'static str], place: u8) -> &'static str {
    usize::from(place).checked_sub(1).and_then(|place| keys.get(place)).copied().unwrap_or_default()
}

impl Field {
    /// How many times, and how many words, of one export a policy may name itself.
    pub const SPARES: u8 = 8;

    /// The machine name: the frame column and the left side of `--map`.
    #[must_use]
    pub fn key(self) -> &'static str {
        match self {
            Self::Id => "id",
            Self::ComplaintId => "complaint_id",
            Self::CustomerId => "customer_id",
            Self::CustomerName => "customer_name",
            Self::Phone => "phone",
            Self::Channel => "channel",
            Self::Category => "category",
            Self::Severity => "severity",
            Self::Product => "product",
            Self::Branch => "branch",
            Self::Handler => "handler",
            Self::ReceivedAt => "received_at",
            Self::RespondedAt => "responded_at",
            Self::ClosedAt => "closed_at",
            Self::ArchivedAt => "archived_at",
            Self::DueAt => "due_at",
            Self::Status => "status",
            Self::ReopenCount => "reopen_count",
            Self::Result => "result",
            Self::Satisfaction => "satisfaction",
            Self::ClaimedAmount => "claimed_amount",
            Self::Compensation => "compensation",
            Self::ExtensionApproved => "extension_approved",
            Self::HoldTime => "hold_time",
            Self::ResponseTime => "response_time",
            Self::HandlingTime => "handling_time",
            Self::OverdueFlag => "overdue_flag",
            Self::OnTimeFlag => "on_time_flag",
            Self::Content => "content",
            Self::Kind => "kind",
            Self::Method => "method",
            Self::PlannedAt => "planned_at",
            Self::VisitedAt => "visited_at",
            Self::Visitor => "visitor",
            Self::Outcome => "outcome",
            Self::Attempts => "attempts",
            Self::IssueRaised => "issue_raised",
            Self::Remark => "remark",
            Self::Recording => "recording",
            Self::Class => "class",
            Self::Area => "area",
            Self::AcceptedAt => "accepted_at",
            Self::ForwardedAt => "forwarded_at",
            Self::FirstClosedAt => "first_closed_at",
            Self::ReopenedAt => "reopened_at",
            Self::HoldFrom => "hold_from",
            Self::HoldUntil => "hold_until",
            Self::RestoredAt => "restored_at",
            Self::ReportedAt => "reported_at",
            Self::UpdatedAt => "updated_at",
            Self::Disaster => "disaster",
            Self::HandledAt => "handled_at",
            Self::Anomaly => "anomaly",
            Self::Sex => "sex",
            Self::BirthDate => "birth_date",
            Self::IdNumber => "id_number",
            Self::Account => "account",
            Self::Address => "address",
            Self::Agent => "agent",
            Self::SignedAt => "signed_at",
            Self::EndedAt => "ended_at",
            Self::UsedAt => "used_at",
            Self::SuspectedAt => "suspected_at",
            Self::ClearedAt => "cleared_at",
            Self::StaffName => "staff_name",
            Self::Time(place) => spare_key(&TIME_KEYS, place),
            Self::Word(place) => spare_key(&WORD_KEYS, place),
        }
    }

    /// Whether it has no meaning of its own: a policy, or the user, says what it is.
    #[must_use]
    pub fn is_spare(self) -> bool {
        matches!(self, Self::Time(_) | Self::Word(_))
    }

    /// The frame column with the latest moment a day-only cell can mean.
    #[must_use]
    pub fn end_key(self) -> String {
        format!("{}_end", self.key())
    }

    /// The field with this machine name.
    #[must_use]
    pub fn from_key(key: &str) -> Option<Self> {
        ALL_FIELDS.iter().map(|def| def.field).find(|field| field.key() == key)
    }
}

/// The fields an export of `subject` may have.
pub fn fields_of(subject: Subject) -> impl Iterator<Item = &'static FieldDef> {
    ALL_FIELDS.iter().copied().filter(move |def| def.subject == subject)
}

/// The field table's row for `field` in exports of `subject`.
#[must_use]
pub fn field_def(subject: Subject, field: Field) -> Option<&'static FieldDef> {
    fields_of(subject).find(|def| def.field == field)
}
