//! The access token, preferred for new integrations ("Authentication", docs.pledg.co): client credentials by RFC 6749
//! §4.4, with the API key and the secret in clear in the Basic value.
//!
//! The page's sample lives for 600 seconds and comes without a refresh token; the errors of the endpoint are not published.

use crate::http::Method;
use crate::token::classification::ErrorShape;
use crate::token::profile::{
    BasicEncoding, ClientAuthentication, Encoding, Fields, HeaderShape, RequestShape, ResponseShape, TokenProfile,
};
use crate::token::profile_text::{Text, text};
use alloc::borrow::Cow;

/// The whole flow as data.
pub static PROFILE: TokenProfile = TokenProfile {
    name: text("pledg"),
    request: RequestShape {
        method: Method::Post,
        url: text("{host}/api/token"),
        encoding: Encoding::Form,
        headers: Cow::Borrowed(&[]),
        fields: Fields::Named(Cow::Borrowed(FIELDS)),
        client_authentication: ClientAuthentication::Basic(BasicEncoding::Raw),
    },
    response: ResponseShape::RFC6749,
    header: HeaderShape::BEARER,
    errors: ErrorShape::RFC6749,
};

const FIELDS: &[(Text, Text)] = &[(text("grant_type"), text("client_credentials"))];
