//! S30 where no trade is named: callback coverage by class of complaint.

use super::Desked;
use super::judged::Judged;
use crate::desk::Checked;

const AS_OF: &str = "2024-10-31";

#[test]
fn s30_key_classes_are_called_back_and_a_tenth_of_the_others() -> Checked {
    let judged = Judged::built_in("generic", AS_OF)?;
    // VIP: one late, one in time: done is done. Ordinary: 1 of 10 is exactly a tenth. Gold: nobody knows. 大客户 is
    // closed on the as-of date; 小客户 is open.
    assert_eq!(judged.states("CBK002")?, "met 2, missing 2, pending 1, undetermined 1, excluded 1");
    assert_eq!(
        judged.low("CBK002")?,
        [
            "其他: callback coverage 0.0 %, target 10.0 %",
            "重点客户: callback coverage 50.0 %, target 100.0 %"
        ]
    );
    Ok(())
}

#[test]
fn the_command_line_says_the_same() -> Checked {
    Desked::new("generic", AS_OF)?.same_as(&Judged::built_in("generic", AS_OF)?)
}
