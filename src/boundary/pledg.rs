//! The operations of Pledg.

use super::environment::{ENVIRONMENT, HOST, LOOPBACK, read_address};
use super::hs256::read_instants;
use super::operation::{Field, Kind, NOW, Operation, Outcome, Place, RESPONSE, flag, optional_text, options, text};
use super::record::{Given, Presence, Record, Secrets};
use super::response::{now_in_milliseconds, read_token};
use super::results::{write_headers, write_request};
use crate::api::pledg::environments::{BACK, FRONT};
use crate::api::pledg::notification::{self, Authenticity, Expected, Notification};
use crate::api::pledg::purchase::{Completeness, Demands};
use crate::api::pledg::returned::{self, Returned, Signature};
use crate::api::pledg::{basic, purchase, token};
use crate::ascii;
use crate::error::AuthError;
use crate::http::Headers;
use crate::json::Document;
use crate::secret::refuse_unset;
use crate::token::client_credentials::ClientCredentials;
use crate::token::profile::HeaderShape;
use crate::token::request;
use alloc::vec::Vec;

const SIGNATURE: Field = text("signature");

/// The table of header makers.
pub const HEADERS: &[Operation] = &[
    Operation {
        name: "pledg.basicHeaders",
        takes: &[options(&[text("email"), text("password")])],
        gives: Outcome::Headers,
        place: Place::Anywhere,
        run: |given, out| basic::headers(given.text(), given.text()).map(|headers| write_headers(&headers, out)),
    },
    Operation {
        name: "pledg.bearerHeaders",
        takes: &[options(&[Field::required("accessToken", Kind::Token)])],
        gives: Outcome::Headers,
        place: Place::Anywhere,
        run: bearer_headers,
    },
];

/// The table of everything else.
pub const OPERATIONS: &[Operation] = &[
    Operation {
        name: "pledg.environments",
        takes: &[],
        gives: Outcome::AddressPairs,
        place: Place::Anywhere,
        run: environments,
    },
    Operation {
        name: "pledg.tokenRequest",
        takes: &[options(&[ENVIRONMENT, HOST, LOOPBACK, text("key"), text("secret")])],
        gives: Outcome::Request,
        place: Place::Server,
        run: token_request,
    },
    Operation {
        name: "pledg.readTokenResponse",
        takes: &[RESPONSE, NOW],
        gives: Outcome::Token,
        place: Place::Anywhere,
        run: |given, out| read_token(&token::PROFILE, given, out),
    },
    Operation {
        name: "pledg.signPurchase",
        takes: &[
            Field::required("parameters", Kind::Parameters),
            Field::required("secret", Kind::Secret),
            Field::optional(
                "options",
                Kind::Object(&[
                    Field::optional("issuedAt", Kind::Number),
                    Field::meant("expiresAt", Kind::Number),
                    Field::optional("now", Kind::Now),
                    flag("incomplete"),
                    Field::optional("others", Kind::Names),
                    Field::optional(
                        "purchaseLinkSettings",
                        Kind::JsonObject(&[
                            flag("send_email"),
                            optional_text("email"),
                            flag("send_sms"),
                            optional_text("phone_number"),
                        ]),
                    ),
                ]),
            ),
        ],
        gives: Outcome::Text,
        place: Place::Anywhere,
        run: sign_purchase,
    },
    Operation {
        name: "pledg.purchaseUrl",
        takes: &[options(&[ENVIRONMENT, HOST, LOOPBACK, SIGNATURE, optional_text("path")])],
        gives: Outcome::Text,
        place: Place::Anywhere,
        run: purchase_url,
    },
    Operation {
        name: "pledg.readReturn",
        takes: &[
            Field::required("url", Kind::Address),
            Field::optional(
                "options",
                Kind::Object(&[
                    Field::optional("secret", Kind::Secrets),
                    Field::optional("now", Kind::Now),
                    Field::meant("expect", Kind::Object(&[Field::meant("reference", Kind::Text)])),
                ]),
            ),
        ],
        gives: Outcome::Returned,
        place: Place::Anywhere,
        run: read_return,
    },
    Operation {
        name: "pledg.transferUrl",
        takes: &[options(&[ENVIRONMENT, HOST, LOOPBACK, SIGNATURE])],
        gives: Outcome::Text,
        place: Place::Anywhere,
        run: transfer_url,
    },
    Operation {
        name: "pledg.purchaseLinkRequest",
        takes: &[options(&[ENVIRONMENT, HOST, LOOPBACK, SIGNATURE])],
        gives: Outcome::Request,
        place: Place::Anywhere,
        run: purchase_link_request,
    },
    Operation {
        name: "pledg.verifyNotification",
        takes: &[
            Field::required("body", Kind::Body),
            Field::optional(
                "options",
                Kind::Object(&[
                    Field::optional("secret", Kind::Secrets),
                    Field::optional("now", Kind::Now),
                    Field::meant(
                        "expect",
                        Kind::Object(&[
                            Field::meant("reference", Kind::Text),
                            Field::meant("amountCents", Kind::Cents),
                            Field::meant("status", Kind::Text),
                            Field::meant("sandbox", Kind::Flag),
                        ]),
                    ),
                ]),
            ),
        ],
        gives: Outcome::Notification,
        place: Place::Anywhere,
        run: verify_notification,
    },
];

