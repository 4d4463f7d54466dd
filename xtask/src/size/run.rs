//! The task: measure, compare, attribute.

use std::fs;
use std::process::ExitCode;

use anyhow::{Result, bail};

use super::attribution::{code_size, cost, largest};
use super::budget::{BUDGETS, Standing};
use super::code_map::CodeMap;
use super::measured::Measured;
use super::readme_figures::with_figures;
use super::recorded::Recorded;
use super::table::{grouped, table};
use crate::build;
use crate::command::capture;
use crate::js_tools::JsTools;
use crate::layout::Layout;
use crate::package::Tarball;
use crate::toolchain::{Permission, StdOrigin, WasmCargo};
use crate::wasm::{Variant, name_functions};

/// Crates that the server build could do without, at the price of writing their work by hand.
const WATCHED: [&str; 2] = ["gloo_net", "serde_wasm_bindgen"];

/// Crates listed for each module.
const SHOWN: usize = 8;

/// A module with a precompiled std is larger, by its compiler's choice and not by ours.
pub const RECORDED_WITH: StdOrigin = StdOrigin::CompiledAlong;

const LEGEND: &str = "\
  own: functions of the crate, and of the standard library for its types; alone: all code that would go with the
  crate; glue: JavaScript that would go. What was inlined into other functions is not in these figures.
";

pub fn run(layout: &Layout, permission: Permission) -> Result<ExitCode> {
    let cargo = build::toolchain(layout, permission)?;
    let tools = JsTools::ready(layout, permission)?;
    build::make(layout, &cargo, &tools)?;
    let measured = measure(layout, &tools)?;
    println!("\n{}", table(&measured));
    BUDGETS.iter().for_each(|budget| println!("{}", budget.told(&measured.files)));
    attribute(layout, &cargo, &tools)?;
    let broken =
        BUDGETS.iter().any(|budget| matches!(budget.standing(&measured.files), Standing::Over | Standing::Missing));
    Ok(if broken { ExitCode::FAILURE } else { ExitCode::SUCCESS })
}

/// `cargo xtask size --accept`: what is measured now is what may not be outgrown, and what README tells.
pub fn accept(layout: &Layout, permission: Permission) -> Result<ExitCode> {
    let cargo = build::toolchain(layout, permission)?;
    if cargo.std_origin() != RECORDED_WITH {
        bail!("recorded are the sizes of what is published, with std compiled along: set WASM_TOOLCHAIN=debian");
    }
    let tools = JsTools::ready(layout, permission)?;
    build::make(layout, &cargo, &tools)?;
    let measured = measure(layout, &tools)?;
    println!("\n{}", table(&measured));
    let recorded = Recorded::of(&measured);
    fs::write(layout.recorded_sizes(), recorded.text())?;
    let readme = with_figures(&fs::read_to_string(layout.readme())?, &recorded)?;
    fs::write(layout.readme(), readme)?;
    println!("recorded in {} and README.md", layout.recorded_sizes().display());
    Ok(ExitCode::SUCCESS)
}

/// Of everything that `pkg/` holds.
pub fn measure(layout: &Layout, tools: &JsTools) -> Result<Measured> {
    let folder = tempfile::tempdir()?;
    let tarball = Tarball::pack(&layout.package(), folder.path())?;
    let mut script = tools.own_script("size.mjs");
    Measured::read(&capture(script.arg(layout.package()).arg(tarball.path()))?)
}

fn attribute(layout: &Layout, cargo: &WasmCargo, tools: &JsTools) -> Result<()> {
    for variant in Variant::ALL {
        let named = name_functions(layout, cargo, tools, variant)?;
        let map = CodeMap::read(&fs::read(&named.module)?)?;
        let code = grouped(code_size(&map));
        println!("\n{}: {code} bytes of code, uncompressed; the crates with most of it:", variant.name);
        for (name, size) in largest(&map, SHOWN) {
            println!("  {name:<22}{:>10}", grouped(size));
        }
        if variant == Variant::SERVER {
            print!("{}", told(&map, &fs::read_to_string(&named.glue)?));
        }
    }
    Ok(())
}

fn told(map: &CodeMap, glue: &str) -> String {
    let mut text = format!("What would go with them  {:>10}{:>10}{:>10}\n", "own", "alone", "glue");
    for name in WATCHED {
        let cost = cost(map, glue, name);
        let [own, alone, glue] = [cost.own, cost.alone, cost.glue].map(grouped);
        text.push_str(&format!("  {name:<23}{own:>10}{alone:>10}{glue:>10}\n"));
    }
    text.push_str(LEGEND);
    text
}
