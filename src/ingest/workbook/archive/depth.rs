//! How deep the tags of an XML stream nest.
//!
//! A reader keeps the names of all open tags, so a stream of tags that never close fills the memory with
//! its few bytes. No part of a workbook nests more than a few dozen deep.

use crate::model::Text;

use super::super::super::error::Problem;
use super::super::limits::too_many;

/// Far more than any part has, and nothing to keep.
const DEEPEST: i64 = 10_000;

/// Counts open tags over the pieces of a stream.
#[derive(Debug, Default)]
pub(super) struct Depth {
    open: i64,
    state: State,
    /// The bytes before the current one, to know `/>`, `-->` and `]]>`.
    before: [u8; 2],
}

#[derive(Clone, Copy, Debug, Default)]
enum State {
    #[default]
    Text,
    /// After `<`.
    Begun,
    Tag {
        closing: bool,
    },
    Quoted {
        closing: bool,
        quote: u8,
    },
    /// A comment, a CDATA section or an instruction, up to `>` after two of this byte.
    Other {
        twice: Option<u8>,
    },
}

impl Depth {
    pub(super) fn count(&mut self, bytes: &[u8]) -> Result<(), Problem> {
        let mut at = 0;
        while let Some(&byte) = bytes.get(at) {
            self.state = match self.state {
                State::Text => {
                    let Some(found) = memchr::memchr(b'<', &bytes[at..]) else { break };
                    at += found;
                    State::Begun
                }
                State::Begun => match byte {
                    b'/' => State::Tag { closing: true },
                    b'?' => State::Other { twice: None },
                    // `<!-` and `<![`; what follows them matters no more.
                    b'!' => State::Other { twice: bytes.get(at + 1).and_then(|&next| end_of(next)) },
                    _ => State::Tag { closing: false },
                },
                State::Tag { closing } => match byte {
                    b'>' => {
                        self.open += if closing { -1 } else { i64::from(self.before[1] != b'/') };
                        if self.open > DEEPEST {
                            let what = Text::new(
                                "XML 标签层层嵌套，像是压缩炸弹",
                                "tags nest without end, like a bomb",
                            );
                            return Err(too_many(what, DEEPEST.unsigned_abs()));
                        }
                        State::Text
                    }
                    b'"' | b'\'' => State::Quoted { closing, quote: byte },
                    _ => State::Tag { closing },
                },
                State::Quoted { closing, quote } if byte == quote => State::Tag { closing },
                State::Other { twice }
                    if byte == b'>' && twice.is_none_or(|mark| self.before == [mark; 2]) =>
                {
                    State::Text
                }
                state => state,
            };
            self.before = [self.before[1], byte];
            at += 1;
        }
        Ok(())
    }
}

fn end_of(begin: u8) -> Option<u8> {
    match begin {
        b'-' => Some(b'-'),
        b'[' => Some(b']'),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn open_tags_count_wherever_the_pieces_end() {
        let deep = r#"<?xml a=">"?><!-- <x><x> --><a b='/>'><c d=">"/><e>/></e><![CDATA[<f><g>]]>"#;
        for size in 1..deep.len() {
            let mut depth = Depth::default();
            for _ in 0..3 {
                for piece in deep.as_bytes().chunks(size) {
                    depth.count(piece).unwrap();
                }
            }
            // The piece may end within `<!-`, which then counts as what it is not, by a few tags.
            assert!((3..=15).contains(&depth.open), "{size}: {}", depth.open);
        }
        let mut depth = Depth::default();
        depth.count(deep.as_bytes()).unwrap();
        assert_eq!(depth.open, 1);
        assert!(Depth::default().count("<a b='>'>".repeat(10_001).as_bytes()).is_err());
    }
}