fn environments(_: &mut Given<'_>, out: &mut Record) -> Result<(), AuthError> {
    for ((name, back), (_, front)) in BACK.iter().zip(FRONT) {
        out.text(name);
        out.text(back);
        out.text(front);
    }
    Ok(())
}

fn token_request(given: &mut Given<'_>, out: &mut Record) -> Result<(), AuthError> {
    let credentials = ClientCredentials::of_checked(read_address(given, BACK)?);
    let credentials = credentials.with("key", given.text())?.with("secret", given.text())?;
    write_request(&request::token_request(&token::PROFILE, &credentials)?, out);
    Ok(())
}

fn bearer_headers(given: &mut Given<'_>, out: &mut Record) -> Result<(), AuthError> {
    write_headers(&Headers::from([HeaderShape::BEARER.with_token(given.text())?]), out);
    Ok(())
}

fn sign_purchase(given: &mut Given<'_>, out: &mut Record) -> Result<(), AuthError> {
    let parameters = given.document("parameters")?;
    let without_form = given.optional_text();
    let undefined = given.optional_text();
    let parameters = parameters.ok_or_else(|| AuthError::about("parameters", " is missing: it must be an object"))?;
    let secret = given.secret()?;
    given.object();
    let signing = read_instants(given);
    let now = now_in_milliseconds(given.number())?;
    let completeness = if given.flag() { Completeness::Incomplete } else { Completeness::Whole };
    let others: Vec<&str> = given.optional_text().map_or_else(Vec::new, |names| ascii::pieces(names, b'\n').collect());
    let settings = given.document("purchaseLinkSettings")?;
    let demands = Demands { now, completeness, others: &others };
    names_in(without_form).try_for_each(purchase::check_without_json_form)?;
    names_in(undefined).try_for_each(purchase::check_undefined)?;
    let settings = settings.as_ref().map(Document::root);
    out.text(purchase::sign(parameters.root(), settings, &secret, &signing, &demands)?.expose());
    Ok(())
}

/// The names in a text that has a NUL before each.
fn names_in(names: Option<&str>) -> impl Iterator<Item = &str> {
    ascii::pieces(names.unwrap_or_default(), b'\0').skip(1)
}

fn purchase_url(given: &mut Given<'_>, out: &mut Record) -> Result<(), AuthError> {
    let front = read_address(given, FRONT)?;
    let signature = given.text();
    let path = given.optional_text().unwrap_or_else(|| purchase::path_of(signature));
    out.text(&purchase::purchase_url(&front, path, signature)?);
    Ok(())
}

fn transfer_url(given: &mut Given<'_>, out: &mut Record) -> Result<(), AuthError> {
    let back = read_address(given, BACK)?;
    out.text(&purchase::transfer_url(&back, given.text())?);
    Ok(())
}

