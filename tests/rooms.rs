//! The house keeps its order: dependencies point one way, as the table in `src/lib.rs` says (the design); the core knows
//! neither JavaScript nor clocks; no room is a lumber room.

#![cfg(not(target_arch = "wasm32"))]
#![allow(clippy::unwrap_used, clippy::panic, reason = "this is how a test fails")]

mod imports;

use imports::{Modules, circles, uses};
use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

/// Rooms that know what the crate is compiled to.
const WASM_ROOMS: [&str; 4] = ["js", "server", "allocator", "arena"];

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

fn files_below(folder: &Path) -> Vec<PathBuf> {
    let entries = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
    let mut files = Vec::new();
    for path in entries.filter(|path| !path.ends_with("node_modules")) {
        if path.is_dir() { files.extend(files_below(&path)) } else { files.push(path) }
    }
    files
}

/// A source file: the room it stands in, and its lines without comments.
struct Source {
    path: String,
    room: String,
    code: Vec<String>,
}

impl Source {
    /// Without the tests of the file, which stand at its end and may use whatever they like.
    fn code_of_product(&self) -> &[String] {
        let end = self.code.iter().position(|line| line.trim() == "mod tests {").unwrap_or(self.code.len());
        self.code.get(..end).unwrap_or_default()
    }
}

fn sources() -> Vec<Source> {
    let folder = root().join("src");
    files_below(&folder)
        .iter()
        .filter(|file| file.extension().is_some_and(|it| it == "rs"))
        .map(|file| read(file, file.strip_prefix(&folder).unwrap()))
        .collect()
}

fn read(file: &Path, below: &Path) -> Source {
    let first = below.components().next().unwrap().as_os_str().to_str().unwrap();
    let room = first.strip_suffix(".rs").unwrap_or(first).to_owned();
    let text = fs::read_to_string(file).unwrap();
    let code = text.lines().map(|line| line.split("//").next().unwrap_or_default().to_owned()).collect();
    Source { path: below.display().to_string(), room, code }
}

/// The rooms a line refers to: `crate::json::Json`, `use crate::{json, http}`.
fn rooms_in(line: &str) -> Vec<String> {
    line.split("crate::").skip(1).flat_map(first_names).collect()
}

fn first_names(path: &str) -> Vec<String> {
    let name = |text: &str| {
        text.trim().chars().take_while(|character| character.is_alphanumeric() || *character == '_').collect()
    };
    match path.strip_prefix('{') {
        Some(group) => group.split(',').map(name).collect(),
        None => vec![name(path)],
    }
}

/// The table: each room with the rooms it may use, in the order from the cellar to the roof.
fn table() -> BTreeMap<String, BTreeSet<String>> {
    let text = fs::read_to_string(root().join("src/lib.rs")).unwrap();
    let mut allowed = BTreeMap::new();
    let mut above = BTreeSet::new();
    for line in text.lines().filter_map(|line| line.strip_prefix("//! | ")).skip(1) {
        let cells: Vec<&str> = line.split('|').map(str::trim).collect();
        let [rooms, _, may_use, ..] = cells.as_slice() else { panic!("{line}") };
        let uses = match *may_use {
            "nothing" => BTreeSet::new(),
            "the rooms above" => above.clone(),
            named => names_in(named),
        };
        allowed.extend(names_in(rooms).into_iter().map(|room| (room, uses.clone())));
        above.extend(names_in(rooms));
    }
    allowed
}

/// The names between backticks.
fn names_in(cell: &str) -> BTreeSet<String> {
    cell.split('`').skip(1).step_by(2).map(str::to_owned).collect()
}

#[test]
fn every_room_stands_in_the_table() {
    let rooms: BTreeSet<String> =
        sources().into_iter().map(|source| source.room).filter(|room| room != "lib").collect();
    assert_eq!(rooms, table().into_keys().collect());
}

#[test]
fn dependencies_point_one_way() {
    let allowed = table();
    for source in sources().iter().filter(|source| source.room != "lib") {
        let may_use = allowed.get(&source.room).unwrap();
        // A package of its own, whose `crate` is itself; the test below says what it may use.
        let is_package = source.room == "json";
        for used in source.code.iter().filter(|_| !is_package).flat_map(|line| rooms_in(line)) {
            assert!(used == source.room || may_use.contains(&used), "{} uses {used}", source.path);
        }
        let climbs = source.code.iter().any(|line| line.contains("super::super"));
        assert!(!climbs, "{} reaches another room without saying which: say crate::", source.path);
    }
}

