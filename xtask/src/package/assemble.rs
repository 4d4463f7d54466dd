//! `pkg/`, assembled by `xtask/tools/assemble.mjs` and put in place whole or not at all.

use std::fs;
use std::path::Path;

use anyhow::Result;

use crate::command::run;
use crate::js_tools::JsTools;
use crate::layout::Layout;

/// xtask shares the version of the workspace, so its own is the one to publish.
const VERSION: &str = env!("CARGO_PKG_VERSION");

/// Assembles the package from `pkg-template/` and the finished modules.
pub fn assemble(layout: &Layout, tools: &JsTools) -> Result<()> {
    let staging = layout.target().join("pkg-staging");
    let mut script = tools.own_script("assemble.mjs");
    script.arg(layout.root()).arg(layout.target().join("wasm")).arg(VERSION).arg(&staging);
    run(&mut script)?;
    replace(&staging, &layout.package(), &layout.target().join("pkg-previous"))
}

/// Two renames: nobody ever sees half a package.
fn replace(new: &Path, place: &Path, previous: &Path) -> Result<()> {
    remove(previous)?;
    if place.exists() {
        fs::rename(place, previous)?;
    }
    fs::rename(new, place)?;
    remove(previous)
}

fn remove(folder: &Path) -> Result<()> {
    if folder.exists() {
        fs::remove_dir_all(folder)?;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::replace;
    use std::fs;

    #[test]
    fn nothing_of_the_previous_package_stays() -> anyhow::Result<()> {
        let folder = tempfile::tempdir()?;
        let [new, place, previous] = ["new", "place", "previous"].map(|name| folder.path().join(name));
        for (folder, file) in [(&new, "kept"), (&place, "stale"), (&previous, "older")] {
            fs::create_dir(folder)?;
            fs::write(folder.join(file), "")?;
        }
        replace(&new, &place, &previous)?;
        let names: Vec<_> = fs::read_dir(&place)?.flatten().map(|entry| entry.file_name()).collect();
        assert_eq!(names, ["kept"]);
        assert!(!new.exists() && !previous.exists());
        Ok(())
    }
}
