//! tests/types: TypeScript against the installed package, once for each tsconfig.*.json, and its two majors before that
//! for the usual ones; and whether that finds declarations that are wrong.

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Result, bail};
use serde_json::Value;

use super::super::counts::Counts;
use super::super::environments;
use super::super::run::Outcome;
use super::super::workshop::Workshop;
use super::node_tests::run_files;
use crate::link::link;

/// The newest TypeScript, by its folder among the tools: the one that runs every configuration.
const NEWEST: &str = "typescript";
/// The two majors before it, and what the table of environments calls them. Every file of the tests is in one of their
/// configurations.
const OLDER: [(&str, &str); 2] =
    [("typescript-6", "TypeScript, a major before"), ("typescript-5", "TypeScript, two majors before")];
const FOR_OLDER: [&str; 2] = ["tsconfig.bundler.json", "tsconfig.node16.json"];

pub fn run(workshop: &Workshop) -> Result<Outcome> {
    // Inside the installation, so that `commerce-auth` is found the way a user's compiler finds it.
    let folder = workshop.installed()?.folder().join("types");
    copy_files(&workshop.tests().join("types"), &folder)?;
    offer_packages(workshop, &folder)?;
    let mut total = check(workshop, NEWEST, "TypeScript", &configs(&folder)?)?;
    for (compiler, environment) in OLDER {
        total.add(check(workshop, compiler, environment, &FOR_OLDER.map(|name| folder.join(name)))?);
    }
    if let Outcome::Counted(counts) = run_files(workshop, "types", |node| workshop.orient(node))? {
        total.add(counts);
    }
    Ok(Outcome::Counted(total))
}

/// One test for each configuration.
fn check(workshop: &Workshop, compiler: &str, environment: &str, configs: &[PathBuf]) -> Result<Counts> {
    let tools = workshop.tools()?;
    let version = version_of(&tools.modules().join(compiler))?;
    let mut total = Counts::default();
    for config in configs {
        let mut tsc = tools.script(&format!("{compiler}/bin/tsc"));
        tsc.args(["--strict", "--noEmit", "--project"]).arg(config);
        if compiler != NEWEST {
            // Their own libraries take most of their time, and are no matter here.
            tsc.arg("--skipDefaultLibCheck");
        }
        let status = tsc.status()?;
        let name = config.file_name().unwrap_or_default().to_string_lossy().into_owned();
        println!("TypeScript {version}, {name}: {}", if status.success() { "ok" } else { "FAILED" });
        total.add(Counts::of_success(status.success()));
    }
    environments::record(&workshop.layout.environments(), environment, &version, total.passed)?;
    Ok(total)
}

fn version_of(package: &Path) -> Result<String> {
    let manifest: Value = serde_json::from_str(&fs::read_to_string(package.join("package.json"))?)?;
    Ok(manifest.get("version").and_then(Value::as_str).unwrap_or("of an unknown version").to_owned())
}

fn copy_files(from: &Path, to: &Path) -> Result<()> {
    if !from.is_dir() {
        bail!("no test files: there is no tests/types");
    }
    fs::create_dir_all(to)?;
    for entry in fs::read_dir(from)? {
        let entry = entry?;
        if entry.path().is_file() {
            fs::copy(entry.path(), to.join(entry.file_name()))?;
        }
    }
    Ok(())
}

/// A user who targets Node has its types installed, and one of the adapters their clients. Beside the tests, not in the
/// folder of the package.
fn offer_packages(workshop: &Workshop, folder: &Path) -> Result<()> {
    let modules = folder.join("node_modules");
    fs::create_dir_all(&modules)?;
    for name in [
        "@types",
        "@opentelemetry",
        "undici-types",
        "axios",
        "got",
        "ky",
        "ofetch",
        "openapi-fetch",
        "playwright-core",
        "undici",
    ] {
        link(&workshop.tools()?.modules().join(name), &modules.join(name))?;
    }
    Ok(())
}

fn configs(folder: &Path) -> Result<Vec<PathBuf>> {
    let mut configs = Vec::new();
    for entry in fs::read_dir(folder)? {
        let entry = entry?;
        let name = entry.file_name().to_string_lossy().into_owned();
        if name.starts_with("tsconfig.") && name.ends_with(".json") {
            configs.push(entry.path());
        }
    }
    if configs.is_empty() {
        bail!("no test files: there is no tests/types/tsconfig.*.json");
    }
    configs.sort();
    Ok(configs)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Three majors in a row: a new TypeScript moves all of them.
    #[test]
    fn the_compilers_are_the_newest_and_two_majors_before_it() -> Result<()> {
        let manifest = Path::new(env!("CARGO_MANIFEST_DIR")).join("tools/package.json");
        let manifest: Value = serde_json::from_str(&fs::read_to_string(manifest)?)?;
        let pinned = |group: &str, name: &str| {
            let version = manifest.get(group)?.get(name)?.as_str()?;
            version.rsplit('@').next()?.split('.').next()?.parse::<u32>().ok()
        };
        let newest = pinned("dependencies", NEWEST).unwrap_or_default();
        assert!(newest > 2);
        let older = OLDER.map(|(name, _)| pinned("devDependencies", name));
        assert_eq!(older, [newest.checked_sub(1), newest.checked_sub(2)]);
        Ok(())
    }
}
