//! The replies that ask not to be written to again.
//!
//! A reply is a STOP when it says nothing else. Its words (runs of letters and digits, without case or accents, wide letters as
//! ordinary ones, "S.T.O.P" as one word) are then, in this order: courtesies ("please"), a STOP word, and after it courtesies, what is to stop ("les sms",
//! "texting me"), numbers (the short code that the notice named: "STOP 36179", "STOP36179") or STOP words again. Any
//! other word makes it a sentence that a person should read: "stop by at 5", "don't stop", "non stop" are none.
//!
//! `CANCEL`, `END`, `QUIT` and the like count only when they are the whole reply, but for a short code: "cancel 14h" is about a
//! meeting. A first line that says STOP is one whatever name or closing words stand below it; any other second line is read with it.
//!
//! The English words are the usual ones of the North American carriers; beside them stand the French verbs and nouns
//! for it and a word or two each of German, Spanish, Italian and Russian. A STOP that is missed is still among the replies, where one click
//! blacklists it; a STOP that is seen wrongly silences a customer who never asked: hence the closed lists.

use crate::{clean, fold};

/// Clear whatever stands beside them.
#[rustfmt::skip]
const STOP: [&str; 27] = [
    "stop", "stopall", "stopp", "stopsms", "unsubscribe", "unsub", "optout", "revoke",
    "arret", "arrett", "arrete", "arreter", "arretez",
    "desabonner", "desabonne", "desabonnez", "desabonnement",
    "desinscrire", "desinscris", "desinscrivez", "desinscription",
    "baja", "parar", "abmelden", "abbestellen", "cancella", "стоп",
];

/// Clear only when alone.
const ALONE: [&str; 4] = ["cancel", "end", "quit", "annuler"];

/// Digits of the short codes that messages come from. Fewer are an hour or a year.
const SHORT_CODE: std::ops::RangeInclusive<usize> = 5..=6;

/// Of good manners.
#[rustfmt::skip]
const COURTESY: [&str; 20] = [
    "please", "pls", "plz", "thanks", "thank", "you", "hello", "hi",
    "svp", "stp", "merci", "s", "il", "te", "vous", "plait", "bonjour", "bonsoir",
    "bitte", "danke",
];

/// What is to stop, and when.
#[rustfmt::skip]
const OBJECT: [&str; 35] = [
    "all", "now", "it", "this", "these", "the", "me", "to", "texts", "text", "texting", "messages", "message", "messaging",
    "sms", "mms", "spam", "ads",
    "pub", "pubs", "publicite", "publicites", "envoi", "envois", "les", "vos", "des", "ces", "cette", "au", "a", "moi", "tout",
    "liste", "maintenant",
];

/// How a line begins that telephones or good manners put below a text.
#[rustfmt::skip]
const CLOSING: [&str; 13] = [
    "--", "envoye de", "envoye a partir", "sent from", "gesendet von", "enviado des", "inviato da",
    "cordialement", "bien a vous", "regards", "best regards", "kind regards", "salutations",
];

/// Words of a name.
const NAME: usize = 4;

/// Whether a reply asks not to be written to again.
#[must_use]
pub fn is_stop(reply: &str) -> bool {
    let reply: String = clean(reply).chars().map(narrow).collect();
    if says_stop(&reply) {
        return true;
    }
    let mut lines = reply.lines().filter(|line| !line.trim().is_empty());
    lines.next().is_some_and(says_stop) && lines.all(is_signature)
}

/// Whether a text says STOP and nothing else.
fn says_stop(text: &str) -> bool {
    let words = words(text);
    let mut words = words.iter().map(String::as_str).peekable();
    while words.next_if(|word| COURTESY.contains(word)).is_some() {}
    let Some(first) = words.next() else {
        return false;
    };
    if ALONE.contains(&first) {
        return words.next().is_none_or(is_short_code) && words.next().is_none();
    }
    is_stop_word(first)
        && words.all(|word| is_stop_word(word) || is_number(word) || COURTESY.contains(&word) || OBJECT.contains(&word))
}

/// The words of a text, with those in one that are one to everybody who writes them.
fn words(text: &str) -> Vec<String> {
    let folded: String = fold::small(text).collect();
    let mut words: Vec<String> = Vec::new();
    let mut spelled = false;
    for word in folded.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()) {
        let letter = word.chars().count() == 1 && word.chars().all(char::is_alphabetic);
        match words.last_mut() {
            Some(last) if (spelled && letter) || (last == "opt" && word == "out") => last.push_str(word),
            _ => words.push(word.to_owned()),
        }
        spelled = letter;
    }
    words
}

/// A letter, digit or mark of the wide forms that East Asian keyboards write, in its ordinary form.
fn narrow(c: char) -> char {
    match c {
        '\u{3000}' => ' ',
        '\u{FF01}'..='\u{FF5E}' => char::from_u32(c as u32 - 0xFEE0).unwrap_or(c),
        c => c,
    }
}

/// A line below a text that says who wrote it, or what with: a name with its capitals, or words that close a letter.
fn is_signature(line: &str) -> bool {
    let folded: String = fold::small(line.trim()).collect();
    if CLOSING.iter().any(|words| folded.starts_with(words)) {
        return !line.contains('?');
    }
    let words: Vec<&str> = line.split_whitespace().collect();
    let capital = |word: &&str| {
        word.starts_with(char::is_uppercase) && word.chars().all(|c| c.is_alphabetic() || "-'’.".contains(c))
    };
    // One word in capitals goes on with what the capitals above it say.
    let shouted = words.len() == 1 && line.chars().all(|c| !c.is_lowercase());
    words.len() <= NAME && !shouted && words.iter().all(capital)
}

fn is_short_code(word: &str) -> bool {
    is_number(word) && SHORT_CODE.contains(&word.len())
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
            "ＳＴＯＰ", "ｓｔｏｐ！", "ＳＴＯＰ\u{3000}３６１７９", "S.T.O.P", "S.T.O.P. 36179", "s t o p", "S-T-O-P!", "UNSUB", "Opt_out", "opt.out",
            "STOP à 36179", "Stop a 36179", "CANCEL 36179", "End 36179.", "annuler", "Annuler !", "ABBESTELLEN", "Bitte abbestellen",
            "parar", "СТОП", "Стоп.", "STOP\nJean Dupont", "Stop\n\nEnvoyé de mon iPhone", "STOP\r\nCordialement,\nMarie-Ève D.",
            "Stop svp\nSent from my phone", "STOP\n--\nJean", "stop\nJEAN DUPONT",
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
            "Stop by at 5?",
            "Stop by\nat 5?",
            "Stop\nby at 5?",
            "STOP\nou encore ?",
            "STOP\nENCORE",
            "Stop\nDid you mean Saturday?",
            "Jean Dupont\nstop",
            "ne pas stopper",
            "Ne pas S.T.O.P",
            "stopper",
            "annuler 14h",
            "Annuler ma commande",
            "Cancel 14",
            "cancel 2026",
            "Cancel 36179 please",
            "end 36179 36180 36181",
            "S.T.",
            "O.K.",
            "opt in",
            "Opt for out",
            "Стоп кран",
            "no parar",
            "nicht abbestellen",
            "Stop à Lyon",
            "s t o p e r",
        ];
        for reply in replies {
            assert!(!is_stop(reply), "{reply:?}");
        }
    }
}
