//! The document as a page to read and to keep: PDF/A-3a, which holds the XML as an attachment (Factur-X), and PDF/UA-1, which a
//! screen reader can read.
//!
//! `krilla` writes it and refuses to write what breaks the archive profile as far as it checks it: fonts inside, every letter
//! with its meaning, colours that are defined, no outside reference, tags, metadata. Nothing else has proven the profile. The
//! same document gives the same bytes.

mod fonts;
mod layout;
mod paint;
mod sheet;
mod xmp;

use openapi::accounts::Locale;

use super::document::Document;
use super::{Error, cii};

/// The name that Factur-X gives its XML.
pub(super) const XML_NAME: &str = "factur-x.xml";

#[derive(Debug, thiserror::Error)]
pub enum PdfError {
    /// The fonts are part of the program: a defect of it.
    #[error("the fonts cannot be read")]
    Fonts,
    #[error("the page cannot be laid out")]
    Geometry,
    #[error("the PDF was refused: {0:?}")]
    Refused(krilla::error::KrillaError),
    #[error("the PDF's metadata could not be completed: {0}")]
    Metadata(#[from] lopdf::Error),
    #[error("the PDF's metadata is not as it was expected")]
    Schema,
    #[error("the PDF could not be written: {0}")]
    Write(#[from] std::io::Error),
}

/// The PDF of a document, its data inside. Takes some milliseconds of a processor.
pub(super) fn write(document: &Document, locale: Locale) -> Result<Vec<u8>, Error> {
    let xml = cii::write(document, locale)?;
    Ok(make(document, locale, xml)?)
}

fn make(document: &Document, locale: Locale, xml: Vec<u8>) -> Result<Vec<u8>, PdfError> {
    let fonts = fonts::Fonts::new().ok_or(PdfError::Fonts)?;
    let sheet = layout::lay_out(document, locale, &fonts);
    let pdf = paint::paint(document, locale, &fonts, &sheet, xml)?;
    xmp::complete(&pdf)
}
