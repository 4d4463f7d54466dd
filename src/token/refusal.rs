//! What an answer refuses with: the one way from its status and its meaning to the code of an error. What to do about it, each
//! API says in its own words.

use super::classification::Classification;
use crate::error::ErrorCode;

/// Why an answer is none that was wanted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Refusal {
    /// It leads elsewhere, where no credential goes.
    Redirect,
    /// The credentials are not accepted.
    BadCredentials,
    /// The token has expired.
    TokenExpired,
    /// The token is not accepted.
    TokenInvalid,
    /// What was asked for is not allowed.
    Forbidden,
    /// There were too many calls.
    TooMany,
    /// The vendor is busy or down.
    Busy,
    /// Something else, which the vendor gives a reason for.
    Explained,
    /// Something else.
    Unexplained,
}

impl Refusal {
    /// Nothing for an answer that is good.
    pub(crate) const fn of(status: u16, meaning: Classification, is_explained: bool) -> Option<Refusal> {
        Some(match meaning {
            _ if status >= 300 && status < 400 => Refusal::Redirect,
            Classification::Ok => return None,
            Classification::BadCredentials => Refusal::BadCredentials,
            Classification::TokenExpired => Refusal::TokenExpired,
            Classification::TokenInvalid => Refusal::TokenInvalid,
            Classification::Forbidden => Refusal::Forbidden,
            Classification::RetryLater if status == 429 => Refusal::TooMany,
            Classification::RetryLater => Refusal::Busy,
            Classification::Error if is_explained => Refusal::Explained,
            Classification::Error => Refusal::Unexplained,
        })
    }

    /// The code of its error.
    pub(crate) const fn code(self) -> ErrorCode {
        match self {
            Refusal::Redirect => ErrorCode::RedirectRefused,
            Refusal::BadCredentials => ErrorCode::BadCredentials,
            Refusal::TokenExpired => ErrorCode::TokenExpired,
            Refusal::TokenInvalid => ErrorCode::TokenInvalid,
            Refusal::Forbidden => ErrorCode::Forbidden,
            Refusal::TooMany => ErrorCode::RateLimited,
            Refusal::Explained => ErrorCode::VendorError,
            Refusal::Busy | Refusal::Unexplained => ErrorCode::HttpError,
        }
    }

    /// The same of a call that carried no token but the credentials themselves.
    pub(crate) const fn of_credentials(self) -> Refusal {
        match self {
            Refusal::TokenExpired | Refusal::TokenInvalid => Refusal::BadCredentials,
            other => other,
        }
    }

    /// The same of a call whose token is all that can be wrong about it.
    pub(crate) const fn of_token(self) -> Refusal {
        match self {
            Refusal::TokenExpired | Refusal::BadCredentials => Refusal::TokenInvalid,
            other => other,
        }
    }
}
