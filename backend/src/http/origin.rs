//! Where a request comes from: the network address and the device, for the audit and against guessing.

use std::convert::Infallible;
use std::future::{Ready, ready};
use std::net::{IpAddr, Ipv6Addr};

use actix_web::dev::Payload;
use actix_web::http::header::USER_AGENT;
use actix_web::{FromRequest, HttpRequest, web};

use crate::app::App;
use crate::mail::Circumstances;

/// Where a request comes from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Origin {
    /// An IP address; `unknown` where there is none.
    pub address: String,
    /// In words, such as `Firefox, Linux`; empty where it is not known.
    pub device: String,
}

impl FromRequest for Origin {
    type Error = Infallible;
    type Future = Ready<Result<Self, Infallible>>;

    fn from_request(request: &HttpRequest, _: &mut Payload) -> Self::Future {
        let proxies = request.app_data::<web::Data<App>>().map_or(0, |app| app.config.proxies);
        let agent = header(request, USER_AGENT.as_str());
        let address = address(request, proxies).map_or_else(|| "unknown".to_owned(), |address| address.to_string());
        ready(Ok(Self { address, device: device(agent) }))
    }
}

impl Origin {
    /// For a letter about what happened.
    pub fn at(&self, now: i64) -> Circumstances {
        Circumstances { at: now, address: self.address.clone(), device: self.device.clone() }
    }

    /// The address as guessing counts it: whoever has an IPv6 network has 2^64 addresses of it.
    pub fn network(&self) -> String {
        match self.address.parse() {
            Ok(IpAddr::V6(address)) => {
                let [a, b, c, d, ..] = address.segments();
                format!("{}/64", Ipv6Addr::new(a, b, c, d, 0, 0, 0, 0))
            }
            _ => self.address.clone(),
        }
    }
}

fn header<'a>(request: &'a HttpRequest, name: &str) -> &'a str {
    request.headers().get(name).and_then(|value| value.to_str().ok()).unwrap_or_default()
}

/// The caller's address. Behind proxies of ours it is what the outermost of them saw: each appends its peer to
/// `X-Forwarded-For`, and whatever stands further left was written by the caller.
fn address(request: &HttpRequest, proxies: u8) -> Option<IpAddr> {
    let peer = request.peer_addr().map(|address| address.ip().to_canonical());
    if proxies == 0 {
        return peer;
    }
    // Some proxies append to the line that came, others add a line of their own: together they are one list.
    let lines = request.headers().get_all("x-forwarded-for").filter_map(|value| value.to_str().ok());
    let told: Vec<&str> = lines.flat_map(|line| line.split(',')).collect();
    let outermost = told.iter().rev().nth(usize::from(proxies) - 1);
    outermost.and_then(|text| text.trim().parse().ok()).map(|address: IpAddr| address.to_canonical()).or(peer)
}

/// A browser and its system in words; what is no browser says its own name.
fn device(agent: &str) -> String {
    // The order matters: most browsers claim to be the others too.
    const BROWSERS: [(&str, &str); 8] = [
        ("Edg", "Edge"),
        ("OPR/", "Opera"),
        ("SamsungBrowser/", "Samsung Internet"),
        ("Firefox/", "Firefox"),
        ("FxiOS/", "Firefox"),
        ("CriOS/", "Chrome"),
        ("Chrome/", "Chrome"),
        ("Safari/", "Safari"),
    ];
    const SYSTEMS: [(&str, &str); 7] = [
        ("Windows", "Windows"),
        ("Android", "Android"),
        ("iPhone", "iPhone"),
        ("iPad", "iPad"),
        ("Mac OS X", "macOS"),
        ("CrOS", "ChromeOS"),
        ("Linux", "Linux"),
    ];
    let find =
        |list: &[(&str, &'static str)]| list.iter().find(|(mark, _)| agent.contains(mark)).map(|(_, name)| *name);
    match (find(&BROWSERS), find(&SYSTEMS)) {
        (Some(browser), Some(system)) => format!("{browser}, {system}"),
        (Some(name), None) | (None, Some(name)) => name.to_owned(),
        // `curl/8.5.0`, `python-requests/2.32`: the product without its version.
        (None, None) => {
            let product = agent.split(['/', ' ']).next().unwrap_or_default();
            product.chars().filter(char::is_ascii_graphic).take(40).collect()
        }
    }
}

#[cfg(test)]
mod tests {
    use actix_web::test::TestRequest;

    use super::*;

    #[test]
    fn devices_are_told_in_words() {
        let cases = [
            ("Mozilla/5.0 (X11; Linux x86_64; rv:145.0) Gecko/20100101 Firefox/145.0", "Firefox, Linux"),
            (
                "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/142.0.0.0 Safari/537.36 Edg/142.0.0.0",
                "Edge, Windows",
            ),
            (
                "Mozilla/5.0 (iPhone; CPU iPhone OS 19_0 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/19.0 Mobile/15E148 Safari/604.1",
                "Safari, iPhone",
            ),
            (
                "Mozilla/5.0 (Linux; Android 16) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/142.0.0.0 Mobile Safari/537.36",
                "Chrome, Android",
            ),
            ("curl/8.5.0", "curl"),
            ("", ""),
        ];
        for (agent, words) in cases {
            assert_eq!(device(agent), words, "{agent}");
        }
    }

    #[test]
    fn only_our_own_proxies_are_believed() {
        let request = TestRequest::default()
            .peer_addr("10.0.0.1:4711".parse().unwrap())
            .insert_header(("X-Forwarded-For", "6.6.6.6, 192.0.2.7, 10.0.0.2"))
            .to_http_request();
        let told = |proxies| address(&request, proxies).unwrap().to_string();
        assert_eq!(told(0), "10.0.0.1");
        assert_eq!(told(1), "10.0.0.2");
        assert_eq!(told(2), "192.0.2.7");
        let two_lines = TestRequest::default()
            .peer_addr("10.0.0.1:4711".parse().unwrap())
            .append_header(("X-Forwarded-For", "6.6.6.6"))
            .append_header(("X-Forwarded-For", "::ffff:192.0.2.7"))
            .to_http_request();
        assert_eq!(address(&two_lines, 1).unwrap().to_string(), "192.0.2.7");
    }

    #[test]
    fn an_ipv6_network_counts_as_one() {
        let origin = |address: &str| Origin { address: address.to_owned(), device: String::new() };
        assert_eq!(origin("2001:db8:1:2:3:4:5:6").network(), "2001:db8:1:2::/64");
        assert_eq!(origin("192.0.2.7").network(), "192.0.2.7");
    }
}
