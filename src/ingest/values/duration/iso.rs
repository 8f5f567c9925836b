//! Lengths by ISO 8601: `PT1H30M`, `P3D`. Refuses years and months, which have no fixed length.

use super::{Cursor, amount};

/// Seconds of each part, in the order the parts stand in; the parts from hours on stand behind a `T`.
const PARTS: [(u8, f64); 5] =
    [(b'W', 604_800.0), (b'D', 86_400.0), (b'H', 3600.0), (b'M', 60.0), (b'S', 1.0)];
const HOURS: usize = 2;

/// The whole text as a length in minutes.
pub(super) fn read(mut cursor: Cursor<'_>) -> Option<f64> {
    cursor.eat(b"Pp")?;
    let (mut seconds, mut next, mut timed) = (0.0, 0, false);
    loop {
        if !timed && cursor.eat(b"Tt").is_some() {
            (timed, next) = (true, HOURS);
        }
        let (value, whole) = amount(&mut cursor)?;
        let letter = cursor.eat(b"WDHMSwdhms")?.to_ascii_uppercase();
        let index = PARTS.iter().position(|(part, _)| *part == letter)?;
        if index < next || timed != (index >= HOURS) {
            return None;
        }
        seconds += value * PARTS[index].1;
        next = index + 1;
        if cursor.at_end() {
            return Some(seconds / 60.0);
        }
        // Only the last part may have decimals.
        whole.then_some(())?;
    }
}
