//! Lists of customers and of staff: found, read, shown, written down, and never mistaken for cases.

use serde_json::Value;

use crate::books::{Rows, xlsx};
use crate::desk::{Checked, Desk};
use crate::exits::{CLEAN, VISITS};

const CUSTOMERS_ZH: &str = "客户编号,客户姓名,性别,出生日期,证件号码,手机号码,通讯地址,银行账号,代理人,机构,客户等级,签约日期\n\
    K1,欧阳锋,男,1990-03-07,11010119900307765X,13911112222,桃花路1号,6222021112345678901,甲,东区,金卡,2024-01-02\n\
    K2,黄药师,男,1980-01-01,,13933334444,,,乙,西区,普通,2024-02-03 10:00:00\n\
    合计,2,,,,,,,,,,\n";
const CUSTOMERS_EN: &str = "customer_id,name,gender,date of birth,id number,mobile,address,bank account,agent,branch,tier,signed at\n\
    K1,Ann Lee,f,1990-03-07,X1,5550100,1 High St,A1,Bo,East,gold,2024-01-02\n";
const STAFF_ZH: &str = "工号,姓名,手机,银行账号,住址,部门\nA1,甲,13911112222,6222021112345678901,x,东区\n";
const STAFF_EN: &str =
    "employee_no,employee_name,phone,account number,home address,department\nA1,Bo,5550100,A1,x,East\n";

/// What `inspect` says of the inputs, checked against the schema.
fn inspected(desk: &Desk, args: &[&str]) -> Result<Vec<Value>, Box<dyn std::error::Error>> {
    let run = desk.run(&[&["inspect", "--format", "json"], args].concat())?;
    let document: Value = serde_json::from_str(&run.stdout).map_err(|error| format!("{error}: {run:?}"))?;
    let schema = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("schemas/inspect-v1.schema.json");
    let validator = jsonschema::validator_for(&serde_json::from_slice(&std::fs::read(schema)?)?)?;
    let wrong: Vec<String> = validator.iter_errors(&document).map(|error| error.to_string()).collect();
    assert_eq!(wrong, Vec::<String>::new(), "{args:?}");
    Ok(document["inputs"].as_array().cloned().unwrap_or_default())
}

/// The kind and what each column was taken for.
fn shape(input: &Value) -> (String, String) {
    let columns = input["columns"].as_array().cloned().unwrap_or_default();
    let fields: Vec<&str> = columns.iter().map(|column| column["field"].as_str().unwrap_or("-")).collect();
    (input["kind"].as_str().unwrap_or("none").to_owned(), fields.join(" "))
}

#[test]
fn lists_are_told_by_their_headers_in_either_language() -> Checked {
    let desk = Desk::with(&[
        ("k.csv", CUSTOMERS_ZH),
        ("k-en.csv", CUSTOMERS_EN),
        ("s.csv", STAFF_ZH),
        ("s-en.csv", STAFF_EN),
    ])?;
    let customers =
        "id customer_name sex birth_date id_number phone address account agent branch class signed_at";
    for (file, fields) in [("k.csv", customers), ("k-en.csv", &customers.replace(" class", " -"))] {
        let inputs = inspected(&desk, &[file])?;
        assert_eq!(shape(&inputs[0]), ("customers".to_owned(), fields.to_owned()), "{file}");
        assert_eq!(inputs[0]["gaps"], serde_json::json!([]), "{file}");
        let absent = inputs[0]["absent"].to_string();
        assert!(absent.contains("ended_at") && !absent.contains("time_1"), "{absent}");
    }
    for file in ["s.csv", "s-en.csv"] {
        let inputs = inspected(&desk, &[file])?;
        let fields = "id staff_name phone account address branch";
        assert_eq!(shape(&inputs[0]), ("staff".to_owned(), fields.to_owned()), "{file}");
    }
    let input = inspected(&desk, &["k.csv"])?.remove(0);
    assert_eq!((input["rows"]["used"].as_u64(), input["rows"]["total"].as_u64()), (Some(2), Some(1)));
    let page = desk.run(&["inspect", "k.csv", "s.csv", "--lang", "zh"])?.stdout;
    assert!(page.starts_with("k.csv：客户表") && page.contains("s.csv：员工表"), "{page}");
    for personal in ["欧阳锋", "13911112222", "11010119900307765X", "6222021112345678901", "桃花路"] {
        assert!(!page.contains(personal), "{personal} is shown");
    }
    Ok(())
}

