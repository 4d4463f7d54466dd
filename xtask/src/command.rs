//! Child processes, freed from what the surrounding `cargo run` left in the environment.

use std::env;
use std::ffi::{OsStr, OsString};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use anyhow::{Context, Result, bail};

/// Variables that cargo sets for the program it runs. A cargo started from here would take them for the user's.
const SET_BY_CARGO: [&str; 8] = [
    "CARGO",
    "CARGO_CRATE_NAME",
    "CARGO_BIN_NAME",
    "CARGO_PRIMARY_PACKAGE",
    "OUT_DIR",
    "RUSTC_WORKSPACE_WRAPPER",
    "RUST_RECURSION_COUNT",
    "CLIPPY_ARGS",
];
const PREFIXES_SET_BY_CARGO: [&str; 2] = ["CARGO_MANIFEST_", "CARGO_PKG_"];

/// A command with a clean environment.
pub fn command(program: impl AsRef<OsStr>) -> Command {
    let mut command = Command::new(program);
    for (name, _) in env::vars_os().filter(|(name, _)| is_set_by_cargo(name)) {
        command.env_remove(name);
    }
    if let Some(path) = env::var_os("LD_LIBRARY_PATH") {
        restore_library_path(&mut command, &path);
    }
    command
}

/// The cargo that started us: the user's own choice of toolchain, used for everything native.
pub fn native_cargo() -> Command {
    command(env::var_os("CARGO").unwrap_or_else(|| "cargo".into()))
}

/// Runs to the end with output passed through; an exit code other than 0 is an error that names the command.
pub fn run(command: &mut Command) -> Result<()> {
    let status = command.status().with_context(|| format!("`{}` cannot be started", shown(command)))?;
    if !status.success() {
        bail!("`{}` failed ({status})", shown(command));
    }
    Ok(())
}

/// Runs to the end and returns what it wrote to standard output; errors go to the terminal.
pub fn capture(command: &mut Command) -> Result<String> {
    let output =
        command.stderr(Stdio::inherit()).output().with_context(|| format!("`{}` cannot be started", shown(command)))?;
    if !output.status.success() {
        bail!("`{}` failed ({})", shown(command), output.status);
    }
    Ok(String::from_utf8_lossy(&output.stdout).into_owned())
}

/// The command as one would type it.
pub fn shown(command: &Command) -> String {
    let words = std::iter::once(command.get_program()).chain(command.get_args());
    words.map(|word| word.to_string_lossy()).collect::<Vec<_>>().join(" ")
}

fn is_set_by_cargo(name: &OsStr) -> bool {
    let name = name.to_string_lossy();
    SET_BY_CARGO.iter().any(|set| *set == name) || PREFIXES_SET_BY_CARGO.iter().any(|set| name.starts_with(set))
}

/// `cargo run` puts its target folder and the compiler's libraries first; another compiler must not load those.
fn restore_library_path(command: &mut Command, path: &OsString) {
    let added = folders_added_by_cargo();
    let kept = env::split_paths(path).filter(|entry| !added.iter().any(|folder| entry.starts_with(folder)));
    match env::join_paths(kept) {
        Ok(kept) if !kept.is_empty() => command.env("LD_LIBRARY_PATH", kept),
        _ => command.env_remove("LD_LIBRARY_PATH"),
    };
}

fn folders_added_by_cargo() -> Vec<PathBuf> {
    let sysroot = env::var_os("CARGO").and_then(|cargo| grandparent(Path::new(&cargo)));
    let own = env::current_exe().ok().and_then(|exe| exe.parent().map(Path::to_path_buf));
    // A cargo in /usr/bin has /usr for a sysroot: dropping all of that would take what the user put there.
    sysroot.filter(|folder| folder != Path::new("/usr")).into_iter().chain(own).collect()
}

fn grandparent(path: &Path) -> Option<PathBuf> {
    path.parent().and_then(Path::parent).map(Path::to_path_buf)
}
