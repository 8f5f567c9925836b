//! Further fields of a complaints export: the steps of a case's course beside receipt, first response and
//! closure, and what sets its limits.

use super::super::field::{Field, FieldDef, Holds, Privacy};
use super::wording::CLASS;
use crate::model::{Subject, Text};

use Holds::{Time, Word};

const fn of_case(field: Field, holds: Holds, title: Text, aliases: &'static str) -> FieldDef {
    let (subject, privacy) = (Subject::Complaints, Privacy::Open);
    FieldDef { field, subject, holds, privacy, title, aliases, generic: "" }
}

/// The further fields of a complaints export.
pub(super) const COURSE: &[FieldDef] = &[
    of_case(Field::Class, Word, Text::new("客户类别", "class"), CLASS),
    of_case(
        Field::Area,
        Word,
        Text::new("区域类型", "area"),
        "区域类型 | 区域类别 | 地区类型 | 地区类别 | 区域属性 | 地域类型 | 地域类别 | 城乡类别 | \
         城乡类型 | 城乡分类 | 城乡属性 | 城乡标志 | 供电区域 | 供电区域类型 | 供电区域类别 | 供电区域等级 | \
         服务区域类型 | \
         area type | area class | area category | area kind | region type | service area type | \
         urban/rural | urban or rural | rural/urban",
    ),
    of_case(
        Field::AcceptedAt,
        Time,
        Text::new("受理决定时间", "accepted at"),
        "受理决定~ | 决定受理~ | 作出受理决定~ | 立案~ | 立案决定~ | 决定立案~ | \
         准予受理~ | 正式受理~ | \
         accepted@ | acceptance@ | acceptance decision@ | decision to accept@",
    ),
    of_case(
        Field::ForwardedAt,
        Time,
        Text::new("派单时间", "forwarded at"),
        "派单~ | 转办~ | 转派~ | 交办~ | 派发~ | 分派~ | 转交~ | 转送~ | 移交~ | 下派~ | 下发~ | \
         首次派单~ | \
         date sent to company | sent to company@ | forwarded@ | $ forwarded@ | dispatched@ | dispatch@ | \
         referred@ | transferred@ | handed over@",
    ),
    of_case(
        Field::FirstClosedAt,
        Time,
        Text::new("首次办结时间", "first closed at"),
        "首次办结~ | 首次结案~ | 首次关闭~ | 首次完结~ | 首次办理完成~ | 首次处理完成~ | 首次完成~ | \
         首次解决~ | 初次办结~ | 第一次办结~ | \
         first closed@ | first resolved@ | first closure@ | first solved@ | first completed@",
    ),
    of_case(
        Field::ReopenedAt,
        Time,
        Text::new("重新打开时间", "reopened at"),
        "重新打开~ | 重办~ | 重开~ | 退回重办~ | 再次打开~ | 重新办理~ | 重启~ | 重新受理~ | \
         最后重开~ | 最近重办~ | \
         reopened@ | reopen@ | $ reopened@ | last reopened@",
    ),
    of_case(
        Field::HoldFrom,
        Time,
        Text::new("挂起时间", "on hold since"),
        "挂起~ | 挂起开始~ | 开始挂起~ | 暂停~ | 暂停开始~ | 开始暂停~ | 中止~ | 中止开始~ | \
         on hold since | on hold from | put on hold@ | hold start@ | hold started@ | hold begin@ | \
         hold from | paused at | paused on | suspended at | suspended on",
    ),
    of_case(
        Field::HoldUntil,
        Time,
        Text::new("挂起结束时间", "hold ended at"),
        "挂起结束~ | 结束挂起~ | 解挂~ | 解除挂起~ | 取消挂起~ | 挂起恢复~ | 恢复~ | 恢复处理~ | \
         恢复办理~ | 恢复计时~ | 暂停结束~ | 结束暂停~ | 中止结束~ | \
         hold end@ | hold ended@ | hold until | on hold until | hold released@ | resumed@ | resume@",
    ),
    of_case(
        Field::RestoredAt,
        Time,
        Text::new("修复时间", "restored at"),
        "修复~ | 抢修完成~ | 恢复供电~ | 复电~ | 恢复送电~ | 故障修复~ | 故障恢复~ | 故障排除~ | \
         抢修结束~ | 修复完成~ | 维修完成~ | 送电~ | 恢复供水~ | 恢复供气~ | 恢复服务~ | 恢复通信~ | \
         restored@ | restoration@ | service restored@ | power restored@ | supply restored@ | repaired@ | \
         repair completed@",
    ),
    of_case(
        Field::ReportedAt,
        Time,
        Text::new("上报时间", "reported to those above at"),
        // `reported at` is what the complainant did: the receipt.
        "上报~ | 统计上报~ | 报送~ | 统计报送~ | 月报上报~ | 报表上报~ | \
         statistics reported@ | statistics submitted@ | reported to regulator@ | reported to headquarters@ | \
         return submitted@",
    ),
    of_case(
        Field::UpdatedAt,
        Time,
        Text::new("更新时间", "updated at"),
        "更新~ | 最后更新~ | 最近更新~ | 最新更新~ | 修改~ | 最后修改~ | 最近修改~ | 操作~ | 最后操作~ | \
         最近操作~ | \
         updated@ | updated | $ updated@ | $ updated | last updated@ | last updated | last update@ | update@ | \
         sys updated@ | modified@ | last modified@ | last modified | sys modified@",
    ),
    of_case(
        Field::Disaster,
        Word,
        Text::new("是否自然灾害", "disaster"),
        "是否自然灾害 | 是否灾害 | 是否大面积停电 | 是否特殊情况 | 是否不可抗力 | 是否重大事件 | \
         是否因灾 | 自然灾害标志 | 灾害标志 | 自然灾害 | \
         natural disaster | is natural disaster | disaster | is disaster | major event | is major event | \
         force majeure",
    ),
];
