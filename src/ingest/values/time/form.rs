//! The forms a time can be written in, for showing how a column is read. Owns their names alone.

use crate::model::Text;

/// How a time is written. A column usually holds one form.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum TimeForm {
    /// `2024-03-05 09:07:00`.
    Plain,
    /// `2024-03-05T09:07:00`.
    IsoLocal,
    /// Year first, with a zone: `2024-03-05T09:07:00+08:00`.
    IsoZoned,
    /// Year first in other ways: `2024/3/5 9:07`.
    YearFirst,
    /// Year first, a day only: `2024-03-05`.
    YearFirstDay,
    /// `2024年3月5日 9时7分`.
    Chinese,
    /// `2024年3月5日`.
    ChineseDay,
    /// `20240305090700`.
    Compact,
    /// `20240305`.
    CompactDay,
    /// `3/25/2024`.
    MonthDayYear,
    /// `25/3/2024`.
    DayMonthYear,
    /// `3/3/2024`, where the order is not known and makes no difference.
    YearLast,
    /// `5-Mar-2024`.
    MonthName,
    /// `45356.38`.
    Serial,
}

impl TimeForm {
    /// All of them, in the order of their index.
    pub const ALL: [Self; 14] = [
        Self::Plain,
        Self::IsoLocal,
        Self::IsoZoned,
        Self::YearFirst,
        Self::YearFirstDay,
        Self::Chinese,
        Self::ChineseDay,
        Self::Compact,
        Self::CompactDay,
        Self::MonthDayYear,
        Self::DayMonthYear,
        Self::YearLast,
        Self::MonthName,
        Self::Serial,
    ];

    /// Its place in [`Self::ALL`].
    #[must_use]
    pub const fn index(self) -> usize {
        self as usize
    }

    /// A pattern, or words where a pattern would say less.
    #[must_use]
    pub const fn text(self) -> Text {
        match self {
            Self::Plain => Text::new("yyyy-mm-dd hh:mm:ss", "yyyy-mm-dd hh:mm:ss"),
            Self::IsoLocal => Text::new("yyyy-mm-ddThh:mm:ss", "yyyy-mm-ddThh:mm:ss"),
            Self::IsoZoned => Text::new("带时区的日期时间（年在前）", "yyyy-mm-ddThh:mm:ss with a zone"),
            Self::YearFirst => Text::new("其他年在前的写法", "other forms with the year first"),
            Self::YearFirstDay => Text::new("yyyy-mm-dd", "yyyy-mm-dd"),
            Self::Chinese => Text::new("yyyy年m月d日 h时m分", "yyyy年m月d日 h时m分"),
            Self::ChineseDay => Text::new("yyyy年m月d日", "yyyy年m月d日"),
            Self::Compact => Text::new("yyyymmddhhmmss", "yyyymmddhhmmss"),
            Self::CompactDay => Text::new("yyyymmdd", "yyyymmdd"),
            Self::MonthDayYear => Text::new("月/日/年", "month/day/year"),
            Self::DayMonthYear => Text::new("日/月/年", "day/month/year"),
            Self::YearLast => Text::new("年在后，日月同数", "year last, day and month alike"),
            Self::MonthName => Text::new("英文月名", "English month name"),
            Self::Serial => Text::new("Excel 日期序列号", "Excel day number"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_form_stands_at_its_index() {
        for (index, form) in TimeForm::ALL.into_iter().enumerate() {
            assert_eq!(form.index(), index);
        }
    }
}
