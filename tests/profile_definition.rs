//! What `defineProfile` refuses: every mistake is named with its JSON pointer, and says what to do.

#![cfg(not(target_arch = "wasm32"))]
#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::arithmetic_side_effects,
    reason = "this is how a test fails"
)]

mod crossing;

use commerce_auth::error::AuthError;
use crossing::performed_with;
use proptest::prelude::*;
use serde_json::{Value, json};

fn good() -> Value {
    json!({
        "name": "shop",
        "request": {
            "url": "https://auth.shop.example/token",
            "method": "POST",
            "encoding": "json",
            "headers": { "X-Tenant": "{tenant}" },
            "fields": { "id": "{id}", "secret": "{secret}" },
            "clientAuthentication": "body",
        },
        "response": {
            "token": "/data/token",
            "lifetimeSeconds": "/data/ttl",
            "expiresAt": "/data/end",
            "tokenType": "/data/type",
            "refreshToken": "/data/refresh",
            "defaultLifetimeSeconds": 60,
            "errors": [{ "pointer": "/errors", "code": "c", "message": "m", "unknownCode": "error", "meanings": { "7": "forbidden" } }],
        },
        "header": { "name": "X-Token", "format": "Token {token}" },
        "rejected": { "status": [401, 403], "body": [{ "pointer": "/code", "in": [1, "2", true] }] },
    })
}

fn define(profile: &Value) -> Result<Value, AuthError> {
    performed_with("defineProfile", std::slice::from_ref(profile))
}

fn checked(profile: &Value) -> Value {
    performed_with("checkProfile", std::slice::from_ref(profile)).unwrap()
}

fn token_request(profile: &Value, credentials: Value) -> Result<Value, AuthError> {
    performed_with("profile.tokenRequest", &[profile.clone(), credentials])
}

/// The body of the request, which is JSON text.
fn body(request: &Value) -> Value {
    serde_json::from_str(request["body"].as_str().unwrap()).unwrap()
}

fn classified(profile: Value, response: Value) -> Value {
    performed_with("profile.classifyResponse", &[response, profile]).unwrap()
}

/// The good profile with a value at a pointer, or without what is there.
fn with(pointer: &str, value: Option<Value>) -> Value {
    let mut profile = good();
    let (parent, name) = pointer.rsplit_once('/').unwrap();
    let parent = profile.pointer_mut(parent).unwrap();
    match (parent, value) {
        (Value::Object(object), Some(value)) => drop(object.insert(name.to_owned(), value)),
        (Value::Object(object), None) => drop(object.shift_remove(name).unwrap()),
        (Value::Array(array), Some(value)) => array[name.parse::<usize>().unwrap()] = value,
        _ => panic!("{pointer}"),
    }
    profile
}

#[test]
fn the_good_one_is_good() {
    assert_eq!(define(&good()).unwrap(), json!(["tenant", "id", "secret"]));
}

#[test]
fn everything_optional_can_be_left_out() {
    let least = json!({
        "name": "least",
        "request": { "url": "https://a.example/t", "clientAuthentication": "none" },
        "response": { "token": "/t" },
    });
    assert_eq!(define(&least).unwrap(), json!([]));
}

#[test]
fn every_mistake_is_found_at_once() {
    let mut profile = good();
    profile["request"]["method"] = json!("PATCH");
    profile["request"]["encodng"] = json!("json");
    profile["response"]["token"] = json!("data.token");
    profile["header"].as_object_mut().unwrap().shift_remove("name");
    let check = checked(&profile);
    let found: Vec<_> =
        check["mistakes"].as_array().unwrap().iter().map(|mistake| mistake["field"].as_str().unwrap()).collect();
    assert_eq!(found.len(), 4, "{check}");
    for field in ["/request/method", "/request/encodng", "/response/token", "/header/name"] {
        assert!(found.contains(&field), "{field} is not in {found:?}");
    }
    assert!(check.to_string().contains("Did you mean encoding?"), "{check}");
    assert_eq!(check["credentials"], json!({}));
    assert_eq!(check["mistakes"][0]["message"], define(&profile).unwrap_err().message());
    assert_eq!(checked(&json!("no profile"))["mistakes"][0]["field"], "profile");
}

