//! The rows of one rule, and under the first of them why they have their verdict.
//!
//! Owns what gets the room: rows before proofs, because a row that is missing is a case that is missing.

use super::finding_row::Columns;
use super::markup::Html;
use crate::model::{Finding, Lang, Proof};

/// The most proofs of a rule; each is made when it is asked for.
pub(super) const MOST_PROOFS: usize = 20;

/// Rows while they are put together.
pub(super) struct Rows {
    columns: Columns,
    /// Bytes they may take.
    room: usize,
    html: Html,
    /// Where the first rows end.
    ends: Vec<usize>,
    /// The proofs of the first rows.
    proofs: Vec<Option<Html>>,
    /// Whether a finding has a proof, though it may have found no room.
    has_proofs: bool,
    /// How many rows there are.
    pub(super) shown: u64,
}

impl Rows {
    /// None yet.
    pub(super) fn new(columns: Columns, lang: Lang, room: usize) -> Self {
        Self {
            columns,
            room,
            html: Html::new(lang),
            ends: Vec::new(),
            proofs: Vec::new(),
            has_proofs: false,
            shown: 0,
        }
    }

    /// Adds findings while there is room.
    pub(super) fn fill(&mut self, findings: &mut dyn Iterator<Item = Finding>) {
        for finding in findings {
            let before = self.html.len();
            self.columns.row(&mut self.html, self.shown + 1, &finding);
            if self.html.len() > self.room {
                self.html.truncate(before);
                break;
            }
            if self.ends.len() < MOST_PROOFS {
                self.ends.push(self.html.len());
            }
            self.shown += 1;
        }
        self.room = self.room.saturating_sub(self.html.len());
    }

    /// Adds the proofs of the first rows while there is room.
    pub(super) fn add_proofs(&mut self, proofs: &mut dyn Iterator<Item = Option<Proof>>) {
        for proof in proofs.take(self.ends.len()) {
            let Some(proof) = proof else {
                self.proofs.push(None);
                continue;
            };
            self.has_proofs = true;
            let mut html = Html::new(self.html.lang);
            self.columns.proof_row(&mut html, &proof);
            if html.len() > self.room {
                break;
            }
            self.room -= html.len();
            self.proofs.push(Some(html));
        }
    }

    /// How many rows from the first on unfold their proof, where some of a rule with proofs do not.
    pub(super) fn unfolding(&self) -> Option<u64> {
        let first = self.proofs.iter().take_while(|proof| proof.is_some()).count() as u64;
        (self.has_proofs && first < self.shown).then_some(first)
    }

    /// Writes each row with its proof.
    pub(super) fn write(&self, html: &mut Html) {
        let mut at = 0;
        for (&end, proof) in self.ends.iter().zip(&self.proofs) {
            html.part_of(&self.html, at..end);
            if let Some(proof) = proof {
                html.piece(proof);
            }
            at = end;
        }
        html.part_of(&self.html, at..self.html.len());
    }
}
