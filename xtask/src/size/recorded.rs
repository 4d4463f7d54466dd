//! The figures that are written down: `xtask/sizes.json`.

use std::collections::BTreeMap;
use std::fs;

use anyhow::{Context, Result};
use serde_json::Value;

use super::measured::{File, Measured};
use crate::layout::Layout;

/// One entry with everything it imports, in bytes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Size {
    pub raw: u64,
    pub gzip: u64,
}

impl From<&File> for Size {
    fn from(file: &File) -> Self {
        Self { raw: file.raw, gzip: file.gzip }
    }
}

/// All entries by file name.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Recorded(pub BTreeMap<String, Size>);

impl Recorded {
    pub fn read(layout: &Layout) -> Result<Self> {
        let path = layout.recorded_sizes();
        let text = fs::read_to_string(&path)
            .with_context(|| format!("{} cannot be read: `cargo xtask size --accept` writes it", path.display()))?;
        Self::parse(&text)
    }

    fn parse(text: &str) -> Result<Self> {
        let value: Value = serde_json::from_str(text)?;
        let entries = value.as_object().context("sizes.json holds no object")?;
        let figure = |value: &Value, name: &str| {
            value.get(name).and_then(Value::as_u64).with_context(|| format!("sizes.json lacks {name}"))
        };
        let read = |(name, value): (&String, &Value)| {
            Ok((name.clone(), Size { raw: figure(value, "raw")?, gzip: figure(value, "gzip")? }))
        };
        Ok(Self(entries.iter().map(read).collect::<Result<_>>()?))
    }

    pub fn of(measured: &Measured) -> Self {
        Self(measured.files.iter().map(|file| (file.name.clone(), Size::from(file))).collect())
    }

    /// A line for each entry, so that a change shows as one.
    pub fn text(&self) -> String {
        let line = |(name, size): (&String, &Size)| {
            format!("  \"{name}\": {{ \"raw\": {}, \"gzip\": {} }}", size.raw, size.gzip)
        };
        format!("{{\n{}\n}}\n", self.0.iter().map(line).collect::<Vec<_>>().join(",\n"))
    }
}

#[cfg(test)]
mod tests {
    use super::{Recorded, Size};

    #[test]
    fn what_is_written_is_read_again() -> anyhow::Result<()> {
        let sizes = [("index.js", 3, 2), ("core.wasm", 5, 4)];
        let recorded =
            Recorded(sizes.into_iter().map(|(name, raw, gzip)| (name.to_owned(), Size { raw, gzip })).collect());
        assert_eq!(Recorded::parse(&recorded.text())?, recorded);
        assert!(Recorded::parse("{ \"index.js\": { \"raw\": 3 } }").is_err());
        Ok(())
    }
}
