//! The field table: what an export may contain, under which headers, and how private it is.
//!
//! Headers are compared after normalising (see `ingest::columns`), so aliases are listed once in
//! their plain form. Source of the words: the four exports of the trade (complaints, visits) and
//! headers seen in 12345-style, ServiceNow-style and open-data exports.

use crate::model::{Subject, Text};

/// A column that an export may have.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Field {
    /// The record's own id.
    Id,
    /// The complaint a visit belongs to.
    ComplaintId,
    /// The customer's id.
    CustomerId,
    /// The customer's name.
    CustomerName,
    /// The customer's phone.
    Phone,
    /// How the complaint came in.
    Channel,
    /// What it is about.
    Category,
    /// How urgent it is.
    Severity,
    /// The product.
    Product,
    /// The accountable unit.
    Branch,
    /// Who worked the complaint.
    Handler,
    /// When the complaint was received.
    ReceivedAt,
    /// When the complainant was first contacted.
    RespondedAt,
    /// When the case ended, for the last time.
    ClosedAt,
    /// When the case was archived.
    ArchivedAt,
    /// The export's own due date.
    DueAt,
    /// The status.
    Status,
    /// How often the case was reopened.
    ReopenCount,
    /// Upheld, partly upheld or rejected; for a visit, what it came to.
    Result,
    /// How satisfied the customer was.
    Satisfaction,
    /// The amount claimed.
    ClaimedAmount,
    /// The amount paid.
    Compensation,
    /// Whether an extension was approved.
    ExtensionApproved,
    /// The source system's own overdue flag.
    OverdueFlag,
    /// The text of the complaint or the visit.
    Content,
    /// What kind of visit it was.
    Kind,
    /// By phone, message, in person and so on.
    Method,
    /// When the visit was planned.
    PlannedAt,
    /// When the callback or visit took place.
    VisitedAt,
    /// Who made the callback.
    Visitor,
    /// Reached, unreached or refused.
    Outcome,
    /// How many attempts the row stands for.
    Attempts,
    /// Whether the customer raised an issue.
    IssueRaised,
    /// Where the recording is.
    Recording,
}

/// What the cells of a column hold.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Holds {
    /// Record ids.
    Id,
    /// Words out of a limited stock.
    Word,
    /// Points in time.
    Time,
    /// Numbers.
    Number,
    /// Free text; never kept.
    FreeText,
}

/// Who a column's content concerns.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Privacy {
    /// No person.
    Open,
    /// An employee acting in office; shown, because an audit is about accountability.
    Staff,
    /// A customer; masked unless asked for.
    Personal,
}

/// A row of the field table.
#[derive(Debug)]
pub struct FieldDef {
    /// The column.
    pub field: Field,
    /// The export it belongs to.
    pub subject: Subject,
    /// What its cells hold.
    pub holds: Holds,
    /// How private it is.
    pub privacy: Privacy,
    /// What people call it.
    pub title: Text,
    /// Headers it goes by, best first.
    pub aliases: &'static [&'static str],
}

