//! Errors (the design): one list of codes, each with a text of its own; and G11: no secret shows in any error, whatever
//! form it is looked for in.

#![cfg(not(target_arch = "wasm32"))]
#![allow(clippy::unwrap_used, clippy::panic, clippy::arithmetic_side_effects, reason = "this is how a test fails")]

mod crossing;
mod secret_forms;

mod base64_by_the_book;

use base64_by_the_book::{URL_SAFE, encode, encode_padded};
use commerce_auth::api::capillary::customer::call::Channel;
use commerce_auth::api::capillary::oauth::PROFILE;
use commerce_auth::boundary::capillary_customer::REQUESTS;
use commerce_auth::boundary::{operations, profile_operations};
use commerce_auth::error::{AuthError, ErrorCode, Retryable};
use commerce_auth::http::{BaseUrl, HttpResponse, Transport};
use commerce_auth::scheme::basic::parse_basic_authorization;
use commerce_auth::scheme::digest::md5_hex;
use commerce_auth::secret::Secret;
use commerce_auth::token::client_credentials::ClientCredentials;
use commerce_auth::token::request::token_request;
use commerce_auth::token::response::read_token_response;
use crossing::{Call, error_value, performed, performed_with};
use proptest::prelude::*;
use serde_json::{Map, Value, json};
use std::collections::BTreeSet;

/// The documented union (the design), which JavaScript's types repeat.
const DOCUMENTED: [&str; 29] = [
    "invalid_argument",
    "unknown_option",
    "invalid_header_value",
    "looks_hashed",
    "insecure_url",
    "foreign_origin",
    "server_only",
    "network",
    "timeout",
    "redirect_refused",
    "response_too_large",
    "malformed_response",
    "http_error",
    "bad_credentials",
    "forbidden",
    "rate_limited",
    "vendor_error",
    "token_expired",
    "token_invalid",
    "password_expired",
    "malformed_jwt",
    "signature_mismatch",
    "signature_missing",
    "unexpected_value",
    "weak_secret",
    "credentials_unavailable",
    "store_error",
    "closed",
    "internal",
];

#[test]
fn the_codes_are_the_documented_ones_in_their_order() {
    let codes: Vec<&str> = ErrorCode::ALL.iter().map(|code| code.as_str()).collect();
    assert_eq!(codes, DOCUMENTED);
    assert_eq!(codes.iter().collect::<BTreeSet<_>>().len(), codes.len(), "two codes have the same text");
}

/// A retry loop in front of this package must not hammer with a wrong password.
#[test]
fn only_what_may_pass_by_itself_is_retryable() {
    let retryable: Vec<&str> =
        ErrorCode::ALL.iter().filter(|code| code.is_retryable()).map(|code| code.as_str()).collect();
    assert_eq!(retryable, ["network", "timeout", "rate_limited", "credentials_unavailable", "store_error"]);
}

fn full_error() -> AuthError {
    AuthError::new(ErrorCode::RateLimited, "m")
        .of_vendor("capillary")
        .in_field("f")
        .at(3)
        .with_status(429)
        .with_vendor_code("4001".into())
        .with_vendor_message(Some("vm".into()))
        .with_request_id(Some("id".into()))
        .with_retry_after_ms(Some(5))
}

#[test]
fn every_field_is_read_as_it_was_set() {
    let error = full_error();
    assert_eq!(
        (error.code(), error.message(), error.vendor(), error.field()),
        (ErrorCode::RateLimited, "m", Some("capillary"), Some("f"))
    );
    assert_eq!(
        (error.position(), error.status(), error.vendor_code(), error.vendor_message()),
        (Some(3), Some(429), Some("4001"), Some("vm"))
    );
    assert_eq!((error.request_id(), error.is_retryable(), error.retry_after_ms()), (Some("id"), true, Some(5)));
    assert!(!error.with_retryable(Retryable::No).is_retryable());
    assert!(AuthError::new(ErrorCode::HttpError, "").with_retryable(Retryable::Yes).is_retryable());
}

#[test]
fn an_error_crosses_with_every_field_it_has_and_no_other() {
    let crossed = |error: &AuthError| Value::from(error_value(error));
    let full = json!({
        "code": "rate_limited", "message": "m", "vendor": "capillary", "field": "f", "position": 3, "status": 429, "vendorCode": "4001",
        "vendorMessage": "vm", "requestId": "id", "retryable": true, "retryAfterMs": 5,
    });
    assert_eq!(crossed(&full_error()), full);
    let bare = json!({ "code": "closed", "message": "a \"b\"", "retryable": false });
    assert_eq!(crossed(&AuthError::new(ErrorCode::Closed, "a \"b\"")), bare);
}

