//! The language of messages and of the help.

use std::ffi::OsString;

use clap::Command;

use crate::model::Lang;

use super::config;

/// From `--lang` if given, else from the configuration, else from the locale; English where that says
/// nothing of Chinese.
///
/// Looked for before the command line is parsed, because the help has to speak it too.
pub(super) fn choose(arguments: &[OsString]) -> Lang {
    let mut words = arguments.iter().filter_map(|argument| argument.to_str());
    while let Some(word) = words.next() {
        let value = if word == "--lang" { words.next() } else { word.strip_prefix("--lang=") };
        match value {
            Some("zh") => return Lang::Zh,
            Some("en") => return Lang::En,
            _ => {}
        }
    }
    config::language(arguments).unwrap_or_else(of_locale)
}

fn of_locale() -> Lang {
    let locale = ["LC_ALL", "LC_MESSAGES", "LANG"]
        .iter()
        .find_map(|name| std::env::var(name).ok().filter(|value| !value.is_empty()))
        .or_else(sys_locale::get_locale);
    match locale {
        Some(locale) if locale.to_lowercase().starts_with("zh") => Lang::Zh,
        _ => Lang::En,
    }
}

/// The help in the language; English is written beside the options themselves.
pub(super) fn translate(command: Command, lang: Lang) -> Command {
    if lang == Lang::En {
        return command;
    }
    let mut command = command.about("审计投诉与回访导出表：是否及时响应、是否真正办结、是否回访客户");
    let names: Vec<String> = command.get_subcommands().map(|sub| sub.get_name().to_owned()).collect();
    for name in names {
        command = command.mut_subcommand(&name, |sub| translate_command(sub, &name));
    }
    command
}

/// The help of a command and of those below it; `path` names it from the top, such as `policy show`.
fn translate_command(command: Command, path: &str) -> Command {
    let ids: Vec<String> = command.get_arguments().map(|arg| arg.get_id().to_string()).collect();
    let mut command = ids.into_iter().fold(command, |command, id| match option_help(path, &id) {
        Some(help) => command.mut_arg(id, |arg| arg.help(help)),
        None => command,
    });
    let names: Vec<String> = command.get_subcommands().map(|sub| sub.get_name().to_owned()).collect();
    for name in names {
        command = command.mut_subcommand(&name, |sub| translate_command(sub, &format!("{path} {name}")));
    }
    match lookup(COMMANDS, path) {
        Some(about) => command.about(about),
        None => command,
    }
}

/// The help of an option; a few mean something else in one command.
fn option_help(command: &str, option: &str) -> Option<&'static str> {
    lookup(OPTIONS, &format!("{command} {option}")).or_else(|| lookup(OPTIONS, option))
}

