//! The shadow stack in linear memory: what operations leave on it is overwritten with zeros.

/// Deeper than any operation reaches, in bytes. A test scans linear memory after each of them.
pub(crate) const WHOLE_REACH: usize = 16 * 1024;

/// Overwrites `REACH` bytes below the frame of the caller, whose callees worked there. The caller itself must keep
/// nothing secret in its own frame, so the work is done in a function that is not inlined into it.
#[inline(never)]
pub(crate) fn wipe<const REACH: usize>() {
    let mut reached = [0_u8; REACH];
    // Keeps the zeros from being dropped as never read.
    core::hint::black_box(&mut reached);
}