#[test]
fn display_is_the_message_and_debug_begins_with_the_code() {
    let error = full_error();
    assert_eq!(error.to_string(), "m");
    assert!(format!("{error:?}").starts_with("AuthError { code: \"rate_limited\", message: \"m\""));
}

/// Long enough to be told apart from everything else, with every kind of character an API secret has.
const PLANTED: &str = "hoqSBz6Vwef-Planted-ITksarZVES";

/// The secret in the forms in which it could leave by accident; also its digest, itself backwards, and its halves.
fn forms_of(secret: &str) -> Vec<String> {
    let digest = String::from_utf8(md5_hex(secret.as_bytes()).to_vec()).unwrap();
    let reversed = secret.chars().rev().collect();
    // A part is as bad: half of a secret can be completed by trying.
    let half = secret.len() / 2;
    let halves = [secret.get(..half), secret.get(half..)].into_iter().flatten().map(str::to_owned);
    secret_forms::forms(secret).into_iter().chain([digest.to_uppercase(), digest, reversed]).chain(halves).collect()
}

/// Everything an error can show of itself.
fn shown(error: &AuthError) -> String {
    [
        Value::from(error_value(error)).to_string(),
        format!("{error:?}"),
        format!("{error:#?}"),
        error.to_string(),
        error.message().to_owned(),
    ]
    .join("\n")
}

fn leaked<'f>(text: &str, forms: &'f [String]) -> Option<&'f String> {
    forms.iter().find(|form| text.contains(form.as_str()))
}

fn assert_keeps_the_secret(error: &AuthError, case: &str) {
    let forms = forms_of(PLANTED);
    assert_eq!(leaked(&shown(error), &forms), None, "{case}\n{}", shown(error));
}

