//! The task.

use std::fs;
use std::process::ExitCode;

use anyhow::{Context, Result};

use super::serve::serve;
use super::show_page::show_page;
use super::tour_block::tour_block;
use crate::build;
use crate::command::{command, run as run_command};
use crate::layout::Layout;
use crate::package::Installed;
use crate::page;
use crate::toolchain::Permission;

const WHERE_NEXT: &str = "
That was the program in docs/tour.md, run on the package as npm would install it. Next:
  README.md, docs/            what the package does; docs/contributing: how the house is built
  cargo xtask demo --serve    leaves the vendor emulator running as well, with lines for curl
  cargo xtask test            every test there is
  pkg/                        what npm would publish
The admin page, from disk and served:";

/// What follows the build.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum After {
    Example,
    Serve,
}

pub fn run(layout: &Layout, permission: Permission, after: After) -> Result<ExitCode> {
    build::build(layout, permission)?;
    let installed = Installed::new(layout)?;
    match after {
        After::Serve => serve(layout, installed),
        After::Example => {
            run_example(layout, &installed)?;
            println!("{WHERE_NEXT}");
            println!("  file://{}", layout.page().join(page::FILE).display());
            drop(installed);
            show_page(layout)
        }
    }
}

fn run_example(layout: &Layout, installed: &Installed) -> Result<()> {
    let page = fs::read_to_string(layout.tour()).context("docs/tour.md cannot be read")?;
    fs::write(installed.folder().join("demo.mjs"), tour_block(&page)?)?;
    println!();
    run_command(command("node").arg("demo.mjs").current_dir(installed.folder()))
}
