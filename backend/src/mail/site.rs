//! Where people reach this server: what the links of letters begin with.

use std::net::{IpAddr, SocketAddr};

use actix_web::http::Uri;

use super::SettingsError;
use crate::config::ServeConfig;

/// The public address of this server.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Site {
    /// Without a slash at its end.
    url: String,
    /// As a URL writes it: an IPv6 address in brackets.
    host: String,
}

impl Site {
    /// What the operator says; otherwise this machine, on the port it listens on.
    pub fn new(config: &ServeConfig, listening: SocketAddr) -> Result<Self, SettingsError> {
        let Some(url) = &config.public_url else {
            let local = listening.ip().is_loopback() || listening.ip().is_unspecified();
            let host = if local { "localhost".to_owned() } else { url_host(listening.ip()) };
            return Ok(Self { url: format!("http://{host}:{}", listening.port()), host });
        };
        let uri: Uri = url.parse().map_err(|_| SettingsError::PublicUrl)?;
        let host = uri.host().filter(|host| !host.is_empty()).ok_or(SettingsError::PublicUrl)?;
        let known = matches!(uri.scheme_str(), Some("http" | "https")) && uri.query().is_none();
        if !known {
            return Err(SettingsError::PublicUrl);
        }
        Ok(Self { url: url.trim_end_matches('/').to_owned(), host: host.to_owned() })
    }

    /// The address of a page of the web app.
    pub fn page(&self, page: &str) -> String {
        format!("{}/{page}", self.url)
    }

    /// The domain that letters come from. A number is none.
    pub fn domain(&self) -> &str {
        if ip(&self.host).is_some() { "localhost" } else { &self.host }
    }

    /// Whether only this machine can mean it.
    pub fn is_loopback(&self) -> bool {
        is_loopback(&self.host)
    }
}

/// Whether a URL's host is this machine, seen from itself.
pub fn is_loopback(host: &str) -> bool {
    host.eq_ignore_ascii_case("localhost") || ip(host).is_some_and(|ip| ip.is_loopback())
}

fn ip(host: &str) -> Option<IpAddr> {
    let bare = host.strip_prefix('[').and_then(|host| host.strip_suffix(']')).unwrap_or(host);
    bare.parse().ok()
}

fn url_host(ip: IpAddr) -> String {
    match ip {
        IpAddr::V4(ip) => ip.to_string(),
        IpAddr::V6(ip) => format!("[{ip}]"),
    }
}

#[cfg(test)]
mod tests {
    use clap::Parser;

    use super::*;

    #[derive(Parser)]
    struct Command {
        #[command(flatten)]
        config: ServeConfig,
    }

    fn site(public_url: Option<&str>, listening: &str) -> Result<Site, SettingsError> {
        let flags = public_url.map(|url| format!("--public-url={url}"));
        let config = Command::parse_from(["chappe".to_owned()].into_iter().chain(flags)).config;
        Site::new(&config, listening.parse().unwrap())
    }

    #[test]
    fn the_operator_says_where_people_reach_it() {
        let said = site(Some("https://sms.example.org/"), "0.0.0.0:80").unwrap();
        assert_eq!(
            (said.page("confirm").as_str(), said.domain()),
            ("https://sms.example.org/confirm", "sms.example.org")
        );
        assert!(!said.is_loopback());
        let below = site(Some("https://example.org/sms"), "0.0.0.0:80").unwrap();
        assert_eq!(below.page("confirm"), "https://example.org/sms/confirm");
        for wrong in ["sms.example.org", "ftp://sms.example.org", "https://", "https://sms.example.org?a=b", "no url"] {
            assert!(site(Some(wrong), "0.0.0.0:80").is_err(), "{wrong}");
        }
    }

    #[test]
    fn without_a_word_it_is_where_it_listens() {
        let cases = [
            ("127.0.0.1:8080", "http://localhost:8080/", "localhost", true),
            ("[::1]:8080", "http://localhost:8080/", "localhost", true),
            ("0.0.0.0:8080", "http://localhost:8080/", "localhost", true),
            ("192.0.2.7:8080", "http://192.0.2.7:8080/", "localhost", false),
            ("[2001:db8::7]:8080", "http://[2001:db8::7]:8080/", "localhost", false),
        ];
        for (listening, page, domain, loopback) in cases {
            let site = site(None, listening).unwrap();
            assert_eq!((site.page("").as_str(), site.domain(), site.is_loopback()), (page, domain, loopback));
        }
        assert!(is_loopback("127.8.9.1") && is_loopback("[::1]") && !is_loopback("localhost.example.org"));
    }
}