/// Every way to fail in the core with a secret in the arguments; each case fails by itself or it is no case. What
/// JavaScript refuses before is tried in `tests/package/checked-call.test.mjs`.
fn failing_calls() -> Vec<(&'static str, Value)> {
    let s = PLANTED;
    let pair = encode_padded(s.as_bytes());
    let token = |body: Value| json!([{ "status": 200, "body": body }, { "now": 0 }]);
    let registered = |model: Value| token(json!({ "Content": { "Model": model, "ExpectedResponses": ["IsValid"] } }));
    vec![
        ("basicAuthorization", json!(["user:", s])),
        ("basicAuthorization", json!([format!("{s}:"), "p"])),
        ("basicAuthorization", json!(["user", format!("{s}\n")])),
        ("basicAuthorization", json!(["user", format!("{s}\u{7f}")])),
        ("basicAuthorization", json!([s, ""])),
        ("parseBasicAuthorization", json!([s])),
        ("parseBasicAuthorization", json!([format!("Basic {pair}")])),
        ("parseBasicAuthorization", json!([format!("Basic {s}")])),
        ("parseBasicAuthorization", json!([format!("Basic {}", encode_padded(format!("u:{s}\n").as_bytes()))])),
        ("parseBasicAuthorization", json!([format!("Bearer {s}")])),
        ("bearerAuthorization", json!([format!("Bearer {s}")])),
        ("bearerAuthorization", json!([format!("{s}\r\n")])),
        ("bearerAuthorization", json!([format!("\"{s}\"")])),
        ("capillary.basicAuthorization", json!(["t:", s])),
        ("capillary.basicAuthorization", json!(["t", format!("{s}\n")])),
        ("capillary.basicCredentials", json!(["", s])),
        ("capillary.basicCredentials", json!(["t\n", s])),
        ("capillary.basicHeaders", json!([{ "username": "t", "passwordMd5": s }])),
        ("capillary.basicHeaders", json!([{ "username": "t", "password": s, "passwordMd5": s }])),
        (
            "capillary.basicHeaders",
            json!([{ "username": "t", "password": s, "attribution": { "lookupType": "WECHAT", "lookup": format!("{s}\n") } }]),
        ),
        (
            "capillary.basicHeaders",
            json!([{ "username": "t", "password": s, "attribution": { "lookupType": format!(" {s}"), "lookup": "x" } }]),
        ),
        ("capillary.oauthHeaders", json!([{ "accessToken": format!("Bearer {s}") }])),
        ("capillary.oauthHeaders", json!([{ "accessToken": format!("{s}\n") }])),
        (
            "capillary.oauthHeaders",
            json!([{ "accessToken": s, "attribution": { "entityType": s, "entityCode": "x" } }]),
        ),
        ("capillary.oauthHeaders", json!([{ "accessToken": s, "attribution": { "entityCode": format!("é{s}") } }])),
        ("capillary.tokenRequest", json!([{ "host": "h.example", "key": s, "secret": format!("{s}\n") }])),
        ("capillary.tokenRequest", json!([{ "host": "h.example", "key": format!("{s}\t"), "secret": s }])),
        ("capillary.tokenRequest", json!([{ "host": "h.example", "key": "", "secret": s }])),
        ("capillary.tokenRequest", json!([{ "host": format!("https://user:{s}@h.example"), "key": s, "secret": s }])),
        ("capillary.tokenRequest", json!([{ "host": format!("https://h.example?secret={s}"), "key": s, "secret": s }])),
        ("capillary.tokenRequest", json!([{ "host": format!("https://h.example/{s}%"), "key": s, "secret": s }])),
        ("capillary.tokenRequest", json!([{ "host": format!("http://h.example/{s}"), "key": s, "secret": s }])),
        ("capillary.tokenRequest", json!([{ "host": format!("https://h.example:{s}"), "key": s, "secret": s }])),
        ("capillary.tokenRequest", json!([{ "host": format!("{s}!"), "key": s, "secret": s }])),
        ("capillary.readTokenResponse", token(json!(format!("{s} is not JSON")))),
        ("capillary.readTokenResponse", token(json!(format!("{{\"data\":{{\"accessToken\":\"{s}")))),
        ("capillary.readTokenResponse", token(json!(format!("{{\"{s}\":1,\"{s}\":2}}")))),
        ("capillary.readTokenResponse", token(json!({ "data": { "accessToken": format!("{s}\n") } }))),
        ("capillary.readTokenResponse", token(json!({ "data": { "accessToken": [s] } }))),
        ("capillary.readTokenResponse", token(json!({ "data": { "token": s } }))),
        (
            "capillary.readTokenResponse",
            token(json!({ "data": { "accessToken": s, "ttlSeconds": format!("3600{s}") } })),
        ),
        (
            "capillary.readTokenResponse",
            token(json!({ "data": { "accessToken": s, "ttlSeconds": 9_000_000_000_000_i64 } })),
        ),
        (
            "capillary.readTokenResponse",
            token(json!({ "data": { "accessToken": s }, "errors": [{ "code": 320_001, "message": "m" }] })),
        ),
        (
            "capillary.readTokenResponse",
            json!([{ "status": 503, "headers": { "retry-after": s, "x-cap-requestid": format!("{s} {s}") }, "body": s }, { "now": 0 }]),
        ),
        (
            "capillary.readTokenResponse",
            json!([{ "status": 302, "headers": { "location": format!("https://h.example/?t={s}") }, "body": s }, { "now": 0 }]),
        ),
        (
            "capillary.readTokenResponse",
            json!([{ "status": 200, "headers": { "content-type": s }, "body": s }, { "now": 0 }]),
        ),
        ("capillary.classifyResponse", json!([{ "status": 0, "body": s }])),
        ("capillary.readResponse", json!([{ "status": 0, "body": s }])),
        ("capillary.verifyWebhook", json!([{ "headers": { "x-key": s }, "expected": { "X-Key": format!("{s}!") } }])),
        ("capillary.verifyWebhook", json!([{ "headers": {}, "expected": { "X-Key": s } }])),
        ("isWeakSecret", json!([format!("{s}\n")])),
        ("defineProfile", json!([s])),
        ("defineProfile", json!([{ "name": s, "request": { "url": s } }])),
        ("profile.tokenRequest", json!([profile(), { "secret": format!("{s}\n") }])),
        ("profile.tokenRequest", json!([profile(), { (s): "secret" }])),
        ("profile.tokenRequest", json!([profile(), [s]])),
        ("profile.tokenRequest", json!([profile(), { "secret": [s] }])),
        ("profile.readTokenResponse", json!([{ "status": 200, "body": { "t": [s] } }, profile(), { "now": 0 }])),
        (
            "profile.readTokenResponse",
            json!([{ "status": 200, "body": { "t": format!("{s} ") } }, profile(), { "now": 0 }]),
        ),
        ("profile.headers", json!([profile(), format!("Bearer {s}")])),
        ("profile.headers", json!([profile(), format!("{s}\n")])),
        ("profile.classifyResponse", json!([{ "status": 0, "body": s }, profile()])),
        ("caxton.registerRequest", json!([{ "environment": s, "username": s, "clientname": s }])),
        ("caxton.registerRequest", json!([{ "host": format!("h.example?{s}"), "username": s, "clientname": s }])),
        ("caxton.registerRequest", json!([{ "environment": "sandbox", "host": s, "username": s, "clientname": s }])),
        ("caxton.registerRequest", json!([{ "host": "h.example", "username": s, "clientname": format!("{s}\n") }])),
        ("caxton.readRegisterResponse", registered(json!({ "ClientPassword": s, "ApiStatus": s }))),
        (
            "caxton.readRegisterResponse",
            registered(json!({ "ClientPassword": s, "ApiStatus": "No", "ApiStatusCode": s })),
        ),
        (
            "caxton.readRegisterResponse",
            registered(json!({ "ClientPassword": s, "ApiStatus": "IsValid", "EndDate": s })),
        ),
        ("caxton.readRegisterResponse", registered(json!({ "ClientPassword": [s], "ApiStatus": "IsValid" }))),
        ("caxton.readRegisterResponse", token(json!(s))),
        ("caxton.bearerHeaders", json!([{ "accessToken": format!("{s}\n") }])),
        ("caxton.bearerHeaders", json!([{ "accessToken": s, "identityNumber": format!("{s}é") }])),
        ("caxton.bearerHeaders", json!([{ "accessToken": s, "userApiToken": format!("{s} ") }])),
        ("caxton.subsidiaryRequest", json!([{ "host": "h.example", "accessToken": s, "companyName": s, "email": "" }])),
        ("caxton.resetRequest", json!([{ "host": "h.example", "accessToken": s, "path": format!("{s}/../x") }])),
        ("caxton.resetRequest", json!([{ "host": "h.example", "accessToken": s, "path": format!("x?{s}") }])),
        ("caxton.readEnvelope", registered(json!({ "ApiToken": s, "ApiStatusDescription": s, "ApiStatus": "No" }))),
        ("caxton.readEnvelope", token(json!({ "Content": { "Model": s } }))),
        ("caxton.parseDateTime", json!([s])),
        ("caxton.userPasswordDigest", json!([format!("{s}\n")])),
        (
            "caxton.tokenRequest",
            json!([{ "environment": "sandbox", "username": "u", "clientPassword": format!("{s}\n") }]),
        ),
        ("pledg.tokenRequest", json!([{ "environment": "staging", "key": format!("{s}:"), "secret": s }])),
        ("pledg.tokenRequest", json!([{ "environment": "staging", "key": "k", "secret": format!("{s}\n") }])),
        ("pledg.readTokenResponse", token(json!({ "access_token": format!("{s} ") }))),
        ("pledg.readTokenResponse", token(json!({ "error": "invalid_client", "access_token": s }))),
        ("pledg.bearerHeaders", json!([{ "accessToken": format!("{s}\n") }])),
        ("caxton.tokenRequest", json!([{ "host": "http://h.example", "username": "u", "clientPassword": s }])),
        ("caxton.readTokenResponse", token(json!({ "access_token": format!("{s} ") }))),
        ("caxton.readTokenResponse", token(json!({ "error": "invalid_grant", "access_token": s }))),
    ]
}

