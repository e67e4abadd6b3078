//! A fake SMS provider over real HTTP. No SMS ever leaves it: it keeps what each phone would have received, sends
//! receipts back like a real provider, and lies like one when told to. It knows nothing of Chappe and shares nothing
//! with it but HTTP, so that what works against the sandbox works against the wire.
//!
//! # What it speaks
//! - `POST /messages {reference, to, from?, text, kind?, language?, receipt_url?, reply_url?}` → 201 `{id}`. `kind` `voice` is a
//!   call that reads the text aloud in `language` (`en` when absent); anything else is a text. Unknown fields are
//!   tolerated. Malformed: 400, a problem (RFC 9457) naming the field. A repeated reference is accepted again, as most
//!   providers do, and counted as a duplicate.
//! - `GET /messages?reference=` → 200 `{id, reference, to, status, times}`, `status` being the truth at the handset
//!   (`accepted`, `delivered_operator`, `received` or of a call `listened`, `failed`) whatever the receipts said, `times` how often the
//!   reference was taken; 404 `unknown_reference` when it never was; 501 `no_lookup` under `--no-lookup`, so that nobody
//!   takes "I do not say" for "I do not know it".
//! - `GET /stats` → `{requests, accepted, distinct, duplicates, refused, receipts_sent, receipts_waiting,
//!   receipts_retried, receipts_given_up}`. `requests` counts every `POST /messages`; `accepted` those taken, answered
//!   or not; `distinct` the references among them, `duplicates` the rest; `receipts_sent` the receipts that got a 2xx.
//! - `GET /handsets` → `{items}`, the phones that received last. `GET /handsets/{number}` (E.164, percent-encoded) →
//!   `{number, messages[{from, text, at, call?{language, seconds}}], replies[{id, text, at, taken}]}`, oldest first.
//! - `POST /handsets/{number}/replies {text}` → 202 `{id}`: the phone answers the last text it received, as a POST of
//!   `{id, from, to, text, reference, at}` to that message's `reply_url`. 404 for a phone that received nothing.
//! - `GET /` → the handsets as a page.
//! - `/bank/…` → the test bank, where no money moves (`bank/mod.rs`).
//!
//! # Receipts
//! A POST to the message's `receipt_url` of `{id, reference, status, reason?, at}`, `status` being `delivered_operator`,
//! `received` (of a call: `listened`) or `failed`. The receipts of one message leave one after the other, each once the one before it got its
//! 2xx. A receipt that is not answered with 2xx is posted again every second, for ten minutes, then given up and
//! counted; so are replies. While a receiver cannot be reached at all its connections knock once a second each and
//! everything else for it waits. A million receipts and replies may wait; beyond that new messages are refused with 429,
//! so that nothing that was accepted loses its receipt for want of memory.
//!
//! # What is remembered
//! References for as long as the process lives, exactly (about 130 bytes each); texts in rings that hold the latest
//! 100,000 or so over all phones; the latest 1,000 replies. Nothing is written to disk.
//!
//! # Magic numbers
//! `+337999999NN` and no other number. Numbers whose `NN` is not in the table live the ordinary life. The name is what
//! `--fault NAME=RATE` takes to give the same fate to a fraction of the ordinary messages; it is drawn from the
//! reference, so a reference meets the same fate whenever it is sent. *Taken* says whether the message was accepted
//! in truth, whatever the answer: that is what look-up and handset show.
//!
//! | NN | name | answer | taken | then |
//! |---|---|---|---|---|
//! | 00 | `delivered` | 201 | yes | `delivered_operator`, then `received` |
//! | 01 | `absent` | 201 | yes | `delivered_operator`, then `failed` with reason `absent`; the phone shows nothing |
//! | 02 | `late` | 201 | yes | `received` after `--late-ms` more (60 s) |
//! | 03 | `duplicate_receipt` | 201 | yes | every receipt twice |
//! | 04 | `early_receipt` | 201, half a second late | yes | `received` while the answer is still awaited |
//! | 05 | `stop` | 201 | yes | `received`, then the phone replies `STOP` |
//! | 06 | `timeout_taken` | none, the connection stays open | yes | the ordinary receipts |
//! | 07 | `timeout` | none, the connection stays open | no | |
//! | 08 | `refused` | 422 `number_refused` | no | for good |
//! | 09 | `busy` | 429, `Retry-After: 1` | no | every time |
//! | 10 | `busy_once` | 429, `Retry-After: 1`; the next time 201 | the next time | the ordinary receipts |
//! | 11 | `unavailable` | 503, `Retry-After: 1` | no | every time |
//! | 12 | `error` | 500 | no | |
//! | 13 | `error_taken` | 500 | yes | the ordinary receipts |
//! | 14 | `closed` | the connection is closed after reading | no | |
//! | 15 | `closed_taken` | the connection is closed after reading | yes | the ordinary receipts |
//! | 16 | `garbage` | 201 with a page of HTML | yes | the ordinary receipts |
//! | 17 | `unknown_id` | 201 | yes | a receipt for an id and a reference nobody knows, then the ordinary ones |
//! | 18 | `unknown_status` | 201 | yes | `delivered_operator`, then the status `teleported`; nothing else, though the phone received it |
//! | 19 | `out_of_order` | 201 | yes | `received`, then `delivered_operator` |
//! | 20 | `contradiction` | 201 | yes | `received`, then `failed`; the phone did receive it |
//! | 21 | `silent` | 201 | yes | no receipt at all |
//! | 22 | `slow` | 201 after three seconds | yes | the ordinary receipts, after the answer |
//! | 23 | `not_answered` | 201 | yes | of a call: `delivered_operator`, then `failed` with reason `not_answered`; of a text: the ordinary receipts |
//! | 24 | `line_busy` | 201 | yes | of a call: `failed` with reason `line_busy`; of a text: the ordinary receipts |
//!
//! `--receipts final` leaves `delivered_operator` out (not from `out_of_order`), `--receipts none` leaves out all.
//! `--error-rate` is `--fault absent=`, `--silent-rate` is `--fault silent=`.

mod answer;
mod bank;
mod handsets;
mod hosts;
mod magic;
mod messages;
mod number;
mod options;
mod receipts;
mod routes;
mod server;
mod state;
mod store;
mod wheel;

pub use options::{Fault, Options, Receipts};
pub use server::{Running, start};
