//! The page that shows the letters of a server without a mail server: where a newcomer finds the link of the first one.
//!
//! Its letters open accounts, so it is shown to this machine only ([`address`]). Everybody else is told that there is no such
//! page.

use std::net::SocketAddr;

use actix_web::http::header::{ACCEPT_LANGUAGE, CACHE_CONTROL, HOST};
use actix_web::{HttpRequest, HttpResponse, get, web};
use jiff::Timestamp;
use jiff::tz::TimeZone;
use mail_parser::MessageParser;

use super::folder::Folder;
use super::html::escape;
use super::site::{Site, is_loopback};
use crate::app::App;
use crate::config::ServeConfig;
use crate::ids::made_at;
use crate::problem::Problem;

const ADDRESS: &str = "/api/mail";

/// Letters that are listed.
const MOST_LISTED: usize = 50;

/// Where the letters are shown to whoever asks; `None` unless it is somebody on this very machine.
pub fn address(request: &HttpRequest, config: &ServeConfig) -> Option<&'static str> {
    let listening = request.app_config().local_addr();
    at(config, listening).filter(|_| is_from_here(request))
}

/// Where a server shows its letters; `None` unless it is somebody's trial: it sends no mail, listens to this machine only, and
/// is not said to be reached from elsewhere.
pub fn at(config: &ServeConfig, listening: SocketAddr) -> Option<&'static str> {
    let private = config.smtp_url.is_none()
        && config.proxies == 0
        && listening.ip().is_loopback()
        && Site::new(config, listening).is_ok_and(|site| site.is_loopback());
    private.then_some(ADDRESS)
}

/// Whether a browser on this machine asks, and means this machine: no proxy stands between, and no stranger's name leads here
/// (a page from elsewhere could have its own name point at 127.0.0.1 and read ours).
fn is_from_here(request: &HttpRequest) -> bool {
    let headers = request.headers();
    let forwarded = |name: &str| name.starts_with("x-forwarded") || matches!(name, "forwarded" | "via" | "x-real-ip");
    let host = headers.get(HOST).and_then(|host| host.to_str().ok()).unwrap_or_default();
    request.peer_addr().is_some_and(|peer| peer.ip().to_canonical().is_loopback())
        && is_loopback(without_port(host))
        && !headers.keys().any(|name| forwarded(name.as_str()))
}

fn without_port(host: &str) -> &str {
    match host.rsplit_once(':') {
        Some((name, port)) if port.bytes().all(|digit| digit.is_ascii_digit()) => name,
        _ => host,
    }
}

/// The newest letters.
#[get("/api/mail")]
pub async fn index(request: HttpRequest, app: web::Data<App>) -> Result<HttpResponse, Problem> {
    address(&request, &app.config).ok_or_else(Problem::not_found)?;
    let (folder, texts) = (Folder::of(&app.config.data), texts(&request));
    let mut rows = String::new();
    for id in folder.newest(MOST_LISTED).await.map_err(Problem::internal)? {
        if let Some(letter) = Letter::read(&folder, id).await? {
            let Letter { subject, to, at, .. } = letter.escaped();
            rows.push_str(&format!(
                "<li><a href=\"{ADDRESS}/{id}\"><strong>{subject}</strong><span>{to}</span><time>{at}</time></a></li>\n"
            ));
        }
    }
    let list =
        if rows.is_empty() { format!("<p class=\"empty\">{}</p>", texts.empty) } else { format!("<ol>{rows}</ol>") };
    let (title, lead) = (texts.title, texts.lead);
    Ok(page(texts, title, &format!("<h1>{title}</h1>\n<p class=\"lead\">{lead}</p>\n{list}")))
}

/// One letter, its link to be clicked.
#[get("/api/mail/{id}")]
pub async fn view(request: HttpRequest, id: web::Path<String>, app: web::Data<App>) -> Result<HttpResponse, Problem> {
    address(&request, &app.config).ok_or_else(Problem::not_found)?;
    // A number, never a part of a path.
    let id: i64 = id.parse().map_err(|_| Problem::not_found())?;
    let letter = Letter::read(&Folder::of(&app.config.data), id).await?.ok_or_else(Problem::not_found)?;
    let (texts, Letter { subject, to, at, text }) = (texts(&request), letter.escaped());
    let text: Vec<String> = text.lines().map(linked).collect();
    let main = format!(
        "<p><a href=\"{ADDRESS}\">← {}</a></p>\n<h1>{subject}</h1>\n<p class=\"lead\">{} {to} · <time>{at}</time></p>\n\
         <article>{}</article>",
        texts.title,
        texts.to,
        text.join("\n")
    );
    Ok(page(texts, &subject, &main))
}

/// How the pages look.
#[get("/api/mail/page.css")]
pub async fn style(request: HttpRequest, app: web::Data<App>) -> Result<HttpResponse, Problem> {
    address(&request, &app.config).ok_or_else(Problem::not_found)?;
    Ok(HttpResponse::Ok().content_type("text/css; charset=utf-8").body(include_str!("page.css")))
}