fn profile() -> Value {
    json!({
        "name": "shop",
        "request": { "url": "https://a.example/t", "clientAuthentication": "body", "fields": { "s": "{secret}" } },
        "response": { "token": "/t" },
    })
}

/// Operations without arguments cannot fail, a name is near another or not, a text is a host or not, and a token without text
/// holds no secret.
const WITHOUT_FAILURE: [&str; 6] =
    ["caxton.environments", "pledg.environments", "checkProfile", "nearestName", "parseHost", "decodeJwt"];

/// Those of Capillary's customers, staff users and admins.
fn failing_calls_of_customers() -> Vec<(&'static str, Value)> {
    let s = PLANTED;
    let given = |more: &Value| {
        let mut options =
            json!({ "channel": "mobile", "host": "h.example", "mobile": "1", "deviceId": "d", "brand": "b" });
        options.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
        json!([options])
    };
    let app = |field: &str, value: &str| given(&json!({ (field): value }));
    let answer = |body: &Value| json!([{ "status": 200, "body": body }, { "now": 0 }]);
    let user = json!({ "role": "USER" });
    vec![
        ("capillary.customer.tokenRequest", app("password", s)),
        ("capillary.customer.tokenRequest", given(&json!({ "password": s, "confirmPassword": "another" }))),
        ("capillary.customer.tokenRequest", app("channel", s)),
        ("capillary.customer.tokenRequest", app("identifierType", s)),
        ("capillary.customer.tokenRequest", app("host", &format!("h.example?{s}"))),
        ("capillary.customer.otpRequest", app("sessionId", &format!("{s}\n"))),
        ("capillary.customer.otpRequest", given(&json!({ "sessionId": s, "fallbackChannel": format!("&{s}") }))),
        ("capillary.customer.otpValidateRequest", given(&json!({ "sessionId": s, "otp": "7\n" }))),
        ("capillary.customer.passwordValidateRequest", app("password", s)),
        ("capillary.customer.regenerateRequest", app("key", &format!("Bearer {s}"))),
        ("capillary.customer.regenerateRequest", app("key", &format!("{s}\n"))),
        ("capillary.customer.passwordChangeRequest", app("newPassword", s)),
        ("capillary.customer.passwordForgetRequest", app("confirmPassword", s)),
        ("capillary.customer.updateIdentifierRequest", json!([{ "host": "h.example", "token": s }])),
        ("capillary.customer.expireRequest", app("token", s)),
        ("capillary.customer.readResponse", answer(&json!({ "auth": { "token": s } }))),
        ("capillary.customer.readResponse", answer(&json!({ "status": { "success": true }, "auth": { "token": s } }))),
        (
            "capillary.customer.readResponse",
            answer(&json!({ "status": { "success": true }, "auth": { "token": format!("{s}\n") }, "user": user })),
        ),
        (
            "capillary.customer.readResponse",
            answer(
                &json!({ "status": { "success": true }, "auth": { "token": "t", "key": format!("{s} ") }, "user": user }),
            ),
        ),
        ("capillary.customer.readResponse", answer(&json!({ "status": { "code": 1506 }, "auth": { "token": s } }))),
        ("capillary.customer.readResponse", answer(&json!(s))),
        ("capillary.customer.headers", json!([{ "token": format!("Bearer {s}"), "brand": "b" }])),
        ("capillary.customer.headers", json!([{ "token": s, "brand": "b", "deviceId": "\u{e9}" }])),
        ("capillary.customer.headers", json!([{ "token": "t", "brand": format!("{s}\n") }])),
        ("capillary.staffTokenRequest", json!([{ "host": s, "username": "u:", "password": s }])),
        ("capillary.staffTokenRequest", json!([{ "host": "h.example", "username": "u", "passwordMd5": s }])),
        ("capillary.readStaffTokenResponse", answer(&json!({ "entity": [s] }))),
        ("capillary.readStaffTokenResponse", answer(&json!({ "entity": format!("{s} ") }))),
        ("capillary.staffHeaders", json!([{ "accessToken": format!("{s}\n") }])),
        ("capillary.staffLogoutRequest", json!([{ "host": "h.example/?", "accessToken": s }])),
        (
            "capillary.adminHeaders",
            json!([{ "username": "u", "password": s, "authKey": format!("{s}\n"), "orgId": 1 }]),
        ),
        (
            "capillary.adminHeaders",
            json!([{ "username": "u", "password": s, "authKey": s, "orgId": format!("{s}\n") }]),
        ),
    ]
}

