//! Names that stand twice in one object, which RFC 8259 §4 leaves without a meaning. They are compared with their escapes undone, halves of surrogate pairs included.
//!
//! An object's names go through a filter of 64 bits. A name that the filter knows is compared with those before it;
//! where that comes to much, the names of the object are sorted instead, byte by byte from their beginnings, so that no
//! byte is looked at again for another name. So an ordinary object costs a glance at each name, and no object costs more than
//! its names are long.

use alloc::vec::Vec;
use core::cmp::Ordering;

use crate::document::Document;
use crate::escapes::{Undone, undo_into};
use crate::scan::Entry;

/// What comparing may cost before the names of an object are sorted, beside half of the bytes that they have.
const PATIENCE: usize = 64;
/// Fewer names than this are divided at one of them, more by counting their bytes.
const FEW: usize = 64;
/// A byte, or the end of a name before all bytes.
const KEYS: usize = 257;

/// Where a name stands for the second time in its object: the first such place among these entries.
pub(crate) fn doubled_name(document: &Document<'_>, from: usize, to: usize) -> Option<usize> {
    let mut first: Option<usize> = None;
    let mut at = from;
    while at < to {
        if document.first_byte(at) == b'{'
            && let Some(found) = in_object(document, at)
        {
            let position = document.entry(found).start();
            first = Some(first.map_or(position, |first| first.min(position)));
        }
        at = at.wrapping_add(1);
    }
    first
}

/// The first entry with a name that an earlier member of this object has.
fn in_object(document: &Document<'_>, object: usize) -> Option<usize> {
    let mut seen = 0_u64;
    let mut cost = 0_usize;
    let mut bytes = 0_usize;
    for (earlier, name) in document.names(object).enumerate() {
        let entry = document.entry(name);
        let bit = rough(document, entry);
        let length = document.inner(entry).len();
        bytes = bytes.saturating_add(length);
        if seen & bit != 0 {
            // Beside an escape every byte is undone; else a comparison is over in a moment.
            let each = if entry.is_escaped() || seen == u64::MAX { length } else { length.wrapping_shr(4) };
            cost = cost.saturating_add(earlier.saturating_mul(each.saturating_add(1)));
            if cost > PATIENCE.saturating_add(bytes.wrapping_shr(1)) {
                return among_many(document, object);
            }
            let is_same = |before: usize| same(document, before, name);
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
fn same(document: &Document<'_>, one: usize, other: usize) -> bool {
    let (one, other) = (document.entry(one), document.entry(other));
    let (a, b) = (document.inner(one), document.inner(other));
    if one.is_escaped() || other.is_escaped() { Undone::new(a).eq(Undone::new(b)) } else { a == b }
}

/// A name with its escapes undone, and its entry.
#[derive(Clone, Copy)]
struct Name<'n> {
    bytes: &'n [u8],
    entry: usize,
}

impl Name<'_> {
    #[inline(always)]
    fn key(&self, depth: usize) -> usize {
        self.bytes.get(depth).map_or(0, |byte| usize::from(*byte).wrapping_add(1))
    }
}

/// Some of the names, from one to before another, that are alike in so many bytes.
#[derive(Clone, Copy)]
struct Alike {
    from: usize,
    to: usize,
    depth: usize,
}

#[inline(never)]
fn among_many(document: &Document<'_>, object: usize) -> Option<usize> {
    let mut undone = Vec::new();
    let mut ends = Vec::new();
    for name in document.names(object).filter(|name| document.entry(*name).is_escaped()) {
        undo_into(document.inner(document.entry(name)), &mut undone);
        ends.push(undone.len());
    }
    let mut ends = ends.into_iter();
    let mut start = 0;
    let mut sorting = Sorting { names: Vec::new(), spare: Vec::new(), pending: Vec::new(), first: None };
    sorting.names.extend(document.names(object).map(|name| {
        let entry = document.entry(name);
        if !entry.is_escaped() {
            return Name { bytes: document.inner(entry).as_bytes(), entry: name };
        }
        let end = ends.next().unwrap_or(start);
        let bytes = undone.get(start..end).unwrap_or_default();
        start = end;
        Name { bytes, entry: name }
    }));
    sorting.pending.push(Alike { from: 0, to: sorting.names.len(), depth: 0 });
    while let Some(alike) = sorting.pending.pop() {
        sorting.divide(alike);
    }
    sorting.first
}

/// Names on their way into order: every byte of a name is looked at once, but for a few names that are looked at again.
struct Sorting<'n> {
    names: Vec<Name<'n>>,
    spare: Vec<Name<'n>>,
    pending: Vec<Alike>,
    /// The first entry that repeats a name.
    first: Option<usize>,
}

