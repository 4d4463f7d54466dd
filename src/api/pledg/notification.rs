//! What Pledg posts to `paymentNotificationUrl` and `errorNotificationUrl` ("Plugin integration", "Transfer mode",
//! docs.pledg.co): the standard notification with its own kind of signature, `{"signature": "<jwt>"}` for transfers and
//! errors, or clear text where the merchant has no secret.
//!
//! Nothing here protects against a notification that is sent twice: it is the same content, rightly signed.

use super::{back_mode, cents};
use crate::error::{AuthError, ErrorCode};
use crate::json::{Document, Json, Kind};
use crate::scheme::hs256::{self, Expiry, Validity};
use crate::secret::SharedSecret;
use alloc::borrow::{Cow, ToOwned};
use alloc::string::String;

const NOTHING: &str = "{}";
/// Of an error, any of these: the page has the first, the vendor's plugin of 2026 the others.
const STATES: [&str; 3] = ["purchase_state", "state", "acceptance_state"];

/// Which notification it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NotificationKind {
    /// The standard one, of a payment by card.
    Back,
    /// A transfer that has arrived.
    Transfer,
    /// A purchase that failed.
    Error,
}

impl NotificationKind {
    /// The kind as it is named in JavaScript.
    ///
    /// ```
    /// assert_eq!(commerce_auth::api::pledg::notification::NotificationKind::Back.as_str(), "back");
    /// ```
    pub const fn as_str(self) -> &'static str {
        match self {
            NotificationKind::Back => "back",
            NotificationKind::Transfer => "transfer",
            NotificationKind::Error => "error",
        }
    }
}

/// What the caller knows of the merchant.
#[derive(Clone, Copy, Debug)]
pub enum Authenticity<'a> {
    /// The merchant has a secret, so everything must be signed with one of these.
    Signed(&'a [SharedSecret]),
    /// The merchant has none, so nothing can be signed, and nothing is proved.
    Unsigned,
}

/// What the caller knows of the purchase.
#[derive(Clone, Copy, Debug, Default)]
pub struct Expected<'a> {
    /// The merchant's reference.
    pub reference: Option<&'a str>,
    /// The amount in cents, which only a notification of a transfer tells.
    pub amount_cents: Option<i64>,
}

/// A notification, its members as JSON objects.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Notification {
    /// Which one it is.
    pub kind: NotificationKind,
    /// What the signature covers; empty where there is none.
    pub verified: String,
    /// What no signature covers.
    pub unverified: String,
}

/// Verifies a notification and tells what kind it is; an `exp` is judged by `now`, in milliseconds since 1970.
///
/// # Errors
/// - `malformed_response`: not JSON, a member that stands twice, no notification of Pledg's, a value that is missing.
/// - `signature_missing`: a secret is set and the body is unsigned. `signature_mismatch`: it is signed with another.
/// - `malformed_jwt`, `token_expired`, `token_invalid`: as [`hs256::verify`].
/// - `unexpected_value`: signed although the merchant has no secret; signed, but not as a notification, for instance the
///   merchant's own purchase; another reference or amount than expected, or no amount where one is expected.
///
/// ```
/// use commerce_auth::json::Document;
/// use commerce_auth::scheme::hs256::{Signing, sign};
/// use commerce_auth::secret::SharedSecret;
/// use commerce_auth::api::pledg::notification::{Authenticity, Expected, NotificationKind, verify};
/// let secrets = [SharedSecret::new("secret").unwrap()];
/// let transfer = br#"{"reference":"ref_1","transfer_order_item_uid":"tri_1","amount_cents":2000}"#;
/// let jwt = sign(Document::parse(transfer).unwrap().root(), &secrets[0], &Signing::default()).unwrap();
/// let body = [r#"{"signature":""#, jwt.expose(), r#""}"#].concat();
/// let expected = Expected { reference: Some("ref_1"), amount_cents: Some(2000) };
/// let signed = Authenticity::Signed(&secrets);
/// let notification = verify(body.as_bytes(), signed, 1_700_000_000_000, &expected).unwrap();
/// assert_eq!((notification.kind, notification.verified.as_bytes()), (NotificationKind::Transfer, &transfer[..]));
/// // Clear text is no way round the signature:
/// let bare = verify(transfer, signed, 1_700_000_000_000, &expected).unwrap_err();
/// assert_eq!(bare.code().as_str(), "signature_missing");
/// ```
pub fn verify(
    body: &[u8],
    authenticity: Authenticity<'_>,
    now: i64,
    expected: &Expected<'_>,
) -> Result<Notification, AuthError> {
    let document = Document::parse(body)
        .map_err(|problem| malformed(["the body is not JSON: ", problem.message].concat()).at(problem.position))?;
    let json = checked_object(document.root())?;
    let signature = json.member("signature").filter(|signature| !signature.is_null());
    match (signature, authenticity) {
        (None, Authenticity::Signed(_)) => Err(signature_missing()),
        (Some(_), Authenticity::Unsigned) => Err(signed_unexpectedly()),
        (None, Authenticity::Unsigned) => unsigned(json, expected),
        (Some(signature), Authenticity::Signed(secrets)) => signed(json, signature, secrets, now, expected),
    }
}

