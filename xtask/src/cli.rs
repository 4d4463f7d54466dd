//! The command line.

use std::ffi::OsString;
use std::path::PathBuf;

use clap::{Args, Parser, Subcommand};

use crate::bench::{Subject, Thoroughness};
use crate::demo::After;
use crate::test::Length;
use crate::toolchain::Permission;

/// Builds, demonstrates, tests, measures and releases commerce-auth.
#[derive(Debug, Parser)]
#[command(name = "cargo xtask", bin_name = "cargo xtask", after_help = ENVIRONMENT, after_long_help = ENVIRONMENT)]
pub struct Cli {
    #[command(subcommand)]
    pub task: Task,
}

const ENVIRONMENT: &str = "\
Environment:
  WASM_TOOLCHAIN=auto|rustup|debian  which compiler makes the WebAssembly (default: auto). auto takes the first of:
                                     the installed target, `rustup target add`, Debian's rustc-web
  CHROMIUM, CHROMEDRIVER, FIREFOX    the browsers for `test`, if not the ones in PATH
  CI                                 when set, a skipped test is a failed one

Needs a current cargo with a C linker, and Node 20 or newer with npm. Whatever else is missing is installed, or named
with the command that installs it.";

#[derive(Debug, Subcommand)]
pub enum Task {
    /// Compile both WebAssembly builds, assemble the publishable package in pkg/ and the admin page in target/www
    Build(Installing),

    /// Build, install the package in an empty folder, run the program of docs/tour.md there and serve the admin page
    Demo {
        /// Leave the vendor emulator and the admin page running instead, with lines for curl, until Ctrl-C
        #[arg(long)]
        serve: bool,
        #[command(flatten)]
        installing: Installing,
    },

    /// Run all tests, or the suites named; ends with the line `N passed, N failed`
    #[command(after_help = suites_help())]
    Test {
        /// Suites to run
        #[arg(value_name = "NAME")]
        names: Vec<String>,
        /// Run the long form: more cases of each property, soak, scale
        #[arg(long)]
        long: bool,
        #[command(flatten)]
        installing: Installing,
    },

    /// Run the benchmarks, or the one named: every public function beside the platform's own code, in turn
    Bench {
        #[command(flatten)]
        measured: Measured,
        /// Measure all of it roughly, in a minute or so
        #[arg(long)]
        quick: bool,
        /// Write the figures to a file as well
        #[arg(long, value_name = "FILE")]
        json: Option<PathBuf>,
        /// Record the figures, and tell them in docs/performance.md: takes all benchmarks, in full; with --runtimes, those
        #[arg(long, conflicts_with_all = ["name", "quick", "json", "against", "constant_time"])]
        accept: bool,
        #[command(flatten)]
        installing: Installing,
    },

    /// Print what each entry weighs, against the budgets, and what two dependencies cost
    Size {
        /// Record the sizes as those that may not be outgrown, and tell them in README
        #[arg(long)]
        accept: bool,
        #[command(flatten)]
        installing: Installing,
    },

    /// Write the licences of the code of others that ships to THIRD-PARTY-LICENSES
    Notices(Installing),

    /// Build, and write what the package is made of to target/commerce-auth.cdx.json (CycloneDX)
    Sbom(Installing),

    /// Build the package twice from nothing, in two folders, and compare every byte
    Reproduce {
        #[command(flatten)]
        installing: Installing,

        /// Pack one of them into this folder, if pkg/, which was tested, is the same
        #[arg(long, value_name = "FOLDER")]
        pack: Option<PathBuf>,
    },

    /// Make docs/api and pages for a browser of the declarations, and rustdoc of the crate
    Docs(Installing),

    /// Write operations.ts of pkg-template/facade and server from the tables of src/boundary
    Operations,

    /// Write the tables and charts of docs/fleet.md: ten thousand authenticators in simulated time
    Simulate,

    /// What cargo calls to run a test module
    #[command(hide = true, name = crate::test::RUNNER, disable_help_flag = true)]
    Runner {
        #[arg(trailing_var_arg = true, allow_hyphen_values = true)]
        arguments: Vec<OsString>,
    },
}

