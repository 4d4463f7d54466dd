//! The address of an API: what is accepted and as what, what is refused and where, and that the sender, who reads the
//! address by the WHATWG URL standard, never sees another host than the check saw.

#![cfg(not(target_arch = "wasm32"))]
#![allow(clippy::unwrap_used, clippy::panic, reason = "this is how a test fails")]

use commerce_auth::error::{AuthError, ErrorCode};
use commerce_auth::http::{BaseUrl, Transport};
use proptest::prelude::*;
use url::{Host, Url};

const TRANSPORTS: [Transport; 3] = [Transport::Https, Transport::HttpOnLoopback, Transport::HttpAnywhere];

fn read(text: &str, transport: Transport) -> Result<BaseUrl, AuthError> {
    BaseUrl::parse(text, transport, "host")
}

fn over_https(text: &str) -> BaseUrl {
    read(text, Transport::Https).unwrap_or_else(|error| panic!("{text}: {error:?}"))
}

fn refusal(text: &str, transport: Transport) -> AuthError {
    read(text, transport).err().unwrap_or_else(|| panic!("{text} was accepted"))
}

/// What is given, its origin and its whole text.
const ACCEPTED: &[(&str, &str, &str)] = &[
    ("https://eu.api.capillarytech.com", "https://eu.api.capillarytech.com", "https://eu.api.capillarytech.com"),
    ("eu.api.capillarytech.com", "https://eu.api.capillarytech.com", "https://eu.api.capillarytech.com"),
    ("https://eu.api.capillarytech.com/", "https://eu.api.capillarytech.com", "https://eu.api.capillarytech.com"),
    ("https://h.example/base", "https://h.example", "https://h.example/base"),
    ("https://h.example/base/", "https://h.example", "https://h.example/base"),
    ("h.example/a/b", "https://h.example", "https://h.example/a/b"),
    ("https://h.example/a-._~!$&'()*+,;=:@z", "https://h.example", "https://h.example/a-._~!$&'()*+,;=:@z"),
    ("https://h.example/...", "https://h.example", "https://h.example/..."),
    ("https://h.example/BaSe", "https://h.example", "https://h.example/BaSe"),
    ("HTTPS://H.Example", "https://h.example", "https://h.example"),
    ("https://h.example:443", "https://h.example", "https://h.example"),
    ("https://h.example:443/a", "https://h.example", "https://h.example/a"),
    ("https://h.example:80", "https://h.example:80", "https://h.example:80"),
    ("https://h.example:8443/a", "https://h.example:8443", "https://h.example:8443/a"),
    ("h.example:65535", "https://h.example:65535", "https://h.example:65535"),
    ("h.example:1", "https://h.example:1", "https://h.example:1"),
    ("localhost", "https://localhost", "https://localhost"),
    ("localhost:8443", "https://localhost:8443", "https://localhost:8443"),
    ("https://10.0.0.1", "https://10.0.0.1", "https://10.0.0.1"),
    ("https://255.255.255.255:1/x", "https://255.255.255.255:1", "https://255.255.255.255:1/x"),
    ("https://[::1]", "https://[::1]", "https://[::1]"),
    ("https://[::1]:8443/a", "https://[::1]:8443", "https://[::1]:8443/a"),
    ("https://[::]", "https://[::]", "https://[::]"),
    ("https://[2001:DB8::1]", "https://[2001:db8::1]", "https://[2001:db8::1]"),
    ("xn--caf-dma.example", "https://xn--caf-dma.example", "https://xn--caf-dma.example"),
    ("https://a_b.h.example", "https://a_b.h.example", "https://a_b.h.example"),
    ("https://1a.2b.example", "https://1a.2b.example", "https://1a.2b.example"),
    ("https://123.example", "https://123.example", "https://123.example"),
];

#[test]
fn accepts_an_origin_and_a_base() {
    for (text, origin, whole) in ACCEPTED {
        for transport in TRANSPORTS {
            let base = read(text, transport).unwrap_or_else(|error| panic!("{text}: {error:?}"));
            assert_eq!((base.origin(), base.text().as_str()), (*origin, *whole), "{text}");
        }
    }
}

