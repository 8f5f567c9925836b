//! Foreign readers that may panic on damaged input, kept from taking the program with them.
//!
//! Only a panic inside [`foreign`] is the file's fault; any other goes on as it came.

use std::any::Any;
use std::cell::Cell;
use std::panic::{AssertUnwindSafe, catch_unwind, resume_unwind};
use std::sync::Once;

use crate::model::Text;

use super::super::error::Problem;

thread_local! {
    static WITHIN: Cell<bool> = const { Cell::new(false) };
}

/// Runs the code of a crate that is not sure of its input.
#[inline]
pub(super) fn foreign<T>(call: impl FnOnce() -> T) -> T {
    WITHIN.set(true);
    let result = call();
    WITHIN.set(false);
    result
}

/// Runs what calls [`foreign`] code; its panic becomes an error about the file.
pub(super) fn shielded<T>(run: impl FnOnce() -> Result<T, Problem>) -> Result<T, Problem> {
    hush();
    catch_unwind(AssertUnwindSafe(run)).unwrap_or_else(|payload| {
        if WITHIN.replace(false) {
            let part = Text::new("内容不合格式", "its content breaks the format");
            Err(Problem::Damaged { part, detail: words(payload.as_ref()) })
        } else {
            resume_unwind(payload)
        }
    })
}

/// Lets the panic hook say nothing about foreign code: the error will.
fn hush() {
    static ONCE: Once = Once::new();
    ONCE.call_once(|| {
        let before = std::panic::take_hook();
        std::panic::set_hook(Box::new(move |panic| {
            if !WITHIN.get() {
                before(panic);
            }
        }));
    });
}

fn words(payload: &(dyn Any + Send)) -> String {
    let text = payload.downcast_ref::<&str>().copied();
    text.or_else(|| payload.downcast_ref::<String>().map(String::as_str)).unwrap_or_default().to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_panic_of_foreign_code_is_the_files_fault() {
        let result: Result<(), Problem> = shielded(|| foreign(|| panic!("index out of bounds")));
        assert!(matches!(result, Err(Problem::Damaged { detail, .. }) if detail == "index out of bounds"));
        assert!(shielded(|| foreign(|| Ok(1))).is_ok());
    }

    #[test]
    #[should_panic(expected = "ours")]
    fn a_panic_of_our_own_is_not() {
        let _: Result<(), Problem> = shielded(|| {
            foreign(|| ());
            panic!("ours")
        });
    }
}
