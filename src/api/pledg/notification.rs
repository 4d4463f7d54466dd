//! What Pledg posts to `paymentNotificationUrl` and `errorNotificationUrl` ("Plugin integration", "Transfer mode",
//! docs.pledg.co): the standard notification with its own kind of signature, `{"signature": "<jwt>"}` for transfers and
//! errors, or clear text where the merchant has no secret. It comes as JSON; the vendor's plugin of 2026 takes a form
//! (`application/x-www-form-urlencoded`) as well.
//!
//! Nothing here protects against a notification that is sent twice: it is the same content, rightly signed.

use super::outcome::{Outcome, of_status, sandbox};
use super::{back_mode, cents};
use crate::error::{AuthError, ErrorCode};
use crate::http::form_pairs;
use crate::json::{Document, Json, Kind, ObjectWriter};
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
    /// The status, which only a standard notification tells.
    pub status: Option<&'a str>,
    /// Whether it is a purchase in staging, which only a standard notification tells.
    pub sandbox: Option<bool>,
}

/// A notification, its members as JSON objects.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Notification {
    /// Which one it is.
    pub kind: NotificationKind,
    /// What it means for the order; unknown where it is unsigned.
    pub outcome: Outcome,
    /// Whether it is about a purchase in staging, where something signed says so.
    pub sandbox: Option<bool>,
    /// What to act on once; nothing where it is unsigned.
    pub key: Option<String>,
    /// Which of the secrets signed it, counted from 0.
    pub secret_index: Option<usize>,
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
/// let expected = Expected { reference: Some("ref_1"), amount_cents: Some(2000), ..Expected::default() };
/// let signed = Authenticity::Signed(&secrets);
/// let notification = verify(body.as_bytes(), signed, 1_700_000_000_000, &expected).unwrap();
/// assert_eq!((notification.kind, notification.verified.as_bytes()), (NotificationKind::Transfer, &transfer[..]));
/// assert_eq!((notification.outcome.as_str(), notification.key.as_deref()), ("completed", Some("tri_1")));
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
    let form = json_of_form(body);
    let document = Document::parse(form.as_ref().map_or(body, |form| form.as_bytes()))
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
        return signed_claims(&text, secrets, now, expected);
    }
    let verified = back_mode::verify(body, &text, secrets).map_err(|error| error.of_vendor("pledg"))?;
    check_expected(NotificationKind::Back, body, expected)?;
    Ok(Notification {
        kind: NotificationKind::Back,
        outcome: of_status(verified.value("status"), verified.value("error")),
        sandbox: sandbox(verified.value("sandbox")),
        key: Some(verified.value("id").to_owned()),
        secret_index: Some(verified.secret_index),
        verified: verified.to_json(),
        unverified: body.text_with_members(&|name| name != "signature" && !is_signed_in_back_mode(name)),
    })
}

fn signed_claims(
    token: &str,
    secrets: &[SharedSecret],
    now: i64,
    expected: &Expected<'_>,
) -> Result<Notification, AuthError> {
    let validity = Validity { now, clock_tolerance_seconds: 0, expiry: Expiry::Optional };
    let mut looked_at = Err(no_notification(""));
    let verified = hs256::verify_and_look(token, secrets, &validity, &mut |claims| {
        looked_at = look_at_claims(claims, expected);
        Ok(())
    });
    let verified = verified.map_err(|error| error.in_field("signature").of_vendor("pledg"))?;
    let notification = looked_at?;
    Ok(Notification { secret_index: Some(verified.secret_index), verified: verified.claims, ..notification })
}

fn unsigned(body: Json<'_>, expected: &Expected<'_>) -> Result<Notification, AuthError> {
    let is_back = back_mode::SIGNED.iter().all(|name| body.member(name).is_some());
    let kind = match (kind_by_members(body), is_back) {
        (Some(kind), false) => kind,
        (None, true) => NotificationKind::Back,
        _ => return Err(malformed("the body is not one of Pledg's notifications")),
    };
    check_expected(kind, body, expected)?;
    let unverified = body.text_with_members(&|name| name != "signature");
    Ok(Notification { unverified, ..nothing_of(kind) })
}

/// A notification of this kind of which nothing is proved.
fn nothing_of(kind: NotificationKind) -> Notification {
    let nothing = || NOTHING.to_owned();
    Notification {
        kind,
        outcome: Outcome::Unknown,
        sandbox: None,
        key: None,
        secret_index: None,
        verified: nothing(),
        unverified: nothing(),
    }
}

/// The merchant's own purchase stands in the customer's URL, signed with the same secret: a customer could post it.
fn look_at_claims(claims: Json<'_>, expected: &Expected<'_>) -> Result<Notification, AuthError> {
    refuse_inexact_integers(claims)?;
    let kind = kind_by_members(claims).ok_or_else(|| no_notification(wrong_amount_in(claims)))?;
    check_expected(kind, claims, expected)?;
    let text = |name: &str| claims.member(name).and_then(Json::string).unwrap_or_default();
    let (outcome, key) = match kind {
        NotificationKind::Transfer => (Outcome::Completed, text("transfer_order_item_uid").into_owned()),
        NotificationKind::Error | NotificationKind::Back => {
            let state = STATES.iter().copied().map(text).find(|state| !state.is_empty()).unwrap_or_default();
            (Outcome::Failed, [&text("reference"), ":", &state].concat())
        }
    };
    let stated = claims.member("sandbox").and_then(back_mode::printed);
    Ok(Notification { outcome, key: Some(key), sandbox: stated.and_then(|text| sandbox(&text)), ..nothing_of(kind) })
}

