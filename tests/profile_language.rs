//! What a profile can say beside a token call by the book: where its credentials may lead, what calls carry, what is kept.

#![cfg(not(target_arch = "wasm32"))]
#![allow(clippy::unwrap_used, clippy::indexing_slicing, reason = "this is how a test fails")]

mod crossing;

use commerce_auth::error::AuthError;
use commerce_auth::token::profile::BASIC_PAIRS;
use crossing::performed_with;
use serde_json::{Value, json};

fn define(profile: &Value) -> Result<Value, AuthError> {
    performed_with("defineProfile", std::slice::from_ref(profile))
}

/// A profile with these members, laid over the least there is.
fn profile(request: Value, response: Value, others: Value) -> Value {
    let mut profile = json!({
        "name": "shop",
        "request": { "url": "https://auth.shop.example/t", "clientAuthentication": "none" },
        "response": { "token": "/t" },
    });
    for (name, members) in [("request", request), ("response", response)] {
        profile[name].as_object_mut().unwrap().extend(members.as_object().unwrap().clone());
    }
    profile.as_object_mut().unwrap().extend(others.as_object().unwrap().clone());
    profile
}

fn with_url(url: &str, others: Value) -> Value {
    profile(json!({ "url": url }), json!({}), others)
}

fn with_base(base: &str, others: Value) -> Value {
    let mut whole = profile(json!({}), json!({ "keep": { "kept": "/kept" } }), others);
    whole["baseUrl"] = json!(base);
    whole
}

/// The pointer of what is refused, and what is said of it.
fn refused(profile: &Value) -> (String, String) {
    let error = define(profile).unwrap_err();
    (error.field().unwrap().to_owned(), error.message().to_owned())
}

fn request_of(profile: &Value, credentials: Value) -> Result<Value, AuthError> {
    performed_with("profile.tokenRequest", &[profile.clone(), credentials])
}

fn headers_of(profile: &Value, token: Value, kept: Value, credentials: Value) -> Result<Value, AuthError> {
    performed_with("profile.headers", &[profile.clone(), token, kept, credentials])
}

#[test]
fn a_part_of_a_host_has_two_constant_labels_behind_it() {
    let accepted = [
        "https://{a}.shop.example/t",
        "https://{a}-login.{b}.shop.example/{a}/t",
        "https://api-{a}.shop.example:8443",
        "https://x.{a}.y.shop.example?tenant={b}",
        "https://auth.shop.example/{a}",
    ];
    for url in accepted {
        define(&with_url(url, json!({}))).unwrap();
        define(&with_base(url.split('?').next().unwrap(), json!({}))).unwrap();
    }
    let refused_ones = [
        "https://{a}",
        "https://{a}/t",
        "https://login.{a}/t",
        "https://{a}.example/t",
        "https://{a}example.com/t",
        "https://shop.example.{a}/t",
        "https://x.{a}.com/{b}.shop.example",
        "https://{a}.{b}.example",
        "https://{a}@shop.example/t",
        "https://shop.example:{a}/t",
        "https://{a}:80.shop.example/t",
        "https://{a}.0.0.1/t",
        "https://{a}?x=.shop.example",
        "{a}/t",
        "https:{a}.shop.example",
        "https://{base64(a)}.shop.example",
        "http://{a}.shop.example/t",
    ];
    for url in refused_ones {
        assert_eq!(refused(&with_url(url, json!({}))).0, "/request/url", "{url}");
        if !url.contains('?') {
            assert_eq!(refused(&with_base(url, json!({}))).0, "/baseUrl", "{url}");
        }
    }
}

#[test]
fn a_refused_host_says_what_to_write_instead() {
    let (_, said) = refused(&with_url("https://login.{region}/t", json!({})));
    for part in
        ["two constant labels", "https://{region}.shop.example", "\"oneOf\": { \"region\"", "\"hosts\": [\"region\"]"]
    {
        assert!(said.contains(part), "{said}");
    }
}

