//! What a calendar says of one day.
//!
//! Owns the kinds and whether each is worked. Refuses to know why: the order in which company,
//! holiday table and ordinary week speak is the day table's business.

/// What a calendar says of one day.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum DayKind<'a> {
    /// A day of the ordinary week that is no weekend day, and no holiday.
    WorkingDay,
    /// A weekend day, neither holiday nor made up.
    Weekend,
    /// A public holiday with its name in the language of its country; may fall on a weekend.
    Holiday(&'a str),
    /// A weekend day worked in exchange for a day of the named holiday (调休).
    MakeUpWorkday(&'a str),
    /// A day on which the company itself rests, with the name it gave, perhaps none.
    CompanyDayOff(&'a str),
    /// A day on which the company itself works, with the name it gave, perhaps none.
    ExtraWorkday(&'a str),
}

impl DayKind<'_> {
    /// Whether the day counts as a working day.
    #[must_use]
    pub const fn is_working(self) -> bool {
        matches!(self, Self::WorkingDay | Self::MakeUpWorkday(_) | Self::ExtraWorkday(_))
    }
}
