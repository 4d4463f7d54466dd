//! The suites, in the order they run: what is cheap and tells most comes first.

mod adapters;
mod adversary;
mod agreement;
mod bench;
mod biome;
mod browser;
mod bundles;
mod cli;
mod deny;
mod docs;
mod emulator;
mod examples;
mod format;
mod frameworks;
mod growth;
mod kits;
mod lint;
mod long;
mod native;
mod node_tests;
mod package;
mod peers;
mod publish;
mod release;
mod runtimes;
mod secrets;
mod selections;
mod size;
mod stores;
mod types;
mod wasm;
mod wasm_targets;
mod www;

use anyhow::Result;

use super::run::Outcome;
use super::workshop::Workshop;

/// One suite.
pub struct Suite {
    /// What it is called on the command line.
    pub name: &'static str,
    /// What it shows, in a few words.
    pub about: &'static str,
    pub run: fn(&Workshop) -> Result<Outcome>,
}

/// All of them.
pub const SUITES: [Suite; 28] = [
    Suite { name: "format", about: "rustfmt and Biome leave every file as it is", run: format::run },
    Suite { name: "lint", about: "clippy over all builds; tsc and Biome over package and page", run: lint::run },
    Suite { name: "native", about: "unit, vector, property and doc tests", run: native::run },
    Suite { name: "docs", about: "rustdoc and TypeDoc warn of nothing, and docs/api is current", run: docs::run },
    Suite { name: "wasm-node", about: "the crate as WebAssembly, in Node", run: wasm::run_in_node },
    Suite { name: "wasm-browser", about: "the crate as WebAssembly, in Chromium", run: wasm::run_in_chromium },
    Suite { name: "package", about: "the packed tarball, installed in an empty folder", run: package::run },
    Suite {
        name: "adversary",
        about: "answers, stores and callers that mean ill, over real sockets",
        run: adversary::run,
    },
    Suite { name: "growth", about: "no text from outside costs more than its length", run: growth::run },
    Suite {
        name: "bench",
        about: "every public function has a row in the bench, and does as by hand",
        run: bench::run,
    },
    Suite { name: "emulator", about: "commerce-auth/testing, from the same tarball", run: emulator::run },
    Suite { name: "stores", about: "token stores, in memory, over Keyv and over a real Redis", run: stores::run },
    Suite {
        name: "adapters",
        about: "axios, got, ky, ofetch, openapi-fetch, Playwright and undici over its authenticators",
        run: adapters::run,
    },
    Suite { name: "cli", about: "npx commerce-auth from the same tarball, and in a terminal", run: cli::run },
    Suite { name: "examples", about: "what README, docs and declarations show, run and compared", run: examples::run },
    Suite { name: kits::NAME, about: "a shop's own suite, by Vitest and Jest", run: kits::run },
    Suite {
        name: runtimes::NAME,
        about: "the package in Node 20, 22 and 24, Deno, Bun and workerd",
        run: runtimes::run,
    },
    Suite {
        name: frameworks::NAME,
        about: "under Nest, OpenTelemetry, Jest, Vitest and nft; with --long, built by Next, Nitro and wrangler",
        run: frameworks::run,
    },
    Suite {
        name: browser::NAME,
        about: "the package in pages without a bundler, in Chromium and Firefox",
        run: browser::run,
    },
    Suite {
        name: bundles::NAME,
        about: "the package bundled by Vite, webpack, Rollup and esbuild, in browsers and in Node",
        run: bundles::run,
    },
    Suite { name: "www", about: "the admin page, in Chromium and Firefox", run: www::run },
    Suite { name: "types", about: "the declarations, as TypeScript users configure it", run: types::run },
    Suite { name: "publish", about: "publint and attw on what would be published", run: publish::run },
    Suite { name: "release", about: "what the tarball holds, its licences, its making", run: release::run },
    Suite { name: "size", about: "no entry outgrows its recorded size", run: size::run },
    Suite { name: "peers", about: "guarantees; with --long, other packages beside them", run: peers::run },
    Suite { name: "long", about: "soak and scale; the full form with --long", run: long::run },
    Suite { name: "secrets", about: "no suite before it said a secret", run: secrets::run },
];

/// Those that run only where they are named: they need what no checkout has.
pub const ONLY_BY_NAME: [Suite; 1] = [Suite {
    name: "agreement",
    about: "random calls, against EARLIER_VERSION; only by its name",
    run: agreement::run,
}];

/// The suite of this name.
pub fn named(name: &str) -> Option<&'static Suite> {
    SUITES.iter().chain(&ONLY_BY_NAME).find(|suite| suite.name == name)
}

/// Suites whose folder has a lock of its own, for packages that nothing else needs.
pub const WITH_PACKAGES: [&str; 4] = [runtimes::NAME, bundles::NAME, kits::NAME, frameworks::NAME];

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;
    use std::path::Path;

    use super::node_tests::test_files;
    use super::{ONLY_BY_NAME, SUITES, named};

    /// Folders of tests/ that `node --test` runs, each by the suite beside it.
    const NODE_SUITES: [(&str, &str); 22] = [
        ("adapters", "adapters"),
        ("adversary", "adversary"),
        ("agreement", "agreement"),
        ("bench", "bench"),
        ("browser", "browser"),
        ("bundles", "bundles"),
        ("cli", "cli"),
        ("emulator", "emulator"),
        ("examples", "examples"),
        ("framework-builds", "frameworks"),
        ("frameworks", "frameworks"),
        ("growth", "growth"),
        ("package", "package"),
        ("kits", "kits"),
        ("long", "long"),
        ("peers", "peers"),
        ("runtimes", "runtimes"),
        ("release", "release"),
        ("secrets", "secrets"),
        ("stores", "stores"),
        ("types", "types"),
        ("www", "www"),
    ];

    fn tests_folder() -> Option<std::path::PathBuf> {
        Path::new(env!("CARGO_MANIFEST_DIR")).parent().map(|root| root.join("tests"))
    }

    #[test]
    fn every_suite_has_a_name_of_its_own() {
        let names: BTreeSet<_> = SUITES.iter().chain(&ONLY_BY_NAME).map(|suite| suite.name).collect();
        assert_eq!(names.len(), SUITES.len().saturating_add(ONLY_BY_NAME.len()));
    }

    #[test]
    fn a_suite_runs_every_folder_of_javascript_tests() -> anyhow::Result<()> {
        let folder = tests_folder().unwrap_or_default();
        for entry in std::fs::read_dir(folder)? {
            let path = entry?.path();
            if test_files(&path)?.is_empty() {
                continue;
            }
            let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
            let suite = NODE_SUITES.iter().find(|(folder, _)| *folder == name).map(|(_, suite)| *suite);
            assert!(suite.and_then(named).is_some(), "nobody runs tests/{name}");
        }
        Ok(())
    }
}
