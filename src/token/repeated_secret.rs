//! Whether a stranger's text repeats a secret, in any of the forms in which requests carry one.

use crate::ascii;
use crate::json::quoted;
use crate::scheme::base64_forms::BASE64;
use crate::scheme::hexadecimal::{byte_of, lower_case};
use crate::secret::Secret;
use alloc::string::String;
use alloc::vec::Vec;
use base64::Engine;

/// No text of a vendor shows longer than this, in bytes: two hundred characters of four (`vendor_text`).
const SHOWN: usize = 800;
/// The longest form of a byte of a secret, `\u0001` in JSON text.
const LONGEST_FORM: usize = 6;
/// Fewer characters of base64 than this stand in many a text by chance.
const LEAST_BASE64: usize = 6;

/// Whether a text holds a secret: as it is, as a JSON string, percent-encoded, in hexadecimal digits of any case, or
/// inside base64 or base64url of something longer.
///
/// Only the beginning of a text counts, as far as it can show, and as far behind that as a secret reaches that begins in it.
pub(crate) fn repeats(text: &str, secret: &Secret) -> bool {
    let secret = secret.expose();
    let text = beginning(text, SHOWN.saturating_add(secret.len().saturating_mul(LONGEST_FORM)));
    let escaped = quoted(secret);
    let hexadecimal: Vec<u8> = secret.bytes().flat_map(lower_case).collect();
    let inner = escaped.get(1..escaped.len().saturating_sub(1)).unwrap_or_default();
    contains(text.as_bytes(), secret.as_bytes())
        || contains(text.as_bytes(), inner.as_bytes())
        || readings_of_plus(text).iter().any(|&plus| contains(&percent_decoded(text, plus), secret.as_bytes()))
        || contains(text.to_ascii_lowercase().as_bytes(), &hexadecimal)
        || repeats_in_base64(text, secret)
}

fn beginning(text: &str, bytes: usize) -> &str {
    // A character has four bytes at most.
    let mut ends = (bytes..bytes.saturating_add(4)).filter_map(|end| text.get(..end));
    ends.next_back().unwrap_or(text)
}

/// `str::contains` would link a search algorithm larger than all of this file.
fn contains(text: &[u8], part: &[u8]) -> bool {
    // Most windows differ in their first byte, and need no call to find out.
    !part.is_empty() && text.windows(part.len()).any(|window| window.first() == part.first() && window == part)
}

/// What a `+` may stand for in a text; nothing where undoing percent-encoding would leave the text as it is.
fn readings_of_plus(text: &str) -> &'static [u8] {
    match (ascii::holds(text, b"+"), ascii::holds(text, b"%")) {
        (true, _) => b" +",
        (false, true) => b"+",
        (false, false) => b"",
    }
}

/// Undoes percent-encoding. A `+` stands for a space in forms and for itself elsewhere.
fn percent_decoded(text: &str, plus: u8) -> Vec<u8> {
    let mut bytes = Vec::new();
    let mut rest = text.as_bytes();
    while let Some((first, behind)) = rest.split_first() {
        let escape = (*first == b'%').then(|| behind.split_first_chunk::<2>()).flatten();
        let decoded = escape.and_then(|(digits, behind)| Some((byte_of(*digits)?, behind)));
        let (byte, behind) = decoded.unwrap_or((if *first == b'+' { plus } else { *first }, behind));
        bytes.push(byte);
        rest = behind;
    }
    bytes
}

/// In base64 a secret has three forms, by how many bytes stand before it; only the characters made of nothing but the
/// secret are looked for.
fn repeats_in_base64(text: &str, secret: &str) -> bool {
    let text: String = text
        .chars()
        .map(|c| match c {
            '-' => '+',
            '_' => '/',
            other => other,
        })
        .collect();
    [(0_usize, 0_usize), (1, 2), (2, 3)].iter().any(|&(before, unsure)| {
        let mut bytes = Vec::from([0_u8, 0]);
        bytes.truncate(before);
        bytes.extend_from_slice(secret.as_bytes());
        let sure = bytes.len().saturating_mul(8).checked_div(6).unwrap_or(0);
        let encoded = BASE64.encode(&bytes);
        let sure = encoded.as_bytes().get(unsure..sure).unwrap_or_default();
        sure.len() >= LEAST_BASE64 && contains(text.as_bytes(), sure)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    const SECRET: &str = "Planted \"With/+&= secret";

    fn found(text: &str) -> bool {
        repeats(text, &Secret::new(SECRET))
    }

    #[test]
    fn every_form_is_found() {
        assert!(found("unknown: Planted \"With/+&= secret!"));
        assert!(found(r#"{"secret":"Planted \"With/+&= secret"}"#));
        assert!(found("?s=Planted%20%22With%2F%2B%26%3D%20secret"));
        assert!(found("?s=Planted+%22With%2f%2B%26%3d+secret"));
        assert!(found("x506C616E7465642022576974682F2B263D20736563726574"));
        for before in ["", "a", "ab", "abc"] {
            let text = [before, SECRET, "tail"].concat();
            assert!(found(&BASE64.encode(&text)), "{before}");
            assert!(found(&BASE64.encode(&text).replace('+', "-").replace('/', "_")), "{before}");
        }
    }

    /// A secret that begins where a text still shows is found however long it is; what stands behind never shows.
    #[test]
    fn what_can_show_is_looked_through() {
        let long = "Planted-".repeat(500);
        let found = |before: usize| repeats(&["é".repeat(before), long.clone()].concat(), &Secret::new(&*long));
        assert!(found(0) && found(200) && found(400));
        assert!(!repeats(&["é".repeat(20_000), long.clone()].concat(), &Secret::new("Planted")));
    }

    #[test]
    fn other_texts_are_not() {
        for text in ["", "Invalid client key and secret", "Planted", "UGxhbnRl", "%", "%zz%2"] {
            assert!(!found(text), "{text}");
        }
    }
}
