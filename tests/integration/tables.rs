//! The three questions as tables, with figures worked out by hand.

use serde_json::{Value, json};

use crate::desk::{Checked, Desk};

const COMPLAINTS: &str = "complaint_id,customer_id,branch,category,severity,handler,channel,received_at,responded_at,closed_at\n\
    C1,K1,North,billing,urgent,Wang,phone,2024-03-04 10:00:00,2024-03-04 11:00:00,2024-03-05 10:00:00\n\
    C2,K2,North,billing,normal,Wang,web,2024-03-04 10:00:00,2024-03-04 13:00:00,2024-03-25 10:00:00\n\
    C3,K3,North,service,urgent,Li,phone,2024-03-04 10:00:00,2024-03-04 14:00:00,\n\
    C4,K4,South,service,normal,Li,phone,2024-04-20 10:00:00,,2024-04-22 10:00:00\n\
    C5,K5,South,service,normal,Li,web,2024-04-30 10:00:00,,\n\
    C6,K6,,service,normal,Li,web,2024-04-30 10:00:00,2024-04-30 10:30:00,\n";
const VISITS: &str = "visit_id,complaint_id,visited_at,visitor,outcome\n\
    V1,C1,2024-03-08 10:00:00,Zhao,reached\n\
    V2,C2,2024-04-20 10:00:00,Zhao,reached\n\
    V3,C4,2024-04-23 10:00:00,Zhao,no answer\n";
const AS_OF: [&str; 2] = ["--as-of", "2024-05-10 10:00"];

fn table(command: &str, by: &[&str]) -> Result<Value, Box<dyn std::error::Error>> {
    let desk = Desk::with(&[("c.csv", COMPLAINTS), ("v.csv", VISITS)])?;
    let run = desk.run(&[&[command, "c.csv", "v.csv", "--format", "json"], &AS_OF[..], by].concat())?;
    serde_json::from_str(&run.stdout).map_err(|error| format!("{error}: {run:?}").into())
}

/// The row whose first column is `name`, some of its columns, rates by their value.
fn cells(table: &Value, name: &str, columns: &[&str]) -> Value {
    let key = table["columns"][0]["key"].as_str().unwrap_or_default();
    let rows = table["rows"].as_array().into_iter().flatten();
    let row = if name == "total" {
        Some(&table["totals"])
    } else {
        rows.into_iter().find(|row| row[key] == name).or(None)
    };
    let cell = |column: &&str| {
        let value = row.and_then(|row| row.get(*column)).cloned().unwrap_or(json!("no such column"));
        value.get("value").cloned().unwrap_or(value)
    };
    columns.iter().map(cell).collect()
}

#[test]
fn response_times_of_the_answered_and_the_waiting() -> Checked {
    let columns = [
        "n",
        "answered",
        "waiting",
        "not_yet_due",
        "median_minutes",
        "max_minutes",
        "longest_wait_minutes",
        "late",
        "missing",
        "on_time",
    ];
    let table = table("response", &["--by", "branch"])?;
    assert_eq!(cells(&table, "North", &columns), json!([3, 3, 0, 0, 180.0, 240.0, null, 1, 0, 2.0 / 3.0]));
    // C4 waits since 20 April, C5 since 30 April; both are long overdue.
    assert_eq!(cells(&table, "South", &columns), json!([2, 0, 2, 0, null, null, 20.0 * 1440.0, 0, 2, 0.0]));
    assert_eq!(cells(&table, "total", &columns), json!([6, 4, 2, 0, 120.0, 240.0, 28800.0, 1, 2, 0.5]));
    assert_eq!(cells(&table, "total", &["p90_minutes"]), json!([222.0]), "180 + 0.7 × (240 − 180)");
    Ok(())
}

