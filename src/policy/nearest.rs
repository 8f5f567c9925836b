//! The valid word a wrong one was probably meant to be.

/// The nearest of `known`, if it is near enough to be meant: a third of the letters may differ, two in
/// a short word, or one is how the other begins (`friday`). Of equally near ones the first counts.
pub(super) fn nearest<'a>(word: &str, known: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    let word = word.trim().to_lowercase();
    let allowed = (word.chars().count() / 3).max(2);
    known
        .into_iter()
        .map(|candidate| (distance(&word, &candidate.to_lowercase()), candidate))
        // As many changes as letters would make anything of anything.
        .filter(|(distance, candidate)| *distance <= allowed && *distance < candidate.chars().count())
        .min_by_key(|(distance, _)| *distance)
        .map(|(_, candidate)| candidate)
}

fn distance(word: &str, candidate: &str) -> usize {
    let begins = |a: &str, b: &str| b.len() >= 3 && a.starts_with(b);
    let changes = strsim::damerau_levenshtein(word, candidate);
    if begins(word, candidate) || begins(candidate, word) { changes.min(2) } else { changes }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_slip_finds_its_word_and_nonsense_finds_none() {
        let known = ["limit", "limit_by", "limit_when", "on", "off", "trigger"];
        assert_eq!(nearest("limt", known), Some("limit"));
        assert_eq!(nearest("Limit_By", known), Some("limit_by"));
        assert_eq!(nearest("tirgger", known), Some("trigger"));
        assert_eq!(nearest("trig", known), Some("trigger"));
        assert_eq!(nearest("satisfaction", known), None);
        assert_eq!(nearest("xy", known), None);
        assert_eq!(nearest("", known), None);
    }
}