/// The WHATWG URL standard writes the shortest form (§3.5.2): the origin that JavaScript compares with.
#[test]
fn ipv6_addresses_take_their_shortest_form() {
    let table = [
        ("[0:0:0:0:0:0:0:1]", "https://[::1]"),
        ("[2001:0db8:0:0:0:0:0:1]", "https://[2001:db8::1]"),
        ("[1:0:0:2:0:0:0:3]", "https://[1:0:0:2::3]"),
        ("[1:0:2:3:4:5:6:7]", "https://[1:0:2:3:4:5:6:7]"),
        ("[::ffff:127.0.0.1]", "https://[::ffff:7f00:1]"),
        ("[0:0:1:0:0:0:0:0]", "https://[0:0:1::]"),
        ("[1:0:0:2:3:0:0:4]", "https://[1::2:3:0:0:4]"),
    ];
    for (text, origin) in table {
        assert_eq!(over_https(text).origin(), origin, "{text}");
    }
}

/// What is given, and the byte its refusal names.
const REFUSED: &[(&str, usize)] = &[
    ("", 0),
    ("https://", 0),
    ("https:///h.example", 0),
    ("//h.example", 0),
    ("/v3", 0),
    (".", 0),
    // Another scheme.
    ("ftp://h.example", 0),
    ("ws://h.example", 0),
    ("wss://h.example", 0),
    ("file:///etc/passwd", 0),
    ("javascript://h.example", 0),
    ("://h.example", 0),
    ("https://https://h.example", 13),
    ("https:/h.example", 5),
    ("https:h.example", 5),
    ("javascript:alert(1)", 10),
    ("data:text/html,x", 4),
    // User information.
    ("https://user@h.example", 12),
    ("https://user:pass@h.example", 17),
    ("user:pass@h.example", 9),
    ("https://@h.example", 8),
    ("https://h.example@evil.example", 17),
    ("https://h.example:443@evil.example", 21),
    ("https://user@h.example/p@th", 12),
    // A query, a fragment.
    ("https://h.example?x=1", 17),
    ("https://h.example/?x", 18),
    ("https://h.example/a?", 19),
    ("https://h.example/?a?b", 18),
    ("https://h.example#x", 17),
    ("https://h.example/#", 18),
    ("https://evil.example?.h.example", 20),
    ("https://evil.example#.h.example", 20),
    // Ports.
    ("https://h.example:", 17),
    ("https://h.example:0", 17),
    ("https://h.example:65536", 17),
    ("https://h.example:99999999999999999999", 17),
    ("https://h.example:080", 17),
    ("https://h.example:+80", 17),
    ("https://h.example:-1", 17),
    ("https://h.example:8a", 17),
    ("https://h.example:/a", 17),
    ("https://[::1]:", 13),
    ("https://h.example:0/a:b", 17),
    ("h.example:0", 9),
    // Names.
    ("https://h..example", 0),
    ("https://.h.example", 0),
    ("https://h.example.", 0),
    ("https://-h.example", 0),
    ("https://h-.example", 0),
    ("https://h.example:80:80", 17),
    ("https://h%2eexample", 0),
    ("https://h!example", 0),
    ("https://h,example", 0),
    ("https://*.example", 0),
    // Other ways to write 127.0.0.1 that WHATWG URL understands (§3.5, IPv4 parser).
    ("https://127.1", 0),
    ("https://2130706433", 0),
    ("https://0x7f.1", 0),
    ("https://0x7f000001", 0),
    ("https://0177.0.0.1", 0),
    ("https://127.0.0.0x1", 0),
    ("https://127.0.0.1.", 0),
    ("https://256.0.0.1", 0),
    ("https://1.2.3.4.5", 0),
    ("https://h.0x", 0),
    ("https://h.09", 0),
    // IPv6.
    ("https://::1", 0),
    ("https://[::1", 0),
    ("https://::1]", 0),
    ("https://[]", 0),
    ("https://[1:2]", 0),
    ("https://[::1%25eth0]", 0),
    ("https://[::1]x", 0),
    ("https://[[::1]]", 0),
    ("https://[127.0.0.1]", 0),
    ("https://[v1.x]", 0),
    ("https://[::1::]", 0),
    // Characters.
    ("https://h.example\n", 17),
    (" https://h.example", 0),
    ("https://h.example ", 17),
    ("https://h.ex\tample", 12),
    ("https://h.ex\nample", 12),
    ("https:\\\\h.example", 6),
    ("https://h.example\\a", 17),
    ("https://evil.example\\@h.example", 20),
    ("https://h.example/a b", 19),
    ("https://h.example/\"", 18),
    ("https://h.example/<a>", 18),
    ("https://h.example/{a}", 18),
    ("https://h.example/a|b", 19),
    ("https://h.example/a^b", 19),
    ("https://h.example/`", 18),
    ("https://h.example/\u{0}", 18),
    ("https://h.example/\u{7f}", 18),
    ("https://café.example", 11),
    ("https://h。example", 9),
    ("https://h.example/é", 18),
    ("https://\u{200b}h.example", 8),
    ("https://ｈ.example", 8),
    // Paths that the sender would rewrite.
    ("https://h.example/a/../b", 0),
    ("https://h.example/..", 0),
    ("https://h.example/.", 0),
    ("https://h.example/./a", 0),
    ("https://h.example/../", 0),
    ("https://h.example//a", 0),
    ("https://h.example/a//b", 0),
    ("https://h.example/%2e%2e/a", 0),
    ("https://h.example/a%20b", 0),
    ("https://h.example/%", 0),
    ("https://h.example/[a]", 0),
];

