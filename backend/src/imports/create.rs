//! Takes an upload in and looks at it.

use std::cell::Cell;

use actix_web::HttpRequest;
use actix_web::web::Payload;
use openapi::ImportId;
use openapi::imports::Import;

use super::examine::examine;
use super::receive::{Upload, receive};
use super::remember::propose;
use super::show::{encoding_word, format_word};
use super::store::{Incoming, tidy};
use super::survey::Found;
use super::{Error, sql};
use crate::accounts::{AccountKey, owner};
use crate::app::App;
use crate::db::{Tx, execute, transact};
use crate::http::IdempotencyKey;
use crate::http::idempotency::Answer;
use crate::problem::Problem;

pub async fn create(
    app: &App,
    account: AccountKey,
    request: &HttpRequest,
    key: &IdempotencyKey,
    payload: Payload,
) -> Result<Answer, Problem> {
    tidy(app).await?;
    let id = ImportId(app.ids.next());
    let incoming = Incoming::begin(app, id).await.map_err(Error::Disk)?;
    let limit = app.config.upload_limit;
    let upload = receive(&incoming, request, payload, limit, key.is_given()).await?;
    let mut reader = app.db.read().await?;
    if let Some(answer) = key.answered(&mut reader, account, &upload.hash).await? {
        return Ok(answer);
    }
    let home = owner(&mut reader, account).await?.country;
    drop(reader);
    let found = examine(&incoming, &upload.wish, home, limit).await.map_err(Error::Unreadable)?;
    let (now, ours) = (app.clock.now().millis(), Cell::new(false));
    let answer = transact(&app.db, async |tx| {
        ours.set(false);
        let effect = key.once(tx, account, &upload.hash, now, async |tx| {
            ours.set(true);
            Answer::created(&insert(tx, account, id, &upload, &found, now).await?)
        });
        effect.await
    })
    .await?;
    // Of two requests with one key that came in at the same time, one file is enough.
    if ours.get() {
        incoming.keep();
    }
    Ok(answer)
}

async fn insert(
    tx: &mut Tx,
    account: AccountKey,
    id: ImportId,
    upload: &Upload,
    found: &Found,
    now: i64,
) -> Result<Import, Problem> {
    let json = |error: serde_json::Error| Problem::internal(error);
    let columns = serde_json::to_string(&found.columns).map_err(json)?;
    let sample = serde_json::to_string(&found.sample).map_err(json)?;
    let sheets = serde_json::to_string(&found.sheets).map_err(json)?;
    let separator = char::from(found.separator).to_string();
    execute!(
        tx,
        sql::INSERT,
        id.0,
        account.0,
        upload.file_name.as_str(),
        format_word(found.format),
        found.sheet.as_deref(),
        sheets.as_str(),
        separator.as_str(),
        found.encoding.name(),
        found.has_header,
        i64::try_from(found.start).unwrap_or(i64::MAX),
        found.skipped,
        found.rows,
        columns.as_str(),
        sample.as_str(),
        now
    )?;
    let proposal = propose(tx, account, &found.columns).await?;
    Ok(Import {
        id,
        file_name: upload.file_name.clone(),
        format: found.format,
        sheet: found.sheet.clone(),
        sheets: found.sheets.clone(),
        separator,
        encoding: encoding_word(found.encoding.name()),
        has_header: found.has_header,
        rows: found.rows,
        columns: found.columns.clone(),
        sample: found.sample.clone(),
        mapping: proposal.mapping,
        remembered: proposal.remembered,
    })
}
