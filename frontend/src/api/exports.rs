//! A list as a file, or a document. The browser keeps it, on its disk when it is large: it never comes into our memory.

use gloo_net::http::{Method, RequestBuilder, Response};
use openapi::exports::ExportFormat;
use wasm_bindgen::JsCast;
use wasm_bindgen_futures::JsFuture;
use web_sys::Blob;

use super::{BASE, Failure};
use crate::session;

/// A file, and what the server calls it.
pub struct Exported {
    pub name: String,
    pub content: Blob,
}

/// Asks for the list at `path`, which may have filters. No time-out: a million rows take what they take.
pub async fn export(path: &str, format: ExportFormat) -> Result<Exported, Failure> {
    let kind = match format {
        ExportFormat::Csv => "csv",
        ExportFormat::Xlsx => "xlsx",
    };
    let mark = if path.contains('?') { '&' } else { '?' };
    file(&format!("{path}{mark}format={kind}"), &format!("export.{kind}")).await
}

/// Asks for the file at `path`; `otherwise` is its name where the server gives none.
pub async fn file(path: &str, otherwise: &str) -> Result<Exported, Failure> {
    let address = format!("{BASE}{path}");
    let token = session::bearer().await;
    let mut answer = fetch(&address, token.as_deref()).await?;
    if answer.status() == 401 && token.is_some() && session::renew().await {
        answer = fetch(&address, session::bearer().await.as_deref()).await?;
    }
    if !answer.ok() {
        let text = answer.text().await.map_err(|_| Failure::Unreachable)?;
        return Err(Failure::from_answer(answer.status(), &text));
    }
    let name = answer.headers().get("content-disposition").as_deref().and_then(file_name);
    let blob = web_sys::Response::from(answer).blob().map_err(|_| Failure::Unreadable)?;
    // What broke off is no file.
    let content = JsFuture::from(blob).await.map_err(|_| Failure::Unreachable)?;
    let content = content.dyn_into::<Blob>().map_err(|_| Failure::Unreadable)?;
    Ok(Exported { name: name.unwrap_or_else(|| otherwise.to_owned()), content })
}

async fn fetch(address: &str, token: Option<&str>) -> Result<Response, Failure> {
    let mut request = RequestBuilder::new(address).method(Method::GET);
    if let Some(token) = token {
        request = request.header("Authorization", &format!("Bearer {token}"));
    }
    request.send().await.map_err(|_| Failure::Unreachable)
}

/// The name in UTF-8 that RFC 6266 puts beside the plain one.
fn file_name(header: &str) -> Option<String> {
    let encoded = header.split("filename*=UTF-8''").nth(1)?.split(';').next()?;
    js_sys::decode_uri_component(encoded).ok().map(String::from)
}
