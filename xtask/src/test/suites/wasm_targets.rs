//! Which tests run as WebAssembly: those that say so.

use std::fs;
use std::path::Path;

use anyhow::{Result, bail};

use crate::layout::Layout;

/// A test that uses this macro runs on wasm32.
const MARK: &str = "wasm_bindgen_test";
/// A file that says this needs the server build.
const SERVER: &str = "feature = \"server\"";

/// Arguments of `cargo test` that select the tests of one build of the crate.
#[derive(Debug, PartialEq, Eq)]
pub struct WasmTargets {
    pub features: &'static [&'static str],
    pub selection: Vec<String>,
}

/// The selections that have any test, default build first.
pub fn wasm_targets(layout: &Layout) -> Result<Vec<WasmTargets>> {
    let files = marked_files(&layout.tests())?;
    let (server, default): (Vec<_>, Vec<_>) = files.into_iter().partition(|file| file.needs_server);
    let mut default = select(default);
    if any_marked(&layout.root().join("src"))? {
        default.insert(0, "--lib".to_owned());
    }
    let builds = [
        WasmTargets { features: &[], selection: default },
        WasmTargets { features: &["--features", "server"], selection: select(server) },
    ];
    let builds: Vec<_> = builds.into_iter().filter(|build| !build.selection.is_empty()).collect();
    if builds.is_empty() {
        bail!("no test files: nothing in tests/*.rs or src/ uses {MARK}");
    }
    Ok(builds)
}

struct MarkedFile {
    name: String,
    needs_server: bool,
}

fn marked_files(folder: &Path) -> Result<Vec<MarkedFile>> {
    let mut files = Vec::new();
    for path in sorted(folder)?.into_iter().filter(|path| path.extension().is_some_and(|extension| extension == "rs")) {
        let text = fs::read_to_string(&path)?;
        if let Some(name) = path.file_stem().filter(|_| text.contains(MARK)) {
            files.push(MarkedFile { name: name.to_string_lossy().into_owned(), needs_server: text.contains(SERVER) });
        }
    }
    Ok(files)
}

fn any_marked(folder: &Path) -> Result<bool> {
    for path in sorted(folder)? {
        let marked = if path.is_dir() {
            any_marked(&path)?
        } else {
            fs::read_to_string(&path).is_ok_and(|text| text.contains(MARK))
        };
        if marked {
            return Ok(true);
        }
    }
    Ok(false)
}

fn select(files: Vec<MarkedFile>) -> Vec<String> {
    files.into_iter().flat_map(|file| ["--test".to_owned(), file.name]).collect()
}

fn sorted(folder: &Path) -> Result<Vec<std::path::PathBuf>> {
    let mut paths: Vec<_> =
        fs::read_dir(folder)?.map(|entry| entry.map(|entry| entry.path())).collect::<Result<_, _>>()?;
    paths.sort();
    Ok(paths)
}
