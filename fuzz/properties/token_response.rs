//! What a token endpoint, or whatever answers in its place, can send back.
use super::bounds::within;
use commerce_auth::api::capillary::errors::classify_response;
use commerce_auth::api::capillary::oauth::PROFILE;
use commerce_auth::boundary::record::Record;
use commerce_auth::boundary::write_error;
use commerce_auth::error::AuthError;
use commerce_auth::http::{Answer, HttpResponse, Transport};
use commerce_auth::token::access_token::AccessToken;
use commerce_auth::token::client_credentials::ClientCredentials;
use commerce_auth::token::response::read_token_response;

const SECRET: &str = "hoqSBz6Vwef-Planted-ITksarZVES";
const NOW: i64 = 1_600_000_000_000;
/// The latest instant of JavaScript's `Date`, in milliseconds (ECMA-262 §21.4.1.1).
const LATEST: i64 = 8_640_000_000_000_000;

/// A byte that no UTF-8 text holds stands for the secret, so that the fuzzer can put it anywhere.
fn with_secret(bytes: &[u8]) -> Vec<u8> {
    let piece = |byte: &u8| if *byte == 0xff { SECRET.as_bytes().to_vec() } else { vec![*byte] };
    bytes.iter().flat_map(piece).collect()
}

fn check_token(token: &AccessToken) {
    let value = token.value.expose();
    assert!(!value.is_empty() && value.bytes().all(|byte| byte.is_ascii_graphic()));
    assert!(token.lifetime_seconds.is_none_or(|seconds| seconds > 0));
    assert!(token.expires_at.is_none_or(|instant| instant <= LATEST));
    let claims = token.decoded().claims;
    assert!(claims.is_none_or(|claims| serde_json::from_str::<&serde_json::value::RawValue>(&claims).is_ok()));
}

/// Every text that an error hands over.
fn texts_of(error: &AuthError) -> String {
    let mut record = Record::new();
    write_error(error, &mut record);
    String::from_utf8(record.into_bytes()).unwrap()
}

/// Holds for every status, header fields and body.
pub fn hold(bytes: &[u8]) {
    let Some(([high, low, header_length], rest)) = bytes.split_first_chunk() else {
        return;
    };
    let (header, body) = rest.split_at(usize::from(*header_length).min(rest.len()));
    let header = String::from_utf8_lossy(&with_secret(header)).into_owned();
    let names = ["content-type", "retry-after", "x-cap-requestid"];
    let headers = names.iter().zip(header.split('\n')).map(|(name, value)| (name.to_string(), value.to_owned()));
    let status = i64::from(u16::from_be_bytes([*high, *low]) % 500) + 100;
    let response = HttpResponse::new(status, headers.collect(), with_secret(body)).unwrap();
    let length = response.body().len() + 1_000;
    within(length, || drop(classify_response(&Answer::read(&response))));
    let client = ClientCredentials::new(None, Transport::Https).with("key", "the-public-key").unwrap();
    let client = client.with("secret", SECRET).unwrap();
    match within(length, || read_token_response(&PROFILE, &response, NOW, Some(&client))) {
        Ok(token) => check_token(&token),
        Err(error) => {
            let shown = format!("{}{error:?}{error}", texts_of(&error));
            assert!(!shown.contains(SECRET), "{shown}");
        }
    }
}
