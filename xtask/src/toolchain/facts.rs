//! What is known about the machine while a toolchain is looked for. `None` means: nobody has looked yet.

use super::choice::Choice;

/// Whether this run may install anything (`--no-install` forbids it).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Permission {
    MayInstall,
    NoInstall,
}

/// Whether `apt-get install` can work as it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum User {
    Root,
    Other,
}

/// The user's own compiler.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum OwnCompiler {
    /// It has the precompiled std of the target. Holds the version line of rustc.
    WithTarget(String),
    WithoutTarget(String),
    Missing,
}

/// What became of `rustup target add`. A success is no state of its own: the compiler is looked at again.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Rustup {
    Missing,
    Failed,
    Added,
}

/// A rustc version, major and minor.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Version(pub u32, pub u32);

/// What Debian's archive offers.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Candidate {
    pub version: Version,
    /// The LLVM that this rustc is built on: the linker must not be older.
    pub llvm: u32,
}

/// Debian's compiler, complete and ready.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DebianTools {
    /// The version line of its rustc.
    pub rustc: String,
    pub version: Version,
    /// Name of the linker, for example `wasm-ld-22`.
    pub linker: String,
}

/// How things stand with Debian's packages.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Debian {
    Ready(DebianTools),
    /// apt-get is there, packages are missing or too old. No candidate: the package lists do not name one.
    Incomplete(Option<Candidate>),
    /// Not a Debian, or one without apt.
    NoApt,
}

/// What was tried on Debian's packages in this run, so that nothing is tried twice.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Tried {
    Nothing,
    Refresh,
    Install,
}

/// Everything known so far.
#[derive(Clone, Debug)]
pub struct Known {
    pub choice: Choice,
    pub permission: Permission,
    pub user: User,
    pub own: Option<OwnCompiler>,
    pub rustup: Option<Rustup>,
    pub debian: Option<Debian>,
    pub tried: Tried,
}

/// The toolchain that was taken.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Taken {
    /// The user's cargo, as it is. Holds the version line of rustc.
    Own(String),
    Debian(DebianTools),
}
