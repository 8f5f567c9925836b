//! The same files give the same bytes: on every run, on any number of threads.

use crate::desk::{Checked, Desk, run_in};
use crate::dice::Dice;
use crate::sample;

const THREADS: [&str; 3] = ["1", "2", "5"];

/// Runs one command on each number of threads and compares what it prints.
fn same_on_all_threads(desk: &Desk, args: &[&str], threads: &[&str]) -> Checked {
    let mut first: Option<String> = None;
    for threads in threads {
        let run = desk.run(&[args, &["--threads", threads]].concat())?;
        assert!(run.code <= 1, "{args:?}: {}", run.stderr);
        match &first {
            None => first = Some(run.stdout),
            Some(first) => assert!(*first == run.stdout, "{args:?} differs on {threads} threads"),
        }
    }
    Ok(())
}

#[test]
fn the_sample() -> Checked {
    for format in ["json", "table", "csv"] {
        let run = |threads: &str| {
            let args =
                [&["audit", "--format", format, "--threads", threads], &sample::arguments()[..]].concat();
            run_in(&sample::folder(), &args).map(|run| run.stdout)
        };
        let first = run("1")?;
        assert!(first.len() > 1000);
        for threads in THREADS {
            assert!(run(threads)? == first, "{format} differs on {threads} threads");
        }
    }
    Ok(())
}

/// Thirty thousand complaints over several blocks, five hundred handlers, texts with line ends.
fn complaints(dice: &mut Dice) -> String {
    let mut text = String::from(
        "投诉编号,客户编号,受理机构,投诉类别,经办人,严重程度,受理时间,首次响应时间,办结时间,状态,投诉内容\n",
    );
    for row in 0..30_000 {
        let id = if dice.chance(1) { dice.below(30_000) } else { row };
        let customer = if dice.chance(1) { String::new() } else { format!("KH{}", dice.below(9_000)) };
        let branch = dice.pick(&["北京", "上海", "广州", "深圳", "\"成都,高新\"", "武汉"]);
        let category = dice.pick(&["质量", "服务", "物流", "收费", ""]);
        let severity = dice.pick(&["紧急", "一般", "一般", "一般", "一般", "一般", "一般", "", "很急"]);
        let (month, day) = (1 + dice.below(9), 1 + dice.below(28));
        let received = format!(
            "2025-{month:02}-{day:02} {:02}:{:02}:{:02}",
            dice.below(24),
            dice.below(60),
            dice.below(60)
        );
        let answered = match dice.below(20) {
            0 => String::new(),
            1 => "不详".to_owned(),
            _ => format!("2025-{month:02}-{day:02} 23:{:02}:00", dice.below(60)),
        };
        let closed = match dice.below(10) {
            0 => String::new(),
            1 => format!("2025-{:02}-{day:02}", month + 1 + dice.below(2)),
            _ => format!("2025-{month:02}-{:02} 23:59:59", (day + dice.below(10)).min(28)),
        };
        let status = dice.pick(&["已办结", "已办结", "处理中"]);
        let content = match dice.below(6) {
            0 => "\"客户说:\n“太慢”,\n还要等\"",
            1 => "\"他问:\"\"何时\"\"\"",
            _ => "请尽快处理",
        };
        text.push_str(&format!(
            "TS{id:06},{customer},{branch},{category},坐席{:03},{severity},{received},{answered},{closed},{status},{content}\n",
            dice.below(500)
        ));
    }
    text
}

fn visits(dice: &mut Dice) -> String {
    let mut text = String::from("回访编号,投诉编号,客户编号,回访时间,回访人员,回访结果\n");
    for row in 0..24_000 {
        let outcome = dice.pick(&["接通", "接通", "接通", "无人接听", "拒访", "", "怪"]);
        text.push_str(&format!(
            "HF{row:06},TS{:06},KH{},2025-{:02}-{:02} {:02}:{:02}:00,坐席{:03},{outcome}\n",
            dice.below(30_200),
            dice.below(9_000),
            1 + dice.below(12),
            1 + dice.below(28),
            dice.below(24),
            dice.below(60),
            dice.below(500)
        ));
    }
    text
}

