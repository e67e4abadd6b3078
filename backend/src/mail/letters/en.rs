//! The letters in English.

use jiff::Zoned;
use openapi::Credits;
use openapi::campaigns::Totals;
use openapi::notices::NoticeKind;

use super::{About, Block, Words, grouped, places, purchases_en, short, zone_name};
use crate::links::Purpose;
use crate::mail::{Circumstances, Letter};

const DAYS: [&str; 7] = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"];
const MONTHS: [&str; 12] = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
];

pub fn words(letter: &Letter, about: &About<'_>) -> Words {
    let (subject, pieces) = match letter {
        Letter::Welcome => welcome(about),
        Letter::ConfirmEmail { .. } => confirm_email(about),
        Letter::EmailChangeAsked { new } => email_change_asked(new, about),
        Letter::EmailChanged { new, .. } => email_changed(new, about),
        Letter::PasswordReset(circumstances) => password_reset(circumstances, about),
        Letter::PasswordChanged(circumstances) => password_changed(circumstances, about),
        Letter::SecondFactorEnabled(circumstances) => second_factor_enabled(circumstances, about),
        Letter::SecondFactorRemoved(circumstances) => second_factor_removed(circumstances, about),
        Letter::ApiKeyMade { name, circumstances } => api_key_made(name, circumstances, about),
        Letter::CreditAlert { threshold, balance } => credit_alert(*threshold, *balance, about),
        Letter::Notice { what, name, totals, charged, balance, .. } => {
            notice(*what, name, totals, [*charged, *balance], about)
        }
        Letter::Purchase(letter) => purchases_en::purchase(letter, about),
    };
    let mut body = vec![says("Hello,")];
    body.extend(pieces);
    Words { subject, body, footer: footer(about) }
}

pub(super) type Pieces = (String, Vec<Block>);

fn welcome(about: &About<'_>) -> Pieces {
    let body = vec![
        says(format!(
            "Welcome! Your account “{}” is open. To send your first messages, confirm your e-mail address:",
            about.account_id
        )),
        link("Confirm my address", about),
        says(format!(
            "This link works once, until {}. After that, sign in and ask for another one.",
            moment(&about.until(Purpose::ConfirmAccount))
        )),
        says("If you did not open this account, do nothing: unless it is confirmed, it cannot send anything."),
    ];
    ("Confirm your e-mail address".to_owned(), body)
}

fn confirm_email(about: &About<'_>) -> Pieces {
    let body = vec![
        says(format!(
            "You asked for the e-mails of the account “{}” to come to this address. Confirm it:",
            about.account_id
        )),
        link("Confirm this address", about),
        says(format!(
            "This link works once, until {}. Until then the former address stays in use.",
            moment(&about.until(Purpose::ConfirmEmail))
        )),
        says("If you did not ask for anything, do nothing: nothing will change."),
    ];
    ("Confirm your new e-mail address".to_owned(), body)
}

fn email_change_asked(new: &str, about: &About<'_>) -> Pieces {
    let body = vec![
        says(format!(
            "A new e-mail address was asked for your account “{}”. It takes the place of this one once it is confirmed; until \
             then nothing changes.",
            about.account_id
        )),
        Block::Facts(vec![("New address:", new.to_owned()), ("When:", happened(about))]),
        says("If it was you, there is nothing to do here."),
        says(
            "If it was not, somebody else got into your account. Choose a new password at once, which ends every session, then \
             take the new address off in the settings of your account:",
        ),
        link("Choose a new password", about),
    ];
    ("A new e-mail address was asked for".to_owned(), body)
}

fn email_changed(new: &str, about: &About<'_>) -> Pieces {
    let body = vec![
        says(format!(
            "The e-mail address of your account “{}” has changed. This address will not receive anything any more.",
            about.account_id
        )),
        Block::Facts(vec![("New address:", new.to_owned()), ("When:", happened(about))]),
        says("If it was you, there is nothing to do."),
        says(stolen(about)),
    ];
    ("Your e-mail address has changed".to_owned(), body)
}

fn password_reset(circumstances: &Circumstances, about: &About<'_>) -> Pieces {
    let body = vec![
        says(format!(
            "A new password was asked for your account “{}”. To choose it, open this link:",
            about.account_id
        )),
        link("Choose a new password", about),
        says(format!(
            "This link works once, until {}. Give it to nobody: it opens your account.",
            moment(&about.until(Purpose::ResetPassword))
        )),
        facts(circumstances, about),
        says("If you did not ask for it, do nothing: your password stays the same."),
    ];
    ("Choose a new password".to_owned(), body)
}

fn password_changed(circumstances: &Circumstances, about: &About<'_>) -> Pieces {
    let happened =
        format!("The password of your account “{}” was changed, and the other sessions were ended.", about.account_id);
    ("Your password was changed".to_owned(), told(happened, facts(circumstances, about), about))
}

fn second_factor_enabled(circumstances: &Circumstances, about: &About<'_>) -> Pieces {
    let happened = format!(
        "Two-step sign-in of your account “{}” is on: signing in now also asks for a code from your app. Keep your \
         recovery codes in a safe place.",
        about.account_id
    );
    ("Two-step sign-in turned on".to_owned(), told(happened, facts(circumstances, about), about))
}

fn second_factor_removed(circumstances: &Circumstances, about: &About<'_>) -> Pieces {
    let happened = format!(
        "Two-step sign-in of your account “{}” was turned off: the password is now enough to sign in.",
        about.account_id
    );
    ("Two-step sign-in turned off".to_owned(), told(happened, facts(circumstances, about), about))
}

