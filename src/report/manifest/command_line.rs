//! The command that makes the report again, as it is typed into a shell.

/// `hearback` and the arguments, quoted where a shell would take them apart.
pub(super) fn typed(arguments: &[String]) -> String {
    let mut line = String::from("hearback");
    for argument in arguments {
        line.push(' ');
        if is_plain(argument) {
            line.push_str(argument);
        } else {
            line.push('\'');
            line.push_str(&argument.replace('\'', "'\\''"));
            line.push('\'');
        }
    }
    line
}

/// A shell takes nothing in it for its own.
fn is_plain(argument: &str) -> bool {
    !argument.is_empty()
        && argument.chars().all(|c| {
            c.is_alphanumeric() || matches!(c, '_' | '-' | '.' | '/' | ':' | ',' | '=' | '+' | '@' | '%')
        })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_shell_reads_the_same_words() {
        let arguments =
            ["audit", "投诉台账.xlsx", "--as-of", "2025-09-30 18:00", "it's", "", "$(x)", "a;b", "*"];
        let arguments = arguments.map(str::to_owned);
        assert_eq!(
            typed(&arguments),
            "hearback audit 投诉台账.xlsx --as-of '2025-09-30 18:00' 'it'\\''s' '' '$(x)' 'a;b' '*'"
        );
    }
}
