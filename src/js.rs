//! The default build as JavaScript sees it: functions over numbers and two buffers in linear memory. Nothing here
//! awaits, and nothing is kept from one call to the next but a digest that takes its text in pieces.
//!
//! A wasm instance runs on one thread, so the statics of this room have one user.

mod buffers;
#[cfg(feature = "lean")]
mod panic;

use crate::api::capillary::basic::write_authorization;
use crate::boundary;
use crate::boundary::record::{Given, Record};
use crate::scheme::digest::Md5Pieces;
use crate::stack;
use alloc::vec::Vec;
use buffers::{BUFFERS, Buffers, DIGEST, EXCHANGE, ROW_LIMIT, SLOT_LIMIT};
use wasm_bindgen::prelude::wasm_bindgen;

/// How deep a header on the fast path reaches into the stack, in bytes.
const FAST_REACH: usize = 1024;

/// How deep the operations that make headers reach into it: they read nothing that is nested.
const HEADER_REACH: usize = 2048;

/// Where the fast paths and short calls write their input.
#[wasm_bindgen]
pub fn input() -> *mut u8 {
    BUFFERS.with(|buffers| buffers.input.as_mut_ptr())
}

/// How many bytes [`input`] holds.
#[wasm_bindgen]
pub fn input_capacity() -> usize {
    BUFFERS.with(|buffers| buffers.input.len())
}

/// Where the fast paths leave their output. JavaScript zeroes it after reading.
#[wasm_bindgen]
pub fn output() -> *mut u8 {
    BUFFERS.with(|buffers| buffers.output.as_mut_ptr())
}

/// Where a batch leaves the length of each row's output; 0 marks a row for the general path.
#[wasm_bindgen]
pub fn row_lengths() -> *mut u16 {
    BUFFERS.with(|buffers| buffers.row_lengths.as_mut_ptr())
}

/// How many rows one batch takes.
#[wasm_bindgen]
pub fn row_limit() -> usize {
    ROW_LIMIT
}

/// A Capillary Basic value: the input is the till id and behind it the password. The length of the output; 0 where
/// the general path has to look at it.
#[wasm_bindgen]
pub fn capillary_basic(username_length: usize, password_length: usize) -> usize {
    let written = write_one(username_length, password_length);
    stack::wipe::<FAST_REACH>();
    written
}

#[inline(never)]
fn write_one(username_length: usize, password_length: usize) -> usize {
    BUFFERS.with(|buffers| {
        let Buffers { input, output, .. } = buffers;
        let end = username_length.saturating_add(password_length);
        let given = input.get_mut(..end).unwrap_or_default();
        let written = given
            .split_at_checked(username_length)
            .and_then(|(username, password)| write_authorization(username, password, output.first_chunk_mut()?));
        // Once over both: filling is a call out of wasm.
        given.fill(0);
        written.unwrap_or(0)
    })
}

/// Capillary Basic values for many tills: the input holds for each row the two lengths as one byte each, then the
/// till id and the password. The output is the values one behind the other.
#[wasm_bindgen]
pub fn capillary_basic_batch(rows: usize, length: usize) {
    write_rows(rows, length);
    stack::wipe::<FAST_REACH>();
}

#[inline(never)]
fn write_rows(rows: usize, length: usize) {
    BUFFERS.with(|buffers| {
        let Buffers { input, output, row_lengths, .. } = buffers;
        let mut rest = input.get(..length).unwrap_or_default();
        let mut space = &mut output[..];
        for row_length in row_lengths.iter_mut().take(rows) {
            let written = write_row(&mut rest, space).unwrap_or(0);
            *row_length = u16::try_from(written).unwrap_or(0);
            space = space.split_at_mut_checked(written).map(|(_, behind)| behind).unwrap_or_default();
        }
        if let Some(used) = input.get_mut(..length) {
            used.fill(0);
        }
    });
}

fn write_row(rest: &mut &[u8], space: &mut [u8]) -> Option<usize> {
    let ([username_length, password_length], behind) = rest.split_first_chunk()?;
    let (username, behind) = behind.split_at_checked(usize::from(*username_length))?;
    let (password, behind) = behind.split_at_checked(usize::from(*password_length))?;
    *rest = behind;
    write_authorization(username, password, space.first_chunk_mut()?)
}

/// Takes the input in as a piece of what [`md5`] ends: an input of any length goes through the one buffer.
#[wasm_bindgen]
pub fn md5_piece(length: usize) {
    digest_piece(length);
    stack::wipe::<FAST_REACH>();
}

/// The MD5 digest of the pieces and behind them the input, as 32 hexadecimal digits in the output.
#[wasm_bindgen]
pub fn md5(length: usize) {
    digest_piece(length);
    write_digest();
    stack::wipe::<FAST_REACH>();
}