fn api_key_made(name: &str, circumstances: &Circumstances, about: &About<'_>) -> Pieces {
    let mut facts = vec![("Name of the key:", name.to_owned())];
    facts.extend(known(circumstances, about));
    let body = vec![
        says(format!(
            "An API key was made for your account “{}”. Whoever has it acts in your name, within its limits.",
            about.account_id
        )),
        Block::Facts(facts),
        says("If it was you, there is nothing to do. If it was not, revoke this key, then change your password:"),
        link("See my API keys", about),
    ];
    ("A new API key".to_owned(), body)
}

fn credit_alert(threshold: Credits, balance: Credits, about: &About<'_>) -> Pieces {
    let body = vec![
        says(format!(
            "The balance of your account “{}” has fallen to the alert threshold that you chose, or below. Campaigns stop when \
             the balance is not enough any more.",
            about.account_id
        )),
        Block::Facts(vec![
            ("Balance:", credits(balance)),
            ("Alert threshold:", credits(threshold)),
            ("When:", happened(about)),
        ]),
        link("See my credits", about),
        says("This e-mail comes again only after the balance has risen above the threshold."),
    ];
    (format!("You have {} left", credits(balance)), body)
}

/// What happened, and what to do if it was somebody else who did it.
fn told(happened: String, facts: Block, about: &About<'_>) -> Vec<Block> {
    vec![
        says(happened),
        facts,
        says("If it was you, there is nothing to do."),
        says(
            "If it was not, choose a new password at once, which ends every session, and check the security settings of your \
             account:",
        ),
        link("Choose a new password", about),
    ]
}

fn notice(
    what: NoticeKind,
    name: &str,
    totals: &Totals,
    [charged, balance]: [Credits; 2],
    about: &About<'_>,
) -> Pieces {
    let (subject, happened_to, todo) = match what {
        NoticeKind::Finished => ("Finished", "has finished: every message has its last status", "See the report"),
        NoticeKind::Paused => {
            ("Paused", "was paused by the platform. Nothing more leaves until you resume it", "See the campaign")
        }
        NoticeKind::Asleep => {
            ("Waiting for legal hours", "waits for the legal hours and goes on by itself then", "See the campaign")
        }
        NoticeKind::NoCredit => {
            ("Out of credits", "is waiting: the balance does not cover what is left", "See the campaign")
        }
        NoticeKind::Late => (
            "Waiting for you",
            "could not leave at its hour. It waits for your word, so that nobody is written to at the wrong time",
            "See the campaign",
        ),
    };
    let count = |number: i64| grouped(&number.to_string(), ",", ".");
    let mut facts = vec![
        ("Recipients:", count(totals.recipients)),
        ("Received:", count(totals.received)),
        ("Sent, not confirmed:", count(totals.sent + totals.delivered_operator)),
        ("Failed:", count(totals.failed)),
        ("Uncertain:", count(totals.uncertain)),
        ("Not sent:", count(totals.skipped + totals.cancelled)),
        ("Still to send:", count(totals.queued)),
    ];
    facts.retain(|(_, number)| number != "0");
    facts.extend([("Charged:", credits(charged)), ("Balance:", credits(balance)), ("When:", happened(about))]);
    let body = vec![
        says(format!("The campaign “{name}” of your account “{}” {happened_to}.", about.account_id)),
        Block::Facts(facts),
        link(todo, about),
        says("Which of these e-mails you receive is chosen in the settings of your account."),
    ];
    (format!("{subject}: {}", short(name)), body)
}

/// For the owner of an account whose address somebody else has taken: no link can help there.
fn stolen(about: &About<'_>) -> String {
    match about.contact {
        Some(contact) => format!("If it was not, somebody else holds your account: tell us at once ({contact})."),
        None => {
            "If it was not, somebody else holds your account: tell the operator of the platform at once.".to_owned()
        }
    }
}

fn footer(about: &About<'_>) -> Vec<String> {
    let mut lines = vec![format!("Account: {}", about.account_id)];
    lines.extend(about.contact.map(|contact| format!("A question? {contact}")));
    lines.push("This e-mail was sent automatically; nobody reads the replies.".to_owned());
    lines
}

fn facts(circumstances: &Circumstances, about: &About<'_>) -> Block {
    Block::Facts(known(circumstances, about))
}

fn known(circumstances: &Circumstances, about: &About<'_>) -> Vec<(&'static str, String)> {
    let mut facts = vec![("When:", moment(&about.zoned(circumstances.at)))];
    facts.extend(places(circumstances, "Network address:", "Device:"));
    facts
}

pub(super) fn says(words: impl Into<String>) -> Block {
    Block::Says(words.into())
}

pub(super) fn link(label: &'static str, about: &About<'_>) -> Block {
    Block::Link { label, url: about.link.to_owned() }
}

pub(super) fn happened(about: &About<'_>) -> String {
    moment(&about.zoned(about.queued_at))
}

/// `Sunday 1 November 2026 at 09:05 (Europe/London)`.
fn moment(at: &Zoned) -> String {
    let weekday = DAYS[usize::try_from(at.weekday().to_monday_zero_offset()).unwrap_or_default()];
    let month = MONTHS[usize::try_from(at.month() - 1).unwrap_or_default()];
    let (day, year, hour, minute) = (at.day(), at.year(), at.hour(), at.minute());
    format!("{weekday} {day} {month} {year} at {hour:02}:{minute:02} ({})", zone_name(at))
}

/// `1 credit`, `1.5 credits`, `12,345 credits`.
pub(super) fn credits(amount: Credits) -> String {
    let unit = if amount == Credits::whole(1) { "credit" } else { "credits" };
    format!("{}\u{a0}{unit}", grouped(&amount.to_string(), ",", "."))
}
