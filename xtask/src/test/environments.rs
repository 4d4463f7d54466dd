//! Where the package ran. Tests that run it in a runtime, a bundle or a browser leave a file for each such environment; the
//! table of them stands at the end of a run, and an environment that is missing from it did not go unseen.

use std::fs;
use std::path::Path;

use anyhow::{Context, Result};
use serde_json::Value;

use super::counts::Counts;
use super::length::Length;

/// The variable that names the folder of these files to a test.
pub const VARIABLE: &str = "COMMERCE_AUTH_ENVIRONMENTS";

/// The environments of each suite, in the order of the table.
const EXPECTED: [(&str, &[&str]); 6] = [
    (
        "runtimes",
        &[
            "Node 20, import",
            "Node 20, require",
            "Node 22, import",
            "Node 22, require",
            "Node 24, import",
            "Node 24, require",
            "Deno, import",
            "Deno, require",
            "Bun, import",
            "Bun, require",
            "workerd",
            "workerd without Node's modules",
        ],
    ),
    ("browser", &["static folder, Chromium", "static folder, Firefox"]),
    (
        "bundles",
        &[
            "Vite, page, Chromium",
            "Vite, page, Firefox",
            "Vite, worker, Chromium",
            "Vite, worker, Firefox",
            "Vite, Node, import",
            "Vite, Node, require",
            "Vite, development server, page, Chromium",
            "Vite, development server, page, Firefox",
            "Vite, development server, worker, Chromium",
            "Vite, development server, worker, Firefox",
            "webpack, page, Chromium",
            "webpack, page, Firefox",
            "webpack, worker, Chromium",
            "webpack, worker, Firefox",
            "webpack, Node, import",
            "webpack, Node, require",
            "Rollup, page, Chromium",
            "Rollup, page, Firefox",
            "Rollup, Node, import",
            "Rollup, Node, require",
            "esbuild, page, Chromium",
            "esbuild, page, Firefox",
            "esbuild, page by require, Chromium",
            "esbuild, page by require, Firefox",
            "esbuild, Node, import",
            "esbuild, Node, require",
        ],
    ),
    ("kits", &["Vitest", "Jest, modules", "Jest, CommonJS"]),
    (
        "frameworks",
        &[
            "nft",
            "Nest, CommonJS",
            "OpenTelemetry",
            "Jest, jsdom, CommonJS",
            "Jest, jsdom, CommonJS, as it comes",
            "Jest, jsdom, modules",
            "Jest, jsdom, modules, as it comes",
            "Vitest, jsdom",
            "Vitest, jsdom, Node 24",
            "@types/node 20, oldest",
            "@types/node 20",
            "@types/node 22",
            "@types/node 24",
        ],
    ),
    ("types", &["TypeScript", "TypeScript, a major before", "TypeScript, two majors before"]),
];

/// Those that a suite has in its long form besides.
const EXPECTED_LONG: [(&str, &[&str]); 1] =
    [("frameworks", &["Next 14", "Next 15", "Next 16", "Next 16, cacheComponents", "Nitro", "wrangler"])];

/// One environment, as a test left it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Environment {
    name: String,
    version: String,
    tests: u32,
}

/// What the table says, and what it means for the score: one for each environment.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Table {
    pub text: String,
    pub counts: Counts,
}

impl Table {
    /// There is none, and why.
    pub fn failed(why: &anyhow::Error) -> Self {
        Self { text: format!("FAILED: {why:#}\n"), counts: Counts::ONE_FAILED }
    }
}

/// Forgets what an earlier run left.
pub fn clear(folder: &Path) -> Result<()> {
    if folder.is_dir() {
        fs::remove_dir_all(folder).with_context(|| format!("{} cannot be emptied", folder.display()))?;
    }
    Ok(())
}

/// Leaves word of one, as tests in JavaScript do by tests/runtimes/environment-record.mjs.
pub fn record(folder: &Path, name: &str, version: &str, tests: u32) -> Result<()> {
    fs::create_dir_all(folder)?;
    let word = serde_json::json!({ "environment": name, "version": version, "tests": tests });
    Ok(fs::write(folder.join(format!("{name}.json")), word.to_string())?)
}

