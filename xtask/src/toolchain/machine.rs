//! The machine as commands see it: looks and acts, decides nothing.

use std::env;
use std::ffi::OsString;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use super::TRIPLE;
use super::debian::{
    COMPILER_PACKAGES, OLDEST, PROGRAMS, field, install_arguments, line_to_run, read_candidate, read_llvm, read_version,
};
use super::facts::{Debian, DebianTools, OwnCompiler, Permission, Rustup, User};
use crate::command::command;

/// Where commands are found.
pub struct Machine {
    /// The `PATH` that the user's tools are looked up in.
    pub search: OsString,
    /// The folder that Debian's packages put programs into.
    pub debian_programs: PathBuf,
}

impl Machine {
    /// This machine.
    pub fn here() -> Self {
        Self { search: env::var_os("PATH").unwrap_or_default(), debian_programs: PathBuf::from(PROGRAMS) }
    }

    pub fn user(&self) -> User {
        match self.output("id", &["-u"]).as_deref().map(str::trim) {
            Some("0") => User::Root,
            _ => User::Other,
        }
    }

    pub fn own_compiler(&self) -> OwnCompiler {
        let Some(rustc) = self.output("rustc", &["--version"]) else { return OwnCompiler::Missing };
        let rustc = rustc.trim().to_owned();
        match self.output("rustc", &["--print", "target-libdir", "--target", TRIPLE]) {
            Some(folder) if holds_core(Path::new(folder.trim())) => OwnCompiler::WithTarget(rustc),
            _ => OwnCompiler::WithoutTarget(rustc),
        }
    }

    pub fn add_target(&self) -> Rustup {
        if self.output("rustup", &["--version"]).is_none() {
            return Rustup::Missing;
        }
        match self.perform("rustup", &["target", "add", TRIPLE]) {
            true => Rustup::Added,
            false => Rustup::Failed,
        }
    }

    pub fn debian(&self) -> Debian {
        if let Some(tools) = self.debian_tools() {
            return Debian::Ready(tools);
        }
        if self.output("apt-get", &["--version"]).is_none() {
            return Debian::NoApt;
        }
        let shown = self.output("apt-cache", &["show", "--no-all-versions", "rust-web-llvm"]);
        Debian::Incomplete(shown.as_deref().and_then(read_candidate))
    }

    pub fn refresh_lists(&self) {
        self.perform("apt-get", &["update", "-qq"]);
    }

    pub fn install(&self, packages: &[String]) {
        let arguments = install_arguments(packages);
        let arguments: Vec<&str> = arguments.iter().map(String::as_str).collect();
        self.perform("apt-get", &arguments);
    }

    /// Installs packages if root may and the run allows it. Otherwise the line to run, or `None` without apt-get.
    pub fn install_or_tell(&self, permission: Permission, packages: &[String]) -> Option<String> {
        self.output("apt-get", &["--version"])?;
        if permission == Permission::MayInstall && self.user() == User::Root {
            self.refresh_lists();
            self.install(packages);
        }
        Some(line_to_run(packages))
    }

    /// `None` unless every package is installed and the compiler is new enough.
    fn debian_tools(&self) -> Option<DebianTools> {
        COMPILER_PACKAGES.iter().all(|package| self.is_installed(package)).then_some(())?;
        let verbose = self.output(&self.debian_programs.join("rustc").to_string_lossy(), &["-vV"])?;
        let linker = format!("wasm-ld-{}", read_llvm(&verbose)?);
        self.debian_programs.join(&linker).exists().then_some(())?;
        let version = read_version(field(&verbose, "release:")?).filter(|version| *version >= OLDEST)?;
        let rustc = verbose.lines().next().unwrap_or_default().to_owned();
        Some(DebianTools { rustc, version, linker })
    }

    fn is_installed(&self, package: &str) -> bool {
        let status = self.output("dpkg-query", &["--show", "--showformat=${db:Status-Status}", package]);
        status.as_deref() == Some("installed")
    }

    /// Standard output of a question; `None` if it cannot be asked or the answer is a failure.
    fn output(&self, program: &str, arguments: &[&str]) -> Option<String> {
        let output = self.command(program, arguments).stderr(Stdio::null()).output().ok()?;
        output.status.success().then(|| String::from_utf8_lossy(&output.stdout).into_owned())
    }

    /// Says what it does and does it; its words go to standard error, because ours is for results.
    fn perform(&self, program: &str, arguments: &[&str]) -> bool {
        eprintln!("installing: {program} {}", arguments.join(" "));
        let mut command = self.command(program, arguments);
        command.stdout(std::io::stderr()).status().is_ok_and(|status| status.success())
    }

    fn command(&self, program: &str, arguments: &[&str]) -> Command {
        let mut command = command(program);
        command.args(arguments).env("PATH", &self.search).env("DEBIAN_FRONTEND", "noninteractive").stdin(Stdio::null());
        command
    }
}

fn holds_core(folder: &Path) -> bool {
    let Ok(entries) = std::fs::read_dir(folder) else { return false };
    entries.flatten().any(|entry| {
        let name = entry.file_name();
        let name = name.to_string_lossy();
        name.starts_with("libcore-") && name.ends_with(".rlib")
    })
}
