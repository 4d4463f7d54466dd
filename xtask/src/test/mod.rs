//! `cargo xtask test`: every suite, one after another, each counted.
//!
//! [`suites`] says what each suite runs, [`workshop`] prepares what several of them share, and
//! [`mod@run`] keeps score.

mod browser_program;
mod chromium;
mod counts;
mod environments;
mod firefox;
mod heard;
mod length;
mod redis;
mod run;
mod runner;
mod score;
mod secret_search;
mod suites;
mod tee;
mod workshop;

pub use chromium::Chromium;
pub use length::Length;
pub use run::run;
pub use runner::{SUBCOMMAND as RUNNER, be_runner};
pub use suites::{ONLY_BY_NAME, SUITES};
