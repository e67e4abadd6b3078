//! Sending a file while showing how much of it has left: `fetch` does not tell, `XMLHttpRequest` does.

use js_sys::Promise;
use serde::de::DeserializeOwned;
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::JsFuture;
use web_sys::{FormData, ProgressEvent, XmlHttpRequest};
use yew::Callback;

use super::{BASE, Failure};
use crate::session;

/// What is sent.
#[derive(Clone, Copy)]
pub enum Content<'a> {
    /// In a form: a file, and which of its sheets is meant.
    File { file: &'a web_sys::File, sheet: Option<&'a str> },
    /// As it stands.
    Text(&'a str),
    /// A CSV file, as it stands.
    Table(&'a web_sys::File),
}

/// Posts it. No time-out: a large file on a slow line takes what it takes, and the bar moves meanwhile.
pub async fn send<T: DeserializeOwned>(
    path: &str,
    content: Content<'_>,
    progress: Callback<f64>,
) -> Result<T, Failure> {
    let token = session::bearer().await;
    let request = prepare(path, token.as_deref()).map_err(|_| Failure::Unreachable)?;

    let on_progress = Closure::<dyn Fn(ProgressEvent)>::new(move |event: ProgressEvent| {
        if event.length_computable() && event.total() > 0.0 {
            progress.emit(event.loaded() / event.total());
        }
    });
    if let Ok(upload) = request.upload() {
        upload.set_onprogress(Some(on_progress.as_ref().unchecked_ref()));
    }
    let finished = Promise::new(&mut |resolve, reject| {
        request.set_onload(Some(resolve.unchecked_ref()));
        request.set_onerror(Some(reject.unchecked_ref()));
        request.set_onabort(Some(reject.unchecked_ref()));
    });
    dispatch(&request, content).map_err(|_| Failure::Unreachable)?;
    JsFuture::from(finished).await.map_err(|_| Failure::Unreachable)?;

    let status = request.status().unwrap_or_default();
    let text = request.response_text().ok().flatten().unwrap_or_default();
    if !(200..300).contains(&status) {
        return Err(Failure::from_answer(status, &text));
    }
    serde_json::from_str(&text).map_err(|_| Failure::Unreadable)
}

fn prepare(path: &str, token: Option<&str>) -> Result<XmlHttpRequest, JsValue> {
    let request = XmlHttpRequest::new()?;
    request.open("POST", &format!("{BASE}{path}"))?;
    request.set_request_header("Accept", "application/json")?;
    if let Some(token) = token {
        request.set_request_header("Authorization", &format!("Bearer {token}"))?;
    }
    Ok(request)
}

fn dispatch(request: &XmlHttpRequest, content: Content<'_>) -> Result<(), JsValue> {
    match content {
        Content::File { file, sheet } => {
            let form = FormData::new()?;
            form.append_with_blob_and_filename("file", file, &file.name())?;
            if let Some(sheet) = sheet {
                form.append_with_str("sheet", sheet)?;
            }
            request.send_with_opt_form_data(Some(&form))
        }
        Content::Text(text) => {
            request.set_request_header("Content-Type", "text/plain;charset=UTF-8")?;
            request.send_with_opt_str(Some(text))
        }
        Content::Table(file) => {
            request.set_request_header("Content-Type", "text/csv")?;
            request.send_with_opt_blob(Some(file))
        }
    }
}
