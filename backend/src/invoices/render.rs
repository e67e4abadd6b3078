//! The PDF of a document: made when it is first asked for in a language, and kept for good.

use actix_web::web;
use openapi::InvoiceId;
use openapi::accounts::Locale;

use super::document::Document;
use super::sql::{self, DocumentRow};
use super::{Error, pdf};
use crate::accounts::AccountKey;
use crate::db::{Db, execute, fetch_one, fetch_optional, transact};

/// A PDF, and what a browser saves it as.
#[derive(Debug)]
pub struct Rendered {
    pub bytes: Vec<u8>,
    pub name: String,
}

/// Of a document of this account, or of anybody's where an operator asks. In the buyer's language unless another is wanted.
/// No connection is held while the PDF is made; of two made at once the first stays.
pub async fn render(
    db: &Db,
    account: Option<AccountKey>,
    id: InvoiceId,
    wanted: Option<Locale>,
) -> Result<Rendered, Error> {
    let mut reader = db.read().await?;
    let row = fetch_optional!(&mut reader, DocumentRow, sql::DOCUMENT, id.0, account.map(|account| account.0))?;
    let document: Document = row.ok_or(Error::Missing)?.try_into()?;
    let locale = wanted.unwrap_or(document.told.locale);
    let name = format!("{}-{}.pdf", document.number, word(locale));
    let kept = fetch_optional!(&mut reader, (Vec<u8>,), sql::PDF, id.0, word(locale))?;
    drop(reader);
    if let Some((bytes,)) = kept {
        return Ok(Rendered { bytes, name });
    }
    let bytes = web::block(move || pdf::write(&document, locale)).await.map_err(|_| Error::Stopped)??;
    let (bytes,) = transact(db, async |tx| {
        execute!(tx, sql::KEEP_PDF, id.0, word(locale), bytes.as_slice())?;
        fetch_one!(tx, (Vec<u8>,), sql::PDF, id.0, word(locale))
    })
    .await?;
    Ok(Rendered { bytes, name })
}

const fn word(locale: Locale) -> &'static str {
    match locale {
        Locale::Fr => "fr",
        Locale::En => "en",
    }
}
