//! `cargo test` for wasm32, run by wasm-bindgen's test runner in Node and in a browser.

use std::process::Command;

use anyhow::Result;

use super::super::counts::Counts;
use super::super::run::Outcome;
use super::super::runner::use_runner;
use super::super::tee::tee;
use super::super::workshop::Workshop;
use super::wasm_targets::{WasmTargets, wasm_targets};
use crate::toolchain::Std;

pub fn run_in_node(workshop: &Workshop) -> Result<Outcome> {
    run_all(workshop, |_| {})
}

pub fn run_in_chromium(workshop: &Workshop) -> Result<Outcome> {
    let chromium = match workshop.chromium() {
        Ok(chromium) => chromium,
        Err(why) => return Ok(Outcome::Skipped(why.to_string())),
    };
    run_all(workshop, |command| {
        command
            .env("WASM_BINDGEN_USE_BROWSER", "1")
            .env("CHROMEDRIVER", &chromium.driver)
            // Keeps Chromium from calling home.
            .env("WASM_BINDGEN_TEST_WEBDRIVER_JSON", workshop.layout.tools().join("webdriver.json"));
    })
}

fn run_all(workshop: &Workshop, place: impl Fn(&mut Command)) -> Result<Outcome> {
    let mut total = Counts::default();
    for build in wasm_targets(&workshop.layout)? {
        let mut command = cargo_test(workshop, &build)?;
        place(&mut command);
        let heard = tee(&mut command)?;
        workshop.heard.keep("wasm", &heard.output)?;
        total.add(Counts::of_cargo(&heard.output).judged_by(heard.succeeded));
    }
    Ok(Outcome::Counted(total))
}

fn cargo_test(workshop: &Workshop, build: &WasmTargets) -> Result<Command> {
    let mut command = workshop.cargo()?.command("test", "test", Std::Whole);
    use_runner(&mut command)?;
    // Not --quiet: cargo hands it on, and wasm-bindgen's runner does not know it.
    command.args(["--no-fail-fast", "--package", "commerce-auth"]);
    command.args(build.features).args(&build.selection).current_dir(workshop.layout.root());
    Ok(command)
}
