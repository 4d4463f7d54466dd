//! How an API says no: what codes mean at its token endpoint, and how its answers reject a token.

use super::node::Node;
use crate::token::classification::{
    Classification, ErrorPlace, ErrorShape, Meanings, RejectedShape, Unauthorized, UnknownCode,
};
use alloc::borrow::Cow;
use alloc::vec::Vec;

const NAMES: &[&str] = &["pointer", "code", "message", "meanings", "unknownCode"];

/// What codes mean is said of the token endpoint, and an API may have the same ones for something else: of its answers, only
/// what the profile says of rejected tokens counts.
pub(super) fn rejections(profile: &Node<'_>) -> ErrorShape {
    let rejected = match profile.object("rejected", &["status", "body"]) {
        Some(rejected) => rejected_shape(&rejected),
        None => RejectedShape::BY_STATUS,
    };
    ErrorShape {
        places: Cow::Borrowed(&[]),
        meanings: Meanings::in_order(&[]),
        rejected,
        unauthorized: Unauthorized::IsRejection,
    }
}

pub(super) fn of_token_endpoint(response: &Node<'_>, rejected: RejectedShape) -> ErrorShape {
    let Some(list) = response.list("errors") else {
        return ErrorShape { rejected, ..ErrorShape::RFC6749 };
    };
    let mut places = Vec::new();
    let mut meanings = Vec::new();
    for entry in list {
        if !entry.is_object(NAMES) {
            continue;
        }
        let pointer = entry.needed_pointer("pointer");
        let unknown_code = match entry.choice("unknownCode", &["error", "error-unless-success"]) {
            Some(0) => UnknownCode::IsError,
            Some(_) => UnknownCode::IsErrorUnlessSuccess,
            // The whole body is an entry of every answer, good ones included.
            None if pointer.is_empty() => UnknownCode::IsErrorUnlessSuccess,
            None => UnknownCode::IsError,
        };
        let name = |member, usual| entry.text(member).map_or(Cow::Borrowed(usual), Cow::Owned);
        places.push(ErrorPlace {
            entry: pointer,
            code: name("code", "code"),
            message: name("message", "message"),
            unknown_code,
        });
        for (code, meaning) in entry.object("meanings", &[]).map_or(Vec::new(), |named| named.members()) {
            match meaning.json.string().and_then(|name| Classification::named(&name)) {
                Some(known) => meanings.push((Cow::Owned(code), known)),
                None => {
                    let names = Classification::ALL.map(Classification::as_str).join(", ");
                    meaning.refuse(&[" must be one of ", &names]);
                }
            }
        }
    }
    ErrorShape {
        places: Cow::Owned(places),
        meanings: Meanings::new(meanings),
        rejected,
        unauthorized: Unauthorized::IsRejection,
    }
}

fn rejected_shape(rejected: &Node<'_>) -> RejectedShape {
    let statuses = rejected.list("status").map(|list| {
        let mut statuses = Vec::new();
        for entry in list {
            match entry.json.integer().and_then(|status| u16::try_from(status).ok()) {
                Some(status @ 400..=599) => statuses.push(status),
                _ => entry
                    .refuse(&[" must be the HTTP status of an error, from 400 to 599: for a 200, use rejected.body"]),
            }
        }
        Cow::Owned(statuses)
    });
    let mut values = Vec::new();
    for entry in rejected.list("body").unwrap_or_default() {
        if entry.is_object(&["pointer", "in"]) {
            entry.needs("in");
            let list = entry.list("in").unwrap_or_default();
            values.push((entry.needed_pointer("pointer"), Cow::Owned(list.iter().map(Node::scalar).collect())));
        }
    }
    RejectedShape { statuses, values: Cow::Owned(values) }
}
