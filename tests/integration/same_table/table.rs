//! The table: complaints and visits with something wrong of nearly every kind, and the page around it.

/// A kind of export: its headers, its records, and which columns are times.
pub(super) struct Table {
    pub(super) headers: &'static [&'static str],
    /// The same headers in two rows, as merged cells give them.
    pub(super) upper: &'static [&'static str],
    pub(super) lower: &'static [&'static str],
    pub(super) records: &'static [&'static [&'static str]],
    pub(super) times: &'static [usize],
    pub(super) title: &'static str,
}

pub(super) const COMPLAINTS: Table = Table {
    headers: &[
        "投诉编号",
        "客户编号",
        "客户姓名",
        "受理机构",
        "经办人",
        "严重程度",
        "受理时间",
        "首次响应时间",
        "办结时间",
        "状态",
        "投诉内容",
    ],
    upper: &[
        "投诉编号",
        "客户",
        "",
        "受理机构",
        "经办人",
        "严重程度",
        "受理",
        "首次响应",
        "办结",
        "状态",
        "投诉内容",
    ],
    lower: &["", "编号", "姓名", "", "", "", "时间", "时间", "时间", "", ""],
    records: &[
        &[
            "TS1001",
            "KH01",
            "赵甲",
            "东区",
            "王磊",
            "紧急",
            "2024-03-04 10:00:00",
            "2024-03-04 11:59:59",
            "2024-03-05 16:00:00",
            "已办结",
            "等了很久, 没人接",
        ],
        &[
            "TS1002",
            "KH02",
            "钱乙",
            "东区",
            "李娜",
            "紧急",
            "2024-03-04 10:00:00",
            "2024-03-04 12:00:01",
            "2024-03-06 09:30:00",
            "已办结",
            "第一行\n第二行; 还有|和\"引号\"",
        ],
        &[
            "TS1003",
            "",
            "孙丙",
            "西区",
            "王磊",
            "一般",
            "2024-03-05 08:15:00",
            "",
            "2024-04-01 10:00:00",
            "已办结",
            "费用有误",
        ],
        &[
            "TS1004",
            "KH04",
            "李丁",
            "西区",
            "王磊",
            "一般",
            "2024-03-05 09:00:00",
            "昨天下午",
            "",
            "处理中",
            "",
        ],
        &[
            "TS1005",
            "KH05",
            "周戊",
            "北区",
            "李娜",
            "重要",
            "2024-03-06 14:00:00",
            "2024-03-06 13:00:00",
            "2024-03-07 10:00:00",
            "已办结",
            "\"退款\"未到",
        ],
        &[
            "TS1002",
            "KH02",
            "钱乙",
            "东区",
            "李娜",
            "紧急",
            "2024-03-04 10:00:00",
            "",
            "",
            "处理中",
            "又登记了一次",
        ],
        &[
            "TS1007",
            "KH07",
            "吴己",
            "北区",
            "王磊",
            "特别烦",
            "2024-03-07 09:00:00",
            "2024-03-07 20:00:00",
            "2024-03-08 11:00:00",
            "已办结",
            "态度差",
        ],
        &[
            "TS1008",
            "KH08",
            "郑庚",
            "西区",
            "李娜",
            "一般",
            "2024-03-08 10:00:00",
            "2024-03-08 10:30:00",
            "2024-03-01 10:00:00",
            "已办结",
            "日期倒挂",
        ],
        &[
            "TS1009",
            "KH09",
            "王辛",
            "东区",
            "李娜",
            "一般",
            "2024-03-08 10:00:00",
            "2024-03-08 11:00:00",
            "",
            "已办结",
            "三行\n\n文字",
        ],
        &[
            "TS1010",
            "KH10",
            "冯壬",
            "北区",
            "王磊",
            "一般",
            "2024-03-11",
            "2024-03-11",
            "2024-03-12",
            "已办结",
            "只有日期",
        ],
        &[
            "TS1011",
            "KH11",
            "陈癸",
            "西区",
            "李娜",
            "一般",
            "2024-03-12 09:00:00",
            "2024-03-12 10:00:00",
            "2024-12-01 09:00:00",
            "已办结",
            "结案在将来",
        ],
        &[
            "TS1012",
            "KH12",
            "褚子",
            "东区",
            "王磊",
            "一般",
            "2024-03-13 17:45:30",
            "2024-03-13 18:00:00",
            "2024-03-14 10:00:00",
            "已办结",
            "没有回访",
        ],
    ],
    times: &[6, 7, 8],
    title: "某公司2024年第一季度投诉台账",
};

