//! What a browser may run on the page: this style and this script, by their hashes, and nothing else.

use sha2::{Digest, Sha256};

/// The style of the page, on screens and on paper.
pub(super) const STYLE: &str =
    concat!(include_str!("style.css"), include_str!("chart.css"), include_str!("print.css"));
/// Search, filters and sorting; the page is complete without.
pub(super) const SCRIPT: &str = include_str!("script.js");

/// The content of `Content-Security-Policy`.
pub(super) fn policy() -> String {
    format!(
        "default-src 'none'; style-src '{}'; script-src '{}'; base-uri 'none'; form-action 'none'",
        source(STYLE),
        source(SCRIPT)
    )
}

/// `sha256-…` as the policy names an inline text.
fn source(text: &str) -> String {
    format!("sha256-{}", base64(&Sha256::digest(text.as_bytes())))
}

fn base64(bytes: &[u8]) -> String {
    const LETTERS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let mut encoded = String::with_capacity(bytes.len().div_ceil(3) * 4);
    for group in bytes.chunks(3) {
        let bits =
            group.iter().fold(0_u32, |bits, &byte| bits << 8 | u32::from(byte)) << (8 * (3 - group.len()));
        for place in 0..4 {
            let letter = LETTERS[(bits >> (18 - 6 * place) & 63) as usize];
            encoded.push(if place <= group.len() { char::from(letter) } else { '=' });
        }
    }
    encoded
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn base64_is_padded() {
        let encoded = ["", "f", "fo", "foo", "foob"].map(|text| base64(text.as_bytes()));
        assert_eq!(encoded, ["", "Zg==", "Zm8=", "Zm9v", "Zm9vYg=="]);
    }

    #[test]
    fn neither_text_can_end_its_element_or_ask_the_network() {
        for text in [STYLE, SCRIPT] {
            for forbidden in ["</", "<!--", "http:", "https:", "//www", "@import", "url(h", "fetch(", "eval("]
            {
                assert!(!text.contains(forbidden), "{forbidden}");
            }
        }
    }
}
