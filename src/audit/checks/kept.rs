//! What a check keeps beside its hits, because looking it up once more for each would judge every case anew.

use crate::model::{CaseState, Code, Text};

/// What the wording of hits needs.
#[derive(Debug, Default)]
pub(in crate::audit) struct Kept {
    /// Names of the groups on which hits of [`Subject::Group`](crate::model::Subject::Group) stand.
    pub(in crate::audit) groups: Vec<String>,
    /// What cases were judged to be, by the detail of their hits.
    pub(in crate::audit) judged: Vec<Judged>,
    /// Causes of disagreement with their permanent words, by [`Judged::cause`].
    pub(in crate::audit) causes: Vec<(&'static str, Text)>,
}

impl Kept {
    /// What is kept where nothing is.
    pub(in crate::audit) const NOTHING: Self =
        Self { groups: Vec::new(), judged: Vec::new(), causes: Vec::new() };

    /// Keeps a case; its place is the detail of its hit.
    pub(super) fn keep(&mut self, judged: Judged) -> u32 {
        self.judged.push(judged);
        u32::try_from(self.judged.len() - 1).unwrap_or(u32::MAX)
    }
}

/// A case as a check judged it under an obligation.
#[derive(Debug, Clone, Copy)]
pub(in crate::audit) struct Judged {
    /// The obligation.
    pub(in crate::audit) code: Code,
    /// The state.
    pub(in crate::audit) state: CaseState,
    /// The last moment in time.
    pub(in crate::audit) due: Option<i64>,
    /// When it was done.
    pub(in crate::audit) actual: Option<i64>,
    /// The export's own due date.
    pub(in crate::audit) promised: Option<i64>,
    /// The place of the cause that was found.
    pub(in crate::audit) cause: Option<u8>,
}
