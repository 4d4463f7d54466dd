//! The registration of a Caxton client: one call, made when it is asked for and never again.

use super::frame::{Frame, framed};
use super::token_call::{Failure, TokenCall, TokenOutcome};
use super::values::thrown;
use crate::api::caxton::environments::{ENVIRONMENTS, base_url};
use crate::api::caxton::register;
use crate::boundary::authenticator::{Made, read};
use crate::boundary::operation::unknown_operation;
use crate::boundary::record::Record;
use crate::boundary::results::write_registration;
use crate::error::AuthError;
use crate::http::{HttpRequest, no_answer};
use crate::stack;
use crate::token::renewal::CallId;
use alloc::borrow::ToOwned;
use alloc::vec::Vec;
use wasm_bindgen::JsValue;
use wasm_bindgen::prelude::wasm_bindgen;

/// A registration about to be made.
#[wasm_bindgen]
pub struct CaxtonRegistration {
    request: HttpRequest,
    timeout_ms: i64,
    body_limit: usize,
}

#[wasm_bindgen]
impl CaxtonRegistration {
    /// The registration that the factory of this number makes, by a record of its options.
    #[wasm_bindgen(constructor)]
    pub fn new(factory: usize, options: &[u8]) -> Result<CaxtonRegistration, JsValue> {
        let opened = open(factory, options);
        stack::wipe::<{ stack::WHOLE_REACH }>();
        opened.map_err(|error| thrown(&error))
    }

    /// How long the call may take, in milliseconds.
    #[wasm_bindgen(getter)]
    pub fn timeout_ms(&self) -> f64 {
        self.timeout_ms as f64
    }

    /// The longest answer that is read, in bytes.
    #[wasm_bindgen(getter)]
    pub fn body_limit(&self) -> usize {
        self.body_limit
    }

    /// The request, as an account has it.
    pub fn request(&self) -> TokenCall {
        let request = self.request.clone();
        TokenCall { request, id: CallId(0), body_limit: self.body_limit, request_id_header: None }
    }

    /// What came of it, as a record; `wall_ms` is the instant of the answer, `reason` what the shell knows of why there is
    /// none ([`no_answer`]).
    pub fn read(&self, outcome: TokenOutcome, wall_ms: f64, reason: &str) -> Result<Vec<u8>, JsValue> {
        let read = match outcome.result {
            Ok(response) => register::read_register_response(&response, wall_ms as i64),
            Err(Failure::Known(error)) => Err(error),
            Err(Failure::Thrown(_)) => {
                let error = no_answer("the registration", reason);
                Err(if error.is_retryable() { which_may_have_succeeded(&error) } else { error })
            }
        };
        let mut record = Record::new();
        write_registration(&read.map_err(|error| thrown(&error))?, &mut record);
        Ok(framed(&record))
    }
}

#[inline(never)]
fn open(factory: usize, options: &[u8]) -> Result<CaxtonRegistration, AuthError> {
    let frame = Frame::of(options);
    let (Made::CaxtonRegistration { address, username, clientname }, settings) = read(factory, &mut frame.given())?
    else {
        return Err(unknown_operation());
    };
    let base = base_url(address.among(ENVIRONMENTS, settings.transport)?);
    Ok(CaxtonRegistration {
        request: register::register_request(&base, username, clientname)?,
        timeout_ms: settings.timeout_ms,
        body_limit: settings.body_limit,
    })
}

/// The same error of a connection that broke off at any time.
fn which_may_have_succeeded(error: &AuthError) -> AuthError {
    let advice = "; the registration may have succeeded: ask Caxton before registering again";
    let worse = AuthError::saying(error.code(), &[error.message(), advice]);
    match error.platform_code() {
        Some(code) => worse.with_platform_code(code.to_owned()),
        None => worse,
    }
}