/// The table of the suites that ran; nothing where none of them has environments.
pub fn table(folder: &Path, suites: &[&str], length: Length) -> Result<Option<Table>> {
    let long = EXPECTED_LONG.iter().filter(|_| length == Length::Long);
    let expected = EXPECTED.iter().chain(long).filter(|(suite, _)| suites.contains(suite));
    let expected: Vec<&str> = expected.flat_map(|(_, names)| names.iter()).copied().collect();
    let found = read(folder)?;
    if expected.is_empty() && found.is_empty() {
        return Ok(None);
    }
    Ok(Some(drawn(&expected, &found)))
}

fn read(folder: &Path) -> Result<Vec<Environment>> {
    let mut found = Vec::new();
    if folder.is_dir() {
        for entry in fs::read_dir(folder)? {
            let path = entry?.path();
            let left = serde_json::from_str(&fs::read_to_string(&path)?).ok().and_then(|value| environment(&value));
            found.push(left.with_context(|| format!("{} does not say what ran where", path.display()))?);
        }
    }
    found.sort_by(|one, other| one.name.cmp(&other.name));
    Ok(found)
}

fn environment(value: &Value) -> Option<Environment> {
    let text = |name: &str| value.get(name).and_then(Value::as_str).map(str::to_owned);
    let tests = value.get("tests").and_then(Value::as_u64).and_then(|tests| u32::try_from(tests).ok());
    Some(Environment { name: text("environment")?, version: text("version")?, tests: tests? })
}

/// Those that were expected, in their order, then any other.
fn drawn(expected: &[&str], found: &[Environment]) -> Table {
    let mut rows: Vec<(&str, Verdict<'_>)> = Vec::new();
    for name in expected {
        let ran = found.iter().find(|one| one.name == *name);
        rows.push((name, ran.map_or(Verdict::Missing, Verdict::of)));
    }
    let others = found.iter().filter(|one| !expected.contains(&one.name.as_str()));
    rows.extend(others.map(|one| (one.name.as_str(), Verdict::Unexpected(one))));

    let width = widest(rows.iter().map(|(name, _)| *name));
    let versions = widest(found.iter().map(|one| one.version.as_str())).max(NARROWEST_VERSION);
    let mut table = Table { text: String::new(), counts: Counts::default() };
    for (name, verdict) in rows {
        table.text.push_str(&format!("{name:<width$}   {}\n", verdict.told(versions)));
        table.counts.add(verdict.counted(name));
    }
    table
}

/// A table without a bundle in it is no narrower than one with a runtime's date.
const NARROWEST_VERSION: usize = 16;

fn widest<'text>(texts: impl Iterator<Item = &'text str>) -> usize {
    texts.map(|text| text.chars().count()).max().unwrap_or_default()
}

