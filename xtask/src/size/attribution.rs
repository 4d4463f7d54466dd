//! What a dependency costs: the code that nothing else needs.
//!
//! Read from the shipped module, built once more with its names kept. Of each crate two figures are told:
//! - *own*: functions of that crate, and generic code of the standard library made for its types;
//! - *alone*: what would go if the crate went: its own functions, those that only they reach by direct calls (its
//!   dependencies included), and the glue of the imports that only they use.
//!
//! Both leave something out. What the optimiser inlined into our functions counts as ours, and a function whose
//! address stands in the table of indirect calls counts as needed by somebody unless it is the crate's own. So the
//! true cost is rather more than *alone*. Data is not attributed: modules do not name it.

use std::collections::{BTreeMap, BTreeSet};

use super::code_map::{CodeMap, Function};
use super::owner::owner;

/// The cost of one crate.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Cost {
    pub own: u64,
    pub alone: u64,
    /// Glue of the imports that only this crate reaches.
    pub glue: u64,
}

/// The cost of a crate (spelt with underscores) within a module and its glue.
pub fn cost(map: &CodeMap, glue: &str, crate_name: &str) -> Cost {
    let is_own = |function: &Function| function.import.is_none() && owner(&function.name) == crate_name;
    let with = reached(map, |_| true);
    let without = reached(map, |function| !is_own(function));
    let gone: Vec<&Function> = with.difference(&without).filter_map(|index| map.functions.get(index)).collect();
    Cost {
        own: map.functions.values().filter(|function| is_own(function)).map(|function| function.size).sum(),
        alone: gone.iter().map(|function| function.size).sum(),
        glue: gone.iter().filter_map(|function| function.import.as_deref()).map(|import| glue_size(glue, import)).sum(),
    }
}

/// The crates with the most code of their own, largest first.
pub fn largest(map: &CodeMap, count: usize) -> Vec<(&str, u64)> {
    let mut sums: BTreeMap<&str, u64> = BTreeMap::new();
    for function in map.functions.values().filter(|function| function.import.is_none()) {
        let sum = sums.entry(owner(&function.name)).or_default();
        *sum = sum.saturating_add(function.size);
    }
    let mut largest: Vec<_> = sums.into_iter().collect();
    largest.sort_by_key(|(_, size)| std::cmp::Reverse(*size));
    largest.truncate(count);
    largest
}

/// Bytes of all function bodies.
pub fn code_size(map: &CodeMap) -> u64 {
    map.functions.values().map(|function| function.size).sum()
}

/// Functions that can be reached from outside through those that are allowed.
fn reached(map: &CodeMap, is_allowed: impl Fn(&Function) -> bool) -> BTreeSet<u32> {
    let mut seen = BTreeSet::new();
    let mut waiting: Vec<u32> =
        map.functions.iter().filter(|(_, function)| function.is_root).map(|(index, _)| *index).collect();
    while let Some(index) = waiting.pop() {
        let Some(function) = map.functions.get(&index) else { continue };
        if is_allowed(function) && seen.insert(index) {
            waiting.extend(&function.refers_to);
        }
    }
    seen
}

/// Bytes of one function of the glue: from `export function NAME(` to the brace that stands alone.
fn glue_size(glue: &str, import: &str) -> u64 {
    let start = glue.find(&format!("export function {import}("));
    let text = start.and_then(|start| glue.get(start..)).unwrap_or_default();
    let end = text.find("\n}").map_or(0, |end| end.saturating_add(3));
    u64::try_from(end).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// `export` calls ours, which calls gloo and memcpy; gloo calls http, memcpy and an import.
    fn map() -> CodeMap {
        let function = |name: &str, size, refers_to: &[u32]| Function {
            name: name.into(),
            size,
            refers_to: refers_to.to_vec(),
            is_root: false,
            import: None,
        };
        let mut map = CodeMap::default();
        let imported = Function { import: Some("__wbg_fetch".into()), ..function("", 0, &[]) };
        let root = Function { is_root: true, ..function("commerce_auth::call", 10, &[2, 4]) };
        let functions = [
            imported,
            root,
            function("gloo_net::send", 100, &[0, 3, 4]),
            function("http::parse", 30, &[]),
            function("memcpy", 5, &[]),
        ];
        for (index, function) in (0..).zip(functions) {
            map.functions.insert(index, function);
        }
        map
    }

    #[test]
    fn a_crate_costs_itself_and_what_only_it_reaches() {
        let glue = "export function __wbg_fetch(a) {\n    return a;\n}\nexport function other() {\n}\n";
        let expected = Cost { own: 100, alone: 130, glue: 49 };
        assert_eq!(cost(&map(), glue, "gloo_net"), expected);
        assert_eq!(code_size(&map()), 145);
    }

    #[test]
    fn the_largest_come_first() {
        assert_eq!(largest(&map(), 2), [("gloo_net", 100), ("http", 30)]);
    }

    #[test]
    fn a_crate_that_is_not_there_costs_nothing() {
        assert_eq!(cost(&map(), "", "serde_wasm_bindgen"), Cost { own: 0, alone: 0, glue: 0 });
    }
}
