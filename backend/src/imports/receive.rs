//! Takes the body of an upload to disk, as it comes in.

use actix_multipart::{Field, Multipart, MultipartError};
use actix_web::HttpRequest;
use actix_web::error::PayloadError;
use actix_web::http::header::{CONTENT_LENGTH, CONTENT_TYPE};
use actix_web::web::{Bytes, Payload};
use futures_util::{Stream, TryStreamExt};
use openapi::{FieldError, ProblemCode};
use sha2::{Digest, Sha256};
use tokio::fs::File;
use tokio::io::AsyncWriteExt;

use super::Error;
use super::examine::Wish;
use super::store::Incoming;
use crate::http::body::hex;
use crate::problem::Problem;

/// A form's own lines around the file.
const FORM: u64 = 4 << 10;

/// Of a file's name, which is only shown.
const MAX_FILE_NAME: usize = 200;

/// Of a sheet's name: Excel's have 31 characters, LibreOffice's any number.
const MAX_SHEET: usize = 100;

/// What came in; the bytes are at `incoming.raw`.
#[derive(Debug, Default)]
pub struct Upload {
    pub file_name: String,
    pub wish: Wish,
    /// SHA-256 of the bytes and of the wish, in hexadecimal; empty unless it was asked for.
    pub hash: String,
}

/// Takes it in. `hashed`: a key asks whether it is the same upload again.
pub async fn receive(
    incoming: &Incoming,
    request: &HttpRequest,
    payload: Payload,
    limit: u64,
    hashed: bool,
) -> Result<Upload, Problem> {
    let header = |name| request.headers().get(name).and_then(|value| value.to_str().ok());
    let announced = header(CONTENT_LENGTH).and_then(|length| length.parse::<u64>().ok());
    if announced.is_some_and(|bytes| bytes > limit.saturating_add(FORM)) {
        return Err(Error::TooLarge(limit).into());
    }
    let kind = header(CONTENT_TYPE).and_then(|kind| kind.split(';').next()).unwrap_or_default().trim();
    let mut sink = Sink::create(incoming, limit, hashed).await?;
    // A list that was pasted is the body as it stands: a form around it would have nothing to add.
    let mut upload = if kind.eq_ignore_ascii_case("text/plain") {
        sink.take(payload, |error: &PayloadError| cut(error)).await?;
        Upload { wish: Wish { pasted: true, sheet: None }, ..Upload::default() }
    } else {
        form(&mut sink, Multipart::new(request.headers(), payload)).await?
    };
    upload.hash = sink.finish(&upload.wish).await?;
    Ok(upload)
}

async fn form(sink: &mut Sink, mut form: Multipart) -> Result<Upload, Problem> {
    let (mut file_name, mut sheet) = (None, None);
    while let Some(mut field) = form.try_next().await.map_err(|error| unread(&error))? {
        match field.name() {
            Some("file") if file_name.is_none() => {
                file_name = Some(name_of(&field));
                sink.take(field, unread).await?;
            }
            Some("sheet") if sheet.is_none() => sheet = Some(sheet_name(&mut field).await?),
            name => {
                let message = "an upload has the fields file and sheet, once each".to_owned();
                let field = name.unwrap_or_default().to_owned();
                let error = FieldError { field, code: "unknown_field".to_owned(), message };
                return Err(Problem::new(ProblemCode::UnknownField).with_errors(vec![error]));
            }
        }
    }
    let Some(file_name) = file_name else {
        return Err(Problem::field("file", "required", "send a file in the form's field file"));
    };
    Ok(Upload { file_name, wish: Wish { sheet, pasted: false }, ..Upload::default() })
}

fn name_of(field: &Field) -> String {
    let told = field.content_disposition().and_then(|header| header.get_filename()).unwrap_or_default();
    let clean: String = told.chars().filter(|c| !c.is_control()).take(MAX_FILE_NAME).collect();
    if clean.is_empty() { "contacts.csv".to_owned() } else { clean }
}

async fn sheet_name(field: &mut Field) -> Result<String, Problem> {
    let mut bytes = Vec::new();
    while let Some(chunk) = field.try_next().await.map_err(|error| unread(&error))? {
        bytes.extend_from_slice(&chunk);
        if bytes.len() > MAX_SHEET * 4 {
            break;
        }
    }
    let name = String::from_utf8_lossy(&bytes).into_owned();
    match name.chars().count() {
        0 => Err(Problem::field("sheet", "required", "leave it out to read the first sheet")),
        1..=MAX_SHEET => Ok(name),
        _ => Err(Problem::field("sheet", "too_long", format!("a sheet's name has at most {MAX_SHEET} characters"))),
    }
}

/// The file that is being written.
struct Sink {
    file: File,
    limit: u64,
    left: u64,
    hash: Option<Sha256>,
}

impl Sink {
    async fn create(incoming: &Incoming, limit: u64, hashed: bool) -> Result<Self, Problem> {
        let file = File::create(&incoming.raw).await.map_err(Error::Disk)?;
        Ok(Self { file, limit, left: limit, hash: hashed.then(Sha256::new) })
    }

    async fn take<E>(
        &mut self,
        chunks: impl Stream<Item = Result<Bytes, E>>,
        unread: impl Fn(&E) -> Problem,
    ) -> Result<(), Problem> {
        let mut chunks = std::pin::pin!(chunks);
        while let Some(chunk) = chunks.try_next().await.map_err(|error| unread(&error))? {
            self.left = self.left.checked_sub(chunk.len() as u64).ok_or(Error::TooLarge(self.limit))?;
            if let Some(hash) = &mut self.hash {
                hash.update(&chunk);
            }
            self.file.write_all(&chunk).await.map_err(Error::Disk)?;
        }
        Ok(())
    }

    /// The answer promises that the file is here, whatever happens to the power.
    async fn finish(self, wish: &Wish) -> Result<String, Problem> {
        self.file.sync_all().await.map_err(Error::Disk)?;
        let Some(mut hash) = self.hash else { return Ok(String::new()) };
        hash.update([u8::from(wish.pasted), u8::from(wish.sheet.is_some())]);
        hash.update(wish.sheet.as_deref().unwrap_or_default());
        Ok(hex(&hash.finalize()))
    }
}

fn unread(error: &MultipartError) -> Problem {
    use MultipartError as Form;
    match error {
        Form::ContentTypeMissing | Form::ContentTypeParse | Form::ContentTypeIncompatible => {
            Problem::new(ProblemCode::UnsupportedMediaType)
                .detail("Send multipart/form-data with a file, or a list as text/plain.")
        }
        _ => Problem::new(ProblemCode::MalformedRequest).detail(format!("The form cannot be read: {error}.")),
    }
}

fn cut(error: &PayloadError) -> Problem {
    Problem::new(ProblemCode::MalformedRequest).detail(format!("The body cannot be read: {error}."))
}
