//! What source files use of each other, and the circles in it.

#![allow(clippy::unwrap_used, reason = "this is how a test fails")]

use std::collections::{BTreeMap, BTreeSet};

/// The modules of a crate with their code without comments, by their paths below `src` without `.rs`.
pub type Modules = BTreeMap<String, String>;

/// The modules that each module uses: by `use`, or by a path in its code. Declaring a module, or passing on what stands in it,
/// is no use of it.
pub fn uses(modules: &Modules) -> BTreeMap<String, BTreeSet<String>> {
    let of = |(module, code): (&String, &String)| {
        let paths = used_paths(code);
        let used = paths.iter().filter_map(|path| resolved(modules, module, path)).filter(|used| used != module);
        (module.clone(), used.collect())
    };
    modules.iter().map(of).collect()
}

/// Where a path leads: to the deepest module that its names lead to, `crate`, `super` and `self` among them.
fn resolved(modules: &Modules, from: &str, path: &str) -> Option<String> {
    let mut names = path.split("::").map(str::trim).peekable();
    let mut at: Vec<&str> = from.split('/').collect();
    match names.peek().copied()? {
        "crate" => at.clear(),
        "super" => {
            at.pop();
        }
        "self" => {}
        // A child of its own, or another crate.
        child if modules.contains_key(&[from, "/", child].concat()) => at.push(child),
        _ => return None,
    }
    names.next();
    for name in names {
        if name == "super" {
            at.pop();
        } else if modules.contains_key(&[at.as_slice(), &[name]].concat().join("/")) {
            at.push(name);
        } else {
            break;
        }
    }
    Some(at.join("/")).filter(|module| modules.contains_key(module))
}

fn used_paths(code: &str) -> Vec<String> {
    let mut paths = Vec::new();
    let mut rest = code;
    while let Some((before, behind)) = rest.split_once("use ") {
        let is_statement = before.is_empty() || before.ends_with(['\n', ' ', ')']);
        let (statement, after) = behind.split_once(';').unwrap_or((behind, ""));
        paths.extend(inline_paths(before));
        // What is only passed on is used by whoever asks for it here.
        let is_passed_on = before.ends_with("pub ") || before.ends_with(") ");
        if is_statement && !is_passed_on {
            paths.extend(expanded(statement.trim()));
        }
        rest = after;
    }
    paths.extend(inline_paths(rest));
    paths
}

/// `a::{b, c::d}` as `a::b` and `a::c::d`.
fn expanded(tree: &str) -> Vec<String> {
    let Some((prefix, group)) = tree.split_once('{') else {
        return vec![tree.split(" as ").next().unwrap().to_owned()];
    };
    let group = group.strip_suffix('}').unwrap_or(group);
    let mut parts = vec![String::new()];
    let mut depth = 0_u32;
    for character in group.chars() {
        match character {
            ',' if depth == 0 => {
                parts.push(String::new());
                continue;
            }
            '{' => depth = depth.saturating_add(1),
            '}' => depth = depth.saturating_sub(1),
            _ => {}
        }
        parts.last_mut().unwrap().push(character);
    }
    let parts = parts.iter().map(|part| part.trim()).filter(|part| !part.is_empty());
    parts.flat_map(expanded).map(|part| [prefix, &part].concat()).collect()
}

/// Paths in code: `super::a::b(…)`, `basic::HEADERS`.
fn inline_paths(code: &str) -> Vec<String> {
    let is_of_path = |character: char| character.is_alphanumeric() || character == '_' || character == ':';
    let words = code.split(|character: char| !is_of_path(character));
    words.filter(|word| word.contains("::")).map(str::to_owned).collect()
}

/// Every circle: modules each of which uses the next, and the last the first.
pub fn circles(uses: &BTreeMap<String, BTreeSet<String>>) -> Vec<String> {
    let reachable = |start: &String| {
        let mut seen = BTreeSet::new();
        let mut open = vec![start];
        while let Some(module) = open.pop() {
            for next in uses.get(module).into_iter().flatten() {
                if seen.insert(next) {
                    open.push(next);
                }
            }
        }
        seen
    };
    let reached: BTreeMap<&String, BTreeSet<&String>> = uses.keys().map(|module| (module, reachable(module))).collect();
    let is_between = |one: &String, other: &String| {
        one < other
            && reached.get(one).is_some_and(|it| it.contains(other))
            && reached.get(other).is_some_and(|it| it.contains(one))
    };
    let pairs = uses.keys().flat_map(|one| uses.keys().map(move |other| (one, other)));
    pairs.filter(|(one, other)| is_between(one, other)).map(|(one, other)| format!("{one} and {other}")).collect()
}
