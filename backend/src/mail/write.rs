//! Writes a letter's words as MIME: a text and an HTML part.

use std::time::{Duration, UNIX_EPOCH};

use lettre::address::AddressError;
use lettre::message::header::{ContentTransferEncoding, ContentType, HeaderName, HeaderValue};
use lettre::message::{Body, Mailbox, MultiPart, SinglePart};
use lettre::{Address, Message};
use openapi::accounts::Locale;

use super::html;
use super::letters::Words;
use super::mailer::Failure;

/// What stands on the outside of a letter.
pub struct Envelope<'a> {
    /// The row's: another try is recognised as the same letter.
    pub id: i64,
    pub from: &'a Mailbox,
    pub domain: &'a str,
    pub to: &'a str,
    pub locale: Locale,
    /// Epoch milliseconds.
    pub sent_at: i64,
}

/// In encodings that every mail server takes.
pub fn for_smtp(envelope: &Envelope<'_>, words: &Words) -> Result<Message, Failure> {
    let parts = MultiPart::alternative_plain_html(words.text(), html::letter(words, envelope.locale));
    compose(envelope, words, parts)
}

/// With the text as it is, so that people and plain tools read it in the file: 8 bits, and a line is a paragraph, which stays
/// below the 998 bytes that a line of a letter may have. The HTML is encoded, so that the link is found once.
pub fn for_people(envelope: &Envelope<'_>, words: &Words) -> Result<Message, Failure> {
    let text = words.text().replace('\n', "\r\n").into_bytes();
    let text = SinglePart::builder()
        .header(ContentType::TEXT_PLAIN)
        .body(Body::dangerous_pre_encoded(text, ContentTransferEncoding::EightBit));
    let html = SinglePart::builder()
        .header(ContentType::TEXT_HTML)
        .header(ContentTransferEncoding::Base64)
        .body(html::letter(words, envelope.locale));
    compose(envelope, words, MultiPart::alternative().singlepart(text).singlepart(html))
}

fn compose(envelope: &Envelope<'_>, words: &Words, parts: MultiPart) -> Result<Message, Failure> {
    let language = match envelope.locale {
        Locale::Fr => "fr",
        Locale::En => "en",
    };
    // Another try writes the same, and fails the same.
    let to = address(envelope.to).map_err(|error| Failure::Refused(error.to_string()))?;
    let sent_at = UNIX_EPOCH + Duration::from_millis(envelope.sent_at.unsigned_abs());
    Message::builder()
        .from(envelope.from.clone())
        .to(Mailbox::new(None, to))
        .subject(words.subject.as_str())
        .date(sent_at)
        .message_id(Some(format!("<{}@{}>", envelope.id, envelope.domain)))
        // Out-of-office robots leave it alone (RFC 3834).
        .raw_header(plain("Auto-Submitted", "auto-generated"))
        .raw_header(plain("Content-Language", language))
        .multipart(parts)
        .map_err(|error| Failure::Refused(error.to_string()))
}

/// With the domain as every mail server takes it, in ASCII.
fn address(text: &str) -> Result<Address, AddressError> {
    let (user, domain) = text.rsplit_once('@').ok_or(AddressError::MissingParts)?;
    let domain = idna::domain_to_ascii(domain).unwrap_or_else(|_| domain.to_owned());
    Address::new(user, domain)
}

fn plain(name: &'static str, value: &str) -> HeaderValue {
    HeaderValue::new(HeaderName::new_from_ascii_str(name), value.to_owned())
}
