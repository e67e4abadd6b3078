//! The way to a payment service: one connection a call, plain or TLS, with a time limit over the whole of it. Follows no
//! redirect, reads no proxy from the environment, tries nothing again by itself.

use std::error::Error;
use std::sync::Arc;
use std::time::Duration;

use bytes::Bytes;
use http_body_util::{BodyExt, Full, Limited};
use hyper::client::conn::http1::handshake;
use hyper::header::HOST;
use hyper::http::uri::{Authority, Scheme};
use hyper::http::{HeaderValue, Uri};
use hyper_util::rt::TokioIo;
use tokio::io::{AsyncRead, AsyncWrite};
use tokio::net::TcpStream;
use tokio::time::timeout;
use tokio_rustls::TlsConnector;
use tokio_rustls::rustls::crypto::aws_lc_rs;
use tokio_rustls::rustls::pki_types::ServerName;
use tokio_rustls::rustls::{ClientConfig, RootCertStore};

use super::{Answer, Call, Failure};

/// A session with everything in it has some 10 KB, a hundred refunds some 100 KB.
const MAX_ANSWER: usize = 1024 * 1024;

/// Why an address cannot be called.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum BadAddress {
    #[error("it is not an address like https://api.example.com")]
    Malformed,
    #[error("this machine has no certificates to know an HTTPS server by")]
    NoCertificates,
}

/// Calls one service.
pub struct Client {
    authority: Authority,
    host: HeaderValue,
    /// `None`: plain HTTP.
    tls: Option<(TlsConnector, ServerName<'static>)>,
    limit: Duration,
}

impl Client {
    /// `address`: scheme, host and perhaps a port, nothing more.
    pub fn new(address: &str, limit: Duration) -> Result<Self, BadAddress> {
        let uri: Uri = address.parse().map_err(|_| BadAddress::Malformed)?;
        let parts = uri.into_parts();
        let bare = parts.path_and_query.as_ref().is_none_or(|path| path.as_str() == "/");
        let (Some(scheme), Some(authority), true) = (parts.scheme, parts.authority, bare) else {
            return Err(BadAddress::Malformed);
        };
        let tls = match scheme {
            scheme if scheme == Scheme::HTTP => None,
            scheme if scheme == Scheme::HTTPS => Some((connector()?, name(&authority)?)),
            _ => return Err(BadAddress::Malformed),
        };
        let host = HeaderValue::from_str(authority.as_str()).map_err(|_| BadAddress::Malformed)?;
        Ok(Self { authority, host, tls, limit })
    }

    /// Writes the request and reads the whole answer.
    pub async fn call(&self, request: Call) -> Result<Answer, Failure> {
        let mut request = request.map_err(|error| Failure::Refused(error.to_string()))?;
        request.headers_mut().insert(HOST, self.host.clone());
        match timeout(self.limit, self.exchange(request.map(Full::new))).await {
            Ok(answer) => answer.map_err(|error| Failure::Unknown(error.to_string())),
            Err(_) => Err(Failure::Unknown("time_out".to_owned())),
        }
    }

    async fn exchange(&self, request: hyper::Request<Full<Bytes>>) -> Result<Answer, Box<dyn Error + Send + Sync>> {
        let port = self.authority.port_u16().unwrap_or(if self.tls.is_some() { 443 } else { 80 });
        let host = self.authority.host().trim_start_matches('[').trim_end_matches(']');
        let stream = TcpStream::connect((host, port)).await?;
        match &self.tls {
            None => exchange(stream, request).await,
            Some((connector, name)) => exchange(connector.connect(name.clone(), stream).await?, request).await,
        }
    }
}

async fn exchange(
    stream: impl AsyncRead + AsyncWrite + Unpin,
    request: hyper::Request<Full<Bytes>>,
) -> Result<Answer, Box<dyn Error + Send + Sync>> {
    let (mut sender, connection) = handshake(TokioIo::new(stream)).await?;
    let answer = async move {
        let response = sender.send_request(request).await?;
        let status = response.status().as_u16();
        let body = Limited::new(response.into_body(), MAX_ANSWER).collect().await?;
        Ok(Answer { status, body: body.to_bytes() })
    };
    tokio::pin!(answer);
    // The connection carries the exchange; how it ends by itself shows in the answer.
    tokio::select! {
        answer = &mut answer => answer,
        _ = connection => answer.await,
    }
}

/// Knows servers by the certificates that this machine trusts.
fn connector() -> Result<TlsConnector, BadAddress> {
    let mut roots = RootCertStore::empty();
    roots.add_parsable_certificates(rustls_native_certs::load_native_certs().certs);
    if roots.is_empty() {
        return Err(BadAddress::NoCertificates);
    }
    let config = ClientConfig::builder_with_provider(Arc::new(aws_lc_rs::default_provider()))
        .with_safe_default_protocol_versions()
        .map_err(|_| BadAddress::NoCertificates)?
        .with_root_certificates(roots)
        .with_no_client_auth();
    Ok(TlsConnector::from(Arc::new(config)))
}

fn name(authority: &Authority) -> Result<ServerName<'static>, BadAddress> {
    let host = authority.host().trim_start_matches('[').trim_end_matches(']');
    ServerName::try_from(host.to_owned()).map_err(|_| BadAddress::Malformed)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_is_a_scheme_and_a_host() {
        let limit = Duration::from_secs(1);
        for address in ["http://127.0.0.1:80", "http://localhost/", "http://[::1]:8090"] {
            assert!(Client::new(address, limit).is_ok(), "{address}");
        }
        for address in ["", "api.stripe.com", "ftp://api.stripe.com", "http://a/b", "http://a/?b", "http://", "/x"] {
            assert_eq!(Client::new(address, limit).err(), Some(BadAddress::Malformed), "{address}");
        }
    }
}
