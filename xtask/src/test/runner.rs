//! wasm-bindgen's test runner: this very program under another name, so that Cargo.lock pins it too.

use std::ffi::OsString;
use std::process::{Command, ExitCode};

use anyhow::{Context, Result};

use crate::toolchain::TRIPLE;

/// The hidden subcommand that cargo calls to run a test module.
pub const SUBCOMMAND: &str = "wasm-bindgen-test-runner";

/// Makes `cargo test` for wasm32 run its modules through this program. As a list in the configuration, because in
/// the environment variable a path with a space would fall apart.
pub fn use_runner(command: &mut Command) -> Result<()> {
    let own = std::env::current_exe().context("xtask cannot find itself")?;
    command.arg("--config").arg(format!("target.{TRIPLE}.runner=['{}', '{SUBCOMMAND}']", own.display()));
    Ok(())
}

/// Is the runner.
pub fn be_runner(arguments: Vec<OsString>) -> Result<ExitCode> {
    env_logger::init();
    let arguments = std::iter::once(OsString::from(SUBCOMMAND)).chain(arguments);
    wasm_bindgen_cli::wasm_bindgen_test_runner::run_cli_with_args(arguments)?;
    Ok(ExitCode::SUCCESS)
}