#[test]
fn a_value_of_a_part_is_a_part_of_a_label() {
    let shop = with_url("https://{a}.shop.example/{a}/t", json!({}));
    let url = |value: &str| request_of(&shop, json!({ "a": value })).map(|request| request["url"].clone());
    assert_eq!(url("eu-1").unwrap(), "https://eu-1.shop.example/eu-1/t");
    for wrong in
        ["evil.example/", "evil.example#", "evil.example?", "e.u", "e u", "@evil", "e:1", "é", "..", "-", "%2e"]
    {
        let error = url(wrong).unwrap_err();
        assert_eq!(error.code().as_str(), "invalid_argument", "{wrong}");
        assert!(!error.message().contains("evil"), "{}", error.message());
    }
}

#[test]
fn a_whole_host_is_named_as_one() {
    let shop = with_url("https://{api}/sign/in", json!({ "hosts": ["api"] }));
    let url = |value: &str| request_of(&shop, json!({ "api": value })).map(|request| request["url"].clone());
    assert_eq!(url("a.example").unwrap(), "https://a.example/sign/in");
    assert_eq!(url("https://A.example:443/base/").unwrap(), "https://a.example/base/sign/in");
    assert_eq!(url("http://a.example").unwrap_err().code().as_str(), "insecure_url");
    assert_eq!(url("https://a.example/?x").unwrap_err().field(), Some("api"));
    let said = url("a.example/sign/in").unwrap_err();
    assert_eq!((said.field(), said.message().contains("already holds the path")), (Some("api"), true));
    let same = with_url("{api}/sign/in", json!({ "hosts": ["api"] }));
    assert_eq!(request_of(&same, json!({ "api": "a.example" })).unwrap()["url"], "https://a.example/sign/in");
    for url in ["https://{api}.evil.example/", "https://x.{api}/", "https://a.example/{api}", "{api}:80/"] {
        assert_eq!(refused(&with_url(url, json!({ "hosts": ["api"] }))).0, "/request/url", "{url}");
    }
    // In a field it stands with its scheme, whether that is written or not.
    let mut scoped = shop.clone();
    scoped["request"]["fields"] = json!({ "scope": "https://{api}/.default", "host": "{api}" });
    let request = request_of(&scoped, json!({ "api": "a.example" })).unwrap();
    assert_eq!(request["body"], "scope=https%3A%2F%2Fa.example%2F.default&host=https%3A%2F%2Fa.example");
}

#[test]
fn a_closed_list_may_hold_any_part_of_a_host() {
    let shop = with_url("https://auth.shop.{tld}/t", json!({ "oneOf": { "tld": ["com", "co.uk"] } }));
    let url = |value: &str| request_of(&shop, json!({ "tld": value })).map(|request| request["url"].clone());
    assert_eq!(url("co.uk").unwrap(), "https://auth.shop.co.uk/t");
    let error = url("evil").unwrap_err();
    assert_eq!((error.field(), error.message()), (Some("tld"), "tld must be one of com, co.uk"));
    for (list, place) in [
        (json!([]), "/oneOf/tld"),
        (json!(["com", ""]), "/oneOf/tld/1"),
        (json!("com"), "/oneOf/tld"),
        (json!(["com/evil"]), "/request/url"),
        (json!(["com:1"]), "/request/url"),
        (json!(["a@b"]), "/request/url"),
        (json!(["."]), "/request/url"),
    ] {
        assert_eq!(
            refused(&with_url("https://auth.shop.{tld}/t", json!({ "oneOf": { "tld": list } }))).0,
            place,
            "{list}"
        );
    }
    // A list does not stand for the labels behind another credential, but as far as its shortest value does.
    define(&with_url("https://{a}.shop.{tld}/t", json!({ "oneOf": { "tld": ["com"] } }))).unwrap();
    let short = with_url("https://{a}.{tld}/t", json!({ "oneOf": { "tld": ["com", "co.uk"] } }));
    assert_eq!(refused(&short).0, "/request/url");
}

#[test]
fn names_that_no_template_has_are_named() {
    let url = "https://{region}.shop.example/t";
    for (others, pointer) in [
        (json!({ "public": ["regoin"] }), "/public/0"),
        (json!({ "hosts": ["regoin"] }), "/hosts/0"),
        (json!({ "oneOf": { "regoin": ["eu"] } }), "/oneOf/regoin"),
    ] {
        let (field, said) = refused(&with_url(url, others));
        assert_eq!((field.as_str(), said.contains("Did you mean region?")), (pointer, true), "{said}");
    }
    let unknown = |members: Value| define(&profile(json!({}), json!({}), members)).unwrap_err();
    for (name, meant) in
        [("basUrl", "baseUrl"), ("header ", "header"), ("oneof", "oneOf"), ("keepOrigin", "keepOrigins")]
    {
        let error = unknown(json!({ name: "x" }));
        assert_eq!((error.code().as_str(), error.field()), ("unknown_option", Some(format!("/{name}").as_str())));
        assert!(error.message().contains(&format!("Did you mean {meant}?")), "{}", error.message());
    }
}