fn checked_object(json: Json<'_>) -> Result<Json<'_>, AuthError> {
    if json.kind() != Kind::Object {
        return Err(malformed("the body is not a JSON object"));
    }
    match json.duplicate_member() {
        Some(position) => Err(malformed("the body holds a member twice").at(position)),
        None => Ok(json),
    }
}

fn signed(
    body: Json<'_>,
    signature: Json<'_>,
    secrets: &[SharedSecret],
    now: i64,
    expected: &Expected<'_>,
) -> Result<Notification, AuthError> {
    let text = signature.string().ok_or_else(|| malformed("the signature is not text").in_field("signature"))?;
    if body.members().count() == 1 {
        let validity = Validity { now, clock_tolerance_seconds: 0, expiry: Expiry::Optional };
        let mut kind = Err(no_notification());
        let verified = hs256::verify_and_look(&text, secrets, &validity, &mut |claims| {
            kind = kind_of_claims(claims, expected);
            Ok(())
        });
        let verified = verified.map_err(|error| error.in_field("signature").of_vendor("pledg"))?;
        return Ok(Notification { kind: kind?, verified, unverified: NOTHING.to_owned() });
    }
    back_mode::verify(body, &text, secrets).map_err(|error| error.of_vendor("pledg"))?;
    let verified = body.text_with_members(&is_signed_in_back_mode);
    let unverified = body.text_with_members(&|name| name != "signature" && !is_signed_in_back_mode(name));
    check_expected(NotificationKind::Back, body, expected)?;
    Ok(Notification { kind: NotificationKind::Back, verified, unverified })
}

fn unsigned(body: Json<'_>, expected: &Expected<'_>) -> Result<Notification, AuthError> {
    let is_back = back_mode::SIGNED.iter().all(|name| body.member(name).is_some());
    let kind = match (kind_by_members(body), is_back) {
        (Some(kind), false) => kind,
        (None, true) => NotificationKind::Back,
        _ => return Err(malformed("the body is not one of Pledg's notifications")),
    };
    let unverified = body.text_with_members(&|name| name != "signature");
    check_expected(kind, body, expected)?;
    Ok(Notification { kind, verified: NOTHING.to_owned(), unverified })
}

/// The merchant's own purchase stands in the customer's URL, signed with the same secret: a customer could post it.
fn kind_of_claims(claims: Json<'_>, expected: &Expected<'_>) -> Result<NotificationKind, AuthError> {
    let kind = kind_by_members(claims).ok_or_else(no_notification)?;
    check_expected(kind, claims, expected)?;
    Ok(kind)
}

fn no_notification() -> AuthError {
    unexpected("the signature is right, but the content must be a notification of either a transfer or an error")
        .in_field("signature")
}

fn kind_by_members(json: Json<'_>) -> Option<NotificationKind> {
    let is_text = |name: &str| json.member(name).is_some_and(|value| value.kind() == Kind::String);
    let is_transfer = is_text("transfer_order_item_uid") && json.member("amount_cents").and_then(cents).is_some();
    let is_error = STATES.iter().copied().any(is_text);
    if json.member("data").is_some() || !is_text("reference") {
        return None;
    }
    match (is_transfer, is_error) {
        (true, false) => Some(NotificationKind::Transfer),
        (false, true) => Some(NotificationKind::Error),
        _ => None,
    }
}

/// Holds the object whose values count against what is expected.
fn check_expected(kind: NotificationKind, subject: Json<'_>, expected: &Expected<'_>) -> Result<(), AuthError> {
    if let Some(reference) = expected.reference {
        let stated = subject.member("reference").and_then(back_mode::printed).unwrap_or(Cow::Borrowed(""));
        if stated != reference {
            return Err(
                unexpected("the notification is about a different purchase than expected").in_field("reference")
            );
        }
    }
    let Some(amount) = expected.amount_cents else {
        return Ok(());
    };
    let message = match kind {
        NotificationKind::Transfer if subject.member("amount_cents").and_then(cents) == Some(amount) => return Ok(()),
        NotificationKind::Transfer => "the notification states a different amount than expected",
        NotificationKind::Back | NotificationKind::Error => {
            "this kind of notification states no amount: ask the API for the purchase, and leave expect.amountCents out"
        }
    };
    Err(unexpected(message).in_field("amountCents"))
}

fn is_signed_in_back_mode(name: &str) -> bool {
    back_mode::SIGNED.contains(&name)
}

fn signature_missing() -> AuthError {
    let message = "the notification is unsigned although the merchant has a secret: do not act on it";
    AuthError::new(ErrorCode::SignatureMissing, message).in_field("signature").of_vendor("pledg")
}

fn signed_unexpectedly() -> AuthError {
    unexpected("the notification is signed, and secret is null: give the merchant's secret").in_field("signature")
}

fn unexpected(message: &'static str) -> AuthError {
    AuthError::new(ErrorCode::UnexpectedValue, message).of_vendor("pledg")
}

fn malformed(message: impl Into<Cow<'static, str>>) -> AuthError {
    AuthError::new(ErrorCode::MalformedResponse, message).in_field("body").of_vendor("pledg")
}
