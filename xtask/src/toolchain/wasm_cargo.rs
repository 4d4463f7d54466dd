//! The cargo that compiles for wasm32, with the environment and options its toolchain needs.

use std::env;
use std::path::{Path, PathBuf};
use std::process::Command;

use super::TRIPLE;
use super::debian::PROGRAMS;
use super::facts::{DebianTools, Taken};
use crate::command::{command, native_cargo};
use crate::layout::Layout;

/// How much of std a build needs, where std has to be compiled along.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Std {
    /// A crate without std: core and alloc, in half the time. It also shows that the crate needs no more.
    CoreAndAlloc,
    Whole,
}

/// Where std comes from. Precompiled, it is larger, and so is the module.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum StdOrigin {
    Precompiled,
    CompiledAlong,
}

/// Makes cargo commands for wasm32.
#[derive(Clone, Debug)]
pub struct WasmCargo {
    taken: Taken,
    folders: PathBuf,
}

impl WasmCargo {
    pub fn new(taken: Taken, layout: &Layout) -> Self {
        Self { taken, folders: layout.cargo_wasm() }
    }

    /// One line that says which toolchain was taken.
    pub fn described(&self) -> String {
        match &self.taken {
            Taken::Own(rustc) => format!("wasm toolchain: {rustc}, target {TRIPLE} installed"),
            Taken::Debian(tools) => {
                format!(
                    "wasm toolchain: Debian's rustc {}.{}, std built from rust-web-src",
                    tools.version.0, tools.version.1
                )
            }
        }
    }

    /// What the compiler prints about itself: `rustc 1.96.0 (…)`.
    pub fn compiler(&self) -> &str {
        match &self.taken {
            Taken::Own(rustc) => rustc,
            Taken::Debian(tools) => &tools.rustc,
        }
    }

    /// How std comes along.
    pub fn std_origin(&self) -> StdOrigin {
        match self.taken {
            Taken::Own(_) => StdOrigin::Precompiled,
            Taken::Debian(_) => StdOrigin::CompiledAlong,
        }
    }

    /// `cargo <subcommand>` for the target, in a target folder of its own: cargo gives the modules of all builds of a
    /// crate one name, so in a shared folder each would link anew after the other.
    ///
    /// `--locked`: the lock file was brought up to date by the cargo that runs xtask.
    pub fn command(&self, subcommand: &str, folder: &str, std: Std) -> Command {
        let mut command = match &self.taken {
            Taken::Own(_) => own(subcommand),
            Taken::Debian(tools) => debian(tools, subcommand, std),
        };
        command.args(["--locked", "--target", TRIPLE]).arg("--target-dir").arg(self.folders.join(folder));
        command
    }

    /// Panics become traps without a text, which would otherwise bring the formatting machinery along. It is an
    /// unstable flag and needs std compiled along: where the target is installed, the module is larger, nothing else.
    pub fn trapping_panic_flags(&self) -> &'static [&'static str] {
        match self.taken {
            Taken::Own(_) => &[],
            Taken::Debian(_) => &["-Zunstable-options", "-Cpanic=immediate-abort"],
        }
    }

    /// A std that prefers size to speed, where it is compiled along.
    pub fn small_std_arguments(&self) -> &'static [&'static str] {
        match self.taken {
            Taken::Own(_) => &[],
            Taken::Debian(_) => &["-Zbuild-std-features=optimize_for_size"],
        }
    }

    /// Where the sources of std lie, in every spelling the compiler may use.
    pub fn std_sources(&self) -> Vec<PathBuf> {
        let sysroot = match &self.taken {
            Taken::Own(_) => own_sysroot(),
            Taken::Debian(_) => Some(PathBuf::from("/usr")),
        };
        let Some(sources) = sysroot.map(|root| root.join("lib/rustlib/src/rust")) else { return Vec::new() };
        let real = sources.join("library").canonicalize().ok().and_then(|real| real.parent().map(Path::to_path_buf));
        std::iter::once(sources).chain(real).collect()
    }

    /// Where cargo leaves the cdylib of a release build.
    pub fn release_module(&self, folder: &str, crate_name: &str) -> PathBuf {
        self.folders.join(folder).join(TRIPLE).join("release").join(format!("{crate_name}.wasm"))
    }
}

fn own(subcommand: &str) -> Command {
    let mut command = native_cargo();
    command.arg(subcommand);
    command
}

/// Debian has no precompiled std for this target: cargo compiles it from rust-web-src. RUSTC_BOOTSTRAP is what lets a
/// stable compiler build std; it is set for these commands and nothing else.
fn debian(tools: &DebianTools, subcommand: &str, std: Std) -> Command {
    let programs = Path::new(PROGRAMS);
    // Debian's cargo would look for the subcommand in PATH, where rustup's clippy may come first.
    let program = if subcommand == "clippy" { "cargo-clippy" } else { "cargo" };
    let mut command = command(programs.join(program));
    command
        .arg(subcommand)
        .arg(match std {
            Std::CoreAndAlloc => "-Zbuild-std=core,alloc",
            Std::Whole => "-Zbuild-std=std,panic_abort",
        })
        .env("CARGO", programs.join("cargo"))
        .env("RUSTC", programs.join("rustc"))
        .env("RUSTDOC", programs.join("rustdoc"))
        .env("RUSTC_BOOTSTRAP", "1")
        .env("CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_LINKER", programs.join(&tools.linker))
        .env_remove("RUSTUP_TOOLCHAIN")
        .env_remove("RUSTC_WRAPPER");
    command
}

fn own_sysroot() -> Option<PathBuf> {
    let output =
        command(env::var_os("RUSTC").unwrap_or_else(|| "rustc".into())).args(["--print", "sysroot"]).output().ok()?;
    Some(PathBuf::from(String::from_utf8_lossy(&output.stdout).trim()))
}
