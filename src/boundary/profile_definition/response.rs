//! Where things stand in a token answer.

use super::node::Node;
use crate::token::profile::{AnswerForm, ResponseShape};
use crate::token::profile_text::Text;
use alloc::borrow::Cow;
use alloc::vec::Vec;

pub(super) const NAMES: &[&str] = &[
    "token",
    "as",
    "lifetimeSeconds",
    "expiresAt",
    "tokenType",
    "refreshToken",
    "errors",
    "defaultLifetimeSeconds",
    "keep",
];

/// What can be read of JSON only.
const OF_JSON: [&str; 5] = ["lifetimeSeconds", "expiresAt", "tokenType", "refreshToken", "keep"];
/// More than any API has.
const MOST_KEPT: usize = 16;

pub(super) fn read(response: &Node<'_>) -> ResponseShape {
    let is_text = response.choice("as", &["json", "text"]) == Some(1);
    let token = response.json_pointer("token");
    if is_text {
        if token.as_deref().is_some_and(|token| !token.is_empty()) {
            response.wrong("token", " must be \"\" or left out where the whole body is the token (\"as\": \"text\")");
        }
        if let Some(node) = OF_JSON.iter().find_map(|name| response.present(name)) {
            node.refuse(&[" needs an answer in JSON, and \"as\" says that it is text: leave one of them out"]);
        }
    } else {
        response.needs("token");
    }
    // NaN and the infinities have no JSON form: they arrive as null.
    let default_lifetime_seconds = response.json.member("defaultLifetimeSeconds").map(|seconds| {
        let seconds = seconds.integer().filter(|seconds| *seconds > 0);
        if seconds.is_none() {
            response.wrong("defaultLifetimeSeconds", " must be a positive number of seconds");
        }
        seconds.unwrap_or(1)
    });
    ResponseShape {
        form: if is_text { AnswerForm::Text } else { AnswerForm::Json },
        token: token.unwrap_or_default(),
        lifetime_seconds: response.json_pointer("lifetimeSeconds"),
        expires_at: response.json_pointer("expiresAt"),
        token_type: response.json_pointer("tokenType"),
        refresh_token: response.json_pointer("refreshToken"),
        default_lifetime_seconds,
        keep: Cow::Owned(kept(response)),
        request_id_header: None,
    }
}

fn kept(response: &Node<'_>) -> Vec<(Text, Text)> {
    let mut kept = Vec::new();
    response.each_of("keep", &mut |name, member| {
        kept.push((Cow::Owned(name), member.own_pointer().unwrap_or_default()));
    });
    if kept.len() > MOST_KEPT {
        response.wrong("keep", " has more than 16 members");
        kept.clear();
    }
    kept
}