#[test]
fn each_credential_of_a_sound_one_is_said_to_be_what_it_is() {
    let profile = json!({
        "name": "shop",
        "request": { "url": "https://{host}/{realm}/token", "clientAuthentication": "basic", "fields": { "scope": "{scope}" } },
        "response": { "token": "/t" },
        "headers": { "Authorization": "Bearer {token}", "x-key": "{apiKey}" },
        "query": { "v": "{version}" },
        "oneOf": { "version": ["1", "2"] },
        "public": ["scope"],
    });
    assert_eq!(
        checked(&profile),
        json!({ "mistakes": [], "credentials": {
            "host": "host", "realm": "public", "scope": "public", "apiKey": "secret", "version": "choice", "key": "secret", "secret": "secret",
        } })
    );
}

#[test]
fn what_is_missing_is_named() {
    for pointer in [
        "/name",
        "/request",
        "/request/url",
        "/request/clientAuthentication",
        "/response",
        "/response/token",
        "/header/name",
    ] {
        let error = define(&with(pointer, None)).unwrap_err();
        assert_eq!((error.code().as_str(), error.field()), ("invalid_argument", Some(pointer)));
        assert!(error.message().contains("missing"), "{}", error.message());
    }
    for pointer in ["/response/errors/0/pointer", "/rejected/body/0/pointer", "/rejected/body/0/in"] {
        let error = define(&with(pointer, None)).unwrap_err();
        assert_eq!((error.code().as_str(), error.field()), ("invalid_argument", Some(pointer)));
    }
}

#[test]
fn what_is_wrong_is_named() {
    let mistakes = [
        ("/name", json!(7)),
        ("/name", json!("")),
        ("/request", json!("https://a.example")),
        ("/request", json!([])),
        ("/request/url", json!("auth.shop.example/token")),
        ("/request/url", json!("ftp://auth.shop.example")),
        ("/request/url", json!("https://user:pass@auth.shop.example")),
        ("/request/url", json!("https://auth.shop.example/#top")),
        ("/request/url", json!("https://")),
        ("/request/method", json!("PATCH")),
        ("/request/method", json!("post")),
        ("/request/encoding", json!("xml")),
        ("/request/headers", json!([])),
        ("/request/headers/x-tenant", json!("other")),
        ("/request/headers/X-Tenant", json!("{tenant.id}")),
        ("/request/fields/id", json!("{client-id}")),
        ("/request/url", json!("https://auth.shop.example/{client-id}/token")),
        ("/request/headers/X-Tenant", json!(7)),
        ("/request/headers/X-Tenant", json!("two\nlines")),
        ("/request/headers/X Tenant", json!("x")),
        ("/request/fields", json!("id")),
        ("/request/clientAuthentication", json!("header")),
        ("/request/basicEncoding", json!("raw")),
        ("/response/token", json!("data.token")),
        ("/response/token", json!(7)),
        ("/response/lifetimeSeconds", json!("ttl")),
        ("/response/expiresAt", json!(false)),
        ("/response/defaultLifetimeSeconds", json!(0)),
        ("/response/defaultLifetimeSeconds", json!("60")),
        ("/response/defaultLifetimeSeconds", json!(null)),
        ("/response/errors", json!({})),
        ("/response/errors/0/pointer", json!("errors")),
        ("/response/errors/0/unknownCode", json!("ignore")),
        ("/response/errors/0/meanings", json!([])),
        ("/response/errors/0/meanings/7", json!("forbiden")),
        ("/header/name", json!("X Token")),
        ("/header/name", json!("X-Token:")),
        ("/header/name", json!("accept")),
        ("/header/name", json!("Content-Type")),
        ("/header/name", json!("host")),
        ("/header/name", json!("Content-length")),
        ("/header/format", json!("{token} {client-id}")),
        ("/header/format", json!("Token")),
        ("/header/format", json!("{token}{token}")),
        ("/header/format", json!("Tökén {token}")),
        ("/rejected/status", json!(401)),
        ("/rejected/status/0", json!("401")),
        ("/rejected/status/1", json!(99)),
        ("/rejected/body", json!({})),
        ("/rejected/body/0/in", json!("2")),
    ];
    for (pointer, value) in mistakes {
        let profile = with(pointer, Some(value.clone()));
        let error = define(&profile).err().unwrap_or_else(|| panic!("{pointer} may be {value}"));
        let code = error.code().as_str();
        assert!(matches!(code, "invalid_argument" | "invalid_header_value"), "{pointer} {value}: {code}");
        assert_eq!(error.field(), Some(pointer), "{value}");
    }
    let error = define(&with("/rejected/body/0/in", Some(json!([null])))).unwrap_err();
    assert_eq!(error.field(), Some("/rejected/body/0/in/0"));
    for profile in [json!(null), json!("x"), json!([])] {
        assert_eq!(define(&profile).unwrap_err().field(), Some("profile"));
    }
}

