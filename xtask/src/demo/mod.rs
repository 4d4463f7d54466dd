//! `cargo xtask demo`: the example that stands in README, run on the package as npm would install it.

mod readme_block;
mod run;
mod serve;

pub use run::{After, run};
