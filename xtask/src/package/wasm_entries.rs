//! The modules that the package exports as files.

use std::fs;

use anyhow::{Context, Result};
use serde_json::Value;

use crate::layout::Layout;

/// Names like `core.wasm`, from the `exports` of the built package.
pub fn wasm_entries(layout: &Layout) -> Result<Vec<String>> {
    let text = fs::read_to_string(layout.package().join("package.json"))
        .context("there is no pkg/: run `cargo xtask build`")?;
    let manifest: Value = serde_json::from_str(&text)?;
    let exports = manifest.get("exports").and_then(Value::as_object).context("pkg/package.json has no exports")?;
    Ok(exports
        .keys()
        .filter(|name| name.ends_with(".wasm"))
        .map(|name| name.trim_start_matches("./").to_owned())
        .collect())
}
