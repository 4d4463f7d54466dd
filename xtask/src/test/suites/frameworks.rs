//! tests/frameworks: the package under frameworks, tracers and test environments, pinned by a lock of their own. With `--long` also
//! tests/framework-builds: whole projects, built by Next, Nitro and wrangler, and started. Their packages are large and their builds
//! take minutes.

use anyhow::Result;

use super::super::counts::Counts;
use super::super::length::Length;
use super::super::run::Outcome;
use super::super::workshop::Workshop;
use super::node_tests::run_files;
use super::runtimes;

pub const NAME: &str = "frameworks";
const BUILDS: &str = "framework-builds";

/// The folders below tests/framework-builds with a lock of their own: no two majors of a framework fit into one.
const BUILDERS: [&str; 5] = [
    "framework-builds/next-14",
    "framework-builds/next-15",
    "framework-builds/next-16",
    "framework-builds/nitro",
    "framework-builds/wrangler",
];

pub fn run(workshop: &Workshop) -> Result<Outcome> {
    // Several majors of Node run what was traced, and workerd what was built for it.
    workshop.packages_of(runtimes::NAME)?;
    workshop.packages_of(NAME)?;
    let mut total = counted(run_files(workshop, NAME, |node| workshop.orient(node))?);
    if workshop.length == Length::Long {
        total.add(run_builds(workshop)?);
    } else {
        println!("projects on Next, Nitro and wrangler are built and started with --long");
    }
    Ok(Outcome::Counted(total))
}

fn run_builds(workshop: &Workshop) -> Result<Counts> {
    for folder in BUILDERS {
        workshop.packages_of(folder)?;
    }
    let chromium = workshop.chromium()?;
    Ok(counted(run_files(workshop, BUILDS, |node| {
        node.env("CHROMIUM", &chromium.browser);
        workshop.orient(node)
    })?))
}

fn counted(outcome: Outcome) -> Counts {
    match outcome {
        Outcome::Counted(counts) => counts,
        Outcome::Skipped(why) => {
            println!("skipped: {why}");
            Counts::ONE_SKIPPED
        }
    }
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use super::{BUILDERS, BUILDS};

    #[test]
    fn every_folder_with_a_lock_is_installed() -> anyhow::Result<()> {
        let tests = Path::new(env!("CARGO_MANIFEST_DIR")).join("../tests");
        let mut found = Vec::new();
        for entry in std::fs::read_dir(tests.join(BUILDS))? {
            let path = entry?.path();
            if path.join("package-lock.json").is_file() {
                found.push(format!("{BUILDS}/{}", path.file_name().unwrap_or_default().to_string_lossy()));
            }
        }
        found.sort();
        assert_eq!(found, BUILDERS);
        Ok(())
    }
}
