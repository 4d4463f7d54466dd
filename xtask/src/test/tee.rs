//! Showing output as it comes and keeping it for the count.

use std::io::{BufRead, BufReader, Write};
use std::process::{Command, Stdio};

use anyhow::{Context, Result};

use crate::command::shown;

/// What a command wrote to standard output, and whether it succeeded.
#[derive(Debug)]
pub struct Heard {
    pub output: String,
    pub succeeded: bool,
}

/// Runs the command; standard output is passed on line by line, standard error goes straight to the terminal.
pub fn tee(command: &mut Command) -> Result<Heard> {
    let name = shown(command);
    let mut child = command.stdout(Stdio::piped()).spawn().with_context(|| format!("`{name}` cannot be started"))?;
    let mut output = String::new();
    if let Some(pipe) = child.stdout.take() {
        pass_on(BufReader::new(pipe), &mut output)?;
    }
    Ok(Heard { output, succeeded: child.wait()?.success() })
}

/// Tests may print anything, so bytes that are no text are replaced rather than refused.
fn pass_on(mut source: impl BufRead, kept: &mut String) -> Result<()> {
    let mut line = Vec::new();
    while source.read_until(b'\n', &mut line)? > 0 {
        std::io::stdout().lock().write_all(&line)?;
        kept.push_str(&String::from_utf8_lossy(&line));
        line.clear();
    }
    Ok(())
}
