//! Forms (`application/x-www-form-urlencoded`) and queries read: the WHATWG URL standard §5.1, but that what has no UTF-8
//! form is refused and not mended, since it may be signed.

use crate::ascii;
use alloc::string::String;
use alloc::vec::Vec;

/// Names and values in their order; nothing for what is no such form.
///
/// ```
/// use commerce_auth::http::form_pairs;
/// let pairs = form_pairs("reference=ref+1&error=%C3%A9").unwrap();
/// assert_eq!(pairs, [("reference".into(), "ref 1".into()), ("error".into(), "é".into())]);
/// assert!(form_pairs("error=%ff").is_none() && form_pairs("error=%e").is_none());
/// ```
pub fn form_pairs(text: &str) -> Option<Vec<(String, String)>> {
    let pairs = ascii::pieces(text, b'&').filter(|pair| !pair.is_empty());
    pairs
        .map(|pair| {
            let (name, value) = ascii::split_once(pair, b'=').unwrap_or((pair, ""));
            Some((decoded(name)?, decoded(value)?))
        })
        .collect()
}

fn decoded(text: &str) -> Option<String> {
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text.bytes();
    while let Some(byte) = rest.next() {
        bytes.push(match byte {
            b'+' => b' ',
            b'%' => digit(rest.next()?)?.wrapping_shl(4) | digit(rest.next()?)?,
            other => other,
        });
    }
    String::from_utf8(bytes).ok()
}

fn digit(byte: u8) -> Option<u8> {
    char::from(byte).to_digit(16).and_then(|digit| u8::try_from(digit).ok())
}
