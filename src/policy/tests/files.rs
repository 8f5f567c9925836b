//! Chains of files: relative paths, circles, depth, unreadable ones.

use std::fs;

use super::*;

fn folder(files: &[(&str, &str)]) -> tempfile::TempDir {
    let folder = tempfile::tempdir().expect("a folder");
    for (name, text) in files {
        let path = folder.path().join(name);
        fs::create_dir_all(path.parent().expect("a parent")).expect("a folder");
        fs::write(path, text).expect("written");
    }
    folder
}

#[test]
fn a_chain_is_relative_to_each_file() {
    let folder = folder(&[
        ("group/base.toml", "name = \"group\"\nextends = \"generic\"\nmax_rejected_share = 0.02\n"),
        ("branch/own.toml", "name = \"branch\"\nextends = \"../group/base.toml\"\n"),
    ]);
    let policy = Policy::from_file(&folder.path().join("branch/own.toml")).expect("loads");
    let names: Vec<&str> = policy.layers.iter().map(|layer| layer.name.as_str()).collect();
    assert_eq!(names, ["branch", "group", "generic"]);
    assert_eq!((policy.name.as_str(), policy.max_rejected_share), ("branch", 0.02));
    assert!(policy.layers[1].origin.ends_with("base.toml"), "{:?}", policy.layers);
    assert!(policy.place_of("max_rejected_share").is_some_and(|place| place.ends_with("base.toml:3:22")));
}

#[test]
fn the_hash_covers_every_layer_and_its_borders() {
    let hash = |base: &str, own: &str| {
        let folder = folder(&[("base.toml", base), ("own.toml", own)]);
        Policy::from_file(&folder.path().join("own.toml")).expect("loads").sha256
    };
    let (base, own) = ("name = \"base\"\n", "name = \"own\"\nextends = \"base.toml\"\n");
    let first = hash(base, own);
    assert_eq!(first, hash(base, own));
    assert_ne!(first, hash(&format!("{base}# \n"), own));
    assert_ne!(first, hash(base, &format!("{own}# \n")));
    assert_ne!(hash(&format!("{base}#\n"), own), hash(base, &format!("#\n{own}")));
    assert_eq!(first.len(), 64);
}

#[test]
fn circles_and_towers_are_refused() {
    let folder = folder(&[
        ("a.toml", "name = \"a\"\nextends = \"b.toml\"\n"),
        ("b.toml", "name = \"b\"\nextends = \"./a.toml\"\n"),
        ("self.toml", "name = \"s\"\nextends = \"self.toml\"\n"),
    ]);
    for (file, place) in [("a.toml", "b.toml:2:11"), ("self.toml", "self.toml:2:11")] {
        let error = Policy::from_file(&folder.path().join(file)).expect_err("a circle");
        let said = error.to_string();
        assert!(said.contains("circle") && said.contains(place), "{said}");
    }
    let tower: Vec<(String, String)> = (0..9)
        .map(|n| (format!("t{n}.toml"), format!("name = \"t{n}\"\nextends = \"t{}.toml\"\n", n + 1)))
        .chain([("t9.toml".to_owned(), "name = \"t9\"\n".to_owned())])
        .collect();
    let files: Vec<(&str, &str)> = tower.iter().map(|(name, text)| (name.as_str(), text.as_str())).collect();
    let folder = self::folder(&files);
    assert!(Policy::from_file(&folder.path().join("t2.toml")).is_ok(), "eight layers");
    let error = Policy::from_file(&folder.path().join("t1.toml")).expect_err("nine layers");
    assert!(error.to_string().contains("at most 8"), "{error}");
}

#[test]
fn files_that_cannot_be_read_are_named() {
    let folder = folder(&[
        ("own.toml", "name = \"own\"\nextends = \"gone.toml\"\n"),
        ("word.toml", "extends = \"gneric\"\nname = \"w\"\n"),
    ]);
    fs::write(folder.path().join("gbk.toml"), b"name = \"x\"\n# \xd6\xc6\xb6\xc8\n").expect("written");
    let said = |file: &str| Policy::from_file(&folder.path().join(file)).expect_err("refused").to_string();
    assert!(said("none.toml").contains("the file cannot be read"), "{}", said("none.toml"));
    assert!(said("own.toml").contains("own.toml:2:11, extends = `gone.toml`: the file cannot be read"));
    assert!(said("word.toml").contains("did you mean generic?"), "{}", said("word.toml"));
    assert!(said("gbk.toml").contains("line 2 is not UTF-8"), "{}", said("gbk.toml"));
}

#[test]
fn an_error_in_an_inherited_file_names_that_file() {
    let folder = folder(&[
        (
            "base.toml",
            "name = \"base\"\nextends = \"generic\"\n[[obligation]]\ncode = \"RSP001\"\nlimit = \"2x\"\n",
        ),
        ("own.toml", "name = \"own\"\nextends = \"base.toml\"\n"),
    ]);
    let said = Policy::from_file(&folder.path().join("own.toml")).expect_err("refused").to_string();
    assert!(said.contains("base.toml:5:9, RSP001.limit = `2x`"), "{said}");
}
