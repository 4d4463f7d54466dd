//! Without std a panic is a trap: the facade catches it, replaces the instance and reports `internal`. No text is
//! formatted, so none can hold a secret.

#[panic_handler]
fn trap(_: &core::panic::PanicInfo<'_>) -> ! {
    core::arch::wasm32::unreachable()
}