fn many_blocks() -> std::io::Result<Desk> {
    let mut dice = Dice::new(2025);
    let (complaints, visits) = (complaints(&mut dice), visits(&mut dice));
    assert!(complaints.len() > 4 * (512 << 10) && visits.len() > 2 * (512 << 10), "several blocks each");
    Desk::with(&[("c.csv", &complaints), ("v.csv", &visits)])
}

const FILES: [&str; 4] = ["c.csv", "v.csv", "--as-of", "2025-12-31"];

#[test]
fn an_audit_of_many_blocks_as_json() -> Checked {
    same_on_all_threads(&many_blocks()?, &[&["audit", "--format", "json"], &FILES[..]].concat(), &THREADS)
}

#[test]
fn an_audit_of_many_blocks_as_table_and_csv() -> Checked {
    let desk = many_blocks()?;
    let by_month = ["audit", "--limit", "500", "--by", "branch,month"];
    same_on_all_threads(&desk, &[&by_month, &FILES[..]].concat(), &["1", "5"])?;
    same_on_all_threads(
        &desk,
        &[&["audit", "--format", "csv", "--lang", "zh"], &FILES[..]].concat(),
        &["2", "3"],
    )
}

#[test]
fn tables_of_many_blocks() -> Checked {
    let desk = many_blocks()?;
    for command in [
        ["response", "--by", "handler", "--format", "json"].as_slice(),
        &["closure", "--by", "handler,category"],
        &["callbacks", "--by", "severity,month", "--format", "csv"],
    ] {
        same_on_all_threads(&desk, &[command, &FILES].concat(), &["1", "5"])?;
    }
    Ok(())
}

#[test]
fn an_inspection_of_many_blocks_in_every_format() -> Checked {
    let desk = many_blocks()?;
    for format in ["json", "table", "csv"] {
        same_on_all_threads(&desk, &["inspect", "--format", format, "c.csv", "v.csv"], &["1", "5"])?;
    }
    same_on_all_threads(&desk, &["inspect", "--format", "json", "v.csv", "c.csv"], &THREADS)
}

/// A workbook of several sheets, larger than the blocks they are read in.
fn book() -> Result<Desk, Box<dyn std::error::Error>> {
    let mut dice = Dice::new(7);
    let mut workbook = rust_xlsxwriter::Workbook::new();
    for month in 1..=4 {
        let sheet = workbook.add_worksheet().set_name(format!("{month}月"))?;
        for (column, header) in (0..).zip(["投诉编号", "客户编号", "受理时间", "办结时间", "严重程度"])
        {
            sheet.write_string(0, column, header)?;
        }
        for row in 1..=2_500 {
            let at =
                |dice: &mut Dice| format!("2024-{:02}-{:02} 10:00", dice.below(9) + 1, dice.below(28) + 1);
            let id = format!("TS{}", dice.below(9_000));
            sheet.write_string(row, 0, id)?.write_string(row, 2, at(&mut dice))?.write_string(
                row,
                3,
                at(&mut dice),
            )?;
            sheet.write_string(row, 1, if dice.chance(9) { "" } else { "K" })?;
            sheet.write_string(row, 4, dice.pick(&["紧急", "一般", "怪", ""]))?;
        }
    }
    let sheet = workbook.add_worksheet().set_name("回访")?;
    for (column, header) in (0..).zip(["回访编号", "投诉编号", "回访时间", "回访结果"]) {
        sheet.write_string(0, column, header)?;
    }
    for row in 1..=3_000 {
        sheet.write_string(row, 0, format!("HF{row}"))?.write_string(
            row,
            1,
            format!("TS{}", dice.below(9_100)),
        )?;
        sheet.write_string(row, 2, "2024-10-09")?.write_string(row, 3, dice.pick(&["接通", "关机"]))?;
    }
    let desk = Desk::new()?;
    workbook.save(desk.path("b.xlsx"))?;
    Ok(desk)
}

#[test]
fn a_workbook_of_several_sheets() -> Checked {
    let desk = book()?;
    let sheets = ["b.xlsx", "--sheet", "*月", "--sheet", "回访"];
    for args in [
        ["inspect", "--format", "json"].as_slice(),
        &["audit", "--as-of", "2024-12-31", "--format", "json"],
        &["audit", "--as-of", "2024-12-31"],
    ] {
        same_on_all_threads(&desk, &[args, &sheets].concat(), &THREADS)?;
    }
    Ok(())
}
