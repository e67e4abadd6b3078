//! The texts of the help: Markdown files become one asset a language, which the app fetches when help is opened, so that
//! nobody loads them who does not read them.
//!
//! A file begins with `title:` and `words:` (what else it may be found by), an empty line, then its text. A heading that is
//! linked to has an anchor, `## Undo an import {#undo}`. What would lead nowhere is refused here and not found by a reader: a
//! topic without a text, a text without a topic, anchors that only one language has, links to what is neither a topic nor a
//! page of the app.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;

use pulldown_cmark::{CowStr, Event, Options, Parser, Tag, TagEnd, html};
use serde::Serialize;

use crate::{Result, files, read_text};

// The app's own list, compiled here too.
#[allow(dead_code, reason = "the app shows topics by their sections, the bundler only wants them all")]
#[path = "../../src/topics.rs"]
mod topics;

use topics::Topic;

/// As `<html lang>` names them.
const LANGUAGES: [&str; 2] = ["en", "fr"];
/// Pages that the server itself shows.
const OF_THE_SERVER: &[&str] = &["/api/docs/"];
const NO_BREAK: char = '\u{A0}';

/// One topic as the app reads it.
#[derive(Debug, Serialize)]
struct Article {
    topic: &'static str,
    title: String,
    words: String,
    html: String,
    /// The body without its marks, for the search.
    text: String,
    #[serde(skip)]
    anchors: BTreeSet<String>,
    #[serde(skip)]
    links: Vec<String>,
}

/// The assets by their names: `help-en.json`, `help-fr.json`.
pub fn assets(frontend: &Path) -> Result<Vec<(String, Vec<u8>)>> {
    let mut faults = Vec::new();
    let mut books = Vec::new();
    for language in LANGUAGES {
        books.push((language, book(&frontend.join("help").join(language), language, &mut faults)?));
    }
    let pages = pages(&read_text(&frontend.join("src/route.rs"))?);
    check(&books, &pages, &mut faults);
    if !faults.is_empty() {
        return Err(faults.join("\n").into());
    }
    books.iter().map(|(language, book)| Ok((format!("help-{language}.json"), serde_json::to_vec(book)?))).collect()
}

/// The articles of a language, in the order of the topics.
fn book(folder: &Path, language: &str, faults: &mut Vec<String>) -> Result<Vec<Article>> {
    let mut texts = BTreeMap::new();
    for path in files(folder)? {
        let name = path.file_stem().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
        texts.insert(name, fs::read_to_string(&path)?);
    }
    let mut book = Vec::new();
    for topic in Topic::all() {
        match texts.remove(topic.name()).as_deref().map(|source| article(topic.name(), source, language)) {
            Some(Some(article)) => book.push(article),
            Some(None) => faults.push(format!("help/{language}/{topic}.md: no title, no words or no text")),
            None => faults.push(format!("help/{language}/{topic}.md is missing")),
        }
    }
    faults.extend(texts.into_keys().map(|name| format!("help/{language}/{name}.md is no topic of src/topics.rs")));
    Ok(book)
}

/// `None` when the file does not begin as it should.
fn article(topic: &'static str, source: &str, language: &str) -> Option<Article> {
    let (head, body) = source.split_once("\n\n")?;
    let mut lines = head.lines();
    let title = typography(lines.next()?.strip_prefix("title: ")?, language);
    let words = lines.next()?.strip_prefix("words: ")?.to_owned();

    let (mut anchors, mut links, mut text) = (BTreeSet::new(), Vec::new(), String::new());
    let events: Vec<Event<'_>> = Parser::new_ext(body, Options::ENABLE_HEADING_ATTRIBUTES | Options::ENABLE_TABLES)
        .map(|event| match event {
            Event::Text(written) => Event::Text(CowStr::from(typography(&written, language))),
            other => other,
        })
        .collect();
    for event in &events {
        match event {
            Event::Start(Tag::Heading { id: Some(id), .. }) => drop(anchors.insert(id.to_string())),
            Event::Start(Tag::Link { dest_url, .. }) => links.push(dest_url.to_string()),
            Event::Text(words) | Event::Code(words) => text.push_str(words),
            Event::SoftBreak | Event::HardBreak => text.push(' '),
            Event::End(TagEnd::Paragraph | TagEnd::Heading(_) | TagEnd::Item | TagEnd::TableCell) => text.push(' '),
            _ => {}
        }
    }
    let mut written = String::new();
    html::push_html(&mut written, events.into_iter());
    let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
    (!text.is_empty()).then_some(Article { topic, title, words, html: written, text, anchors, links })
}

