//! The mutants, as `cargo mutants --list --json` names them: which there are is its business, and how they are tried is ours.

use std::collections::BTreeMap;
use std::path::Path;
use std::process::Command;

use anyhow::{Context, Result, ensure};
use serde::Deserialize;

/// From one, both; a column counts characters.
#[derive(Debug, Clone, Copy, Deserialize, PartialEq, Eq, PartialOrd, Ord)]
pub struct Place {
    pub line: usize,
    pub column: usize,
}

#[derive(Debug, Clone, Copy, Deserialize)]
pub struct Span {
    pub start: Place,
    pub end: Place,
}

#[derive(Debug, Clone, Copy, Deserialize, PartialEq, Eq)]
pub enum Genre {
    FnValue,
    BinaryOperator,
    UnaryOperator,
    MatchArm,
    MatchArmGuard,
    StructField,
}

#[derive(Debug, Clone, Deserialize)]
pub struct Mutant {
    pub file: String,
    pub genre: Genre,
    pub name: String,
    pub replacement: String,
    pub span: Span,
    function: Option<Function>,
}

#[derive(Debug, Clone, Deserialize)]
struct Function {
    return_type: String,
}

impl Mutant {
    /// A value of another type than the body's: both cannot stand in one function.
    pub fn is_of_another_type(&self) -> bool {
        self.genre == Genre::FnValue && self.function.as_ref().is_some_and(|one| one.return_type.contains("impl "))
    }
}

/// Number and mutant, by file. A number is the place in cargo-mutants' list, from one.
pub type ByFile = BTreeMap<String, Vec<(u32, Mutant)>>;

pub fn list(root: &Path) -> Result<Vec<Mutant>> {
    let mut command = Command::new("cargo");
    command.args(["mutants", "--list", "--json", "--package", "commerce-auth", "--package", "commerce-auth-json"]);
    let said = command.current_dir(root).output().context("cargo-mutants is not installed")?;
    ensure!(said.status.success(), "cargo mutants: {}", String::from_utf8_lossy(&said.stderr));
    Ok(serde_json::from_slice(&said.stdout)?)
}

pub fn by_file(mutants: &[Mutant]) -> ByFile {
    let mut files = ByFile::new();
    for (mutant, number) in mutants.iter().zip(1..) {
        files.entry(mutant.file.clone()).or_default().push((number, mutant.clone()));
    }
    files
}