/// Those of HS256 and of what Pledg signs with it.
fn failing_calls_of_signatures() -> Vec<(&'static str, Value)> {
    let s = PLANTED;
    let bytes = json!({ "base64": encode_padded(s.as_bytes()) });
    let signed = |claims: &Value| performed_with("signJwtHs256", &[claims.clone(), json!(s)]).unwrap();
    let posted = |body: Value, options: Value| {
        let mut all = json!({ "secret": s, "now": 2_000_000_000_000_i64 });
        all.as_object_mut().unwrap().extend(options.as_object().unwrap().clone());
        json!([body, all])
    };
    let standard = json!({ "created_at": s, "error": s, "id": s, "reference": s, "sandbox": s, "status": s });
    let with = |name: &str, value: Value| {
        let mut body = standard.clone();
        body.as_object_mut().unwrap().insert(name.to_owned(), value);
        body
    };
    let url = |signature: &str, path: &str| json!([{ "environment": "staging", "signature": signature, "path": path }]);
    let link = |signature: &str| json!([{ "host": "h.example", "signature": signature }]);
    vec![
        ("signJwtHs256", json!([{ "exp": s }, s])),
        ("signJwtHs256", json!([s, s])),
        ("signJwtHs256", json!([{}, format!("{s}\n")])),
        ("signJwtHs256", json!([{}, s, { "strict": true }])),
        ("signJwtHs256", json!([{}, bytes, { "strict": true }])),
        ("signJwtHs256", json!([{}, s, { "header": { "alg": s } }])),
        ("signJwtHs256", json!([{}, s, { "header": { "crit": [s] } }])),
        ("verifyJwtHs256", json!([s, s, { "now": 0 }])),
        ("verifyJwtHs256", json!([format!("{s}.{s}.{s}"), s, { "now": 0 }])),
        ("verifyJwtHs256", json!([signed(&json!({ "sub": s })), format!("{s}!"), { "now": 0 }])),
        ("verifyJwtHs256", json!([signed(&json!({ "sub": s, "exp": 1 })), s, { "now": 5000 }])),
        ("verifyJwtHs256", json!([signed(&json!({ "sub": s, "nbf": 9 })), s, { "now": 5000 }])),
        ("verifyJwtHs256", json!([signed(&json!({ "sub": s })), s, { "now": 0, "requireExp": true }])),
        ("verifyJwtHs256", json!([signed(&json!({})), [s, ""], { "now": 0 }])),
        ("pledg.basicHeaders", json!([{ "email": s, "password": format!("{s}\n") }])),
        ("pledg.basicHeaders", json!([{ "email": format!("{s}:"), "password": s }])),
        ("pledg.basicHeaders", json!([{ "email": "", "password": s }])),
        ("pledg.signPurchase", json!([{ "amountCents": s }, s])),
        ("pledg.signPurchase", json!([{ "data": s }, s])),
        ("pledg.signPurchase", json!([s, s])),
        ("pledg.signPurchase", json!([{}, format!("{s}\n")])),
        ("pledg.purchaseUrl", url(s, "/purchase")),
        ("pledg.purchaseUrl", url("a.b.c", s)),
        ("pledg.purchaseUrl", json!([{ "environment": s, "signature": "a.b.c" }])),
        ("pledg.transferUrl", link(s)),
        ("pledg.transferUrl", json!([{ "host": format!("h.example?{s}"), "signature": "a.b.c" }])),
        ("pledg.purchaseLinkRequest", link(&format!("{s}.{s}"))),
        ("pledg.verifyNotification", posted(json!(s), json!({}))),
        ("pledg.verifyNotification", posted(json!(format!("{{\"{s}\":1,\"{s}\":2}}")), json!({}))),
        ("pledg.verifyNotification", posted(standard.clone(), json!({}))),
        ("pledg.verifyNotification", posted(with("signature", json!(s)), json!({}))),
        ("pledg.verifyNotification", posted(with("signature", json!([s])), json!({}))),
        ("pledg.verifyNotification", posted(json!({ (s): s, "signature": s }), json!({}))),
        ("pledg.verifyNotification", posted(with("signature", json!(s)), json!({ "secret": null }))),
        ("pledg.verifyNotification", posted(json!({ (s): s }), json!({ "secret": null }))),
        (
            "pledg.verifyNotification",
            posted(standard.clone(), json!({ "secret": null, "expect": { "reference": "r" } })),
        ),
        ("pledg.verifyNotification", posted(standard.clone(), json!({ "expect": { "amountCents": s } }))),
        ("pledg.verifyNotification", posted(json!({ "signature": s }), json!({}))),
        ("pledg.verifyNotification", posted(json!({ "signature": signed(&json!({ "reference": s })) }), json!({}))),
        (
            "pledg.verifyNotification",
            posted(json!({ "signature": signed(&json!({ "reference": s, "state": s, "exp": 1 })) }), json!({})),
        ),
        ("pledg.verifyNotification", posted(json!({}), json!({ "secret": [s, format!("{s}\n")] }))),
        ("pledg.readReturn", json!([format!("/?pledg_error={{\"type\":\"{s}\"}}"), { "secret": s }])),
        ("pledg.readReturn", json!([format!("/?pledg_error={{\"signature\":\"{s}\"}}"), { "secret": s }])),
        ("pledg.readReturn", json!([format!("/?pledg_error={s}"), { "secret": null }])),
    ]
}

