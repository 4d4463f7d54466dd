//! `cargo xtask`: one command for everything that is done with this repository.

mod build;
mod cli;
mod command;
mod js_tools;
mod layout;
mod package;
mod stamp;
mod toolchain;
mod wasm;

use std::process::ExitCode;

use clap::Parser;

use crate::cli::{Cli, Task};
use crate::layout::Layout;

fn main() -> ExitCode {
    match carry_out(Cli::parse().task) {
        Ok(code) => code,
        Err(error) => {
            eprintln!("error: {error:#}");
            ExitCode::FAILURE
        }
    }
}

fn carry_out(task: Task) -> anyhow::Result<ExitCode> {
    let layout = Layout::find()?;
    match task {
        Task::Build(options) => build::run(&layout, options.permission()),
    }
}
