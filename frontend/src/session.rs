//! Who is signed in.
//!
//! The access token lives in memory only: a script that should not be there finds nothing in storage, and a closed
//! tab forgets it. The refresh token is a cookie that scripts cannot read; with it the app gets a new access token
//! silently: when it starts, shortly before one expires, and once when the server no longer accepts one.
//!
//! Refresh tokens rotate and the server takes a second use for theft, so there is never more than one refresh under
//! way: in this tab the callers share one promise, and between tabs a lock of the browser keeps them in line.

use std::cell::RefCell;

use js_sys::{Function, Promise, Reflect};
use openapi::sessions::{NewSession, Session};
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::{JsFuture, future_to_promise};
use yew::Callback;

use crate::api::{self, Failure};
use crate::ui::theme::{store, stored};

/// How long before its end a token is renewed, in milliseconds: longer than a slow request takes to arrive.
const RENEW_BEFORE_MS: f64 = 30_000.0;
/// The name of the lock that the tabs of this site share.
const LOCK: &str = "chappe.session";
/// Where "later" is kept.
const COMPLETION_KEY: &str = "chappe.completion";

struct Token {
    access: String,
    expires_at: f64,
}

thread_local! {
    static TOKEN: RefCell<Option<Token>> = const { RefCell::new(None) };
    static RENEWAL: RefCell<Option<Promise>> = const { RefCell::new(None) };
    static ON_END: RefCell<Option<Callback<()>>> = const { RefCell::new(None) };
}

/// Whom to tell when the session ends by itself.
pub fn on_end(callback: Callback<()>) {
    ON_END.with_borrow_mut(|current| *current = Some(callback));
}

fn keep(session: Session) {
    let expires_at = js_sys::Date::now() + f64::from(session.expires_in) * 1000.0;
    TOKEN.with_borrow_mut(|token| *token = Some(Token { access: session.access_token, expires_at }));
}

fn forget() {
    TOKEN.with_borrow_mut(|token| *token = None);
}

/// The token to call with; renewed first when it is about to expire. `None` when nobody is signed in.
pub async fn bearer() -> Option<String> {
    let due = TOKEN
        .with_borrow(|token| token.as_ref().map(|token| token.expires_at - RENEW_BEFORE_MS < js_sys::Date::now()))?;
    if due {
        renew().await;
    }
    TOKEN.with_borrow(|token| token.as_ref().map(|token| token.access.clone()))
}

/// Gets a new access token; answers whether somebody is signed in. Callers at the same time share one request.
pub async fn renew() -> bool {
    let under_way = RENEWAL.with_borrow(Clone::clone);
    let promise = under_way.unwrap_or_else(|| {
        let promise = future_to_promise(async {
            let lock = acquire_lock().await;
            let renewed = renew_once().await;
            release_lock(lock);
            RENEWAL.with_borrow_mut(|renewal| *renewal = None);
            Ok(JsValue::from_bool(renewed))
        });
        RENEWAL.with_borrow_mut(|renewal| *renewal = Some(promise.clone()));
        promise
    });
    JsFuture::from(promise).await.is_ok_and(|renewed| renewed.is_truthy())
}

async fn renew_once() -> bool {
    match api::sessions::refresh().await {
        Ok(session) => {
            keep(session);
            true
        }
        // A server that cannot be reached has not ended the session: the next call tries again.
        Err(failure) if !failure.is_unauthorized() => TOKEN.with_borrow(Option::is_some),
        Err(_) => {
            let was_signed_in = TOKEN.with_borrow(Option::is_some);
            forget();
            if was_signed_in && let Some(callback) = ON_END.with_borrow(Clone::clone) {
                callback.emit(());
            }
            false
        }
    }
}

pub fn is_signed_in() -> bool {
    TOKEN.with_borrow(Option::is_some)
}

pub async fn sign_in(credentials: &NewSession) -> Result<(), Failure> {
    keep(api::sessions::create(credentials).await?);
    put_off_completion(false);
    Ok(())
}

/// Whether this session has said "later" to completing the account.
pub fn is_completion_put_off() -> bool {
    stored(COMPLETION_KEY).is_some()
}

/// "Later" holds in every tab and over a reload, until somebody signs in again.
pub fn put_off_completion(later: bool) {
    store(COMPLETION_KEY, later.then_some("later"));
}

/// Signs out here at once, whatever the server answers: nobody should stay signed in because the network was down.
pub async fn sign_out() {
    let _ = api::sessions::delete_current().await;
    forget();
}

/// Waits for the lock that the tabs share; `None` where the browser has none (plain HTTP on a network address).
async fn acquire_lock() -> Option<Function> {
    let navigator = web_sys::window()?.navigator();
    let locks = Reflect::get(&navigator, &"locks".into()).ok().filter(|locks| !locks.is_undefined())?;
    let request: Function = Reflect::get(&locks, &"request".into()).ok()?.dyn_into().ok()?;
    // The lock is held until the promise that our callback returns is settled: `release` settles it.
    let mut release = None;
    let held = Promise::new(&mut |resolve, _| release = Some(resolve));
    let mut acquired = None;
    let waiting = Promise::new(&mut |resolve, _| acquired = Some(resolve));
    let acquired = acquired?;
    let on_lock = Closure::once_into_js(move |_lock: JsValue| -> JsValue {
        let _ = acquired.call0(&JsValue::UNDEFINED);
        held.into()
    });
    request.call2(&locks, &LOCK.into(), &on_lock).ok()?;
    JsFuture::from(waiting).await.ok()?;
    release.map(JsCast::unchecked_into)
}

fn release_lock(lock: Option<Function>) {
    if let Some(release) = lock {
        let _ = release.call0(&JsValue::UNDEFINED);
    }
}
