//! The operations of a profile, as the shell calls them, and the name that a wrong one was probably meant to be.

use super::frame::{Frame, framed};
use super::shared_profile::kept_profile;
use super::values::thrown;
use crate::ascii;
use crate::boundary::nearest_name::nearest;
use crate::boundary::perform_on_profile;
use crate::boundary::record::Record;
use crate::error::AuthError;
use crate::http::no_answer;
use crate::stack;
use alloc::string::String;
use alloc::vec::Vec;
use wasm_bindgen::JsValue;
use wasm_bindgen::prelude::wasm_bindgen;

/// Performs the operation of a profile that has this number.
#[wasm_bindgen]
pub fn perform(number: usize, call: &[u8]) -> Result<Vec<u8>, JsValue> {
    let performed = performed(number, call);
    stack::wipe::<{ stack::WHOLE_REACH }>();
    performed.map_err(|error| thrown(&error))
}

#[inline(never)]
fn performed(number: usize, call: &[u8]) -> Result<Vec<u8>, AuthError> {
    let mut record = Record::new();
    perform_on_profile(number, &mut Frame::of(call).given().defining(kept_profile), &mut record)?;
    Ok(framed(&record))
}

/// The error of a request of the caller's that got no answer; `reason` is what the shell knows of why.
#[wasm_bindgen]
pub fn request_failure(reason: &str) -> JsValue {
    thrown(&no_answer("the request", reason))
}

/// The name that a wrong one was probably meant to be; the names there are stand in one text, a line for each.
#[wasm_bindgen]
pub fn nearest_name(name: &str, names: &str) -> Option<String> {
    let known: Vec<&str> = ascii::pieces(names, b'\n').collect();
    nearest(name, &known).map(String::from)
}
