//! Step 2: the access token ("Authentication", "Step 2", dev.caxton.io/docs).
//!
//! A password grant (RFC 6749 §4.3) with the vendor's capital letters. The answer is flat, outside the envelope of every
//! other call. Its sample lifetime of 2591999 seconds, and the shape of it all, are those of Microsoft's OWIN server,
//! whose errors are RFC 6749's; the page shows none.

use super::NAME;
use crate::http::Method;
use crate::token::classification::{
    ErrorPlace, ErrorShape, Meanings, RFC6749_PLACE, RejectedShape, Unauthorized, UnknownCode,
};
use crate::token::profile::{
    ClientAuthentication, Encoding, Fields, HeaderShape, RequestShape, ResponseShape, TokenProfile,
};
use crate::token::profile_text::{Text, text};
use alloc::borrow::Cow;

/// The whole flow as data. `{host}` is the base address, which ends in `/api`.
pub static PROFILE: TokenProfile = TokenProfile {
    name: text(NAME),
    request: RequestShape {
        method: Method::Post,
        url: text("{host}/token"),
        encoding: Encoding::Form,
        headers: Cow::Borrowed(&[]),
        fields: Fields::Named(Cow::Borrowed(FIELDS)),
        client_authentication: ClientAuthentication::Body,
    },
    response: ResponseShape::RFC6749,
    header: HeaderShape::BEARER,
    errors: ErrorShape {
        places: Cow::Borrowed(PLACES),
        meanings: Meanings::RFC6749,
        rejected: RejectedShape::BY_STATUS,
        unauthorized: Unauthorized::IsRejection,
    },
};

/// An envelope where a token should be is a refusal: the token's own answer has none.
const PLACES: &[ErrorPlace] = &[
    ErrorPlace {
        entry: text("/Content/Model"),
        code: text("ApiStatusCode"),
        message: text("ApiStatusDescription"),
        unknown_code: UnknownCode::IsErrorUnlessSuccess,
    },
    RFC6749_PLACE,
];

const FIELDS: &[(Text, Text)] = &[
    (text("Grant_Type"), text("password")),
    (text("Username"), text("{username}")),
    (text("Password"), text("{clientPassword}")),
];