enum Verdict<'found> {
    Ran(&'found Environment),
    RanNothing(&'found Environment),
    Missing,
    Unexpected(&'found Environment),
}

impl<'found> Verdict<'found> {
    fn of(found: &'found Environment) -> Self {
        if found.tests == 0 { Self::RanNothing(found) } else { Self::Ran(found) }
    }

    /// In a column of so many characters for the version.
    fn told(&self, width: usize) -> String {
        match self {
            Self::Ran(Environment { version, tests, .. }) => format!("{version:<width$}{tests:>5} tests"),
            Self::RanNothing(Environment { version, .. }) => format!("{version:<width$}    0 tests: FAILED"),
            Self::Missing => "did not run".to_owned(),
            Self::Unexpected(Environment { version, tests, .. }) => {
                format!("{version:<width$}{tests:>5} tests: FAILED, name it in xtask/src/test/environments.rs")
            }
        }
    }

    /// One that is missing was skipped, which fails where nobody watches.
    fn counted(&self, name: &str) -> Counts {
        match self {
            Self::Ran(_) => Counts::ONE_PASSED,
            Self::Missing => Counts::ONE_SKIPPED,
            Self::RanNothing(_) | Self::Unexpected(_) => {
                Counts { failures: vec![name.to_owned()], ..Counts::ONE_FAILED }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn ran(name: &str, tests: u32) -> Environment {
        Environment { name: name.into(), version: "1.2.3".into(), tests }
    }

    #[test]
    fn environments_stand_in_the_order_of_their_suite() {
        let Table { text, counts } = drawn(&["Node", "Deno"], &[ran("Deno", 7), ran("Node", 60)]);
        assert_eq!(text, "Node   1.2.3              60 tests\nDeno   1.2.3               7 tests\n");
        assert_eq!(counts, Counts { passed: 2, ..Counts::default() });
    }

    #[test]
    fn one_without_a_test_fails() {
        let Table { text, counts } = drawn(&["Node"], &[ran("Node", 0)]);
        assert!(text.contains("0 tests: FAILED"), "{text}");
        assert_eq!(counts, Counts { failures: vec!["Node".into()], ..Counts::ONE_FAILED });
    }

    #[test]
    fn one_that_is_missing_counts_as_skipped() {
        let Table { text, counts } = drawn(&["Node", "Deno"], &[ran("Node", 1)]);
        assert!(text.ends_with("Deno   did not run\n"), "{text}");
        assert_eq!(counts, Counts { skipped: 1, ..Counts::ONE_PASSED });
    }

    #[test]
    fn one_that_nobody_expects_fails() {
        let Table { text, counts } = drawn(&[], &[ran("Nodee", 1)]);
        assert!(text.contains("name it in"), "{text}");
        assert_eq!(counts, Counts { failures: vec!["Nodee".into()], ..Counts::ONE_FAILED });
    }

    #[test]
    fn only_suites_that_ran_are_asked() -> Result<()> {
        let folder = tempfile::tempdir()?;
        assert_eq!(table(folder.path(), &["format"], Length::Short)?, None);
        let Some(Table { counts, .. }) = table(folder.path(), &["format", "runtimes"], Length::Short)? else {
            anyhow::bail!("no table");
        };
        assert_eq!(counts, Counts { skipped: 12, ..Counts::default() });
        Ok(())
    }

    #[test]
    fn the_long_form_is_asked_for_more() -> Result<()> {
        let folder = tempfile::tempdir()?;
        record(folder.path(), "Next 16", "16.4.6", 2)?;
        let asked = |length| -> Result<Counts> {
            let table = table(folder.path(), &["frameworks"], length)?;
            Ok(table.map(|table| table.counts).unwrap_or_default())
        };
        let short = asked(Length::Short)?;
        assert_eq!((short.passed, short.failed, short.skipped), (0, 1, 13), "it did not run there");
        let long = asked(Length::Long)?;
        assert_eq!((long.passed, long.failed, long.skipped), (1, 0, 18));
        Ok(())
    }

    #[test]
    fn files_are_read_and_forgotten() -> Result<()> {
        let parent = tempfile::tempdir()?;
        let folder = parent.path().join("environments");
        clear(&folder)?;
        fs::create_dir(&folder)?;
        fs::write(folder.join("bun-import.json"), r#"{"environment":"Bun, import","version":"1.4.5","tests":60}"#)?;
        let told = table(&folder, &["runtimes"], Length::Short)?.map(|table| table.text).unwrap_or_default();
        let words = |line: &str| line.split_whitespace().map(str::to_owned).collect::<Vec<_>>();
        assert!(told.lines().any(|line| words(line) == ["Bun,", "import", "1.4.5", "60", "tests"]), "{told}");
        clear(&folder)?;
        assert_eq!(table(&folder, &[], Length::Short)?, None);
        Ok(())
    }

    #[test]
    fn a_file_that_says_nothing_is_an_error() -> Result<()> {
        let folder = tempfile::tempdir()?;
        for text in ["", "{}", r#"{"environment":"Bun, import","version":"1.4.5","tests":-1}"#] {
            fs::write(folder.path().join("a.json"), text)?;
            let refusal = table(folder.path(), &[], Length::Short).map_err(|error| error.to_string());
            assert!(refusal.is_err_and(|why| why.contains("does not say what ran where")));
        }
        Ok(())
    }
}
