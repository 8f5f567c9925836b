//! Refusals that need more than a table: whole lines, names, slots.

use super::*;

#[test]
fn the_whole_line_in_both_languages() {
    let error = own("[[obligation]]\ncode = \"RSP001\"\nseverity = \"hihg\"").expect_err("refused");
    let text = error.text();
    assert_eq!(text.en, "policy own.toml:5:12, RSP001.severity = `hihg`: unknown word; did you mean high?");
    assert_eq!(text.zh, "制度 own.toml:5:12，RSP001.severity = `hihg`：没有这个取值；是否要写 high？");
    assert_eq!(error.path(), "RSP001.severity");
}

#[test]
fn names() {
    let error = Policy::from_toml("own.toml", "name = \"generic\"").expect_err("taken");
    assert!(error.to_string().contains("this is the name of a built-in policy"), "{error}");
    let error = Policy::from_toml("own.toml", "zone = \"Z\"").expect_err("no name");
    assert_eq!(error.to_string(), "policy own.toml:1:1: `name` is missing");
    let error = Policy::named("insurence").expect_err("unknown");
    assert_eq!(
        error.to_string(),
        "policy insurence: neither a built-in policy nor a file; did you mean insurance?"
    );
}

#[test]
fn an_own_obligation_is_given_its_name_once() {
    let twin = X.replace("XAB001", "XAB002");
    let due = "trigger = \"received_at\"\nexpects = { field = \"closed_at\" }\nlimit = \"1d\"\n";
    let error = bare(&format!("{X}{due}{twin}{due}")).expect_err("one name, two rules");
    assert!(error.to_string().contains("this is the name of XAB001"), "{error}");
    let error = bare(&format!("{}{due}", X.replace("own-rule", "phone-shared"))).expect_err("taken");
    assert!(error.to_string().contains("this is the name of DUP004"), "{error}");
    let error = bare(&X.replace("source = { zh = \"源\", en = \"source\" }", due)).expect_err("no source");
    assert!(error.to_string().contains("`source` is missing"), "{error}");
}

#[test]
fn nine_own_times_have_no_slot() {
    let field = |n: u32| format!("[fields.customers.t{n}]\nheaders = [\"t{n}\"]\nholds = \"time\"\n");
    let eight: String = (1..=8).map(field).collect();
    let policy = bare(&eight).expect("eight are in order");
    assert_eq!(policy.fields[7].slot, "time_8");
    let error = bare(&format!("{eight}{}", field(9))).expect_err("nine are not");
    assert!(error.to_string().contains("at most 8 own columns"), "{error}");
    assert_eq!(error.place().map(|place| place.line), Some(28));
}
