//! The search from end to end, on machines made of stand-ins: a folder of small shell scripts is the whole PATH, and
//! each writes down how it was called. The real rustup and apt-get cannot be reached from here.

use std::fs;
use std::process::Command;

use anyhow::Result;
use tempfile::TempDir;

use super::facts::{DebianTools, Permission, Taken, Version};
use super::wasm_cargo::{Std, WasmCargo};
use super::{Choice, Machine, find};
use crate::command::native_cargo;
use crate::layout::Layout;
use crate::stand_in_program::write_program;

/// A machine of stand-ins. Scripts use nothing but what the shell has built in.
struct StandIn {
    folder: TempDir,
}

impl StandIn {
    fn new() -> Result<Self> {
        let folder = tempfile::tempdir()?;
        for name in ["bin", "debian", "libdir"] {
            fs::create_dir(folder.path().join(name))?;
        }
        Ok(Self { folder })
    }

    /// Adds a program: `$HERE` is the folder of this machine.
    fn with(self, name: &str, script: &str) -> Result<Self> {
        self.write("bin", name, &format!("echo \"{name} $*\" >> \"$HERE/log\"\n{script}"))?;
        Ok(self)
    }

    fn root(self) -> Result<Self> {
        self.with("id", "echo 0")
    }

    fn somebody(self) -> Result<Self> {
        self.with("id", "echo 1000")
    }

    /// A rustc whose std for the target is in `libdir`, if anything is.
    fn rustc(self) -> Result<Self> {
        self.with("rustc", "case \"$1\" in --version) echo 'rustc 1.95.0';; --print) echo \"$HERE/libdir\";; esac")
    }

    fn rustup_that_works(self) -> Result<Self> {
        self.with("rustup", "[ \"$1\" != target ] || : > \"$HERE/libdir/libcore-0.rlib\"")
    }

    fn rustup_that_fails(self) -> Result<Self> {
        self.with("rustup", "[ \"$1\" != target ]")
    }

    /// Debian's packages: nothing is installed until `apt-get install`, whose effect is a file.
    fn debian(self, candidate: &str) -> Result<Self> {
        self.write("debian", "rustc", "echo 'rustc 1.96.0 (web)\nrelease: 1.96.0\nLLVM version: 22.1.8'")?;
        self.write("debian", "wasm-ld-22", "")?;
        self.with(
            "dpkg-query",
            "[ -e \"$HERE/installed\" ] && printf installed || exit 1",
        )?
        .with(
            "apt-cache",
            &format!("echo 'Version: {candidate}\nDepends: libc6, llvm-22'"),
        )?
        .with(
            "apt-get",
            "echo \"DEBIAN_FRONTEND=$DEBIAN_FRONTEND\" >> \"$HERE/log\"\n[ \"$1\" != install ] || : > \"$HERE/installed\"",
        )
    }

    fn has_target(self) -> Result<Self> {
        fs::write(self.folder.path().join("libdir/libcore-0.rlib"), "")?;
        Ok(self)
    }

    fn machine(&self) -> Machine {
        Machine { search: self.folder.path().join("bin").into(), debian_programs: self.folder.path().join("debian") }
    }

    fn find(&self, choice: Choice, permission: Permission) -> Result<Taken> {
        find(choice, permission, &self.machine())
    }

    fn refusal(&self, choice: Choice, permission: Permission) -> String {
        match self.find(choice, permission) {
            Ok(taken) => format!("no refusal: {taken:?}"),
            Err(error) => error.to_string(),
        }
    }

    fn log(&self) -> Vec<String> {
        let log = fs::read_to_string(self.folder.path().join("log")).unwrap_or_default();
        log.lines().map(str::to_owned).collect()
    }

    fn called(&self, program: &str) -> bool {
        self.log().iter().any(|line| line.split(' ').next() == Some(program))
    }

    fn installed_anything(&self) -> bool {
        self.log().iter().any(|line| line.starts_with("apt-get update") || line.starts_with("apt-get install"))
    }

    fn write(&self, folder: &str, name: &str, script: &str) -> Result<()> {
        write_program(&self.folder.path().join(folder), name, self.folder.path(), script)
    }
}

fn own() -> Taken {
    Taken::Own("rustc 1.95.0".into())
}

