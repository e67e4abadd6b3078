//! From a list to the client, as fast as the client reads.

use std::io;
use std::time::Duration;

use actix_web::HttpResponse;
use actix_web::body::SizedStream;
use actix_web::http::header::{
    CACHE_CONTROL, Charset, ContentDisposition, DispositionParam, DispositionType, ExtendedValue,
};
use actix_web::rt;
use bytes::{Bytes, BytesMut};
use futures_util::{Stream, stream};
use openapi::exports::ExportFormat;
use tokio::io::AsyncReadExt as _;
use tokio::sync::mpsc::{self, Receiver, Sender};
use tokio::time::timeout;

use super::csv::Csv;
use super::slots::Slot;
use super::xlsx::{self, Written};
use super::{Form, Row, Source, Style};
use crate::accounts::{self, AccountKey};
use crate::app::App;
use crate::problem::Problem;

/// How long a client may read nothing. A person who pauses a download for longer begins anew.
const PATIENCE: Duration = Duration::from_secs(120);

/// Pieces of a file that wait for the client.
const AHEAD: usize = 1;

/// Bytes of a workbook that are read at once.
const CHUNK: usize = 64 * 1024;

/// Characters of a file's name, without date and ending: what every system takes.
const MAX_TITLE: usize = 80;

/// Where workbooks are written, in the data folder.
const FOLDER: &str = "exports";

/// Answers a list as a file. What can be refused is refused before the first byte: one export too many, a group that is not
/// there. `source` is made once there is room for it.
pub(crate) async fn answer<S: Source + 'static>(
    app: &App,
    account: AccountKey,
    form: Form,
    source: impl AsyncFnOnce() -> Result<S, Problem>,
) -> Result<HttpResponse, Problem> {
    let slot = app.exports.take(account)?;
    let style = Style::of(&accounts::show(&mut app.db.read().await?, account).await?);
    let mut rows = Rows { app: app.clone(), style, source: source().await?, first: None };
    rows.first = Some(rows.next().await?);
    let name = rows.file_name(form.format);
    let mut response = HttpResponse::Ok();
    response.insert_header(attachment(&name)).insert_header((CACHE_CONTROL, "no-store"));
    let (give, take) = mpsc::channel(AHEAD);
    let out = Out { give, patience: PATIENCE };
    match form.format {
        ExportFormat::Csv => {
            let csv = Csv::new(form, rows.style.clone());
            response.content_type(csv.content_type());
            rt::spawn(send_csv(rows, csv, out, slot));
            Ok(response.streaming(body(take)))
        }
        ExportFormat::Xlsx => {
            let written = xlsx::write(rows, app.config.data.data.join(FOLDER), slot).await?;
            response.content_type(xlsx::CONTENT_TYPE);
            let bytes = written.bytes;
            rt::spawn(send_file(written, out));
            Ok(response.body(SizedStream::new(bytes, body(take))))
        }
    }
}

/// The rows of a list, page by page.
pub(super) struct Rows<S> {
    app: App,
    pub style: Style,
    source: S,
    /// Read already, before the answer began.
    first: Option<Option<Vec<Row>>>,
}

impl<S: Source> Rows<S> {
    pub fn columns(&self) -> Vec<String> {
        self.source.columns(self.style.locale)
    }

    pub async fn next(&mut self) -> Result<Option<Vec<Row>>, Problem> {
        match self.first.take() {
            Some(page) => Ok(page),
            None => self.source.page(&self.app, self.style.locale).await,
        }
    }

    fn file_name(&self, format: ExportFormat) -> String {
        let title = self.source.title(self.style.locale);
        let forbidden = |c: char| c.is_control() || r#"/\:*?"<>|"#.contains(c);
        let title: String = title.chars().map(|c| if forbidden(c) { ' ' } else { c }).take(MAX_TITLE).collect();
        let day = self.style.local(self.app.clock.now()).date();
        let ending = match format {
            ExportFormat::Csv => "csv",
            ExportFormat::Xlsx => "xlsx",
        };
        format!("{} {day}.{ending}", title.trim())
    }
}

/// RFC 6266: the name for everybody, and as it is for those who read UTF-8, which every browser does.
fn attachment(name: &str) -> ContentDisposition {
    let plain: String = name.chars().map(|c| if c.is_ascii() { c } else { '_' }).collect();
    let exact = ExtendedValue {
        charset: Charset::Ext("UTF-8".to_owned()),
        language_tag: None,
        value: name.as_bytes().to_vec(),
    };
    ContentDisposition {
        disposition: DispositionType::Attachment,
        parameters: vec![DispositionParam::Filename(plain), DispositionParam::FilenameExt(exact)],
    }
}

