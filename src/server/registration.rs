//! The registration of a Caxton client: one call, made when it is asked for and never again.

use super::account::COMMON_OPTIONS;
use super::account::{body_limit, document, options_of, thrown, timeout_ms, transport};
use super::credentials::read_base;
use super::json_results::registration_json;
use super::token_call::{Failure, TokenCall, TokenOutcome};
use crate::api::caxton::register;
use crate::error::{AuthError, ErrorCode};
use crate::http::HttpRequest;
use crate::stack;
use alloc::string::String;
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
    /// The options are JSON text.
    #[wasm_bindgen(constructor)]
    pub fn new(options: &str) -> Result<CaxtonRegistration, JsValue> {
        let opened = open(options);
        stack::wipe::<{ stack::WHOLE_REACH }>();
        opened.map_err(|error| thrown(&error))
    }

    /// How long the call may take, in milliseconds.
    pub fn timeout(&self) -> f64 {
        self.timeout_ms as f64
    }

    /// The call.
    pub fn call(&self) -> TokenCall {
        TokenCall { request: self.request.clone(), id: 0, body_limit: self.body_limit, request_id_header: None }
    }

    /// The registration as JSON text; `wall_ms` is the instant of the answer.
    pub fn read(&self, outcome: TokenOutcome, wall_ms: f64) -> Result<String, JsValue> {
        let read = match outcome.result {
            Ok(response) => {
                register::read_register_response(&response, wall_ms as i64).map(|it| registration_json(&it))
            }
            Err(Failure::Known(error)) => Err(error),
            Err(Failure::Thrown(_)) => Err(AuthError::new(
                ErrorCode::Network,
                "the registration failed before an answer came, and may have been made all the same: see cause, and ask Caxton before registering again",
            )),
        };
        read.map_err(|error| thrown(&error))
    }
}

fn open(options: &str) -> Result<CaxtonRegistration, AuthError> {
    let own = ["environment", "host", "username", "clientname"];
    let known: Vec<&str> = own.into_iter().chain(COMMON_OPTIONS).collect();
    let document = document(options);
    let options = options_of(&document, &known)?;
    let base = read_base(&options, transport(&options)?)?;
    let (username, clientname) = (options.string("username")?, options.string("clientname")?);
    Ok(CaxtonRegistration {
        request: register::register_request(&base, username.expose(), clientname.expose())?,
        timeout_ms: timeout_ms(&options)?,
        body_limit: body_limit(&options)?,
    })
}