impl Sorting<'_> {
    /// Divides names by their next byte.
    fn divide(&mut self, alike: Alike) {
        if alike.to.saturating_sub(alike.from) < FEW { self.divide_few(alike) } else { self.divide_many(alike) }
    }

    /// Into those before one of them, those like it, and those behind it.
    fn divide_few(&mut self, Alike { from, to, depth }: Alike) {
        let Some(names) = self.names.get_mut(from..to) else { return };
        let middle = names.get(names.len().wrapping_shr(1)).map_or(0, |name| name.key(depth));
        let (mut before, mut at, mut behind) = (0, 0, names.len());
        while at < behind {
            match names.get(at).map_or(Ordering::Equal, |name| name.key(depth).cmp(&middle)) {
                Ordering::Less => {
                    names.swap(before, at);
                    before = before.wrapping_add(1);
                    at = at.wrapping_add(1);
                }
                Ordering::Equal => at = at.wrapping_add(1),
                Ordering::Greater => {
                    behind = behind.wrapping_sub(1);
                    names.swap(at, behind);
                }
            }
        }
        let (before, behind) = (from.wrapping_add(before), from.wrapping_add(behind));
        self.keep(Alike { from, to: before, depth });
        self.keep(Alike { from: behind, to, depth });
        self.go_deeper(middle, Alike { from: before, to: behind, depth });
    }

    /// Into as many as there are bytes.
    fn divide_many(&mut self, Alike { from, to, depth }: Alike) {
        let Some(names) = self.names.get_mut(from..to) else { return };
        let mut counts = [0_usize; KEYS];
        for name in &*names {
            if let Some(count) = counts.get_mut(name.key(depth)) {
                *count = count.wrapping_add(1);
            }
        }
        let mut next = [0_usize; KEYS];
        let mut sum = 0_usize;
        for (place, count) in next.iter_mut().zip(&counts) {
            *place = sum;
            sum = sum.wrapping_add(*count);
        }
        if !counts.contains(&names.len()) {
            self.spare.clear();
            self.spare.extend_from_slice(names);
            for name in &self.spare {
                let Some(place) = next.get_mut(name.key(depth)) else { continue };
                if let Some(to) = names.get_mut(*place) {
                    *to = *name;
                }
                *place = place.wrapping_add(1);
            }
        }
        let mut start = from;
        for (key, count) in counts.iter().enumerate() {
            let end = start.wrapping_add(*count);
            self.go_deeper(key, Alike { from: start, to: end, depth });
            start = end;
        }
    }

    fn keep(&mut self, alike: Alike) {
        if alike.to.saturating_sub(alike.from) > 1 {
            self.pending.push(alike);
        }
    }

    /// Names that have this byte in common as well; where it is their end, they are the same.
    fn go_deeper(&mut self, key: usize, Alike { from, to, depth }: Alike) {
        if key > 0 {
            return self.keep(Alike { from, to, depth: depth.wrapping_add(1) });
        }
        let (mut least, mut second) = (usize::MAX, usize::MAX);
        for name in self.names.get(from..to).unwrap_or_default() {
            second = second.min(name.entry.max(least));
            least = least.min(name.entry);
        }
        if second != usize::MAX {
            self.first = Some(self.first.map_or(second, |first| first.min(second)));
        }
    }
}
