//! From the crate to finished WebAssembly: compile, bindgen, optimise, take the memory out.

mod bindgen;
mod build;
mod compile;
mod imported_memory;
mod name_functions;
mod optimise;
mod paths;
mod variant;

pub use build::build;
pub use name_functions::name_functions;
pub use variant::Variant;
