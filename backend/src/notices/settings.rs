//! The kinds that are told by e-mail, as the account's row keeps them: words, separated by a space.

use openapi::notices::NoticeKind;

const ALL: [NoticeKind; 5] =
    [NoticeKind::Finished, NoticeKind::Paused, NoticeKind::Asleep, NoticeKind::NoCredit, NoticeKind::Late];

pub const fn word(kind: NoticeKind) -> &'static str {
    match kind {
        NoticeKind::Finished => "finished",
        NoticeKind::Paused => "paused",
        NoticeKind::Asleep => "asleep",
        NoticeKind::NoCredit => "no_credit",
        NoticeKind::Late => "late",
    }
}

/// A row has no other words; one of a newer version would read as a halt.
pub fn kind_of(text: &str) -> NoticeKind {
    ALL.into_iter().find(|&kind| word(kind) == text).unwrap_or(NoticeKind::Paused)
}

/// Each once, in the order of the contract.
pub fn words(kinds: &[NoticeKind]) -> String {
    let chosen: Vec<&str> = ALL.into_iter().filter(|kind| kinds.contains(kind)).map(word).collect();
    chosen.join(" ")
}

pub fn kinds(words: &str) -> Vec<NoticeKind> {
    ALL.into_iter().filter(|&kind| words.split(' ').any(|text| text == word(kind))).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn kinds_survive_their_words() {
        for kind in ALL {
            assert_eq!((kind_of(word(kind)), kinds(word(kind))), (kind, vec![kind]));
            assert_eq!(serde_json::to_value(kind).unwrap(), word(kind));
        }
        let chosen = words(&[NoticeKind::Late, NoticeKind::Finished, NoticeKind::Late]);
        assert_eq!((chosen.as_str(), kinds(&chosen)), ("finished late", vec![NoticeKind::Finished, NoticeKind::Late]));
        assert_eq!(kinds(""), []);
    }
}
