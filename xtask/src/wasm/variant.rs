//! The builds of the crate that ship.

use crate::toolchain::Std;

/// One build: cargo feature, name, optimisation.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Variant {
    /// Names the folder under `target/wasm` and the files `NAME_bg.js`, `NAME_bg.wasm`.
    pub name: &'static str,
    /// The cargo feature that makes it.
    pub feature: &'static str,
    /// `opt-level` of the release profile.
    pub opt_level: &'static str,
    pub std: Std,
}

impl Variant {
    /// The default build. At 3 the lean crate is smaller and faster than at `z`: inlining lets the linker prove the
    /// panic branches dead.
    pub const CORE: Self = Self { name: "core", feature: "lean", opt_level: "3", std: Std::CoreAndAlloc };
    /// The build that makes token calls. It spends its time waiting for the network: size counts.
    pub const SERVER: Self = Self { name: "server", feature: "server", opt_level: "s", std: Std::Whole };

    pub const ALL: [Self; 2] = [Self::CORE, Self::SERVER];
}