pub(super) const VISITS: Table = Table {
    headers: &["回访编号", "投诉编号", "客户编号", "回访时间", "回访人员", "回访方式", "回访结果", "满意度"],
    upper: &["回访编号", "投诉", "客户", "回访", "", "", "", "满意度"],
    lower: &["", "编号", "编号", "时间", "人员", "方式", "结果", ""],
    records: &[
        &["HF01", "TS1001", "KH01", "2024-03-06 10:00:00", "李娜", "电话", "接通", "满意"],
        &["HF02", "TS1002", "KH02", "2024-03-25 10:05:00", "周红", "电话", "接通", "不满意"],
        &["HF03", "TS1003", "KH03", "2024-04-02 09:30:00", "王磊", "上门", "接通", "满意"],
        &["HF04", "TS1005", "KH05", "2024-03-06 16:00:00", "周红", "电话", "接通", "满意"],
        &["HF05", "TS9999", "KH09", "2024-03-11 10:00:00", "周红", "短信", "接通", "满意"],
        &["HF01", "TS1001", "KH01", "2024-03-06 10:00:00", "李娜", "电话", "接通", "满意"],
        &["HF07", "TS1010", "KH10", "2024-03-13", "周红", "电话", "无人接听", ""],
        &["HF08", "TS1012", "KH12", "三月中旬", "", "电话", "嗯", "还行吧"],
    ],
    times: &[3],
    title: "某公司回访记录表",
};

/// What a page has besides its header and records.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Dress {
    pub(super) title: bool,
    pub(super) export_time: bool,
    pub(super) two_line_header: bool,
    pub(super) repeated_header: bool,
    pub(super) blank_rows: bool,
    pub(super) totals: bool,
    pub(super) signatures: bool,
    pub(super) note: bool,
}

impl Dress {
    pub(super) const NONE: Self = Self {
        title: false,
        export_time: false,
        two_line_header: false,
        repeated_header: false,
        blank_rows: false,
        totals: false,
        signatures: false,
        note: false,
    };
    pub(super) const FULL: Self = Self {
        title: true,
        export_time: true,
        two_line_header: true,
        repeated_header: true,
        blank_rows: true,
        totals: true,
        signatures: true,
        note: true,
    };

    /// Nothing, each part alone, and all of them.
    pub(super) fn all() -> [Self; 10] {
        let none = Self::NONE;
        [
            none,
            Self { title: true, ..none },
            Self { export_time: true, ..none },
            Self { two_line_header: true, ..none },
            Self { repeated_header: true, ..none },
            Self { blank_rows: true, ..none },
            Self { totals: true, ..none },
            Self { signatures: true, ..none },
            Self { note: true, ..none },
            Self::FULL,
        ]
    }
}

/// A table with what stands around it, row by row.
pub(super) struct Page {
    pub(super) rows: Vec<Vec<String>>,
    /// By record: its place among the rows.
    pub(super) records: Vec<usize>,
    /// header, blank, total, used.
    pub(super) account: [u64; 4],
}

impl Table {
    pub(super) fn page(&self, dress: Dress) -> Page {
        let mut rows: Vec<Vec<String>> = Vec::new();
        let mut records = Vec::new();
        let [mut blank, mut total] = [0, 0];
        let owned = |row: &[&str]| row.iter().map(|&cell| cell.to_owned()).collect::<Vec<_>>();
        let filled = |cells: &[(usize, &str)]| {
            let mut row = vec![String::new(); self.headers.len()];
            cells.iter().for_each(|&(column, cell)| row[column] = cell.to_owned());
            row
        };
        if dress.title {
            rows.push(filled(&[(0, self.title)]));
            total += 1;
        }
        if dress.export_time {
            rows.push(filled(&[(0, "导出时间：2024-06-30 08:00"), (4, "导出人：甲")]));
            total += 1;
        }
        if dress.blank_rows && !rows.is_empty() {
            rows.push(filled(&[]));
            blank += 1;
        }
        let header: Vec<Vec<String>> = if dress.two_line_header {
            vec![owned(self.upper), owned(self.lower)]
        } else {
            vec![owned(self.headers)]
        };
        rows.extend(header.clone());
        let mut head = header.len() as u64;
        for (place, record) in self.records.iter().enumerate() {
            if dress.repeated_header && place == 5 {
                head += header.len() as u64;
                rows.extend(header.clone());
            }
            if dress.blank_rows && place % 4 == 3 {
                rows.push(filled(&[]));
                blank += 1;
            }
            records.push(rows.len());
            rows.push(owned(record));
        }
        if dress.totals {
            rows.push(filled(&[(0, "合计"), (1, &self.records.len().to_string())]));
            total += 1;
        }
        if dress.signatures {
            rows.push(filled(&[(0, "制表人：甲"), (3, "审核人：乙")]));
            total += 1;
        }
        if dress.note {
            rows.extend([filled(&[]), filled(&[(0, "注：本表由系统自动生成，仅供内部使用。")])]);
            blank += 1;
            total += 1;
        }
        Page { rows, records, account: [head, blank, total, self.records.len() as u64] }
    }
}

impl Page {
    /// By record: its row in a sheet.
    pub(super) fn sheet_rows(&self) -> Vec<u64> {
        self.records.iter().map(|&place| place as u64 + 1).collect()
    }

    /// By record: its first line in a text, where a cell may go over several.
    pub(super) fn text_rows(&self) -> Vec<u64> {
        let lines =
            |row: &Vec<String>| 1 + row.iter().map(|cell| cell.matches('\n').count() as u64).sum::<u64>();
        self.records.iter().map(|&place| 1 + self.rows[..place].iter().map(lines).sum::<u64>()).collect()
    }
}
