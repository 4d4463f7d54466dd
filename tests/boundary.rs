//! One body for three places: `cargo test` runs it natively, wasm-bindgen's runner in Node and in headless Chromium. So
//! what the native tests prove of the core is known to hold for the WebAssembly it becomes, where a `usize` has half
//! the bits and the allocator is another.

#![allow(clippy::unreachable, reason = "this is how a test fails")]

use commerce_auth::api::capillary::basic::{FAST_AUTHORIZATION_LIMIT, write_authorization};
use commerce_auth::boundary::record::{Given, HALVED, LEFT_OUT, NULL, Record};
use commerce_auth::boundary::{operations, perform, write_error};
use commerce_auth::error::ErrorCode;
use commerce_auth::scheme::digest::md5_hex;
use commerce_auth::token::freshness::{Freshness, Instant, Jitter, Stage};
use commerce_auth::token::renewal::{Action, Background, Event, Renewal, RenewalSettings};
use commerce_auth::token::retry::RetrySettings;
use wasm_bindgen_test::wasm_bindgen_test;

mod crossing;
#[cfg(target_arch = "wasm32")]
mod vector_files;

/// Natively `tests/vectors.rs` has read them all, with failures row by row.
#[cfg(target_arch = "wasm32")]
mod vectors {
    use super::vector_files::{every_file, read};
    use wasm_bindgen_test::wasm_bindgen_test;

    fn check(text: &str) {
        let rows = read(text);
        assert!(!rows.is_empty());
        for row in rows {
            assert!(!row.source.is_empty(), "{} has no source", row.name);
            assert_eq!(row.outcome(), row.expected, "{}", row.name);
        }
    }

