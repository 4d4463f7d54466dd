//! Why a request got no answer: the platform's code named, certificates told apart, nothing else passed on.

#![cfg(not(target_arch = "wasm32"))]

use commerce_auth::error::ErrorCode;
use commerce_auth::http::no_answer;

#[test]
fn the_code_of_the_platform_is_named_and_only_a_code() {
    for code in ["ENOTFOUND", "ECONNRESET", "UND_ERR_SOCKET", "EAI_AGAIN", "E2BIG"] {
        let error = no_answer("the request", code);
        assert_eq!((error.code(), error.platform_code(), error.is_retryable()), (ErrorCode::Network, Some(code), true));
        assert!(error.message().contains(&format!("the request failed before an answer came ({code})")), "{error}");
    }
    let long = "E".repeat(65);
    for other in ["", "E", "enotfound", "E NOTFOUND", "secret=1", "É_CODE", "1E", "_E", long.as_str()] {
        let error = no_answer("the request", other);
        assert_eq!((error.code(), error.platform_code()), (ErrorCode::Network, None), "{other}");
        assert!(other.is_empty() || other == "E" || !error.message().contains(other), "{error}");
    }
    assert_eq!(no_answer("the request", &"E".repeat(64)).platform_code().map(str::len), Some(64));
}

/// Those of `node:tls`, by OpenSSL's `X509_V_ERR_…`, and of its own.
#[test]
fn a_certificate_is_named_and_not_worth_another_try() {
    let codes = [
        "CERT_HAS_EXPIRED",
        "CERT_NOT_YET_VALID",
        "CERT_REVOKED",
        "CERT_UNTRUSTED",
        "CERT_REJECTED",
        "CERT_CHAIN_TOO_LONG",
        "CERT_SIGNATURE_FAILURE",
        "CRL_HAS_EXPIRED",
        "DEPTH_ZERO_SELF_SIGNED_CERT",
        "SELF_SIGNED_CERT_IN_CHAIN",
        "UNABLE_TO_GET_ISSUER_CERT",
        "UNABLE_TO_GET_ISSUER_CERT_LOCALLY",
        "UNABLE_TO_VERIFY_LEAF_SIGNATURE",
        "UNABLE_TO_DECRYPT_CERT_SIGNATURE",
        "UNABLE_TO_DECODE_ISSUER_PUBLIC_KEY",
        "ERROR_IN_CERT_NOT_AFTER_FIELD",
        "HOSTNAME_MISMATCH",
        "INVALID_CA",
        "INVALID_PURPOSE",
        "PATH_LENGTH_EXCEEDED",
        "ERR_TLS_CERT_ALTNAME_INVALID",
        "ERR_SSL_TLSV13_ALERT_CERTIFICATE_REQUIRED",
    ];
    for code in codes {
        let error = no_answer("the request", code);
        assert_eq!(
            (error.code(), error.platform_code(), error.is_retryable()),
            (ErrorCode::Network, Some(code), false)
        );
        assert!(error.message().contains("certificate of the host") && error.message().contains(code), "{error}");
    }
    let unnamed = no_answer("the request", "certificate");
    assert!(unnamed.message().contains("certificate of the host is not accepted: check") && !unnamed.is_retryable());
    for code in ["ERR_SSL_WRONG_VERSION_NUMBER", "CERTAINLY_NOT", "CONCERT"] {
        assert!(no_answer("the request", code).is_retryable(), "{code}");
    }
}

#[test]
fn what_is_no_response_is_a_mistake_of_the_callers() {
    let error = no_answer("the request", "no_response");
    assert_eq!((error.code(), error.field(), error.is_retryable()), (ErrorCode::InvalidArgument, Some("fetch"), false));
    assert!(error.message().contains("no Response"), "{error}");
    let error = no_answer("the request", "no_fetch");
    assert_eq!((error.code(), error.field(), error.is_retryable()), (ErrorCode::InvalidArgument, Some("fetch"), false));
    assert!(error.message().contains("there is no fetch here"), "{error}");
}

/// A fetch that will not send a request will not send it the next time either.
#[test]
fn a_request_that_no_platform_sends_is_not_worth_another_try() {
    for code in
        ["UND_ERR_INVALID_ARG", "UND_ERR_NOT_SUPPORTED", "UND_ERR_REQ_CONTENT_LENGTH_MISMATCH", "ERR_INVALID_CHAR"]
    {
        let error = no_answer("the request", code);
        assert_eq!(
            (error.code(), error.platform_code(), error.is_retryable()),
            (ErrorCode::Network, Some(code), false)
        );
        assert!(error.message().starts_with("the request was not sent"), "{error}");
    }
    for (reason, field) in [("no_body", "body"), ("no_init", "init")] {
        let error = no_answer("the request", reason);
        assert_eq!(
            (error.code(), error.field(), error.is_retryable()),
            (ErrorCode::InvalidArgument, Some(field), false)
        );
    }
}
