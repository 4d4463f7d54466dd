//! Memory is zeroed when it is given back, whatever it held: the one place that keeps secrets from staying behind in
//! linear memory, intermediate copies included.

use core::alloc::{GlobalAlloc, Layout};
use core::sync::atomic::{Ordering, compiler_fence};

struct Zeroing<A>(A);

// SAFETY: hands every request on to `A`; zeroing happens while the block still belongs to us. The default `realloc`
// allocates, copies and gives back through these two, so that a block that moves is zeroed as well.
unsafe impl<A: GlobalAlloc> GlobalAlloc for Zeroing<A> {
    unsafe fn alloc(&self, layout: Layout) -> *mut u8 {
        // SAFETY: the caller keeps the contract of `alloc`.
        unsafe { self.0.alloc(layout) }
    }

    unsafe fn dealloc(&self, pointer: *mut u8, layout: Layout) {
        // SAFETY: the block is `layout.size()` bytes long and ours until the inner call.
        unsafe {
            pointer.write_bytes(0, layout.size());
            // Keeps the stores above from being dropped as dead.
            compiler_fence(Ordering::SeqCst);
            self.0.dealloc(pointer, layout);
        }
    }
}

#[global_allocator]
static ALLOCATOR: Zeroing<std::alloc::System> = Zeroing(std::alloc::System);
