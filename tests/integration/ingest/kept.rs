//! What is kept of an input in memory: seen through the library, because no report shows it.

use std::error::Error;

use hearback::dataset::{BLANK_WORD, Dataset, FILLED_WORD, Field};
use hearback::ingest::{InputFile, LoadOptions, OwnColumn, Unwatched, inspect, load};
use hearback::model::{Subject, Text, Zone};

use crate::desk::{Checked, Desk};

const COMPLAINTS: &str = "投诉编号,客户编号,客户姓名,受理时间,会签 时间,领导批示,投诉内容\n\
    C1,K2,欧阳锋,2024-03-04 10:00:00,2024-03-05,请速办,话费不对\n\
    C2,K1,,2024-03-04 10:00:00,,, \n\
    C3,K9,黄药师,2024-03-04T10:00:00Z,昨天,阅,-\n";
const CUSTOMERS: &str = "客户编号,姓名,手机,地址\nK1,甲,139,桃花路1号\nK2,乙,138,桃花路1号\n";
const STAFF: &str = "工号,姓名,手机,住址\nA1,丙,138,桃花路1号\n";

fn own(field: Field, header: &str) -> OwnColumn {
    let title = Text::owned(format!("某{header}"), format!("some {header}"));
    OwnColumn {
        subject: Subject::Complaints,
        field,
        headers: vec!["没有".to_owned(), header.to_owned()],
        title,
    }
}

fn options<'a>(
    desk: &Desk,
    wanted: &'a (dyn Fn(Subject, Field) -> bool + Sync),
) -> Result<LoadOptions<'a>, Box<dyn Error>> {
    let files = ["c.csv", "k.csv", "s.csv"].map(|name| desk.path(name).to_string_lossy().into_owned());
    Ok(LoadOptions {
        files: files.into_iter().map(|path| InputFile::new(path, None)).collect(),
        maps: Vec::new(),
        own_columns: vec![own(Field::Time(1), "会签时间"), own(Field::Word(8), "领导批示")],
        zone: Zone::parse("+08:00").ok_or("a zone")?,
        hash: false,
        unmask: false,
        mask_key: None,
        with_content: false,
        threads: 2,
        wanted,
        progress: &Unwatched,
    })
}

fn desk() -> std::io::Result<Desk> {
    Desk::with(&[("c.csv", COMPLAINTS), ("k.csv", CUSTOMERS), ("s.csv", STAFF)])
}

fn loaded(wanted: &(dyn Fn(Subject, Field) -> bool + Sync)) -> Result<Dataset, Box<dyn Error>> {
    let desk = desk()?;
    load(&options(&desk, wanted)?).map_err(|error| format!("{error:?}").into())
}

#[test]
fn ids_of_all_exports_compare() -> Checked {
    let dataset = loaded(&|_, _| true)?;
    let (customers, staff) =
        dataset.customers.as_ref().zip(dataset.staff.as_ref()).ok_or("both lists were given")?;
    let keys =
        |table: &hearback::dataset::Table, field| table.ids(field).map(<[u64]>::to_vec).unwrap_or_default();
    let of_cases = keys(&dataset.complaints, Field::CustomerId);
    let listed = keys(customers, Field::Id);
    assert_eq!((of_cases[0], of_cases[1]), (listed[1], listed[0]));
    assert!(!listed.contains(&of_cases[2]), "K9 is nobody");
    assert_eq!(keys(staff, Field::Address)[0], keys(customers, Field::Address)[0]);
    assert_eq!(keys(staff, Field::Phone)[0], keys(customers, Field::Phone)[1]);
    assert_eq!(dataset.table(Subject::Customers).map(|table| table.height()), Some(2));
    assert_eq!(dataset.table(Subject::Staff).map(|table| table.subject()), Some(Subject::Staff));
    Ok(())
}

#[test]
fn of_free_text_nothing_is_kept_but_where_it_is_blank() -> Checked {
    let dataset = loaded(&|_, field| field == Field::Content)?;
    let content = dataset.complaints.words(Field::Content).ok_or("it was wanted")?;
    let filled = dataset.words.find(FILLED_WORD.as_bytes()).ok_or("some cell has a text")?;
    assert_eq!(content, [filled, BLANK_WORD, BLANK_WORD]);
    assert_eq!(dataset.words.find("话费不对".as_bytes()), None, "the text is nowhere");
    assert!(!dataset.complaints.has(Field::CustomerName), "nobody asked for it");
    let names = loaded(&|_, field| field == Field::CustomerName)?;
    let filled = names.words.find(FILLED_WORD.as_bytes()).unwrap_or(0);
    assert_eq!(names.complaints.words(Field::CustomerName), Some([filled, BLANK_WORD, filled].as_slice()));
    assert_eq!(names.words.len(), 1, "no name is anywhere");
    Ok(())
}

#[test]
fn columns_of_the_policys_own_are_read_where_they_are() -> Checked {
    let dataset = loaded(&|_, field| field == Field::Word(8))?;
    let complaints = &dataset.complaints;
    let word = complaints.words(Field::Word(8)).ok_or("it was wanted")?[0];
    assert_eq!(dataset.words.text(word), "请速办");
    let shown = dataset.word(complaints, Field::Word(8), 0).ok_or("it is there")?;
    assert!(shown.starts_with("请**#"), "nobody knows whether it names a person: {shown}");
    assert_eq!(dataset.word(complaints, Field::Word(8), 1), None);
    let times = complaints.times(Field::Time(1)).ok_or("times are always read")?;
    assert!(times.known(0).is_some() && complaints.has_day_only(Field::Time(1)));
    assert_eq!(complaints.unreadable().iter().filter(|cell| cell.field == Field::Time(1)).count(), 1);
    assert!(!complaints.has(Field::Word(1)));
    let received = complaints.times(Field::ReceivedAt).ok_or("required")?;
    let (here, utc) = (received.known(0).ok_or("known")?, received.known(2).ok_or("known")?);
    assert_eq!(utc - here, 8 * 3_600_000, "10:00 UTC is 18:00 here");
    Ok(())
}

#[test]
fn inspect_says_what_the_policy_names() -> Checked {
    let desk = desk()?;
    let mut options = options(&desk, &|_, _| true)?;
    options.own_columns.push(own(Field::Word(2), "不在"));
    let seen = inspect(&options);
    let complaints = seen.first().ok_or("the first file")?;
    let column =
        complaints.columns.iter().find(|column| column.field == Some("time_1")).ok_or("it is there")?;
    assert_eq!(
        (column.title.as_ref().map(|title| title.zh.as_ref()), column.why.en.as_ref()),
        (Some("某会签时间"), "named by the policy")
    );
    let absent: Vec<&str> = complaints.absent.iter().map(|field| field.field).collect();
    assert!(
        absent.contains(&"word_2") && !absent.contains(&"word_1") && !absent.contains(&"time_2"),
        "{absent:?}"
    );
    let spare = complaints.absent.iter().find(|field| field.field == "word_2").ok_or("it is absent")?;
    assert_eq!(spare.title.zh, "某不在");
    Ok(())
}
