//! `cargo xtask bench`: the benchmarks of tests/bench, on the installed package.

mod files;
mod other_package;

use std::ffi::OsString;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, ExitCode};

use anyhow::Result;

use self::other_package::OtherPackage;
use crate::build;
use crate::command::{command, run as run_command};
use crate::js_tools::JsTools;
use crate::layout::Layout;
use crate::package::Installed;
use crate::test::Chromium;
use crate::toolchain::Permission;

/// What is asked of a run.
#[derive(Clone, Debug)]
pub struct Request {
    pub subject: Subject,
    pub thoroughness: Thoroughness,
    /// Where the figures are written to as JSON.
    pub json: Option<PathBuf>,
}

/// What is measured.
#[derive(Clone, Debug)]
pub enum Subject {
    /// Every public function beside the platform's own code, with Node: one file of tests/bench, or all.
    Functions(Option<String>),
    /// What users do most, in Node, Deno, Bun and Chromium.
    Runtimes,
    /// The functions beside those of another package: a tarball, or a version that npm has.
    Against(OsString),
    /// Whether the time of a comparison tells how much of it was right.
    ConstantTime,
}

/// How long is measured.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Thoroughness {
    #[default]
    Full,
    Quick,
}

pub fn run(layout: &Layout, permission: Permission, request: &Request) -> Result<ExitCode> {
    let figures = measure(layout, permission, request)?;
    if let Some(file) = &request.json {
        fs::write(file, figures)?;
    }
    Ok(ExitCode::SUCCESS)
}

/// `cargo xtask bench --accept`: what is measured now is what docs/performance.md tells.
pub fn accept(layout: &Layout, permission: Permission) -> Result<ExitCode> {
    measure_and_tell(layout, permission, Subject::Functions(None), "accept.mjs")?;
    println!("recorded in tests/bench/recorded.json and docs/performance.md");
    Ok(ExitCode::SUCCESS)
}

/// `cargo xtask bench --runtimes --accept`: the same for the table and the chart over runtimes.
pub fn accept_runtimes(layout: &Layout, permission: Permission) -> Result<ExitCode> {
    measure_and_tell(layout, permission, Subject::Runtimes, "accept-runtimes.mjs")?;
    println!("recorded in tests/bench/runtimes/recorded.json, docs/performance.md and docs/runtimes.svg");
    Ok(ExitCode::SUCCESS)
}

fn measure_and_tell(layout: &Layout, permission: Permission, subject: Subject, teller: &str) -> Result<()> {
    let folder = tempfile::tempdir()?;
    let file = folder.path().join("figures.json");
    let request = Request { subject, thoroughness: Thoroughness::Full, json: None };
    fs::write(&file, measure(layout, permission, &request)?)?;
    let mut node = command("node");
    run_command(node.arg(benches(layout).join("telling").join(teller)).arg(file))
}

/// The figures as JSON. Each program gets the folder of the installed package as its first argument, in TOOLS the folder with what
/// it is compared with, and in FIGURES the file that its figures go to.
fn measure(layout: &Layout, permission: Permission, request: &Request) -> Result<String> {
    // What cannot be had should be missed before anything is built.
    let files = match &request.subject {
        Subject::Functions(name) => files::benchmarks(&benches(layout), name.as_deref())?,
        _ => Vec::new(),
    };
    let other = match &request.subject {
        Subject::Against(which) => Some(OtherPackage::install(which)?),
        _ => None,
    };
    let tools = build::build(layout, permission)?;
    let installed = Installed::new(layout)?;
    let figures = installed.folder().join("figures.json");
    let program = |file: &Path| {
        let mut node = command("node");
        // What memory stays can only be told once garbage has been collected.
        node.arg("--expose-gc").arg(file).arg(installed.package()).current_dir(layout.root());
        node.env("TOOLS", tools.folder()).env("FIGURES", &figures);
        if request.thoroughness == Thoroughness::Quick {
            node.env("QUICK", "1");
        }
        node
    };
    match &request.subject {
        Subject::Functions(_) => {
            for file in files {
                println!("\n== {}", files::stem(&file));
                run_command(&mut program(&file))?;
            }
        }
        Subject::Runtimes => run_command(&mut in_runtimes(layout, permission, program(&of(layout, "runtimes")))?)?,
        Subject::Against(_) => {
            run_command(program(&of(layout, "against")).args(other.as_ref().map(OtherPackage::package)))?;
        }
        Subject::ConstantTime => run_command(&mut program(&of(layout, "constant-time")))?,
    }
    Ok(fs::read_to_string(figures)?)
}

/// With the runtimes that tests/runtimes pins, and a browser.
fn in_runtimes(layout: &Layout, permission: Permission, mut node: Command) -> Result<Command> {
    JsTools::installed_in(layout.tests().join("runtimes"), permission)?;
    node.env("CHROMIUM", Chromium::ready(permission)?.browser);
    Ok(node)
}

fn benches(layout: &Layout) -> PathBuf {
    layout.tests().join("bench")
}

/// The program of a subject that has a folder to itself.
fn of(layout: &Layout, folder: &str) -> PathBuf {
    benches(layout).join(folder).join("run.mjs")
}
