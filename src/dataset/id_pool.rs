//! Record ids as 8-byte keys that compare like the texts they stand for.
//!
//! Nearly every export numbers its records: a fixed beginning and a run of digits (`TS000012345`).
//! Such an id is kept as the number and the shape around it; any other id is kept once as text.
//! Two ids are equal exactly when their keys are, so matching millions of visits to complaints
//! compares integers, and a column of ids takes 8 bytes a row.

use std::collections::BTreeSet;

use super::Interner;

/// An id within one [`IdPool`]. [`BLANK_ID`] stands for an empty cell.
pub type IdKey = u64;

const NUMBER_BITS: u32 = 48;
const NUMBER_MASK: u64 = (1 << NUMBER_BITS) - 1;
/// 14 digits always fit into 48 bits.
const MAX_DIGITS: usize = 14;
const MAX_BEGINNING: usize = 24;
/// More shapes than this and the ids are no running numbers (UUIDs, say).
const MAX_SHAPES: usize = 4096;
const AS_TEXT: u64 = 0xFFFE;

/// The key of a blank id.
pub const BLANK_ID: IdKey = u64::MAX;

/// The ids of all tables of a dataset.
#[derive(Debug, Default, Clone)]
pub struct IdPool {
    /// The shapes as texts: the number of digits in one byte, then the beginning.
    shapes: Interner,
    texts: Interner,
}

#[derive(Debug, Clone, PartialEq, Eq)]
struct Shape {
    beginning: Box<[u8]>,
    digits: usize,
}

impl IdPool {
    /// The key of `id`, the same for the same text at any time.
    pub fn key(&mut self, id: &[u8]) -> IdKey {
        if id.is_empty() {
            return BLANK_ID;
        }
        let (beginning, digits) = split(id);
        match self.shape_or_new(beginning, digits.len()) {
            Some(shape) => pack(shape, number(digits)),
            None => pack_text(self.texts.code(id)),
        }
    }

    /// The key of `id` if it was seen or could have been: ids of a known shape always have one.
    #[must_use]
    pub fn find(&self, id: &[u8]) -> Option<IdKey> {
        let (beginning, digits) = split(id);
        match self.shapes.find(&shape_text(beginning, digits.len())) {
            Some(shape) => Some(pack(u64::from(shape), number(digits))),
            None => self.texts.find(id).map(pack_text),
        }
    }

    /// The text behind a key; empty for a blank.
    #[must_use]
    pub fn text(&self, key: IdKey) -> String {
        if key == BLANK_ID {
            return String::new();
        }
        let (shape, value) = (key >> NUMBER_BITS, key & NUMBER_MASK);
        let code = |value: u64| u32::try_from(value).unwrap_or(u32::MAX);
        if shape == AS_TEXT {
            return self.texts.text(code(value)).into_owned();
        }
        match self.shapes.bytes(code(shape)).split_first() {
            Some((&digits, beginning)) => {
                String::from_utf8_lossy(&write(beginning, digits.into(), value)).into_owned()
            }
            None => String::new(),
        }
    }

    /// Every character that some id has. Of ids kept as text a thousand are looked at.
    #[must_use]
    pub fn letters(&self) -> BTreeSet<char> {
        const LOOKED_AT: usize = 1000;
        let code = |at: usize| u32::try_from(at).unwrap_or(u32::MAX);
        let beginnings =
            (0..self.shapes.len()).map(|at| self.shapes.bytes(code(at)).get(1..).unwrap_or_default());
        let texts = (0..self.texts.len().min(LOOKED_AT)).map(|at| self.texts.bytes(code(at)));
        let mut letters: BTreeSet<char> = ('0'..='9').collect();
        for text in beginnings.chain(texts) {
            letters.extend(String::from_utf8_lossy(text).chars());
        }
        letters
    }

    /// Turns the keys of a block into keys of this pool, in place.
    pub fn adopt(&mut self, block: &LocalIds, keys: &mut [IdKey]) {
        let shapes: Vec<Option<u64>> =
            block.shapes.iter().map(|shape| self.shape_or_new(&shape.beginning, shape.digits)).collect();
        let unchanged = block.texts.is_empty()
            && shapes.iter().enumerate().all(|(local, &shape)| shape == Some(local as u64));
        if unchanged {
            return;
        }
        let texts: Vec<IdKey> = (0..block.texts.len())
            .map(|code| self.key(block.texts.bytes(u32::try_from(code).unwrap_or(u32::MAX))))
            .collect();
        for key in keys.iter_mut().filter(|key| **key != BLANK_ID) {
            let (shape, value) = (*key >> NUMBER_BITS, *key & NUMBER_MASK);
            let index = usize::try_from(shape).unwrap_or(usize::MAX);
            *key = if shape == AS_TEXT {
                texts[usize::try_from(value).unwrap_or(usize::MAX)]
            } else if let Some(shape) = shapes[index] {
                pack(shape, value)
            } else {
                let shape = &block.shapes[index];
                pack_text(self.texts.code(&write(&shape.beginning, shape.digits, value)))
            };
        }
    }

    fn shape_or_new(&mut self, beginning: &[u8], digits: usize) -> Option<u64> {
        if beginning.len() > MAX_BEGINNING || digits == 0 {
            return None;
        }
        let text = shape_text(beginning, digits);
        if self.shapes.len() >= MAX_SHAPES {
            return self.shapes.find(&text).map(u64::from);
        }
        Some(u64::from(self.shapes.code(&text)))
    }
}

fn shape_text(beginning: &[u8], digits: usize) -> Vec<u8> {
    let mut text = vec![u8::try_from(digits).unwrap_or(u8::MAX)];
    text.extend_from_slice(beginning);
    text
}

