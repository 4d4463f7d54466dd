//! The command line.

use clap::{Args, Parser, Subcommand};

use crate::toolchain::Permission;

/// Builds, demonstrates, tests and measures commerce-auth.
#[derive(Debug, Parser)]
#[command(name = "cargo xtask", bin_name = "cargo xtask", after_help = ENVIRONMENT)]
pub struct Cli {
    #[command(subcommand)]
    pub task: Task,
}

const ENVIRONMENT: &str = "\
Environment:
  WASM_TOOLCHAIN=auto|rustup|debian  which compiler makes the WebAssembly (default: auto):
                                     the target if it is installed, else `rustup target add`, else Debian's rustc-web
  CI                                 when set, nothing may be skipped";

#[derive(Debug, Subcommand)]
pub enum Task {
    /// Compile both WebAssembly builds and assemble the publishable package in pkg/
    Build(Installing),
}

/// Options of every task.
#[derive(Clone, Copy, Debug, Args)]
pub struct Installing {
    /// Install nothing; say what is missing instead
    #[arg(long)]
    no_install: bool,
}

impl Installing {
    pub fn permission(self) -> Permission {
        if self.no_install { Permission::NoInstall } else { Permission::MayInstall }
    }
}