/// A call for each field of each request of a customer, all of whose other fields are good.
fn failing_calls_of_fields() -> impl Iterator<Item = (&'static str, Value)> {
    REQUESTS.iter().flat_map(|&(name, call)| {
        call.fields_in(None).into_iter().map(move |planted| {
            let has_it =
                |channel: &Channel| call.fields_in(Some(*channel)).iter().any(|field| field.name == planted.name);
            let channel = [Channel::Mfa, Channel::Web, Channel::Mobile].into_iter().find(has_it).unwrap();
            let good = |field: &str| if field == "identifierType" { "MOBILE" } else { "1" };
            let fields =
                call.fields_in(Some(channel)).into_iter().map(|field| (field.name.to_owned(), json!(good(field.name))));
            let mut options: Map<String, Value> = fields.collect();
            options.insert("host".to_owned(), json!("h.example"));
            options.insert(planted.name.to_owned(), json!(format!("{PLANTED}\n")));
            if call.has_channels() {
                options.insert("channel".to_owned(), json!(channel.name()));
            }
            (name, json!([options]))
        })
    })
}

fn all_failing_calls() -> impl Iterator<Item = (&'static str, Value)> {
    let by_hand = failing_calls().into_iter().chain(failing_calls_of_customers()).chain(failing_calls_of_signatures());
    by_hand.chain(failing_calls_of_fields())
}

