//! All variants, from source to optimised module.

use std::fs;
use std::path::Path;

use anyhow::Result;

use super::bindgen::{Names, OPTIONS, bindgen};
use super::compile::compile;
use super::imported_memory::import_memory;
use super::optimise::optimise;
use super::paths::refuse_paths;
use super::variant::Variant;
use crate::js_tools::JsTools;
use crate::layout::Layout;
use crate::stamp::Stamp;
use crate::toolchain::WasmCargo;

/// Builds every variant into `target/wasm/NAME`.
pub fn build(layout: &Layout, cargo: &WasmCargo, tools: &JsTools) -> Result<()> {
    for variant in Variant::ALL {
        println!("compiling the {} build to WebAssembly", variant.name);
        let module = compile(layout, cargo, variant)?;
        finish(layout, tools, variant, &module)?;
    }
    Ok(())
}

/// Bindgen, optimiser and imported memory, unless the same module went through the same tools before.
fn finish(layout: &Layout, tools: &JsTools, variant: Variant, module: &Path) -> Result<()> {
    let folder = layout.wasm(variant.name);
    let inputs = fs::read(module)?;
    // The module names the version of bindgen it wants, so a new bindgen shows as a new module.
    let stamp = Stamp::over(folder.join("stamp"), &[&inputs, OPTIONS.join(" ").as_bytes(), tools.lock()]);
    if stamp.is_current() {
        return Ok(());
    }
    fs::create_dir_all(&folder)?;
    bindgen(module, variant.name, Names::Dropped, &folder)?;
    let finished = folder.join(format!("{}_bg.wasm", variant.name));
    optimise(tools, Names::Dropped, &finished)?;
    // The glue's name: loaders that look at imports know it.
    let limits = import_memory(&finished, &format!("./{}_bg.js", variant.name))?;
    fs::write(folder.join("memory.json"), limits.json())?;
    refuse_paths(layout, &finished)?;
    stamp.write()
}
