//! The suites, in the order they run: what is cheap and tells most comes first.

mod browser;
mod docs;
mod emulator;
mod format;
mod lint;
mod long;
mod native;
mod node_tests;
mod package;
mod publish;
mod selections;
mod types;
mod wasm;
mod wasm_targets;

use anyhow::Result;

use super::run::Outcome;
use super::workshop::Workshop;

/// One suite.
pub struct Suite {
    /// What it is called on the command line.
    pub name: &'static str,
    /// What it shows, in a few words.
    pub about: &'static str,
    pub run: fn(&Workshop) -> Result<Outcome>,
}

/// All of them.
pub const SUITES: [Suite; 12] = [
    Suite { name: "format", about: "rustfmt leaves every file as it is", run: format::run },
    Suite { name: "lint", about: "clippy, natively and for both WebAssembly builds", run: lint::run },
    Suite { name: "native", about: "unit, vector, property and doc tests", run: native::run },
    Suite { name: "docs", about: "the documentation builds without a warning", run: docs::run },
    Suite { name: "wasm-node", about: "the crate as WebAssembly, in Node", run: wasm::run_in_node },
    Suite { name: "wasm-browser", about: "the crate as WebAssembly, in Chromium", run: wasm::run_in_chromium },
    Suite { name: "package", about: "the packed tarball, installed in an empty folder", run: package::run },
    Suite { name: "emulator", about: "commerce-auth/testing, from the same tarball", run: emulator::run },
    Suite { name: "browser", about: "the package in pages, in Chromium", run: browser::run },
    Suite { name: "types", about: "the declarations, as TypeScript users configure it", run: types::run },
    Suite { name: "publish", about: "publint and attw on what would be published", run: publish::run },
    Suite { name: "long", about: "soak and scale; the full form with --long", run: long::run },
];
