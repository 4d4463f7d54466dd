//! The buffers through which bytes cross.

use crate::scheme::digest::Md5Pieces;
use alloc::vec::Vec;
use core::cell::UnsafeCell;

/// Room for some hundred tills at once.
const INPUT_CAPACITY: usize = 16 * 1024;
/// A value is longer than what it is made of: base64 adds a third, the digest replaces the password.
const OUTPUT_CAPACITY: usize = 48 * 1024;
/// How many slots a call has at most, and how many a result: that of sixteen problems has some sixty.
pub(super) const SLOT_LIMIT: usize = 128;
/// How many rows one batch takes.
pub(super) const ROW_LIMIT: usize = 256;

/// The buffers of the fast paths, all zero so that they take no room in the module. JavaScript zeroes the output eight
/// bytes at a time, so it begins at a multiple of eight.
#[repr(C, align(8))]
pub(super) struct Buffers {
    pub(super) input: [u8; INPUT_CAPACITY],
    pub(super) output: [u8; OUTPUT_CAPACITY],
    pub(super) slots: [f64; SLOT_LIMIT],
    pub(super) result_slots: [f64; SLOT_LIMIT],
    pub(super) row_lengths: [u16; ROW_LIMIT],
}

/// What one call of the general path leaves for the next step of the same call.
pub(super) struct Exchange {
    pub(super) long_call: Vec<u8>,
    pub(super) result: Vec<u8>,
}

/// The digest of what came through the input so far. It is small, and its first state is not all zero, so it is not one
/// of the [`Buffers`].
pub(super) static DIGEST: SingleThreaded<Md5Pieces> = SingleThreaded(UnsafeCell::new(Md5Pieces::new()));

/// A cell for the one thread of a wasm instance.
pub(super) struct SingleThreaded<T>(UnsafeCell<T>);

// SAFETY: wasm32-unknown-unknown without the atomics feature has one thread.
unsafe impl<T> Sync for SingleThreaded<T> {}

impl<T> SingleThreaded<T> {
    /// Runs with the only reference there is: no export calls another through JavaScript.
    pub(super) fn with<R>(&self, run: impl FnOnce(&mut T) -> R) -> R {
        // SAFETY: one thread, and the exports that call this neither nest nor call back into JavaScript.
        run(unsafe { &mut *self.0.get() })
    }
}

pub(super) static BUFFERS: SingleThreaded<Buffers> = SingleThreaded(UnsafeCell::new(Buffers {
    input: [0; INPUT_CAPACITY],
    output: [0; OUTPUT_CAPACITY],
    slots: [0.0; SLOT_LIMIT],
    result_slots: [0.0; SLOT_LIMIT],
    row_lengths: [0; ROW_LIMIT],
}));

pub(super) static EXCHANGE: SingleThreaded<Exchange> =
    SingleThreaded(UnsafeCell::new(Exchange { long_call: Vec::new(), result: Vec::new() }));
