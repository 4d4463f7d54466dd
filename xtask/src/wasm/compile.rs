//! Compiling the crate to a raw module.

use std::path::PathBuf;

use anyhow::{Context, Result};

use super::paths::remap_flags;
use super::variant::Variant;
use crate::command::run;
use crate::layout::Layout;
use crate::toolchain::WasmCargo;

const PACKAGE: &str = "commerce-auth";
const CRATE: &str = "commerce_auth";
/// The rounds of SHA-256 as a loop instead of one behind the other: signatures are made for a purchase, not for every
/// call, so the six kilobytes count for more.
const COMPACT_SHA256: &str = "--cfg=sha2_backend_soft=\"compact\"";

/// The shadow stack, which lies first in memory: what goes beyond it traps. Four times what the deepest operation takes
/// and what is zeroed after it (`src/stack.rs`); the linker's own choice of 1 MiB would be most of an instance.
const STACK: &str = "-Clink-arg=-zstack-size=65536";
/// The most that an instance may take, 512 MiB: an answer of 16 MiB and its index take at most 144, two arguments as long,
/// all control characters, up to 480.
const MAXIMUM: &str = "-Clink-arg=--max-memory=536870912";

/// Compiles one variant and returns the raw module, names and all.
pub fn compile(layout: &Layout, cargo: &WasmCargo, variant: Variant) -> Result<PathBuf> {
    let mut command = cargo.command("rustc", variant.name, variant.std);
    command
        .current_dir(layout.root())
        // One crate type: with an rlib beside it, cargo would not run fat LTO.
        .args(["--quiet", "--package", PACKAGE, "--lib", "--crate-type", "cdylib", "--release"])
        .args(["--features", variant.feature])
        .args(size_of_hot_crates(variant))
        .env("CARGO_PROFILE_RELEASE_OPT_LEVEL", variant.opt_level)
        .args(cargo.small_std_arguments())
        .args(["--", STACK, MAXIMUM])
        .env("CARGO_ENCODED_RUSTFLAGS", compiler_flags(layout, cargo));
    run(&mut command).with_context(|| format!("the {} build does not compile", variant.name))?;
    Ok(raw_module(cargo, variant))
}

/// What takes back that `Cargo.toml` has some crates compiled for speed.
fn size_of_hot_crates(variant: Variant) -> Vec<String> {
    let crates: &[&str] = if variant.is_small_throughout { &["md-5", "base64"] } else { &[] };
    crates.iter().map(|name| format!("--config=profile.release.package.{name}.opt-level=\"z\"")).collect()
}

/// In the form of CARGO_ENCODED_RUSTFLAGS, which also shuts out the RUSTFLAGS of whoever builds.
fn compiler_flags(layout: &Layout, cargo: &WasmCargo) -> String {
    let trapping = cargo.trapping_panic_flags().iter().map(|flag| String::from(*flag));
    let compact = String::from(COMPACT_SHA256);
    remap_flags(layout, cargo).into_iter().chain(trapping).chain([compact]).collect::<Vec<_>>().join("\u{1f}")
}

/// Where the last compilation left it.
pub fn raw_module(cargo: &WasmCargo, variant: Variant) -> PathBuf {
    cargo.release_module(variant.name, CRATE)
}