#[test]
fn strangers_are_named_with_the_name_that_was_meant() {
    let strangers = [
        ("/reqest", "request"),
        ("/request/feilds", "fields"),
        ("/response/tokens", "token"),
        ("/response/errors/0/codes", "code"),
        ("/header/names", "name"),
        ("/rejected/statuses", "status"),
        ("/rejected/body/0/inn", "in"),
    ];
    for (pointer, meant) in strangers {
        let error = define(&with(pointer, Some(json!("x")))).unwrap_err();
        assert_eq!((error.code().as_str(), error.field()), ("unknown_option", Some(pointer)));
        assert!(error.message().ends_with(&format!("Did you mean {meant}?")), "{}", error.message());
    }
}

#[test]
fn http_is_for_this_machine_only() {
    let error = define(&with("/request/url", Some(json!("http://auth.shop.example/token")))).unwrap_err();
    assert_eq!((error.code().as_str(), error.field()), ("insecure_url", Some("/request/url")));
    // A profile for a test server can be defined; asking for a token over http takes a permission of its own.
    let local = with("/request/url", Some(json!("http://127.0.0.1:8080/token")));
    assert!(define(&local).is_ok());
    let credentials = json!({ "tenant": "t", "id": "i", "secret": "s" });
    let error = token_request(&local, credentials).unwrap_err();
    assert_eq!(error.code().as_str(), "insecure_url");
}

#[test]
fn fields_need_a_method_with_a_body() {
    for method in ["GET", "DELETE"] {
        let error = define(&with("/request/method", Some(json!(method)))).unwrap_err();
        assert_eq!(error.field(), Some("/request/fields"));
    }
    let error = define(&with("/request/fields", Some(json!({ "id": "fixed" })))).unwrap_err();
    assert_eq!(error.field(), Some("/request/fields"), "the body would authenticate nobody");
}

#[test]
fn credentials_are_those_the_profile_asks_for() {
    let request = |credentials: Value| token_request(&good(), credentials);
    let whole = json!({ "tenant": "t", "id": "i", "secret": "s" });
    assert_eq!(body(&request(whole).unwrap()), json!({ "id": "i", "secret": "s" }));
    for (credentials, code, field) in [
        (json!({ "tenant": "t", "id": "i" }), "invalid_argument", "secret"),
        (json!({ "tenant": "t", "id": "i", "secret": "" }), "invalid_argument", "secret"),
        (json!({ "tenant": "t", "id": "i", "secret": null }), "invalid_argument", "secret"),
        (json!({ "tenant": "t", "id": "i", "secret": 7 }), "invalid_argument", "secret"),
        (json!({ "tenant": "t", "id": "i", "secret": "«redacted»" }), "invalid_argument", "secret"),
        (json!({ "tenant": "t", "id": "i", "secret": "s\n" }), "invalid_argument", "secret"),
        (json!({ "tenant": "é", "id": "i", "secret": "s" }), "invalid_header_value", "headers"),
        (json!({ "tenant": "t", "id": "i", "sceret": "s" }), "unknown_option", "credentials"),
        (json!({ "host": "h.example", "tenant": "t", "id": "i", "secret": "s" }), "unknown_option", "credentials"),
        (json!("s"), "invalid_argument", "credentials"),
        (json!(null), "invalid_argument", "credentials"),
    ] {
        let error = request(credentials.clone()).unwrap_err();
        assert_eq!((error.code().as_str(), error.field()), (code, Some(field)), "{credentials}");
    }
}

