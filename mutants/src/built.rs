//! A copy of the project with all mutants behind switches, compiled. What the compiler refuses is taken out, until it takes it.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::os::unix::fs::PermissionsExt;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, Result, bail};
use serde_json::Value;

use crate::listed::ByFile;
use crate::switched::{Switched, Written, switch};

pub struct Built {
    /// Test programs, by their target's name.
    pub tests: BTreeMap<String, PathBuf>,
    /// What the compiler refused, with its words.
    pub refused: BTreeMap<u32, String>,
    /// No switch can be written for these.
    pub left: BTreeSet<u32>,
}

const NO_RUST: &str = "a let stands in no ||";
/// A value that a `const fn` cannot make; without the switch, it might compile.
const NOT_CONSTANT: &str = "E0015";

/// The crate that all others rest on, where the switch goes.
const LIBRARY: &str = "src/json/lib.rs";
const SWITCH: &str = include_str!("switch_in_core.rs");
/// A switch in a `const fn` can be asked when it runs, and is off where it is evaluated by the compiler.
const FEATURES: &str = "#![allow(internal_features)]\n#![feature(core_intrinsics, const_eval_select)]\n#[doc(hidden)]\npub mod mutant_switch;\n";
/// Lets the workspace's crates use those, and nothing else be compiled anew.
const WRAPPER: &str = "#!/bin/sh\nRUSTC_BOOTSTRAP=1 exec \"$@\"\n";

pub fn build(copy: &Path, target: &Path, files: &ByFile, sources: &BTreeMap<String, String>) -> Result<Built> {
    let mut refused = BTreeMap::new();
    let mut left = BTreeSet::new();
    loop {
        let without: BTreeSet<u32> = refused.keys().copied().collect();
        let mut written: BTreeMap<String, Switched> = BTreeMap::new();
        for (name, mutants) in files {
            let in_json = name.starts_with("src/json/");
            let path = if in_json { "crate::mutant_switch::on" } else { "::commerce_auth_json::mutant_switch::on" };
            let switched = switch(&sources[name], mutants, &without, path).with_context(|| name.clone())?;
            left.extend(switched.left.iter().copied());
            refused.extend(switched.refused.iter().map(|number| (*number, NO_RUST.to_owned())));
            write_if_other(&copy.join(name), &switched.text)?;
            written.insert(name.clone(), switched);
        }
        write_if_other(&copy.join(LIBRARY), &sources[LIBRARY].replacen("\nextern crate", &format!("{FEATURES}\nextern crate"), 1))?;
        write_if_other(&copy.join("src/json/mutant_switch.rs"), SWITCH)?;
        let said = compile(copy, target, &["check"], &["-p", "commerce-auth"])?;
        let mut new = faults(&said, &written)?;
        if new.is_empty() {
            let said = compile(copy, target, &["test", "--no-run"], &["-p", "commerce-auth"])?;
            new = faults(&said, &written)?;
            if new.is_empty() {
                refused.retain(|number, _| !left.contains(number));
                return Ok(Built { tests: programs(&said), refused, left });
            }
        }
        eprintln!("{} more do not compile", new.len());
        for words in new.values().take(5) {
            eprintln!("  {}", words.lines().take(2).collect::<Vec<_>>().join(" "));
        }
        left.extend(new.iter().filter(|(_, words)| words.contains(NOT_CONSTANT)).map(|(number, _)| *number));
        refused.extend(new);
    }
}

fn write_if_other(path: &Path, text: &str) -> Result<()> {
    if fs::read_to_string(path).is_ok_and(|there| there == text) {
        return Ok(());
    }
    fs::create_dir_all(path.parent().context("no folder")?)?;
    Ok(fs::write(path, text)?)
}

fn compile(copy: &Path, target: &Path, verb: &[&str], what: &[&str]) -> Result<Vec<Value>> {
    let wrapper = target.with_file_name("rustc-with-features");
    write_if_other(&wrapper, WRAPPER)?;
    fs::set_permissions(&wrapper, fs::Permissions::from_mode(0o755))?;
    let mut command = Command::new("cargo");
    command.env("RUSTC_WORKSPACE_WRAPPER", &wrapper);
    command.args(verb).args(what).args(["--message-format", "json", "--quiet", "--offline"]);
    command.current_dir(copy).env("CARGO_TARGET_DIR", target).env("RUSTFLAGS", "--cap-lints=allow");
    command.env("CARGO_PROFILE_DEV_DEBUG", "0").env("CARGO_PROFILE_DEV_OPT_LEVEL", "1");
    let said = command.output()?;
    String::from_utf8(said.stdout)?.lines().map(|line| Ok(serde_json::from_str(line)?)).collect()
}

