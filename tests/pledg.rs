//! Pledg's signatures: for all parameters and bodies what the vectors show for some.

#![cfg(not(target_arch = "wasm32"))]
#![allow(clippy::unwrap_used, reason = "this is how a test fails")]

use commerce_auth::api::pledg::back_mode::SIGNED;
use commerce_auth::api::pledg::notification::{self, Authenticity, Expected, Notification, NotificationKind};
use commerce_auth::api::pledg::purchase::{self, Completeness, Demands, NOT_SIGNED};
use commerce_auth::error::ErrorCode;
use commerce_auth::json::Document;
use commerce_auth::scheme::hs256::{Expiry, Signing, Validity, sign, verify};
use commerce_auth::secret::SharedSecret;
use proptest::prelude::*;
use serde_json::{Map, Value, json};

const NOW: i64 = 1_700_000_000_000;
const ALWAYS: Validity = Validity { now: NOW, clock_tolerance_seconds: 0, expiry: Expiry::Optional };

const DEMANDS: Demands<'static> =
    Demands { now: NOW, completeness: Completeness::Incomplete, others: &["amount_cents"] };

fn secret() -> SharedSecret {
    SharedSecret::new("your-256-bit-secret").unwrap()
}

fn object(text: &str) -> Map<String, Value> {
    serde_json::from_str(text).unwrap()
}

fn verified(body: &[u8]) -> Result<Notification, ErrorCode> {
    notification::verify(body, Authenticity::Signed(&[secret()]), NOW, &Expected::default())
        .map_err(|error| error.code())
}

fn unsigned(body: &[u8]) -> Result<Notification, ErrorCode> {
    notification::verify(body, Authenticity::Unsigned, NOW, &Expected::default()).map_err(|error| error.code())
}

/// The body in which these claims would arrive.
fn posted(claims: &Value) -> Vec<u8> {
    let text = claims.to_string();
    let token = sign(Document::parse(text.as_bytes()).unwrap().root(), &secret(), &Signing::default()).unwrap();
    json!({ "signature": token.expose() }).to_string().into_bytes()
}

/// Names and values of every notification, in every combination.
fn any_members() -> impl Strategy<Value = Map<String, Value>> {
    let names = prop::sample::select(vec![
        "reference",
        "transfer_order_item_uid",
        "amount_cents",
        "purchase_state",
        "state",
        "acceptance_state",
        "data",
        "created",
        "created_at",
        "error",
        "id",
        "sandbox",
        "status",
        "metadata",
        "signature",
    ]);
    let values = prop_oneof![
        Just(Value::Null),
        any::<bool>().prop_map(Value::from),
        (-5_i64..5).prop_map(Value::from),
        Just(json!(1.5)),
        Just(json!({})),
        "[a-zé]{0,4}".prop_map(Value::from),
    ];
    prop::collection::btree_map(names.prop_map(str::to_owned), values, 0..9).prop_map(|map| map.into_iter().collect())
}

/// The rule of the design, written a second time.
fn kind_of(claims: &Map<String, Value>) -> Option<NotificationKind> {
    let text = |name: &str| claims.get(name).is_some_and(Value::is_string);
    let transfer = text("transfer_order_item_uid") && claims.get("amount_cents").is_some_and(Value::is_u64);
    let error = text("purchase_state") || text("state") || text("acceptance_state");
    let reference = text("reference") && !claims.contains_key("data");
    match (reference && transfer, reference && error) {
        (true, false) => Some(NotificationKind::Transfer),
        (false, true) => Some(NotificationKind::Error),
        _ => None,
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(1500))]

    #[test]
    fn a_purchase_holds_its_parameters_and_nothing_else(parameters in any_members(), extra in prop::sample::subsequence(NOT_SIGNED.to_vec(), 0..14), amount in 0_u64..9_007_199_254_740_991) {
        let mut given = parameters;
        given.remove("data");
        given.retain(|name, value| name != "metadata" || value.is_object() || value.is_null());
        given.insert("amountCents".to_owned(), json!(amount));
        given.extend(extra.iter().map(|name| ((*name).to_owned(), json!("left out"))));
        let text = Value::from(given.clone()).to_string();
        let token = purchase::sign(Document::parse(text.as_bytes()).unwrap().root(), None, &secret(), &Signing::default(), &DEMANDS).unwrap();
        given.retain(|name, _| !NOT_SIGNED.contains(&name.as_str()));
        let claims = object(&verify(token.expose(), &[secret()], &ALWAYS).unwrap());
        prop_assert_eq!(Value::from(claims), json!({ "data": given }));
        let body = json!({ "signature": token.expose() }).to_string();
        prop_assert_eq!(verified(body.as_bytes()), Err(ErrorCode::UnexpectedValue));
    }

    #[test]
    fn signed_content_is_what_it_says_or_nothing(claims in any_members()) {
        let body = posted(&Value::from(claims.clone()));
        match (kind_of(&claims), verified(&body)) {
            (Some(kind), Ok(notification)) => {
                prop_assert_eq!(notification.kind, kind);
                prop_assert_eq!(object(&notification.verified), claims);
                prop_assert_eq!(notification.unverified.as_str(), "{}");
            }
            (None, Err(code)) => prop_assert_eq!(code, ErrorCode::UnexpectedValue),
            (expected, outcome) => prop_assert!(false, "{expected:?} {outcome:?}"),
        }
        prop_assert_eq!(unsigned(&body), Err(ErrorCode::UnexpectedValue));
    }

    #[test]
    fn what_nobody_signed_never_verifies(members in any_members()) {
        let body = Value::from(members.clone()).to_string().into_bytes();
        let code = verified(&body).unwrap_err();
        let is_unsigned = members.get("signature").is_none_or(Value::is_null);
        prop_assert_eq!(code == ErrorCode::SignatureMissing, is_unsigned, "{:?}", code);
        if let Ok(notification) = unsigned(&body) {
            prop_assert!(is_unsigned);
            prop_assert_eq!(notification.verified.as_str(), "{}");
            let is_back = SIGNED.iter().all(|name| members.contains_key(*name));
            prop_assert_eq!(notification.kind == NotificationKind::Back, is_back);
        }
    }

    #[test]
    fn arbitrary_bytes_never_verify_and_never_panic(body in prop_oneof![prop::collection::vec(any::<u8>(), 0..60), "[{}\\[\\]\":,a-z0-9\\\\]{0,60}".prop_map(String::into_bytes)]) {
        prop_assert!(verified(&body).is_err());
        let _ = unsigned(&body);
    }
}