#[test]
fn g11_no_failing_operation_shows_the_secret_it_was_given() {
    for (operation, arguments) in all_failing_calls() {
        let text = arguments.to_string();
        let case = format!("{operation} {text}");
        assert!(
            text.contains("Planted") || text.contains(&encode_padded(PLANTED.as_bytes())) || text.contains("Basic "),
            "no secret in {case}"
        );
        let call = Call::written(operation, &text);
        let call = call.unwrap_or_else(|_| panic!("{case} is refused by JavaScript: that is no case of the core's"));
        let error = call.perform().err().unwrap_or_else(|| panic!("{case} did not fail"));
        assert_keeps_the_secret(&error, &case);
    }
}

#[test]
fn g11_every_operation_has_a_failing_call_above() {
    let tried: BTreeSet<&str> = all_failing_calls().map(|(operation, _)| operation).collect();
    let names = operations().chain(profile_operations()).map(|operation| operation.name);
    let offered: BTreeSet<&str> = names.filter(|name| !WITHOUT_FAILURE.contains(name)).collect();
    assert!(offered.len() > 5);
    assert_eq!(tried, offered);
}

/// A digest stands for the password it was made of.
#[test]
fn g11_a_digest_is_not_shown_either() {
    let digest = String::from_utf8(md5_hex(b"server123").to_vec()).unwrap();
    let calls = [
        ("capillary.basicAuthorization", json!(["store.server", digest])),
        ("capillary.basicHeaders", json!([{ "username": "store:server", "passwordMd5": digest }])),
        ("capillary.basicHeaders", json!([{ "username": "t", "passwordMd5": format!("{digest}0") }])),
    ];
    for (operation, arguments) in calls {
        let error = performed(operation, &arguments.to_string()).unwrap_err();
        assert_eq!(leaked(&shown(&error), &forms_of(&digest)), None, "{arguments}");
        assert_eq!(leaked(&shown(&error), &forms_of("server123")), None, "{arguments}");
    }
}

fn client(key: &str, secret: &str) -> ClientCredentials {
    let host = BaseUrl::parse("h.example", Transport::Https, "host").unwrap();
    let none = ClientCredentials::new(Some(host), Transport::Https);
    none.with("key", key).unwrap().with("secret", secret).unwrap()
}

fn refused_by_the_vendor(body: &Value, headers: Vec<(String, String)>) -> AuthError {
    let client = client("the-public-key", PLANTED);
    let response = HttpResponse::new(200, headers, body.to_string().into_bytes()).unwrap();
    read_token_response(&PROFILE, &response, 0, Some(&client)).err().unwrap_or_else(|| panic!("{body} was accepted"))
}

/// A vendor's text that repeats a credential is dropped whole, and so is its code.
#[test]
fn g11_a_vendor_that_repeats_the_credentials_is_not_quoted() {
    for words in [
        PLANTED.to_owned(),
        format!("Invalid secret '{PLANTED}'"),
        format!("{}{PLANTED}", "x".repeat(190)),
        "no client the-public-key".to_owned(),
    ] {
        let error = refused_by_the_vendor(&json!({ "errors": [{ "code": 1, "message": words }] }), Vec::new());
        assert_eq!(
            (error.code(), error.vendor_code(), error.vendor_message()),
            (ErrorCode::VendorError, Some("1"), None),
            "{words}"
        );
        assert_keeps_the_secret(&error, &words);
    }
    let error = refused_by_the_vendor(&json!({ "errors": [{ "code": PLANTED, "message": "m" }] }), Vec::new());
    assert_eq!((error.vendor_code(), error.vendor_message()), (None, Some("m")));
    assert_keeps_the_secret(&error, "the code");
}

#[test]
fn g11_a_vendor_that_sends_the_credentials_back_as_an_identifier_is_not_quoted() {
    let headers = vec![("X-Cap-Requestid".to_owned(), format!("id-{PLANTED}"))];
    let error = refused_by_the_vendor(&json!({ "errors": [{ "code": 1, "message": "m" }] }), headers);
    assert_keeps_the_secret(&error, "the identifier");
}

/// A secret in the forms in which a vendor could send it back.
fn echoes_of(secret: &str) -> Vec<String> {
    let bytes = secret.as_bytes();
    let kept = |character: &char, others: &str| character.is_ascii_alphanumeric() || others.contains(*character);
    let percent = |others: &str| -> String {
        secret
            .chars()
            .map(|character| {
                if kept(&character, others) { character.to_string() } else { format!("%{:02x}", u32::from(character)) }
            })
            .collect()
    };
    let quoted = Value::from(secret).to_string();
    let hexadecimal: String = bytes.iter().map(|byte| format!("{byte:02X}")).collect();
    // After encodeURIComponent, after encodeURI, and as a form field.
    let percents = [percent("-_.!~*'()"), percent("-_.!~*'();/?:@&=+$,#"), percent("*-._").replace("%20", "+")];
    let base64 = ["", "k", "ke", "key"].map(|before| encode_padded(format!("{before}{secret}").as_bytes()));
    let inner = quoted.get(1..quoted.len() - 1).unwrap().to_owned();
    let mut echoes = vec![secret.to_owned(), inner, hexadecimal.to_lowercase(), hexadecimal];
    echoes.extend(percents);
    echoes.extend(base64.iter().map(|text| text.replace('+', "-").replace('/', "_")));
    echoes.extend(base64);
    echoes
}