fn debian() -> Taken {
    Taken::Debian(DebianTools {
        rustc: "rustc 1.96.0 (web)".into(),
        version: Version(1, 96),
        linker: "wasm-ld-22".into(),
    })
}

const APT_INSTALL: &str =
    "apt-get install -y --no-install-recommends --no-remove rustc-web cargo-web rust-web-src rust-web-clippy lld-22";

#[test]
fn an_installed_target_is_used_and_nothing_is_installed() -> Result<()> {
    for choice in [Choice::Auto, Choice::Rustup] {
        let machine = StandIn::new()?.root()?.rustc()?.has_target()?.rustup_that_works()?.debian("1.96.0")?;
        assert_eq!(machine.find(choice, Permission::MayInstall)?, own());
        let expected = ["id -u", "rustc --version", "rustc --print target-libdir --target wasm32-unknown-unknown"];
        assert_eq!(machine.log(), expected);
    }
    Ok(())
}

#[test]
fn rustup_adds_the_target_and_debian_is_not_touched() -> Result<()> {
    let machine = StandIn::new()?.somebody()?.rustc()?.rustup_that_works()?.debian("1.96.0")?;
    assert_eq!(machine.find(Choice::Auto, Permission::MayInstall)?, own());
    let expected = [
        "id -u",
        "rustc --version",
        "rustc --print target-libdir --target wasm32-unknown-unknown",
        "rustup --version",
        "rustup target add wasm32-unknown-unknown",
        "rustc --version",
        "rustc --print target-libdir --target wasm32-unknown-unknown",
    ];
    assert_eq!(machine.log(), expected);
    Ok(())
}

#[test]
fn where_rustup_fails_root_gets_debian() -> Result<()> {
    let machine = StandIn::new()?.root()?.rustc()?.rustup_that_fails()?.debian("1.96.0+dfsg1-1")?;
    assert_eq!(machine.find(Choice::Auto, Permission::MayInstall)?, debian());
    let acts: Vec<_> =
        machine.log().into_iter().filter(|line| line.contains("add") || line.starts_with("apt-get ")).collect();
    let expected = [
        "rustup target add wasm32-unknown-unknown",
        "apt-get --version",
        "apt-get update -qq",
        "apt-get --version",
        APT_INSTALL,
    ];
    assert_eq!(acts, expected);
    assert!(machine.log().contains(&"DEBIAN_FRONTEND=noninteractive".to_owned()));
    Ok(())
}

#[test]
fn debian_forced_calls_neither_rustc_nor_rustup() -> Result<()> {
    let machine = StandIn::new()?.root()?.rustc()?.has_target()?.rustup_that_works()?.debian("1.96.0")?;
    assert_eq!(machine.find(Choice::Debian, Permission::MayInstall)?, debian());
    assert!(!machine.called("rustc") && !machine.called("rustup"), "{:?}", machine.log());
    Ok(())
}

#[test]
fn debian_installed_is_used_without_apt() -> Result<()> {
    let machine = StandIn::new()?.somebody()?.debian("1.96.0")?;
    fs::write(machine.folder.path().join("installed"), "")?;
    assert_eq!(machine.find(Choice::Debian, Permission::NoInstall)?, debian());
    assert!(!machine.called("apt-get"));
    Ok(())
}

#[test]
fn rustup_forced_and_failing_leaves_debian_alone() -> Result<()> {
    let machine = StandIn::new()?.root()?.rustc()?.rustup_that_fails()?.debian("1.96.0")?;
    let why = machine.refusal(Choice::Rustup, Permission::MayInstall);
    assert!(why.contains("run `rustup target add wasm32-unknown-unknown`"), "{why}");
    assert!(!machine.called("apt-get") && !machine.called("dpkg-query"));
    Ok(())
}

#[test]
fn somebody_who_is_not_root_gets_the_line_to_run() -> Result<()> {
    let machine = StandIn::new()?.somebody()?.rustc()?.rustup_that_fails()?.debian("1.96.0")?;
    let why = machine.refusal(Choice::Auto, Permission::MayInstall);
    assert!(why.contains(&format!("sudo apt-get update && sudo {APT_INSTALL}")), "{why}");
    assert!(!machine.installed_anything());
    Ok(())
}

