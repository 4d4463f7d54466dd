//! From the crate to finished WebAssembly: compile, bindgen, optimise.

mod bindgen;
mod build;
mod compile;
mod optimise;
mod paths;
mod variant;

pub use build::build;
pub use compile::compile;
pub use variant::Variant;
