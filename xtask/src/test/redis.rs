//! The Redis that tests of token stores start and stop.

use std::env;
use std::ffi::OsStr;
use std::path::PathBuf;

use anyhow::{Result, bail};

use crate::toolchain::{Machine, Permission};

const PROGRAM: &str = "redis-server";
const PACKAGE: &str = "redis-server";

/// The program of a server. Tests start it with a port and a folder of their own; nothing here starts it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Redis {
    pub program: PathBuf,
}

impl Redis {
    /// Finds it, installing Debian's if that is allowed; otherwise the error says what to do.
    pub fn ready(permission: Permission) -> Result<Self> {
        match env::var_os("REDIS_SERVER").map(PathBuf::from).filter(|path| path.is_file()) {
            Some(program) => Ok(Self { program }),
            None => Self::ready_on(&Machine::here(), permission),
        }
    }

    fn ready_on(machine: &Machine, permission: Permission) -> Result<Self> {
        if let Some(found) = Self::look(&machine.search) {
            return Ok(found);
        }
        let line = machine.install_or_tell(permission, &[PACKAGE.to_owned()]);
        match (Self::look(&machine.search), line) {
            (Some(found), _) => Ok(found),
            (None, Some(line)) => bail!("there is no {PROGRAM}: run `{line}`, or set REDIS_SERVER"),
            (None, None) => bail!("there is no {PROGRAM} and no apt-get: install it and set REDIS_SERVER"),
        }
    }

    fn look(search: &OsStr) -> Option<Self> {
        let program = env::split_paths(search).map(|folder| folder.join(PROGRAM)).find(|path| path.is_file())?;
        Some(Self { program })
    }
}

/// On machines made of stand-ins: a folder of small shell scripts is the whole PATH.
#[cfg(all(test, unix))]
mod tests {
    use std::fs;

    use anyhow::Result;
    use tempfile::TempDir;

    use super::Redis;
    use crate::stand_in_program::write_program;
    use crate::toolchain::{Machine, Permission};

    struct StandIn(TempDir);

    impl StandIn {
        fn of(user: &str) -> Result<Self> {
            let machine = Self(tempfile::tempdir()?);
            machine.write("id", &format!("echo {user}"))?;
            Ok(machine)
        }

        /// An apt-get that writes down what it is asked for, and whose installing makes the program appear.
        fn with_apt(self, makes: &str) -> Result<Self> {
            self.write(
                "apt-get",
                &format!("echo \"$*\" >> \"$HERE/log\"\n[ \"$1\" != install ] || : > \"$HERE/{makes}\""),
            )?;
            Ok(self)
        }

        fn write(&self, name: &str, script: &str) -> Result<()> {
            write_program(self.0.path(), name, self.0.path(), script)
        }

        fn ready(&self, permission: Permission) -> Result<Redis> {
            let machine = Machine { search: self.0.path().into(), debian_programs: self.0.path().into() };
            Redis::ready_on(&machine, permission)
        }

        fn refusal(&self, permission: Permission) -> String {
            self.ready(permission).map_or_else(|error| error.to_string(), |found| format!("no refusal: {found:?}"))
        }

        fn log(&self) -> String {
            fs::read_to_string(self.0.path().join("log")).unwrap_or_default()
        }

        fn program(&self) -> Redis {
            Redis { program: self.0.path().join("redis-server") }
        }
    }

    const INSTALL: &str = "install -y --no-install-recommends --no-remove redis-server";

    #[test]
    fn an_installed_one_is_used_and_nothing_is_installed() -> Result<()> {
        let machine = StandIn::of("0")?.with_apt("redis-server")?;
        machine.write("redis-server", "")?;
        assert_eq!(machine.ready(Permission::MayInstall)?, machine.program());
        assert_eq!(machine.log(), "");
        Ok(())
    }

    #[test]
    fn root_gets_debians() -> Result<()> {
        let machine = StandIn::of("0")?.with_apt("redis-server")?;
        assert_eq!(machine.ready(Permission::MayInstall)?, machine.program());
        assert_eq!(machine.log(), format!("--version\nupdate -qq\n{INSTALL}\n"));
        Ok(())
    }

    #[test]
    fn everybody_else_gets_the_line_to_run() -> Result<()> {
        let line = format!("run `sudo apt-get update && sudo apt-get {INSTALL}`, or set REDIS_SERVER");
        for (user, permission) in [("1000", Permission::MayInstall), ("0", Permission::NoInstall)] {
            let machine = StandIn::of(user)?.with_apt("redis-server")?;
            let why = machine.refusal(permission);
            assert!(why.ends_with(&line), "{why}");
            assert_eq!(machine.log(), "--version\n");
        }
        Ok(())
    }

    #[test]
    fn an_installation_that_brings_nothing_is_no_success() -> Result<()> {
        let why = StandIn::of("0")?.with_apt("something-else")?.refusal(Permission::MayInstall);
        assert!(why.contains("there is no redis-server: run `sudo apt-get"), "{why}");
        Ok(())
    }

    #[test]
    fn a_machine_without_apt_is_told_so() -> Result<()> {
        let why = StandIn::of("0")?.refusal(Permission::MayInstall);
        assert!(why.contains("no apt-get"), "{why}");
        Ok(())
    }
}
