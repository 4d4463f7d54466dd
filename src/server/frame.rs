//! A call or a result in one piece of bytes, so that it crosses at once: how many slots there are and how many bytes of texts,
//! the slots, the texts, and behind them the subject. `pkg-template/server/frame.ts` is the other side.

use crate::boundary::record::{Given, Record};
use alloc::vec::Vec;

/// What stands before the slots: two numbers.
const HEAD: usize = 2;

/// The parts of a call that came.
pub(super) struct Frame<'a> {
    slots: Vec<f64>,
    texts: &'a [u8],
    subject: &'a [u8],
}

impl<'a> Frame<'a> {
    /// Takes a call apart. One that we never write is one without slots.
    pub(super) fn of(bytes: &'a [u8]) -> Frame<'a> {
        let (numbers, _) = bytes.as_chunks::<8>();
        let mut numbers = numbers.iter().map(|number| f64::from_le_bytes(*number));
        let (count, length) = (numbers.next().unwrap_or(0.0) as usize, numbers.next().unwrap_or(0.0) as usize);
        let slots: Vec<f64> = numbers.take(count).collect();
        let rest = bytes.get(HEAD.saturating_add(slots.len()).saturating_mul(8)..).unwrap_or_default();
        let (texts, subject) = rest.split_at_checked(length).unwrap_or_default();
        Frame { slots, texts, subject }
    }

    /// The call, to be taken slot by slot.
    pub(super) fn given(&self) -> Given<'_> {
        Given::new(&self.slots, self.texts, self.subject)
    }
}

/// A result as it goes out.
pub(super) fn framed(record: &Record) -> Vec<u8> {
    let (slots, texts) = (record.slots(), record.bytes());
    let head = [slots.len() as f64, texts.len() as f64];
    let mut bytes = Vec::with_capacity(HEAD.saturating_add(slots.len()).saturating_mul(8).saturating_add(texts.len()));
    for number in head.iter().chain(slots) {
        bytes.extend_from_slice(&number.to_le_bytes());
    }
    bytes.extend_from_slice(texts);
    bytes
}
