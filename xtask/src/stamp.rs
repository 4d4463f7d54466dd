//! Stamps: a file that says from what its neighbours were made, so that nothing is made twice.

use std::fs;
use std::hash::{DefaultHasher, Hash, Hasher};
use std::path::PathBuf;

use anyhow::Result;

/// One stamp file and the value it should hold.
pub struct Stamp {
    file: PathBuf,
    value: String,
}

impl Stamp {
    /// A stamp over everything that the result depends on. The hash need not be strong: nobody attacks his own
    /// target folder, and it may change with the compiler of xtask: then the work is done once more.
    pub fn over(file: PathBuf, inputs: &[&[u8]]) -> Self {
        let mut hasher = DefaultHasher::new();
        inputs.hash(&mut hasher);
        Self { file, value: format!("{:016x}\n", hasher.finish()) }
    }

    pub fn is_current(&self) -> bool {
        fs::read_to_string(&self.file).is_ok_and(|found| found == self.value)
    }

    /// Written last, after the work is whole.
    pub fn write(&self) -> Result<()> {
        Ok(fs::write(&self.file, &self.value)?)
    }
}

#[cfg(test)]
mod tests {
    use super::Stamp;

    #[test]
    fn a_stamp_is_current_for_the_same_inputs_only() -> anyhow::Result<()> {
        let folder = tempfile::tempdir()?;
        let file = folder.path().join("stamp");
        let stamp = Stamp::over(file.clone(), &[b"a", b"b"]);
        assert!(!stamp.is_current());
        stamp.write()?;
        assert!(stamp.is_current());
        assert!(!Stamp::over(file, &[b"ab"]).is_current());
        Ok(())
    }
}
