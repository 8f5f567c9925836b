//! Personal data stays in the files: no output quotes it unless `--unmask` is given.

use crate::desk::{Checked, Desk};

/// Everything the program says of a folder's files, in every format.
fn everything(desk: &Desk, files: &[&str], options: &[&str]) -> std::io::Result<String> {
    let mut said = String::new();
    for format in [["audit", "--format", "json"], ["audit", "--format", "csv"], ["audit", "--limit", "1000"]]
    {
        let args = [&format[..], files, &["--as-of", "2024-06-30"], options].concat();
        let run = desk.run(&args)?;
        assert!(run.code != 2, "{args:?}: {}", run.stderr);
        said += &run.stdout;
        said += &run.stderr;
    }
    Ok(said)
}

fn fixtures() -> std::io::Result<Desk> {
    let desk = Desk::new()?;
    desk.put_fixture("personal-complaints.csv")?;
    desk.put_fixture("personal-visits.csv")?;
    Ok(desk)
}

const FILES: [&str; 2] = ["personal-complaints.csv", "personal-visits.csv"];

#[test]
fn names_and_phones_are_nowhere() -> Checked {
    let said = everything(&fixtures()?, &FILES, &[])?;
    assert!(said.contains("cells where the header has"), "the fixture has ragged rows: {said}");
    assert!(said.contains("cannot be read"), "and unreadable cells: {said}");
    for personal in ["欧阳锋", "黄药师", "13800138000", "13900139000", "110101199003077651"] {
        assert!(!said.contains(personal), "{personal} is shown: {}", around(&said, personal));
    }
    Ok(())
}

#[test]
fn with_unmask_they_are_quoted_as_they_stand() -> Checked {
    let said = everything(&fixtures()?, &FILES, &["--unmask"])?;
    for personal in ["欧阳锋", "13800138000"] {
        assert!(said.contains(personal), "{personal} is hidden although it was asked for");
    }
    Ok(())
}

/// What is said where a row lacks the cell before the name, so that all others moved one to the left.
fn shifted(row: &str) -> Result<String, Box<dyn std::error::Error>> {
    let text = format!(
        "投诉编号,客户编号,客户姓名,联系电话,受理机构,受理时间\nTS1,KH1,张三,13700137000,上海,2024-03-04\n{row}\n"
    );
    Ok(everything(&Desk::with(&[("c.csv", &text)])?, &["c.csv"], &[])?)
}

#[test]
fn a_cell_that_slipped_into_another_column_is_still_personal() -> Checked {
    for row in [
        "TS2,欧阳锋,13800138000,上海,2024-03-04",
        "欧阳锋,13800138000,上海,2024-03-04",
        "TS2,KH2,,,欧阳锋,13800138000,上海,2024-03-04",
        "TS2,KH2,王,小二,欧阳锋,13800138000,2024-03-04",
    ] {
        let said = shifted(row)?;
        assert!(said.contains("cells where the header has"), "{said}");
        for personal in ["欧阳锋", "13800138000"] {
            assert!(!said.contains(personal), "{row}: {personal} is shown: {}", around(&said, personal));
        }
    }
    Ok(())
}

#[test]
fn a_phone_in_a_date_column_is_masked_however_it_is_written() -> Checked {
    for phone in [
        "13800138000",
        "电话13800138000",
        "+8613800138000",
        "138-0013-8000",
        "138 0013 8000",
        "8613800138000",
    ] {
        let text = format!("complaint_id,received_at,closed_at\nC1,2024-03-04,{phone}\n");
        let said = everything(&Desk::with(&[("c.csv", &text)])?, &["c.csv"], &[])?;
        assert!(said.contains("cannot be read"), "{said}");
        let digits = said.replace([' ', '-'], "");
        assert!(!digits.contains("13800138000"), "{phone}: {}", around(&said, "cannot be read"));
    }
    Ok(())
}

#[test]
fn a_flag_that_holds_a_phone_is_masked_and_cut_as_well() -> Checked {
    let text = format!(
        "complaint_id,received_at,extension_approved\nC1,2024-03-04,问13800138000{}\n",
        "啊".repeat(2_000)
    );
    let said = everything(&Desk::with(&[("c.csv", &text)])?, &["c.csv"], &[])?;
    assert!(said.contains("cannot be read"), "{said}");
    assert!(
        !said.contains("13800138000"),
        "{}",
        around(&said, "13800138000").chars().take(600).collect::<String>()
    );
    assert!(!said.contains(&"啊".repeat(300)), "a quotation is no place for a whole text");
    Ok(())
}

#[test]
fn a_file_without_a_header_does_not_give_its_first_row_away() -> Checked {
    let desk = Desk::with(&[(
        "c.csv",
        "TS1,欧阳锋,13800138000,上海,2024-03-04 10:00\nTS2,黄药师,13900139000,上海,2024-03-04 10:00\n",
    )])?;
    let run = desk.run(&["audit", "c.csv"])?;
    assert_eq!((run.code, run.stdout.as_str()), (3, ""));
    assert!(!run.stderr.contains("13800138000"), "{}", run.stderr);
    Ok(())
}

#[test]
fn a_phone_that_joins_two_records_is_not_told() -> Checked {
    let desk = Desk::with(&[
        ("c.csv", "complaint_id,phone,customer_name,received_at\nC1,13800138000,欧阳锋,2024-03-04\n"),
        (
            "v.csv",
            "visit_id,complaint_id,phone,customer_name,visited_at\nV1,C9,13800138000,欧阳锋,2024-03-05\nV1,C9,13800138000,欧阳锋,2024-03-05\n",
        ),
    ])?;
    let said = everything(&desk, &["c.csv", "v.csv"], &[])?;
    assert!(said.contains("CBK006") && said.contains("DUP002"), "{said}");
    for personal in ["欧阳锋", "13800138000"] {
        assert!(!said.contains(personal), "{}", around(&said, personal));
    }
    Ok(())
}

/// The line in which something is said.
fn around(said: &str, what: &str) -> String {
    said.lines().find(|line| line.contains(what)).unwrap_or_default().to_owned()
}
