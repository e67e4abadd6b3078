//! The texts of the help: a file of the app, one a language, fetched when help is opened.

use std::cell::RefCell;
use std::collections::HashMap;
use std::rc::Rc;

use gloo_net::http::Request;
use serde::Deserialize;

use super::Failure;
use crate::i18n::Lang;

thread_local! {
    static READ: RefCell<HashMap<&'static str, Rc<Vec<Article>>>> = RefCell::default();
}

/// One topic, as `frontend/bundle/src/help.rs` makes it.
#[derive(Debug, Clone, PartialEq, Deserialize)]
pub struct Article {
    /// The name of a [`crate::topics::Topic`].
    pub topic: String,
    pub title: String,
    /// What else it may be found by.
    pub words: String,
    /// Made from our own Markdown when the app was built.
    pub html: String,
    /// The same without marks.
    pub text: String,
}

/// Every topic in the order in which they are read.
pub async fn articles(lang: Lang) -> Result<Rc<Vec<Article>>, Failure> {
    if let Some(read) = READ.with_borrow(|read| read.get(lang.tag()).cloned()) {
        return Ok(read);
    }
    // The page knows the file's name, which carries a hash of its content.
    let address = web_sys::window()
        .and_then(|window| window.document())
        .and_then(|document| {
            document.query_selector(&format!("link[rel=help][hreflang={}]", lang.tag())).ok().flatten()
        })
        .and_then(|link| link.get_attribute("href"))
        .ok_or(Failure::Unreadable)?;
    let answer = Request::get(&address).send().await.map_err(|_| Failure::Unreachable)?;
    let text = answer.text().await.map_err(|_| Failure::Unreachable)?;
    if !answer.ok() {
        return Err(Failure::from_answer(answer.status(), &text));
    }
    let articles: Rc<Vec<Article>> = Rc::new(serde_json::from_str(&text).map_err(|_| Failure::Unreadable)?);
    READ.with_borrow_mut(|read| read.insert(lang.tag(), articles.clone()));
    Ok(articles)
}
