//! The search through the help. Accents and capitals make no difference; each typed word must be somewhere in a topic; what
//! has them in its title stands before what has them in its words, and that before what has them in its text.

use crate::api::help::Article;
use crate::topics::Topic;

/// How much of the text is shown around what was found, in characters to each side.
const AROUND: usize = 70;

/// A topic that was found.
#[derive(Debug, PartialEq)]
pub struct Found<'a> {
    pub topic: Topic,
    pub article: &'a Article,
    /// A piece of its text, in which what was found is marked.
    pub excerpt: Vec<(bool, String)>,
}

/// The topics in which every typed word occurs, the best first.
pub fn search<'a>(articles: &'a [Article], typed: &str) -> Vec<Found<'a>> {
    let wanted = sms::fold(typed);
    let wanted: Vec<&str> =
        wanted.split(|c: char| !c.is_alphanumeric() && c != '€').filter(|word| !word.is_empty()).collect();
    if wanted.is_empty() {
        return Vec::new();
    }
    let mut found: Vec<(u8, Found<'a>)> = articles
        .iter()
        .filter_map(|article| {
            let topic = article.topic.parse().ok()?;
            let rank = rank(article, &wanted)?;
            Some((rank, Found { topic, article, excerpt: excerpt(&article.text, &wanted) }))
        })
        .collect();
    // Stable: among equals the guide comes before the questions.
    found.sort_by_key(|(rank, _)| *rank);
    found.into_iter().map(|(_, found)| found).collect()
}

/// `None` when a word is nowhere.
fn rank(article: &Article, wanted: &[&str]) -> Option<u8> {
    let title = sms::fold(&article.title);
    let named = format!("{title} {}", sms::fold(&article.words));
    if wanted.iter().all(|word| begins_a_word(&title, word)) {
        return Some(0);
    }
    if wanted.iter().all(|word| begins_a_word(&named, word)) {
        return Some(1);
    }
    let all = format!("{named} {}", sms::fold(&article.text));
    wanted.iter().all(|word| all.contains(word)).then_some(2)
}

fn begins_a_word(text: &str, word: &str) -> bool {
    text.match_indices(word).any(|(at, _)| !text[..at].ends_with(char::is_alphanumeric))
}

/// The text around the first place where one of the words stands, else its beginning.
fn excerpt(text: &str, wanted: &[&str]) -> Vec<(bool, String)> {
    let letters: Vec<char> = text.chars().collect();
    let hits = hits(&letters, wanted);
    let first = hits.first().map_or(0, |(from, _)| *from);
    let from = (first.saturating_sub(AROUND)..first).find(|at| *at == 0 || letters[at - 1] == ' ').unwrap_or(first);
    let until = (first + 2 * AROUND).min(letters.len());
    let until = (until..letters.len()).find(|at| letters[*at] == ' ').unwrap_or(letters.len());

    let mut pieces = Vec::new();
    let mut at = from;
    let words = |from: usize, until: usize| letters[from..until].iter().collect::<String>();
    for (start, end) in hits.into_iter().filter(|(start, end)| *start >= from && *end <= until) {
        pieces.push((false, words(at, start)));
        pieces.push((true, words(start, end)));
        at = end;
    }
    pieces.push((false, words(at, until)));
    if from > 0 {
        pieces.insert(0, (false, "… ".to_owned()));
    }
    if until < letters.len() {
        pieces.push((false, " …".to_owned()));
    }
    pieces.retain(|(_, words)| !words.is_empty());
    pieces
}

/// Where the words stand, in characters of the text as it is written: folding changes how many there are.
fn hits(letters: &[char], wanted: &[&str]) -> Vec<(usize, usize)> {
    let (mut folded, mut origins) = (String::new(), Vec::new());
    for (origin, letter) in letters.iter().enumerate() {
        let small = sms::fold(letter.encode_utf8(&mut [0; 4]));
        origins.extend(std::iter::repeat_n(origin, small.len()));
        folded.push_str(&small);
    }
    let mut hits: Vec<(usize, usize)> = wanted
        .iter()
        .flat_map(|word| folded.match_indices(word))
        .map(|(at, word)| (origins[at], origins[at + word.len() - 1] + 1))
        .collect();
    hits.sort_unstable();
    hits.dedup_by(|later, earlier| later.0 < earlier.1);
    hits
}

#[cfg(test)]
mod tests {
    use super::*;

    fn article(topic: &str, title: &str, words: &str, text: &str) -> Article {
        Article {
            topic: topic.into(),
            title: title.into(),
            words: words.into(),
            html: String::new(),
            text: text.into(),
        }
    }

    fn marked(found: &Found<'_>) -> Vec<String> {
        found.excerpt.iter().filter(|(is_hit, _)| *is_hit).map(|(_, words)| words.clone()).collect()
    }

    #[test]
    fn accents_and_capitals_make_no_difference_and_titles_come_first() {
        let articles = [
            article("vat", "La TVA", "", "Un crédit est taxé."),
            article("validity-of-credits", "Validité", "crédits", "Pour toujours."),
            article("buy-credits", "Acheter des crédits", "", "En cœur de page, un CREDIT."),
        ];
        let found = search(&articles, "  crédit ");
        let topics: Vec<Topic> = found.iter().map(|found| found.topic).collect();
        assert_eq!(topics, [Topic::BuyCredits, Topic::Validity, Topic::Vat]);
        assert_eq!(marked(&found[0]), ["CREDIT"]);
        assert_eq!(marked(&found[2]), ["crédit"]);
        assert_eq!(marked(&search(&articles, "COEUR")[0]), ["cœur"], "folded, it has a letter more");
    }

    #[test]
    fn every_word_must_be_there() {
        let articles = [article("vat", "VAT", "tax", "Who pays what.")];
        assert_eq!(search(&articles, "vat pays").len(), 1);
        assert!(search(&articles, "vat refund").is_empty());
        assert!(search(&articles, " – ").is_empty());
    }

    #[test]
    fn an_excerpt_is_cut_between_words() {
        let long = format!("{} needle {}", "before ".repeat(40).trim(), "after ".repeat(60).trim());
        let articles = [article("vat", "VAT", "", &long)];
        let excerpt: String = search(&articles, "needle")[0].excerpt.iter().map(|(_, words)| words.as_str()).collect();
        assert!(excerpt.starts_with("… before ") && excerpt.ends_with("after …"), "{excerpt}");
        assert!(excerpt.chars().count() < 4 * AROUND);
    }
}