#[test]
fn json_has_numbers_flags_and_depth_and_a_form_has_none() {
    let fields =
        json!({ "a": { "b": ["{x}", "plain \"q\"", 7, 1.5, true, null, {}] }, "id": "{x}-{y}", "e": "\u{e9}" });
    let shop = profile(json!({ "encoding": "json", "fields": fields }), json!({}), json!({}));
    let request = request_of(&shop, json!({ "x": "a \"quoted\"\\ one", "y": "2" })).unwrap();
    let body: Value = serde_json::from_str(request["body"].as_str().unwrap()).unwrap();
    let expected = json!({ "a": { "b": ["a \"quoted\"\\ one", "plain \"q\"", 7, 1.5, true, null, {}] }, "id": "a \"quoted\"\\ one-2", "e": "\u{e9}" });
    assert_eq!(body, expected);
    for (value, encoding) in [(json!(7), "form"), (json!(true), "query"), (json!({}), "form"), (json!(null), "form")] {
        let (field, said) =
            refused(&profile(json!({ "encoding": encoding, "fields": { "a": value } }), json!({}), json!({})));
        assert_eq!((field.as_str(), said.contains("\"encoding\": \"json\"")), ("/request/fields/a", true), "{said}");
    }
    let odd =
        profile(json!({ "encoding": "json", "fields": { "a/b": [{ "c": "{client-id}" }] } }), json!({}), json!({}));
    assert_eq!(refused(&odd).0, "/request/fields/a~1b/0/c");
}

#[test]
fn fields_can_stand_in_the_query_with_any_method() {
    for method in ["GET", "POST"] {
        let request = json!({ "method": method, "encoding": "query", "url": "https://a.example/t?v=1", "fields": { "s": "{s}", "g": "c" } });
        let request = request_of(&profile(request, json!({}), json!({})), json!({ "s": "a&b c" })).unwrap();
        assert_eq!(request["url"], "https://a.example/t?v=1&s=a%26b+c&g=c");
        assert_eq!(request["body"], Value::Null);
        assert_eq!(request["headers"]["Content-Type"], Value::Null);
    }
    let get = profile(json!({ "method": "GET", "fields": { "s": "{s}" } }), json!({}), json!({}));
    assert!(refused(&get).1.contains("\"encoding\": \"query\""));
}

#[test]
fn base64_is_made_of_credentials_and_of_the_token() {
    let shop = profile(
        json!({ "headers": { "Authorization": "Basic {base64(a:b:c)}" } }),
        json!({}),
        json!({ "headers": { "Authorization": "Key {base64(a:token)}", "X-Id": "{b}", "Accept": "a/b" } }),
    );
    assert_eq!(define(&shop).unwrap(), json!(["a", "b", "c"]));
    let credentials = json!({ "a": "A", "b": "\u{e9}", "c": "C" });
    let request = request_of(&shop, credentials).unwrap();
    assert_eq!(request["headers"]["Authorization"], "Basic QTrDqTpD");
    let headers = headers_of(&shop, json!("tok"), json!(null), json!({ "a": "A", "b": "B" })).unwrap();
    assert_eq!(headers, json!({ "Authorization": "Key QTp0b2s=", "X-Id": "B", "Accept": "a/b" }));
    for odd in ["{sha256(a)}", "{base64(a}", "{base64()}", "{base64(a:)}"] {
        let (field, said) = refused(&profile(json!({ "headers": { "X": odd } }), json!({}), json!({})));
        assert_eq!((field.as_str(), said.contains("base64")), ("/request/headers/X", true), "{odd}");
    }
}

