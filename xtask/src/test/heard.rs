//! What the suites said, and the secrets that crossed the wire while they ran.

use std::fs::{self, OpenOptions};
use std::io::Write;
use std::path::{Path, PathBuf};

use anyhow::Result;

/// The folder that keeps both for one run.
#[derive(Clone, Debug)]
pub struct Heard {
    folder: PathBuf,
}

impl Heard {
    /// Nothing yet: what an earlier run left is dropped.
    pub fn nothing_yet(folder: PathBuf) -> Result<Self> {
        if folder.is_dir() {
            fs::remove_dir_all(&folder)?;
        }
        let heard = Self { folder };
        fs::create_dir_all(heard.secrets_folder())?;
        fs::create_dir_all(heard.said_folder())?;
        Ok(heard)
    }

    /// Where tests/secrets/recorder.mjs writes.
    pub fn secrets_folder(&self) -> PathBuf {
        self.folder.join("secrets")
    }

    /// Where a suite's output goes, under a name of its own.
    pub fn said(&self, name: &str) -> PathBuf {
        self.said_folder().join(format!("{name}.txt"))
    }

    /// Adds to what was said under a name.
    pub fn keep(&self, name: &str, text: &str) -> Result<()> {
        Ok(OpenOptions::new().create(true).append(true).open(self.said(name))?.write_all(text.as_bytes())?)
    }

    /// Every secret once.
    pub fn secrets(&self) -> Result<Vec<String>> {
        let mut secrets = Vec::new();
        for (_, text) in texts(&self.secrets_folder())? {
            for line in text.lines() {
                secrets.push(serde_json::from_str(line)?);
            }
        }
        secrets.sort();
        secrets.dedup();
        Ok(secrets)
    }

    /// Name and text of everything that was said.
    pub fn all_said(&self) -> Result<Vec<(String, String)>> {
        texts(&self.said_folder())
    }

    fn said_folder(&self) -> PathBuf {
        self.folder.join("said")
    }
}

fn texts(folder: &Path) -> Result<Vec<(String, String)>> {
    let mut texts = Vec::new();
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        let name = path.file_stem().unwrap_or_default().to_string_lossy().into_owned();
        texts.push((name, String::from_utf8_lossy(&fs::read(&path)?).into_owned()));
    }
    texts.sort();
    Ok(texts)
}
