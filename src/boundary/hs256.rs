//! The operations of JSON Web Tokens signed with HS256.

use super::arguments::Arguments;
use super::options::Options;
use super::response::now_of;
use super::secret_input::{secret_of, secrets_of};
use crate::error::AuthError;
use crate::json::{Json, quoted};
use crate::scheme::hs256::{self, Expiry, Signing, Validity};
use crate::secret::SharedSecret;
use alloc::string::String;

/// Clocks further apart than this are to be mended, not tolerated.
const MOST_TOLERANCE_SECONDS: i64 = 300;

pub(super) fn sign_jwt(arguments: &mut Arguments<'_>) -> Result<String, AuthError> {
    let claims = arguments.next();
    let secret = secret_of(arguments.next())?;
    let options = arguments.optional_options(&["header", "issuedAt", "expiresAt", "strict"])?;
    check_strength(core::slice::from_ref(&secret), &options)?;
    let claims = claims
        .filter(|claims| !claims.is_null())
        .ok_or_else(|| AuthError::invalid_argument("claims", "claims is missing: it must be an object"))?;
    Ok(quoted(hs256::sign(claims, &secret, &read_signing(&options)?)?.expose()))
}

pub(super) fn verify_jwt(arguments: &mut Arguments<'_>) -> Result<String, AuthError> {
    let token = arguments.subject_text("token")?;
    crate::secret::refuse_unset(token.expose(), "token")?;
    let secrets = secrets_of(arguments.next())?;
    let options = arguments.options(&["now", "clockToleranceSeconds", "requireExp", "strict"])?;
    check_strength(&secrets, &options)?;
    hs256::verify(token.expose(), &secrets, &read_validity(&options)?)
}

/// `header`, `issuedAt`, `expiresAt`; a caller whose options have no `header` never has one.
pub(super) fn read_signing<'a>(options: &Options<'a>) -> Result<Signing<'a>, AuthError> {
    let header: Option<Json<'a>> = options.present("header");
    Ok(Signing { header, issued_at: options.integer("issuedAt", 0)?, expires_at: options.integer("expiresAt", 0)? })
}

fn read_validity(options: &Options<'_>) -> Result<Validity, AuthError> {
    let clock_tolerance_seconds = options.integer("clockToleranceSeconds", 0)?.unwrap_or(0);
    if clock_tolerance_seconds > MOST_TOLERANCE_SECONDS {
        return Err(AuthError::invalid_argument(
            "clockToleranceSeconds",
            "clockToleranceSeconds must be at most 300: a clock further off has to be set",
        ));
    }
    let expiry = if options.flag("requireExp")? { Expiry::Required } else { Expiry::Optional };
    Ok(Validity { now: now_of(options)?, clock_tolerance_seconds, expiry })
}

fn check_strength(secrets: &[SharedSecret], options: &Options<'_>) -> Result<(), AuthError> {
    if options.flag("strict")? { secrets.iter().try_for_each(hs256::check_strength) } else { Ok(()) }
}
