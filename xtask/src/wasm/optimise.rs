//! binaryen's wasm-opt, from npm: Debian's is too old for the features of a current rustc.

use std::fs;
use std::path::Path;

use anyhow::Result;

use super::bindgen::Names;
use crate::command::run;
use crate::js_tools::JsTools;

/// Optimises the module for size, in place.
pub fn optimise(tools: &JsTools, names: Names, module: &Path) -> Result<()> {
    let smaller = module.with_extension("opt.wasm");
    let mut command = tools.script("binaryen/bin/wasm-opt");
    if names == Names::Kept {
        command.arg("-g");
    }
    run(command.arg("-Oz").arg(module).arg("-o").arg(&smaller))?;
    Ok(fs::rename(&smaller, module)?)
}
