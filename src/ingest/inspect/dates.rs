//! How day and month were told apart, in words.

use crate::ingest::read::ReadInput;
use crate::ingest::values::{DateOrder, YearLast};
use crate::model::{Chosen, Text};

/// The order of day and month, where some value leaves it open and something else decides it.
pub(super) fn date_order(read: &ReadInput) -> Option<Chosen> {
    let plan = &read.plan;
    let open = plan.time_slots().filter(|&slot| read.closed.tally.times[slot].day_month.either > 0);
    let slot = open.into_iter().find(|&slot| plan.year_last[slot] != YearLast::Unknown)?;
    let (order, why) = match plan.year_last[slot] {
        YearLast::Named(order) => (order, Text::new("由用户指定", "as named by the user")),
        YearLast::Inferred(order) => {
            (order, Text::new("有的日期只能这样读", "some dates can be read no other way"))
        }
        YearLast::Unknown => return None,
    };
    let name = match order {
        DateOrder::Mdy => "mdy",
        DateOrder::Dmy => "dmy",
    };
    Some(Chosen { name: name.to_owned(), why })
}

/// How day and month were told apart, if there was anything to tell.
pub(super) fn day_and_month(read: &ReadInput, slot: usize) -> Option<Text> {
    let counts = read.closed.tally.times[slot].day_month;
    if counts.either == 0 {
        return None;
    }
    let cells = counts.month_first + counts.day_first + counts.either + counts.same;
    let (either, both) = (counts.either, counts.month_first > 0 && counts.day_first > 0);
    let name = |order: DateOrder| match order {
        DateOrder::Mdy => Text::new("月/日/年", "month/day/year"),
        DateOrder::Dmy => Text::new("日/月/年", "day/month/year"),
    };
    Some(match read.plan.year_last[slot] {
        YearLast::Named(order) => {
            let order = name(order);
            Text::owned(format!("按 --date-order 读作{}", order.zh), format!("{} by --date-order", order.en))
        }
        YearLast::Inferred(order) => {
            let proofs = match order {
                DateOrder::Mdy => counts.month_first,
                DateOrder::Dmy => counts.day_first,
            };
            let order = name(order);
            match proofs {
                0 => Text::owned(
                    format!("随本文件其他列读作{}，本列日月难分的值 {either} 个", order.zh),
                    format!(
                        "{} like the other columns of the file; values that could be two days: {either}",
                        order.en
                    ),
                ),
                _ => Text::owned(
                    format!("{}，只能这样读的值 {proofs} 个", order.zh),
                    format!("{}; values that can be read no other way: {proofs}", order.en),
                ),
            }
        }
        YearLast::Unknown if both => Text::owned(
            format!(
                "{cells} 个值中有的只能是月/日/年，有的只能是日/月/年；{either} 个分不清，未读取。请用 --date-order 指明"
            ),
            format!(
                "of {cells} values some can only be month/day/year and others only day/month/year; {either} that could be either are not read: name the order with --date-order"
            ),
        ),
        YearLast::Unknown => Text::owned(
            format!("{cells} 个值中 {either} 个分不清日和月，未读取。请用 --date-order mdy 或 dmy 指明"),
            format!(
                "{either} of {cells} values could be two days and are not read: name the order with --date-order mdy or dmy"
            ),
        ),
    })
}
