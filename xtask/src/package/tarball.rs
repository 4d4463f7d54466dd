//! What `npm publish` would upload.

use std::path::{Path, PathBuf};

use anyhow::{Context, Result};

use crate::command::capture;
use crate::js_tools::npm;
use crate::layout::Layout;

/// A packed package.
#[derive(Clone, Debug)]
pub struct Tarball {
    path: PathBuf,
}

impl Tarball {
    /// Packs `pkg/` into `folder`.
    pub fn pack(layout: &Layout, folder: &Path) -> Result<Self> {
        let mut command = npm();
        command.args(["pack", "--json", "--ignore-scripts", "--loglevel=error"]).arg(layout.package());
        command.arg("--pack-destination").arg(folder);
        let answer: serde_json::Value = serde_json::from_str(&capture(&mut command)?)?;
        let name = file_name(&answer).context("npm pack did not say which file it wrote")?;
        Ok(Self { path: folder.join(name) })
    }

    pub fn path(&self) -> &Path {
        &self.path
    }
}

/// npm 11 and before answer with a list, later ones with an object by package name.
fn file_name(answer: &serde_json::Value) -> Option<&str> {
    let packed = answer.get(0).or_else(|| answer.as_object()?.values().next())?;
    packed.get("filename")?.as_str()
}

#[cfg(test)]
mod tests {
    use super::file_name;
    use serde_json::json;

    #[test]
    fn both_forms_of_the_answer_are_read() {
        assert_eq!(file_name(&json!([{ "filename": "a-1.tgz" }])), Some("a-1.tgz"));
        assert_eq!(file_name(&json!({ "a": { "filename": "a-1.tgz" } })), Some("a-1.tgz"));
        assert_eq!(file_name(&json!([])), None);
    }
}
