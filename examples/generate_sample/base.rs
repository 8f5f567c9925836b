//! The clean quarter: every case answered, closed and called back with room to spare. Plants nothing.

use crate::clock::{at, day, is_working_day, working_days_after};
use crate::record::{CLOSED, Case, Complaint, OPEN, Truth, Visit, When};
use crate::rng::Rng;
use chrono::{Datelike, Days, NaiveDateTime, TimeDelta, Weekday};

const CASES: i64 = 317;
/// A clean case may still be open only if its fifteen days end after the as-of date.
const OPEN_FROM: chrono::NaiveDate = day(9, 17);

pub(crate) const SHANGHAI: &str = "上海分公司";
pub(crate) const BEIJING: &str = "北京分公司";
pub(crate) const GUANGZHOU: &str = "广州分公司";
pub(crate) const CHENGDU: &str = "成都分公司";
pub(crate) const WUHAN: &str = "武汉分公司";
pub(crate) const XIAN: &str = "西安分公司";

pub(crate) const URGENT: &str = "紧急";
pub(crate) const IMPORTANT: &str = "重要";
pub(crate) const NORMAL: &str = "一般";

const BRANCHES: [(&str, [&str; 3]); 6] = [
    (SHANGHAI, ["顾文博", "沈佳怡", "陆子豪"]),
    (BEIJING, ["王磊", "李娜", "赵志强"]),
    (GUANGZHOU, ["梁嘉敏", "黄伟杰", "何俊贤"]),
    (CHENGDU, ["罗雪梅", "唐川", "蒋丽华"]),
    (WUHAN, ["胡建军", "陈静怡", "余晓峰"]),
    (XIAN, ["马秀兰", "白宇航", "雷晓东"]),
];
/// Callback staff sit apart from the handlers; no name is shared.
const VISITORS: [&str; 7] = ["宋雨桐", "方思远", "陈静", "许梦洁", "魏国栋", "邓雅婷", "曹鹏飞"];
const CHANNELS: [&str; 5] = ["400热线", "官方网站", "微信公众号", "营业厅", "电子邮件"];
const CATEGORIES: [&str; 6] = ["产品质量", "售后维修", "物流配送", "账单费用", "服务态度", "退换货"];
const PRODUCTS: [&str; 8] = [
    "青禾变频空调",
    "青禾滚筒洗衣机",
    "青禾对开门冰箱",
    "青禾智能门锁",
    "青禾净水器",
    "青禾燃气热水器",
    "青禾扫地机器人",
    "青禾延保服务",
];
const RESULTS: [&str; 3] = ["成立", "部分成立", "不成立"];
const SURNAMES: [&str; 16] =
    ["张", "刘", "杨", "吴", "徐", "孙", "朱", "高", "林", "郭", "郑", "谢", "韩", "董", "程", "袁"];
const GIVEN: [&str; 20] = [
    "晓明", "婷婷", "建国", "丽娟", "浩然", "玉兰", "志远", "美玲", "天宇", "秀英", "俊熙", "海燕", "立新",
    "春华", "一凡", "淑芬", "明辉", "雅琪", "永康", "思琪",
];
const NOTES: [&str; 12] = [
    "{}问题由上门师傅当场解决",
    "客户称{}近期未再出现同类情况",
    "{}费用差额已退回原账户",
    "客户接受{}换新方案",
    "{}配件已寄达并安装完成",
    "客户确认{}问题已解决",
    "{}已恢复正常，客户无其他诉求",
    "客户认可{}的处理结果",
    "已核对{}处理经过，客户知晓",
    "客户反映{}目前使用正常",
    "{}补偿已到账，客户确认收到",
    "客户表示{}事宜已办妥",
];
const CLOSINGS: [&str; 6] = [
    "。",
    "，感谢跟进。",
    "，建议缩短等待时间。",
    "，希望以后主动告知进度。",
    "，已告知服务热线。",
    "，愿意继续使用。",
];

/// All clean cases in order of receipt, numbered without gaps.
pub(crate) fn clean_cases(rng: &mut Rng) -> Vec<Case> {
    let mut times: Vec<NaiveDateTime> = (0..CASES).map(|_| receipt(rng)).collect();
    times.sort_unstable();
    let mut cases: Vec<Case> = Vec::new();
    for (index, received) in times.into_iter().enumerate() {
        let mut case = clean_case(rng, index + 1, received);
        // Some people complain twice, months apart and about something else.
        if index % 12 == 11
            && let Some(earlier) = index.checked_sub(150).and_then(|i| cases.get(i))
            && earlier.complaint.category != case.complaint.category
        {
            case.complaint.customer.clone_from(&earlier.complaint.customer);
            case.complaint.name.clone_from(&earlier.complaint.name);
            case.complaint.phone.clone_from(&earlier.complaint.phone);
            for visit in &mut case.visits {
                visit.customer.clone_from(&case.complaint.customer);
            }
        }
        cases.push(case);
    }
    cases
}