#[test]
fn basic_takes_the_pair_that_is_given() {
    let profile = json!({
        "name": "basic",
        "request": { "url": "https://a.example/t", "clientAuthentication": "basic" },
        "response": { "token": "/t" },
    });
    for (id, secret) in
        [("key", "secret"), ("clientId", "clientSecret"), ("client_id", "client_secret"), ("username", "password")]
    {
        let credentials = json!({ (id): "Aladdin", (secret): "open sesame" });
        let request = token_request(&profile, credentials).unwrap();
        assert_eq!(request["headers"]["Authorization"], "Basic QWxhZGRpbjpvcGVuIHNlc2FtZQ==");
        let error = token_request(&profile, json!({ (id): "Aladdin" })).unwrap_err();
        assert_eq!(error.code().as_str(), "invalid_argument");
    }
    let error = token_request(&profile, json!({ "key": "a:b", "secret": "s" })).unwrap_err();
    assert_eq!((error.field(), error.position()), (Some("key"), Some(1)));
    let error = token_request(&profile, json!({ "key": "a", "clientSecret": "s" })).unwrap_err();
    assert_eq!(error.code().as_str(), "unknown_option");
}

proptest! {
    /// Whatever is in the profile: an answer or an error, never a panic.
    #[test]
    fn no_profile_breaks_the_reader(pointer in 0_usize..40, value in any_json()) {
        let mut pointers = Vec::new();
        collect(&good(), String::new(), &mut pointers);
        let pointer = pointers[pointer % pointers.len()].clone();
        if !pointer.is_empty() {
            let _ = define(&with(&pointer, Some(value)));
        }
    }

    /// What is encoded can be decoded by code that is not ours.
    #[test]
    fn forms_survive_the_way(secret in "[^\\p{Cc}]{1,40}") {
        // Neither can stand in a path, and both are refused.
        prop_assume!(!matches!(&*secret, "." | ".."));
        let profile = json!({
            "name": "form",
            "request": { "url": "https://a.example/{secret}?q={secret}", "clientAuthentication": "body", "fields": { "a b": "<{secret}>" } },
            "response": { "token": "/t" },
        });
        let request = token_request(&profile, json!({ "secret": &secret })).unwrap();
        let pairs: Vec<(String, String)> = url::form_urlencoded::parse(request["body"].as_str().unwrap().as_bytes()).into_owned().collect();
        prop_assert_eq!(pairs, [("a b".to_owned(), format!("<{secret}>"))]);
        let address = url::Url::parse(request["url"].as_str().unwrap()).unwrap();
        prop_assert_eq!(address.query_pairs().next().unwrap().1, secret.as_str());
    }
}

fn collect(value: &Value, pointer: String, pointers: &mut Vec<String>) {
    if let Value::Object(object) = value {
        for (name, member) in object {
            collect(member, format!("{pointer}/{name}"), pointers);
        }
    }
    pointers.push(pointer);
}

fn any_json() -> impl Strategy<Value = Value> {
    let leaf = prop_oneof![
        Just(Value::Null),
        any::<bool>().prop_map(Value::from),
        any::<i64>().prop_map(Value::from),
        "[ -~é{}/]{0,12}".prop_map(Value::from),
    ];
    leaf.prop_recursive(3, 12, 4, |inner| {
        prop_oneof![
            prop::collection::vec(inner.clone(), 0..4).prop_map(Value::from),
            prop::collection::vec(("[a-z/~]{0,6}", inner), 0..4)
                .prop_map(|members| Value::Object(members.into_iter().collect())),
        ]
    })
}

