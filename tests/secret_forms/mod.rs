//! The forms in which a secret could leave by accident (G11). The scan over what suites printed and the tests of errors look
//! for the same ones: `xtask/src/test/secret_search.rs` includes this file.

use std::fmt::Write;

use base64::Engine;
use base64::alphabet::{Alphabet, STANDARD, URL_SAFE};
use base64::engine::general_purpose::{GeneralPurpose, NO_PAD};

/// Every form in which a secret can be read out of a text.
pub fn forms(secret: &str) -> Vec<String> {
    let hex = hex(secret.as_bytes());
    let mut forms = vec![secret.to_owned(), hex.to_uppercase(), percent(&hex), percent(&hex.to_uppercase())];
    forms.push(percent_where_needed(secret));
    forms.push(serde_json::Value::from(secret).to_string().trim_matches('"').to_owned());
    for alphabet in [&STANDARD, &URL_SAFE] {
        forms.extend((0..3).map(|before| base64_inside(alphabet, before, secret)));
    }
    forms.push(hex);
    forms
}

/// Lower-case hexadecimal digits.
pub fn hex(bytes: &[u8]) -> String {
    bytes.iter().fold(String::new(), |mut text, byte| {
        let _ = write!(text, "{byte:02x}");
        text
    })
}

/// Every byte percent-encoded.
pub fn percent(hex: &str) -> String {
    hex.as_bytes().chunks(2).map(|pair| format!("%{}", String::from_utf8_lossy(pair))).collect()
}

/// As `encodeURIComponent` writes it.
fn percent_where_needed(secret: &str) -> String {
    secret.bytes().fold(String::new(), |mut text, byte| {
        if byte.is_ascii_alphanumeric() || b"-_.!~*'()".contains(&byte) {
            text.push(char::from(byte));
        } else {
            let _ = write!(text, "%{byte:02X}");
        }
        text
    })
}

/// The characters that stand for the secret alone when it follows that many other bytes (RFC 4648 section 4: three bytes
/// make four characters, so there are three ways to lie).
fn base64_inside(alphabet: &Alphabet, before: usize, secret: &str) -> String {
    let bytes = [vec![0; before], secret.as_bytes().to_vec()].concat();
    let encoded = GeneralPurpose::new(alphabet, NO_PAD).encode(&bytes);
    let first = before.saturating_mul(8).div_ceil(6);
    let last = bytes.len().saturating_mul(8) / 6;
    encoded.get(first..last).unwrap_or_default().to_owned()
}
