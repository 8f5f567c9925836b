//! The number under which a finding is quoted, the same in every written report.

use crate::model::Code;

/// `CBK001-0001`: permanent, because a rule's findings always come in the same order.
pub(super) fn index_number(code: Code, number: u64) -> String {
    format!("{code}-{number:04}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_as_wide_as_they_need() {
        let code = Code::literal("CBK001");
        assert_eq!(index_number(code, 1), "CBK001-0001");
        assert_eq!(index_number(code, 12_345), "CBK001-12345");
    }
}