fn faults(said: &[Value], written: &BTreeMap<String, Switched>) -> Result<BTreeMap<u32, String>> {
    let mut found = BTreeMap::new();
    for line in said.iter().filter(|line| line["reason"] == "compiler-message") {
        let message = &line["message"];
        if message["level"] != "error" {
            continue;
        }
        let spans = message["spans"].as_array().map_or(&[][..], Vec::as_slice);
        if spans.is_empty() {
            continue;
        }
        let words = message["rendered"].as_str().unwrap_or_default();
        let primary: Vec<&Value> = spans.iter().filter(|span| span["is_primary"] == true).collect();
        let all: Vec<&Value> = spans.iter().collect();
        let mut blamed = None;
        if message["code"]["code"] == "E0004" {
            blamed = missing_arms(message, written);
        }
        let blamed = blamed.or_else(|| blame(&primary, written)).or_else(|| blame(&all, written));
        let Some(blamed) = blamed else { bail!("the copy does not compile:\n{words}") };
        for number in blamed {
            found.entry(number).or_insert_with(|| words.to_owned());
        }
    }
    Ok(found)
}

/// Between the `match` that lacks arms, and where the compiler would add them.
fn missing_arms(message: &Value, written: &BTreeMap<String, Switched>) -> Option<Vec<u32>> {
    let primary = message["spans"].as_array()?.iter().find(|span| span["is_primary"] == true)?;
    let file = written.get(primary["file_name"].as_str()?)?;
    let start = usize::try_from(primary["byte_start"].as_u64()?).ok()?;
    let spans = message["children"].as_array()?.iter().filter_map(|child| child["spans"].as_array()).flatten();
    let added = spans.filter(|span| span["suggested_replacement"].is_string() && span["file_name"] == primary["file_name"]);
    let end = usize::try_from(added.filter_map(|span| span["byte_end"].as_u64()).max()?).ok()?;
    let arms = file.written.iter().filter(|one| one.arm && start <= one.range.start && one.range.end <= end);
    let arms: Vec<u32> = arms.map(|one| one.number).collect();
    (!arms.is_empty()).then_some(arms)
}

/// The mutants in whose code one of these places is; else those of the smallest site around it, else the one before it.
fn blame(spans: &[&Value], written: &BTreeMap<String, Switched>) -> Option<Vec<u32>> {
    let mut nearest: Option<(usize, Vec<u32>)> = None;
    for span in spans {
        let mut span = *span;
        // What a macro wrote stands where it was called.
        while span["file_name"].as_str().is_none_or(|name| !written.contains_key(name)) && span["expansion"]["span"].is_object() {
            span = &span["expansion"]["span"];
        }
        let Some(file) = span["file_name"].as_str().and_then(|name| written.get(name)) else { continue };
        let offset = |name: &str| span[name].as_u64().and_then(|at| usize::try_from(at).ok());
        let (Some(start), Some(end)) = (offset("byte_start"), offset("byte_end")) else { continue };
        let within = |range: &std::ops::Range<usize>| range.start <= start && end <= range.end;
        let inner = file.written.iter().filter(|one| within(&one.range));
        if let Some(one) = inner.min_by_key(|one| one.range.len()) {
            return Some(vec![one.number]);
        }
        let before = file.written.iter().filter(|one| one.range.end <= start).max_by_key(|one| one.range.end);
        if let (Some(one), None) = (before, &nearest) {
            nearest = Some((usize::MAX, vec![one.number]));
        }
        let around: Vec<&Written> = file.written.iter().filter(|one| within(&one.site)).collect();
        if let Some(length) = around.iter().map(|one| one.site.len()).min() {
            if nearest.as_ref().is_none_or(|(least, _)| length < *least) {
                let those = around.iter().filter(|one| one.site.len() == length).map(|one| one.number).collect();
                nearest = Some((length, those));
            }
        }
    }
    nearest.map(|(_, those)| those)
}

fn programs(said: &[Value]) -> BTreeMap<String, PathBuf> {
    let built = said.iter().filter(|line| line["reason"] == "compiler-artifact" && line["profile"]["test"] == true);
    built
        .filter_map(|line| Some((line["target"]["name"].as_str()?.to_owned(), line["executable"].as_str()?.into())))
        .collect()
}
