//! How the workspace is divided among cargo's runs on this machine's own processor.

/// xtask by itself, with the features it was just built with. Together with the others, cargo would unite the features,
/// and test, lint and document over a hundred dependencies compiled anew each time.
pub const SELECTIONS: [&[&str]; 2] = [&["--workspace", "--exclude", "xtask"], &["--package", "xtask"]];