/// JSON is a package of its own for the sake of its optimisation level: it uses no other.
#[test]
fn the_package_of_json_uses_no_other() {
    let manifest = fs::read_to_string(root().join("src/json/Cargo.toml")).unwrap();
    assert!(manifest.contains("[package]") && !manifest.contains("dependencies"), "{manifest}");
}

/// The test above is worth something only if it sees what is used.
#[test]
fn uses_are_seen() {
    assert_eq!(rooms_in("use crate::json::{Json, Kind};"), ["json"]);
    assert_eq!(rooms_in("use crate::{json, http::BaseUrl};"), ["json", "http"]);
    assert_eq!(rooms_in("    x: crate::token::Token, y: crate::error::AuthError"), ["token", "error"]);
    let seen: BTreeSet<String> =
        sources().iter().flat_map(|source| source.code.iter().flat_map(|line| rooms_in(line))).collect();
    assert!(
        ["error", "secret", "json", "http", "scheme", "token", "api", "boundary"]
            .iter()
            .all(|room| seen.contains(*room)),
        "{seen:?}"
    );
}

/// The files of a room stand in an order as the rooms do: whoever reads one need not have read another first that refers to it.
#[test]
fn no_two_files_use_each_other() {
    let modules: Modules = sources()
        .into_iter()
        .filter(|source| source.room != "lib" && source.room != "json")
        .map(|source| (source.path.strip_suffix(".rs").unwrap().to_owned(), source.code_of_product().join("\n")))
        .collect();
    let uses = uses(&modules);
    assert!(uses.get("token/request").unwrap().contains("token/profile"), "{uses:?}");
    assert_eq!(circles(&uses), Vec::<String>::new());
}

#[test]
fn circles_are_seen() {
    let circles_of = |files: &[(&str, &str)]| {
        circles(&uses(&files.iter().map(|(name, code)| ((*name).to_owned(), (*code).to_owned())).collect()))
    };
    let parent = ("a", "mod b;\nmod c;\npub use b::B;");
    let two = [parent, ("a/b", "use super::c::C;"), ("a/c", "use crate::{error::E, a::b::{self, B}};")];
    assert_eq!(circles_of(&two), ["a/b and a/c"]);
    let by_paths = [parent, ("a/b", "fn f() { super::c::g(1) }"), ("a/c", "type T = crate::a::b::B;")];
    assert_eq!(circles_of(&by_paths), ["a/b and a/c"]);
    let with_the_parent = [("a", "mod b;\nfn f() { b::g() }"), ("a/b", "use super::f;")];
    assert_eq!(circles_of(&with_the_parent), ["a and a/b"]);
    let one_way = [parent, ("a/b", "use super::c::C;"), ("a/c", "use super::D;")];
    assert_eq!(circles_of(&one_way), Vec::<String>::new());
}

fn assert_never_mentioned(words: &[&str], excepted: &[&str]) {
    for source in sources().iter().filter(|source| !excepted.contains(&source.room.as_str())) {
        for line in &source.code {
            let word = words.iter().find(|word| line.contains(**word));
            assert_eq!(word, None, "{}: {line}", source.path);
        }
    }
}

#[test]
fn only_the_shell_knows_javascript() {
    let words = ["wasm_bindgen", "js_sys", "web_sys", "gloo", "serde", "JsValue", "core::arch"];
    assert_never_mentioned(&words, &WASM_ROOMS);
    let seen = sources()
        .iter()
        .any(|source| source.room == "js" && source.code.iter().any(|line| line.contains("wasm_bindgen")));
    assert!(seen, "the words are not those that are used");
}

/// Time and chance are arguments (the design): that is what lets a test play every interleaving.
#[test]
fn the_core_reads_no_clock_and_does_nothing() {
    let words =
        ["SystemTime", "std::", "Duration", "rand::", "getrandom", "println!", "async ", "static mut", "thread_local"];
    assert_never_mentioned(&words, &WASM_ROOMS);
}

/// Formatting costs more wasm than the rest of the crate (the design), and a `{:?}` can print what must not show.
#[test]
fn only_debug_and_display_format() {
    assert_never_mentioned(&["format!(", "write!(", "to_string()"], &["server"]);
}