    macro_rules! tests {
        ($($test:ident: $file:literal;)*) => {
            $(#[wasm_bindgen_test] fn $test() { check(include_str!(concat!("vectors/", $file))); })*
        };
    }

    every_file!(tests);
}

#[wasm_bindgen_test(unsupported = test)]
fn the_fast_path_has_room_for_the_longest_pair() {
    let mut out = [0_u8; FAST_AUTHORIZATION_LIMIT];
    let username = [b'a'; 192 - 1 - 32];
    assert_eq!(write_authorization(&username, b"server123", &mut out), Some("Basic ".len() + 192 / 3 * 4));
    assert_eq!(write_authorization(&[b'a'; 192 - 32], b"server123", &mut out), None);
}

/// V2 ("Get Started", docs.capillarytech.com), on the path of a header that is built for every call.
#[wasm_bindgen_test(unsupported = test)]
fn the_fast_path() {
    let mut out = [0_u8; FAST_AUTHORIZATION_LIMIT];
    let length = write_authorization(b"store.server", b"server123", &mut out);
    let expected = b"Basic c3RvcmUuc2VydmVyOjhhMTZhNmI3MDUwNWViMWYxZmY3Y2RjMGNkNTU1OWE3";
    assert_eq!(length.and_then(|length| out.get(..length)), Some(expected.as_slice()));
}

/// RFC 1321 A.5 has no text this long; computed with Python's hashlib.
#[wasm_bindgen_test(unsupported = test)]
fn a_megabyte_is_hashed() {
    assert_eq!(&md5_hex(&vec![b'a'; 1_000_000]), b"7707d6ae4e027c70eea2a935c2296f21");
}

/// A text that is longer than a wasm page, and nested deeper than a stack would bear.
#[wasm_bindgen_test(unsupported = test)]
fn a_megabyte_of_brackets_is_an_error_and_no_trap() {
    let body = "[".repeat(1_000_000);
    let response = format!("[{{\"status\":200,\"body\":\"{body}\"}},{{\"now\":0}}]");
    let code = crossing::performed("capillary.readTokenResponse", &response).map_err(|error| error.code());
    assert_eq!(code, Err(ErrorCode::MalformedResponse));
}

/// Slots that no facade writes: lengths beyond the texts, no lengths, no slots.
#[wasm_bindgen_test(unsupported = test)]
fn a_call_that_no_facade_makes_is_an_error_and_no_trap() {
    let odd = [f64::NAN, f64::INFINITY, f64::NEG_INFINITY, -0.5, 1e300, 4_294_967_296.0, 9.0];
    for slot in odd {
        // None of them is the length of a password.
        let outcome = perform(0, &mut Given::new(&[slot, slot], b"till", b""), &mut Record::new());
        assert_eq!(outcome.map_err(|error| error.code()), Err(ErrorCode::InvalidArgument), "{slot}");
    }
    let outcome = perform(usize::MAX, &mut Given::new(&[], b"", b""), &mut Record::new());
    assert_eq!(outcome.map_err(|error| error.code()), Err(ErrorCode::Internal));
}

/// Slot by slot: claims, the secret and whether it is bytes, whether options follow, and of those the second.
#[wasm_bindgen_test(unsupported = test)]
fn what_is_no_object_has_no_members() {
    let number = operations().position(|operation| operation.name == "signJwtHs256").unwrap_or_default();
    let signed = |presence: f64| {
        let slots = [2.0, 6.0, 0.0, presence, LEFT_OUT, 1_700_000_000_000.0];
        let mut result = Record::new();
        perform(number, &mut Given::new(&slots, b"{}secret", b""), &mut result).map(|()| result.into_bytes())
    };
    let (with_instant, without) = (signed(1.0), signed(LEFT_OUT));
    assert!(with_instant.is_ok() && without.is_ok() && with_instant != without);
    assert_eq!((signed(0.0), signed(NULL)), (without.clone(), without));
}

/// JavaScript writes these numbers.
#[wasm_bindgen_test(unsupported = test)]
fn what_is_not_there_has_a_number_of_its_own() {
    assert_eq!((LEFT_OUT, NULL, HALVED), (-1.0, -2.0, -3.0));
}

#[wasm_bindgen_test(unsupported = test)]
fn what_was_not_given_is_said_to_be_missing() {
    let said = |arguments: &str| {
        let refused = crossing::performed("pledg.verifyNotification", arguments).err();
        refused.map(|error| error.message().to_owned()).unwrap_or_default()
    };
    assert!(said(r#"["{}",{}]"#).starts_with("secret is missing"));
    assert!(said(r#"["{}",{"secret":[]}]"#).starts_with("secret is an empty list"));
    let deep = format!("{}1{}", "[".repeat(1_000), "]".repeat(1_000));
    let refused = crossing::performed("signJwtHs256", &format!(r#"[{{"a":{deep}}},"secret"]"#)).err();
    assert_eq!(refused.map(|error| error.message().to_owned()).as_deref(), Some("claims is nested too deeply"));
}

#[wasm_bindgen_test(unsupported = test)]
fn an_error_crosses_as_slots() {
    let mut record = Record::new();
    let error = perform(0, &mut Given::new(&[6.0, 6.0], b"till:1secret", b""), &mut Record::new()).err();
    if let Some(error) = &error {
        write_error(error, &mut record);
    }
    let fields = error.map(|error| crossing::error_value(&error)).unwrap_or_default();
    let names: Vec<&String> = fields.keys().collect();
    assert_eq!(names, ["code", "message", "field", "position", "retryable"]);
    assert_eq!(fields.get("position").and_then(serde_json::Value::as_u64), Some(4));
    assert_eq!(record.slots().len(), 11, "a slot for each field that there can be");
    assert!(record.bytes().starts_with(b"invalid_argumentusername holds a colon"));
}

/// Instants have more than 32 bits.
#[wasm_bindgen_test(unsupported = test)]
fn a_token_is_renewed() {
    let at = |wall_ms: i64| Instant { wall_ms, monotonic_ms: 0 };
    let mut renewal = Renewal::new(RenewalSettings {
        deadline_ms: 10_000,
        sharing_ms: 0,
        retry: RetrySettings::NEVER,
        background: Background::Allowed,
        margin_ms: None,
        credentials_end_at: None,
    });
    let Action::Call(id) = renewal.step(at(1_600_000_000_000), Event::Wanted) else {
        unreachable!("a cold machine calls");
    };
    let token = commerce_auth::token::access_token::AccessToken {
        value: commerce_auth::secret::Secret::new("t"),
        obtained_at: 1_600_000_000_000,
        expires_at: None,
        lifetime_seconds: Some(2_592_000),
        token_type: None,
        refresh_token: None,
        kept: Vec::new(),
    };
    renewal.step(at(1_600_000_001_000), Event::Obtained(id, token, Jitter(1 << 31)));
    assert_eq!(renewal.step(at(1_602_591_939_999), Event::Wanted), Action::Serve);
    assert!(matches!(renewal.step(at(1_602_591_940_000), Event::Wanted), Action::ServeAndCall(_)));
    assert_eq!(renewal.freshness().and_then(Freshness::due_at), Some(1_602_591_940_000));
    assert_eq!(renewal.freshness().map(|freshness| freshness.stage(at(1_602_591_998_000))), Some(Stage::Expired));
}

/// Behind the parameters stand the names of those without a JSON form, and of those that are undefined, a NUL before each.
#[wasm_bindgen_test(unsupported = test)]
fn parameters_that_are_not_in_the_text_are_judged_by_name() {
    let number = operations().position(|operation| operation.name == "pledg.signPurchase").unwrap_or_default();
    let field = |without_form: &str, undefined: &str| {
        let parameters = r#"{"merchantUid":"m","reference":"r","amountCents":1}"#;
        let mut slots = [parameters, without_form, undefined, "secret"].map(|text| text.len() as f64).to_vec();
        // The secret is no bytes, options follow, and the third of them is now.
        slots.extend([0.0, 1.0, LEFT_OUT, LEFT_OUT, 1_700_000_000_000.0]);
        let bytes = [parameters, without_form, undefined, "secret"].concat();
        let outcome = perform(number, &mut Given::new(&slots, bytes.as_bytes(), b""), &mut Record::new());
        outcome.err().and_then(|error| error.field().map(str::to_owned))
    };
    assert_eq!(field("", ""), None);
    assert_eq!(field("\0onSuccess\0email", "").as_deref(), Some("email"));
    assert_eq!(field("", "\0email\0amountCents").as_deref(), Some("amountCents"));
}