#[inline(never)]
fn digest_piece(length: usize) {
    BUFFERS.with(|buffers| {
        let piece = buffers.input.get_mut(..length).unwrap_or_default();
        DIGEST.with(|digest| digest.add(piece));
        piece.fill(0);
    });
}

#[inline(never)]
fn write_digest() {
    BUFFERS.with(|buffers| {
        if let Some(output) = buffers.output.first_chunk_mut() {
            *output = DIGEST.with(Md5Pieces::finish);
        }
    });
}

/// Room for an input longer than [`input`]; the next call reads it from there. Reserved again for more, it holds what was
/// written before.
#[wasm_bindgen]
pub fn reserve(length: usize) -> *mut u8 {
    EXCHANGE.with(|exchange| {
        let input = &mut exchange.long_call;
        input.reserve_exact(length.saturating_sub(input.len()));
        // `resize` would write byte by byte what was zero before.
        let zeros = [0; 1024];
        while let Some(more) = zeros.get(..length.saturating_sub(input.len()).min(zeros.len())) {
            if more.is_empty() {
                break;
            }
            input.extend_from_slice(more);
        }
        input.as_mut_ptr()
    })
}

/// Where the slots of a call are written.
#[wasm_bindgen]
pub fn slots() -> *mut f64 {
    BUFFERS.with(|buffers| buffers.slots.as_mut_ptr())
}

/// Where the slots of a result are left: the length of its texts, 1 where all of them are ASCII, and then its own.
/// JavaScript zeroes those that it read.
#[wasm_bindgen]
pub fn result_slots() -> *mut f64 {
    BUFFERS.with(|buffers| buffers.result_slots.as_mut_ptr())
}

/// How many slots a call has, and how many a result.
#[wasm_bindgen]
pub fn slot_limit() -> usize {
    SLOT_LIMIT
}

/// Performs an operation. The call is `count` slots, its texts the input and behind them the subject. The texts of the
/// result are the output, or at [`result`] where they are longer. Returns the number of slots of a result, or one less
/// than the negative number of slots of an error.
#[wasm_bindgen]
pub fn perform(operation: usize, count: usize, length: usize, subject_length: usize) -> i32 {
    let written = answer(operation, count, length, subject_length);
    if operation < boundary::HEADER_MAKERS {
        stack::wipe::<HEADER_REACH>();
    } else {
        stack::wipe::<{ stack::WHOLE_REACH }>();
    }
    written
}

#[inline(never)]
fn answer(operation: usize, count: usize, length: usize, subject_length: usize) -> i32 {
    let long_call = EXCHANGE.with(|exchange| core::mem::take(&mut exchange.long_call));
    BUFFERS.with(|buffers| {
        let Buffers { input, output, slots, result_slots, .. } = buffers;
        let whole = length.saturating_add(subject_length);
        let texts = if long_call.is_empty() { input.get(..whole) } else { long_call.get(..whole) };
        let (texts, subject) = texts.and_then(|texts| texts.split_at_checked(length)).unwrap_or_default();
        let given = slots.get(..count).unwrap_or_default();
        let mut result = Record::new();
        let outcome = boundary::perform(operation, &mut Given::new(given, texts, subject), &mut result);
        if let Err(error) = &outcome {
            result = Record::new();
            boundary::write_error(error, &mut result);
        }
        if let Some(used) = input.get_mut(..whole) {
            used.fill(0);
        }
        if let Some(used) = slots.get_mut(..count) {
            used.fill(0.0);
        }
        let written = leave(result, output, result_slots);
        if outcome.is_ok() { written } else { written.saturating_add(1).saturating_neg() }
    })
}

/// Leaves a result where JavaScript reads it; returns the number of its slots.
fn leave(result: Record, output: &mut [u8], slots: &mut [f64]) -> i32 {
    let texts = result.bytes();
    if let [length, is_ascii, own @ ..] = slots {
        *length = texts.len() as f64;
        *is_ascii = f64::from(u8::from(texts.is_ascii()));
        for (slot, value) in own.iter_mut().zip(result.slots()) {
            *slot = *value;
        }
    }
    let count = i32::try_from(result.slots().len()).unwrap_or(0);
    match output.get_mut(..texts.len()) {
        Some(place) => place.copy_from_slice(texts),
        None => {
            EXCHANGE.with(|exchange| exchange.result = result.into_bytes());
            return count;
        }
    }
    release();
    count
}

/// Where the texts of a result are that are longer than the output.
#[wasm_bindgen]
pub fn result() -> *const u8 {
    EXCHANGE.with(|exchange| exchange.result.as_ptr())
}

/// Gives the memory of a call back, zeroed: its result and everything it went through. Needed only after a result that was
/// longer than the output.
#[wasm_bindgen]
pub fn release() {
    EXCHANGE.with(|exchange| {
        exchange.long_call = Vec::new();
        exchange.result = Vec::new();
    });
    #[cfg(feature = "lean")]
    crate::arena::clear();
}
