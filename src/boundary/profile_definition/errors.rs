//! How an API says no: what codes mean at its token endpoint, and how its answers reject a token.

use super::node::Node;
use crate::error::AuthError;
use crate::token::classification::{
    Classification, ErrorPlace, ErrorShape, Meanings, RejectedShape, Unauthorized, UnknownCode,
};
use alloc::borrow::Cow;
use alloc::string::String;
use alloc::vec::Vec;

const NAMES: &[&str] = &["pointer", "code", "message", "meanings", "unknownCode"];
const UNKNOWN_CODES: &[(&str, UnknownCode)] =
    &[("error", UnknownCode::IsError), ("error-unless-success", UnknownCode::IsErrorUnlessSuccess)];

/// What codes mean is said of the token endpoint, and an API may have the same ones for something else: of its answers, only
/// what the profile says of rejected tokens counts.
pub(super) fn rejections(profile: &Node<'_>) -> Result<ErrorShape, AuthError> {
    let rejected = match profile.optional_object("rejected", &["status", "body"])? {
        Some(rejected) => rejected_shape(&rejected)?,
        None => RejectedShape::BY_STATUS,
    };
    Ok(ErrorShape {
        places: Cow::Borrowed(&[]),
        meanings: Meanings::in_order(&[]),
        rejected,
        unauthorized: Unauthorized::IsRejection,
    })
}

pub(super) fn of_token_endpoint(response: &Node<'_>, rejected: RejectedShape) -> Result<ErrorShape, AuthError> {
    let Some(list) = response.list("errors")? else {
        return Ok(ErrorShape { rejected, ..ErrorShape::RFC6749 });
    };
    let mut places = Vec::new();
    let mut meanings = Vec::new();
    for entry in list {
        entry.knows(NAMES)?;
        let pointer = entry.json_pointer("pointer")?.ok_or_else(|| entry.missing("pointer"))?;
        // The whole body is an entry of every answer, good ones included.
        let usual = if pointer.is_empty() { UnknownCode::IsErrorUnlessSuccess } else { UnknownCode::IsError };
        places.push(ErrorPlace {
            entry: pointer,
            code: entry.optional_text("code")?.unwrap_or_else(|| String::from("code")).into(),
            message: entry.optional_text("message")?.unwrap_or_else(|| String::from("message")).into(),
            unknown_code: entry.choice("unknownCode", UNKNOWN_CODES)?.unwrap_or(usual),
        });
        let Some(named) = entry.optional_object("meanings", &[])? else {
            continue;
        };
        for (code, meaning) in named.json.members() {
            // Half of a surrogate pair is no code that any answer could have.
            let code = code.string().ok_or_else(|| named.missing(""))?;
            let name = named.text_at(&code, Some(meaning))?.ok_or_else(|| named.missing(&code))?;
            let meaning = Classification::named(&name).ok_or_else(|| {
                let names = Classification::ALL.map(Classification::as_str).join(", ");
                named.wrong(&code, &[" must be one of ", &names].concat())
            })?;
            meanings.push((Cow::Owned(code.into_owned()), meaning));
        }
    }
    Ok(ErrorShape {
        places: Cow::Owned(places),
        meanings: Meanings::new(meanings),
        rejected,
        unauthorized: Unauthorized::IsRejection,
    })
}

fn rejected_shape(rejected: &Node<'_>) -> Result<RejectedShape, AuthError> {
    let mut statuses = None;
    if let Some(list) = rejected.list("status")? {
        let read = |entry: Node<'_>| match entry.json.integer().and_then(|status| u16::try_from(status).ok()) {
            Some(status @ 400..=599) => Ok(status),
            _ => {
                Err(entry.refuse(" must be the HTTP status of an error, from 400 to 599: for a 200, use rejected.body"))
            }
        };
        statuses = Some(Cow::Owned(list.into_iter().map(read).collect::<Result<_, _>>()?));
    }
    let mut values = Vec::new();
    for entry in rejected.list("body")?.unwrap_or_default() {
        entry.knows(&["pointer", "in"])?;
        let pointer = entry.json_pointer("pointer")?.ok_or_else(|| entry.missing("pointer"))?;
        let list = entry.list("in")?.ok_or_else(|| entry.missing("in"))?;
        values.push((pointer, Cow::Owned(list.iter().map(Node::scalar).collect::<Result<_, _>>()?)));
    }
    Ok(RejectedShape { statuses, values: Cow::Owned(values) })
}
