//! The page that a link opens: who wrote, and one button.

use actix_web::http::StatusCode;
use actix_web::http::header::{ACCEPT_LANGUAGE, VARY};
use actix_web::{HttpRequest, HttpResponse, get, post, web};

use super::sql::MessageRow;
use super::take_off::{Found, find, take_off};
use crate::app::App;
use crate::http::Origin;
use crate::mail::escape;
use crate::messages::sql::msisdn;
use crate::problem::Problem;

/// Where one reads French before English.
const FRENCH_SPEAKING: [&str; 14] =
    ["FR", "BE", "CH", "LU", "MC", "GP", "MQ", "GF", "RE", "YT", "PM", "BL", "MF", "NC"];

/// Digits of the number that are shown: enough for its owner to know it, too few for anybody else.
const SHOWN_DIGITS: usize = 2;

/// Looks; nothing changes.
#[get("/o/{token}")]
pub async fn view(
    request: HttpRequest,
    origin: Origin,
    token: web::Path<String>,
    app: web::Data<App>,
) -> Result<HttpResponse, Problem> {
    let found = find(&app, &token, &origin.network()).await?;
    Ok(answer(&request, &found, |message| message.blacklisted))
}

/// The button.
#[post("/o/{token}")]
pub async fn press(
    request: HttpRequest,
    origin: Origin,
    token: web::Path<String>,
    app: web::Data<App>,
) -> Result<HttpResponse, Problem> {
    let found = find(&app, &token, &origin.network()).await?;
    if let Found::Message(id, message) = &found {
        take_off(&app, *id, message).await?;
    }
    Ok(answer(&request, &found, |_| true))
}

/// How the page looks.
#[get("/o/page.css")]
pub async fn style() -> HttpResponse {
    let css = include_str!("page.css");
    HttpResponse::Ok()
        .content_type("text/css; charset=utf-8")
        .insert_header(("Cache-Control", "public, max-age=3600"))
        .body(css)
}

struct Texts {
    language: &'static str,
    /// `{}` is who wrote, in each of these.
    title: &'static str,
    lead: &'static str,
    button: &'static str,
    done: &'static str,
    done_lead: &'static str,
    trial: &'static str,
    unknown: &'static str,
    unknown_lead: &'static str,
    too_many: &'static str,
    too_many_lead: &'static str,
}

const FRENCH: Texts = Texts {
    language: "fr",
    title: "Ne plus recevoir de SMS de {}\u{a0}?",
    lead: "{} a écrit au numéro qui se termine par {number}. Appuyez sur le bouton pour ne plus rien recevoir de sa part.",
    button: "Ne plus recevoir de SMS",
    done: "C’est fait",
    done_lead: "{} n’enverra plus de SMS au numéro qui se termine par {number}.",
    trial: "Ce message était un essai\u{a0}: rien n’est changé.",
    unknown: "Ce lien n’est pas connu",
    unknown_lead: "Vérifiez qu’il est complet\u{a0}: il est peut-être coupé à la fin d’une ligne. Vous pouvez aussi répondre STOP au SMS, \
                   si son expéditeur est un numéro.",
    too_many: "Trop d’essais",
    too_many_lead: "Trop de liens inconnus ont été ouverts depuis votre réseau. Réessayez dans une heure.",
};

const ENGLISH: Texts = Texts {
    language: "en",
    title: "No more texts from {}?",
    lead: "{} wrote to the number that ends in {number}. Press the button to receive nothing more from them.",
    button: "Stop these texts",
    done: "Done",
    done_lead: "{} will not text the number that ends in {number} any more.",
    trial: "This message was only a trial: nothing is changed.",
    unknown: "This link is not known",
    unknown_lead: "Check that it is complete: it may have been cut at the end of a line. You can also reply STOP to the text, if its \
                   sender is a number.",
    too_many: "Too many tries",
    too_many_lead: "Too many unknown links were opened from your network. Try again in an hour.",
};

