//! The npm package: assembled, packed, installed the way a user installs it.

mod assemble;
mod installed;
mod tarball;
mod wasm_entries;

pub use assemble::assemble;
pub use installed::Installed;
pub use tarball::Tarball;
pub use wasm_entries::wasm_entries;
