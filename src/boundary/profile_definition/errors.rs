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
    let mut places = Vec::new();
    let mut meanings = Vec::new();
    let is_written = response.each_in("errors", &mut |entry| {
        if !entry.is_object(NAMES) {
            return;
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
        let (code, message) = (name("code", "code"), name("message", "message"));
        places.push(ErrorPlace { entry: pointer, code, message, unknown_code });
        entry.each_of("meanings", &mut |code, meaning| match meaning
            .json
            .string()
            .and_then(|name| Classification::named(&name))
        {
            Some(known) => meanings.push((Cow::Owned(code), known)),
            None => {
                let names = Classification::ALL.map(Classification::as_str).join(", ");
                meaning.refuse(&[" must be one of ", &names]);
            }
        });
    });
    if !is_written {
        return ErrorShape { rejected, ..ErrorShape::RFC6749 };
    }
    ErrorShape {
        places: Cow::Owned(places),
        meanings: Meanings::new(meanings),
        rejected,
        unauthorized: Unauthorized::IsRejection,
    }
}

fn rejected_shape(rejected: &Node<'_>) -> RejectedShape {
    let mut statuses = Vec::new();
    let has_statuses = rejected.each_in("status", &mut |entry| match entry
        .json
        .integer()
        .and_then(|status| u16::try_from(status).ok())
    {
        Some(status @ 400..=599) => statuses.push(status),
        _ => entry.refuse(&[" must be the HTTP status of an error, from 400 to 599: for a 200, use rejected.body"]),
    });
    let mut values = Vec::new();
    rejected.each_in("body", &mut |entry| {
        if entry.is_object(&["pointer", "in"]) {
            let pointer = entry.needed_pointer("pointer");
            entry.needs("in");
            let mut list = Vec::new();
            entry.each_in("in", &mut |value| list.push(value.scalar()));
            values.push((pointer, Cow::Owned(list)));
        }
    });
    RejectedShape { statuses: has_statuses.then_some(Cow::Owned(statuses)), values: Cow::Owned(values) }
}