/// Credentials go to the host that was named, and to no other that a slip of the pen or a credential could make of it.
#[test]
fn g8_an_address_is_bound_to_its_host() {
    for url in [
        "{host}token",
        "{host}.evil.example/token",
        "{host}{secret}/token",
        "{host}:8443/token",
        "{host}/a/../b",
        "{host}/a b",
        "{host}/a#top",
        "https://proxy.example/{host}/token",
        "https://api.vendor.example{secret}/token",
        "https://{secret}/token",
        "https://a.example/.\t./x",
    ] {
        let error = define(&with("/request/url", Some(json!(url)))).err().unwrap_or_else(|| panic!("{url}"));
        assert_eq!(error.field(), Some("/request/url"), "{url}");
    }
    let tenant = with("/request/url", Some(json!("https://{tenant}.vendor.example/{id}/token")));
    let request =
        |tenant_name: &str, id: &str| token_request(&tenant, json!({ "tenant": tenant_name, "id": id, "secret": "s" }));
    assert_eq!(request("shop", "i").unwrap()["url"], "https://shop.vendor.example/i/token");
    for (tenant_name, id) in
        [("evil.example/", "i"), ("evil.example?", "i"), ("a@evil.example#", "i"), ("shop", ".."), ("shop", ".")]
    {
        assert!(request(tenant_name, id).is_err(), "{tenant_name} {id}");
    }
}

#[test]
fn the_host_can_stand_in_a_field() {
    let profile = json!({
        "name": "audience",
        "request": { "url": "{host}/t", "clientAuthentication": "body", "encoding": "json", "fields": { "aud": "{host}/api/", "s": "{secret}" } },
        "response": { "token": "/t" },
    });
    let request = token_request(&profile, json!({ "host": "https://api.example/base/", "secret": "s" })).unwrap();
    assert_eq!(body(&request)["aud"], "https://api.example/base/api/");
}

#[test]
fn what_is_named_as_rejected_is_so_whatever_else_is_said() {
    let profile = |status: Value| {
        json!({
            "name": "r",
            "request": { "url": "https://a.example/t", "clientAuthentication": "none" },
            "response": { "token": "/access_token" },
            "rejected": { "status": status },
        })
    };
    let classified = |status: Value, answer: i64, error: &str| {
        classified(profile(status), json!({ "status": answer, "body": { "error": error } }))
    };
    assert_eq!(classified(json!([401]), 401, "access_denied"), "token_invalid");
    assert_eq!(classified(json!([419]), 419, "unauthorized_client"), "token_invalid");
    assert_eq!(classified(json!([419]), 403, "access_denied"), "forbidden");
    assert_eq!(classified(json!([419]), 401, "access_denied"), "forbidden");
    // A token endpoint rejects no token: a 401 there is about the credentials.
    let answer = json!({ "status": 401, "body": "" });
    let error =
        performed_with("profile.readTokenResponse", &[answer, profile(json!([419])), json!({ "now": 0 })]).unwrap_err();
    assert_eq!(error.code().as_str(), "bad_credentials");
    assert_eq!(define(&profile(json!([200]))).unwrap_err().field(), Some("/rejected/status/0"));
}

#[test]
fn the_whole_pair_of_basic_counts() {
    let profile = json!({
        "name": "basic",
        "request": { "url": "https://a.example/t", "clientAuthentication": "basic", "fields": { "k": "{key}" } },
        "response": { "token": "/t" },
    });
    let credentials = json!({ "key": "tenant", "clientId": "Aladdin", "clientSecret": "open sesame" });
    let request = token_request(&profile, credentials).unwrap();
    assert_eq!(request["headers"]["Authorization"], "Basic QWxhZGRpbjpvcGVuIHNlc2FtZQ==");
    assert_eq!(request["body"], "k=tenant");
}