/// What goes to the client. A file that ends without its end is broken off, and seen to be.
enum Piece {
    Bytes(Bytes),
    End,
}

/// The way to the client.
struct Out {
    give: Sender<Piece>,
    patience: Duration,
}

impl Out {
    /// Waits until there is room; `false` when the client is gone or has stopped reading.
    async fn put(&self, piece: Piece) -> bool {
        matches!(timeout(self.patience, self.give.send(piece)).await, Ok(Ok(())))
    }
}

fn body(take: Receiver<Piece>) -> impl Stream<Item = io::Result<Bytes>> {
    stream::unfold(Some(take), async |take| {
        let mut take = take?;
        match take.recv().await {
            Some(Piece::Bytes(bytes)) => Some((Ok(bytes), Some(take))),
            Some(Piece::End) => None,
            None => Some((Err(io::Error::from(io::ErrorKind::BrokenPipe)), None)),
        }
    })
}

async fn send_csv<S: Source>(mut rows: Rows<S>, csv: Csv, out: Out, slot: Slot) {
    let sent: Result<bool, Problem> = async {
        let mut piece = csv.header(rows.columns()).map_err(Problem::internal)?;
        while out.put(Piece::Bytes(piece)).await {
            let Some(page) = rows.next().await? else { return Ok(true) };
            piece = csv.rows(page).map_err(Problem::internal)?;
        }
        Ok(false)
    }
    .await;
    end(sent, out, slot).await;
}

async fn send_file(written: Written, out: Out) {
    let Written { file, slot, .. } = written;
    let mut file = tokio::fs::File::from_std(file);
    let sent: Result<bool, Problem> = async {
        loop {
            let mut chunk = BytesMut::with_capacity(CHUNK);
            if file.read_buf(&mut chunk).await.map_err(Problem::internal)? == 0 {
                return Ok(true);
            }
            if !out.put(Piece::Bytes(chunk.freeze())).await {
                return Ok(false);
            }
        }
    }
    .await;
    end(sent, out, slot).await;
}

/// The slot is free before the client has the last byte: it may ask for the next file at once.
async fn end(sent: Result<bool, Problem>, out: Out, slot: Slot) {
    drop(slot);
    match sent {
        Ok(true) => _ = out.put(Piece::End).await,
        Ok(false) => tracing::debug!("an export was given up: its client reads no more"),
        Err(problem) => tracing::error!(error = ?problem, "an export broke off"),
    }
}

#[cfg(test)]
mod tests {
    use futures_util::StreamExt as _;

    use super::*;
    use crate::exports::Slots;

    fn out(patience: Duration) -> (Out, Receiver<Piece>) {
        let (give, take) = mpsc::channel(AHEAD);
        (Out { give, patience }, take)
    }

    #[tokio::test]
    async fn a_client_that_does_not_read_is_given_up() {
        let (slots, (out, take)) = (Slots::default(), out(Duration::from_millis(20)));
        let slot = slots.take(AccountKey(1)).unwrap();
        let other = slots.take(AccountKey(1)).unwrap();
        assert!(out.put(Piece::Bytes(Bytes::from_static(b"first"))).await);
        let taken = out.put(Piece::Bytes(Bytes::from_static(b"second"))).await;
        assert!(!taken);
        end(Ok(taken), out, slot).await;
        assert!(slots.take(AccountKey(1)).is_ok(), "its slot is free");
        // When it reads again, it learns that this is not all.
        let read: Vec<_> = Box::pin(body(take)).collect().await;
        assert_eq!(read[0].as_ref().unwrap(), &Bytes::from_static(b"first"));
        assert!(read.len() == 2 && read[1].is_err(), "{read:?}");
        drop(other);
    }

    #[tokio::test]
    async fn a_file_that_is_whole_ends_well() {
        let (out, take) = out(PATIENCE);
        let slot = Slots::default().take(AccountKey(1)).unwrap();
        assert!(out.put(Piece::Bytes(Bytes::from_static(b"all"))).await);
        let (read, ()) = tokio::join!(Box::pin(body(take)).collect::<Vec<_>>(), end(Ok(true), out, slot));
        assert!(read.len() == 1 && read[0].is_ok(), "{read:?}");
    }

    #[test]
    fn names_in_any_language() {
        let header = attachment("Soldes d’été 2026-11-22.csv").to_string();
        assert_eq!(
            header,
            "attachment; filename=\"Soldes d__t_ 2026-11-22.csv\"; \
             filename*=UTF-8''Soldes%20d%E2%80%99%C3%A9t%C3%A9%202026%2D11%2D22.csv"
        );
    }
}
