//! Finding a way to compile for wasm32-unknown-unknown.
//!
//! [`decision`] is pure: what is known so far in, the next step out. [`Machine`] looks and acts by running commands.
//! [`mod@find`] lets them alternate until one toolchain is taken or the search has to stop.

mod choice;
mod debian;
mod decision;
mod facts;
mod find;
mod machine;
#[cfg(all(test, unix))]
mod stand_in_tests;
mod wasm_cargo;

pub use choice::Choice;
pub use facts::Permission;
pub use find::find;
pub use machine::Machine;
pub use wasm_cargo::{Std, StdOrigin, WasmCargo};

/// The target triple of everything that ships.
pub const TRIPLE: &str = "wasm32-unknown-unknown";
