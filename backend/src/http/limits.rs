//! Who calls, and how fast one account may.

use std::num::NonZeroU32;
use std::sync::Arc;

use actix_web::body::{EitherBody, MessageBody};
use actix_web::dev::{ServiceRequest, ServiceResponse};
use actix_web::middleware::Next;
use actix_web::{HttpMessage, ResponseError, web};
use governor::clock::{Clock as _, DefaultClock};
use governor::{DefaultKeyedRateLimiter, Quota, RateLimiter};
use openapi::ProblemCode;

use super::caller::identify;
use crate::problem::Problem;

/// Requests a second and account (GCRA, bursts of one second's worth), shared by the threads of a process.
#[derive(Clone)]
pub struct Limits(Arc<DefaultKeyedRateLimiter<i64>>);

impl Limits {
    pub fn new(per_second: u32) -> Self {
        let rate = NonZeroU32::new(per_second).unwrap_or(NonZeroU32::MIN);
        Self(Arc::new(RateLimiter::keyed(Quota::per_second(rate))))
    }
}

/// Finds out who calls, for the handler's [`super::Caller`] to read, and refuses (429) what comes faster than the
/// account's limit. Who has not signed in is not counted here.
pub async fn limit(
    request: ServiceRequest,
    next: Next<impl MessageBody>,
) -> Result<ServiceResponse<EitherBody<impl MessageBody>>, actix_web::Error> {
    let limits = request.app_data::<web::Data<Limits>>().cloned();
    let caller = identify(request.request()).await;
    if let (Some(limits), Ok(caller)) = (limits, &caller)
        && let Err(early) = limits.0.check_key(&caller.account.0)
    {
        let wait = early.wait_time_from(DefaultClock::default().now());
        let problem = Problem::new(ProblemCode::TooManyRequests).retry_after(wait.as_secs() + 1);
        return Ok(request.into_response(problem.error_response()).map_into_right_body());
    }
    request.extensions_mut().insert(caller);
    Ok(next.call(request).await?.map_into_left_body())
}