#[test]
fn refuses_everything_else_over_every_transport_and_names_the_byte() {
    for (text, position) in REFUSED {
        for transport in TRANSPORTS {
            let error = refusal(text, transport);
            assert_eq!(error.code(), ErrorCode::InvalidArgument, "{text:?}");
            assert_eq!((error.field(), error.position()), (Some("host"), Some(*position)), "{text:?}: {error:?}");
        }
    }
}

#[test]
fn a_name_and_its_labels_have_a_longest_form() {
    let label = "a".repeat(63);
    let longest = [label.as_str(), &label, &label, &"a".repeat(61)].join(".");
    assert_eq!(longest.len(), 253);
    assert_eq!(over_https(&longest).origin(), format!("https://{longest}"));
    assert_eq!(refusal(&format!("{longest}a"), Transport::Https).position(), Some(0));
    assert_eq!(refusal(&format!("a{label}.example"), Transport::Https).position(), Some(0));
}

/// G8: `http` only with the option, and then only as far as the option goes.
#[test]
fn http_needs_permission() {
    let loopback = [
        "http://localhost",
        "http://LOCALHOST:8080",
        "http://127.0.0.1",
        "http://127.0.0.1:3000/a",
        "http://127.255.0.9",
        "http://[::1]",
        "http://[::1]:80",
        "http://[0:0:0:0:0:0:0:1]:9",
    ];
    for text in loopback {
        assert_eq!(refusal(text, Transport::Https).code(), ErrorCode::InsecureUrl, "{text}");
        assert!(read(text, Transport::HttpOnLoopback).is_ok(), "{text}");
        assert!(read(text, Transport::HttpAnywhere).is_ok(), "{text}");
    }
    let elsewhere = [
        "http://h.example",
        "HTTP://h.example",
        "http://h.example:443/a",
        "http://127.0.0.1.h.example",
        "http://localhost.h.example",
        "http://notlocalhost",
        "http://128.0.0.1",
        "http://10.0.0.1",
        "http://0.0.0.0",
        "http://[::]",
        "http://[::2]",
        "http://[::ffff:127.0.0.1]",
        "http://app.localhost",
        "http://127.example",
    ];
    for text in elsewhere {
        assert_eq!(refusal(text, Transport::Https).code(), ErrorCode::InsecureUrl, "{text}");
        assert_eq!(refusal(text, Transport::HttpOnLoopback).code(), ErrorCode::InsecureUrl, "{text}");
        assert!(read(text, Transport::HttpAnywhere).is_ok(), "{text}");
    }
}

#[test]
fn http_has_a_default_port_of_its_own() {
    for (text, origin) in [
        ("http://h.example:80", "http://h.example"),
        ("http://h.example:443", "http://h.example:443"),
        ("http://[::1]:80/a", "http://[::1]"),
    ] {
        assert_eq!(read(text, Transport::HttpAnywhere).unwrap().origin(), origin, "{text}");
    }
}

#[test]
fn a_bare_name_is_never_http() {
    for transport in TRANSPORTS {
        assert_eq!(read("localhost:80", transport).unwrap().origin(), "https://localhost:80");
    }
}

#[test]
fn an_error_names_the_option_it_is_about() {
    let error = BaseUrl::parse("", Transport::Https, "origins").err().unwrap();
    assert_eq!(error.field(), Some("origins"));
    assert!(error.message().starts_with("origins "));
}

#[test]
fn join_puts_one_slash_between() {
    let expected = "https://h.example/base/v3/oauth";
    for base in ["https://h.example/base", "https://h.example/base/", "https://h.example/base///"] {
        for path in ["v3/oauth", "/v3/oauth", "//v3/oauth"] {
            assert_eq!(over_https(base).join(path), expected, "{base} {path}");
        }
    }
    assert_eq!(over_https("h.example").join("v3"), "https://h.example/v3");
}