/// What codes mean at the token endpoint says nothing of an API, whether a profile writes it down or not.
#[test]
fn g5_a_401_of_an_api_rejects_the_token_whatever_the_words() {
    let profile = |errors: Value| {
        let mut profile = json!({
            "name": "r",
            "request": { "url": "https://a.example/t", "clientAuthentication": "none" },
            "response": { "token": "/access_token" },
        });
        if !errors.is_null() {
            profile["response"]["errors"] = errors;
        }
        profile
    };
    let classified = |errors: Value, status: i64, word: &str| {
        classified(profile(errors), json!({ "status": status, "body": { "error": word } }))
    };
    for word in ["access_denied", "unauthorized_client", "invalid_client", "insufficient_scope", "server_error", "x"] {
        assert_eq!(classified(json!(null), 401, word), "token_invalid", "{word}");
        assert_eq!(classified(json!(null), 498, word), "token_expired", "{word}");
    }
    assert_eq!(classified(json!(null), 403, "access_denied"), "forbidden");
    assert_eq!(classified(json!(null), 400, "invalid_token"), "token_invalid");
    let own = json!([{ "pointer": "", "code": "error", "meanings": { "access_denied": "forbidden" } }]);
    assert_eq!(classified(own.clone(), 401, "access_denied"), "token_invalid");
    assert_eq!(classified(own, 403, "access_denied"), "forbidden");
}

/// With Basic, a pair that a template names one of, or else the first.
#[test]
fn the_names_of_credentials_have_the_pair_of_basic_among_them() {
    let names = |url: &str| {
        let request = json!({ "url": url, "clientAuthentication": "basic" });
        define(&json!({ "name": "shop", "request": request, "response": { "token": "/t" } })).unwrap()
    };
    assert_eq!(names("{host}/t"), json!(["host", "key", "secret"]));
    assert_eq!(names("https://a.example/{username}/t"), json!(["username", "password"]));
    assert_eq!(names("https://a.example/{secret}/{region}"), json!(["secret", "region", "key"]));
}

/// A name with a dash is none; what a body of another form has between its braces is no name at all.
#[test]
fn braces_of_other_forms_stand_for_themselves() {
    for text in ["query { token }", "{\"a\": 1}", "{}", "{{id}}", "{x"] {
        let names = define(&with("/request/fields/query", Some(json!(text)))).unwrap();
        assert_eq!(names, define(&good()).unwrap(), "{text}");
    }
}

/// A list of this length.
type ListOf<'f> = &'f dyn Fn(usize) -> Value;

/// So many members of one kind: `n0`, `n1` and so on.
fn members(count: usize, value: &Value) -> Value {
    (0..count).map(|index| (format!("n{index}"), value.clone())).collect::<serde_json::Map<_, _>>().into()
}

fn mistakes(profile: &Value) -> Vec<Value> {
    checked(profile)["mistakes"].as_array().unwrap().clone()
}

