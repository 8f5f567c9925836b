//! The order of day and month of every time column, on the evidence of the whole column.
//!
//! `05/03/2024` is two different days. A column in which one date can only be read one way is read that way
//! throughout; a column that proves nothing follows the other columns of its file, which the same system
//! wrote; where even they prove nothing, or dates of one column contradict each other, nothing is
//! guessed.

use super::row_plan::RowPlan;
use super::tally::Tally;
use super::values::{DateOrder, YearLast};

/// How each slot's year-last dates are to be read after what was counted; `named` is the user's word.
pub(super) fn decide(plan: &RowPlan, tally: &Tally, named: Option<DateOrder>) -> Vec<YearLast> {
    if let Some(order) = named {
        return vec![YearLast::Named(order); plan.year_last.len()];
    }
    let contradicts = |slot: usize| {
        let counts = tally.times[slot].day_month;
        counts.month_first > 0 && counts.day_first > 0
    };
    let proven = |slot: usize| {
        let counts = tally.times[slot].day_month;
        match (counts.month_first > 0, counts.day_first > 0) {
            (true, false) => Some(DateOrder::Mdy),
            (false, true) => Some(DateOrder::Dmy),
            _ => None,
        }
    };
    let mut orders: Vec<DateOrder> = plan.time_slots().filter_map(proven).collect();
    orders.dedup();
    let file_wide = match orders.as_slice() {
        [order] if !plan.time_slots().any(contradicts) => Some(*order),
        _ => None,
    };
    (0..plan.year_last.len())
        .map(|slot| {
            let order = if contradicts(slot) { None } else { proven(slot).or(file_wide) };
            order.map_or(YearLast::Unknown, YearLast::Inferred)
        })
        .collect()
}

/// Whether cells were read by another order than the one now known.
pub(super) fn misread(plan: &RowPlan, tally: &Tally, decided: &[YearLast]) -> bool {
    plan.time_slots()
        .any(|slot| plan.year_last[slot] != decided[slot] && tally.times[slot].day_month.either > 0)
}