const FOUR: [(&str, Rows<'_>); 5] = [
    ("说明", &[&["填表说明"], &["1. 请勿改动表头"]]),
    (
        "客户",
        &[
            &["客户编号", "姓名", "身份证号", "银行账号", "签约日期"],
            &["K1", "欧阳锋", "11010119900307765X", "6222021112345678901", "@2024-01-02"],
            &["K2", "黄药师", "x", "#6222021112345678901", "@2024-01-02"],
        ],
    ),
    ("员工", &[&["工号", "姓名", "手机"], &["A1", "甲", "13911112222"]]),
    (
        "回访",
        &[
            &["回访编号", "投诉编号", "客户编号", "回访时间", "回访人员", "回访结果"],
            &["V1", "C1", "K1", "@2024-03-06", "甲", "接通"],
        ],
    ),
    (
        "投诉",
        &[&["投诉编号", "客户编号", "受理时间", "办结时间"], &["C1", "K1", "@2024-03-04", "@2024-03-05"]],
    ),
];

#[test]
fn all_four_exports_of_one_workbook_are_read() -> Checked {
    let desk = Desk::new()?;
    desk.put("b.xlsx", xlsx(&FOUR)?)?;
    let kinds: Vec<String> = inspected(&desk, &["b.xlsx"])?.iter().map(|input| shape(input).0).collect();
    assert_eq!(kinds, ["customers", "staff", "visits", "complaints"], "in the order of the workbook");
    let audit = desk.audit(&["b.xlsx", "--as-of", "2024-06-30"])?;
    let kinds: Vec<&str> = audit.inputs.iter().map(|input| input.kind.as_str()).collect();
    assert_eq!(kinds, ["complaints", "visits", "customers", "staff"], "in the order of the exports");
    assert!(audit.inputs.iter().all(|input| input.rows.closes()));
    let account =
        &inspected(&desk, &["b.xlsx", "--customers", "b.xlsx", "--sheet", "客户"])?[0]["columns"][3];
    assert!(account["notes"].to_string().contains("VAL007"), "a number of 19 digits lost some: {account}");
    // Two of a kind may be two halves or one twice.
    let twice = [&FOUR[..], &[("旧客户", FOUR[1].1)]].concat();
    desk.put("twice.xlsx", xlsx(&twice)?)?;
    let run = desk.run(&["audit", "twice.xlsx"])?;
    assert_eq!(run.code, 3, "{run:?}");
    assert!(run.stderr.contains("旧客户") && run.stderr.contains("--sheet"), "{}", run.stderr);
    Ok(())
}

#[test]
fn lists_change_no_verdict_on_cases() -> Checked {
    let desk =
        Desk::with(&[("c.csv", CLEAN), ("v.csv", VISITS), ("k.csv", CUSTOMERS_ZH), ("s.csv", STAFF_EN)])?;
    let without = desk.audit(&["c.csv", "v.csv", "--as-of", "2024-06-30"])?;
    let with = desk.audit(&["s.csv", "k.csv", "v.csv", "c.csv", "--as-of", "2024-06-30"])?;
    let on = |audit: &crate::audited::Audited, persons: bool| -> Vec<String> {
        let of_person = |line: &String| line.contains(" | customers | ") || line.contains(" | staff | ");
        super::essence(audit).into_iter().filter(|line| of_person(line) == persons).collect()
    };
    assert_eq!(on(&with, false), on(&without, false));
    assert_eq!(on(&without, true), Vec::<String>::new());
    // What a list of customers is asked by itself: both signed before the visits on record begin, which
    // therefore show nothing of a callback then.
    let persons = on(&with, true);
    assert_eq!(persons, ["VAL003 | fires | customers | K1 | 2 | class `金卡` is not a known word (1 rows)"]);
    assert_eq!(with.states("CBK010"), "excluded 2");
    for (code, states) in [("RSP001", "met 1"), ("CLS001", "met 1"), ("CBK001", "met 1")] {
        assert_eq!((with.states(code), without.states(code)), (states.to_owned(), states.to_owned()));
    }
    assert_eq!(with.inputs.len(), 4);
    let run = desk.run(&["audit", "k.csv", "s.csv"])?;
    assert_eq!((run.code, run.stdout.as_str()), (2, ""), "{run:?}");
    assert!(run.stderr.contains("no complaints export"), "{}", run.stderr);
    Ok(())
}

#[test]
fn what_may_be_a_list_or_cases_without_their_id_is_asked_about() -> Checked {
    let files = [
        ("c.csv", "客户编号,客户姓名,联系电话,受理时间,办结时间\nK1,甲,139,2024-03-04,2024-03-05\n"),
        ("v.csv", "工号,姓名,回访时间,回访结果\nA1,甲,2024-03-04,接通\n"),
        ("n.csv", "客户编号,数量\nK1,2\n"),
    ];
    let desk = Desk::with(&files)?;
    for (file, words) in [
        ("c.csv", ["--complaints", "--customers"]),
        ("v.csv", ["--visits", "--staff"]),
        ("n.csv", ["customers (needs", "staff (needs"]),
    ] {
        let run = desk.run(&["audit", file])?;
        assert_eq!((run.code, run.stdout.as_str()), (3, ""), "{run:?}");
        assert!(words.iter().all(|word| run.stderr.contains(word)), "{file}: {}", run.stderr);
        let zh = desk.run(&["audit", file, "--lang", "zh"])?.stderr;
        assert!(zh.contains("--") && zh.contains('表'), "{zh}");
    }
    assert_eq!(shape(&inspected(&desk, &["--customers", "c.csv"])?[0]).0, "customers");
    let run = desk.run(&["inspect", "--staff", "c.csv"])?;
    assert!(run.code == 3 && run.stdout.contains("--map staff.id=HEADER"), "{run:?}");
    Ok(())
}

#[test]
fn a_map_may_be_for_a_list() -> Checked {
    let desk = Desk::with(&[("k.csv", "客户编号,姓名,手机,开单,谁\nK1,甲,139,2024-03-04,乙\n")])?;
    let maps = ["--map", "customers.signed_at=开单", "--map", "customers.time_3=谁"];
    let input = inspected(&desk, &[&["k.csv"], &maps[..]].concat())?.remove(0);
    assert_eq!(shape(&input).1, "id customer_name phone signed_at time_3");
    assert_eq!(input["columns"][4]["unreadable"], 1, "a spare time is read as one");
    for (map, words) in [
        ("customers.signed_at=没有", ["--map customers.signed_at=没有", "客户编号"]),
        ("customer.signed_at=开单", ["there is no export customer", "customers, staff"]),
        ("staff.x=开单", ["there is no field x", "staff_name"]),
    ] {
        let run = desk.run(&["inspect", "k.csv", "--map", map])?;
        assert_eq!(run.code, 2, "{map}: {run:?}");
        assert!(words.iter().all(|word| run.stderr.contains(word)), "{map}: {}", run.stderr);
    }
    Ok(())
}

#[test]
fn a_configuration_names_lists_and_init_writes_them() -> Checked {
    let desk = Desk::with(&[("c.csv", CLEAN), ("v.csv", VISITS), ("s.csv", STAFF_ZH)])?;
    desk.put("k.csv", &*encoding_rs::GBK.encode(&CUSTOMERS_ZH.replace("签约日期", "开单")).0)?;
    let run = desk.run(&["init", "c.csv", "v.csv", "k.csv", "s.csv", "--map", "customers.signed_at=开单"])?;
    assert_eq!(run.code, 0, "{run:?}");
    let written = std::fs::read_to_string(desk.path("hearback.toml"))?;
    for line in [
        "[customers]",
        "files = [\"k.csv\"]",
        "encoding = \"gb18030\"",
        "[customers.columns]",
        "[staff.columns]",
    ] {
        assert!(written.contains(&format!("\n{line}\n")), "no {line} in {written}");
    }
    assert!(written.contains("\nsigned_at = \"开单\"") && !written.contains("time_1"), "{written}");
    let used = desk.audit(&["--as-of", "2024-06-30"])?;
    let named = desk.audit(&[
        "--no-config",
        "c.csv",
        "v.csv",
        "--customers",
        "k.csv",
        "--staff",
        "s.csv",
        "--map",
        "customers.signed_at=开单",
        "--as-of",
        "2024-06-30",
    ])?;
    assert_eq!(super::essence(&used), super::essence(&named));
    let rows = |audit: &crate::audited::Audited| -> Vec<(String, u64)> {
        audit.inputs.iter().map(|input| (input.kind.clone(), input.rows.used)).collect()
    };
    assert_eq!(rows(&used), rows(&named));
    assert_eq!(rows(&used)[2], ("customers".to_owned(), 2));
    desk.put("hearback.toml", written.replace("[staff.columns]", "[staff.columns]\nsigned_at = \"x\""))?;
    let run = desk.run(&["audit"])?;
    assert!(run.code == 2 && run.stderr.contains("no key `signed_at`"), "{run:?}");
    Ok(())
}
