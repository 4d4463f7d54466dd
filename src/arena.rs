//! Memory of the default build: one call's blocks lie one behind the other, and go all at once when it ends.
//!
//! Giving a single block back does nothing, so the compiler drops the code for it wherever a value goes out of scope: a
//! tenth of the module. An operation is short and its answers are some kilobytes, so nothing is missed. What was in use
//! is zeroed at the end of the call, intermediate copies included, so that no secret stays behind in linear memory.

use core::alloc::{GlobalAlloc, Layout};
use core::cell::Cell;

const PAGE: usize = 64 * 1024;

/// Where the next block may begin; 0 before the first.
struct Arena(Cell<usize>);

// SAFETY: wasm32-unknown-unknown without the atomics feature has one thread.
unsafe impl Sync for Arena {}

#[global_allocator]
static ARENA: Arena = Arena(Cell::new(0));

unsafe extern "C" {
    /// The linker's: behind it lies nothing of the module.
    static __heap_base: u8;
}

fn base() -> usize {
    (&raw const __heap_base).addr()
}

/// Gives everything back, zeroed. The caller keeps no block.
pub(crate) fn clear() {
    let end = ARENA.0.replace(base());
    if let Some(used) = end.checked_sub(base()) {
        // SAFETY: all of it is memory that `alloc` gave out, and nobody keeps a block.
        unsafe { (&raw const __heap_base).cast_mut().write_bytes(0, used) };
    }
}

impl Arena {
    /// Makes everything up to `end` belong to the memory.
    fn reach(&self, end: usize) -> bool {
        let pages = end.div_ceil(PAGE).saturating_sub(core::arch::wasm32::memory_size(0));
        let reached = pages == 0 || core::arch::wasm32::memory_grow(0, pages) != usize::MAX;
        if reached {
            // A block that shrinks leaves what it held to `clear`.
            self.0.set(end.max(self.0.get()));
        }
        reached
    }
}

// SAFETY: blocks begin behind each other, aligned, and inside the memory; `clear` is the one that takes them back.
unsafe impl GlobalAlloc for Arena {
    unsafe fn alloc(&self, layout: Layout) -> *mut u8 {
        let start = self.0.get().max(base()).next_multiple_of(layout.align());
        match start.checked_add(layout.size()) {
            Some(end) if self.reach(end) => core::ptr::with_exposed_provenance_mut(start),
            _ => core::ptr::null_mut(),
        }
    }

    unsafe fn dealloc(&self, _: *mut u8, _: Layout) {}

    unsafe fn realloc(&self, block: *mut u8, layout: Layout, size: usize) -> *mut u8 {
        // The last block grows where it is: a text that is written piece by piece.
        if block.addr().wrapping_add(layout.size()) == self.0.get() {
            return if self.reach(block.addr().saturating_add(size)) { block } else { core::ptr::null_mut() };
        }
        // SAFETY: the alignment was valid before, and the caller vouches for the size.
        let moved = unsafe { self.alloc(Layout::from_size_align_unchecked(size, layout.align())) };
        if !moved.is_null() {
            // SAFETY: both blocks are at least that long, and one lies behind the other.
            unsafe { moved.copy_from_nonoverlapping(block, layout.size().min(size)) };
        }
        moved
    }
}
