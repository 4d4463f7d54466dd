//! `cargo xtask demo`: the program that stands in docs/tour.md, run on the package as npm would install it.

mod become_program;
mod run;
mod serve;
mod show_page;
mod tour_block;

pub use run::{After, run};
