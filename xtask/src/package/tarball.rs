//! What `npm publish` would upload.

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, bail};
use serde_json::Value;

use crate::command::capture;
use crate::js_tools::npm;

/// A packed package.
#[derive(Clone, Debug)]
pub struct Tarball {
    path: PathBuf,
}

impl Tarball {
    /// Packs `package` (`pkg/`, or one like it) into `folder`.
    pub fn pack(package: &Path, folder: &Path) -> Result<Self> {
        let mut command = npm();
        command.args(["pack", "--json", "--ignore-scripts", "--loglevel=error"]).arg(package);
        command.arg("--pack-destination").arg(folder);
        let answer: Value = serde_json::from_str(&capture(&mut command)?)?;
        let packed = packed(&answer).context("npm pack did not say what it packed")?;
        refuse_left_out(package, packed)?;
        let name =
            packed.get("filename").and_then(Value::as_str).context("npm pack did not say which file it wrote")?;
        Ok(Self { path: folder.join(name) })
    }

    pub fn path(&self) -> &Path {
        &self.path
    }
}

/// npm 11 and before answer with a list, later ones with an object by package name.
fn packed(answer: &Value) -> Option<&Value> {
    answer.get(0).or_else(|| answer.as_object()?.values().next())
}

/// Everything in `pkg/` was put there to be published: what `files` of package.json forgets would be missed later.
fn refuse_left_out(package: &Path, packed: &Value) -> Result<()> {
    let files = packed.get("files").and_then(Value::as_array).into_iter().flatten();
    let names: Vec<&str> = files.filter_map(|file| file.get("path")?.as_str()).collect();
    for file in files_below(package).context("there is no pkg/: run `cargo xtask build`")? {
        let name = file.strip_prefix(package)?.to_string_lossy().replace('\\', "/");
        if !names.contains(&name.as_str()) {
            bail!("pkg/{name} is not in the tarball: name it under `files` in pkg-template/package.json");
        }
    }
    Ok(())
}

fn files_below(folder: &Path) -> Result<Vec<PathBuf>> {
    let mut files = Vec::new();
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        if path.is_dir() {
            files.extend(files_below(&path)?);
        } else {
            files.push(path);
        }
    }
    Ok(files)
}

#[cfg(test)]
mod tests {
    use super::{packed, refuse_left_out};
    use serde_json::json;
    use std::fs;

    #[test]
    fn both_forms_of_the_answer_are_read() {
        let expected = json!({ "filename": "a-1.tgz" });
        assert_eq!(packed(&json!([{ "filename": "a-1.tgz" }])), Some(&expected));
        assert_eq!(packed(&json!({ "a": { "filename": "a-1.tgz" } })), Some(&expected));
        assert_eq!(packed(&json!([])), None);
    }

    #[test]
    fn a_file_left_out_is_named() -> anyhow::Result<()> {
        let folder = tempfile::tempdir()?;
        fs::write(folder.path().join("index.js"), "")?;
        fs::create_dir(folder.path().join("docs"))?;
        fs::write(folder.path().join("docs/notes.md"), "")?;
        let partly = json!({ "files": [{ "path": "index.js" }] });
        let refusal = refuse_left_out(folder.path(), &partly).map_err(|error| error.to_string());
        assert!(refusal.is_err_and(|why| why.starts_with("pkg/docs/notes.md is not in the tarball")));
        let whole = json!({ "files": [{ "path": "index.js" }, { "path": "docs/notes.md" }] });
        refuse_left_out(folder.path(), &whole)
    }
}