#[test]
fn an_unanswered_complaint_not_yet_due_is_counted_as_such() -> Checked {
    let desk = Desk::with(&[(
        "c.csv",
        "complaint_id,customer_id,received_at,responded_at\nC1,K1,2024-03-04 10:00,\n",
    )])?;
    let run = desk.run(&["response", "c.csv", "--as-of", "2024-03-04 12:00", "--format", "json"])?;
    let table: Value = serde_json::from_str(&run.stdout)?;
    let totals = &table["totals"];
    assert_eq!(
        [&totals["not_yet_due"], &totals["missing"], &totals["longest_wait_minutes"]],
        [&json!(1), &json!(0), &json!(120.0)]
    );
    assert_eq!(totals["on_time"], Value::Null, "nothing was due, so there is no rate");
    Ok(())
}

#[test]
fn a_response_known_only_by_its_day_has_no_minutes() -> Checked {
    let rows = "C1,2024-03-04,2024-03-04\nC2,2024-03-04,2024-03-04 18:00\nC3,2024-03-04 10:00,2024-03-05\nC4,2024-03-04 10:00,2024-03-04 10:20\n";
    let desk = Desk::with(&[("c.csv", &format!("complaint_id,received_at,responded_at\n{rows}"))])?;
    let run = desk.run(&["response", "c.csv", "--as-of", "2024-06-30", "--format", "json"])?;
    let table: Value = serde_json::from_str(&run.stdout)?;
    assert_eq!(
        cells(&table, "total", &["n", "answered", "median_minutes", "max_minutes"]),
        json!([4, 4, 20.0, 20.0])
    );
    let notes: Vec<&str> =
        table["notes"].as_array().into_iter().flatten().filter_map(Value::as_str).collect();
    assert!(notes.iter().any(|note| note.contains("no readable time of day: 3")), "{notes:?}");
    Ok(())
}

#[test]
fn closure_rate_with_its_denominator_and_ages_in_bands() -> Checked {
    let columns = [
        "n",
        "closed",
        "closure_rate",
        "due",
        "late",
        "missing",
        "in_time",
        "open_0_7_days",
        "open_8_15_days",
        "open_16_30_days",
        "open_31_90_days",
        "open_over_90_days",
    ];
    let table = table("closure", &["--by", "branch"])?;
    assert_eq!(cells(&table, "North", &columns), json!([3, 2, 2.0 / 3.0, 3, 1, 1, 1.0 / 3.0, 0, 0, 0, 1, 0]));
    assert_eq!(cells(&table, "South", &columns), json!([2, 1, 0.5, 1, 0, 0, 1.0, 0, 1, 0, 0, 0]));
    assert_eq!(cells(&table, "total", &columns), json!([6, 3, 0.5, 4, 1, 1, 0.5, 0, 2, 0, 1, 0]));
    Ok(())
}

#[test]
fn callbacks_due_made_late_missing_and_unreached() -> Checked {
    let columns = ["due", "in_time", "late", "missing", "unreached", "not_yet_due", "coverage", "on_time"];
    let table = table("callbacks", &["--by", "branch"])?;
    assert_eq!(cells(&table, "North", &columns), json!([2, 1, 1, 0, 0, 0, 1.0, 0.5]));
    assert_eq!(cells(&table, "South", &columns), json!([1, 0, 0, 1, 1, 0, 0.0, 0.0]));
    assert_eq!(cells(&table, "total", &columns), json!([3, 1, 1, 1, 1, 0, 2.0 / 3.0, 1.0 / 3.0]));
    Ok(())
}

#[test]
fn groups_of_every_kind_add_up_to_the_total() -> Checked {
    for command in ["response", "closure", "callbacks"] {
        for by in [
            "branch",
            "category",
            "month",
            "severity",
            "handler",
            "channel",
            "branch,month",
            "severity,branch,handler",
        ] {
            let table = table(command, &["--by", by])?;
            let rows = table["rows"].as_array().ok_or("no rows")?;
            let column = if command == "callbacks" { "due" } else { "n" };
            let sum: u64 = rows.iter().filter_map(|row| row[column].as_u64()).sum();
            assert_eq!(table["totals"][column], sum, "{command} --by {by}");
            let keys: Vec<&Value> =
                table["columns"].as_array().into_iter().flatten().map(|column| &column["key"]).collect();
            let wanted: Vec<&str> = by.split(',').collect();
            assert_eq!(keys[..wanted.len()], wanted, "{command} --by {by}");
            let names: std::collections::BTreeSet<String> = rows
                .iter()
                .map(|row| wanted.iter().map(|key| row[*key].to_string() + "\u{1f}").collect())
                .collect();
            assert_eq!(names.len(), rows.len(), "{command} --by {by}: a group occurs twice");
        }
    }
    Ok(())
}

