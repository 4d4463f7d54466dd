//! Debian's packages of a current Rust, and how to ask for them.

use super::facts::{Candidate, Version};

/// The oldest rustc that compiles this workspace (`rust-version` of Cargo.toml).
pub const OLDEST: Version = Version(1, 88);

/// Where its packages put programs.
pub const PROGRAMS: &str = "/usr/bin";

/// The compiler, cargo, the sources that `-Zbuild-std` compiles, and clippy. The linker's package carries the
/// version of LLVM in its name: see [`packages`].
pub const COMPILER_PACKAGES: [&str; 4] = ["rustc-web", "cargo-web", "rust-web-src", "rust-web-clippy"];

/// All packages for a compiler built on this LLVM. (`rust-web-llvm` would only add a link named `rust-lld` and pull
/// in the whole of LLVM's tools; naming the linker does the same without it.)
pub fn packages(llvm: u32) -> Vec<String> {
    COMPILER_PACKAGES.iter().map(ToString::to_string).chain([format!("lld-{llvm}")]).collect()
}

/// Arguments of `apt-get`. `--no-remove`: a Debian `rustc` that the user chose is never thrown out for ours.
pub fn install_arguments(packages: &[String]) -> Vec<String> {
    let options = ["install", "-y", "--no-install-recommends", "--no-remove"];
    options.iter().map(ToString::to_string).chain(packages.iter().cloned()).collect()
}

/// The line for somebody who is not root.
pub fn line_to_run(packages: &[String]) -> String {
    format!("sudo apt-get update && sudo apt-get {}", install_arguments(packages).join(" "))
}

/// Reads `apt-cache show` of `rust-web-llvm`: it has the version of rustc and depends on the LLVM it is built on.
pub fn read_candidate(shown: &str) -> Option<Candidate> {
    let version = field(shown, "Version:").and_then(read_version)?;
    let llvm = field(shown, "Depends:")?.split(',').find_map(|dependency| read_llvm_package(dependency.trim()))?;
    Some(Candidate { version, llvm })
}

/// Reads `1.96.0+dfsg1-1` or `1.96.0`.
pub fn read_version(text: &str) -> Option<Version> {
    let mut parts = text.trim().split('.');
    let major = parts.next()?.parse().ok()?;
    let minor = parts.next()?.parse().ok()?;
    Some(Version(major, minor))
}

/// Reads the line `LLVM version: 22.1.8` of `rustc -vV`.
pub fn read_llvm(verbose: &str) -> Option<u32> {
    field(verbose, "LLVM version:")?.split('.').next()?.trim().parse().ok()
}

/// The first line that starts with `name`, without it.
pub fn field<'text>(text: &'text str, name: &str) -> Option<&'text str> {
    text.lines().find_map(|line| line.strip_prefix(name)).map(str::trim)
}

fn read_llvm_package(dependency: &str) -> Option<u32> {
    dependency.strip_prefix("llvm-")?.split_whitespace().next()?.parse().ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_candidate_names_rustc_and_llvm() {
        let shown =
            "Package: rust-web-llvm\nVersion: 1.96.0+dfsg1-1~deb12u2\nDepends: libc6 (>= 2.34), llvm-22 (>= 1)\n";
        assert_eq!(read_candidate(shown), Some(Candidate { version: Version(1, 96), llvm: 22 }));
        assert_eq!(read_candidate(""), None);
    }

    #[test]
    fn llvm_is_read_from_rustc() {
        assert_eq!(read_llvm("rustc 1.96.0\nhost: x\nLLVM version: 22.1.8\n"), Some(22));
        assert_eq!(read_llvm("rustc 1.96.0\n"), None);
    }

    #[test]
    fn versions_compare_by_number() {
        assert!(read_version("1.100.0") > read_version("1.88.0"));
        assert_eq!(read_version("unknown"), None);
    }
}
