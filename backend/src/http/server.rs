//! The HTTP server: puts the app, its routes and what surrounds them together.

use std::any::Any;
use std::net::TcpListener;
use std::time::Duration;

use actix_web::dev::Server;
use actix_web::middleware::from_fn;
use actix_web::rt::net::TcpStream;
use actix_web::web::Data;
use actix_web::{App as ActixApp, HttpServer, web};
use metrics_exporter_prometheus::PrometheusHandle;
use utoipa_actix_web::AppExt;
use utoipa_swagger_ui::{Config, SwaggerUi};

use super::docs::{Document, complete};
use super::limits::Limits;
use super::{access, assets, body, headers, problems, router};
use crate::app::App;
use crate::{mail, opt_outs};

/// Receipts come in on kept connections; longer than the provider's client keeps them, shorter than a balancer's minute.
const KEEP_ALIVE: Duration = Duration::from_secs(30);

/// How long requests may take to finish when the server stops.
const SHUTDOWN_SECONDS: u64 = 10;

/// How long a client may leave what was sent to it unread: as long as an export waits by itself.
const UNREAD: Duration = Duration::from_secs(120);

/// The OpenAPI document, as the handlers tell it.
pub fn document() -> utoipa::openapi::OpenApi {
    let (_, api) = ActixApp::new().into_utoipa_app().configure(router::api).split_for_parts();
    complete(api)
}

/// Starts to serve on this socket.
pub fn serve(app: &App, figures: PrometheusHandle, listener: TcpListener, workers: usize) -> std::io::Result<Server> {
    let figures = Data::new(figures);
    let app = Data::new(app.clone());
    let limits = Data::new(Limits::new(app.config.rate_limit));
    let document = Data::new(Document::new(&document()).map_err(std::io::Error::other)?);
    let server = HttpServer::new(move || {
        let (service, _) = ActixApp::new()
            // Before the API: its scope would answer for everything below `/api/v1`.
            .configure(router::callbacks)
            .into_utoipa_app()
            .app_data(app.clone())
            .app_data(limits.clone())
            .app_data(figures.clone())
            .app_data(document.clone())
            .app_data(web::PayloadConfig::new(body::MAX_BODY))
            .configure(router::api)
            .split_for_parts();
        service
            .service(problems::page)
            .service(opt_outs::style)
            .service(opt_outs::view)
            .service(opt_outs::press)
            .service(mail::page::index)
            .service(mail::page::style)
            .service(mail::page::view)
            .service(SwaggerUi::new("/api/docs/{_:.*}").config(Config::from("/api/v1/openapi.json")))
            .default_service(web::to(assets::serve))
            .wrap(headers::security())
            .wrap(from_fn(access::log))
    });
    let server = server.on_connect(|stream, _| give_up_the_unread(stream));
    let server = server.workers(workers).keep_alive(KEEP_ALIVE).shutdown_timeout(SHUTDOWN_SECONDS).disable_signals();
    Ok(server.listen(listener)?.run())
}

/// Has the system close a connection whose client neither reads nor goes: nobody here would notice, since a body is not
/// asked for more until what it gave has left. Where the system cannot, such a connection stays until its client goes.
fn give_up_the_unread(stream: &dyn Any) {
    #[cfg(target_os = "linux")]
    if let Some(stream) = stream.downcast_ref::<TcpStream>()
        && let Err(error) = socket2::SockRef::from(stream).set_tcp_user_timeout(Some(UNREAD))
    {
        tracing::warn!(%error, "a connection has no limit for what is left unread");
    }
    #[cfg(not(target_os = "linux"))]
    let _ = stream;
}
