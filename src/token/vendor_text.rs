//! A vendor's own words and codes, fit for an error: short, on one line, without what only harms.

use crate::error::{AuthError, Retryable};
use crate::http::{HttpResponse, retry_after_ms};
use crate::json::{Json, Kind};
use alloc::borrow::{Cow, ToOwned};
use alloc::string::String;

/// The longest text of a vendor that stands in an error, in characters.
const MESSAGE_LIMIT: usize = 200;
/// The longest code of a vendor that stands in an error.
const CODE_LIMIT: usize = 40;
/// The longest identifier of an exchange that stands in an error.
const REQUEST_ID_LIMIT: usize = 128;

/// The same error with the vendor's words and its code, each left out where it is not fit or repeats a secret.
pub(crate) fn with_vendor_text(
    error: AuthError,
    message: Option<&str>,
    code: Option<&str>,
    repeats_secret: &dyn Fn(&str) -> bool,
) -> AuthError {
    let cleaned = |character: char| if is_seen(character) { character } else { ' ' };
    let message = message.filter(|message| !message.is_empty() && !repeats_secret(message));
    let error =
        error.with_vendor_message(message.map(|message| message.chars().take(MESSAGE_LIMIT).map(cleaned).collect()));
    match code.filter(|code| is_plain(code, CODE_LIMIT) && !repeats_secret(code)) {
        Some(code) => error.with_vendor_code(code.to_owned()),
        None => error,
    }
}

/// The vendor's identifier of the exchange, in the header field of this name.
pub(crate) fn request_id(
    response: &HttpResponse<'_>,
    header: &str,
    repeats_secret: &dyn Fn(&str) -> bool,
) -> Option<String> {
    let id = response.header(header).filter(|id| is_plain(id, REQUEST_ID_LIMIT) && !repeats_secret(id));
    id.map(ToOwned::to_owned)
}

/// The same error as one that may pass by itself, with the wait that the vendor asks for.
pub(crate) fn to_be_retried(error: AuthError, response: &HttpResponse<'_>, now: i64) -> AuthError {
    let wait = response.header("retry-after").and_then(|value| retry_after_ms(value, now));
    error.with_retryable(Retryable::Yes).with_retry_after_ms(wait)
}

/// A code as text, whether it came as a number or as a string.
pub(crate) fn code_text(code: Json<'_>) -> Option<Cow<'_, str>> {
    match code.kind() {
        Kind::Number => Some(Cow::Borrowed(code.text())),
        _ => code.string(),
    }
}

/// For a reader that is not given the credentials, and so cannot tell.
pub(crate) fn cannot_tell(_: &str) -> bool {
    false
}

/// Whether a character stands for itself where text is shown, and for nothing else. Control and format characters (Unicode's general
/// categories Cc, Cf, Zl and Zp) break lines, turn the direction of what follows, or stand unseen between two letters.
const fn is_seen(character: char) -> bool {
    !matches!(
        character,
        '\0'..='\u{1F}'
            | '\u{7F}'..='\u{9F}'
            | '\u{AD}'
            | '\u{600}'..='\u{605}'
            | '\u{61C}'
            | '\u{6DD}'
            | '\u{70F}'
            | '\u{890}'..='\u{891}'
            | '\u{8E2}'
            | '\u{180E}'
            | '\u{200B}'..='\u{200F}'
            | '\u{2028}'..='\u{202E}'
            | '\u{2060}'..='\u{206F}'
            | '\u{FEFF}'
            | '\u{FFF9}'..='\u{FFFB}'
            | '\u{110BD}'
            | '\u{110CD}'
            | '\u{13430}'..='\u{1343F}'
            | '\u{1BCA0}'..='\u{1BCA3}'
            | '\u{1D173}'..='\u{1D17A}'
            | '\u{E0000}'..='\u{E007F}'
    )
}

fn is_plain(text: &str, limit: usize) -> bool {
    !text.is_empty() && text.len() <= limit && text.bytes().all(|byte| byte.is_ascii_graphic())
}
