//! The registration of a Caxton client: one call, made when it is asked for and never again.

use super::frame::{Frame, framed};
use super::token_call::{self, Failure, TokenCall, TokenOutcome};
use super::values::thrown;
use crate::api::caxton::environments::{ENVIRONMENTS, base_url};
use crate::api::caxton::register;
use crate::boundary::authenticator::{Made, read};
use crate::boundary::operation::unknown_operation;
use crate::boundary::record::Record;
use crate::boundary::results::write_registration;
use crate::error::{AuthError, ErrorCode};
use crate::http::HttpRequest;
use crate::stack;
use crate::token::renewal::CallId;
use alloc::vec::Vec;
use js_sys::{Function, Promise};
use wasm_bindgen::JsValue;
use wasm_bindgen::prelude::wasm_bindgen;
use web_sys::AbortSignal;

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

    /// Sends the request, as an account does.
    pub fn send(&self, fetch: Function, signal: AbortSignal) -> Promise {
        let request = self.request.clone();
        let call = TokenCall { request, id: CallId(0), body_limit: self.body_limit, request_id_header: None };
        token_call::send(call, fetch, signal)
    }

    /// What came of it, as a record; `wall_ms` is the instant of the answer.
    pub fn read(&self, outcome: TokenOutcome, wall_ms: f64) -> Result<Vec<u8>, JsValue> {
        let read = match outcome.result {
            Ok(response) => register::read_register_response(&response, wall_ms as i64),
            Err(Failure::Known(error)) => Err(error),
            Err(Failure::Thrown(_)) => Err(AuthError::new(
                ErrorCode::Network,
                "the registration failed before an answer came, and may have succeeded: see cause, and ask Caxton before registering again",
            )),
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
