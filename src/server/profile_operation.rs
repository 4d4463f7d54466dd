//! The operations of a profile, as the shell calls them: records in and out, as in the default build.

use crate::boundary;
use crate::boundary::nearest_name::nearest;
use crate::boundary::record::{Given, Record};
use crate::stack;
use alloc::string::String;
use alloc::vec::Vec;
use wasm_bindgen::prelude::wasm_bindgen;

/// What came of an operation.
#[wasm_bindgen]
pub struct Performed {
    has_failed: bool,
    record: Record,
}

#[wasm_bindgen]
impl Performed {
    /// Whether the record is that of an error.
    pub fn has_failed(&self) -> bool {
        self.has_failed
    }

    /// The slots of the record.
    pub fn slots(&self) -> Vec<f64> {
        self.record.slots().to_vec()
    }

    /// The bytes of its texts.
    pub fn texts(&self) -> Vec<u8> {
        self.record.bytes().to_vec()
    }
}

/// Performs the operation of a profile that has this number.
#[wasm_bindgen]
pub fn perform_on_profile(number: usize, slots: &[f64], texts: &[u8], subject: &[u8]) -> Performed {
    let performed = performed(number, slots, texts, subject);
    stack::wipe::<{ stack::WHOLE_REACH }>();
    performed
}

#[inline(never)]
fn performed(number: usize, slots: &[f64], texts: &[u8], subject: &[u8]) -> Performed {
    let mut record = Record::new();
    let outcome = boundary::perform_on_profile(number, &mut Given::new(slots, texts, subject), &mut record);
    if let Err(error) = &outcome {
        record = Record::new();
        boundary::write_error(error, &mut record);
    }
    Performed { has_failed: outcome.is_err(), record }
}

/// The name that a wrong one was probably meant to be; the names there are stand in one text, a line for each.
#[wasm_bindgen]
pub fn nearest_name(name: &str, names: &str) -> Option<String> {
    let known: Vec<&str> = names.split('\n').collect();
    nearest(name, &known).map(String::from)
}
