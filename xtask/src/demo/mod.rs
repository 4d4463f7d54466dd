//! `cargo xtask demo`: the example that stands in README, run on the package as npm would install it.

mod become_program;
mod readme_block;
mod run;
mod serve;
mod show_page;

pub use run::{After, run};