#[test]
fn no_install_installs_nothing() -> Result<()> {
    let machine = StandIn::new()?.root()?.rustc()?.rustup_that_works()?.debian("1.96.0")?;
    let why = machine.refusal(Choice::Auto, Permission::NoInstall);
    assert!(why.contains("--no-install") && why.contains("rustup target add"), "{why}");
    assert!(!machine.called("rustup"));
    assert!(!machine.installed_anything());
    Ok(())
}

#[test]
fn a_compiler_that_is_too_old_is_not_installed() -> Result<()> {
    let machine = StandIn::new()?.root()?.debian("1.85.0+dfsg3-1")?;
    let why = machine.refusal(Choice::Auto, Permission::MayInstall);
    assert!(why.contains("1.85") && why.contains("1.88"), "{why}");
    assert!(!machine.log().iter().any(|line| line.starts_with("apt-get install")));
    Ok(())
}

#[test]
fn a_machine_with_nothing_is_told_where_rust_comes_from() -> Result<()> {
    let machine = StandIn::new()?;
    assert!(machine.refusal(Choice::Auto, Permission::MayInstall).contains("https://rustup.rs"));
    assert!(machine.refusal(Choice::Rustup, Permission::MayInstall).contains("https://rustup.rs"));
    Ok(())
}

#[test]
fn other_packages_are_installed_by_root_and_told_to_everybody() -> Result<()> {
    let packages = ["chromium".to_owned()];
    let line =
        Some("sudo apt-get update && sudo apt-get install -y --no-install-recommends --no-remove chromium".to_owned());
    let root = StandIn::new()?.root()?.debian("1.96.0")?;
    assert_eq!(root.machine().install_or_tell(Permission::NoInstall, &packages), line);
    assert!(!root.installed_anything());
    assert_eq!(root.machine().install_or_tell(Permission::MayInstall, &packages), line);
    assert!(root.installed_anything());
    let somebody = StandIn::new()?.somebody()?.debian("1.96.0")?;
    assert_eq!(somebody.machine().install_or_tell(Permission::MayInstall, &packages), line);
    assert!(!somebody.installed_anything());
    assert_eq!(StandIn::new()?.root()?.machine().install_or_tell(Permission::MayInstall, &packages), None);
    Ok(())
}

/// The value a command sets a variable to; `None` if it removes it or leaves it alone.
fn variable(command: &Command, name: &str) -> Option<String> {
    let (_, value) = command.get_envs().find(|(key, _)| *key == name)?;
    value.map(|value| value.to_string_lossy().into_owned())
}

fn arguments(command: &Command) -> Vec<String> {
    command.get_args().map(|argument| argument.to_string_lossy().into_owned()).collect()
}

#[test]
fn the_own_cargo_is_called_as_it_is() -> Result<()> {
    let cargo = WasmCargo::new(own(), &Layout::find()?);
    let command = cargo.command("test", "test", Std::Whole);
    let arguments = arguments(&command);
    assert!(arguments.starts_with(&["test", "--locked", "--target", "wasm32-unknown-unknown"].map(str::to_owned)));
    assert!(!arguments.iter().any(|argument| argument.starts_with("-Z")));
    assert_eq!(variable(&command, "RUSTC_BOOTSTRAP"), None);
    assert_eq!(command.get_program(), native_cargo().get_program());
    Ok(())
}

#[test]
fn debians_cargo_is_called_with_its_own_compiler_and_builds_std() -> Result<()> {
    let cargo = WasmCargo::new(debian(), &Layout::find()?);
    let command = cargo.command("rustc", "server", Std::Whole);
    assert_eq!(command.get_program(), "/usr/bin/cargo");
    assert!(arguments(&command).contains(&"-Zbuild-std=std,panic_abort".to_owned()));
    for (name, value) in [
        ("RUSTC", "/usr/bin/rustc"),
        ("RUSTC_BOOTSTRAP", "1"),
        ("CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_LINKER", "/usr/bin/wasm-ld-22"),
    ] {
        assert_eq!(variable(&command, name).as_deref(), Some(value), "{name}");
    }
    assert_eq!(cargo.command("clippy", "lint", Std::CoreAndAlloc).get_program(), "/usr/bin/cargo-clippy");
    Ok(())
}
