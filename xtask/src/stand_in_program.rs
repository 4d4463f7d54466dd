//! Programs of a stand-in machine, for tests: small shell scripts.

use std::fs;
use std::os::unix::fs::symlink;
use std::path::Path;

use anyhow::Result;

const PROGRAM: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/src/stand-in");

/// Puts a program into a folder. The script finds its machine's folder in `$HERE`.
///
/// A file that was just written must not be executed here: while a test in another thread starts a child, that child
/// holds the file open for writing, and the kernel answers "text file busy". So the program is a link to one that is
/// there already, and it reads its script.
pub fn write_program(folder: &Path, name: &str, here: &Path, script: &str) -> Result<()> {
    fs::write(folder.join(format!("{name}.sh")), format!("HERE='{}'\n{script}\n", here.display()))?;
    Ok(symlink(PROGRAM, folder.join(name))?)
}
