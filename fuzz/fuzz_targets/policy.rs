//! Any text read as a policy: no panic.

#![no_main]

use hearback::policy::Policy;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|text: &str| {
    let _ = Policy::from_toml("fuzz", text);
});
