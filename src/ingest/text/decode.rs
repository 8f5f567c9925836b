//! Bytes of any encoding as UTF-8 that still tells which bytes could not be read.
//!
//! A byte that is not in the encoding travels on as three bytes no UTF-8 text can hold: 0xFF, and its
//! two halves as bytes that only continue letters. So what is wrong is found later by the same check
//! that finds wrong bytes in UTF-8, by row, and nothing is replaced in silence.

use encoding_rs::DecoderResult;

use super::Encoding;

/// Decodes a block of whole records. `scratch` holds the text unless the bytes are UTF-8 already; it
/// is to be used again for the next block.
pub(in crate::ingest) fn decode_block<'a>(
    bytes: &'a [u8],
    encoding: Encoding,
    scratch: &'a mut Vec<u8>,
) -> &'a [u8] {
    if encoding == Encoding::UTF_8 {
        return bytes;
    }
    let len = decode_all(encoding, bytes, true, scratch);
    &scratch[..len]
}

/// Decodes all of `raw` into `text`, which grows as needed; returns how many of its bytes are text.
/// Half a letter at the end is wrong if `raw` is the `last` of a text, and else left out.
pub(super) fn decode_all(encoding: Encoding, raw: &[u8], last: bool, text: &mut Vec<u8>) -> usize {
    let mut decoder = encoding.decoder();
    let (mut at, mut len) = (0, 0);
    loop {
        let left = raw.len() - at;
        let most = decoder.max_utf8_buffer_length_without_replacement(left).unwrap_or(3 * left + 16);
        // Never made smaller, so that fresh bytes are zeroed once and not for every block.
        if text.len() < len + most {
            text.resize(len + most, 0);
        }
        let (result, read, written) =
            decoder.decode_to_utf8_without_replacement(&raw[at..], &mut text[len..], last);
        at += read;
        len += written;
        match result {
            DecoderResult::InputEmpty => return len,
            DecoderResult::OutputFull => text.resize(text.len() + 1024, 0),
            DecoderResult::Malformed(count, after) => {
                for carried in wrong_bytes(&raw[..at], count, after).iter().copied().map(carry) {
                    if text.len() < len + carried.len() {
                        text.resize(len + carried.len(), 0);
                    }
                    text[len..len + carried.len()].copy_from_slice(&carried);
                    len += carried.len();
                }
            }
        }
    }
}

/// The wrong bytes that a decoder met in what it `read`, a few bytes before its end.
pub(super) fn wrong_bytes(read: &[u8], count: u8, after: u8) -> &[u8] {
    let end = read.len().saturating_sub(usize::from(after));
    &read[end.saturating_sub(usize::from(count))..end]
}

/// A wrong byte as it travels.
pub(super) fn carry(wrong: u8) -> [u8; 3] {
    [0xFF, 0x80 | wrong >> 4, 0x80 | wrong & 0x0F]
}

/// The wrong byte at the beginning of `text`, if one was carried there.
pub(super) fn carried(text: &[u8]) -> Option<u8> {
    match text {
        [0xFF, high @ 0x80..=0x8F, low @ 0x80..=0x8F, ..] => Some((high & 0x0F) << 4 | low & 0x0F),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn wrong_bytes_are_kept() {
        let mut scratch = Vec::new();
        let text = decode_block(b"a,\xD5\xC5\xD5,b\n", Encoding::GB18030, &mut scratch);
        assert_eq!(text, b"a,\xE5\xBC\xA0\xFF\x8D\x85,b\n");
        assert_eq!(carried(&text[5..]), Some(0xD5));
    }

    proptest! {
        #[test]
        fn the_bytes_of_structure_stay(raw in prop::collection::vec(prop_oneof![Just(b','), Just(b'"'), Just(b'\n'), Just(b';'), Just(b'\t'), 0x30_u8..0x3A, any::<u8>()], 0..60)) {
            for name in ["gb18030", "big5", "shift_jis", "euc-jp", "euc-kr", "windows-1252", "koi8-u"] {
                let Some(encoding) = Encoding::from_name(name) else { continue };
                let mut scratch = Vec::new();
                let text = decode_block(&raw, encoding, &mut scratch);
                let structure = |bytes: &[u8]| -> Vec<u8> {
                    bytes.iter().copied().filter(|byte| b",\"\n;\t\r ".contains(byte)).collect()
                };
                prop_assert_eq!(structure(text), structure(&raw));
                // A block cut at any line end decodes to the same.
                if let Some(cut) = raw.iter().position(|&byte| byte == b'\n') {
                    let mut first = Vec::new();
                    let mut second = Vec::new();
                    let joined = [decode_block(&raw[..=cut], encoding, &mut first), decode_block(&raw[cut + 1..], encoding, &mut second)].concat();
                    prop_assert_eq!(text, joined);
                }
            }
        }
    }
}