impl Field {
    /// The machine name: the frame column and the left side of `--map`.
    #[must_use]
    pub fn key(self) -> &'static str {
        match self {
            Self::Id => "id",
            Self::ComplaintId => "complaint_id",
            Self::CustomerId => "customer_id",
            Self::CustomerName => "customer_name",
            Self::Phone => "phone",
            Self::Channel => "channel",
            Self::Category => "category",
            Self::Severity => "severity",
            Self::Product => "product",
            Self::Branch => "branch",
            Self::Handler => "handler",
            Self::ReceivedAt => "received_at",
            Self::RespondedAt => "responded_at",
            Self::ClosedAt => "closed_at",
            Self::ArchivedAt => "archived_at",
            Self::DueAt => "due_at",
            Self::Status => "status",
            Self::ReopenCount => "reopen_count",
            Self::Result => "result",
            Self::Satisfaction => "satisfaction",
            Self::ClaimedAmount => "claimed_amount",
            Self::Compensation => "compensation",
            Self::ExtensionApproved => "extension_approved",
            Self::OverdueFlag => "overdue_flag",
            Self::Content => "content",
            Self::Kind => "kind",
            Self::Method => "method",
            Self::PlannedAt => "planned_at",
            Self::VisitedAt => "visited_at",
            Self::Visitor => "visitor",
            Self::Outcome => "outcome",
            Self::Attempts => "attempts",
            Self::IssueRaised => "issue_raised",
            Self::Recording => "recording",
        }
    }

    /// The frame column with the latest moment a day-only cell can mean.
    #[must_use]
    pub fn end_key(self) -> String {
        format!("{}_end", self.key())
    }

    /// The field with this machine name.
    #[must_use]
    pub fn from_key(key: &str) -> Option<Self> {
        ALL_FIELDS.iter().map(|def| def.field).find(|field| field.key() == key)
    }
}

/// The fields an export of `subject` may have.
pub fn fields_of(subject: Subject) -> impl Iterator<Item = &'static FieldDef> {
    ALL_FIELDS.iter().filter(move |def| def.subject == subject)
}

/// The field table's row for `field` in exports of `subject`.
#[must_use]
pub fn field_def(subject: Subject, field: Field) -> Option<&'static FieldDef> {
    fields_of(subject).find(|def| def.field == field)
}

const fn complaint(
    field: Field,
    holds: Holds,
    privacy: Privacy,
    title: Text,
    aliases: &'static [&'static str],
) -> FieldDef {
    FieldDef { field, subject: Subject::Complaints, holds, privacy, title, aliases }
}

const fn visit(
    field: Field,
    holds: Holds,
    privacy: Privacy,
    title: Text,
    aliases: &'static [&'static str],
) -> FieldDef {
    FieldDef { field, subject: Subject::Visits, holds, privacy, title, aliases }
}

use Holds::{FreeText, Id, Number, Time, Word};
use Privacy::{Open, Personal, Staff};

