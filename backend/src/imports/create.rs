//! Takes an upload in and looks at it.

use actix_multipart::Multipart;
use actix_web::http::header::{CONTENT_LENGTH, HeaderMap};
use actix_web::web::Payload;
use futures_util::TryStreamExt;
use openapi::imports::Import;
use openapi::{FieldError, ImportId, ProblemCode};
use tokio::io::AsyncWriteExt;

use super::examine::{Found, examine};
use super::show::encoding_word;
use super::store::{Incoming, tidy};
use super::{Error, sql};
use crate::accounts::{AccountKey, owner};
use crate::app::App;
use crate::db::{execute, transact};
use crate::problem::Problem;

/// A form's own lines around the file.
const FORM: u64 = 4 << 10;

/// Of a file's name, which is only shown.
const MAX_FILE_NAME: usize = 200;

pub async fn create(app: &App, account: AccountKey, headers: &HeaderMap, payload: Payload) -> Result<Import, Problem> {
    let limit = app.config.upload_limit;
    let announced = headers.get(CONTENT_LENGTH).and_then(|value| value.to_str().ok()?.parse::<u64>().ok());
    if announced.is_some_and(|bytes| bytes > limit.saturating_add(FORM)) {
        return Err(Error::TooLarge(limit).into());
    }
    tidy(app).await?;
    let id = ImportId(app.ids.next());
    let incoming = Incoming::begin(app, id).await.map_err(Error::Disk)?;
    let file_name = receive(&incoming, Multipart::new(headers, payload), limit).await?;
    let home = owner(&mut app.db.read().await?, account).await?.country;
    let (raw, text) = (incoming.raw.clone(), incoming.text.clone());
    let examined = tokio::task::spawn_blocking(move || examine(&raw, &text, home)).await;
    let found = examined.map_err(Problem::internal)?.map_err(Error::Unreadable)?;
    insert(app, account, id, &file_name, &found).await?;
    incoming.keep();
    Ok(Import {
        id,
        file_name,
        separator: char::from(found.separator).to_string(),
        encoding: encoding_word(found.encoding.name()),
        has_header: found.has_header,
        rows: found.rows,
        columns: found.columns,
        sample: found.sample,
    })
}

/// Writes the form's file to disk; answers its name.
async fn receive(incoming: &Incoming, mut form: Multipart, limit: u64) -> Result<String, Problem> {
    let mut file_name = None;
    while let Some(mut field) = form.try_next().await.map_err(|error| unread(&error))? {
        let name = field.name().unwrap_or_default().to_owned();
        if name != "file" || file_name.is_some() {
            let message = "an upload has one field, named file".to_owned();
            let error = FieldError { field: name, code: "unknown_field".to_owned(), message };
            return Err(Problem::new(ProblemCode::UnknownField).with_errors(vec![error]));
        }
        let told = field.content_disposition().and_then(|header| header.get_filename()).unwrap_or_default();
        let clean: String = told.chars().filter(|c| !c.is_control()).take(MAX_FILE_NAME).collect();
        file_name = Some(if clean.is_empty() { "contacts.csv".to_owned() } else { clean });
        let mut file = tokio::fs::File::create(&incoming.raw).await.map_err(Error::Disk)?;
        let mut bytes = 0;
        while let Some(chunk) = field.try_next().await.map_err(|error| unread(&error))? {
            bytes += chunk.len() as u64;
            if bytes > limit {
                return Err(Error::TooLarge(limit).into());
            }
            file.write_all(&chunk).await.map_err(Error::Disk)?;
        }
        // The answer promises that the file is here, whatever happens to the power.
        file.sync_all().await.map_err(Error::Disk)?;
    }
    file_name.ok_or_else(|| Problem::field("file", "required", "send a CSV file in the form's field file"))
}

async fn insert(app: &App, account: AccountKey, id: ImportId, file_name: &str, found: &Found) -> Result<(), Problem> {
    let json = |error: serde_json::Error| Problem::internal(error);
    let columns = serde_json::to_string(&found.columns).map_err(json)?;
    let sample = serde_json::to_string(&found.sample).map_err(json)?;
    let separator = char::from(found.separator).to_string();
    let start = i64::try_from(found.start).unwrap_or(i64::MAX);
    let now = app.clock.now().millis();
    transact(&app.db, async |tx| {
        execute!(
            tx,
            sql::INSERT,
            id.0,
            account.0,
            file_name,
            separator.as_str(),
            found.encoding.name(),
            found.has_header,
            start,
            found.rows,
            columns.as_str(),
            sample.as_str(),
            now
        )
    })
    .await?;
    Ok(())
}

fn unread(error: &actix_multipart::MultipartError) -> Problem {
    use actix_multipart::MultipartError as Form;
    match error {
        Form::ContentTypeMissing | Form::ContentTypeParse | Form::ContentTypeIncompatible => {
            Problem::new(ProblemCode::UnsupportedMediaType).detail("Send multipart/form-data.")
        }
        _ => Problem::new(ProblemCode::MalformedRequest).detail(format!("The form cannot be read: {error}.")),
    }
}
