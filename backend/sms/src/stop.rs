//! The replies that ask not to be written to again.
//!
//! A reply is a STOP when it says nothing else. Its words (runs of letters and digits, without case or accents) are
//! then, in this order: courtesies ("please"), a STOP word, and after it courtesies, what is to stop ("les sms",
//! "texting me"), numbers (the short code that the notice named: "STOP 36179", "STOP36179") or STOP words again. Any
//! other word makes it a sentence that a person should read: "stop by at 5", "don't stop", "non stop" are none.
//!
//! `CANCEL`, `END` and `QUIT` count only when they are the whole reply: "cancel 14h" is about a meeting.
//! The English words are the usual ones of the North American carriers; beside them stand the French verbs and nouns
//! for it and a word each of German, Spanish and Italian. A STOP that is missed is still among the replies, where one click
//! blacklists it; a STOP that is seen wrongly silences a customer who never asked: hence the closed lists.

use crate::{clean, fold};

/// Clear whatever stands beside them.
#[rustfmt::skip]
const STOP: [&str; 23] = [
    "stop", "stopall", "stopp", "stopsms", "unsubscribe", "optout", "revoke",
    "arret", "arrett", "arrete", "arreter", "arretez",
    "desabonner", "desabonne", "desabonnez", "desabonnement",
    "desinscrire", "desinscris", "desinscrivez", "desinscription",
    "baja", "abmelden", "cancella",
];

/// Clear only when alone.
const ALONE: [&str; 3] = ["cancel", "end", "quit"];

/// Of good manners.
#[rustfmt::skip]
const COURTESY: [&str; 20] = [
    "please", "pls", "plz", "thanks", "thank", "you", "hello", "hi",
    "svp", "stp", "merci", "s", "il", "te", "vous", "plait", "bonjour", "bonsoir",
    "bitte", "danke",
];

/// What is to stop, and when.
#[rustfmt::skip]
const OBJECT: [&str; 34] = [
    "all", "now", "it", "this", "these", "the", "me", "to", "texts", "text", "texting", "messages", "message", "messaging",
    "sms", "mms", "spam", "ads",
    "pub", "pubs", "publicite", "publicites", "envoi", "envois", "les", "vos", "des", "ces", "cette", "au", "moi", "tout",
    "liste", "maintenant",
];

/// Whether a reply asks not to be written to again.
#[must_use]
pub fn is_stop(reply: &str) -> bool {
    let folded: String = fold::small(&clean(reply)).collect();
    // Two words to the rule above, one to everybody who writes them.
    let folded = folded.replace("opt-out", "optout").replace("opt out", "optout");
    let mut words = folded.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).peekable();

    while words.next_if(|word| COURTESY.contains(word)).is_some() {}
    let Some(first) = words.next() else {
        return false;
    };
    if ALONE.contains(&first) {
        return words.next().is_none();
    }
    is_stop_word(first)
        && words.all(|word| is_stop_word(word) || is_number(word) || COURTESY.contains(&word) || OBJECT.contains(&word))
}

/// A STOP word, with or without the short code glued to it.
fn is_stop_word(word: &str) -> bool {
    STOP.contains(&word.trim_end_matches(|c: char| c.is_ascii_digit()))
}

fn is_number(word: &str) -> bool {
    word.bytes().all(|b| b.is_ascii_digit())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn stops() {
        #[rustfmt::skip]
        let replies = [
            "STOP", "stop", "Stop!", " stop. ", "«STOP»", "STOP 36179", "STOP36179", "Stop au 36179", "STOP to 36179",
            "ARRET", "ARRÊT", "arrêt", "Arre\u{302}t", "ARRÊTER", "Arrêtez vos SMS svp", "STOPALL", "STOP ALL", "stop stop stop",
            "UNSUBSCRIBE", "Unsubscribe me please", "CANCEL", "End.", "quit", "OPT-OUT", "opt out", "Optout",
            "stop svp", "STOP SVP !!", "Stop s'il vous plaît", "please stop", "Please stop texting me", "svp stop", "stop merci",
            "STOP SMS", "stop pub", "STOP\n", "STOP 🙏", "stop\u{a0}!", "Désabonnement", "Désinscription", "Bonjour, stop", "STOP 1",
        ];
        for reply in replies {
            assert!(is_stop(reply), "{reply:?}");
        }
    }

    #[test]
    fn not_stops() {
        let replies = [
            "",
            " ",
            "!",
            "stop by at 5",
            "Don't stop",
            "don’t stop",
            "non stop",
            "nonstop",
            "bus stop",
            "Stopover in Rome",
            "stops",
            "cancel 14h",
            "Cancel my order",
            "end of the month?",
            "The end",
            "quit smoking",
            "merci",
            "Please",
            "36179",
            "On s'arrête où ?",
            "Tu arrêtes ?",
            "arrêt de bus",
            "STOP ou encore ?",
            "Je ne veux pas de stop",
            "OK",
            "unstop",
            "START",
            "cancel please",
            "5 stop",
        ];
        for reply in replies {
            assert!(!is_stop(reply), "{reply:?}");
        }
    }
}
