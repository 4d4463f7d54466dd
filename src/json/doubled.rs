//! Names that stand twice in one object, which RFC 8259 §4 leaves without a meaning. They are compared with their escapes undone, halves of surrogate pairs included.
//!
//! An object's names go through a filter of 64 bits. A name that the filter knows is compared with those before it;
//! where that happens too often, all names of the object are sorted instead. So an ordinary object costs a glance at each
//! name, and no object costs more than sorting its names.

use alloc::vec::Vec;
use core::cmp::Ordering;

use crate::document::Document;
use crate::escapes::Undone;
use crate::scan::Entry;

/// After so many comparisons the names of an object are sorted.
const PATIENCE: usize = 64;

/// Where a name stands for the second time in its object: the first such place among these entries.
pub(crate) fn doubled_name(document: &Document<'_>, from: usize, to: usize) -> Option<usize> {
    let mut sorted = Vec::new();
    let mut first: Option<usize> = None;
    let mut at = from;
    while at < to {
        if document.first_byte(at) == b'{'
            && let Some(found) = in_object(document, at, &mut sorted)
        {
            let position = document.entry(found).start();
            first = Some(first.map_or(position, |first| first.min(position)));
        }
        at = at.wrapping_add(1);
    }
    first
}

/// The first entry with a name that an earlier member of this object has.
fn in_object(document: &Document<'_>, object: usize, sorted: &mut Vec<(u32, u32)>) -> Option<usize> {
    let mut seen = 0_u64;
    let mut compared = 0_usize;
    for (earlier, name) in document.names(object).enumerate() {
        let bit = rough(document, document.entry(name));
        if seen & bit != 0 {
            compared = compared.wrapping_add(earlier);
            if compared > PATIENCE {
                return among_many(document, object, sorted);
            }
            let is_same = |before: usize| ordered(document, before, name).is_eq();
            if document.names(object).take(earlier).any(is_same) {
                return Some(name);
            }
        }
        seen |= bit;
    }
    None
}

/// One bit of 64 by length and three bytes; all of them where escapes hide what the name is.
#[inline(always)]
fn rough(document: &Document<'_>, entry: Entry) -> u64 {
    if entry.is_escaped() {
        return u64::MAX;
    }
    let inner = document.inner(entry).as_bytes();
    let byte = |at: usize| inner.get(at).copied().map_or(0, u32::from);
    let middle = byte(inner.len().wrapping_shr(1)).wrapping_mul(7);
    let mixed = byte(0).wrapping_mul(31) ^ middle ^ byte(inner.len().wrapping_sub(1));
    1_u64.wrapping_shl(mixed.wrapping_add((inner.len() as u32).wrapping_mul(17)) & 63)
}

#[inline(never)]
fn ordered(document: &Document<'_>, one: usize, other: usize) -> Ordering {
    let (one, other) = (document.entry(one), document.entry(other));
    let (a, b) = (document.inner(one), document.inner(other));
    if one.is_escaped() || other.is_escaped() {
        return Undone::new(a).cmp(Undone::new(b));
    }
    a.as_bytes().cmp(b.as_bytes())
}

/// By hash first, so that names which only begin alike are not compared at length. A text made so that the hashes
/// are all the same costs a comparison instead.
#[inline(never)]
fn among_many(document: &Document<'_>, object: usize, sorted: &mut Vec<(u32, u32)>) -> Option<usize> {
    sorted.clear();
    sorted.extend(document.names(object).map(|name| (hash(document, document.entry(name)), name as u32)));
    sorted.sort_unstable_by(|one, other| {
        let by_content = || ordered(document, one.1 as usize, other.1 as usize);
        one.0.cmp(&other.0).then_with(by_content).then(one.1.cmp(&other.1))
    });
    let neighbours = sorted.iter().zip(sorted.iter().skip(1));
    let same = |(one, other): &(&(u32, u32), &(u32, u32))| {
        one.0 == other.0 && ordered(document, one.1 as usize, other.1 as usize).is_eq()
    };
    neighbours.filter(same).map(|(_, other)| other.1 as usize).min()
}

/// FNV-1a.
#[inline(never)]
fn hash(document: &Document<'_>, entry: Entry) -> u32 {
    let inner = document.inner(entry);
    let add = |hash: u32, byte: u8| (hash ^ u32::from(byte)).wrapping_mul(0x0100_0193);
    if entry.is_escaped() {
        return Undone::new(inner).fold(0x811c_9dc5, add);
    }
    inner.bytes().fold(0x811c_9dc5, add)
}
