//! The fields of a visits export and the headers they go by.

use super::super::field::{Field, FieldDef, Holds, Privacy};
use super::wording::CLASS;
use crate::model::{Subject, Text};

use Holds::{FreeText, Id, Number, Time, Word};
use Privacy::{Open, Personal, Staff};

/// A field with the headers that mean it for certain, and those that need the values' support.
const fn visit(
    field: Field,
    holds: Holds,
    privacy: Privacy,
    title: Text,
    aliases: &'static str,
    generic: &'static str,
) -> FieldDef {
    FieldDef { field, subject: Subject::Visits, holds, privacy, title, aliases, generic }
}

/// The fields of a visits export.
pub(super) const VISITS: &[FieldDef] = &[
    visit(
        Field::Id,
        Id,
        Open,
        Text::new("回访编号", "visit id"),
        "回访编号 | 回访单号 | 回访流水号 | 回访ID | 回访记录编号 | 回访工单编号 | 回访工单号 | \
         回访任务编号 | 回访任务号 | 走访编号 | 走访记录编号 | \
         visit id | visit no | visit number | callback id | callback no | callback number | \
         call id | follow up id",
        "编号 | 单号 | 流水号 | \
         id | number | no",
    ),
    visit(
        Field::ComplaintId,
        Id,
        Open,
        Text::new("投诉编号", "complaint id"),
        "%编号 | %单号 | %号 | %流水号 | \
         %ID | %编码 | 关联%编号 | 关联%单号 | 关联%号 | 关联% | 原%编号 | 原%单号 | 原%号 | \
         受理编号 | %件编号 | %件号 | 售后单号 | 售后编号 | \
         $ id | $ no | $ number | $ # | related $ id | related $ number | related $",
        "",
    ),
    visit(
        Field::CustomerId,
        Id,
        Open,
        Text::new("客户编号", "customer id"),
        "客户编号 | 客户号 | 客户ID | 客户代码 | 客户编码 | 用户编号 | 用户号 | 用户编码 | \
         用电户号 | 户号 | 会员编号 | 会员号 | 会员ID | \
         customer id | customer no | customer number | customer code | client id | client no | \
         client number | member id | member no",
        "",
    ),
    visit(
        Field::CustomerName,
        FreeText,
        Personal,
        Text::new("客户姓名", "customer name"),
        "客户姓名 | 客户名称 | 客户名 | 用户姓名 | 用户名称 | 投保人姓名 | 投保人 | 回访对象 | \
         被回访人 | 被访人 | 联系人姓名 | 联系人 | 姓名 | \
         customer name | client name | contact name | full name",
        "",
    ),
    visit(
        Field::Phone,
        Id,
        Personal,
        Text::new("联系电话", "phone"),
        "联系电话 | 联系号码 | 电话号码 | 电话 | 手机号码 | 手机号 | 手机 | 回访电话 | 回访号码 | \
         被叫号码 | 客户电话 | 客户手机 | 客户手机号 | 客户联系电话 | 联系方式 | \
         phone | phone no | phone number | mobile | mobile number | mobile phone | telephone | \
         contact phone | contact number | customer phone",
        "",
    ),
    visit(
        Field::Kind,
        Word,
        Open,
        Text::new("回访类型", "visit kind"),
        "回访类型 | 回访类别 | 回访种类 | 回访分类 | 走访类型 | 走访类别 | \
         visit kind | visit type | callback type | callback kind | call type | kind",
        "类型 | \
         type",
    ),
    visit(
        Field::Method,
        Word,
        Open,
        Text::new("回访方式", "method"),
        "回访方式 | 回访渠道 | 回访途径 | 走访方式 | 方式 | \
         method | visit method | callback method | contact method | visit channel | \
         callback channel | channel",
        "",
    ),
    visit(
        Field::PlannedAt,
        Time,
        Open,
        Text::new("计划回访时间", "planned at"),
        "计划回访~ | 应回访~ | 预约回访~ | 预计回访~ | 计划走访~ | 计划~ | 预约~ | \
         planned@ | planned visit@ | planned callback@ | scheduled@ | plan date",
        "",
    ),
    visit(
        Field::VisitedAt,
        Time,
        Open,
        Text::new("回访时间", "visited at"),
        "回访~ | 实际回访~ | 回访完成~ | 走访~ | 实际走访~ | 外呼~ | 拨打~ | 呼叫~ | 通话开始~ | \
         visited@ | visit@ | callback@ | called back@ | call@ | called@ | contacted@ | follow up@",
        "",
    ),
    visit(
        Field::Visitor,
        Word,
        Staff,
        Text::new("回访人员", "visitor"),
        "回访人员 | 回访人 | 回访人姓名 | 回访专员 | 回访员 | 回访坐席 | 回访客服 | 回访经办人 | \
         走访人 | 走访人员 | 外呼坐席 | 外呼人员 | 拨打人 | 访问员 | 坐席 | 座席 | 坐席姓名 | \
         visitor | visitor name | caller | callback agent | visited by | called by | \
         contacted by | agent | agent name",
        "",
    ),
    visit(
        Field::Outcome,
        Word,
        Open,
        Text::new("回访结果", "outcome"),
        "回访结果 | 接通情况 | 接通状态 | 接听情况 | 接听状态 | 是否接通 | 是否接听 | \
         是否回访成功 | 回访是否成功 | 回访状态 | 通话结果 | 呼叫结果 | 外呼结果 | 拨打结果 | \
         通话状态 | 呼叫状态 | 联系结果 | \
         outcome | visit outcome | callback outcome | callback result | visit result | \
         call outcome | call result | call status | contact result | contact outcome",
        "",
    ),
    visit(
        Field::Attempts,
        Number,
        Open,
        Text::new("回访次数", "attempts"),
        "回访次数 | 拨打次数 | 呼叫次数 | 外呼次数 | 尝试次数 | 联系次数 | \
         attempts | attempt count | number of attempts | call attempts | call count",
        "",
    ),
    visit(
        Field::Satisfaction,
        Word,
        Open,
        Text::new("满意度", "satisfaction"),
        "满意度 | 客户满意度 | 满意程度 | 满意情况 | 满意度情况 | 满意度评价 | 满意度结果 | \
         满意度等级 | 回访满意度 | 回访满意情况 | 服务满意度 | \
         satisfaction | customer satisfaction | satisfaction score | satisfaction rating | csat | \
         csat score",
        "",
    ),
    visit(
        Field::IssueRaised,
        Word,
        Open,
        Text::new("是否提出问题", "issue raised"),
        "是否提出问题 | 是否有问题 | 是否反映问题 | 是否有异议 | 是否有意见 | 客户意见 | \
         issue raised | issues raised",
        "",
    ),
    visit(
        Field::Result,
        Word,
        Open,
        Text::new("处理结果", "result"),
        "处理结果 | 处理情况 | 回访结论 | \
         result",
        "",
    ),
    visit(
        Field::Content,
        FreeText,
        Personal,
        Text::new("回访内容", "content"),
        "回访内容 | 回访记录 | 回访情况 | 回访详情 | 通话内容 | 内容 | \
         content | notes",
        "",
    ),
    visit(
        Field::Remark,
        FreeText,
        Personal,
        Text::new("备注", "remark"),
        "备注 | 回访备注 | remark | remarks",
        "",
    ),
    visit(
        Field::Recording,
        FreeText,
        Open,
        Text::new("录音编号", "recording"),
        "录音编号 | 录音文件 | 录音地址 | 录音流水号 | 录音 | \
         recording | recording id | recording file | recording url",
        "",
    ),
    visit(
        Field::HandledAt,
        Time,
        Open,
        Text::new("问题处理时间", "issue handled at"),
        "问题处理~ | 意见处理~ | 问题办结~ | 意见办结~ | 问题解决~ | 意见办理~ | 意见建议处理~ | \
         建议处理~ | 建议办结~ | 问题处理完成~ | 意见处理完成~ | \
         issue handled@ | issue closed@ | issue resolved@ | issues handled@ | issues closed@",
        "",
    ),
    visit(
        Field::Anomaly,
        Word,
        Open,
        Text::new("异常类型", "anomaly"),
        "异常类型 | 重大异常 | 异常情况 | 是否异常 | 异常类别 | 是否重大异常 | 重大异常类型 | \
         异常标志 | 异常标识 | 回访异常 | 回访异常类型 | \
         anomaly | anomaly type | anomalies | has anomaly | is anomaly",
        "",
    ),
    visit(Field::Class, Word, Open, Text::new("客户类别", "class"), CLASS, ""),
];
