//! Answers that come piece by piece: server-sent events over `fetch`, since the browser's own `EventSource` carries no token
//! and cannot post.

use std::cell::Cell;
use std::rc::Rc;

use gloo_net::http::{Method, RequestBuilder, Response};
use js_sys::{Reflect, Uint8Array};
use wasm_bindgen::JsCast;
use wasm_bindgen_futures::JsFuture;
use web_sys::{AbortController, ReadableStreamDefaultReader};

use super::{BASE, Failure};
use crate::session;

/// Stops what is being streamed when it is dropped: nobody waits for it any more.
pub struct Stop {
    controller: AbortController,
    stopped: Rc<Cell<bool>>,
}

impl Stop {
    pub fn new() -> Option<Self> {
        Some(Self { controller: AbortController::new().ok()?, stopped: Rc::default() })
    }

    /// Tells, for as long as there is anybody to tell.
    pub fn is_stopped(&self) -> Rc<Cell<bool>> {
        self.stopped.clone()
    }

    pub fn signal(&self) -> web_sys::AbortSignal {
        self.controller.signal()
    }
}

impl Drop for Stop {
    fn drop(&mut self) {
        self.stopped.set(true);
        self.controller.abort();
    }
}

/// Posts, and hears each event by its name and its data. A server that does not stream answers once: that is the event
/// `answer`.
pub async fn post(
    path: &str,
    body: Option<String>,
    signal: &web_sys::AbortSignal,
    hear: impl FnMut(&str, &str),
) -> Result<(), Failure> {
    call(Method::POST, path, body, signal, hear).await
}

/// Asks, and hears each event in the same way.
pub async fn get(path: &str, signal: &web_sys::AbortSignal, hear: impl FnMut(&str, &str)) -> Result<(), Failure> {
    call(Method::GET, path, None, signal, hear).await
}

async fn call(
    method: Method,
    path: &str,
    body: Option<String>,
    signal: &web_sys::AbortSignal,
    mut hear: impl FnMut(&str, &str),
) -> Result<(), Failure> {
    let ask = || exchange(&method, path, body.as_deref(), signal);
    let response = match ask().await {
        Err(failure) if failure.is_unauthorized() && session::renew().await => ask().await?,
        other => other?,
    };
    let streams = response.headers().get("Content-Type").is_some_and(|kind| kind.starts_with("text/event-stream"));
    if !streams {
        let text = response.text().await.map_err(|_| Failure::Unreachable)?;
        hear("answer", &text);
        return Ok(());
    }
    let body = response.body().ok_or(Failure::Unreadable)?;
    let reader: ReadableStreamDefaultReader = body.get_reader().unchecked_into();
    let mut unread = Vec::new();
    while let Some(bytes) = next(&reader).await? {
        unread.extend(bytes);
        while let Some(end) = unread.windows(2).position(|pair| pair == b"\n\n") {
            let block: Vec<u8> = unread.drain(..end + 2).collect();
            if let Some((name, data)) = read_event(&String::from_utf8_lossy(&block)) {
                hear(&name, &data);
            }
        }
    }
    Ok(())
}

async fn exchange(
    method: &Method,
    path: &str,
    body: Option<&str>,
    signal: &web_sys::AbortSignal,
) -> Result<Response, Failure> {
    let mut request = RequestBuilder::new(&format!("{BASE}{path}"))
        .method(method.clone())
        .header("Accept", "text/event-stream, application/json;q=0.5")
        .abort_signal(Some(signal));
    if let Some(token) = session::bearer().await {
        request = request.header("Authorization", &format!("Bearer {token}"));
    }
    let request = match body {
        Some(body) => request.header("Content-Type", "application/json").body(body),
        None => request.build(),
    }
    .map_err(|_| Failure::Unreachable)?;
    let response = request.send().await.map_err(|_| Failure::Unreachable)?;
    if response.ok() {
        return Ok(response);
    }
    let status = response.status();
    Err(Failure::from_answer(status, &response.text().await.unwrap_or_default()))
}

async fn next(reader: &ReadableStreamDefaultReader) -> Result<Option<Vec<u8>>, Failure> {
    let piece = JsFuture::from(reader.read()).await.map_err(|_| Failure::Unreachable)?;
    let part = |name: &str| Reflect::get(&piece, &name.into()).ok();
    if part("done").is_some_and(|done| done.is_truthy()) {
        return Ok(None);
    }
    let bytes = part("value").and_then(|value| value.dyn_into::<Uint8Array>().ok()).ok_or(Failure::Unreadable)?;
    Ok(Some(bytes.to_vec()))
}

/// The name and the data of one event; `None` of a comment, which only keeps the line open.
fn read_event(block: &str) -> Option<(String, String)> {
    let field = |name: &str| {
        let lines = block.lines().filter_map(|line| line.strip_prefix(name)?.strip_prefix(':'));
        lines.map(|value| value.strip_prefix(' ').unwrap_or(value)).collect::<Vec<_>>()
    };
    let data = field("data");
    let name = field("event").last().copied().unwrap_or("message");
    (!data.is_empty()).then(|| (name.to_owned(), data.join("\n")))
}

#[cfg(test)]
mod tests {
    use super::read_event;

    #[test]
    fn events_are_read_and_comments_are_not() {
        let read = |block: &str| read_event(block);
        assert_eq!(read("event: progress\ndata: {\"done\":3}\n\n"), Some(("progress".into(), "{\"done\":3}".into())));
        assert_eq!(read("data: a\ndata: b\n\n"), Some(("message".into(), "a\nb".into())));
        assert_eq!(read(": still here\n\n"), None);
    }
}
