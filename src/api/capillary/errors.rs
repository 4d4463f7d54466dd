//! What Capillary's answers mean for the credentials they were asked with.
//!
//! Three bodies are in use: v1.1 puts one status under `response` and answers 200 whatever happened; v2 and v3 have a
//! list `errors`, which is empty or null when all is well; the customer service has `status`. The rows of a v1.1 or
//! v2 batch carry codes of their own further down, which say nothing about the credentials and are never read.
//! Codes come as numbers and as strings, and `success` is `"true"` in v1.1's own samples of a rejected token
//! ("Authorization Flows").

use crate::http::{Answer, HttpResponse};
use crate::token::classification::{
    Classification, ErrorPlace, ErrorShape, Meanings, RejectedShape, Unauthorized, UnknownCode, Verdict, classify,
};
use crate::token::profile_text::{Text, text};
use crate::token::vendor_text::{self, cannot_tell};
use alloc::borrow::Cow;
use alloc::string::String;

/// Where the codes stand and what they mean.
///
/// A code of 500 in the body of a v1.1 answer means that every row of the request failed, for instance because a
/// customer does not exist, so unlike the HTTP status it does not ask for another try.
pub const ERRORS: ErrorShape = ErrorShape {
    places: Cow::Borrowed(PLACES),
    meanings: Meanings::in_order(MEANINGS),
    rejected: RejectedShape::BY_STATUS,
    unauthorized: Unauthorized::IsAsSaid,
};

const PLACES: &[ErrorPlace] = &[
    place("/response/status", "code", UnknownCode::IsErrorUnlessSuccess),
    place("/status", "code", UnknownCode::IsErrorUnlessSuccess),
    place("/errors", "code", UnknownCode::IsError),
    place("", "errorCode", UnknownCode::IsErrorUnlessSuccess),
];

const MEANINGS: &[(Text, Classification)] = &[
    (text("1529"), Classification::TokenExpired),
    (text("320001"), Classification::BadCredentials),
    (text("4000"), Classification::Forbidden),
    (text("4001"), Classification::RetryLater),
    (text("401"), Classification::TokenInvalid),
    (text("403"), Classification::Forbidden),
    (text("408"), Classification::RetryLater),
    (text("425"), Classification::RetryLater),
    (text("429"), Classification::RetryLater),
    (text("498"), Classification::TokenExpired),
    (text("501"), Classification::RetryLater),
    (text("502"), Classification::RetryLater),
    (text("503"), Classification::RetryLater),
    (text("504"), Classification::RetryLater),
    (text("521"), Classification::RetryLater),
];

const fn place(entry: &'static str, code: &'static str, unknown_code: UnknownCode) -> ErrorPlace {
    ErrorPlace { entry: text(entry), code: text(code), message: text("message"), unknown_code }
}

/// The meaning of an answer of any Capillary API.
///
/// ```
/// use commerce_auth::http::{Answer, HttpResponse};
/// use commerce_auth::token::classification::Classification;
/// use commerce_auth::api::capillary::errors::classify_response;
/// // An expired token comes inside a 200 ("Authorization Flows"):
/// let body = br#"{"response":{"status":{"success":"true","code":"498","message":"Token expired"}}}"#.to_vec();
/// let response = HttpResponse::new(200, vec![], body).unwrap();
/// let verdict = classify_response(&Answer::read(&response));
/// assert_eq!(verdict.classification, Classification::TokenExpired);
/// ```
pub fn classify_response(answer: &Answer<'_>) -> Verdict {
    classify(&ERRORS, answer)
}

/// The vendor's identifier of the exchange, which comes with every answer ("Overview" of the API reference).
pub(super) fn request_id(response: &HttpResponse<'_>) -> Option<String> {
    vendor_text::request_id(response, "x-cap-requestid", &cannot_tell)
}

#[cfg(test)]
mod tests {
    use super::ERRORS;

    #[test]
    fn the_codes_are_in_order() {
        assert!(ERRORS.meanings.are_in_order());
    }
}
