//! What a contact is found and sorted by: its texts in small letters without marks, since neither database folds É by
//! itself.

use super::Details;

/// Letters of a word that are looked at: longer ones differ before.
pub(super) const MAX_WORD: usize = 50;

/// A text as its key: hyphens and apostrophes part words, as spaces do.
pub(crate) fn key(text: &str) -> String {
    let parts = |c: char| c.is_whitespace() || matches!(c, '-' | '\'' | '’' | '‐' | '‑');
    let folded = sms::fold(text);
    let mut key = String::with_capacity(folded.len());
    for word in folded.split(parts).filter(|word| !word.is_empty()) {
        if !key.is_empty() {
            key.push(' ');
        }
        key.push_str(word);
    }
    key
}

/// An e-mail address is one word.
pub(super) fn email_key(email: &str) -> String {
    sms::fold(email).split_whitespace().collect()
}

/// The first letters of a word.
pub(super) fn cut(word: &str) -> &str {
    word.char_indices().nth(MAX_WORD).map_or(word, |(end, _)| &word[..end])
}

/// The keys of one contact.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Keys {
    pub last: String,
    pub first: String,
    pub email: String,
    pub company: String,
    /// All words: a search asks each typed word to begin one of them.
    pub search: String,
}

impl Keys {
    pub fn of(details: &Details) -> Self {
        let (last, first, company) = (key(&details.last_name), key(&details.first_name), key(&details.company));
        let email = email_key(&details.email);
        let digits = details.mobile.digits().to_string();
        let mut search = String::new();
        for words in [&first, &last, &email, &company, &digits] {
            if !words.is_empty() {
                search.push(' ');
                search.push_str(words);
            }
        }
        Self { last, first, email, company, search }
    }

    /// The words that begin none of the keys, each once.
    pub fn inner_words(&self) -> Vec<&str> {
        let mut words: Vec<&str> = [&self.last, &self.first, &self.company]
            .into_iter()
            .flat_map(|key| key.split(' ').skip(1))
            .map(cut)
            .collect();
        words.sort_unstable();
        words.dedup();
        words
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_part_at_hyphens_and_apostrophes() {
        assert_eq!(key("  Jean-Pierre  d’Été "), "jean pierre d ete");
        assert_eq!(email_key(" Zoé-Anne@Example.org"), "zoe-anne@example.org");
    }
}