#[test]
fn the_token_goes_where_it_is_written_and_else_into_authorization() {
    let carried = |others: Value| {
        headers_of(&profile(json!({}), json!({}), others), json!("tok"), json!(null), json!({})).unwrap()
    };
    assert_eq!(carried(json!({})), json!({ "Authorization": "Bearer tok" }));
    assert_eq!(carried(json!({ "headers": { "X": "y" } })), json!({ "Authorization": "Bearer tok", "X": "y" }));
    assert_eq!(carried(json!({ "headers": { "X": "{token}" } })), json!({ "X": "tok" }));
    assert_eq!(carried(json!({ "query": { "x": "{token}" } })), json!({}));
    assert_eq!(carried(json!({ "header": { "name": "X" }, "headers": { "Y": "z" } })), json!({ "X": "tok", "Y": "z" }));
    for (others, pointer) in [
        (json!({ "headers": { "authorization": "Basic abc" } }), "/headers"),
        (json!({ "header": { "name": "X" }, "headers": { "x": "{token}" } }), "/header"),
        (json!({ "headers": { "Host": "{token}" } }), "/headers/Host"),
        (json!({ "headers": { "content-length": "1" } }), "/headers/content-length"),
        (json!({ "headers": { "X": "a\nb" } }), "/headers/X"),
        (json!({ "header": { "name": "X", "format": "{token}{token}" } }), "/header/format"),
        (json!({ "query": { "x": 1 } }), "/query/x"),
    ] {
        assert_eq!(refused(&profile(json!({}), json!({}), others.clone())).0, pointer, "{others}");
    }
}

/// What asks for a token has none yet.
#[test]
fn in_the_token_call_the_name_of_the_token_is_that_of_a_credential() {
    let shop = profile(json!({ "fields": { "t": "{token}" } }), json!({}), json!({ "headers": { "X": "{token}" } }));
    assert_eq!(define(&shop).unwrap(), json!(["token"]));
    assert_eq!(request_of(&shop, json!({ "token": "long-lived" })).unwrap()["body"], "t=long-lived");
    assert_eq!(headers_of(&shop, json!("tok"), json!(null), json!(null)).unwrap(), json!({ "X": "tok" }));
}

#[test]
fn credentials_without_a_token_call_are_described_by_their_fields() {
    let key = json!({ "name": "key", "baseUrl": "https://{region}.shop.example", "headers": { "X-Key": "{token}" } });
    assert_eq!(define(&key).unwrap(), json!(["region", "token"]));
    let headers = headers_of(&key, json!(null), json!(null), json!({ "region": "eu", "token": "abc" })).unwrap();
    assert_eq!(headers, json!({ "X-Key": "abc" }));
    for (operation, arguments) in [
        ("profile.tokenRequest", vec![key.clone(), json!({ "region": "eu", "token": "abc" })]),
        ("profile.readTokenResponse", vec![json!({ "status": 200, "body": {} }), key.clone()]),
    ] {
        let error = performed_with(operation, &arguments).unwrap_err();
        assert!(
            error.message().contains("needs no token call") || error.message().contains("need no token call"),
            "{}",
            error.message()
        );
    }
    assert_eq!(headers_of(&key, json!("tok"), json!(null), json!({})).unwrap_err().field(), Some("accessToken"));
    for (profile, pointer) in [
        (json!({ "name": "key", "headers": { "X-Key": "{key}" } }), "/baseUrl"),
        (json!({ "name": "key", "baseUrl": "https://a.example" }), "/request"),
        (json!({ "name": "key", "baseUrl": "https://a.example", "headers": { "X-Key": "constant" } }), "/headers"),
        (
            json!({ "name": "key", "baseUrl": "https://a.example", "header": { "name": "X" }, "headers": { "Y": "{k}" } }),
            "/header",
        ),
        (
            json!({ "name": "key", "baseUrl": "https://a.example", "headers": { "Y": "{k}" }, "response": { "token": "/t" } }),
            "/request",
        ),
        (
            json!({ "name": "key", "request": { "url": "https://a.example", "clientAuthentication": "none" } }),
            "/response",
        ),
    ] {
        assert_eq!(refused(&profile).0, pointer, "{profile}");
    }
}

