//! `cargo xtask reproduce`: the package built twice from nothing, in folders of different names, is the same package.
//!
//! Whoever doubts a published file can build it again. So nothing of the machine may show in it: no path, no order in
//! which a folder is listed, no time. A release publishes one of the two, and only if it is also what was tested.

use std::env;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use anyhow::{Context, Result, bail};
use tempfile::TempDir;

use crate::command::{capture, command, run};
use crate::js_tools::{JsTools, npm};
use crate::layout::Layout;
use crate::link::link;
use crate::package::Tarball;
use crate::toolchain::Permission;

/// Of different length, for a path that slipped in would move what comes after it.
const FOLDERS: [&str; 2] = ["one", "another-and-longer/place to build"];

/// The task.
pub fn run_task(layout: &Layout, permission: Permission, pack: Option<&Path>) -> Result<ExitCode> {
    let twin = twice(layout, &JsTools::ready(layout, permission)?)?;
    if let Some(folder) = pack {
        refuse_difference(&twin.package, &layout.package()).context("pkg/, which was tested, is another package")?;
        fs::create_dir_all(folder)?;
        let tarball = Tarball::pack(&twin.package, folder)?;
        println!("packed: {}", tarball.path().display());
    }
    Ok(ExitCode::SUCCESS)
}

/// The package as both builds made it; gone when dropped.
#[derive(Debug)]
pub struct Twin {
    package: PathBuf,
    _place: TempDir,
}

/// Builds twice, and fails where the results differ.
pub fn twice(layout: &Layout, tools: &JsTools) -> Result<Twin> {
    let place = tempfile::Builder::new().prefix("commerce-auth-twice-").tempdir()?;
    // Both copies first: a file that is changed meanwhile is no difference between two builds.
    let roots = FOLDERS.map(|name| place.path().join(name));
    for root in &roots {
        copy_sources(layout.root(), root)?;
    }
    for root in &roots {
        build_in(root, tools)?;
    }
    let [one, another] = roots.map(|root| root.join("pkg"));
    refuse_difference(&one, &another)?;
    println!("both builds give the same package: {}", integrity(&one)?);
    Ok(Twin { package: one, _place: place })
}

/// Built from nothing, by this very program.
fn build_in(root: &Path, tools: &JsTools) -> Result<()> {
    fs::create_dir_all(root.join("xtask/tools"))?;
    link(&tools.modules(), &root.join("xtask/tools/node_modules"))?;
    println!("building in {}", root.display());
    let mut build = command(env::current_exe().context("xtask cannot find itself")?);
    build.args(["build", "--no-install"]).current_dir(root);
    if let Some(cargo) = env::var_os("CARGO") {
        build.env("CARGO", cargo);
    }
    run(build.env("CARGO_MANIFEST_DIR", root.join("xtask")).env("CARGO_TARGET_DIR", root.join("target")))
}

/// What git tracks, as it lies here, changes included.
fn copy_sources(from: &Path, to: &Path) -> Result<()> {
    let list = capture(command("git").args(["ls-files", "-z"]).current_dir(from))
        .context("the sources are listed by git: build twice in a checkout")?;
    for name in list.split('\0').filter(|name| !name.is_empty() && from.join(name).is_file()) {
        let target = to.join(name);
        fs::create_dir_all(target.parent().context("a file has a folder")?)?;
        fs::copy(from.join(name), target)?;
    }
    Ok(())
}

fn refuse_difference(one: &Path, another: &Path) -> Result<()> {
    let [names, other_names] = [names(one, "")?, names(another, "")?];
    if names != other_names {
        bail!("the two builds wrote different files: {names:?} and {other_names:?}");
    }
    for name in names {
        if fs::read(one.join(&name))? != fs::read(another.join(&name))? {
            bail!("the two builds differ in {name}");
        }
    }
    Ok(())
}

fn names(folder: &Path, below: &str) -> Result<Vec<String>> {
    let mut names = Vec::new();
    for entry in fs::read_dir(folder)? {
        let entry = entry?;
        let name = format!("{below}{}", entry.file_name().to_string_lossy());
        if entry.path().is_dir() {
            names.extend(self::names(&entry.path(), &format!("{name}/"))?);
        } else {
            names.push(name);
        }
    }
    names.sort();
    Ok(names)
}

/// As npm would write it into the lock file of whoever installs it.
fn integrity(package: &Path) -> Result<String> {
    let answer =
        capture(npm().args(["pack", "--dry-run", "--json", "--ignore-scripts", "--loglevel=error"]).arg(package))?;
    let start = answer.find("sha512-").context("npm pack did not say what the tarball's digest is")?;
    Ok(answer.get(start..).and_then(|rest| rest.split('"').next()).unwrap_or_default().to_owned())
}

#[cfg(test)]
mod tests {
    use super::refuse_difference;
    use std::fs;

    #[test]
    fn a_byte_a_file_and_a_folder_are_differences() -> anyhow::Result<()> {
        let place = tempfile::tempdir()?;
        let [one, another] = ["one", "another"].map(|name| place.path().join(name));
        for folder in [&one, &another] {
            fs::create_dir_all(folder.join("docs"))?;
            fs::write(folder.join("docs/a.md"), "same")?;
        }
        refuse_difference(&one, &another)?;
        fs::write(another.join("docs/a.md"), "Same")?;
        assert!(refuse_difference(&one, &another).is_err_and(|why| why.to_string().ends_with("differ in docs/a.md")));
        fs::write(another.join("docs/a.md"), "same")?;
        fs::write(another.join("docs/b.md"), "")?;
        assert!(refuse_difference(&one, &another).is_err());
        Ok(())
    }
}
