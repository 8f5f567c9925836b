//! The records of an xlsb sheet, on their way to the reader.
//!
//! The reader does not know a formula whose result is an error (record 11) and would take the cell for
//! empty. A plain error cell (record 3) begins alike, so the one is given out as the other.

use crate::model::Text;

use super::super::error::Problem;
use super::limits::too_many_bytes;

const FORMULA_WITH_ERROR: u8 = 0x0B;
const ERROR: u8 = 0x03;

/// Walks over records that may be cut by the chunks they come in.
#[derive(Debug, Default)]
pub(super) struct ErrorResults {
    state: State,
}

#[derive(Clone, Copy, Debug, Default)]
enum State {
    #[default]
    Kind,
    KindSecond,
    Length {
        kind: u8,
        sum: u64,
        digits: u32,
    },
    Body {
        left: u64,
    },
}

impl ErrorResults {
    /// Turns formulas with errors into error cells, and checks that cells are as long as they must be.
    pub(super) fn turn_into_errors(&mut self, chunk: &mut [u8], longest: u64) -> Result<(), Problem> {
        /// What is no cell.
        const OTHER: u8 = 0xFF;
        let mut at = 0;
        while at < chunk.len() {
            let byte = chunk[at];
            at += 1;
            self.state = match self.state {
                State::Kind if byte & 0x80 != 0 => State::KindSecond,
                State::Kind => {
                    if byte == FORMULA_WITH_ERROR {
                        chunk[at - 1] = ERROR;
                    }
                    State::Length { kind: byte, sum: 0, digits: 0 }
                }
                State::KindSecond => State::Length { kind: OTHER, sum: 0, digits: 0 },
                State::Length { kind, sum, digits } => {
                    let sum = sum | u64::from(byte & 0x7F) << (7 * digits);
                    if byte & 0x80 != 0 && digits < 3 {
                        State::Length { kind, sum, digits: digits + 1 }
                    } else {
                        if sum > longest {
                            let what = Text::new("一个单元格过大", "a cell is too large");
                            return Err(too_many_bytes(what, longest));
                        }
                        if sum < least(kind) {
                            let part = Text::new("有单元格不完整", "a cell is incomplete");
                            return Err(Problem::Damaged { part, detail: format!("record {kind}") });
                        }
                        State::Body { left: sum }
                    }
                }
                State::Body { left } => {
                    at -= 1;
                    let step = usize::try_from(left).unwrap_or(usize::MAX).min(chunk.len() - at);
                    at += step;
                    State::Body { left: left - step as u64 }
                }
            };
            if matches!(self.state, State::Body { left: 0 }) {
                self.state = State::Kind;
            }
        }
        Ok(())
    }
}

/// The least bytes a record of a cell has: the reader would else take those of an earlier one.
fn least(kind: u8) -> u64 {
    match kind {
        0 => 4,
        2 | 6 | 7 | 8 => 12,
        3 | 4 | 10 | 11 => 9,
        5 | 9 => 16,
        _ => 0,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn formulas_with_errors_become_errors_wherever_the_chunks_end() {
        let body = [0; 9];
        let long = [7; 300];
        let stream = [
            [FORMULA_WITH_ERROR, 9].as_slice(),
            &body,
            // A kind of two bytes whose second is 11, a body full of such bytes, a length of two bytes.
            &[0x81, FORMULA_WITH_ERROR, 0x80 | 44, 2],
            &long,
            &[1, 3, FORMULA_WITH_ERROR, FORMULA_WITH_ERROR, FORMULA_WITH_ERROR],
            &[FORMULA_WITH_ERROR, 9],
            &body,
        ]
        .concat();
        for size in [1, 2, 7, stream.len()] {
            let mut changed = stream.clone();
            let mut results = ErrorResults::default();
            for chunk in changed.chunks_mut(size) {
                results.turn_into_errors(chunk, 1000).unwrap();
            }
            let places: Vec<usize> = (0..stream.len()).filter(|&at| changed[at] != stream[at]).collect();
            assert_eq!(places, [0, stream.len() - 11], "in chunks of {size}");
        }
        assert!(ErrorResults::default().turn_into_errors(&mut [5, 8, 0], 1000).is_err());
        assert!(ErrorResults::default().turn_into_errors(&mut [1, 0xFF, 0xFF, 0xFF, 0x7F], 1000).is_err());
    }
}