/// The rooms of the shell and the page, each with those it may import from. The emulator and the command line share words in
/// `text` and how a profile is played in `played`, and neither knows the other; none of the core stands in either, but for types.
const SHELL: [(&str, &[&str]); 12] = [
    ("pkg-template/text", &[]),
    ("pkg-template/facade", &[]),
    ("pkg-template/headers", &["pkg-template/facade"]),
    ("pkg-template/server", &["pkg-template/facade"]),
    ("pkg-template/adapters", &["pkg-template/facade", "pkg-template/server"]),
    ("pkg-template/played", &["pkg-template/facade"]),
    ("pkg-template/testing", &["pkg-template/facade", "pkg-template/played", "pkg-template/text"]),
    ("pkg-template/profiles", &[]),
    ("pkg-template/cli", &["pkg-template/played", "pkg-template/text"]),
    (
        "pkg-template/entries",
        &[
            "pkg-template/adapters",
            "pkg-template/cli",
            "pkg-template/facade",
            "pkg-template/headers",
            "pkg-template/profiles",
            "pkg-template/server",
            "pkg-template/testing",
        ],
    ),
    ("www/text", &["pkg-template/text"]),
    ("www/script", &["pkg-template/text", "www/text"]),
];

/// The files that a script imports by their places, from the folder of the repository on.
fn imported_files(file: &Path) -> Vec<String> {
    let text = fs::read_to_string(file).unwrap();
    let code = text.lines().filter(|line| !line.trim_start().starts_with(['*', '/']));
    let paths = code.filter_map(|line| line.split_once("from '.").or_else(|| line.split_once("import '.")));
    let folder = file.parent().unwrap().strip_prefix(root()).unwrap();
    paths.map(|(_, path)| place_of(folder, &format!(".{}", path.split('\'').next().unwrap()))).collect()
}

/// Where a path that begins with `./` or `../` leads from a folder.
fn place_of(folder: &Path, path: &str) -> String {
    let mut names: Vec<&str> = folder.to_str().unwrap().split(['/', '\\']).collect();
    for step in path.split('/') {
        match step {
            "." => {}
            ".." => drop(names.pop()),
            name => names.push(name),
        }
    }
    names.join("/")
}

fn room_of(place: &str) -> String {
    place.split('/').take(2).collect::<Vec<_>>().join("/")
}

#[test]
fn the_rooms_of_the_shell_point_one_way() {
    let mut seen = BTreeSet::new();
    for (room, may_use) in SHELL {
        let files = files_below(&root().join(room));
        let scripts = files.iter().filter(|file| file.extension().is_some_and(|it| it == "ts" || it == "mjs"));
        for file in scripts {
            for used in imported_files(file).iter().map(|place| room_of(place)).filter(|used| used != room) {
                assert!(may_use.contains(&used.as_str()), "{} imports from {used}", file.display());
                seen.insert((room, used));
            }
        }
    }
    for (room, may_use) in SHELL {
        let unused: Vec<&&str> = may_use.iter().filter(|used| !seen.contains(&(room, (**used).to_owned()))).collect();
        assert!(unused.is_empty(), "{room} may use {unused:?}, and does not");
    }
    let rooms: BTreeSet<String> = fs::read_dir(root().join("pkg-template"))
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .filter(|path| path.is_dir())
        .map(|path| format!("pkg-template/{}", path.file_name().unwrap().to_str().unwrap()))
        .collect();
    let listed = SHELL.iter().map(|(room, _)| (*room).to_owned()).filter(|room| room.starts_with("pkg-template/"));
    assert_eq!(rooms, listed.collect());
}

/// The emulator exists to disagree with the package: it takes nothing of it but types.
#[test]
fn the_emulator_takes_types_alone_of_the_facade() {
    let mut seen = 0;
    for room in ["pkg-template/played", "pkg-template/testing"] {
        for file in files_below(&root().join(room)) {
            let text = fs::read_to_string(&file).unwrap();
            for line in text.lines().filter(|line| line.contains("/facade/")) {
                assert!(line.starts_with("import type "), "{}: {line}", file.display());
                seen += 1;
            }
        }
    }
    assert!(seen > 0, "the rule is about nothing");
}

#[test]
fn no_file_is_a_lumber_room() {
    let folders = ["src", "tests", "xtask", "pkg-template", "fuzz", "mutants"].map(|name| root().join(name));
    let files: Vec<PathBuf> =
        folders.iter().filter(|folder| folder.is_dir()).flat_map(|folder| files_below(folder)).collect();
    assert!(files.len() > 40, "the files are not where they are looked for");
    let is_built = |file: &&Path| ["fuzz/target", "mutants/target"].iter().any(|folder| file.starts_with(folder));
    for file in files.iter().map(|file| file.strip_prefix(root()).unwrap()).filter(|file| !is_built(file)) {
        let name = file.to_str().unwrap().to_lowercase();
        let words = name.split(|character: char| !character.is_alphanumeric());
        let lumber = ["util", "utils", "helper", "helpers", "common", "misc"];
        assert!(!words.clone().any(|word| lumber.contains(&word)), "{name}");
    }
}