#[test]
fn what_is_kept_is_read_with_the_token_or_the_answer_is_malformed() {
    let shop = profile(
        json!({}),
        json!({ "keep": { "org": "/user/org", "shard": "/shard" } }),
        json!({ "headers": { "X-Org": "{org}/{shard}", "Authorization": "Bearer {token}" } }),
    );
    let read = |body: Value| {
        performed_with("profile.readTokenResponse", &[json!({ "status": 200, "body": body }), shop.clone()])
    };
    let token = read(json!({ "t": "tok", "user": { "org": "o-1" }, "shard": 7 })).unwrap();
    assert_eq!(token["kept"], json!({ "org": "o-1", "shard": "7" }));
    let headers = headers_of(&shop, json!("tok"), token["kept"].clone(), json!(null)).unwrap();
    assert_eq!(headers["X-Org"], "o-1/7");
    assert_eq!(headers_of(&shop, json!("tok"), json!(null), json!(null)).unwrap_err().field(), Some("accessToken"));
    for org in [json!(null), json!(""), json!([]), json!(true), json!("a\nb")] {
        let error = read(json!({ "t": "tok", "user": { "org": org }, "shard": "s" })).unwrap_err();
        assert_eq!((error.code().as_str(), error.field()), ("malformed_response", Some("/user/org")));
    }
    for name in ["token", "assertion", "id", "a-b", "", "__proto__"] {
        let keep = profile(json!({ "headers": { "X": "{id}" } }), json!({ "keep": { name: "/x" } }), json!({}));
        assert_eq!(refused(&keep).0, format!("/response/keep/{name}"));
    }
}

#[test]
fn a_base_out_of_an_answer_names_what_it_may_end_with() {
    let kept = |others: Value| with_base("{kept}/api", others);
    define(&kept(json!({ "keepOrigins": ["shop.example", "eu.shop.test"] }))).unwrap();
    assert_eq!(refused(&kept(json!({}))).0, "/keepOrigins");
    for entry in [
        "example",
        "",
        "https://shop.example",
        "shop.example:8443",
        "shop.example/x",
        ".shop.example",
        "Shop.example",
        "*.shop.example",
        "0.1",
    ] {
        assert_eq!(refused(&kept(json!({ "keepOrigins": [entry] }))).0, "/keepOrigins/0", "{entry}");
    }
    assert_eq!(refused(&with_base("https://a.example", json!({ "keepOrigins": ["shop.example"] }))).0, "/keepOrigins");
    for base in [
        "https://{kept}",
        "https://{kept}.shop.example",
        "https://x.shop.example/{token}",
        "{kept}.shop.example",
        "{kept}/../x",
        "{kept}/a?b",
        "https://a.example/#x",
    ] {
        assert_eq!(
            refused(&with_base(base, json!({ "keepOrigins": ["shop.example"] }))).0.replace("keepOrigins", "baseUrl"),
            "/baseUrl",
            "{base}"
        );
    }
    define(&with_base("https://a.example/{kept}", json!({}))).unwrap();
}

#[test]
fn a_token_can_be_the_whole_body() {
    let bare = json!({ "name": "bare", "request": { "url": "https://a.example/t", "clientAuthentication": "none" }, "response": { "as": "text", "defaultLifetimeSeconds": 60 } });
    let read = |body: &str, kind: &str| {
        let answer = json!({ "status": 200, "headers": { "content-type": kind }, "body": body });
        performed_with("profile.readTokenResponse", &[answer, bare.clone()])
    };
    let token = read("\u{feff}abc.def-1\r\n", "text/plain").unwrap();
    assert_eq!((&token["value"], &token["lifetimeSeconds"]), (&json!("abc.def-1"), &json!(60)));
    for body in ["", " ", "{\"error\":\"x\"}", "<html>", "[1]", "\"abc\"", "two words", "\u{e9}"] {
        assert_eq!(read(body, "text/plain").unwrap_err().code().as_str(), "malformed_response", "{body}");
    }
    for (response, pointer) in [
        (json!({ "as": "text", "token": "/t" }), "/response/token"),
        (json!({ "as": "text", "lifetimeSeconds": "/l" }), "/response/lifetimeSeconds"),
        (json!({ "as": "text", "keep": { "a": "/a" } }), "/response/keep"),
        (json!({ "as": "xml", "token": "/t" }), "/response/as"),
        (json!({ "as": "json" }), "/response/token"),
    ] {
        let mut profile = bare.clone();
        profile["response"] = response;
        assert_eq!(refused(&profile).0, pointer);
    }
}

