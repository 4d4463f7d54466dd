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
use crate::token::profile_text::Text;
use node::Node;

const NAMES: &[&str] = &[
    "name", "request", "response", "header", "headers", "query", "baseUrl", "keepOrigins", "hosts", "oneOf", "public",
    "rejected",
];

/// Reads and checks a profile.
///
/// # Errors
/// `invalid_argument` with the pointer of what is missing, of another type or not one of the values allowed,
/// `unknown_option` with that of a stranger, `insecure_url` for an `http` address off this machine.
pub(crate) fn define(profile: Option<Json<'_>>) -> Result<ApiProfile, AuthError> {
    let profile = Node::root(profile)?;
    profile.knows(NAMES)?;
    let name: Text = profile.text("name")?.into();
    let standing = names::Declared::read(&profile)?;
    let request = profile.optional_object("request", request::NAMES)?;
    let response = profile.optional_object("response", response::NAMES)?;
    let carries = |name| profile.present(name).is_some();
    if request.is_none() && (response.is_some() || !(carries("headers") || carries("query"))) {
        let what = " is missing. Where credentials need no token call, leave out response as well, and write headers or query";
        return Err(profile.wrong("request", what));
    }
    let calls = calls::read(&profile, request.is_some())?;
    let rejections = errors::rejections(&profile)?;
    let (flow, assertion) = match (request, response) {
        (Some(request), Some(response)) => {
            let assertion = assertion::read(&request)?;
            let token_header = calls.token_header().unwrap_or(HeaderShape {
                format: Text::Borrowed("{token}"),
                ..HeaderShape::BEARER
            });
            let flow = TokenProfile {
                name: name.clone(),
                request: request::read(&request, &standing, assertion.as_ref())?,
                response: response::read(&response)?,
                header: HeaderShape { token_syntax: TokenSyntax::VisibleAscii, ..token_header },
                errors: errors::of_token_endpoint(&response, rejections.rejected.clone())?,
            };
            (Some(flow), assertion)
        }
        (Some(_), None) => return Err(profile.missing("response")),
        (None, _) => (None, None),
    };
    let defined = ApiProfile {
        name,
        flow,
        assertion,
        calls,
        rejections,
        hosts: standing.hosts,
        one_of: standing.one_of,
        public: standing.public,
    };
    if defined.asks_for_too_many() {
        return Err(AuthError::about("/request", " asks for more than 32 credentials"));
    }
    addresses::check_base(&profile, &defined)?;
    names::check(&profile, &defined)?;
    Ok(defined)
}
