//! The mailer: what the operator has set, and the way a letter goes from here.

use std::net::SocketAddr;
use std::time::Duration;

use actix_web::http::Uri;
use lettre::message::Mailbox;
use lettre::transport::smtp;
use lettre::transport::smtp::extension::ClientId;
use lettre::{AsyncSmtpTransport, AsyncTransport, Message, Tokio1Executor};
use tokio::time::timeout;

use super::folder::Folder;
use super::letters::{About, Words};
use super::site::{Site, is_loopback};
use super::take::Due;
use super::{SettingsError, page, write};
use crate::config::ServeConfig;
use crate::ids::made_at;

/// A mail server that answers a command later than this is taken for dead.
const ANSWER_TIMEOUT: Duration = Duration::from_secs(60);

/// The whole conversation; shorter than the lease of the letter.
const SEND_TIMEOUT: Duration = Duration::from_secs(120);

/// Sends letters.
pub struct Mailer {
    site: Site,
    from: Mailbox,
    contact: Option<String>,
    transport: Transport,
}

enum Transport {
    Smtp(AsyncSmtpTransport<Tokio1Executor>),
    Folder(Folder),
}

/// Why a letter has not left.
#[derive(Debug, thiserror::Error)]
pub enum Failure {
    /// It never will.
    #[error("refused for good: {0}")]
    Refused(String),
    #[error("not now: {0}")]
    Later(String),
}

impl Mailer {
    /// Reads the settings. What is wrong with them is told at the start, not at the first letter.
    pub fn new(config: &ServeConfig, listening: SocketAddr) -> Result<Self, SettingsError> {
        let site = Site::new(config, listening)?;
        let from = match &config.mail_from {
            Some(from) => from.parse(),
            None => format!("Chappe <no-reply@{}>", site.domain()).parse(),
        };
        let transport = match &config.smtp_url {
            Some(url) => Transport::Smtp(connect(url, site.domain())?),
            None => Transport::Folder(Folder::of(&config.data)),
        };
        if config.smtp_url.is_some() && config.public_url.is_none() {
            let links = site.page("");
            tracing::warn!(links, "CHAPPE_PUBLIC_URL is not set: the links of letters lead to this machine");
        }
        if config.smtp_url.is_none() && page::at(config, listening).is_none() {
            tracing::warn!("CHAPPE_SMTP_URL is not set: letters are not sent, they stay in the data folder");
        }
        Ok(Self { from: from.map_err(SettingsError::From)?, contact: config.contact.clone(), site, transport })
    }

    /// Writes the letter and hands it over; `now` is what it is dated.
    pub async fn send(&self, due: &Due, now: i64) -> Result<(), Failure> {
        let link = match (&due.token, due.letter.link()) {
            (Some(token), Some(purpose)) => self.site.page(&format!("{}?token={token}", purpose.page())),
            _ => self.site.page(&due.letter.page()),
        };
        let about = About {
            account_id: &due.public_id,
            queued_at: made_at(due.lease.id),
            sent_at: now,
            zone: &due.zone,
            link: &link,
            contact: self.contact.as_deref(),
        };
        let words = Words::of(&due.letter, &about, due.locale);
        let envelope = write::Envelope {
            id: due.lease.id,
            from: &self.from,
            domain: self.site.domain(),
            to: &due.to,
            locale: due.locale,
            sent_at: now,
        };
        match &self.transport {
            Transport::Smtp(server) => hand_over(server, write::for_smtp(&envelope, &words)?).await,
            Transport::Folder(folder) => {
                let message = write::for_people(&envelope, &words)?;
                let kept = folder.keep(due.lease.id, &message.formatted()).await;
                kept.map_err(|error| Failure::Later(format!("the mail folder cannot be written: {error}")))
            }
        }
    }
}

/// `domain` is what we call ourselves, unless the URL has a name in its path: a name that the world can resolve, which
/// a machine's own name often is not.
fn connect(url: &str, domain: &str) -> Result<AsyncSmtpTransport<Tokio1Executor>, SettingsError> {
    let wrong = |error: smtp::Error| SettingsError::Smtp(error.to_string());
    let server = AsyncSmtpTransport::<Tokio1Executor>::from_url(url).map_err(wrong)?.timeout(Some(ANSWER_TIMEOUT));
    let uri = url.parse::<Uri>().ok();
    let named = uri.as_ref().is_some_and(|uri| uri.path().len() > 1);
    let readable = url.starts_with("smtp://") && !url.contains("tls=");
    if readable && !uri.as_ref().and_then(Uri::host).is_some_and(is_loopback) {
        tracing::warn!(
            "letters and the password of CHAPPE_SMTP_URL travel unencrypted: use smtps:// or add ?tls=required"
        );
    }
    Ok(if named { server } else { server.hello_name(ClientId::Domain(domain.to_owned())) }.build())
}

async fn hand_over(server: &AsyncSmtpTransport<Tokio1Executor>, message: Message) -> Result<(), Failure> {
    match timeout(SEND_TIMEOUT, server.send(message)).await {
        Ok(Ok(_)) => Ok(()),
        Ok(Err(error)) if is_final(&error) => Err(Failure::Refused(error.to_string())),
        Ok(Err(error)) => Err(Failure::Later(error.to_string())),
        Err(_) => Err(Failure::Later("the mail server took too long".to_owned())),
    }
}

/// Whether this recipient's mail system will never take the letter. Other refusals with 5xx (a wrong password, a sender that is
/// not allowed, a client that is blocked) are the operator's to mend, and nothing is to be lost until then.
fn is_final(error: &smtp::Error) -> bool {
    let Some(code) = error.status().filter(|_| error.is_permanent()) else { return false };
    let said = std::error::Error::source(error).map(ToString::to_string).unwrap_or_default();
    is_final_answer(u16::from(code), &said)
}

/// An enhanced status (RFC 3463), where there is one, tells what a code leaves open: 5.1 is the address, except its sender's
/// (5.1.7, 5.1.8), 5.2 the mailbox. Without one, 550, 551 and 553 mean the recipient.
fn is_final_answer(code: u16, said: &str) -> bool {
    let status = said.split_whitespace().next().unwrap_or_default();
    match status.strip_prefix("5.").and_then(|rest| rest.split_once('.')) {
        Some(("1", detail)) => !matches!(detail, "7" | "8"),
        Some(("2", _)) => true,
        Some(_) => false,
        None => matches!(code, 550 | 551 | 553),
    }
}

#[cfg(test)]
mod tests {
    use super::is_final_answer;

    #[test]
    fn only_what_is_the_recipients_is_final() {
        let cases = [
            (550, "5.1.1 no such user", true),
            (550, "no such user", true),
            (552, "5.2.2 mailbox full", true),
            (553, "5.1.3 bad address", true),
            (550, "5.1.8 your domain does not exist", false),
            (550, "5.7.1 you may not relay", false),
            (554, "5.7.1 client host blocked", false),
            (535, "5.7.8 wrong password", false),
            (530, "authenticate first", false),
            (554, "transaction failed", false),
            (552, "too much mail", false),
        ];
        for (code, said, is_final) in cases {
            assert_eq!(is_final_answer(code, said), is_final, "{code} {said}");
        }
    }
}