#[test]
fn a_transfer_says_whether_it_is_of_the_sandbox() {
    for (stated, read) in [(json!(true), Some(true)), (json!("false"), Some(false)), (Value::Null, None)] {
        let claims = json!({ "reference": "r", "transfer_order_item_uid": "u", "amount_cents": 1, "sandbox": stated });
        assert_eq!(verified(&posted(&claims)).unwrap().sandbox, read, "{stated}");
    }
}

/// A name goes into the error where it is an identifier of at most forty letters: it comes from outside.
#[test]
fn the_member_with_an_inexact_integer_is_named_where_its_name_is_plain() {
    let long = "a".repeat(40);
    let longer = "a".repeat(41);
    for (name, field) in [
        ("order_no1", "order_no1"),
        (long.as_str(), long.as_str()),
        (longer.as_str(), "signature"),
        ("a b", "signature"),
        ("a\u{e9}", "signature"),
        ("<script>", "signature"),
    ] {
        let body = posted(&json!({ "reference": "r", "state": "s", name: 9_007_199_254_740_993_u64 }));
        let error =
            notification::verify(&body, Authenticity::Signed(&[secret()]), NOW, &Expected::default()).unwrap_err();
        assert_eq!((error.code(), error.field()), (ErrorCode::MalformedResponse, Some(field)), "{name}");
    }
}

#[test]
fn a_wrong_amount_is_named_where_it_is_what_a_transfer_lacks() {
    let said = |claims: Value| {
        let body = posted(&claims);
        let error =
            notification::verify(&body, Authenticity::Signed(&[secret()]), NOW, &Expected::default()).unwrap_err();
        error.message().contains("amount_cents is not a whole number of cents")
    };
    for amount in [json!(-1), json!(1.5), json!("100"), Value::Null] {
        assert!(said(json!({ "reference": "r", "transfer_order_item_uid": "u", "amount_cents": amount })), "{amount}");
    }
    assert!(!said(json!({ "reference": "r", "transfer_order_item_uid": "u" })), "there is none");
    assert!(!said(json!({ "transfer_order_item_uid": "u", "amount_cents": 100 })), "it is the reference that lacks");
}

/// A field of a form may be named by anybody's tracker.
#[test]
fn a_form_may_begin_with_an_underscore() {
    let form = |text: &str| unsigned(text.as_bytes()).map(|notification| notification.kind);
    assert_eq!(form("reference=r&state=s"), form("_ga=1&reference=r&state=s"));
    assert_eq!(form("reference=r&state=s"), Ok(NotificationKind::Error));
    assert_eq!(form("{=1&reference=r&state=s"), Err(ErrorCode::MalformedResponse));
}

#[test]
fn a_slip_in_a_parameters_name_is_known() {
    use commerce_auth::api::pledg::parameter_names::meant;
    for (written, known) in [
        ("amount_cents", "amountCents"),
        ("titel", "title"),
        ("tittle", "title"),
        ("tile", "title"),
        ("tytle", "title"),
        ("refrence", "reference"),
        ("referenec", "reference"),
        ("Lang", "lang"),
    ] {
        assert_eq!(meant(written), Some(known), "{written}");
    }
    // Another word; too short a name for a slip; two letters changed, or changed over and more besides.
    for other in ["colour", "long", "lnag", "tixxe", "ittel", "tilte1", "reference"] {
        assert_eq!(meant(other), None, "{other}");
    }
}

/// The plugin's callbacks are functions, and left out; a name that may be anything is not repeated.
#[test]
fn a_parameter_without_a_json_form_is_refused_by_its_name_where_that_is_plain() {
    let field =
        |name: &str| purchase::check_without_json_form(name).err().map(|error| error.field().unwrap().to_owned());
    for name in NOT_SIGNED {
        assert_eq!(field(name), None, "{name}");
    }
    let (long, longer) = ("a".repeat(40), "a".repeat(41));
    for (name, said) in [
        ("amountCents", "amountCents"),
        ("onPaid", "onPaid"),
        ("a-b_c.1", "a-b_c.1"),
        (long.as_str(), long.as_str()),
        (longer.as_str(), "parameters"),
        ("", "parameters"),
        ("a b", "parameters"),
        ("\u{e9}", "parameters"),
    ] {
        assert_eq!(field(name).as_deref(), Some(said), "{name}");
    }
    let whole = |name: &str| purchase::check_without_json_form(name).unwrap_err().message().contains("JSON form");
    assert!(whole("onPaid") && !whole("amountCents"), "an amount is refused as one");
    assert_eq!(purchase::check_undefined("amountCents").unwrap_err().field(), Some("amountCents"));
    assert_eq!(purchase::check_undefined("email"), Ok(()));
}
