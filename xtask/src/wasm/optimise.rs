//! binaryen's wasm-opt, from npm: Debian's is too old for the features of a current rustc.

use std::fs;
use std::path::Path;

use anyhow::Result;

use crate::command::run;
use crate::js_tools::JsTools;

/// Optimises the module for size, in place.
pub fn optimise(tools: &JsTools, module: &Path) -> Result<()> {
    let smaller = module.with_extension("opt.wasm");
    let mut command = tools.script("binaryen/bin/wasm-opt");
    run(command.arg("-Oz").arg(module).arg("-o").arg(&smaller))?;
    Ok(fs::rename(&smaller, module)?)
}