/// The id of a shape with this number.
fn write(beginning: &[u8], digits: usize, value: u64) -> Vec<u8> {
    let mut id = beginning.to_vec();
    id.extend_from_slice(format!("{value:0digits$}").as_bytes());
    id
}

/// The ids of one block of a file, collected by one thread and adopted by the pool afterwards.
#[derive(Debug, Default)]
pub struct LocalIds {
    shapes: Vec<Shape>,
    texts: Interner,
}

/// Shapes a single block may have before its ids are kept as text.
const MAX_LOCAL_SHAPES: usize = 64;

impl LocalIds {
    /// The block's key of `id`, to be turned into a real one by [`IdPool::adopt`].
    ///
    /// `hint` is the shape met last in the same column, kept by the caller and first 0.
    pub fn key(&mut self, id: &[u8], hint: &mut usize) -> IdKey {
        if id.is_empty() {
            return BLANK_ID;
        }
        if let Some(shape) = self.shapes.get(*hint)
            && let Some(value) = shape.read(id)
        {
            return pack(*hint as u64, value);
        }
        let (beginning, digits) = split(id);
        let known = self
            .shapes
            .iter()
            .position(|shape| shape.digits == digits.len() && *shape.beginning == *beginning);
        let fits = beginning.len() <= MAX_BEGINNING && !digits.is_empty();
        let shape = match known {
            Some(shape) => shape,
            None if fits && self.shapes.len() < MAX_LOCAL_SHAPES => {
                self.shapes.push(Shape { beginning: beginning.into(), digits: digits.len() });
                self.shapes.len() - 1
            }
            None => return pack_text(self.texts.code(id)),
        };
        *hint = shape;
        pack(shape as u64, number(digits))
    }

    /// Forgets all ids but keeps the memory.
    pub fn clear(&mut self) {
        self.shapes.clear();
        self.texts.clear();
    }
}

impl Shape {
    /// The number within `id` if it has exactly this shape.
    fn read(&self, id: &[u8]) -> Option<u64> {
        if id.len() != self.beginning.len() + self.digits {
            return None;
        }
        let (beginning, digits) = id.split_at(self.beginning.len());
        // Beginnings are short: comparing their bytes one by one is faster than a call.
        if !beginning.iter().zip(&self.beginning).all(|(a, b)| a == b) {
            return None;
        }
        // A digit right before the run would make it a longer run, hence another shape.
        let (mut value, mut wrong) = (0, false);
        for digit in digits.iter().map(|byte| byte.wrapping_sub(b'0')) {
            wrong |= digit > 9;
            value = value * 10 + u64::from(digit);
        }
        (!wrong).then_some(value)
    }
}

/// Splits an id before its last run of digits, at most [`MAX_DIGITS`] of them.
fn split(id: &[u8]) -> (&[u8], &[u8]) {
    let digits = id.iter().rev().take(MAX_DIGITS).take_while(|byte| byte.is_ascii_digit()).count();
    id.split_at(id.len() - digits)
}

fn number(digits: &[u8]) -> u64 {
    digits.iter().fold(0, |value, digit| value * 10 + u64::from(digit - b'0'))
}

fn pack(shape: u64, value: u64) -> IdKey {
    shape << NUMBER_BITS | value
}

fn pack_text(code: u32) -> IdKey {
    pack(AS_TEXT, u64::from(code))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn numbered_ids_read_back_with_their_zeros() {
        let mut pool = IdPool::default();
        for id in ["TS000000012", "TS12", "12", "00", "20240305000123", "4400001199001011234", "工单-2024-07"]
        {
            let key = pool.key(id.as_bytes());
            assert_eq!(pool.text(key), id);
            assert_eq!(pool.find(id.as_bytes()), Some(key));
        }
        assert!(pool.texts.is_empty());
    }

    #[test]
    fn a_blank_id_stays_blank() {
        let mut pool = IdPool::default();
        assert_eq!(pool.key(b""), BLANK_ID);
        assert_eq!(pool.text(BLANK_ID), "");
    }

    #[test]
    fn too_many_shapes_fall_back_to_text_and_stay_equal() {
        let mut pool = IdPool::default();
        let ids: Vec<String> = (0..3 * MAX_SHAPES).map(|n| format!("a{n}b{}", n % 10)).collect();
        let first: Vec<IdKey> = ids.iter().map(|id| pool.key(id.as_bytes())).collect();
        let again: Vec<IdKey> = ids.iter().map(|id| pool.key(id.as_bytes())).collect();
        assert_eq!(first, again);
        assert!(ids.iter().zip(&first).all(|(id, &key)| pool.text(key) == *id));
    }

    proptest! {
        #[test]
        fn keys_are_equal_exactly_when_ids_are(ids in prop::collection::vec("[A-C]{0,2}[0-9]{0,16}[甲x]?[0-9]{0,3}", 1..200)) {
            let mut pool = IdPool::default();
            pool.key(b"B7");
            let mut keys = Vec::new();
            for block in ids.chunks(7) {
                let mut local = LocalIds::default();
                let mut block_keys: Vec<IdKey> = block.iter().map(|id| local.key(id.as_bytes(), &mut 0)).collect();
                pool.adopt(&local, &mut block_keys);
                keys.extend(block_keys);
            }
            for (a, key_a) in ids.iter().zip(&keys) {
                prop_assert_eq!(&pool.text(*key_a), a);
                for (b, key_b) in ids.iter().zip(&keys) {
                    prop_assert_eq!(a == b, key_a == key_b);
                }
            }
        }
    }
}
