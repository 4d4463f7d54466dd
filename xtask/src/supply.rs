//! What the package is made of: the notices that ship with it, and the bill of materials beside it.

use std::fs;
use std::process::{Command, ExitCode};

use anyhow::Result;

use crate::build;
use crate::command::{capture, run};
use crate::js_tools::{JsTools, check_node};
use crate::layout::Layout;
use crate::toolchain::Permission;

/// `cargo xtask notices`: writes THIRD-PARTY-LICENSES anew.
pub fn notices(layout: &Layout, permission: Permission) -> Result<ExitCode> {
    check_node()?;
    let tools = JsTools::ready(layout, permission)?;
    fs::write(layout.notices(), capture(script(&tools, "notices.mjs").arg(layout.root()))?)?;
    println!("{}", layout.notices().display());
    Ok(ExitCode::SUCCESS)
}

/// `cargo xtask sbom`: builds, and writes what is in the package as CycloneDX.
pub fn bill_of_materials(layout: &Layout, permission: Permission) -> Result<ExitCode> {
    let cargo = build::toolchain(layout, permission)?;
    let tools = JsTools::ready(layout, permission)?;
    build::make(layout, &cargo, &tools)?;
    let mut script = script(&tools, "sbom.mjs");
    script.arg(layout.root()).arg(layout.package()).arg(cargo.compiler()).arg(layout.bill_of_materials());
    run(&mut script)?;
    Ok(ExitCode::SUCCESS)
}

/// A script that asks the cargo which runs this one.
fn script(tools: &JsTools, name: &str) -> Command {
    let mut script = tools.own_script(name);
    if let Some(cargo) = std::env::var_os("CARGO") {
        script.env("CARGO", cargo);
    }
    script
}