proptest! {
    #[test]
    fn g11_a_vendor_that_repeats_the_secret_encoded_is_not_quoted(secret in "[!-~][ -~]{6,40}[!-~]", before in "[a-z :{]{0,5}", after in "[a-z }.]{0,5}") {
        let client = client("the-public-key", &secret);
        for echo in echoes_of(&secret) {
            let body = json!({ "errors": [{ "code": 1, "message": format!("{before}{echo}{after}") }] });
            let response = HttpResponse::new(200, Vec::new(), body.to_string().into_bytes()).unwrap();
            let error = read_token_response(&PROFILE, &response, 0, Some(&client)).err().unwrap();
            prop_assert_eq!(error.vendor_message(), None, "{}", echo);
        }
    }
}

#[test]
fn a_vendor_that_repeats_nothing_is_quoted() {
    let error = refused_by_the_vendor(
        &json!({ "errors": [{ "code": 320_001, "message": "Invalid client key and secret" }] }),
        Vec::new(),
    );
    assert_eq!((error.vendor_code(), error.vendor_message()), (Some("320001"), Some("Invalid client key and secret")));
}

#[test]
fn g11_what_holds_a_secret_does_not_print_it() {
    let client = client(PLANTED, PLANTED);
    let request = token_request(&PROFILE, &client).unwrap();
    assert!(request.body.as_ref().unwrap().expose().contains(PLANTED), "the request would hold no secret to hide");
    let value = format!("Basic {}", encode_padded(format!("user:{PLANTED}").as_bytes()));
    let parsed = parse_basic_authorization(&value).unwrap();
    let printed =
        [format!("{:?}", Secret::new(PLANTED)), format!("{client:?}"), format!("{request:?}"), format!("{parsed:?}")];
    for text in &printed {
        assert_eq!(leaked(text, &forms_of(PLANTED)), None, "{text}");
        assert!(text.contains("«redacted»"), "{text}");
    }
}

/// The search itself: it finds what it is to find.
#[test]
fn every_form_of_a_secret_is_found() {
    let forms = forms_of(PLANTED);
    let leaks = [
        PLANTED.to_owned(),
        format!("x{}y", PLANTED.get(..15).unwrap()),
        PLANTED.bytes().map(|byte| format!("{byte:02X}")).collect(),
        encode_padded(format!("k:{PLANTED}").as_bytes()),
        encode_padded(format!("ke:{PLANTED}!").as_bytes()),
        encode_padded(format!("key:{PLANTED}").as_bytes()),
        encode(PLANTED.as_bytes(), URL_SAFE),
        String::from_utf8(md5_hex(PLANTED.as_bytes()).to_vec()).unwrap(),
    ];
    for leak in leaks {
        assert!(leaked(&leak, &forms).is_some(), "{leak}");
    }
    assert_eq!(leaked("nothing of the kind", &forms), None);
}

/// What the caller asked for holds the secret, by contract (G11): the rest of the file would prove nothing if this
/// did not.
#[test]
fn what_was_asked_for_is_given() {
    let response = json!({ "status": 200, "body": { "data": { "accessToken": PLANTED, "ttlSeconds": 300 } } });
    let token = performed_with("capillary.readTokenResponse", &[response]).unwrap();
    assert_eq!(token.get("value").and_then(Value::as_str), Some(PLANTED));
}

/// What cannot be seen, breaks the line or turns the direction of what follows reaches no log.
#[test]
fn a_vendor_is_quoted_without_characters_that_are_not_seen() {
    let unseen = "\u{0}\u{9b}\u{ad}\u{600}\u{61c}\u{180e}\u{200b}\u{200d}\u{200f}\u{2028}\u{202e}\u{2060}\u{2066}\u{2069}\u{206f}\u{feff}\u{fff9}\u{110bd}\u{13430}\u{1d173}\u{e0001}\u{e007f}";
    for character in unseen.chars() {
        let words = format!("pay{character}pal é 支 ✓");
        let error = refused_by_the_vendor(&json!({ "errors": [{ "code": 1, "message": words }] }), Vec::new());
        assert_eq!(error.vendor_message(), Some("pay pal é 支 ✓"), "{}", character.escape_unicode());
    }
}
