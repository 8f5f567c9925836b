//! The policies inside the binary.

use std::sync::LazyLock;

use super::tree::{Item, parse};
use crate::model::Text;

/// A policy inside the binary.
#[derive(Clone, Debug)]
pub struct BuiltIn {
    /// The name by which it is selected and extended.
    pub name: &'static str,
    /// What people call it.
    pub title: Text,
    /// Its file.
    pub text: &'static str,
}

/// A file as it ships.
pub(super) struct Shipped {
    pub(super) name: &'static str,
    pub(super) text: &'static str,
}

macro_rules! profiles {
    ($($name:literal),* $(,)?) => {
        &[$(Shipped { name: $name, text: include_str!(concat!("profiles/", $name, ".toml")) }),*]
    };
}

/// `generic` first, the others by name.
static SHIPPED: &[Shipped] = profiles![
    "generic",
    "bank-insurance-regulator",
    "cfpb",
    "fca-disp",
    "hotline-12345",
    "insurance",
    "key-accounts",
    "power-supply",
    "samr-12315",
    "wealth",
];

static BUILT_IN: LazyLock<Vec<BuiltIn>> = LazyLock::new(|| {
    SHIPPED.iter().map(|file| BuiltIn { name: file.name, title: title(file), text: file.text }).collect()
});

/// All policies inside the binary: `generic` first, the others by name.
#[must_use]
pub fn built_in() -> &'static [BuiltIn] {
    &BUILT_IN
}

/// The file of a name.
pub(super) fn shipped(name: &str) -> Option<&'static Shipped> {
    SHIPPED.iter().find(|file| file.name == name)
}

/// All names, for messages.
pub(super) fn names() -> Vec<&'static str> {
    SHIPPED.iter().map(|file| file.name).collect()
}

/// A file's title; its name where there is none.
fn title(file: &Shipped) -> Text {
    let written = || {
        let root = parse(file.name, file.text).ok()?;
        let title = Item::root(&root).get("title")?;
        let (zh, en) = (title.get("zh")?, title.get("en")?);
        Some(Text::owned(zh.text().ok()?.to_owned(), en.text().ok()?.to_owned()))
    };
    written().unwrap_or_else(|| Text::same(file.name))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_profile_in_the_folder_ships() {
        let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/src/policy/profiles");
        let mut files: Vec<String> = std::fs::read_dir(folder)
            .expect("the folder")
            .filter_map(|entry| entry.ok()?.file_name().to_str()?.strip_suffix(".toml").map(str::to_owned))
            .filter(|name| name != "generic")
            .collect();
        files.sort();
        files.insert(0, "generic".to_owned());
        assert_eq!(names(), files, "add the file to `profiles!` in built_in.rs");
    }

    #[test]
    fn each_has_a_title_in_both_languages() {
        for policy in built_in() {
            assert_ne!(policy.title, Text::same(policy.name), "{}", policy.name);
        }
    }
}
