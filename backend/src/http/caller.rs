//! Who is calling, and whether they may.
//!
//! A request carries either the access token of a session or an API key. Each is looked up in the database at every
//! request: a session that was ended, a key that was revoked and an account that was disabled are refused from the next
//! request on, on every node. A handler says in the type of its caller who may call: [`Caller`] alone is a person who is
//! signed in, `Caller<Send>` also an API key with that scope.

use std::marker::PhantomData;

use std::future::{Ready, ready};

use actix_web::dev::Payload;
use actix_web::http::header::AUTHORIZATION;
use actix_web::{FromRequest, HttpMessage, HttpRequest, web};
use openapi::ProblemCode;
use openapi::api_keys::Scope;

use crate::accounts::AccountKey;
use crate::api_keys;
use crate::app::App;
use crate::problem::Problem;
use crate::sessions;

/// How an account calls.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Via {
    /// A person; `proved_at` is when the password was last given, in epoch milliseconds.
    Session { id: i64, proved_at: i64 },
    /// A program.
    Key { scopes: Vec<Scope>, test: bool },
}

/// An account that calls, as the database knows it at this moment.
#[derive(Debug, Clone)]
pub struct Identity {
    pub account: AccountKey,
    pub via: Via,
    /// Whether its e-mail address has been confirmed.
    pub confirmed: bool,
    pub operator: bool,
    pub second_factor: bool,
}

/// Who may call a route.
pub trait Access {
    fn check(identity: &Identity) -> Result<(), Problem>;

    /// What somebody is told who is nobody.
    fn nobody(problem: Problem) -> Problem {
        problem
    }
}

/// A person who is signed in.
#[derive(Debug, Clone, Copy)]
pub struct Person;

/// Anybody who calls for an account, with whatever key.
#[derive(Debug, Clone, Copy)]
pub struct Anybody;

/// An operator with a second factor. Everybody else learns that there is nothing here.
#[derive(Debug, Clone, Copy)]
pub struct Operator;

impl Access for Person {
    fn check(identity: &Identity) -> Result<(), Problem> {
        match identity.via {
            Via::Session { .. } => Ok(()),
            Via::Key { .. } => Err(Problem::new(ProblemCode::SessionRequired)),
        }
    }
}

impl Access for Anybody {
    fn check(_: &Identity) -> Result<(), Problem> {
        Ok(())
    }
}

impl Access for Operator {
    fn check(identity: &Identity) -> Result<(), Problem> {
        match identity.via {
            Via::Session { .. } if identity.operator && identity.second_factor => Ok(()),
            Via::Session { .. } if identity.operator => Err(Problem::new(ProblemCode::OperatorSecondFactor)),
            _ => Err(Problem::not_found()),
        }
    }

    fn nobody(_: Problem) -> Problem {
        Problem::not_found()
    }
}

/// Scopes as types, so that a handler's signature says what a key needs.
macro_rules! scopes {
    ($($name:ident),+) => { $(
        #[doc = concat!("A person, or a key with the scope `", stringify!($name), "`.")]
        #[derive(Debug, Clone, Copy)]
        pub struct $name;

        impl Access for $name {
            fn check(identity: &Identity) -> Result<(), Problem> {
                match &identity.via {
                    Via::Key { scopes, .. } if !scopes.contains(&Scope::$name) => {
                        let missing = format!("This needs the scope `{}`.", Scope::$name.word());
                        Err(Problem::new(ProblemCode::MissingScope).detail(missing))
                    }
                    _ => Ok(()),
                }
            }
        }
    )+ };
}

scopes!(Read, Send, Contacts, Billing);

/// An account that may call this route; a handler that takes one refuses everybody else (401, 403).
#[derive(Debug)]
pub struct Caller<A = Person> {
    pub account: AccountKey,
    pub via: Via,
    /// Whether the account has a second factor.
    pub second_factor: bool,
    confirmed: bool,
    access: PhantomData<A>,
}

impl<A> Caller<A> {
    /// Refuses (403) an account whose e-mail address is not confirmed: it may look around, not send or buy.
    pub fn confirmed(&self) -> Result<(), Problem> {
        if self.confirmed { Ok(()) } else { Err(Problem::new(ProblemCode::Unconfirmed)) }
    }

    /// Whether it calls with a test key: what it sends reaches the sandbox only, and costs nothing.
    pub const fn is_test(&self) -> bool {
        matches!(self.via, Via::Key { test: true, .. })
    }
}

impl Caller {
    /// The session of whoever is signed in, and when its password was last given.
    pub fn session(&self) -> Result<(i64, i64), Problem> {
        match self.via {
            Via::Session { id, proved_at } => Ok((id, proved_at)),
            Via::Key { .. } => Err(Problem::new(ProblemCode::SessionRequired)),
        }
    }
}

impl<A: Access> FromRequest for Caller<A> {
    type Error = Problem;
    type Future = Ready<Result<Self, Problem>>;

    fn from_request(request: &HttpRequest, _: &mut Payload) -> Self::Future {
        // Put there by `limits::limit`, which every route of the API passes.
        let known = request.extensions().get::<Result<Identity, Problem>>().cloned();
        let identity = known.unwrap_or_else(|| Err(Problem::new(ProblemCode::Unauthorized)));
        ready(identity.map_err(A::nobody).and_then(|identity| {
            A::check(&identity)?;
            let Identity { account, via, confirmed, second_factor, .. } = identity;
            Ok(Self { account, via, second_factor, confirmed, access: PhantomData })
        }))
    }
}

/// The token that a request carries.
pub fn bearer(request: &HttpRequest) -> Option<&str> {
    request.headers().get(AUTHORIZATION)?.to_str().ok()?.strip_prefix("Bearer ")
}

/// Finds out who calls. 401 for whoever is nobody, 403 for an account that was disabled.
pub async fn identify(request: &HttpRequest) -> Result<Identity, Problem> {
    match (request.app_data::<web::Data<App>>(), bearer(request)) {
        (Some(app), Some(token)) => identify_token(app, token).await,
        _ => Err(Problem::new(ProblemCode::Unauthorized)),
    }
}

/// Whose token this is at this moment.
pub async fn identify_token(app: &App, token: &str) -> Result<Identity, Problem> {
    let now = app.clock.now().millis();
    let found = if api_keys::is_one(token) {
        api_keys::identify(app, token, now).await?
    } else {
        match app.tokens.read(&app.db, token, now / 1000).await? {
            Some(claims) => sessions::identify(&mut app.db.read().await?, claims.sid).await?,
            None => None,
        }
    };
    match found {
        None => Err(Problem::new(ProblemCode::Unauthorized)),
        Some(found) if found.disabled => Err(Problem::new(ProblemCode::AccountDisabled)),
        Some(found) => Ok(found.identity),
    }
}

/// Somebody who was found, who may have been disabled.
pub struct Found {
    pub identity: Identity,
    pub disabled: bool,
}
