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
    /// Whether the digest and base64, which a header waits for, are for size as well and not for speed.
    pub is_small_throughout: bool,
    pub std: Std,
}

impl Variant {
    /// The default build. Its hot path takes the same time at `z` as at 3, since it waits for JavaScript's strings;
    /// the module is less than two thirds.
    pub const CORE: Self =
        Self { name: "core", feature: "lean", opt_level: "z", is_small_throughout: false, std: Std::CoreAndAlloc };
    /// Header makers and nothing else, for pages. Its operations have the numbers that they have in [`Self::CORE`].
    pub const HEADERS: Self =
        Self { name: "headers", feature: "headers", opt_level: "z", is_small_throughout: true, std: Std::CoreAndAlloc };
    /// The build that makes token calls. It spends its time waiting for the network.
    pub const SERVER: Self =
        Self { name: "server", feature: "server", opt_level: "z", is_small_throughout: false, std: Std::Whole };

    pub const ALL: [Self; 3] = [Self::HEADERS, Self::CORE, Self::SERVER];
}
