//! Handing the terminal over to another program for good.

use std::process::{Command, ExitCode};

use anyhow::Result;

/// So that Ctrl-C reaches it and nobody else.
#[cfg(unix)]
pub fn become_program(command: &mut Command) -> Result<ExitCode> {
    use std::os::unix::process::CommandExt;
    Err(command.exec().into())
}

#[cfg(not(unix))]
pub fn become_program(command: &mut Command) -> Result<ExitCode> {
    crate::command::run(command)?;
    Ok(ExitCode::SUCCESS)
}