#[test]
fn an_assertion_is_described_whole() {
    let assertion = json!({ "algorithm": "RS256", "key": "{privateKey}", "claims": { "iss": "{id}", "n": [1] }, "lifetimeSeconds": 300 });
    let with = |pointer: &str, value: Value| {
        let mut shop =
            profile(json!({ "fields": { "a": "{assertion}" }, "assertion": assertion }), json!({}), json!({}));
        match value {
            Value::Null => drop(shop["request"]["assertion"].as_object_mut().unwrap().remove(pointer)),
            value => shop["request"]["assertion"][pointer] = value,
        }
        shop
    };
    let shop = with("header", json!({ "kid": "{kid}" }));
    assert_eq!(define(&shop).unwrap(), json!(["kid", "id", "privateKey"]));
    for (member, value) in [
        ("algorithm", json!("none")),
        ("algorithm", json!(null)),
        ("key", json!("privateKey")),
        ("key", json!("{a}{b}")),
        ("key", json!(null)),
        ("claims", json!(null)),
        ("claims", json!([])),
        ("lifetimeSeconds", json!(0)),
        ("lifetimeSeconds", json!(null)),
        ("lifetimeSeconds", json!(1e9)),
        ("lifetimeSeconds", json!("300")),
    ] {
        assert_eq!(refused(&with(member, value.clone())).0, format!("/request/assertion/{member}"), "{value}");
    }
    assert_eq!(refused(&with("header", json!({ "alg": "none" }))).0, "/request/assertion/header/alg");
    let nowhere = profile(json!({ "assertion": assertion, "fields": { "a": "b" } }), json!({}), json!({}));
    assert_eq!(refused(&nowhere).0, "/request/assertion");
    let credentials = |key: &str| json!({ "kid": "k", "id": "i", "privateKey": key });
    let pem = "-----BEGIN PRIVATE KEY-----\nMIIE\n-----END PRIVATE KEY-----\n";
    let unsigned = request_of(&shop, credentials(pem)).unwrap_err();
    assert_eq!((unsigned.field(), unsigned.message().contains("profileAuthenticator")), (Some("assertion"), true));
    let signed =
        performed_with("profile.tokenRequest", &[shop.clone(), credentials(pem), json!({ "assertion": "a.b.c" })]);
    assert_eq!(signed.unwrap()["body"], "a=a.b.c");
    for key in [
        "MIIE",
        "-----BEGIN RSA PRIVATE KEY-----\n",
        "-----BEGIN ENCRYPTED PRIVATE KEY-----",
        "-----BEGIN PRIVATE KEY-----\nMIIE",
        "",
    ] {
        assert_eq!(request_of(&shop, credentials(key)).unwrap_err().field(), Some("privateKey"), "{key}");
    }
    // Without a description it is a credential like any other.
    let own = profile(json!({ "fields": { "a": "{assertion}" } }), json!({}), json!({}));
    assert_eq!(request_of(&own, json!({ "assertion": "saml" })).unwrap()["body"], "a=saml");
}

/// E1: what codes mean at the token endpoint is not asked where an API answers 401.
#[test]
fn e1_a_401_rejects_the_token_whatever_codes_mean() {
    let errors = json!([{ "pointer": "", "code": "error", "meanings": { "auth_failed": "bad_credentials" } }]);
    let meaning = |rejected: Value, status: i64| {
        let mut shop = profile(json!({}), json!({ "errors": errors }), json!({}));
        if !rejected.is_null() {
            shop["rejected"] = rejected;
        }
        let answer = json!({ "status": status, "body": { "error": "auth_failed" } });
        performed_with("profile.classifyResponse", &[answer, shop]).unwrap()
    };
    assert_eq!(meaning(json!(null), 401), "token_invalid");
    assert_eq!(meaning(json!({}), 401), "token_invalid");
    assert_eq!(meaning(json!({ "body": [{ "pointer": "/x", "in": [1] }] }), 401), "token_invalid");
    assert_eq!(meaning(json!({ "status": [401, 498] }), 401), "token_invalid");
    assert_eq!(meaning(json!({ "status": [401, 498] }), 498), "token_expired");
    assert_eq!(meaning(json!({ "status": [419] }), 419), "token_invalid");
    assert_eq!(meaning(json!({ "status": [419] }), 401), "bad_credentials");
    assert_eq!(meaning(json!({ "status": [] }), 401), "bad_credentials");
}

