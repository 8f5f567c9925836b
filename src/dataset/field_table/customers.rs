//! The fields of a customers export and the headers they go by.

use super::super::field::{Field, FieldDef, Holds, Privacy};
use super::wording::CLASS;
use crate::model::{Subject, Text};

use Holds::{FreeText, Id, Time, Word};
use Privacy::{Open, Personal, Staff};

/// A field with the headers that mean it for certain, and those that need the values' support.
const fn customer(
    field: Field,
    holds: Holds,
    privacy: Privacy,
    title: Text,
    aliases: &'static str,
    generic: &'static str,
) -> FieldDef {
    FieldDef { field, subject: Subject::Customers, holds, privacy, title, aliases, generic }
}

/// The fields of a customers export.
pub(super) const CUSTOMERS: &[FieldDef] = &[
    customer(
        Field::Id,
        Id,
        Open,
        Text::new("客户编号", "customer id"),
        "客户编号 | 客户号 | 客户ID | 客户代码 | 客户编码 | 客户标识 | 核心客户号 | 用户编号 | 用户号 | \
         用户编码 | 用户ID | 用电户号 | 户号 | 会员编号 | 会员号 | 会员ID | 投保人编号 | 投保人客户号 | \
         投资者编号 | \
         customer id | customer no | customer number | customer code | customer key | client id | client no | \
         client number | client code | consumer id | member id | member no | member number | policyholder id",
        "编号 | \
         id | number | no",
    ),
    customer(
        Field::CustomerName,
        FreeText,
        Personal,
        Text::new("客户姓名", "customer name"),
        "客户姓名 | 客户名称 | 客户名 | 用户姓名 | 用户名称 | 投保人姓名 | 投保人名称 | 投保人 | 会员姓名 | \
         投资者姓名 | 游客姓名 | 户名 | 姓名 | 名称 | \
         customer name | client name | consumer name | member name | policyholder name | policyholder | \
         full name | name",
        "",
    ),
    customer(
        Field::Sex,
        Word,
        Open,
        Text::new("性别", "sex"),
        "性别 | 客户性别 | 投保人性别 | 会员性别 | \
         sex | gender | customer sex | customer gender",
        "",
    ),
    customer(
        Field::BirthDate,
        Time,
        Personal,
        Text::new("出生日期", "birth date"),
        "出生~ | 出生年月日 | 生日 | 客户出生~ | 客户生日 | 投保人出生~ | 投保人生日 | \
         birth date | date of birth | dob | birthday | born@",
        "",
    ),
    customer(
        Field::IdNumber,
        Id,
        Personal,
        Text::new("证件号码", "id number"),
        "证件号码 | 证件号 | 证件编号 | 身份证号码 | 身份证号 | 身份证 | 身份证件号码 | 公民身份号码 | \
         居民身份证号 | 居民身份证号码 | 客户证件号码 | 客户证件号 | 客户身份证号 | 客户身份证号码 | \
         投保人证件号码 | 投保人证件号 | 投保人身份证号 | 投保人身份证号码 | 社会统一信用代码 | \
         统一社会信用代码 | \
         id number | id no | id card | id card no | id card number | identity number | identity card number | \
         identity document number | national id | national id number | identification number | \
         document number | passport number | social security number | ssn",
        "",
    ),
    customer(
        Field::Phone,
        Id,
        Personal,
        Text::new("联系电话", "phone"),
        "联系电话 | 联系号码 | 联系手机 | 电话号码 | 电话 | 手机号码 | 手机号 | 手机 | 移动电话 | 联系方式 | \
         客户电话 | 客户手机 | 客户手机号 | 客户联系电话 | 客户联系方式 | 投保人电话 | 投保人手机 | \
         投保人手机号 | 投保人联系电话 | 会员手机 | 会员电话 | 预留手机号 | \
         phone | phone no | phone number | mobile | mobile no | mobile number | mobile phone | telephone | \
         telephone number | contact phone | contact number | customer phone | customer mobile",
        "",
    ),
    customer(
        Field::Account,
        Id,
        Personal,
        Text::new("银行账号", "bank account"),
        "银行账号 | 银行账户 | 银行帐号 | 账号 | 帐号 | 账户 | 银行卡号 | 卡号 | 扣款账号 | 缴费账号 | \
         结算账号 | 交费账号 | 客户账号 | 客户银行账号 | 投保人账号 | \
         bank account | bank account no | bank account number | account | account no | account number | iban | \
         card number | bank card number",
        "",
    ),
    customer(
        Field::Address,
        Id,
        Personal,
        Text::new("地址", "address"),
        "联系地址 | 通讯地址 | 通信地址 | 地址 | 家庭住址 | 家庭地址 | 住址 | 居住地址 | 常住地址 | 住所 | \
         客户地址 | 客户联系地址 | 客户通讯地址 | 用电地址 | 用户地址 | 投保人地址 | 投保人通讯地址 | \
         address | mailing address | postal address | home address | residential address | street address | \
         customer address | contact address",
        "",
    ),
    customer(
        Field::Agent,
        Word,
        Staff,
        Text::new("代理人", "agent"),
        "代理人 | 代理人姓名 | 保险代理人 | 营销员 | 营销员姓名 | 理财经理 | 理财经理姓名 | 客户经理 | \
         客户经理姓名 | 业务员 | 业务员姓名 | 销售人员 | 销售人员姓名 | 销售员 | 服务专员 | 管户经理 | \
         管户客户经理 | 投资顾问 | 专属顾问 | \
         agent | agent name | sales agent | insurance agent | salesperson | sales person | sales rep | \
         sales representative | relationship manager | account manager | adviser | advisor | \
         financial adviser | financial advisor",
        "",
    ),
    customer(
        Field::Branch,
        Word,
        Open,
        Text::new("所属机构", "branch"),
        "所属机构 | 机构名称 | 机构 | 归属机构 | 管理机构 | 服务机构 | 开户机构 | 签约机构 | 承保机构 | \
         分公司 | 支公司 | 所属分公司 | 所属支公司 | 营业部 | 所属营业部 | 分行 | 支行 | 开户网点 | \
         所属网点 | 网点名称 | 网点 | 所属部门 | 部门名称 | 部门 | 供电单位 | 供电局 | 供电公司 | 供电所 | \
         管理单位 | 所属单位 | 门店 | \
         branch | branch name | servicing branch | department | department name | business unit | office | \
         store",
        "",
    ),
    customer(Field::Class, Word, Open, Text::new("客户类别", "class"), CLASS, ""),
    customer(
        Field::SignedAt,
        Time,
        Open,
        Text::new("签约时间", "signed at"),
        "签约~ | 签单~ | 承保~ | 投保~ | 合同签订~ | 签订~ | 合同签约~ | 开户~ | 立户~ | 保单生效~ | \
         合同生效~ | 生效~ | 入会~ | 注册~ | 购买~ | 认购~ | 成交~ | 首次签约~ | \
         signed@ | contract signed@ | contract@ | contract start@ | policy issued@ | policy start@ | issued@ | \
         account opened@ | opened@ | joined@ | enrolled@ | signed up@ | purchased@ | purchase@ | customer since",
        "",
    ),
    customer(
        Field::EndedAt,
        Time,
        Open,
        Text::new("终止时间", "ended at"),
        "解约~ | 终止~ | 退保~ | 销户~ | 合同终止~ | 合同解除~ | 保单终止~ | 解除~ | 注销~ | 失效~ | 退会~ | \
         离网~ | 销号~ | \
         ended@ | contract ended@ | contract end@ | terminated@ | termination@ | cancelled@ | canceled@ | \
         surrendered@ | account closed@ | closed@ | left@",
        "",
    ),
    customer(
        Field::UsedAt,
        Time,
        Open,
        Text::new("使用时间", "used at"),
        "使用~ | 消费~ | 出行~ | 返程~ | 服务使用~ | 服务完成~ | 行程结束~ | 出行结束~ | 回团~ | 散团~ | \
         离店~ | 入住~ | 就诊~ | 出院~ | \
         service used@ | used@ | last used@ | trip end@ | trip ended@ | returned@ | return@ | travel@ | \
         travelled@ | consumed@ | stay end@ | checkout@ | check out@",
        "",
    ),
    customer(
        Field::SuspectedAt,
        Time,
        Open,
        Text::new("可疑提示时间", "suspected at"),
        "可疑提示~ | 可疑生成~ | 可疑~ | 可疑下发~ | 可疑件生成~ | 可疑件下发~ | 可疑发现~ | 可疑清单下发~ | \
         问题件生成~ | 问题件下发~ | \
         suspected@ | flagged@ | flagged suspicious@ | found suspicious@ | suspicion raised@",
        "",
    ),
    customer(
        Field::ClearedAt,
        Time,
        Open,
        Text::new("排查完成时间", "cleared at"),
        "排查完成~ | 可疑排查完成~ | 可疑排查~ | 排查~ | 可疑处理~ | 可疑解除~ | 问题件处理~ | 问题件办结~ | \
         问题件完成~ | 核实完成~ | 核实~ | \
         cleared@ | suspicion cleared@ | resolved@ | verified@",
        "",
    ),
];