/// A letter, as far as it is shown.
struct Letter {
    subject: String,
    to: String,
    at: String,
    text: String,
}

impl Letter {
    /// `None` when there is none of that id.
    async fn read(folder: &Folder, id: i64) -> Result<Option<Self>, Problem> {
        let Some(file) = folder.read(id).await.map_err(Problem::internal)? else { return Ok(None) };
        let Some(message) = MessageParser::default().parse(&file) else { return Ok(None) };
        let to = message.to().and_then(|to| to.first()).and_then(|to| to.address()).unwrap_or_default();
        let at = Timestamp::from_millisecond(made_at(id)).unwrap_or(Timestamp::UNIX_EPOCH);
        Ok(Some(Self {
            subject: message.subject().unwrap_or_default().to_owned(),
            to: to.to_owned(),
            at: at.to_zoned(TimeZone::system()).strftime("%Y-%m-%d %H:%M").to_string(),
            text: message.body_text(0).unwrap_or_default().into_owned(),
        }))
    }

    fn escaped(self) -> Self {
        let [subject, to, at, text] = [self.subject, self.to, self.at, self.text].map(|text| escape(&text));
        Self { subject, to, at, text }
    }
}

/// Letters have each address on a line of its own.
fn linked(line: &str) -> String {
    let address = line.starts_with("http://") || line.starts_with("https://");
    if address { format!("<a href=\"{line}\">{line}</a>") } else { line.to_owned() }
}

struct Texts {
    language: &'static str,
    title: &'static str,
    lead: &'static str,
    empty: &'static str,
    to: &'static str,
}

const FRENCH: Texts = Texts {
    language: "fr",
    title: "E-mails",
    lead: "Ce serveur n’a pas de serveur de messagerie : au lieu de partir, ses e-mails arrivent ici. Seule cette machine voit \
           cette page.",
    empty: "Aucun e-mail pour l’instant. Ouvrez un compte : le premier arrivera ici.",
    to: "À",
};

const ENGLISH: Texts = Texts {
    language: "en",
    title: "E-mails",
    lead: "This server has no mail server: instead of leaving, its e-mails land here. Only this machine sees this page.",
    empty: "No e-mail yet. Open an account: the first one will land here.",
    to: "To",
};

fn texts(request: &HttpRequest) -> &'static Texts {
    let languages = request.headers().get(ACCEPT_LANGUAGE).and_then(|value| value.to_str().ok()).unwrap_or_default();
    if languages.trim_start().starts_with("fr") { &FRENCH } else { &ENGLISH }
}

fn page(texts: &Texts, title: &str, main: &str) -> HttpResponse {
    let page = format!(
        "<!doctype html>\n<html lang=\"{}\">\n<head>\n<meta charset=\"utf-8\">\n\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n<title>{title} · Chappe</title>\n\
         <link rel=\"icon\" href=\"/assets/favicon.svg\" type=\"image/svg+xml\">\n\
         <link rel=\"stylesheet\" href=\"{ADDRESS}/page.css\">\n</head>\n<body>\n<main>\n{main}\n</main>\n</body>\n</html>\n",
        texts.language
    );
    HttpResponse::Ok().content_type("text/html; charset=utf-8").insert_header((CACHE_CONTROL, "no-store")).body(page)
}

#[cfg(test)]
mod tests {
    use actix_web::test::TestRequest;

    use super::*;

    fn asked(peer: &str, headers: &[(&str, &str)]) -> bool {
        let mut request = TestRequest::default().peer_addr(peer.parse().unwrap());
        for (name, value) in headers {
            request = request.insert_header((*name, *value));
        }
        is_from_here(&request.to_http_request())
    }

    #[test]
    fn only_this_machine_is_from_here() {
        for host in ["localhost:8080", "localhost", "127.0.0.1:8080", "[::1]:8080", "[::1]"] {
            assert!(asked("127.0.0.1:4711", &[("Host", host)]), "{host}");
        }
        for host in ["chappe.example.org", "localhost.example.org:8080", "127.0.0.1.example.org", "192.0.2.7:8080", ""]
        {
            assert!(!asked("127.0.0.1:4711", &[("Host", host)]), "{host}");
        }
        assert!(asked("[::ffff:127.0.0.1]:4711", &[("Host", "localhost")]));
        assert!(!asked("192.0.2.7:4711", &[("Host", "localhost")]));
        assert!(!asked("127.0.0.1:4711", &[]), "no host");
        for name in ["X-Forwarded-For", "X-Forwarded-Host", "Forwarded", "Via", "X-Real-IP"] {
            assert!(!asked("127.0.0.1:4711", &[("Host", "localhost"), (name, "192.0.2.7")]), "{name}");
        }
    }

    #[test]
    fn addresses_become_links_and_markup_does_not() {
        let line = linked(&escape("http://localhost:8080/confirm?token=ab&x=\"><script>"));
        assert!(
            line.starts_with("<a href=\"http://localhost:8080/confirm?token=ab&amp;x=&quot;&gt;&lt;script&gt;\">"),
            "{line}"
        );
        assert_eq!(linked("javascript:alert(1)"), "javascript:alert(1)");
    }
}
