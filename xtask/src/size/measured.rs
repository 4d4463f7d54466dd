//! What `xtask/tools/size.mjs` measured.

use anyhow::{Context, Result};
use serde_json::Value;

/// One script or module of the package.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct File {
    pub name: String,
    /// The other entries it imports, included in the figures.
    pub with: Vec<String>,
    pub raw: u64,
    pub gzip: u64,
    pub brotli: u64,
    /// As one bundle, minified and gzipped: of entries that have a budget.
    pub minified: Option<u64>,
}

/// All of them, and the tarball.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Measured {
    pub files: Vec<File>,
    pub tarball: u64,
}

impl Measured {
    pub fn read(json: &str) -> Result<Self> {
        let value: Value = serde_json::from_str(json)?;
        let files = value.get("files").and_then(Value::as_array).context("size.mjs measured no files")?;
        Ok(Self { files: files.iter().map(read_file).collect::<Result<_>>()?, tarball: number(&value, "tarball")? })
    }
}

fn read_file(value: &Value) -> Result<File> {
    let with = value.get("with").and_then(Value::as_array).into_iter().flatten();
    Ok(File {
        name: value.get("name").and_then(Value::as_str).context("size.mjs left out a name")?.to_owned(),
        with: with.filter_map(Value::as_str).map(str::to_owned).collect(),
        raw: number(value, "raw")?,
        gzip: number(value, "gzip")?,
        brotli: number(value, "brotli")?,
        minified: value.get("minified").and_then(Value::as_u64),
    })
}

fn number(value: &Value, name: &str) -> Result<u64> {
    value.get(name).and_then(Value::as_u64).with_context(|| format!("size.mjs left out {name}"))
}
