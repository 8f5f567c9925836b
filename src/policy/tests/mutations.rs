//! Damaged profiles: whatever the damage, an error or a policy, never a panic.

use proptest::prelude::*;

use super::*;

/// Pieces that tend to fit somewhere.
const PIECES: &[&str] = &[
    "\"",
    "[",
    "]",
    "{",
    "}",
    "=",
    "\n",
    ",",
    "0",
    "-1",
    "1e300",
    "nan",
    "inf",
    "true",
    "[[obligation]]\n",
    "[words.x]\n",
    "code = \"RSP001\"\n",
    "limit = \"1d\"\n",
    "coverage = {}\n",
    "stages = [{}]\n",
    "versions = [{}]\n",
    "extends = \"generic\"\n",
    "\"9999-12-31\"",
    "00:00-24:00",
    "next-month 31 24:00",
    "100000mo",
    "一",
    "\u{3000}",
    "\0",
    "off = true\n",
    "drop = [\"limit\"]\n",
];

#[derive(Clone, Debug)]
enum Damage {
    Cut(prop::sample::Index, usize),
    Put(prop::sample::Index, &'static str),
    Swap(prop::sample::Index, prop::sample::Index),
    DropLine(prop::sample::Index),
}

fn damage() -> impl Strategy<Value = Damage> {
    let at = any::<prop::sample::Index>;
    prop_oneof![
        (at(), 1..40_usize).prop_map(|(at, length)| Damage::Cut(at, length)),
        (at(), prop::sample::select(PIECES)).prop_map(|(at, piece)| Damage::Put(at, piece)),
        (at(), at()).prop_map(|(a, b)| Damage::Swap(a, b)),
        at().prop_map(Damage::DropLine),
    ]
}

fn damaged(text: &str, damage: &Damage) -> String {
    let mut lines: Vec<&str> = text.lines().collect();
    let at = |index: &prop::sample::Index| text.floor_char_boundary(index.index(text.len().max(1)));
    match damage {
        Damage::Cut(index, length) => {
            let from = at(index);
            let to = text.ceil_char_boundary((from + length).min(text.len()));
            format!("{}{}", &text[..from], &text[to..])
        }
        Damage::Put(index, piece) => format!("{}{piece}{}", &text[..at(index)], &text[at(index)..]),
        Damage::Swap(a, b) if !lines.is_empty() => {
            let (a, b) = (a.index(lines.len()), b.index(lines.len()));
            lines.swap(a, b);
            lines.join("\n")
        }
        Damage::DropLine(index) if !lines.is_empty() => {
            lines.remove(index.index(lines.len()));
            lines.join("\n")
        }
        Damage::Swap(..) | Damage::DropLine(_) => String::new(),
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(200))]

    #[test]
    fn never_panic(profile in 0..built_in().len(), damages in prop::collection::vec(damage(), 1..4)) {
        let file = &built_in()[profile];
        let name = format!("name = \"{}\"", file.name);
        let text = file.text.replacen(&name, "name = \"damaged\"", 1);
        let text = damages.iter().fold(text, |text, damage| damaged(&text, damage));
        match Policy::from_toml("damaged.toml", &text) {
            // What is accepted can be shown, and is then accepted again.
            Ok(policy) => {
                let shown = Policy::from_toml("shown.toml", &policy.to_toml());
                prop_assert!(shown.is_ok(), "{:?}", shown.err().map(|error| error.to_string()));
            }
            Err(error) => prop_assert!(!error.text().zh.is_empty()),
        }
    }
}
