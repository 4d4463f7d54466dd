//! What a call may cost: bytes and blocks of memory, held at once and in all. Work that memory does not show is held by
//! `tests/growth`, which counts steps, and by libFuzzer's clock.

#![allow(unsafe_code, reason = "implements GlobalAlloc")]

use std::alloc::{GlobalAlloc, Layout, System};
use std::cell::Cell;

/// For every byte of the input, and for an empty one.
const HELD: [usize; 2] = [64, 16_384];
const IN_ALL: [usize; 2] = [192, 65_536];
const BLOCKS: [usize; 2] = [8, 512];

/// The system's allocator, counting what this thread takes.
pub struct Counting;

#[derive(Clone, Copy, Default)]
struct Taken {
    held: isize,
    most_held: isize,
    in_all: usize,
    blocks: usize,
}

thread_local! {
    static TAKEN: Cell<Taken> = const { Cell::new(Taken { held: 0, most_held: 0, in_all: 0, blocks: 0 }) };
}

fn count(taken: usize, given_back: usize) {
    // Nothing is counted while a thread ends.
    let _ = TAKEN.try_with(|cell| {
        let mut now = cell.get();
        now.held += taken as isize - given_back as isize;
        now.most_held = now.most_held.max(now.held);
        now.in_all += taken;
        now.blocks += usize::from(taken > 0);
        cell.set(now);
    });
}

// SAFETY: everything is the system's allocator's; counting takes no memory.
unsafe impl GlobalAlloc for Counting {
    unsafe fn alloc(&self, layout: Layout) -> *mut u8 {
        count(layout.size(), 0);
        // SAFETY: the caller's promises are passed on.
        unsafe { System.alloc(layout) }
    }

    unsafe fn dealloc(&self, block: *mut u8, layout: Layout) {
        count(0, layout.size());
        // SAFETY: as above.
        unsafe { System.dealloc(block, layout) }
    }

    unsafe fn realloc(&self, block: *mut u8, layout: Layout, size: usize) -> *mut u8 {
        count(size, layout.size());
        // SAFETY: as above.
        unsafe { System.realloc(block, layout, size) }
    }
}

/// Does something with an input of this length, and holds it to the bounds.
pub fn within<Outcome>(length: usize, run: impl FnOnce() -> Outcome) -> Outcome {
    TAKEN.set(Taken::default());
    let outcome = run();
    let taken = TAKEN.get();
    let bound = |[each, all]: [usize; 2]| each * length + all;
    let held = taken.most_held.unsigned_abs();
    assert!(held <= bound(HELD), "{held} bytes held at once for {length}");
    assert!(taken.in_all <= bound(IN_ALL), "{} bytes in all for {length}", taken.in_all);
    assert!(taken.blocks <= bound(BLOCKS), "{} blocks for {length}", taken.blocks);
    outcome
}
