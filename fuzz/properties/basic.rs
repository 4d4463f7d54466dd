//! Basic credentials against the `base64` crate: what is made is read back the same, and what is read is UTF-8 with a colon.

use super::bounds::within;
use base64::Engine;
use base64::prelude::BASE64_STANDARD;
use commerce_auth::scheme::basic::{basic_authorization, parse_basic_authorization};

fn check_made(username: &str, password: &str) {
    let length = username.len() + password.len();
    let is_plain = !username.contains(':')
        && !username.chars().chain(password.chars()).any(|character| character.is_ascii_control());
    match within(length, || basic_authorization(username, password)) {
        Ok(made) => {
            assert!(is_plain);
            assert_eq!(made.expose(), format!("Basic {}", BASE64_STANDARD.encode(format!("{username}:{password}"))));
            let read = parse_basic_authorization(made.expose()).unwrap();
            assert_eq!((read.username.as_str(), read.password.expose()), (username, password));
        }
        Err(error) => assert!(!is_plain || error.code().as_str() == "invalid_argument", "{error:?}"),
    }
}

fn check_read(value: &str) {
    if let Ok(pair) = within(value.len(), || parse_basic_authorization(value)) {
        let text = format!("{}:{}", pair.username, pair.password.expose());
        let written = value.get(5..).unwrap().trim_matches(' ').trim_end_matches('=');
        assert_eq!(written, BASE64_STANDARD.encode(text).trim_end_matches('='), "{value:?}");
    }
}

/// Holds for every pair and every header value.
pub fn hold(bytes: &[u8]) {
    let text = String::from_utf8_lossy(bytes);
    let (username, password) = text.split_once('\n').unwrap_or((&text, ""));
    check_made(username, password);
    check_read(&text);
    check_read(&format!("Basic {text}"));
}
