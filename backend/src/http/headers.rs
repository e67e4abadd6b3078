//! Headers that every answer carries.

use actix_web::middleware::DefaultHeaders;

/// What a page of ours may do: its own files, wasm, nothing inline but style attributes (Yew sets widths with them).
pub const PAGE_POLICY: &str = "default-src 'self'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; \
    style-src-attr 'unsafe-inline'; img-src 'self' data:; object-src 'none'; base-uri 'none'; frame-ancestors 'none'; \
    form-action 'self'";

/// No sniffing, no framing, no referrer to other sites, and no page that is not ours.
pub fn security() -> DefaultHeaders {
    DefaultHeaders::new()
        // Answers of the API belong to one account; the web app's files say otherwise for themselves.
        .add(("Cache-Control", "no-store"))
        .add(("X-Content-Type-Options", "nosniff"))
        .add(("X-Frame-Options", "DENY"))
        .add(("Referrer-Policy", "same-origin"))
        .add(("Cross-Origin-Opener-Policy", "same-origin"))
        .add(("Content-Security-Policy", PAGE_POLICY))
}