fn purchase_link_request(given: &mut Given<'_>, out: &mut Record) -> Result<(), AuthError> {
    let back = read_address(given, BACK)?;
    write_request(&purchase::link_request(&back, given.text())?, out);
    Ok(())
}

fn verify_notification(given: &mut Given<'_>, out: &mut Record) -> Result<(), AuthError> {
    let body = given.subject();
    given.object();
    let secrets = given.secrets()?;
    let authenticity = authenticity_by(&secrets)?;
    let now = given.number();
    let expected = read_expected(given)?;
    let notification = notification::verify(body, authenticity, now_in_milliseconds(now)?, &expected)?;
    write_notification(&notification, authenticity, out);
    Ok(())
}

fn authenticity_by(secrets: &Secrets) -> Result<Authenticity<'_>, AuthError> {
    match secrets {
        Secrets::There(secrets) => Ok(Authenticity::Signed(secrets)),
        // A null has to be written: a variable that is not set must not pass for a merchant without secret.
        Secrets::Null => Ok(Authenticity::Unsigned),
        Secrets::LeftOut => {
            let message = "secret is missing: give the merchant's secret, or null if the merchant has none";
            Err(AuthError::invalid_argument("secret", message))
        }
    }
}

fn read_return(given: &mut Given<'_>, out: &mut Record) -> Result<(), AuthError> {
    let address = given.subject_text();
    given.object();
    let secrets = given.secrets()?;
    let authenticity = authenticity_by(&secrets)?;
    let now = now_in_milliseconds(given.number())?;
    let reference = match given.object() {
        Presence::LeftOut => None,
        Presence::Null => return Err(AuthError::about("expect", " is empty: give reference, or leave expect out")),
        Presence::There => {
            let reference = given.text();
            refuse_unset(reference, "expect.reference")?;
            Some(reference)
        }
    };
    let (kind, trust, error) = match returned::read(address, authenticity, now, reference)? {
        Returned::Result => ("result", "unsigned", None),
        Returned::Nothing => ("none", "unsigned", None),
        Returned::Error(Signature::Signed, error) => ("error", "signed", Some(error)),
        Returned::Error(Signature::Absent, error) => ("error", "unsigned", Some(error)),
    };
    out.text(kind);
    out.text(trust);
    out.flag(error.is_some());
    let error = error.unwrap_or_default();
    for text in [error.kind, error.message, error.reference] {
        out.optional_text(text.as_deref());
    }
    Ok(())
}

/// What is mentioned has to be there: an expectation that is not set would expect nothing.
fn read_expected<'a>(given: &mut Given<'a>) -> Result<Expected<'a>, AuthError> {
    match given.object() {
        Presence::LeftOut => return Ok(Expected::default()),
        Presence::Null => return Err(expects_nothing()),
        Presence::There => {}
    }
    let reference = given.optional_text();
    let amount_cents = given.cents(wrong_amount)?;
    let status = given.optional_text();
    let sandbox = given.optional_flag();
    if reference.or(status).is_none() && amount_cents.is_none() && sandbox.is_none() {
        return Err(expects_nothing());
    }
    for (text, name) in [(reference, "expect.reference"), (status, "expect.status")] {
        if let Some(text) = text {
            refuse_unset(text, name)?;
        }
    }
    Ok(Expected { reference, amount_cents, status, sandbox })
}

fn wrong_amount() -> AuthError {
    AuthError::about("expect.amountCents", " must be an integer of cents from 0 on")
}

fn expects_nothing() -> AuthError {
    AuthError::about("expect", " is empty: give reference, amountCents, status or sandbox, or leave expect out")
}

fn write_notification(notification: &Notification, authenticity: Authenticity<'_>, out: &mut Record) {
    out.text(notification.kind.as_str());
    out.text(match authenticity {
        Authenticity::Signed(_) => "signed",
        Authenticity::Unsigned => "unsigned",
    });
    out.text(notification.outcome.as_str());
    out.optional_flag(notification.sandbox);
    out.optional_text(notification.key.as_deref());
    out.optional_number(notification.secret_index.and_then(|index| i64::try_from(index).ok()));
    out.text(&notification.verified);
    out.text(&notification.unverified);
}
