//! The page that a problem's `type` leads to: every code, with its status and what it means.

use actix_web::{HttpResponse, get};
use openapi::ProblemCode;

/// One heading a code, so that `#not_found` leads to it.
#[get("/api/problems")]
pub async fn page() -> HttpResponse {
    let rows: String = ProblemCode::ALL
        .iter()
        .map(|code| {
            let (word, status, title) = (code.word(), code.status(), code.title());
            format!("<section id=\"{word}\"><h2><code>{word}</code></h2><p>{status}: {title}</p></section>\n")
        })
        .collect();
    let page = format!(
        "<!doctype html>\n<html lang=\"en\">\n<meta charset=\"utf-8\">\n\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n<title>Problems · Chappe</title>\n\
         <main>\n<h1>Problems</h1>\n\
         <p>Errors are problem details (RFC 9457). Their <code>code</code> is one of these and never changes its meaning; \
         <code>errors</code> names the fields that were wrong.</p>\n{rows}</main>\n</html>\n"
    );
    HttpResponse::Ok().content_type("text/html; charset=utf-8").body(page)
}

#[cfg(test)]
mod tests {
    use actix_web::body::to_bytes;
    use actix_web::{App, test};

    use super::*;

    #[actix_web::test]
    async fn every_type_leads_to_its_heading() {
        let app = test::init_service(App::new().service(page)).await;
        let answer = test::call_service(&app, test::TestRequest::get().uri("/api/problems").to_request()).await;
        let text = String::from_utf8(to_bytes(answer.into_body()).await.unwrap().to_vec()).unwrap();
        for code in ProblemCode::ALL {
            let kind = openapi::Problem::new(*code).kind;
            let anchor = kind.strip_prefix("/api/problems#").unwrap();
            assert!(text.contains(&format!("id=\"{anchor}\"")), "{kind}");
        }
    }
}
