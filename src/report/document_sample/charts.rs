//! A chart of each kind.

use super::text;
use crate::model::{Chart, ChartKind, ChartUnit, Mark, Series, Text};

fn series(key: &'static str, name: Text, values: &[f64]) -> Series {
    Series { key, name, values: values.iter().map(|&value| Some(value)).collect() }
}

fn months() -> Vec<Text> {
    (1..=9).map(|month| Text::owned(format!("{month}月"), format!("2025-{month:02}"))).collect()
}

fn branches() -> Vec<Text> {
    ["城东营业部", "城西营业部", "城南营业部", "高新技术产业开发区营业部", "East branch"]
        .map(Text::same)
        .to_vec()
}

pub(super) fn histogram() -> Chart {
    let classes = ["≤1", "1–2", "2–4", "4–8", "8–16", "16–24", "24–48", "48–72", "72–168", ">168"];
    Chart {
        key: "response-times",
        title: text(
            "七成投诉在 8 小时内响应，12.7 % 超过 24 小时",
            "Seven in ten answered within 8 hours, 12.7 % after 24",
        ),
        kind: ChartKind::Histogram,
        unit: ChartUnit::Count,
        categories: classes.map(Text::same).to_vec(),
        series: vec![series(
            "count",
            text("投诉", "complaints"),
            &[612.0, 801.0, 1120.0, 934.0, 420.0, 300.0, 260.0, 142.0, 88.0, 22.0],
        )],
        marks: vec![
            Mark { at: 3.0, label: text("重要 8 小时", "important 8 h") },
            Mark { at: 6.0, label: text("时限 24 小时", "limit 24 h") },
        ],
        note: text(
            "横轴为从受理到首次响应的小时数；未响应的 97 件不在图中。",
            "Hours from receipt to first response; the 97 without response are not shown.",
        ),
    }
}

pub(super) fn rates() -> Chart {
    let mut called = series(
        "called",
        text("回访覆盖率", "called back"),
        &[0.81, 0.79, 0.76, 0.78, 0.74, 0.7, 0.66, 0.62, 0.58],
    );
    called.values[3] = None;
    Chart {
        key: "monthly-rates",
        title: text("回访覆盖率自二季度起持续下降", "Callbacks have fallen since the second quarter"),
        kind: ChartKind::Line,
        unit: ChartUnit::Share,
        categories: months(),
        series: vec![
            series(
                "rate",
                text("及时响应率", "answered in time"),
                &[0.93, 0.92, 0.94, 0.9, 0.88, 0.86, 0.85, 0.83, 0.84],
            ),
            called,
            series(
                "closed",
                text("按期办结率", "closed in time"),
                &[0.98, 0.99, 0.99, 0.97, 0.98, 0.99, 0.98, 0.99, 0.99],
            ),
        ],
        marks: vec![Mark { at: 3.0, label: text("新制度施行", "new policy") }],
        note: text(
            "4 月回访记录缺失，不绘制。纵轴不从零起。",
            "No callback records for April. The axis does not begin at zero.",
        ),
    }
}

pub(super) fn stacked() -> Chart {
    Chart {
        key: "closure-states",
        title: text("各机构办结情况", "Closure by branch"),
        kind: ChartKind::StackedBars,
        unit: ChartUnit::Count,
        categories: branches(),
        series: vec![
            series("met", text("达标", "met"), &[820.0, 760.0, 640.0, 580.0, 400.0]),
            series("late", text("逾期完成", "late"), &[96.0, 40.0, 22.0, 61.0, 12.0]),
            series("missing", text("逾期未办", "missing"), &[61.0, 8.0, 3.0, 24.0, 1.0]),
            series("pending", text("未到期", "pending"), &[120.0, 110.0, 95.0, 140.0, 60.0]),
            series("undetermined", text("无法判定", "undetermined"), &[22.0, 4.0, 0.0, 14.0, 0.0]),
            series("excluded", text("不适用", "excluded"), &[60.0, 30.0, 44.0, 40.0, 20.0]),
        ],
        marks: Vec::new(),
        note: text("按投诉件数由多到少排列。", "Ordered by number of complaints."),
    }
}

pub(super) fn columns() -> Chart {
    Chart {
        key: "received-and-closed",
        title: text("受理与办结", "Received and closed"),
        kind: ChartKind::Columns,
        unit: ChartUnit::Count,
        categories: months(),
        series: vec![
            series(
                "received",
                text("受理", "received"),
                &[480.0, 390.0, 520.0, 545.0, 560.0, 590.0, 610.0, 602.0, 570.0],
            ),
            series(
                "closed",
                text("办结", "closed"),
                &[470.0, 392.0, 500.0, 530.0, 520.0, 540.0, 530.0, 490.0, 450.0],
            ),
        ],
        marks: Vec::new(),
        note: text("七月起积压逐月增加。", "The backlog has grown since July."),
    }
}

pub(super) fn heat() -> Chart {
    let row = |name: &str, values: [f64; 9]| Series {
        key: "count",
        name: Text::same(name),
        values: values.iter().map(|&value| (value >= 0.0).then_some(value)).collect(),
    };
    Chart {
        key: "missing-callbacks",
        title: text("未回访集中在城东营业部第三季度", "Missing callbacks: the east branch, third quarter"),
        kind: ChartKind::HeatMap,
        unit: ChartUnit::Count,
        categories: months(),
        series: vec![
            row("城东营业部", [12.0, 9.0, 20.0, 33.0, 41.0, 58.0, 77.0, 94.0, 102.0]),
            row("城西营业部", [4.0, 0.0, 6.0, 8.0, 11.0, 9.0, 14.0, 12.0, 15.0]),
            row("城南营业部", [2.0, 3.0, -1.0, 5.0, 4.0, 8.0, 9.0, 7.0, 10.0]),
            row("高新技术产业开发区营业部", [8.0, 6.0, 11.0, 19.0, 25.0, 28.0, 30.0, 44.0, 39.0]),
        ],
        marks: Vec::new(),
        note: text(
            "数字为办结后没有有效回访的件数；“·”为无应回访。",
            "Closed cases without callback; a dot means none was due.",
        ),
    }
}
