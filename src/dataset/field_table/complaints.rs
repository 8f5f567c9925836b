//! The fields of a complaints export and the headers they go by.

use super::super::field::{Field, FieldDef, Holds, Privacy};
use crate::model::{Subject, Text};

use Holds::{Duration, FreeText, Id, Number, Time, Word};
use Privacy::{Open, Personal, Staff};

/// A field with the headers that mean it for certain, and those that need the values' support.
const fn complaint(
    field: Field,
    holds: Holds,
    privacy: Privacy,
    title: Text,
    aliases: &'static str,
    generic: &'static str,
) -> FieldDef {
    FieldDef { field, subject: Subject::Complaints, holds, privacy, title, aliases, generic }
}

/// The fields of a complaints export.
pub(super) const COMPLAINTS: &[FieldDef] = &[
    complaint(
        Field::Id,
        Id,
        Open,
        Text::new("投诉编号", "complaint id"),
        "%编号 | %单号 | %号 | %流水号 | \
         %ID | %编码 | 受理编号 | 受理单号 | 受理号 | 受理流水号 | 登记编号 | 申请编号 | \
         业务受理编号 | %件编号 | %件号 | 售后单号 | 售后编号 | \
         $ id | $ no | $ number | $ num | $ # | $ ref | $ reference | $ ref no | \
         $ reference number | case enquiry id | unique key | issue key",
        "编号 | 单号 | 流水号 | \
         id | number | no | key | case | ticket | incident",
    ),
    complaint(
        Field::CustomerId,
        Id,
        Open,
        Text::new("客户编号", "customer id"),
        "客户编号 | 客户号 | 客户ID | 客户代码 | 客户编码 | 用户编号 | 用户号 | 用户编码 | \
         用电户号 | 户号 | 会员编号 | 会员号 | 会员ID | 投诉人编号 | \
         customer id | customer no | customer number | customer code | client id | client no | \
         client number | consumer id | requester id | contact id | member id | member no",
        "caller id | caller",
    ),
    complaint(
        Field::CustomerName,
        FreeText,
        Personal,
        Text::new("客户姓名", "customer name"),
        "客户姓名 | 客户名称 | 客户名 | 投诉人姓名 | 投诉人名称 | 投诉人 | 诉求人姓名 | 诉求人 | \
         举报人姓名 | 举报人 | 来电人姓名 | 来电人 | 来电者 | 反映人姓名 | 反映人 | 信访人姓名 | \
         信访人 | 申请人姓名 | 申请人 | 用户姓名 | 用户名称 | 市民姓名 | 消费者姓名 | 联系人姓名 | \
         联系人 | 姓名 | \
         customer name | client name | consumer name | complainant name | complainant | \
         requester name | requester | caller name | contact name | reporter | full name",
        "caller id | caller",
    ),
    complaint(
        Field::Phone,
        Id,
        Personal,
        Text::new("联系电话", "phone"),
        "联系电话 | 联系号码 | 联系手机 | 电话号码 | 电话 | 手机号码 | 手机号 | 手机 | 移动电话 | \
         来电号码 | 来电电话 | 主叫号码 | 联系方式 | 客户电话 | 客户手机 | 客户手机号 | \
         客户联系电话 | 客户联系方式 | 投诉人电话 | 投诉人手机 | 投诉人联系电话 | 投诉人联系方式 | \
         诉求人电话 | 诉求人联系电话 | 诉求人联系方式 | 举报人电话 | 举报人联系电话 | 来电人电话 | \
         反映人电话 | 联系人电话 | 联系人手机 | \
         phone | phone no | phone number | mobile | mobile no | mobile number | mobile phone | \
         telephone | telephone number | contact phone | contact number | customer phone | \
         customer mobile | caller phone",
        "caller id",
    ),
    complaint(
        Field::Channel,
        Word,
        Open,
        Text::new("投诉渠道", "channel"),
        "%渠道 | 渠道 | %来源渠道 | 来源渠道 | 渠道来源 | %来源 | 来源 | 受理渠道 | 受理方式 | \
         受理途径 | 反映渠道 | 反映方式 | 来电渠道 | 登记渠道 | 信息来源 | 投诉方式 | 投诉途径 | \
         举报方式 | \
         channel | $ channel | contact channel | source channel | intake channel | \
         submission channel | source | $ source | report source | submitted via | received via | \
         via | contact type | open data channel type | $ origin",
        "origin",
    ),
    complaint(
        Field::Category,
        Word,
        Open,
        Text::new("投诉类别", "category"),
        "投诉类别 | 投诉类型 | 投诉分类 | 诉求类型 | 诉求类别 | 诉求分类 | 类别 | 问题类型 | \
         问题类别 | 问题分类 | 投诉业务类别 | 事项类型 | 事项类别 | 事项分类 | 投诉大类 | \
         问题大类 | 一级分类 | 一级类别 | 业务类型 | 业务类别 | 业务分类 | %类别 | %类型 | %分类 | \
         category | $ category | $ type | issue type | issue category | issue | problem type | \
         problem category | case topic",
        "类型 | 分类 | \
         type | problem | topic",
    ),
    complaint(
        Field::Severity,
        Word,
        Open,
        Text::new("严重程度", "severity"),
        "严重程度 | 紧急程度 | 严重级别 | 紧急级别 | 严重等级 | 紧急等级 | 缓急程度 | 轻重缓急 | \
         重要程度 | 重要等级 | %等级 | %级别 | 等级 | %优先级 | 优先级 | 优先级别 | \
         severity | $ severity | severity level | priority | $ priority | priority level | \
         urgency | $ urgency | urgency level",
        "",
    ),
    complaint(
        Field::Product,
        Word,
        Open,
        Text::new("产品名称", "product"),
        "产品名称 | 产品 | 产品类别 | 产品类型 | 产品大类 | 产品线 | 涉及产品 | 投诉产品 | \
         险种名称 | 险种 | 商品名称 | \
         product | product name | product type | product category | product line",
        "",
    ),
    complaint(
        Field::Branch,
        Word,
        Open,
        Text::new("受理机构", "branch"),
        "受理机构 | 机构名称 | 机构 | 分公司 | 营业部 | 所属机构 | 承办单位 | 承办部门 | \
         承办机构 | 主办单位 | 主办部门 | 责任单位 | 责任部门 | 责任机构 | 办理单位 | 办理部门 | \
         处理单位 | 处理部门 | 处理机构 | 处置单位 | 处置部门 | 经办机构 | 经办部门 | 供电单位 | \
         供电局 | 供电公司 | 供电所 | 管理单位 | 所属单位 | 所属部门 | 所属分公司 | 所属支公司 | \
         支公司 | 分行 | 支行 | 网点名称 | 网点 | 部门名称 | 部门 | 受理单位 | 受理部门 | \
         受理网点 | 被投诉机构 | 被投诉单位 | 被投诉部门 | 被投诉网点 | \
         branch | branch name | responsible department | assigned department | department | \
         department name | agency | agency name | assignment group | assigned group | \
         business unit | team | group | company | company name",
        "",
    ),
    complaint(
        Field::Handler,
        Word,
        Staff,
        Text::new("经办人", "handler"),
        "经办人 | 经办人员 | 经办人姓名 | %处理人 | %承办人 | 处理人 | 处理人员 | 处理人姓名 | \
         处理专员 | 处理坐席 | 承办人 | 承办人员 | 办理人 | 办理人员 | 责任人 | 责任人员 | \
         跟进人 | 坐席 | 座席 | 坐席姓名 | 坐席人员 | 客服人员 | 客服专员 | %受理人 | 受理人 | \
         受理人员 | 受理员 | 受理坐席 | \
         handler | handler name | handled by | assigned to | assignee | assignee name | \
         $ assignee | assigned agent | agent | agent name | $ owner | owner",
        "",
    ),
    complaint(
        Field::ReceivedAt,
        Time,
        Open,
        Text::new("受理时间", "received at"),
        "受理~ | %受理~ | 投诉~ | 举报~ | 诉求~ | 信访~ | 报修~ | 来电~ | 反映~ | 登记~ | %登记~ | \
         来件~ | 收件~ | 创建~ | %创建~ | 建单~ | %生成~ | 提交~ | %提交~ | 接单~ | 申请~ | \
         received@ | received | $ received@ | receipt date | date of receipt | complaint@ | \
         opened@ | opened | open@ | $ opened@ | $ open@ | created@ | created | $ created@ | \
         create@ | creation@ | submitted@ | submitted | logged@ | reported@ | requested@ | \
         requested | registered@ | sys created@",
        "",
    ),
    complaint(
        Field::RespondedAt,
        Time,
        Open,
        Text::new("首次响应时间", "first response at"),
        "首次响应~ | 首次联系~ | 首次联系客户~ | 首次联系投诉人~ | 首次联系诉求人~ | 首次回复~ | \
         首次答复~ | 首次反馈~ | 首次回应~ | 首次跟进~ | 首响~ | 响应~ | 联系客户~ | \
         联系投诉人~ | 联系诉求人~ | 回复~ | 答复~ | \
         responded@ | first responded@ | first response at | first response date | \
         first response on | first response dt | first response datetime | \
         first response timestamp | first response | first replied@ | first reply at | \
         first reply date | first reply | first contacted@ | first contact at | \
         first contact date | first contact | initial response at | initial response date | \
         initial response time | response at | response date | response datetime | reply date",
        "first response time | first reply time | first contact time | response time | reply time",
    ),
    complaint(
        Field::ClosedAt,
        Time,
        Open,
        Text::new("办结时间", "closed at"),
        "办结~ | 结案~ | 完结~ | 实际办结~ | 实际结案~ | 实际完成~ | 办理完成~ | 处理完成~ | \
         处理完结~ | 处理办结~ | 处理结束~ | 完成~ | 关闭~ | 关单~ | 结单~ | 办毕~ | 终结~ | \
         解决~ | 结束~ | %办结~ | %结案~ | \
         closed@ | closed | $ closed@ | $ closed | close@ | closure@ | completed@ | completed | \
         completion date | finished@ | resolved@ | resolved | $ resolved@ | resolution date | \
         solved@ | solved | $ solved@ | $ solved",
        "",
    ),
    complaint(
        Field::ArchivedAt,
        Time,
        Open,
        Text::new("归档时间", "archived at"),
        "归档~ | %归档~ | \
         archived@ | archived | archive@",
        "",
    ),
    complaint(
        Field::DueAt,
        Time,
        Open,
        Text::new("应办结时间", "due at"),
        "应办结~ | 应结案~ | 应完成~ | 应处理完成~ | 应办结日 | 要求办结~ | 要求完成~ | \
         要求结案~ | 要求处理完成~ | 办结时限 | 办理时限 | 处理时限 | 办结期限 | 办理期限 | \
         处理期限 | 结案时限 | 结案期限 | 办结截止~ | 办理截止~ | 处理截止~ | 截止~ | 到期~ | 到期日 | 承诺办结~ | \
         承诺完成~ | 承诺~ | 最迟办结~ | 最晚办结~ | 规定办结~ | 规定完成~ | 限办~ | SLA到期~ | \
         SLA截止~ | \
         due@ | $ due@ | due by | due by time | due | deadline | target@ | target completion@ | \
         target close@ | target closure@ | target resolution@ | sla due@ | sla due | sla target@ | \
         sla deadline | resolution due@ | resolution due",
        "",
    ),
    complaint(
        Field::Status,
        Word,
        Open,
        Text::new("状态", "status"),
        "%状态 | 状态 | 当前状态 | %当前状态 | 处理状态 | 办理状态 | 办结状态 | \
         status | $ status | $ state",
        "state",
    ),
    complaint(
        Field::ReopenCount,
        Number,
        Open,
        Text::new("重开次数", "reopen count"),
        "重开次数 | 重新打开次数 | 重办次数 | 返工次数 | 再次打开次数 | 退回重办次数 | \
         reopen count | reopened count | reopens | reopen times | times reopened | \
         number of reopens",
        "",
    ),
    complaint(
        Field::Result,
        Word,
        Open,
        Text::new("处理结果", "result"),
        "处理结果 | 处理结论 | 办理结果 | 办结结果 | 处置结果 | 核查结果 | 核实结果 | 核查结论 | \
         调查结果 | 调查结论 | 调解结果 | \
         result | $ result | $ outcome | complaint decision | company response to consumer",
        "",
    ),
    complaint(
        Field::Satisfaction,
        Word,
        Open,
        Text::new("满意度", "satisfaction"),
        "满意度 | 客户满意度 | 满意程度 | 满意情况 | 满意度情况 | 满意度评价 | 满意度结果 | \
         满意度等级 | 满意评价 | 服务满意度 | 群众满意度 | 市民满意度 | 诉求人满意度 | \
         投诉人满意度 | 回访满意度 | 回访满意情况 | \
         satisfaction | customer satisfaction | satisfaction score | satisfaction rating | \
         satisfaction level | csat | csat score | csat rating",
        "",
    ),
    complaint(
        Field::ClaimedAmount,
        Number,
        Open,
        Text::new("诉求金额", "claimed amount"),
        "诉求金额 | 涉及金额 | 索赔金额 | 涉诉金额 | 争议金额 | 涉案金额 | 投诉金额 | \
         claimed amount | amount claimed | claim amount | disputed amount",
        "",
    ),
    complaint(
        Field::Compensation,
        Number,
        Open,
        Text::new("赔付金额", "compensation paid"),
        "赔付金额 | 实际赔付金额 | 赔偿金额 | 实际赔偿金额 | 补偿金额 | \
         compensation paid | compensation amount | compensation | redress paid | redress amount",
        "",
    ),
    complaint(
        Field::ExtensionApproved,
        Word,
        Open,
        Text::new("延期审批", "extension approved"),
        "延期审批 | 延期审批结果 | 延期批准 | 延期是否批准 | 是否批准延期 | 是否同意延期 | \
         已批准延期 | 是否延期 | \
         extension approved | extension granted | extension",
        "",
    ),
    complaint(
        Field::HoldTime,
        Duration,
        Open,
        Text::new("挂起时长", "hold time"),
        "挂起时长 | 挂起总时长 | 累计挂起时长 | 挂起耗时 | 挂起用时 | 暂停时长 | 暂停总时长 | \
         累计暂停时长 | 暂停计时时长 | 中止时长 | 中断时长 | 冻结时长 | \
         hold time | hold duration | on hold time | on hold duration | time on hold | total hold time | \
         pause time | pause duration | paused time | paused duration | pending time | \
         pending duration | suspended time",
        "挂起时间 | 暂停时间 | 中止时间",
    ),
    complaint(
        Field::ResponseTime,
        Duration,
        Open,
        Text::new("响应时长", "response time"),
        "响应时长 | 首次响应时长 | 首次响应耗时 | 首次响应用时 | 首响时长 | 首次回复时长 | \
         首次联系时长 | 首次联系用时 | 响应耗时 | 响应用时 | 回复时长 | \
         first response time | first response duration | first reply time | \
         time to first response | time to first reply | time to respond | response duration | response minutes | \
         response hours | response seconds",
        "首次响应时间 | 首次回复时间 | 首次联系时间 | 响应时间 | 回复时间 | \
         response time | reply time | first contact time",
    ),
    complaint(
        Field::HandlingTime,
        Duration,
        Open,
        Text::new("处理时长", "handling time"),
        "处理时长 | 处理总时长 | 处理耗时 | 处理用时 | 处理历时 | 办理时长 | 办理总时长 | \
         办理耗时 | 办理用时 | 办理历时 | 办结时长 | 办结耗时 | 办结用时 | 处置时长 | 处置耗时 | \
         解决时长 | 结案时长 | 完成时长 | 总时长 | 总耗时 | 总用时 | 总历时 | 全程时长 | \
         全流程时长 | %时长 | %历时 | %耗时 | \
         full resolution time | resolution time | \
         time to resolution | time to resolve | time to close | resolution duration | \
         resolve time | handling time | handle time | handling duration | processing time | \
         processing duration | $ duration | calendar duration | calendar stc | business duration | \
         business stc | business resolve time | elapsed time | resolution minutes | \
         resolution hours | handling minutes | handling hours",
        "处理时间 | 办理时间 | 办结时间 | 时长 | 耗时 | 用时 | 历时 | duration",
    ),
    complaint(
        Field::OverdueFlag,
        Word,
        Open,
        Text::new("是否超时", "overdue flag"),
        "是否超时 | 是否逾期 | 是否超期 | 是否超时限 | 是否超时办结 | 是否逾期办结 | \
         是否超期办结 | 是否超时处理 | 超时标志 | 逾期标志 | 超期标志 | 超时标识 | 逾期标识 | \
         超期标识 | 超时情况 | 逾期情况 | 超期情况 | \
         overdue flag | overdue | is overdue | sla breached | breached sla | has breached | \
         is breached | breached | sla violated",
        "",
    ),
    complaint(
        Field::OnTimeFlag,
        Word,
        Open,
        Text::new("是否按时", "on-time flag"),
        "是否按时 | 是否按期 | 是否及时 | 是否按时办结 | 是否按期办结 | 是否及时办结 | \
         是否按时完成 | 是否按期完成 | 是否按时处理 | 是否及时处理 | 是否在时限内 | \
         是否时限内办结 | 按时办结 | 按期办结 | 及时办结 | 按时标志 | 按期标志 | 及时标志 | \
         on time flag | on time | is on time | timely response | timely | made sla | met sla | \
         sla met | within sla | in sla",
        "",
    ),
    complaint(
        Field::Content,
        FreeText,
        Personal,
        Text::new("投诉内容", "content"),
        "%内容 | %描述 | %详情 | 内容 | 内容描述 | 问题描述 | 问题详情 | 详细描述 | 反映内容 | \
         来电内容 | 受理内容 | 备注 | \
         content | $ description | $ details | $ narrative | consumer complaint narrative | \
         description | short description | resolution description | narrative | remark | remarks",
        "",
    ),
];