/// What the browser asks for, of the two; else what is read where the number is from.
fn texts(request: &HttpRequest, country: Option<&str>) -> &'static Texts {
    let languages = request.headers().get(ACCEPT_LANGUAGE).and_then(|value| value.to_str().ok()).unwrap_or_default();
    let asked = languages.split(',').map(|one| one.trim().to_ascii_lowercase());
    for language in asked {
        match language.get(..2) {
            Some("fr") => return &FRENCH,
            Some("en") => return &ENGLISH,
            _ => {}
        }
    }
    if country.is_some_and(|country| FRENCH_SPEAKING.contains(&country)) { &FRENCH } else { &ENGLISH }
}

fn answer(request: &HttpRequest, found: &Found, done: impl Fn(&MessageRow) -> bool) -> HttpResponse {
    let (status, texts, title, main) = match found {
        Found::Message(_, message) => {
            let texts = texts(request, Some(&message.country));
            let (title, main) = about(texts, message, done(message));
            (StatusCode::OK, texts, title, main)
        }
        Found::Nothing => {
            let texts = texts(request, None);
            (StatusCode::NOT_FOUND, texts, texts.unknown.to_owned(), lead(texts.unknown_lead))
        }
        Found::TooMany => {
            let texts = texts(request, None);
            (StatusCode::TOO_MANY_REQUESTS, texts, texts.too_many.to_owned(), lead(texts.too_many_lead))
        }
    };
    page(status, texts, &title, &main)
}

fn about(texts: &Texts, message: &MessageRow, done: bool) -> (String, String) {
    let number = msisdn(message.recipient).digits().to_string();
    let number = &number[number.len().saturating_sub(SHOWN_DIGITS)..];
    let say = |words: &str| words.replace("{number}", number).replace("{}", &escape(message.writer()));
    match (done, message.test) {
        (true, true) => (texts.done.to_owned(), lead(texts.trial)),
        (true, false) => (texts.done.to_owned(), lead(&say(texts.done_lead))),
        (false, _) => {
            let button = texts.button;
            let form = format!("<form method=\"post\"><button type=\"submit\">{button}</button></form>");
            (say(texts.title), format!("{}\n{form}", lead(&say(texts.lead))))
        }
    }
}

fn lead(words: &str) -> String {
    format!("<p>{words}</p>")
}

fn page(status: StatusCode, texts: &Texts, title: &str, main: &str) -> HttpResponse {
    // Addresses without a slash in front: the server may live below a path of its host.
    let page = format!(
        "<!doctype html>\n<html lang=\"{}\">\n<head>\n<meta charset=\"utf-8\">\n\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n\
         <meta name=\"robots\" content=\"noindex\">\n<title>{title}</title>\n\
         <link rel=\"stylesheet\" href=\"page.css\">\n</head>\n<body>\n<main>\n<h1>{title}</h1>\n{main}\n</main>\n</body>\n</html>\n",
        texts.language
    );
    HttpResponse::build(status)
        .content_type("text/html; charset=utf-8")
        .insert_header((VARY, "Accept-Language"))
        .insert_header(("X-Robots-Tag", "noindex"))
        .body(page)
}

#[cfg(test)]
mod tests {
    use actix_web::test::TestRequest;

    use super::*;

    #[test]
    fn the_browser_chooses_the_language_then_the_country() {
        let language = |asked: &str, country: Option<&str>| {
            texts(&TestRequest::default().insert_header(("Accept-Language", asked)).to_http_request(), country).language
        };
        assert_eq!(language("fr-CA,fr;q=0.9,en;q=0.8", Some("GB")), "fr");
        assert_eq!(language("de, en;q=0.7, fr;q=0.3", Some("FR")), "en");
        assert_eq!(language("de", Some("RE")), "fr");
        assert_eq!(language("", Some("GB")), "en");
        assert_eq!(language("é", None), "en");
    }

    #[test]
    fn names_are_no_markup() {
        let message = MessageRow {
            account_id: 1,
            recipient: 33_612_345_678,
            country: "FR".to_owned(),
            test: false,
            sender: None,
            public_id: "bakery".to_owned(),
            billing_company: "<b>Pain & Fils</b> {number}".to_owned(),
            billing_name: String::new(),
            blacklisted: false,
        };
        let (title, main) = about(&ENGLISH, &message, false);
        assert!(title.contains("&lt;b&gt;Pain &amp; Fils&lt;/b&gt; {number}"), "{title}");
        assert!(main.contains("ends in 78") && !main.contains("345678"), "{main}");
    }
}
