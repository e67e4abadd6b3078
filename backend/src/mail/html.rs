//! The HTML part: one column, styles in place, nothing from elsewhere. It names no background and next to no colour, so it
//! reads in light and in dark.

use openapi::accounts::Locale;

use super::letters::{Block, Words};

const PAGE: &str =
    "margin:0;padding:24px 16px;font:16px/1.55 -apple-system,'Segoe UI',Roboto,'Helvetica Neue',Arial,sans-serif";
const COLUMN: &str = "max-width:560px;margin:0 auto";
const BRAND: &str = "margin:0 0 24px;font-size:18px;font-weight:700;letter-spacing:-0.01em";
const PARAGRAPH: &str = "margin:0 0 16px";
const FACTS: &str = "margin:0 0 16px;border-collapse:collapse;font-size:15px";
const NAME: &str = "padding:3px 16px 3px 0;text-align:left;vertical-align:top;font-weight:400;opacity:.75";
const VALUE: &str = "padding:3px 0;vertical-align:top;font-weight:600;word-break:break-word";
const BUTTON: &str = "display:inline-block;padding:12px 20px;border-radius:10px;background-color:#0d5c6f;color:#ffffff;\
    font-weight:600;text-decoration:none";
const ADDRESS: &str = "margin:0 0 16px;font-size:13px;word-break:break-all;opacity:.75";
const FOOTER: &str = "margin:32px 0 0;padding:16px 0 0;border-top:1px solid #8a939766;font-size:13px;opacity:.75";

/// A letter as a page.
pub fn letter(words: &Words, locale: Locale) -> String {
    let language = match locale {
        Locale::Fr => "fr",
        Locale::En => "en",
    };
    let subject = escape(&words.subject);
    let body: String = words.body.iter().map(block).collect();
    let footer: Vec<String> = words.footer.iter().map(|line| escape(line)).collect();
    let footer = footer.join("<br>\n");
    format!(
        "<!doctype html>\n<html lang=\"{language}\">\n<head>\n<meta charset=\"utf-8\">\n\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n\
         <meta name=\"color-scheme\" content=\"light dark\">\n<title>{subject}</title>\n</head>\n\
         <body style=\"{PAGE}\">\n<div style=\"{COLUMN}\">\n<p style=\"{BRAND}\">Chappe</p>\n{body}\
         <p style=\"{FOOTER}\">{footer}</p>\n</div>\n</body>\n</html>\n"
    )
}

fn block(block: &Block) -> String {
    match block {
        Block::Says(words) => format!("<p style=\"{PARAGRAPH}\">{}</p>\n", escape(words)),
        Block::Facts(facts) => {
            let row = |(name, value): &(&str, String)| {
                let (name, value) = (escape(name), escape(value));
                format!("<tr><th scope=\"row\" style=\"{NAME}\">{name}</th><td style=\"{VALUE}\">{value}</td></tr>\n")
            };
            let rows: String = facts.iter().map(row).collect();
            format!("<table style=\"{FACTS}\">\n{rows}</table>\n")
        }
        Block::Link { label, url } => {
            let (label, url) = (escape(label), escape(url));
            format!(
                "<p style=\"{PARAGRAPH}\"><a href=\"{url}\" style=\"{BUTTON}\">{label}</a></p>\n\
                 <p style=\"{ADDRESS}\">{url}</p>\n"
            )
        }
    }
}

/// Text as HTML shows it, also within quotation marks.
pub fn escape(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for letter in text.chars() {
        match letter {
            '&' => escaped.push_str("&amp;"),
            '<' => escaped.push_str("&lt;"),
            '>' => escaped.push_str("&gt;"),
            '"' => escaped.push_str("&quot;"),
            '\'' => escaped.push_str("&#39;"),
            letter => escaped.push(letter),
        }
    }
    escaped
}
