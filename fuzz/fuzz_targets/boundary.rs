//! Everything JavaScript can call, with whatever arguments.
#![no_main]

use commerce_auth::boundary::{error_json, perform};
use commerce_auth::error::AuthError;
use libfuzzer_sys::fuzz_target;
use serde_json::value::RawValue;

const OPERATIONS: [&str; 36] = [
    "basicAuthorization",
    "parseBasicAuthorization",
    "bearerAuthorization",
    "decodeJwt",
    "capillary.basicAuthorization",
    "capillary.basicCredentials",
    "capillary.basicHeaders",
    "capillary.oauthHeaders",
    "capillary.tokenRequest",
    "capillary.readTokenResponse",
    "capillary.classifyResponse",
    "caxton.environments",
    "caxton.registerRequest",
    "caxton.readRegisterResponse",
    "caxton.bearerHeaders",
    "caxton.subsidiaryRequest",
    "caxton.resetRequest",
    "caxton.readEnvelope",
    "caxton.userPasswordDigest",
    "capillary.customer.tokenRequest",
    "capillary.customer.otpRequest",
    "capillary.customer.otpValidateRequest",
    "capillary.customer.passwordValidateRequest",
    "capillary.customer.regenerateRequest",
    "capillary.customer.passwordChangeRequest",
    "capillary.customer.passwordForgetRequest",
    "capillary.customer.updateIdentifierRequest",
    "capillary.customer.expireRequest",
    "capillary.customer.readResponse",
    "capillary.customer.headers",
    "capillary.staffTokenRequest",
    "capillary.readStaffTokenResponse",
    "capillary.staffHeaders",
    "capillary.staffLogoutRequest",
    "capillary.adminHeaders",
    "refuseScenario",
];

fn check(outcome: Result<String, AuthError>) {
    let text = outcome.unwrap_or_else(|error| error_json(&error));
    assert!(serde_json::from_str::<&RawValue>(&text).is_ok(), "{text}");
}

fuzz_target!(|bytes: &[u8]| {
    check(perform(bytes, None));
    if let Some((first, arguments)) = bytes.split_first() {
        let operation = OPERATIONS[usize::from(*first) % OPERATIONS.len()];
        let call = [format!("[\"{operation}\",").as_bytes(), arguments, b"]"].concat();
        check(perform(&call, None));
        // What came from outside stands behind a byte that no UTF-8 text holds.
        if let Some(at) = arguments.iter().position(|byte| *byte == 0xff) {
            let (options, subject) = arguments.split_at(at);
            let call = [format!("[\"{operation}\",").as_bytes(), options, b"]"].concat();
            check(perform(&call, Some(&subject[1..])));
        }
    }
});
