//! The fields of a staff export and the headers they go by.

use super::super::field::{Field, FieldDef, Holds, Privacy};
use crate::model::{Subject, Text};

use Holds::{Id, Word};
use Privacy::{Open, Personal};

/// A field with the headers that mean it for certain.
const fn employee(
    field: Field,
    holds: Holds,
    privacy: Privacy,
    title: Text,
    aliases: &'static str,
) -> FieldDef {
    FieldDef { field, subject: Subject::Staff, holds, privacy, title, aliases, generic: "" }
}

/// The fields of a staff export.
pub(super) const STAFF: &[FieldDef] = &[
    employee(
        Field::Id,
        Id,
        Open,
        Text::new("工号", "employee id"),
        "工号 | 员工工号 | 员工编号 | 员工号 | 员工ID | 员工代码 | 人员编号 | 人员工号 | 人员代码 | 职工编号 | \
         职工号 | 业务员工号 | 业务员编号 | 代理人工号 | 代理人编号 | 营销员工号 | 营销员编号 | 坐席工号 | \
         staff id | staff no | staff number | staff code | employee id | employee no | employee number | \
         employee code | emp id | emp no | personnel number | personnel no | agent id | agent no | agent code",
    ),
    employee(
        Field::StaffName,
        Word,
        Privacy::Staff,
        Text::new("员工姓名", "staff name"),
        "员工姓名 | 员工名称 | 人员姓名 | 职工姓名 | 业务员姓名 | 代理人姓名 | 营销员姓名 | 坐席姓名 | 姓名 | \
         名称 | \
         staff name | employee name | employee | agent name | full name | name",
    ),
    employee(
        Field::Phone,
        Id,
        Personal,
        Text::new("联系电话", "phone"),
        "联系电话 | 联系号码 | 联系手机 | 电话号码 | 电话 | 手机号码 | 手机号 | 手机 | 移动电话 | 联系方式 | \
         员工电话 | 员工手机 | 员工手机号 | 办公电话 | \
         phone | phone no | phone number | mobile | mobile no | mobile number | mobile phone | telephone | \
         telephone number | contact phone | contact number | staff phone | employee phone | work phone",
    ),
    employee(
        Field::Account,
        Id,
        Personal,
        Text::new("银行账号", "bank account"),
        "银行账号 | 银行账户 | 银行帐号 | 账号 | 帐号 | 账户 | 银行卡号 | 卡号 | 工资账号 | 工资卡号 | \
         bank account | bank account no | bank account number | account | account no | account number | iban | \
         card number | bank card number",
    ),
    employee(
        Field::Address,
        Id,
        Personal,
        Text::new("地址", "address"),
        "联系地址 | 通讯地址 | 通信地址 | 地址 | 家庭住址 | 家庭地址 | 住址 | 居住地址 | 常住地址 | 员工住址 | \
         address | mailing address | postal address | home address | residential address | street address | \
         contact address",
    ),
    employee(
        Field::Branch,
        Word,
        Open,
        Text::new("所属机构", "branch"),
        "所属机构 | 机构名称 | 机构 | 分公司 | 支公司 | 所属分公司 | 所属支公司 | 营业部 | 所属营业部 | 分行 | \
         支行 | 网点名称 | 网点 | 所属网点 | 所属部门 | 部门名称 | 部门 | 科室 | 供电单位 | 供电所 | 管理单位 | \
         所属单位 | 团队 | 门店 | \
         branch | branch name | department | department name | business unit | office | team | group | store",
    ),
];