/// What typographers want and no keyboard has: curly apostrophes, and in French no line that begins with a sign.
fn typography(text: &str, language: &str) -> String {
    let text = text.replace('\'', "’");
    if language != "fr" {
        return text;
    }
    let mut set = String::with_capacity(text.len());
    let mut letters = text.chars().peekable();
    while let Some(letter) = letters.next() {
        let next = letters.peek().copied().unwrap_or_default();
        let sticks = letter == ' ' && (matches!(next, ';' | ':' | '!' | '?' | '»' | '%' | '€') || set.ends_with('«'));
        set.push(if sticks { NO_BREAK } else { letter });
    }
    set
}

/// The addresses of the app, as its router has them: `/contacts/:id`.
fn pages(routes: &str) -> BTreeSet<String> {
    routes
        .lines()
        .filter_map(|line| Some(line.trim().strip_prefix("#[at(\"")?.strip_suffix("\")]")?.to_owned()))
        .collect()
}

fn check(books: &[(&str, Vec<Article>)], pages: &BTreeSet<String>, faults: &mut Vec<String>) {
    let anchors_of = |book: &[Article], topic: &str| {
        book.iter().find(|article| article.topic == topic).map(|article| article.anchors.clone())
    };
    let Some((_, first)) = books.first() else { return };
    for (language, book) in books {
        for article in book {
            let place = format!("help/{language}/{}.md", article.topic);
            if anchors_of(first, article.topic).is_some_and(|anchors| anchors != article.anchors) {
                faults.push(format!("{place}: other anchors than in the other language"));
            }
            for link in &article.links {
                let (address, anchor) = link.split_once('#').unwrap_or((link, ""));
                let topic = if address.is_empty() { Some(article.topic) } else { address.strip_prefix("/help/") };
                let is_known = match topic.map(|topic| anchors_of(book, topic)) {
                    Some(anchors) => anchors.is_some_and(|anchors| anchor.is_empty() || anchors.contains(anchor)),
                    None => anchor.is_empty() && (pages.contains(address) || OF_THE_SERVER.contains(&address)),
                };
                if !is_known {
                    faults.push(format!("{place}: {link} leads nowhere"));
                }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn checked(english: &str, french: &str) -> Vec<String> {
        let mut faults = Vec::new();
        let books = [("en", english), ("fr", french)].map(|(language, body)| {
            (language, vec![article("rates", &format!("title: T\nwords: w\n\n{body}"), language).unwrap()])
        });
        check(&books, &pages("    #[at(\"/rates\")]\n"), &mut faults);
        faults
    }

    #[test]
    fn the_help_is_whole_in_both_languages_and_every_link_leads_somewhere() {
        let frontend = Path::new(env!("CARGO_MANIFEST_DIR")).join("..");
        let assets = assets(&frontend).unwrap();
        let topics = |content: &[u8]| -> Vec<String> {
            let articles: Vec<serde_json::Value> = serde_json::from_slice(content).unwrap();
            articles.iter().map(|article| article["topic"].as_str().unwrap().to_owned()).collect()
        };
        let expected: Vec<String> = Topic::all().map(|topic| topic.name().to_owned()).collect();
        for (name, content) in &assets {
            assert_eq!(topics(content), expected, "{name}");
        }
        assert_eq!(assets.len(), LANGUAGES.len());
    }

    #[test]
    fn a_link_that_leads_nowhere_is_refused() {
        assert!(
            checked("[a](/rates) [b](/help/rates) [c](#x)\n\n## X {#x}", "## X {#x}\n\n[d](/help/rates#x)").is_empty()
        );
        for link in ["/rate", "/help/rate", "#y", "/help/rates#y", "https://example.org/", "/rates#x"] {
            assert_eq!(checked(&format!("[a]({link})"), "b").len(), 1, "{link}");
        }
        assert_eq!(checked("## X {#x}", "## X").len(), 1, "anchors are the same in both languages");
    }

    #[test]
    fn a_file_without_its_head_is_refused() {
        assert!(article("rates", "Text.\n\nMore.", "en").is_none());
        assert!(article("rates", "title: T\nwords: w\n\n", "en").is_none());
    }

    #[test]
    fn french_signs_stay_with_their_words() {
        assert_eq!(typography("L'euro : « oui » !", "fr"), "L’euro\u{A0}: «\u{A0}oui\u{A0}»\u{A0}!");
        assert_eq!(typography("It's 5 %", "en"), "It’s 5 %");
    }
}
