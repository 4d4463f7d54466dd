//! Addresses against a second reader: what was checked is what is called.
use super::bounds::within;
use commerce_auth::http::{BaseUrl, Transport};
use url::{Host, Url};

fn is_local(url: &Url) -> bool {
    match url.host() {
        Some(Host::Domain(name)) => name == "localhost",
        Some(Host::Ipv4(address)) => address.is_loopback(),
        Some(Host::Ipv6(address)) => address.is_loopback(),
        None => false,
    }
}

fn check(base: &BaseUrl, transport: Transport) {
    // A name that is not the ASCII form of any name is refused by the sender, which is as good.
    let Ok(seen) = Url::parse(&base.text()) else {
        return;
    };
    assert_eq!(seen.origin().ascii_serialization(), base.origin());
    assert_eq!(seen.as_str().trim_end_matches('/'), base.text());
    let joined = base.join("v3/oauth/token/generate");
    assert_eq!(Url::parse(&joined).unwrap().as_str(), joined);
    let is_allowed = match transport {
        Transport::Https => seen.scheme() == "https",
        Transport::HttpOnLoopback => seen.scheme() == "https" || is_local(&seen),
        Transport::HttpAnywhere => true,
    };
    assert!(is_allowed, "{}", base.text());
}

/// Holds for every text.
pub fn hold(bytes: &[u8]) {
    let Ok(text) = std::str::from_utf8(bytes) else { return };
    for transport in [Transport::Https, Transport::HttpOnLoopback, Transport::HttpAnywhere] {
        match within(text.len(), || BaseUrl::parse(text, transport, "host")) {
            Ok(base) => {
                check(&base, transport);
                assert_eq!(BaseUrl::parse(&base.text(), transport, "host").ok().as_ref(), Some(&base));
            }
            Err(error) => assert!(error.position().is_none_or(|position| position <= text.len())),
        }
    }
}