#[test]
fn months_are_those_of_receipt_and_in_order() -> Checked {
    let table = table("closure", &["--by", "month"])?;
    let months: Vec<&str> =
        table["rows"].as_array().into_iter().flatten().filter_map(|row| row["month"].as_str()).collect();
    assert_eq!(months, ["2024-03", "2024-04"]);
    Ok(())
}

#[test]
fn the_blank_branch_is_a_group_of_its_own() -> Checked {
    let table = table("response", &["--by", "branch"])?;
    assert_eq!(table["rows"].as_array().map(Vec::len), Some(3));
    assert_eq!(cells(&table, "(blank)", &["n", "answered"]), json!([1, 1]));
    Ok(())
}

#[test]
fn csv_tables_have_the_same_figures_and_a_total() -> Checked {
    let desk = Desk::with(&[("c.csv", COMPLAINTS), ("v.csv", VISITS)])?;
    let run = desk.run(&[&["closure", "c.csv", "v.csv", "--format", "csv"], &AS_OF[..]].concat())?;
    let mut reader = csv::Reader::from_reader(run.stdout.as_bytes());
    let headers = reader.headers()?.clone();
    let column = |name: &str| {
        headers.iter().position(|header| header == name).ok_or(format!("no {name}: {headers:?}"))
    };
    let (n, closed, rate) = (column("n")?, column("closed")?, column("closure_rate")?);
    let rows = reader.records().collect::<Result<Vec<_>, _>>()?;
    let last = rows.last().ok_or("no rows")?;
    assert_eq!([&last[0], &last[n], &last[closed], &last[rate]], ["total", "6", "3", "0.5"]);
    assert_eq!(rows.len(), 4);
    Ok(())
}

#[test]
fn a_terminal_table_ends_with_the_total_and_the_next_step() -> Checked {
    let desk = Desk::with(&[("c.csv", COMPLAINTS), ("v.csv", VISITS)])?;
    for (command, rule) in [("response", "RSP001"), ("closure", "CLS001"), ("callbacks", "CBK001")] {
        let run = desk.run(&[&[command, "c.csv", "v.csv"], &AS_OF[..]].concat())?;
        let last = run.stdout.trim_end().lines().last().unwrap_or_default();
        assert!(run.stdout.contains("total"), "{command}: {}", run.stdout);
        assert!(last.contains(rule), "{command}: what next? {last}");
    }
    Ok(())
}

#[test]
fn a_period_without_complaints_is_a_table_of_nothing() -> Checked {
    let row = "complaint_id,received_at,responded_at,closed_at\n1,2025-03-01 10:00,2025-03-04 10:30,2025-04-02 10:00\n";
    let desk = Desk::with(&[("c.csv", row)])?;
    for command in ["response", "closure", "callbacks", "audit"] {
        let run = desk.run(&[command, "c.csv", "--as-of", "2025-06-01", "--from", "2025-05-01"])?;
        assert!(run.code == 3 || command == "callbacks", "{command}: {run:?}");
    }
    let out = ["-o", "r.md", "-o", "r.html", "-o", "r.xlsx", "-o", "r.docx", "-o", "r.json"];
    let run = desk
        .run(&[&["report", "c.csv", "--as-of", "2025-06-01", "--from", "2025-05-01"], &out[..]].concat())?;
    assert_eq!(run.code, 3, "{run:?}");
    Ok(())
}
