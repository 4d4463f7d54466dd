//! rustfmt, and Biome for the code of the package and of the admin page.

use anyhow::Result;

use super::super::counts::Counts;
use super::super::run::Outcome;
use super::super::workshop::Workshop;
use super::biome::{FOLDERS, biome};
use crate::command::native_cargo;

pub fn run(workshop: &Workshop) -> Result<Outcome> {
    let rust = native_cargo().args(["fmt", "--all", "--check"]).current_dir(workshop.layout.root()).status()?;
    if !rust.success() {
        println!("mend with `cargo fmt --all` (no such command: `rustup component add rustfmt`)");
    }
    let scripts = biome(workshop, "format")?.status()?;
    if !scripts.success() {
        println!("mend with `xtask/tools/node_modules/.bin/biome format --write {}`", FOLDERS.join(" "));
    }
    let mut total = Counts::of_success(rust.success());
    total.add(Counts::of_success(scripts.success()));
    Ok(Outcome::Counted(total))
}
