//! A call as the facade hands it to the core: what came from outside, the body of an answer or a token, crosses beside the
//! other arguments as it is.

#![allow(clippy::unwrap_used, dead_code, reason = "not every test that has this module uses all of it")]

use commerce_auth::boundary::perform;
use commerce_auth::error::AuthError;
use serde_json::value::RawValue;
use serde_json::{Value, from_str, json, to_string};
use std::collections::BTreeMap;

type Raw = Box<RawValue>;

/// Readers of an answer, `{ status, headers?, body }`.
const READERS: [&str; 6] = [
    "readTokenResponse",
    "readStaffTokenResponse",
    "classifyResponse",
    "readResponse",
    "readRegisterResponse",
    "readEnvelope",
];
/// Readers of a text.
const TEXT_READERS: [&str; 3] = ["decodeJwt", "verifyJwtHs256", "pledg.verifyNotification"];

/// Performs a call that is written as users write it: a JSON array of the operation's name and its arguments.
pub fn performed(call: &str) -> Result<String, AuthError> {
    let Ok(mut call) = from_str::<Vec<Raw>>(call) else {
        return perform(call.as_bytes(), None);
    };
    let name = call.first().and_then(|name| from_str::<String>(name.get()).ok()).unwrap_or_default();
    // A profile's methods hand over their answer first, as every reader does.
    if name.starts_with("profile.") && call.len() > 2 && READERS.iter().any(|reader| name.ends_with(reader)) {
        call.swap(1, 2);
    }
    let subject = if READERS.iter().any(|reader| name.rsplit('.').next() == Some(reader)) {
        call.get_mut(1).and_then(take_body)
    } else if TEXT_READERS.contains(&name.as_str()) && call.len() > 1 {
        let subject = bytes_of(call.get(1).unwrap());
        if subject.is_some() {
            call.remove(1);
        }
        subject
    } else {
        None
    };
    perform(to_string(&call).unwrap().as_bytes(), subject.as_deref())
}

/// The body of an answer, taken out of it; what is no text leaves a mark behind. A body that cannot cross stays.
fn take_body(response: &mut Raw) -> Option<Vec<u8>> {
    let mut members = from_str::<BTreeMap<String, Raw>>(response.get()).ok()?;
    let body = members.remove("body")?;
    let subject = match from_str::<Value>(body.get()) {
        Ok(Value::Null) => return replace(response, &members),
        Ok(Value::String(text)) => text.into_bytes(),
        // Half of a surrogate pair.
        Err(_) if body.get().starts_with('"') => return None,
        _ => {
            members.insert("body".to_owned(), from_str("true").unwrap());
            body.get().as_bytes().to_vec()
        }
    };
    replace(response, &members);
    Some(subject)
}

fn replace(response: &mut Raw, members: &BTreeMap<String, Raw>) -> Option<Vec<u8>> {
    *response = from_str(&to_string(members).unwrap()).unwrap();
    None
}

/// Text as it is, bytes as the vectors write them, any other object as its text.
fn bytes_of(argument: &RawValue) -> Option<Vec<u8>> {
    match from_str::<Value>(argument.get()) {
        Ok(Value::String(text)) => Some(text.into_bytes()),
        Ok(Value::Object(members)) => match members.get("base64").and_then(Value::as_str) {
            Some(text) if members.len() == 1 => Some(base64_decoded(text)),
            _ => Some(argument.get().as_bytes().to_vec()),
        },
        _ => None,
    }
}

fn base64_decoded(text: &str) -> Vec<u8> {
    use base64::Engine;
    base64::engine::general_purpose::STANDARD.decode(text).unwrap()
}

/// A call of this operation.
pub fn performed_with(name: &str, arguments: &[Value]) -> Result<String, AuthError> {
    let call: Vec<Value> = [json!(name)].into_iter().chain(arguments.iter().cloned()).collect();
    performed(&Value::from(call).to_string())
}