/// An integer that JavaScript reads as another one would be a value that nobody signed.
fn refuse_inexact_integers(claims: Json<'_>) -> Result<(), AuthError> {
    let is_inexact = |name: &str, value: Json<'_>| {
        let is_large_amount = || name == "amount_cents" && value.kind() == Kind::Number && value.integer().is_none();
        value.holds_inexact_integer() || is_large_amount()
    };
    let mut members = claims.members().map(|(name, value)| (name.string().unwrap_or_default(), value));
    let Some((name, _)) = members.find(|(name, value)| is_inexact(name, *value)) else { return Ok(()) };
    let is_plain = name.len() <= 40 && name.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'_');
    let name = if is_plain { name.into_owned() } else { "signature".to_owned() };
    let message = ["the notification holds an integer beyond 2^53, which JavaScript cannot count exactly, in ", &name];
    Err(malformed(message.concat()).in_field(name))
}

fn no_notification(why: &str) -> AuthError {
    let message = "the signature is right, but the content must be a notification of either a transfer or an error";
    AuthError::new(ErrorCode::UnexpectedValue, [message, why].concat()).of_vendor("pledg").in_field("signature")
}

/// Said where the amount is all that a transfer lacks.
fn wrong_amount_in(claims: Json<'_>) -> &'static str {
    match claims.member("amount_cents") {
        Some(amount) if cents(amount).is_none() => ": its amount_cents is not a whole number of cents from 0 on",
        _ => "",
    }
}

fn kind_by_members(json: Json<'_>) -> Option<NotificationKind> {
    let is_text = |name: &str| json.member(name).is_some_and(|member| member.kind() == Kind::String);
    // What holds half of a surrogate pair is no text: two of them would have one key.
    let is_broken = |name: &str| is_text(name) && json.member(name).and_then(Json::string).is_none();
    if ["reference", "transfer_order_item_uid"].into_iter().chain(STATES).any(is_broken) {
        return None;
    }
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

/// A body that came as a form, as the JSON it stands for; nothing where it did not. Everything in a form is text, but an amount.
fn json_of_form(body: &[u8]) -> Option<String> {
    let is_form = body.first().is_some_and(|first| first.is_ascii_alphabetic() || *first == b'_');
    let text = is_form.then(|| core::str::from_utf8(body).ok())??;
    let pairs = form_pairs(text)?;
    let is_token = |value: &str| value.bytes().filter(|byte| *byte == b'.').count() == 2;
    if !pairs.iter().any(|(name, value)| name == "reference" || (name == "signature" && is_token(value))) {
        return None;
    }
    let mut object = ObjectWriter::new();
    for (name, value) in &pairs {
        let is_bare = !value.bytes().any(|byte| byte.is_ascii_whitespace());
        let is_amount = || Document::parse(value.as_bytes()).is_ok_and(|amount| cents(amount.root()).is_some());
        if name == "amount_cents" && is_bare && is_amount() {
            object.raw(name, value);
        } else {
            object.string(name, value);
        }
    }
    let object = object.finish();
    let is_clear = Document::parse(object.as_bytes()).is_ok_and(|form| form.root().duplicate_member().is_none());
    is_clear.then_some(object)
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
    if let Some(amount) = expected.amount_cents {
        check_amount(kind, subject, amount)?;
    }
    let printed = |name: &str| subject.member(name).and_then(back_mode::printed);
    if let Some(status) = expected.status {
        let stated = (kind == NotificationKind::Back).then(|| printed("status")).flatten();
        check_text("status", stated, status)?;
    }
    if let Some(expected) = expected.sandbox {
        check_text("sandbox", printed("sandbox"), if expected { "true" } else { "false" })?;
    }
    Ok(())
}

fn check_amount(kind: NotificationKind, subject: Json<'_>, amount: i64) -> Result<(), AuthError> {
    let message = match kind {
        NotificationKind::Transfer if subject.member("amount_cents").and_then(cents) == Some(amount) => return Ok(()),
        NotificationKind::Transfer => "the notification states a different amount than expected",
        NotificationKind::Back | NotificationKind::Error => {
            "this kind of notification states no amount: ask the API for the purchase, and leave expect.amountCents out"
        }
    };
    Err(unexpected(message).in_field("amountCents"))
}

fn check_text(name: &'static str, stated: Option<Cow<'_, str>>, expected: &str) -> Result<(), AuthError> {
    let message = match stated {
        Some(stated) if stated == expected => return Ok(()),
        Some(_) => ["the notification states a different ", name, " than expected"].concat(),
        None => ["this kind of notification states no ", name, ": leave expect.", name, " out"].concat(),
    };
    Err(AuthError::new(ErrorCode::UnexpectedValue, message).of_vendor("pledg").in_field(name))
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