/// The whole field table.
pub static ALL_FIELDS: &[FieldDef] = &[
    complaint(
        Field::Id,
        Id,
        Open,
        Text::new("投诉编号", "complaint id"),
        &[
            "投诉编号",
            "投诉单号",
            "工单编号",
            "工单号",
            "工单流水号",
            "投诉流水号",
            "举报编号",
            "案件编号",
            "受理编号",
            "投诉ID",
            "工单ID",
            "complaint id",
            "complaint no",
            "complaint number",
            "case id",
            "case number",
            "case enquiry id",
            "ticket id",
            "ticket number",
            "unique key",
            "incident number",
        ],
    ),
    complaint(
        Field::CustomerId,
        Id,
        Open,
        Text::new("客户编号", "customer id"),
        &[
            "客户编号",
            "客户号",
            "客户ID",
            "客户代码",
            "用户编号",
            "户号",
            "会员编号",
            "customer id",
            "customer no",
            "customer number",
            "client id",
            "requester id",
        ],
    ),
    complaint(
        Field::CustomerName,
        FreeText,
        Personal,
        Text::new("客户姓名", "customer name"),
        &[
            "客户姓名",
            "客户名称",
            "投诉人",
            "投诉人姓名",
            "姓名",
            "用户姓名",
            "联系人",
            "来电人",
            "customer name",
            "complainant",
            "requester",
        ],
    ),
    complaint(
        Field::Phone,
        Id,
        Personal,
        Text::new("联系电话", "phone"),
        &[
            "联系电话",
            "电话号码",
            "手机号",
            "手机号码",
            "手机",
            "来电号码",
            "联系方式",
            "客户电话",
            "phone",
            "phone number",
            "mobile",
            "telephone",
        ],
    ),
    complaint(
        Field::Channel,
        Word,
        Open,
        Text::new("投诉渠道", "channel"),
        &[
            "投诉渠道",
            "渠道",
            "来源",
            "投诉来源",
            "工单来源",
            "受理渠道",
            "受理方式",
            "反映渠道",
            "channel",
            "source",
            "submitted via",
            "contact type",
            "open data channel type",
        ],
    ),
    complaint(
        Field::Category,
        Word,
        Open,
        Text::new("投诉类别", "category"),
        &[
            "投诉类别",
            "投诉类型",
            "类别",
            "问题类型",
            "问题分类",
            "投诉分类",
            "工单类型",
            "业务类型",
            "诉求类型",
            "category",
            "complaint type",
            "issue",
        ],
    ),
    complaint(
        Field::Severity,
        Word,
        Open,
        Text::new("严重程度", "severity"),
        &[
            "严重程度",
            "紧急程度",
            "等级",
            "投诉等级",
            "优先级",
            "严重级别",
            "紧急级别",
            "工单等级",
            "severity",
            "priority",
            "urgency",
        ],
    ),
    complaint(
        Field::Product,
        Word,
        Open,
        Text::new("产品名称", "product"),
        &["产品名称", "产品", "产品类别", "涉及产品", "险种", "product"],
    ),
    complaint(
        Field::Branch,
        Word,
        Open,
        Text::new("受理机构", "branch"),
        &[
            "受理机构",
            "机构",
            "机构名称",
            "分公司",
            "营业部",
            "所属机构",
            "受理部门",
            "承办单位",
            "承办部门",
            "责任部门",
            "责任单位",
            "处理部门",
            "部门",
            "branch",
            "department",
            "agency",
            "company",
            "assignment group",
        ],
    ),
    complaint(
        Field::Handler,
        Word,
        Staff,
        Text::new("经办人", "handler"),
        &[
            "经办人",
            "处理人",
            "处理人员",
            "坐席",
            "座席",
            "受理人",
            "受理人员",
            "责任人",
            "经办人员",
            "客服人员",
            "承办人",
            "handler",
            "assigned to",
            "assignee",
            "agent",
        ],
    ),
    complaint(
        Field::ReceivedAt,
        Time,
        Open,
        Text::new("受理时间", "received at"),
        &[
            "受理时间",
            "投诉时间",
            "受理日期",
            "投诉日期",
            "登记时间",
            "创建时间",
            "来电时间",
            "接单时间",
            "工单创建时间",
            "received at",
            "received",
            "date received",
            "received date",
            "created date",
            "created at",
            "opened at",
            "open dt",
            "open date",
            "opened",
        ],
    ),
    complaint(
        Field::RespondedAt,
        Time,
        Open,
        Text::new("首次响应时间", "first response at"),
        &[
            "首次响应时间",
            "响应时间",
            "首次联系时间",
            "首次回复时间",
            "首次联系客户时间",
            "首次处理时间",
            "回复时间",
            "答复时间",
            "responded at",
            "first response at",
            "first response",
            "first reply at",
            "first contact at",
            "response date",
        ],
    ),
    complaint(
        Field::ClosedAt,
        Time,
        Open,
        Text::new("办结时间", "closed at"),
        &[
            "办结时间",
            "结案时间",
            "完结时间",
            "办结日期",
            "结案日期",
            "完成时间",
            "处理完成时间",
            "关闭时间",
            "结束时间",
            "closed at",
            "closed date",
            "closed dt",
            "date closed",
            "resolved at",
            "closed",
        ],
    ),
    complaint(
        Field::ArchivedAt,
        Time,
        Open,
        Text::new("归档时间", "archived at"),
        &["归档时间", "归档日期", "archived at", "archived date"],
    ),
    complaint(
        Field::DueAt,
        Time,
        Open,
        Text::new("应办结时间", "due at"),
        &[
            "应办结时间",
            "截止时间",
            "办理期限",
            "处理时限",
            "到期时间",
            "到期日",
            "要求完成时间",
            "应完成时间",
            "截止日期",
            "due at",
            "due date",
            "target dt",
            "target date",
            "deadline",
        ],
    ),
    complaint(
        Field::Status,
        Word,
        Open,
        Text::new("状态", "status"),
        &[
            "状态",
            "工单状态",
            "投诉状态",
            "处理状态",
            "办理状态",
            "案件状态",
            "status",
            "case status",
            "incident state",
            "state",
        ],
    ),
    complaint(
        Field::ReopenCount,
        Number,
        Open,
        Text::new("重开次数", "reopen count"),
        &["重开次数", "重新打开次数", "重办次数", "返工次数", "reopen count"],
    ),
    complaint(
        Field::Result,
        Word,
        Open,
        Text::new("处理结果", "result"),
        &["处理结果", "处理结论", "办理结果", "核查结果", "result", "company response to consumer"],
    ),
    complaint(
        Field::Satisfaction,
        Word,
        Open,
        Text::new("满意度", "satisfaction"),
        &["满意度", "客户满意度", "满意程度", "满意度评价", "satisfaction"],
    ),
    complaint(
        Field::ClaimedAmount,
        Number,
        Open,
        Text::new("诉求金额", "claimed amount"),
        &["诉求金额", "涉及金额", "索赔金额", "claimed amount"],
    ),
    complaint(
        Field::Compensation,
        Number,
        Open,
        Text::new("赔付金额", "compensation paid"),
        &["赔付金额", "赔偿金额", "补偿金额", "compensation", "compensation paid"],
    ),
    complaint(
        Field::ExtensionApproved,
        Word,
        Open,
        Text::new("延期审批", "extension approved"),
        &[
            "延期审批",
            "是否延期",
            "延期批准",
            "延期是否批准",
            "是否批准延期",
            "已批准延期",
            "extension approved",
            "extension",
        ],
    ),
    complaint(
        Field::OverdueFlag,
        Word,
        Open,
        Text::new("是否超时", "overdue flag"),
        &[
            "是否超时",
            "是否逾期",
            "超时标志",
            "逾期标志",
            "是否及时",
            "overdue flag",
            "overdue",
            "ontime",
            "made sla",
            "timely response",
        ],
    ),
    complaint(
        Field::Content,
        FreeText,
        Personal,
        Text::new("投诉内容", "content"),
        &[
            "投诉内容",
            "内容",
            "问题描述",
            "诉求内容",
            "投诉描述",
            "备注",
            "content",
            "description",
            "consumer complaint narrative",
            "resolution description",
            "remark",
            "remarks",
        ],
    ),
    visit(
        Field::Id,
        Id,
        Open,
        Text::new("回访编号", "visit id"),
        &[
            "回访编号",
            "回访单号",
            "回访流水号",
            "走访编号",
            "回访ID",
            "visit id",
            "visit no",
            "callback id",
            "callback no",
        ],
    ),
    visit(
        Field::ComplaintId,
        Id,
        Open,
        Text::new("投诉编号", "complaint id"),
        &[
            "投诉编号",
            "投诉单号",
            "工单编号",
            "工单号",
            "关联工单",
            "关联工单号",
            "关联投诉编号",
            "原工单号",
            "案件编号",
            "投诉ID",
            "工单ID",
            "complaint id",
            "complaint no",
            "complaint number",
            "case id",
            "case number",
            "ticket id",
        ],
    ),
    visit(
        Field::CustomerId,
        Id,
        Open,
        Text::new("客户编号", "customer id"),
        &[
            "客户编号",
            "客户号",
            "客户ID",
            "客户代码",
            "用户编号",
            "户号",
            "customer id",
            "customer no",
            "customer number",
            "client id",
        ],
    ),
    visit(
        Field::CustomerName,
        FreeText,
        Personal,
        Text::new("客户姓名", "customer name"),
        &["客户姓名", "客户名称", "姓名", "用户姓名", "回访对象", "customer name"],
    ),
    visit(
        Field::Phone,
        Id,
        Personal,
        Text::new("联系电话", "phone"),
        &[
            "联系电话",
            "电话号码",
            "手机号",
            "手机号码",
            "回访电话",
            "客户电话",
            "phone",
            "phone number",
            "mobile",
        ],
    ),
    visit(
        Field::Kind,
        Word,
        Open,
        Text::new("回访类型", "visit kind"),
        &["回访类型", "回访类别", "回访种类", "走访类型", "visit kind", "visit type", "kind"],
    ),
    visit(
        Field::Method,
        Word,
        Open,
        Text::new("回访方式", "method"),
        &["回访方式", "回访渠道", "走访方式", "方式", "method", "visit method", "callback method"],
    ),
    visit(
        Field::PlannedAt,
        Time,
        Open,
        Text::new("计划回访时间", "planned at"),
        &["计划回访时间", "计划时间", "预约时间", "应回访时间", "planned at", "planned date"],
    ),
    visit(
        Field::VisitedAt,
        Time,
        Open,
        Text::new("回访时间", "visited at"),
        &[
            "回访时间",
            "回访日期",
            "实际回访时间",
            "走访时间",
            "走访日期",
            "拨打时间",
            "visited at",
            "visit date",
            "visit time",
            "callback at",
            "callback time",
            "callback date",
        ],
    ),
    visit(
        Field::Visitor,
        Word,
        Staff,
        Text::new("回访人员", "visitor"),
        &[
            "回访人员",
            "回访人",
            "回访专员",
            "回访员",
            "回访坐席",
            "走访人",
            "走访人员",
            "visitor",
            "caller",
            "callback agent",
            "visited by",
        ],
    ),
    visit(
        Field::Outcome,
        Word,
        Open,
        Text::new("回访结果", "outcome"),
        &[
            "回访结果",
            "接通情况",
            "接通状态",
            "回访状态",
            "是否接通",
            "通话结果",
            "呼叫结果",
            "outcome",
            "call result",
            "callback outcome",
        ],
    ),
    visit(
        Field::Attempts,
        Number,
        Open,
        Text::new("回访次数", "attempts"),
        &["回访次数", "拨打次数", "呼叫次数", "attempts", "attempt count"],
    ),
    visit(
        Field::Satisfaction,
        Word,
        Open,
        Text::new("满意度", "satisfaction"),
        &["满意度", "客户满意度", "满意程度", "满意度评价", "satisfaction"],
    ),
    visit(
        Field::IssueRaised,
        Word,
        Open,
        Text::new("是否提出问题", "issue raised"),
        &["是否提出问题", "客户意见", "是否有意见", "issue raised"],
    ),
    visit(
        Field::Result,
        Word,
        Open,
        Text::new("处理结果", "result"),
        &["处理结果", "回访结论", "处理情况", "result"],
    ),
    visit(
        Field::Content,
        FreeText,
        Personal,
        Text::new("回访内容", "content"),
        &["回访内容", "内容", "回访记录", "备注", "content", "remark", "remarks", "notes"],
    ),
    visit(
        Field::Recording,
        FreeText,
        Open,
        Text::new("录音编号", "recording"),
        &["录音编号", "录音文件", "录音地址", "录音流水号", "recording", "recording id"],
    ),
];

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::HashSet;

    #[test]
    fn no_header_means_two_fields_of_one_export() {
        for subject in [Subject::Complaints, Subject::Visits] {
            let mut seen = HashSet::new();
            for def in fields_of(subject) {
                for alias in def.aliases {
                    assert!(seen.insert(alias.to_lowercase()), "{subject:?}: {alias}");
                }
            }
        }
    }

    #[test]
    fn every_machine_name_reads_back() {
        for def in ALL_FIELDS {
            assert_eq!(Field::from_key(def.field.key()), Some(def.field));
        }
    }
}