#[test]
fn the_accepted_are_what_their_sender_sees() {
    for (text, ..) in ACCEPTED {
        agrees_with_the_sender(&over_https(text));
    }
}

/// The `url` crate reads as JavaScript's `URL` does: same host, same path, nothing dropped and nothing added.
fn agrees_with_the_sender(base: &BaseUrl) {
    let seen = Url::parse(&base.text()).unwrap_or_else(|error| panic!("{}: {error}", base.text()));
    assert_eq!(seen.origin().ascii_serialization(), base.origin());
    assert_eq!(seen.as_str().trim_end_matches('/'), base.text());
    let joined = base.join("v3/oauth/token/generate");
    let below = Url::parse(&joined).unwrap();
    assert_eq!(below.as_str(), joined);
    assert_eq!(below.origin(), seen.origin());
    assert!(below.username().is_empty() && below.password().is_none() && below.query().is_none());
}

/// Pieces that mean something in an address, in any order.
fn any_address() -> impl Strategy<Value = String> {
    let pieces = vec![
        "https://",
        "http://",
        "HTTPS://",
        "h.example",
        "localhost",
        "127.0.0.1",
        "0x7f.1",
        "2130706433",
        "[::1]",
        "[0:0::1]",
        "[::ffff:1.2.3.4]",
        "xn--a",
        "a",
        "1",
        "0x1",
        "/",
        "//",
        ".",
        "..",
        "%2e",
        "%",
        ":",
        ":443",
        ":80",
        ":8443",
        "@",
        "user:pass@",
        "?",
        "#",
        "\\",
        "\t",
        " ",
        "é",
        "-",
        "_",
        "~",
        "[",
        "]",
        ";",
        "a b",
    ];
    prop::collection::vec(prop::sample::select(pieces), 0..7).prop_map(|pieces| pieces.concat())
}

/// A valid address with an IPv6 host in any spelling.
fn any_ipv6() -> impl Strategy<Value = String> {
    let part = prop_oneof![Just(0_u16), Just(1), any::<u16>()];
    prop::collection::vec(part, 8).prop_map(|parts| {
        let parts: Vec<String> = parts.iter().map(|part| format!("{part:04X}")).collect();
        format!("https://[{}]", parts.join(":"))
    })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(2000))]

    #[test]
    fn whatever_is_accepted_is_what_its_sender_sees(text in any_address()) {
        if let Ok(base) = read(&text, Transport::HttpAnywhere) {
            // A name that is not the ASCII form of any name is refused by the sender, which is as good.
            if Url::parse(&base.text()).is_ok() {
                agrees_with_the_sender(&base);
            }
        }
    }

    #[test]
    fn a_name_in_ascii_is_accepted_and_seen_alike(text in "[a-z_]([a-z0-9_-]{0,8}[a-z0-9_])?(\\.[a-z]([a-z0-9_-]{0,8}[a-z0-9_])?){0,3}(:[1-9][0-9]{0,3})?(/[a-zA-Z0-9_~;=+-]{1,5}){0,3}/?") {
        if !text.contains("--") {
            agrees_with_the_sender(&over_https(&text));
        }
    }

    #[test]
    fn every_ipv6_address_is_seen_alike(text in any_ipv6()) {
        agrees_with_the_sender(&over_https(&text));
    }

    #[test]
    fn an_accepted_address_read_again_is_the_same(text in any_address()) {
        if let Ok(base) = read(&text, Transport::HttpAnywhere) {
            prop_assert_eq!(read(&base.text(), Transport::HttpAnywhere).unwrap(), base);
        }
    }

    #[test]
    fn http_is_only_accepted_where_it_is_allowed(text in any_address()) {
        prop_assert!(read(&text, Transport::Https).map_or(true, |base| base.origin().starts_with("https://")));
        if let Ok(base) = read(&text, Transport::HttpOnLoopback) {
            let is_local = match Url::parse(&base.text()).as_ref().ok().and_then(Url::host) {
                Some(Host::Domain(name)) => name == "localhost",
                Some(Host::Ipv4(address)) => address.is_loopback(),
                Some(Host::Ipv6(address)) => address.is_loopback(),
                None => false,
            };
            prop_assert!(base.origin().starts_with("https://") || is_local, "{}", base.text());
        }
    }

    #[test]
    fn arbitrary_text_never_panics_and_positions_lie_inside(text in any::<String>()) {
        if let Err(error) = read(&text, Transport::Https) {
            prop_assert!(error.position().is_none_or(|position| position <= text.len()));
        }
    }
}