/// One more than is said is too many, and as many as is said are not.
#[test]
fn each_list_may_be_as_long_as_is_said() {
    let texts = |count: usize| Value::from(vec![json!("shop.example"); count]);
    let lists: [(&str, usize, ListOf<'_>); 7] = [
        ("/query", 64, &|count| members(count, &json!("v"))),
        ("/headers", 64, &|count| members(count, &json!("v"))),
        ("/request/headers", 64, &|count| members(count, &json!("v"))),
        ("/oneOf", 64, &|count| members(count, &json!(["a"]))),
        ("/hosts", 64, &texts),
        ("/keepOrigins", 64, &texts),
        ("/response/keep", 16, &|count| members(count, &json!("/k"))),
    ];
    for (pointer, most, list) in lists {
        let said = |count: usize| {
            let about = mistakes(&with(pointer, Some(list(count)))).into_iter().filter(|one| one["field"] == pointer);
            about.filter(|one| one["message"].as_str().unwrap().contains(" has more than ")).count()
        };
        assert_eq!((said(most), said(most + 1), said(most + 2)), (0, 1, 1), "{pointer}");
    }
}

#[test]
fn sixteen_mistakes_are_told_at_a_time() {
    let wrong = |count: usize| mistakes(&with("/hosts", Some(json!(vec![Value::Null; count])))).len();
    assert_eq!((wrong(1), wrong(15), wrong(16), wrong(17), wrong(40)), (1, 15, 16, 16, 16));
}

#[test]
fn every_method_and_encoding_is_sent_as_it_is_named() {
    for method in ["POST", "PUT"] {
        let profile = with("/request/method", Some(json!(method)));
        let request = token_request(&profile, json!({ "tenant": "t", "id": "i", "secret": "s" })).unwrap();
        assert_eq!(request["method"], method);
    }
    for (encoding, media_type, content) in [
        ("json", "application/json", r#"{"id":"i","secret":"s"}"#),
        ("text-json", "text/json", r#"{"id":"i","secret":"s"}"#),
        ("form", "application/x-www-form-urlencoded", "id=i&secret=s"),
    ] {
        let profile = with("/request/encoding", Some(json!(encoding)));
        let request = token_request(&profile, json!({ "tenant": "t", "id": "i", "secret": "s" })).unwrap();
        assert_eq!((&request["headers"]["Content-Type"], &request["body"]), (&json!(media_type), &json!(content)));
    }
}

/// RFC 6749 §7.1 is about a header field with a word before the token.
#[test]
fn a_token_in_a_query_may_be_of_any_type() {
    let mut profile = with("/header", None);
    profile["query"] = json!({ "access_token": "{token}" });
    let body = json!({ "data": { "token": "t", "ttl": 60, "type": "mac" } });
    let answer = json!({ "status": 200, "body": body.to_string() });
    let read = |profile: &Value| performed_with("profile.readTokenResponse", &[answer.clone(), profile.clone()]);
    assert_eq!(read(&profile).unwrap()["tokenType"], "mac");
    let bearer = with("/header", Some(json!({ "name": "Authorization", "format": "Bearer {token}" })));
    assert_eq!(read(&bearer).unwrap_err().code().as_str(), "malformed_response");
}

#[test]
fn a_profile_asks_for_32_credentials_at_most() {
    let asking = |count: usize| {
        let fields = (0..count).map(|index| (format!("f{index}"), json!(format!("{{c{index}}}"))));
        let mut profile = with("/request/fields", Some(fields.collect::<serde_json::Map<_, _>>().into()));
        profile["request"].as_object_mut().unwrap().shift_remove("headers");
        profile
    };
    assert_eq!(define(&asking(32)).unwrap().as_array().unwrap().len(), 32);
    for count in [33, 34] {
        let error = define(&asking(count)).unwrap_err();
        assert!(error.field() == Some("/request") && error.message().contains("32 credentials"), "{error:?}");
    }
}

/// What stands in addresses alone is seen by everybody; a key is not, wherever else it stands.
#[test]
fn the_key_of_an_assertion_is_a_secret() {
    let assertion =
        json!({ "algorithm": "RS256", "key": "{privateKey}", "claims": { "iss": "x" }, "lifetimeSeconds": 300 });
    let profile = json!({
        "name": "shop",
        "request": {
            "url": "https://auth.shop.example/{realm}/{privateKey}",
            "clientAuthentication": "none",
            "fields": { "assertion": "{assertion}" },
            "assertion": assertion,
        },
        "response": { "token": "/t" },
    });
    assert_eq!(checked(&profile)["credentials"], json!({ "realm": "public", "privateKey": "secret" }));
}

#[test]
fn a_flag_of_the_body_rejects_a_token() {
    let said = |code: Value| classified(good(), json!({ "status": 200, "body": { "code": code } }));
    assert_eq!(said(json!(true)), "token_invalid");
    assert_eq!((said(json!(false)), said(json!([true]))), (json!("ok"), json!("ok")));
}

/// The path of a call may begin with the version of its API, which a host then does not end with.
#[test]
fn a_host_may_end_with_what_only_looks_like_a_version() {
    let url = |path: &str, host: &str| {
        let profile = json!({
            "name": "shop",
            "request": { "url": format!("{{host}}{path}"), "clientAuthentication": "none" },
            "response": { "token": "/t" },
        });
        token_request(&profile, json!({ "host": host })).map(|request| request["url"].clone())
    };
    assert_eq!(url("/vault/token", "a.example/vault").unwrap(), "https://a.example/vault/vault/token");
    assert_eq!(url("/v/token", "a.example/v").unwrap(), "https://a.example/v/v/token");
    assert_eq!(url("/v3/token", "a.example/v3").unwrap_err().field(), Some("host"));
}
