//! The key of the tokens: given by the user, else taken from the inputs.
//!
//! Owns where its bytes come from. Refuses to show them: whoever knows the key finds out by trying which
//! phone a token stands for.

use std::fmt;

use hmac::{Hmac, KeyInit, Mac};
use sha2::{Digest, Sha256};

use crate::model::figures::hexadecimal;

/// Bytes of a block of SHA-256, which HMAC fills its keys up to.
const BLOCK: usize = 64;
/// Bytes taken from the beginning of every input.
const HEAD: usize = 1 << 20;
/// Keeps what is hashed here apart from all other hashes of the same bytes: a report shows the plain
/// SHA-256 of its inputs, from which this must not follow.
const LABEL: &[u8] = b"hearback token key, version 1\0";

/// A key for tokens.
#[derive(Clone)]
pub struct MaskKey {
    bytes: Vec<u8>,
    given: bool,
}

impl fmt::Debug for MaskKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("MaskKey").field("given", &self.given).finish_non_exhaustive()
    }
}

impl MaskKey {
    /// Fewer bytes could be found out by trying all.
    pub const SHORTEST: usize = 16;

    /// The user's own key; `None` if it is shorter than [`MaskKey::SHORTEST`].
    #[must_use]
    pub fn given(bytes: Vec<u8>) -> Option<Self> {
        (bytes.len() >= Self::SHORTEST).then_some(Self { bytes, given: true })
    }

    /// The key that follows from these inputs, in the order of loading.
    #[must_use]
    pub fn of_inputs<'a>(inputs: impl IntoIterator<Item = &'a [u8; 32]>) -> Self {
        let mut hasher = Sha256::new_with_prefix(LABEL);
        inputs.into_iter().for_each(|input| hasher.update(input));
        Self { bytes: hasher.finalize().to_vec(), given: false }
    }

    /// What tells one given key from another and says nothing of either; `None` for one taken from the inputs.
    #[must_use]
    pub fn check(&self) -> Option<String> {
        self.given.then(|| hexadecimal(&self.code(b"hearback key check")[..8]))
    }

    /// HMAC-SHA256 of a message.
    pub(super) fn code(&self, message: &[u8]) -> [u8; 32] {
        let mut keyed = self.keyed();
        keyed.update(message);
        keyed.finalize().into_bytes().into()
    }

    fn keyed(&self) -> Hmac<Sha256> {
        // Filling the block here, as HMAC would, leaves no length that could be refused.
        let mut block = [0; BLOCK];
        if self.bytes.len() > BLOCK {
            block[..32].copy_from_slice(&Sha256::digest(&self.bytes));
        } else {
            block[..self.bytes.len()].copy_from_slice(&self.bytes);
        }
        Hmac::new(&block.into())
    }
}

/// Takes an input's share of the key while its bytes pass.
#[derive(Clone, Default)]
pub struct KeyHasher {
    head: Vec<u8>,
}

impl KeyHasher {
    /// Takes the next bytes; those beyond the beginning cost nothing.
    pub fn take(&mut self, bytes: &[u8]) {
        let left = HEAD - self.head.len();
        self.head.extend_from_slice(&bytes[..bytes.len().min(left)]);
    }

    /// Whether more bytes change nothing.
    #[must_use]
    pub fn is_full(&self) -> bool {
        self.head.len() == HEAD
    }

    /// The input's share.
    #[must_use]
    pub fn finish(&self) -> [u8; 32] {
        let mut hasher = Sha256::new_with_prefix(LABEL);
        hasher.update((self.head.len() as u64).to_be_bytes());
        hasher.update(&self.head);
        hasher.finalize().into()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// RFC 4231, test cases 1, 2 and 6.
    #[test]
    fn codes_are_those_of_hmac_sha256() {
        for (key, message, code) in [
            (
                vec![0x0b; 20],
                &b"Hi There"[..],
                "b0344c61d8db38535ca8afceaf0bf12b881dc200c9833da726e9376c2e32cff7",
            ),
            (
                b"Jefe".to_vec(),
                b"what do ya want for nothing?",
                "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843",
            ),
            (
                vec![0xaa; 131],
                b"Test Using Larger Than Block-Size Key - Hash Key First",
                "60e431591ee0b67f0d8a26aacbf5b77f8e0bc6213728c5140546040f0ee37f54",
            ),
        ] {
            assert_eq!(hexadecimal(&MaskKey { bytes: key, given: true }.code(message)), code);
        }
    }

    #[test]
    fn a_short_key_is_none() {
        assert!(MaskKey::given(vec![1; 15]).is_none());
        let given = MaskKey::given(vec![1; 16]).expect("long enough");
        assert_eq!(given.check().expect("it is given").len(), 16);
        assert_eq!(MaskKey::of_inputs([]).check(), None);
    }

    #[test]
    fn a_key_hangs_on_each_input_and_on_its_beginning_only() {
        let share = |bytes: &[u8]| {
            let mut hasher = KeyHasher::default();
            bytes.chunks(70_000).for_each(|chunk| hasher.take(chunk));
            hasher.finish()
        };
        let (long, longer) = (vec![7; HEAD], vec![7; HEAD + 9]);
        assert_eq!(share(&long), share(&longer));
        assert_ne!(share(&long), share(&long[1..]));
        let (one, other) = (share(b"a"), share(b"b"));
        assert_ne!(MaskKey::of_inputs([&one, &other]).bytes, MaskKey::of_inputs([&other, &one]).bytes);
        assert_ne!(one.to_vec(), Sha256::digest(b"a").to_vec(), "no hash that a report shows");
    }

    #[test]
    fn a_key_is_never_printed() {
        let key = MaskKey::given(b"a key of many words".to_vec()).expect("long enough");
        assert!(!format!("{key:?}").contains("97"), "{key:?}");
    }
}
