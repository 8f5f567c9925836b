//! Attributes of XML tags, for the parts that are read here.

use std::borrow::Cow;

use quick_xml::escape::unescape;
use quick_xml::events::BytesStart;

/// The value of an attribute as it stands, by the attribute's whole name.
pub(super) fn raw_attribute<'a>(tag: &'a BytesStart<'_>, name: &str) -> Option<&'a str> {
    let mut rest = tag.attributes_raw();
    loop {
        let (key, after) = rest.split_once('=')?;
        let after = after.trim_start();
        let quote = after.chars().next().filter(|quote| matches!(quote, '"' | '\''))?;
        let (value, after) = after[1..].split_once(quote)?;
        if key.trim() == name {
            return Some(value);
        }
        rest = after;
    }
}

/// The value of an attribute, entities resolved.
pub(super) fn attribute<'a>(tag: &'a BytesStart<'_>, name: &str) -> Option<Cow<'a, str>> {
    raw_attribute(tag, name).map(|value| unescape(value).unwrap_or(Cow::Borrowed(value)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn attributes_by_name() {
        let tag = BytesStart::from_content("c a='x=\"1\"' b = \"&lt;2&#x4E2D;\" ab=\"\"", 1);
        assert_eq!(raw_attribute(&tag, "a"), Some("x=\"1\""));
        assert_eq!(attribute(&tag, "b").as_deref(), Some("<2中"));
        assert_eq!(raw_attribute(&tag, "ab"), Some(""));
        assert_eq!(raw_attribute(&tag, "c"), None);
        assert_eq!(raw_attribute(&BytesStart::from_content("c a=x b", 1), "a"), None);
    }
}
