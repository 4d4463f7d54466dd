//! An [`ApiProfile`] out of plain data; every mistake is named with its JSON pointer (RFC 6901).

mod addresses;
mod assertion;
mod calls;
mod errors;
mod fields;
mod names;
mod node;
mod request;
mod response;

use crate::error::AuthError;
use crate::json::Json;
use crate::token::api_profile::ApiProfile;
use crate::token::profile::{HeaderShape, TokenProfile, TokenSyntax};
use crate::token::profile_text::{Text, text};
use alloc::vec::Vec;
use node::{Mistakes, Node};

const NAMES: &[&str] = &[
    "name",
    "request",
    "response",
    "header",
    "headers",
    "query",
    "baseUrl",
    "keepOrigins",
    "hosts",
    "oneOf",
    "public",
    "rejected",
];

/// Reads and checks a profile.
///
/// # Errors
/// The first of [`mistakes`].
pub(crate) fn define(profile: Option<Json<'_>>) -> Result<ApiProfile, AuthError> {
    define_whole(profile).map_err(|mistakes| {
        let first = mistakes.into_iter().next();
        first.unwrap_or_else(|| AuthError::about("profile", " cannot be read"))
    })
}

/// The same, with every mistake: `invalid_argument` with the pointer of what is missing, of another type or not one of the values
/// allowed, `unknown_option` with that of a stranger, `insecure_url` for an `http` address off this machine.
pub(crate) fn define_whole(profile: Option<Json<'_>>) -> Result<ApiProfile, Vec<AuthError>> {
    let mistakes = Mistakes::none();
    let defined = Node::root(profile, &mistakes).and_then(|profile| read(&profile, &mistakes));
    defined.filter(|_| mistakes.are_none()).ok_or_else(|| mistakes.all())
}

fn read(profile: &Node<'_>, mistakes: &Mistakes) -> Option<ApiProfile> {
    profile.is_object(NAMES);
    let name: Text = profile.needed_text("name").into();
    let declared = names::Declared::read(profile);
    let carries = |name| profile.present(name).is_some();
    if !carries("request") && (carries("response") || !(carries("headers") || carries("query"))) {
        profile.wrong(
            "request",
            " is missing. Where credentials need no token call, leave out response as well, and write headers or query",
        );
    }
    if carries("request") {
        profile.needs("response");
    }
    let request = profile.object("request", request::NAMES);
    let response = profile.object("response", response::NAMES);
    let calls = calls::read(profile, carries("request"));
    let rejections = errors::rejections(profile);
    let assertion = request.as_ref().and_then(assertion::read);
    let flow = request.zip(response).map(|(request, response)| TokenProfile {
        name: name.clone(),
        request: request::read(&request, &declared, assertion.as_ref()),
        response: response::read(&response),
        header: HeaderShape {
            token_syntax: TokenSyntax::VisibleAscii,
            ..calls.token_header().unwrap_or(HeaderShape { format: text("{token}"), ..HeaderShape::BEARER })
        },
        errors: errors::of_token_endpoint(&response, rejections.rejected.clone()),
    });
    let names::Declared { hosts, one_of, public } = declared;
    let defined = ApiProfile { name, flow, assertion, calls, rejections, hosts, one_of, public };
    if defined.asks_for_too_many() {
        profile.wrong("request", " asks for more than 32 credentials");
    }
    // What follows is about a profile whose parts are as they should be.
    mistakes.are_none().then(|| {
        addresses::check_base(profile, &defined);
        names::check(profile, &defined);
        defined
    })
}