/// What `bench` measures; one of them, or all functions.
#[derive(Clone, Debug, Args)]
#[group(multiple = false)]
pub struct Measured {
    /// A file of tests/bench, without .mjs
    name: Option<String>,
    /// What users do most, in Node 20, 22 and 24, Deno, Bun and Chromium
    #[arg(long)]
    runtimes: bool,
    /// The ratios beside those of another version: a tarball, or a version that npm has
    #[arg(long, value_name = "FILE|VERSION")]
    against: Option<OsString>,
    /// Whether the time of a comparison tells how much of a signature was right; fails where it does
    #[arg(long)]
    constant_time: bool,
}

impl Measured {
    pub fn subject(self) -> Subject {
        match self {
            Self { against: Some(which), .. } => Subject::Against(which),
            Self { runtimes: true, .. } => Subject::Runtimes,
            Self { constant_time: true, .. } => Subject::ConstantTime,
            Self { name, .. } => Subject::Functions(name),
        }
    }
}

/// An option of every task.
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

/// `--serve` as the demo understands it.
pub fn after(serve: bool) -> After {
    if serve { After::Serve } else { After::Example }
}

/// `--quick` as the benchmarks understand it.
pub fn thoroughness(quick: bool) -> Thoroughness {
    if quick { Thoroughness::Quick } else { Thoroughness::Full }
}

/// `--long` as the tests understand it.
pub fn length(long: bool) -> Length {
    if long { Length::Long } else { Length::Short }
}

fn suites_help() -> String {
    let suites = crate::test::SUITES.iter().chain(&crate::test::ONLY_BY_NAME);
    let lines = suites.map(|suite| format!("  {:<14}{}", suite.name, suite.about));
    format!("Suites:\n{}", lines.collect::<Vec<_>>().join("\n"))
}

#[cfg(test)]
mod tests {
    use super::*;
    use clap::CommandFactory;

    #[test]
    fn the_command_line_is_consistent() {
        Cli::command().debug_assert();
    }

    #[test]
    fn one_thing_is_measured_at_a_time() {
        let parsed = |arguments: &[&str]| Cli::try_parse_from([&["cargo xtask", "bench"], arguments].concat()).is_ok();
        for arguments in
            [&["calls"][..], &["--runtimes", "--accept"], &["--against", "0.1.0", "--quick"], &["--constant-time"]]
        {
            assert!(parsed(arguments), "{arguments:?}");
        }
        for arguments in
            [&["calls", "--runtimes"][..], &["--against", "0.1.0", "--accept"], &["--constant-time", "--accept"]]
        {
            assert!(!parsed(arguments), "{arguments:?}");
        }
    }

    #[test]
    fn no_install_is_an_option_of_every_task() {
        for task in ["build", "demo", "test", "bench", "size", "docs", "notices", "sbom", "reproduce"] {
            assert!(Cli::try_parse_from(["cargo xtask", task, "--no-install"]).is_ok(), "{task}");
        }
    }

    /// What runs where nobody types it: a task or a suite that was renamed would be found there first.
    #[test]
    fn workflows_call_tasks_that_there_are() -> anyhow::Result<()> {
        let root = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("..");
        let mut called = std::collections::BTreeSet::new();
        for file in [".ci/run", ".github/workflows/test.yml", ".github/workflows/release.yml"] {
            let text = std::fs::read_to_string(root.join(file))?;
            let calls = text.lines().filter(|line| !line.trim_start().starts_with('#'));
            for arguments in calls.filter_map(|line| line.split_once("cargo xtask ")).map(|(_, arguments)| arguments) {
                let parsed = Cli::try_parse_from(["cargo xtask"].into_iter().chain(arguments.split_whitespace()));
                let Ok(Cli { task }) = parsed else { anyhow::bail!("{file}: there is no `cargo xtask {arguments}`") };
                if let Task::Test { names, .. } = task {
                    let unknown =
                        names.iter().find(|name| crate::test::SUITES.iter().all(|suite| suite.name != **name));
                    assert_eq!(unknown, None, "{file}: {arguments}");
                }
                called.insert(arguments.to_owned());
            }
        }
        assert_eq!(called.into_iter().collect::<Vec<_>>(), ["reproduce --pack dist", "sbom", "test"]);
        Ok(())
    }

    #[test]
    fn the_runner_takes_what_cargo_passes() {
        let parsed = Cli::try_parse_from(["cargo xtask", "wasm-bindgen-test-runner", "a.wasm", "--nocapture", "name"]);
        assert!(matches!(parsed.map(|cli| cli.task), Ok(Task::Runner { arguments }) if arguments.len() == 3));
    }
}