fn receipt(rng: &mut Rng) -> NaiveDateTime {
    loop {
        let date = day(7, 1) + Days::new(rng.between(0, 89).unsigned_abs());
        // The hotline is staffed at weekends, but fewer people call.
        if matches!(date.weekday(), Weekday::Sat | Weekday::Sun) && rng.chance(65) {
            continue;
        }
        return at(date, 0, rng.between(8 * 60 + 40, 17 * 60 + 30), rng.between(1, 59));
    }
}

fn clean_case(rng: &mut Rng, number: usize, received: NaiveDateTime) -> Case {
    let (branch, handlers) = rng.pick(&BRANCHES);
    let severity = match rng.between(1, 100) {
        1..=14 => URGENT,
        15..=45 => IMPORTANT,
        _ => NORMAL,
    };
    let responded = response(rng, severity, received);
    let mut complaint = Complaint {
        id: format!("TS2025{number:04}"),
        customer: format!("KH{}", 100_000 + number * 37),
        name: format!("{}{}", rng.pick(&SURNAMES), rng.pick(&GIVEN)),
        // 154 is a prefix no operator holds: shaped like a mobile number, and nobody's.
        phone: format!("1540000{number:04}"),
        channel: rng.pick(&CHANNELS),
        category: rng.pick(&CATEGORIES),
        severity,
        product: rng.pick(&PRODUCTS),
        branch,
        handler: rng.pick(&handlers).to_owned(),
        received: When::At(received),
        responded: When::At(responded),
        closed: When::Blank,
        status: OPEN,
        result: "",
        satisfaction: "",
        truth: Truth::default(),
    };
    let closed = closure(rng, received);
    let open = received.date() >= OPEN_FROM && (rng.chance(40) || closed.date() >= day(9, 30));
    let mut visits = Vec::new();
    if !open {
        complaint.closed = When::At(closed);
        complaint.status = CLOSED;
        complaint.result = rng.pick(&RESULTS);
        let visit = callback(rng, &complaint, closed);
        // A callback that would fall after the as-of date is simply not there yet.
        if visit.slot.date() < day(9, 30) {
            complaint.satisfaction = visit.satisfaction;
            visits.push(visit);
        }
    }
    Case {
        complaint,
        visits,
        repeats: Vec::new(),
        received,
        responded,
        closed: (!open).then_some(closed),
        taken: false,
    }
}

/// Well inside 2, 8 and 24 hours; ordinary complaints left over at the end of the day are answered next morning.
fn response(rng: &mut Rng, severity: &str, received: NaiveDateTime) -> NaiveDateTime {
    let (low, high) = match severity {
        URGENT => (8, 75),
        IMPORTANT => (20, 240),
        _ => (30, 540),
    };
    let responded = received + TimeDelta::seconds(rng.between(low * 60, high * 60));
    if severity == NORMAL && responded > at(received.date(), 18, 0, 0) {
        return at(received.date() + Days::new(1), 9, rng.between(2, 50), rng.between(1, 59));
    }
    responded
}

/// Two to twelve days after receipt, in office hours; the limit is fifteen.
fn closure(rng: &mut Rng, received: NaiveDateTime) -> NaiveDateTime {
    let mut date = received.date() + Days::new(rng.between(2, 9).unsigned_abs());
    while !is_working_day(date) {
        date = date + Days::new(1);
    }
    at(date, 0, rng.between(9 * 60 + 50, 17 * 60 + 20), rng.between(1, 59))
}

/// Reached on the first to fourth working day after the closure (the limit is seven), in calling hours.
fn callback(rng: &mut Rng, complaint: &Complaint, closed: NaiveDateTime) -> Visit {
    let date = working_days_after(closed.date(), u32::try_from(rng.between(1, 4)).unwrap_or(1));
    let hour = rng.pick(&[10, 14, 15]);
    let time = at(date, hour, rng.between(1, 58), rng.between(1, 59));
    let mut visit = Visit::reached(complaint, time, rng.pick(&VISITORS));
    visit.method = match rng.between(1, 100) {
        1..=74 => "电话",
        75..=86 => "微信",
        87..=95 => "短信",
        _ => "上门",
    };
    visit.satisfaction = rng.pick(&["满意", "满意", "比较满意", "基本满意"]);
    if rng.chance(70) {
        visit.note = format!("{}{}", rng.pick(&NOTES).replace("{}", complaint.product), rng.pick(&CLOSINGS));
    }
    visit
}
