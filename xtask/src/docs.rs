//! `cargo xtask docs`: rustdoc, and what TypeDoc makes of the declarations: `docs/api`, which is committed, and pages for
//! a browser.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;
use std::process::{Command, ExitCode};

use anyhow::{Context, Result};

use crate::build::toolchain;
use crate::command::{native_cargo, run as run_command};
use crate::js_tools::{JsTools, check_node};
use crate::layout::Layout;
use crate::toolchain::Permission;
use crate::wasm;

/// The task.
pub fn run(layout: &Layout, permission: Permission) -> Result<ExitCode> {
    check_node()?;
    run_command(rustdoc(layout, &["--package", "commerce-auth"]).arg("--lib"))?;
    let pages = layout.api_pages();
    run_command(typedoc(layout, permission, &layout.api_docs())?.env("API_PAGES", &pages))?;
    eprintln!("docs/api, {} and {}", pages.display(), layout.target().join("doc").display());
    Ok(ExitCode::SUCCESS)
}

/// rustdoc over some packages, which may warn of nothing.
pub fn rustdoc(layout: &Layout, selection: &[&str]) -> Command {
    let mut command = native_cargo();
    command.args(["doc", "--quiet", "--no-deps"]).args(selection).env("RUSTDOCFLAGS", "-D warnings");
    command.current_dir(layout.root());
    command
}

/// TypeDoc, from the declarations to Markdown in a folder.
pub fn typedoc(layout: &Layout, permission: Permission, markdown: &Path) -> Result<Command> {
    let js_tools = JsTools::ready(layout, permission)?;
    // What is declared is checked, and that against the types that wasm-bindgen writes.
    wasm::build(layout, &toolchain(layout, permission)?, &js_tools)?;
    let mut declarations = js_tools.own_script("declarations.mjs");
    run_command(declarations.arg(layout.root()).arg(layout.declarations()))?;
    let tools = JsTools::installed_in(layout.api_docs_tools(), permission)?;
    let mut command = tools.script("typedoc/bin/typedoc");
    command.args(["--logLevel", "Warn"]).current_dir(tools.folder()).env("API_MARKDOWN", markdown);
    command.env("DECLARATIONS", layout.declarations());
    Ok(command)
}

/// What is not the same in two folders of files, a line for each file.
pub fn differences(made: &Path, committed: &Path) -> Result<Vec<String>> {
    let (made, committed) = (texts(made)?, texts(committed)?);
    let changed = made.iter().filter(|(name, text)| committed.get(*name) != Some(text)).map(|(name, _)| name.clone());
    let left_over = committed.keys().filter(|name| !made.contains_key(*name)).cloned();
    Ok(changed.chain(left_over).collect())
}

fn texts(folder: &Path) -> Result<BTreeMap<String, String>> {
    let Ok(entries) = fs::read_dir(folder) else { return Ok(BTreeMap::new()) };
    let read = |entry: std::io::Result<fs::DirEntry>| {
        let path = entry?.path();
        let text = fs::read_to_string(&path).with_context(|| format!("{} cannot be read", path.display()))?;
        // A checkout may have other line ends.
        Ok((path.file_name().unwrap_or_default().to_string_lossy().into_owned(), text.replace("\r\n", "\n")))
    };
    entries.map(read).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_that_changed_is_missing_or_left_over_is_named() -> Result<()> {
        let (made, committed) = (tempfile::tempdir()?, tempfile::tempdir()?);
        for (name, text) in [("same.md", "1\n"), ("changed.md", "new"), ("missing.md", "")] {
            fs::write(made.path().join(name), text)?;
        }
        for (name, text) in [("same.md", "1\r\n"), ("changed.md", "old"), ("left-over.md", "")] {
            fs::write(committed.path().join(name), text)?;
        }
        assert_eq!(differences(made.path(), committed.path())?, ["changed.md", "missing.md", "left-over.md"]);
        assert_eq!(differences(made.path(), &made.path().join("nowhere"))?.len(), 3);
        Ok(())
    }
}
