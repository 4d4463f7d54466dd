//! `cargo xtask build`: from a checkout to a publishable `pkg/` and the admin page made of it.

use std::process::ExitCode;

use anyhow::Result;

use crate::js_tools::{JsTools, check_node};
use crate::layout::Layout;
use crate::package::assemble;
use crate::page;
use crate::toolchain::{Choice, Machine, Permission, WasmCargo, find};
use crate::wasm;

/// The task.
pub fn run(layout: &Layout, permission: Permission) -> Result<ExitCode> {
    build(layout, permission)?;
    Ok(ExitCode::SUCCESS)
}

/// Builds everything; other tasks start with this.
pub fn build(layout: &Layout, permission: Permission) -> Result<JsTools> {
    let cargo = toolchain(layout, permission)?;
    let tools = JsTools::ready(layout, permission)?;
    make(layout, &cargo, &tools)?;
    Ok(tools)
}

/// Builds everything with tools that are ready.
pub fn make(layout: &Layout, cargo: &WasmCargo, tools: &JsTools) -> Result<()> {
    wasm::build(layout, cargo, tools)?;
    assemble(layout, tools)?;
    page::build(layout, tools)
}

/// Finds the toolchain and says which, on a machine whose node will do as well.
pub fn toolchain(layout: &Layout, permission: Permission) -> Result<WasmCargo> {
    check_node()?;
    let choice = Choice::read(std::env::var("WASM_TOOLCHAIN").ok().as_deref())?;
    let cargo = WasmCargo::new(find(choice, permission, &Machine::here())?, layout);
    eprintln!("{}", cargo.described());
    Ok(cargo)
}
