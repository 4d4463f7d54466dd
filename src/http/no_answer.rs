//! Why a request got no answer: what the platform says of it in one word, put for whoever reads it.

use crate::ascii;
use crate::error::{AuthError, ErrorCode, Retryable};
use alloc::borrow::ToOwned;

/// The longest code of a platform that is passed on.
const CODE_LIMIT: usize = 64;

/// What a platform calls a certificate that it does not accept, beside the codes that say so themselves: those of OpenSSL,
/// which Node and Bun have ("X509 certificate error codes", nodejs.org/api/tls.html; the checks are those of RFC 5280 §6).
const OF_CERTIFICATES: [&str; 6] = [
    "UNABLE_TO_VERIFY_LEAF_SIGNATURE",
    "UNABLE_TO_DECODE_ISSUER_PUBLIC_KEY",
    "HOSTNAME_MISMATCH",
    "INVALID_CA",
    "INVALID_PURPOSE",
    "PATH_LENGTH_EXCEEDED",
];

/// What a platform says of a request that it will not send: undici's, then Node's, for `Connection`, `Expect` and `Transfer-Encoding`,
/// for a `Content-Length` that is not the body's, and for parts of a body that are neither text nor bytes.
const OF_REQUESTS: [&str; 6] = [
    "UND_ERR_INVALID_ARG",
    "UND_ERR_NOT_SUPPORTED",
    "UND_ERR_REQ_CONTENT_LENGTH_MISMATCH",
    "ERR_INVALID_ARG_TYPE",
    "ERR_INVALID_CHAR",
    "ERR_HTTP_INVALID_HEADER_VALUE",
];

/// The error of a request that got no answer.
///
/// `what` names the request; `reason` is the platform's code, `certificate` where a platform without codes speaks of one,
/// `no_response` where fetch resolved to something else, or nothing, `no_fetch` where there is none, `no_body` where it would send the
/// name of an object in its place, `no_init` where it does not take what the init object says. Only codes that look like codes are passed on.
///
/// ```
/// use commerce_auth::http::no_answer;
/// let error = no_answer("the token call", "ENOTFOUND");
/// let message = "the token call failed before an answer came (ENOTFOUND): see cause, and check host, network and proxy";
/// assert_eq!((error.message(), error.platform_code(), error.is_retryable()), (message, Some("ENOTFOUND"), true));
/// // A certificate is as bad the next time:
/// let error = no_answer("the token call", "DEPTH_ZERO_SELF_SIGNED_CERT");
/// assert!(error.message().contains("certificate of the host") && !error.is_retryable());
/// assert_eq!(no_answer("the token call", "key=secret").platform_code(), None);
/// ```
pub fn no_answer(what: &str, reason: &str) -> AuthError {
    if reason == "no_response" {
        return AuthError::invalid_argument(
            "fetch",
            "fetch resolved to no Response: does a mock stand in for it? It must have status, headers and body, as new Response() has",
        );
    }
    if reason == "no_fetch" {
        return AuthError::invalid_argument(
            "fetch",
            "there is no fetch here, as in Jest's jsdom: pass one as the option fetch, or use an environment that has one, such as node",
        );
    }
    if reason == "no_body" {
        return AuthError::invalid_argument(
            "body",
            "body is an object that the fetch of this runtime sends as \"[object …]\": pass text, bytes, or the runtime's own FormData, Blob or ReadableStream",
        );
    }
    if reason == "no_init" {
        return AuthError::invalid_argument(
            "init",
            "init, or the Request, says something that the fetch of this runtime does not take: check cache, credentials, mode, priority, referrer and referrerPolicy",
        );
    }
    let code = if is_code(reason) { reason } else { "" };
    let (before, behind) = if code.is_empty() { ("", "") } else { (" (", ")") };
    let error = if reason == "certificate" || is_of_certificates(code) {
        let why = " failed before an answer came, since the certificate of the host is not accepted";
        let advice = ": check host and the machine's clock, and where a company has an authority of its own, let the runtime know it (NODE_EXTRA_CA_CERTS)";
        let error = AuthError::saying(ErrorCode::Network, &[what, why, before, code, behind, advice]);
        error.with_retryable(Retryable::No)
    } else if OF_REQUESTS.contains(&code) {
        let why = " was not sent, since the fetch of this runtime sends no such request";
        let advice = ": check its fields and its body";
        let error = AuthError::saying(ErrorCode::Network, &[what, why, before, code, behind, advice]);
        error.with_retryable(Retryable::No)
    } else {
        let why = " failed before an answer came";
        let advice = ": see cause, and check host, network and proxy";
        AuthError::saying(ErrorCode::Network, &[what, why, before, code, behind, advice])
    };
    if code.is_empty() { error } else { error.with_platform_code(code.to_owned()) }
}

fn is_code(text: &str) -> bool {
    let is_plain = |byte: u8| byte.is_ascii_uppercase() || byte.is_ascii_digit() || byte == b'_';
    let begins = text.bytes().next().is_some_and(|byte| byte.is_ascii_uppercase());
    begins && (2..=CODE_LIMIT).contains(&text.len()) && text.bytes().all(is_plain)
}

/// By one of the words of the code, as in `CERT_HAS_EXPIRED` and `ERR_TLS_CERT_ALTNAME_INVALID`, or by the whole of it.
fn is_of_certificates(code: &str) -> bool {
    ascii::pieces(code, b'_').any(|word| matches!(word, "CERT" | "CERTIFICATE" | "CRL"))
        || OF_CERTIFICATES.contains(&code)
}