fn lookup(texts: &'static [(&'static str, &'static str)], name: &str) -> Option<&'static str> {
    texts.iter().find(|(key, _)| *key == name).map(|(_, text)| *text)
}

const COMMANDS: &[(&str, &str)] = &[
    ("audit", "运行制度的全部规则：汇总、发现、行数核对"),
    ("response", "响应时间表：每件投诉是否及时响应？"),
    ("closure", "办结率与账龄表：每件投诉是否真正办结？"),
    ("callbacks", "回访覆盖表：客户是否得到回访？"),
    ("inspect", "每个文件如何读取：格式、表头、每一列被认作什么及依据、行数核对"),
    ("init", "把 inspect 的结果写成带注释的 hearback.toml，供其他命令使用"),
    ("report", "把审计写成可以交出去的报告：html、xlsx、md、docx、csv、json；或核验已有的报告"),
    ("explain", "解释一条规则：内容、原因、算法、整改、依据；给出文件和 --case 则逐步说明该个案的判定"),
    ("policy", "制度：有哪些、要求什么、文件能否使用"),
    ("policy list", "程序内置的制度"),
    ("policy show", "制度的要求：义务列表；--toml 或 --format json 为全文"),
    ("policy check", "制度文件能否使用；不能则指出哪里有误"),
    ("policy schema", "制度文件的 JSON schema，供编辑器补全和检查"),
];

const OPTIONS: &[(&str, &str)] = &[
    ("files", "导出文件（csv、xlsx、xls、ods、parquet 等），按表头区分种类；- 为标准输入"),
    ("complaints", "投诉导出表"),
    ("visits", "回访导出表"),
    ("customers", "客户导出表"),
    ("staff", "员工导出表"),
    ("sheet", "要读的工作表，也可用通配，例如 '*月'；可多次给出"),
    ("encoding", "文本编码：utf-8、gb18030、big5、shift_jis、utf-16le 等 [默认：按内容]"),
    ("map", "指定某列为某字段：received_at=开单时间、visits.id=编号"),
    ("date_order", "年份在后时日和月的顺序（05/03/2024）"),
    ("threads", "使用的线程数 [默认：全部处理器]"),
    ("unmask", "照原样引用个人信息"),
    ("mask_key", "代替人名的代号所用的密钥文件；同一密钥，各次报告的代号相同 [默认：取自所读文件]"),
    ("with_content", "在发现中附上投诉内容（已脱敏号码）"),
    ("config", "配置文件 [默认：本文件夹或上级文件夹中的 hearback.toml]"),
    ("no_config", "不使用配置文件"),
    ("as_of", "审计基准日：YYYY-MM-DD[ HH:MM[:SS]] [默认：文件中最新的一天]"),
    ("from", "只看此时及以后受理的投诉"),
    ("to", "只看此时及以前受理的投诉"),
    ("by", "分组：branch、category、month、severity、handler、channel、product [默认：branch]"),
    ("policy", "制度的名称或文件 [默认：generic]"),
    ("fail_on", "从此级别起以 1 退出 [默认：high]"),
    ("select", "只运行这些规则：代码或其开头，逗号分隔（RSP001,CBK）"),
    ("ignore", "不运行这些规则"),
    ("limit", "终端上显示的发现条数；csv 和 json 总是全部"),
    ("inspect limit", "终端上每类显示的行数和例子；json 总是全部"),
    ("format", "输出的形式"),
    ("output", "写入文件；写完才会出现"),
    ("init output", "要写的文件；- 为标准输出"),
    ("force", "文件已存在时覆盖"),
    ("bom", "csv 以字节序标记开头，供 Excel 使用"),
    ("lang", "语言：zh 或 en [默认：按系统语言]"),
    ("init lang", "注释的语言：zh 或 en [默认：按系统语言]"),
    ("color", "何时使用颜色"),
    ("quiet", "除错误外不输出；结果见 -o 的文件或退出码"),
    ("init quiet", "除错误外不输出"),
    ("verbose", "在标准错误输出说明每一列被认作什么"),
    ("code", "规则代码，例如 CBK001"),
    ("case", "要说明的个案：投诉、回访或客户的编号（与导出表写法一致），或分组名称"),
    ("policy show policy", "内置制度的名称，或文件"),
    ("toml", "生效的制度，写成一个不继承其他制度的 TOML 文件"),
    ("file", "制度文件"),
    ("policy check quiet", "除错误外不输出"),
    ("report output", "要写的报告文件，形式由文件名决定：.html .xlsx .md .docx .csv .json；可多次给出"),
    ("report format", "文件名没有说明时的形式"),
    ("top", "html、md、docx 中每条规则列出的发现条数；xlsx、csv、json 总是全部"),
    ("auditee", "被审计单位，写在封面和签字栏"),
    ("verify", "给出的文件是报告：按其清单重新审计，说明报告是否仍与其依据相符"),
    ("report quiet", "除错误外不输出"),
    ("help", "显示帮助"),
];

#[cfg(test)]
mod tests {
    use super::super::args::Cli;
    use super::*;
    use clap::CommandFactory;

    #[test]
    fn every_option_has_words_in_both_languages() {
        let command = Cli::command();
        for sub in command.get_subcommands() {
            has_words(sub, sub.get_name());
        }
    }

    fn has_words(command: &Command, path: &str) {
        assert!(lookup(COMMANDS, path).is_some(), "{path}");
        for arg in command.get_arguments() {
            let id = arg.get_id().as_str();
            assert!(arg.get_help().is_some(), "{path} {id}");
            assert!(option_help(path, id).is_some(), "{path} {id}");
        }
        for sub in command.get_subcommands() {
            has_words(sub, &format!("{path} {}", sub.get_name()));
        }
    }

    #[test]
    fn the_option_goes_before_the_locale() {
        let words = |list: &[&str]| list.iter().map(OsString::from).collect::<Vec<_>>();
        assert_eq!(choose(&words(&["hearback", "audit", "--lang", "zh"])), Lang::Zh);
        assert_eq!(choose(&words(&["hearback", "audit", "--lang=en"])), Lang::En);
    }
}