#[test]
fn a_credential_is_no_user_and_no_port() {
    for url in [
        "https://{a}@shop.example/t",
        "https://{a}:{b}@shop.example/t",
        "https://{a}.x:y@shop.example/t",
        "https://{a}:8443",
    ] {
        let (field, message) = refused(&with_url(url, json!({})));
        assert_eq!(field, "/request/url", "{url}");
        assert!(message.contains("before a user name or a port"), "{url}: {message}");
    }
}

#[test]
fn a_base_holds_neither_token_nor_assertion() {
    let assertion =
        json!({ "algorithm": "RS256", "key": "{privateKey}", "claims": { "iss": "x" }, "lifetimeSeconds": 300 });
    let asserted = |base: &str| {
        let request = json!({ "fields": { "a": "{assertion}" }, "assertion": assertion });
        profile(request, json!({}), json!({ "baseUrl": base }))
    };
    define(&asserted("https://api.shop.example/v1")).unwrap();
    for (profile, what) in [
        (asserted("https://api.shop.example/{assertion}"), "assertion"),
        (asserted("https://api.shop.example/{token}"), "token beside an assertion"),
        (with_base("https://api.shop.example/{token}", json!({})), "token"),
    ] {
        let (field, message) = refused(&profile);
        assert_eq!(field, "/baseUrl", "{what}");
        assert!(message.contains("cannot hold the token"), "{what}: {message}");
    }
    // Where there is no assertion, this is a credential like any other.
    let own = with_base("https://api.shop.example/{assertion}", json!({}));
    assert_eq!(define(&own).unwrap(), json!(["assertion"]));
}

/// Whichever of the pairs callers give.
#[test]
fn what_is_kept_has_no_name_of_a_pair_for_basic() {
    for name in BASIC_PAIRS.iter().flat_map(|(id, secret)| [*id, *secret]) {
        let keep = json!({ "keep": { name: "/k" } });
        let basic = profile(json!({ "clientAuthentication": "basic" }), keep.clone(), json!({}));
        assert_eq!(refused(&basic).0, format!("/response/keep/{name}"));
        define(&profile(json!({}), keep, json!({}))).unwrap();
    }
}

#[test]
fn a_list_names_no_whole_host_and_no_address_holds_an_assertion() {
    let both = with_url("{shop}/t", json!({ "hosts": ["shop"], "oneOf": { "shop": ["a"] } }));
    assert_eq!(refused(&both).0, "/oneOf/shop");
    let assertion =
        json!({ "algorithm": "RS256", "key": "{privateKey}", "claims": { "iss": "x" }, "lifetimeSeconds": 300 });
    let request = json!({ "url": "https://auth.shop.example/{assertion}", "fields": { "a": "{assertion}" }, "assertion": assertion });
    assert_eq!(refused(&profile(request, json!({}), json!({}))).0, "/request/url");
}

#[test]
fn what_a_profile_has_no_place_for_is_refused_and_what_it_needs_is_missed() {
    let field = |outcome: Result<Value, AuthError>| outcome.unwrap_err().field().unwrap().to_owned();
    let plain = profile(json!({}), json!({}), json!({}));
    let asserted = performed_with("profile.tokenRequest", &[plain.clone(), json!({}), json!({ "assertion": "a.b.c" })]);
    assert_eq!(field(asserted), "assertion");
    assert_eq!(field(headers_of(&plain, json!(null), json!(null), json!(null))), "accessToken");
}

#[test]
fn an_end_may_be_a_number_of_either_kind() {
    let dated = profile(json!({}), json!({ "expiresAt": "/end" }), json!({}));
    for end in [json!(4_000_000_000_i64), json!(4_000_000_000_000_i64)] {
        let body = json!({ "t": "tok", "end": end }).to_string();
        let read =
            performed_with("profile.readTokenResponse", &[json!({ "status": 200, "body": body }), dated.clone()]);
        assert_eq!(read.unwrap()["expiresAt"], json!(4_000_000_000_000_i64));
    }
}
