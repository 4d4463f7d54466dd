//! Forms and queries against the `url` crate: written alike, and read alike where nothing has to be mended.

use super::bounds::within;
use commerce_auth::http::form_pairs;
use commerce_auth::scheme::percent::form_encoded;
use url::form_urlencoded::{byte_serialize, parse};

/// What our reader refuses: a percent sign that escapes nothing, and bytes that are no UTF-8.
fn needs_mending(text: &str) -> bool {
    let digits = |piece: &str| piece.bytes().take(2).filter(u8::is_ascii_hexdigit).count() == 2;
    let escapes_all = text.split('%').skip(1).all(digits);
    let marks = |text: &str| text.matches('\u{fffd}').count();
    let read: usize = parse(text.as_bytes()).map(|(name, value)| marks(&name) + marks(&value)).sum();
    !escapes_all || read > marks(text) + text.to_ascii_uppercase().matches("%EF%BF%BD").count()
}

/// Holds for every text.
pub fn hold(bytes: &[u8]) {
    let Ok(text) = std::str::from_utf8(bytes) else { return };
    match within(text.len(), || form_pairs(text)) {
        Some(pairs) => {
            let judged: Vec<_> =
                parse(text.as_bytes()).map(|(name, value)| (name.into_owned(), value.into_owned())).collect();
            assert_eq!(pairs, judged);
        }
        None => assert!(needs_mending(text), "{text:?}"),
    }
    let written = within(text.len(), || form_encoded(text));
    assert_eq!(written, byte_serialize(text.as_bytes()).collect::<String>());
    assert_eq!(form_pairs(&format!("a={written}")), Some(vec![("a".to_owned(), text.to_owned())]));
}
