//! Where things stand in a token answer.

use super::node::Node;
use crate::error::AuthError;
use crate::token::profile::{AnswerForm, ResponseShape};
use crate::token::profile_text::Text;
use alloc::borrow::Cow;
use alloc::vec::Vec;

pub(super) const NAMES: &[&str] = &[
    "token", "as", "lifetimeSeconds", "expiresAt", "tokenType", "refreshToken", "errors", "defaultLifetimeSeconds", "keep",
];

const FORMS: &[(&str, AnswerForm)] = &[("json", AnswerForm::Json), ("text", AnswerForm::Text)];
/// What can be read of JSON only.
const OF_JSON: [&str; 5] = ["lifetimeSeconds", "expiresAt", "tokenType", "refreshToken", "keep"];
/// More than any API has.
const MOST_KEPT: usize = 16;

pub(super) fn read(response: &Node<'_>) -> Result<ResponseShape, AuthError> {
    let form = response.choice("as", FORMS)?.unwrap_or(AnswerForm::Json);
    let token = response.json_pointer("token")?;
    if form == AnswerForm::Text {
        if token.as_deref().is_some_and(|token| !token.is_empty()) {
            let what = " must be \"\" or left out where the whole body is the token (\"as\": \"text\")";
            return Err(response.wrong("token", what));
        }
        if let Some(name) = OF_JSON.into_iter().find(|name| response.present(name).is_some()) {
            return Err(response.wrong(name, " needs an answer in JSON, and \"as\" says that it is text: leave one of them out"));
        }
    }
    Ok(ResponseShape {
        form,
        token: match form {
            AnswerForm::Text => Text::Borrowed(""),
            AnswerForm::Json => token.ok_or_else(|| response.missing("token"))?,
        },
        lifetime_seconds: response.json_pointer("lifetimeSeconds")?,
        expires_at: response.json_pointer("expiresAt")?,
        token_type: response.json_pointer("tokenType")?,
        refresh_token: response.json_pointer("refreshToken")?,
        // NaN and the infinities have no JSON form: they arrive as null.
        default_lifetime_seconds: match response.json.member("defaultLifetimeSeconds") {
            None => None,
            Some(seconds) => Some(
                seconds
                    .integer()
                    .filter(|seconds| *seconds > 0)
                    .ok_or_else(|| response.wrong("defaultLifetimeSeconds", " must be a positive number of seconds"))?,
            ),
        },
        keep: Cow::Owned(kept(response)?),
        request_id_header: None,
    })
}

fn kept(response: &Node<'_>) -> Result<Vec<(Text, Text)>, AuthError> {
    let Some(keep) = response.optional_object("keep", &[])? else {
        return Ok(Vec::new());
    };
    let mut kept = Vec::new();
    for (name, _) in keep.json.members() {
        let name = name.string().unwrap_or_default().into_owned();
        let pointer = keep.json_pointer(&name)?.ok_or_else(|| keep.missing(&name))?;
        kept.push((Cow::Owned(name), pointer));
    }
    if kept.len() > MOST_KEPT { Err(response.wrong("keep", " has more than 16 members")) } else { Ok(kept) }
}
