//! A rule's permanent public name, such as `RSP001`.

use std::fmt;
use std::str::FromStr;

/// A rule code: three capital letters and three digits. Public and permanent; never reused.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Code([u8; 6]);

/// The text is not a rule code.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("`{0}` is not a rule code (three letters and three digits, such as RSP001)")]
pub struct CodeError(String);

impl Code {
    /// A code written in the program itself; a wrong one does not compile when used in a constant.
    #[must_use]
    pub const fn literal(text: &str) -> Self {
        let bytes = text.as_bytes();
        assert!(bytes.len() == 6, "a code has six characters");
        let mut code = [0; 6];
        let mut i = 0;
        while i < 6 {
            let letter = i < 3 && bytes[i].is_ascii_uppercase();
            let digit = i >= 3 && bytes[i].is_ascii_digit();
            assert!(letter || digit, "a code is three capital letters and three digits");
            code[i] = bytes[i];
            i += 1;
        }
        Self(code)
    }

    /// The six characters.
    #[must_use]
    pub fn as_str(&self) -> &str {
        std::str::from_utf8(&self.0).unwrap_or("??????")
    }
}

impl FromStr for Code {
    type Err = CodeError;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let upper = text.trim().to_ascii_uppercase();
        let bytes: [u8; 6] = upper.as_bytes().try_into().map_err(|_| CodeError(text.to_owned()))?;
        let well_formed =
            bytes[..3].iter().all(u8::is_ascii_uppercase) && bytes[3..].iter().all(u8::is_ascii_digit);
        if well_formed { Ok(Self(bytes)) } else { Err(CodeError(text.to_owned())) }
    }
}

impl fmt::Display for Code {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.as_str())
    }
}

impl fmt::Debug for Code {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_any_case_and_prints_capitals() -> Result<(), CodeError> {
        assert_eq!("rsp001".parse::<Code>()?, Code::literal("RSP001"));
        assert_eq!(Code::literal("CBK006").to_string(), "CBK006");
        Ok(())
    }

    #[test]
    fn refuses_what_is_no_code() {
        for text in ["RSP", "RSP0011", "001RSP", "客户回访一二", ""] {
            assert!(text.parse::<Code>().is_err(), "{text}");
        }
    }
}
