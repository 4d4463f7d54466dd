//! The shipped module once more, with its function names kept: for measuring, never for shipping.

use std::fs;
use std::path::PathBuf;

use anyhow::Result;

use super::bindgen::{Names, bindgen};
use super::compile::raw_module;
use super::optimise::optimise;
use super::variant::Variant;
use crate::js_tools::JsTools;
use crate::layout::Layout;
use crate::toolchain::WasmCargo;

/// A module that still knows its names, and its glue.
#[derive(Clone, Debug)]
pub struct Named {
    pub module: PathBuf,
    pub glue: PathBuf,
}

/// Makes it from the raw module of the last build.
pub fn name_functions(layout: &Layout, cargo: &WasmCargo, tools: &JsTools, variant: Variant) -> Result<Named> {
    let folder = layout.wasm("named");
    fs::create_dir_all(&folder)?;
    bindgen(&raw_module(cargo, variant), variant.name, Names::Kept, &folder)?;
    let module = folder.join(format!("{}_bg.wasm", variant.name));
    optimise(tools, Names::Kept, &module)?;
    Ok(Named { module, glue: folder.join(format!("{}_bg.js", variant.name)) })
}
