//! What is written reads back as it was found.

use clap::Parser as _;
use proptest::prelude::*;

use super::super::super::args::{Cli, Command};
use super::super::{NamedColumn, read};
use super::*;
use crate::analysis::Grouping;
use crate::dataset::Field;
use crate::ingest::{Directions, Encoding};
use crate::model::{AbsentField, Chosen, Code, ColumnView, SheetView};

fn inputs(words: &[&str]) -> InputArgs {
    let cli = Cli::try_parse_from([&["hearback", "init"], words].concat()).expect("a command line");
    match cli.command {
        Command::Init(args) => args.inputs,
        _ => panic!("init was asked for"),
    }
}

fn column(letter: &str, header: &str, field: Option<Field>) -> ColumnView {
    ColumnView {
        letter: letter.to_owned(),
        header: header.to_owned(),
        field: field.map(Field::key),
        title: field.map(|_| Text::new("某列", "a column")),
        why: Text::new("表头相符", "by its header"),
        ..ColumnView::default()
    }
}

fn complaints(file: &str) -> Inspection {
    let chosen = |name: &str| Some(Chosen { name: name.to_owned(), why: Text::default() });
    Inspection {
        file: file.to_owned(),
        kind: Some(Subject::Complaints),
        encoding: chosen("gb18030"),
        date_order: chosen("dmy"),
        columns: vec![
            column("A", "投诉单号\n(必填)", Some(Field::Id)),
            column("B", "开单 \"时间\" # \\", Some(Field::ReceivedAt)),
            column("C", "首响\u{202e}", None),
            column("D", "", None),
        ],
        absent: vec![
            AbsentField {
                field: "responded_at",
                title: Text::new("首次响应时间", "first response"),
                needed_by: vec![Code::literal("RSP001")],
            },
            AbsentField { field: "product", title: Text::new("产品", "product"), needed_by: Vec::new() },
        ],
        ..Inspection::default()
    }
}

fn visits(file: &str, sheet: &str) -> Inspection {
    let view = |name: &str| SheetView { name: name.to_owned(), read: name == sheet, hidden: false };
    Inspection {
        file: file.to_owned(),
        sheet: Some(sheet.to_owned()),
        sheets: ["九月", "十月", "说明"].map(view).to_vec(),
        kind: Some(Subject::Visits),
        columns: vec![column("A", "回访编号", Some(Field::Id))],
        ..Inspection::default()
    }
}

fn written(inspections: &[Inspection], inputs: &InputArgs, config: &Config, folder: &str) -> String {
    Draft { inspections, inputs, config, folder: Path::new(folder), lang: Lang::Zh }.text()
}

fn read_back(text: &str) -> Config {
    read::read("hearback.toml", Path::new(""), text).unwrap_or_else(|message| panic!("{message:?}\n{text}"))
}

fn named(columns: &[NamedColumn]) -> Vec<(Field, Vec<&str>)> {
    let headers = |column: &'_ NamedColumn| column.headers.iter().map(|header| header.len()).sum::<usize>();
    assert!(columns.iter().all(|column| headers(column) > 0));
    columns.iter().map(|column| (column.field, column.headers.iter().map(String::as_str).collect())).collect()
}

#[test]
fn what_is_written_reads_back_as_it_was_found() {
    let mut other = complaints("十月.csv");
    other.columns[1].header = "受理时间".to_owned();
    let found = [complaints("九月.csv"), other, visits("回访.xlsx", "九月"), visits("回访.xlsx", "十月")];
    let text = written(&found, &inputs(&["x"]), &Config::default(), ".");
    let config = read_back(&text);
    assert_eq!(config.complaints.files, ["九月.csv", "十月.csv"]);
    let directions = Directions {
        sheets: Vec::new(),
        encoding: Some(Encoding::GB18030),
        date_order: Some(DateOrder::Dmy),
    };
    assert_eq!(config.complaints.directions, directions);
    assert_eq!(
        named(&config.complaints.columns),
        [(Field::Id, vec!["投诉单号\n(必填)"]), (Field::ReceivedAt, vec!["开单 \"时间\" # \\", "受理时间"])]
    );
    assert_eq!(config.visits.files, ["回访.xlsx"]);
    assert_eq!(config.visits.directions.sheets, ["九月", "十月"]);
    assert_eq!(named(&config.visits.columns), [(Field::Id, vec!["回访编号"])]);
    assert_eq!((config.policy, config.lang, config.by), (None, None, Vec::new()), "only as comments");
    assert!(text.contains("\n# responded_at = \"\"  # 首次响应时间（RSP001 需要）\n"), "{text}");
    assert!(text.contains("\n# 未识别的表头：[\"首响\\U0000202E\"]\n"), "{text}");
}

#[test]
fn it_reads_as_expected() {
    for (lang, name) in [(Lang::Zh, "draft-zh.toml"), (Lang::En, "draft-en.toml")] {
        let found = [complaints("九月.csv"), visits("回访.xlsx", "九月")];
        let (inputs, config) = (inputs(&["x"]), Config::default());
        let draft =
            Draft { inspections: &found, inputs: &inputs, config: &config, folder: Path::new("."), lang };
        let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("src/cli/config/expected").join(name);
        if std::env::var_os("UPDATE_EXPECTED").is_some() {
            std::fs::write(&path, draft.text()).expect("the expectation can be written");
        }
        let expected = std::fs::read_to_string(&path).expect("there is an expectation");
        assert_eq!(draft.text(), expected, "{name}");
    }
}

#[test]
fn a_pattern_asked_for_is_kept_where_it_fits() {
    let found = [visits("回访.xlsx", "九月"), visits("回访.xlsx", "十月")];
    let text = written(&found, &inputs(&["x", "--sheet", "*月", "--sheet", "投诉"]), &Config::default(), ".");
    assert_eq!(read_back(&text).visits.directions.sheets, ["*月"]);
}

#[test]
fn paths_are_named_from_where_the_file_will_lie() {
    let found = [complaints("in/九月.csv"), complaints("九月.csv"), complaints("/abs.csv")];
    let text = written(&found, &inputs(&["x"]), &Config::default(), "in");
    let files = read_back(&text).complaints.files;
    assert_eq!(files[0], "九月.csv");
    assert!(Path::new(&files[1]).is_absolute() && files[1].ends_with("九月.csv"), "{files:?}");
    assert_eq!(files[2], "/abs.csv");
    let text = written(&[complaints("-")], &inputs(&["x"]), &Config::default(), ".");
    assert_eq!(read_back(&text).complaints.files, Vec::<String>::new());
}

#[test]
fn an_earlier_configuration_is_kept() {
    let config = Config {
        policy: Some("rules/own.toml".to_owned()),
        lang: Some(Lang::En),
        by: vec![Grouping::Month],
        ..Config::default()
    };
    let text = written(&[complaints("a.csv")], &inputs(&["x"]), &config, ".");
    let again = read_back(&text);
    assert_eq!((again.policy, again.lang, again.by), (config.policy, config.lang, config.by));
}

proptest! {
    #[test]
    fn any_header_survives(header in any::<String>()) {
        prop_assume!(!header.trim().is_empty());
        prop_assert!(!quoted(&header).contains('\n'));
        let mut found = complaints("a.csv");
        found.columns[0].header.clone_from(&header);
        found.columns[2].header.clone_from(&header);
        let text = written(&[found], &inputs(&["x"]), &Config::default(), ".");
        let config = read_back(&text);
        prop_assert_eq!(&config.complaints.columns[0].headers, &[header]);
    }
}
