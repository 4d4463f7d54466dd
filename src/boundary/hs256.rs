//! The operations of JSON Web Tokens signed with HS256.

use super::operation::{Field, Kind, Operation, Outcome, Place};
use super::record::{Given, Presence, Record, Secrets};
use super::response::now_in_milliseconds;
use crate::error::AuthError;
use crate::json::Document;
use crate::scheme::hs256::{self, Expiry, Signing, Validity};
use crate::secret::{SharedSecret, refuse_unset};
use alloc::vec::Vec;

/// Clocks further apart than this are to be mended, not tolerated.
const MOST_TOLERANCE_SECONDS: i64 = 300;

/// The table.
pub const OPERATIONS: &[Operation] = &[
    Operation {
        name: "signJwtHs256",
        takes: &[
            Field::required("claims", Kind::Json),
            Field::required("secret", Kind::Secret),
            Field::optional(
                "options",
                Kind::Object(&[
                    Field::optional("header", Kind::Json),
                    Field::optional("issuedAt", Kind::Number),
                    Field::meant("expiresAt", Kind::Number),
                    Field::meant("strict", Kind::Flag),
                ]),
            ),
        ],
        gives: Outcome::Text,
        place: Place::Anywhere,
        run: sign_jwt,
    },
    Operation {
        name: "verifyJwtHs256",
        takes: &[
            Field::required("token", Kind::Subject),
            Field::required("secret", Kind::Secrets),
            Field::optional(
                "options",
                Kind::Object(&[
                    Field::optional("now", Kind::Now),
                    Field::optional("clockToleranceSeconds", Kind::Number),
                    Field::meant("requireExp", Kind::Flag),
                    Field::meant("strict", Kind::Flag),
                ]),
            ),
        ],
        gives: Outcome::Json,
        place: Place::Anywhere,
        run: verify_jwt,
    },
    Operation {
        name: "isWeakSecret",
        takes: &[Field::required("secret", Kind::Secret)],
        gives: Outcome::Flag,
        place: Place::Anywhere,
        run: is_weak_secret,
    },
];

fn sign_jwt(given: &mut Given<'_>, out: &mut Record) -> Result<(), AuthError> {
    let claims = given.document("claims")?;
    let secret = given.secret()?;
    let mut header = None;
    let mut signing = Signing::default();
    if given.object() == Presence::There {
        header = given.document("header")?;
        signing = read_instants(given);
        check_strength(core::slice::from_ref(&secret), given.flag())?;
    }
    signing.header = header.as_ref().map(Document::root);
    let claims = claims.ok_or_else(|| AuthError::about("claims", " is missing: it must be an object"))?;
    out.text(hs256::sign(claims.root(), &secret, &signing)?.expose());
    Ok(())
}

/// `issuedAt` and `expiresAt`.
pub(super) fn read_instants<'a>(given: &mut Given<'_>) -> Signing<'a> {
    Signing { header: None, issued_at: given.number(), expires_at: given.number() }
}

fn verify_jwt(given: &mut Given<'_>, out: &mut Record) -> Result<(), AuthError> {
    let token = given.subject_text();
    refuse_unset(token, "token")?;
    let secrets = match given.secrets()? {
        Secrets::There(secrets) => secrets,
        Secrets::LeftOut | Secrets::Null => Vec::new(),
    };
    given.object();
    let now = given.number();
    let clock_tolerance_seconds = given.number().unwrap_or(0);
    let expiry = if given.flag() { Expiry::Required } else { Expiry::Optional };
    check_strength(&secrets, given.flag())?;
    if clock_tolerance_seconds > MOST_TOLERANCE_SECONDS {
        return Err(AuthError::about(
            "clockToleranceSeconds",
            " must be at most 300: if your clock is further off, set it",
        ));
    }
    let validity = Validity { now: now_in_milliseconds(now)?, clock_tolerance_seconds, expiry };
    out.text(&hs256::verify(token, &secrets, &validity)?);
    Ok(())
}

fn is_weak_secret(given: &mut Given<'_>, out: &mut Record) -> Result<(), AuthError> {
    out.flag(hs256::is_weak(&given.secret()?));
    Ok(())
}

fn check_strength(secrets: &[SharedSecret], strict: bool) -> Result<(), AuthError> {
    if strict { secrets.iter().try_for_each(hs256::check_strength) } else { Ok(()) }
}
