//! What an SMS is: how a text is encoded, how many parts it takes, what personalisation makes of it.
//!
//! No I/O and no dependencies: the server charges by this crate, and the browser shows the count while one types by
//! this same crate compiled to wasm, so the two can never disagree. A text goes one way:
//!
//! 1. [`Template::parse`] reads it once; [`Template::unknown`] and [`Template::diagnose`] help its writer.
//! 2. [`Message::compose`] makes each recipient's text: fields replaced, invisible characters cleaned away, the euro
//!    rule applied.
//! 3. [`measure`] says what that costs, [`split`] what each part holds, [`Parts::fits`] whether it may be sent.
//!
//! ```
//! use sms::{Encoding, Fields, Message, Template};
//!
//! let template = Template::parse("Bonjour ${prenom|cher client}, à samedi ! Entrée 5 €.");
//! let ada = Fields { first_name: "Ada", ..Fields::default() };
//!
//! let message = Message::compose(&template, &ada);
//! assert_eq!(message.text, "Bonjour Ada, à samedi ! Entrée 5 €.");
//! assert_eq!(message.measure.encoding, Encoding::Gsm7);
//! assert_eq!(message.measure.units, 36); // 35 characters, and one of them counts two
//! assert_eq!(message.measure.parts.get(), 1);
//!
//! // A curly quote would make it Unicode; the doctor says where, and what to write instead.
//! let findings = sms::diagnose("C’est samedi !");
//! assert_eq!((findings[0].at, findings[0].replacement), (1, Some("'")));
//! assert_eq!(sms::repair("C’est samedi !"), "C'est samedi !");
//! ```
//!
//! A voice message goes by [`speak`] instead: nothing is encoded there.
//!
//! Beside it: [`with_stop_mention`] adds how to stop, [`has_contact`] asks whether a text says whom to turn to, [`is_stop`] recognises the replies that end it all, [`Sender`] is a sender name that can be used, [`fold`]
//! compares names as people spell them.

mod clean;
mod contact;
mod doctor;
mod euro;
mod fold;
mod gsm7;
mod message;
mod parts;
mod replace;
mod sender;
mod stop;
mod template;
mod voice;

pub use clean::clean;
pub use contact::{has_contact, with_stop_mention};
pub use doctor::{Costs, Finding, Saving, diagnose, repair, saving};
pub use euro::euro;
pub use fold::fold;
pub use message::{Message, compose};
pub use parts::{Encoding, MAX_CHARS, MAX_PARTS, Measure, Parts, measure, split};
pub use sender::{Sender, SenderError};
pub use stop::is_stop;
pub use template::{Fields, Template, field_key};
pub use voice::{MAX_VOICE_PARTS, Spoken, VOICE_PART, speak};
