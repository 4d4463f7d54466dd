//! What the documentation of a public function says, as far as a machine can tell.
//!
//! The rule, for every `pub fn` of the rooms that know no JavaScript:
//!
//! - **an example**: its own documentation has a fenced block that calls it, or else the type it belongs to has one, above
//!   its declaration in the same file, that calls it as `.name(` or by `Type::name`. `cargo test --doc` runs every block, so
//!   a fence bears no word such as `ignore`.
//! - **errors**: one that returns a `Result` has a section `# Errors` that names codes, or says whose errors they are.
//! - **units**: where its name or a parameter is about time, the documentation says milliseconds or seconds. So does that of
//!   a field, or that of its struct.
//! - **a source**: each file that does something of a vendor or of a standard names the page or the RFC.

#![cfg(not(target_arch = "wasm32"))]
#![allow(
    clippy::unwrap_used,
    clippy::arithmetic_side_effects,
    clippy::indexing_slicing,
    clippy::string_slice,
    reason = "this is how a test fails"
)]

use commerce_auth::error::ErrorCode;
use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

/// Rooms with nothing that a Rust caller could call.
const ROOMS_OF_WASM: [&str; 5] = ["js", "server", "allocator", "arena", "stack"];
/// Rooms that are about vendors and standards.
const ROOMS_WITH_SOURCES: [&str; 4] = ["json", "http", "scheme", "api"];
/// What is a table of contents, or this package's own.
const WITHOUT_SOURCE: [&str; 4] = ["http.rs", "scheme.rs", "api.rs", "api/capillary/named_options.rs"];

/// A public function as its source has it.
#[derive(Debug)]
struct Function {
    place: String,
    name: String,
    signature: String,
    documentation: Vec<String>,
    /// The type whose method it is, and the documentation of that.
    owner: Option<(String, Vec<String>)>,
}

fn source_folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("src")
}

fn files_below(folder: &Path) -> Vec<PathBuf> {
    let mut files = Vec::new();
    for path in fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()) {
        if path.is_dir() { files.extend(files_below(&path)) } else { files.push(path) }
    }
    files
}

/// Every source by its path below `src`, without its unit tests.
fn sources() -> BTreeMap<String, String> {
    let folder = source_folder();
    let texts = files_below(&folder).into_iter().map(|file| {
        let path = file.strip_prefix(&folder).unwrap().to_str().unwrap().to_owned();
        let text = fs::read_to_string(&file).unwrap();
        (path, text.split("\n#[cfg(test)]\nmod tests").next().unwrap().to_owned())
    });
    texts.filter(|(path, _)| path.ends_with(".rs") && !ROOMS_OF_WASM.contains(&room_of(path))).collect()
}

fn room_of(path: &str) -> &str {
    path.split(['/', '.']).next().unwrap()
}

fn functions() -> Vec<Function> {
    sources().iter().flat_map(|(path, text)| functions_of(path, text)).collect()
}

fn functions_of(path: &str, text: &str) -> Vec<Function> {
    let lines: Vec<&str> = text.lines().collect();
    let mut functions = Vec::new();
    for (index, line) in lines.iter().enumerate() {
        let rest = line.trim().strip_prefix("pub ").map(|rest| rest.trim_start_matches("const "));
        let Some(rest) = rest.and_then(|rest| rest.strip_prefix("fn ")) else { continue };
        functions.push(Function {
            place: format!("src/{path}:{}", index + 1),
            name: first_word(rest).to_owned(),
            signature: signature_from(&lines[index..]),
            documentation: documentation_above(&lines, index),
            owner: owner_of(&lines, index),
        });
    }
    functions
}

fn first_word(text: &str) -> &str {
    text.split(|character: char| !is_part_of_word(character)).next().unwrap()
}

fn is_part_of_word(character: char) -> bool {
    character.is_alphanumeric() || character == '_'
}

fn signature_from(lines: &[&str]) -> String {
    let length = lines.iter().position(|line| line.ends_with('{')).unwrap();
    lines[..=length].join(" ")
}

/// The lines of documentation right above a line, attributes skipped, without their slashes.
fn documentation_above(lines: &[&str], index: usize) -> Vec<String> {
    let above = lines[..index].iter().rev().map(|line| line.trim());
    let above = above.take_while(|line| line.starts_with("///") || line.starts_with("#["));
    let mut documentation: Vec<String> = above
        .filter_map(|line| line.strip_prefix("///"))
        .map(|line| line.strip_prefix(' ').unwrap_or(line).to_owned())
        .collect();
    documentation.reverse();
    documentation
}

/// The type of the `impl` block that a line stands in, with its documentation.
fn owner_of(lines: &[&str], index: usize) -> Option<(String, Vec<String>)> {
    let depth = |line: &str| line.len() - line.trim_start().len();
    let outer = lines[..index].iter().rev().find(|line| line.ends_with('{') && depth(line) < depth(lines[index]))?;
    let subject = outer.trim().strip_prefix("impl")?;
    let subject =
        subject.split_once("> ").filter(|_| subject.starts_with('<')).map_or(subject, |(_, rest)| rest).trim();
    let name = first_word(subject);
    let declares = |line: &str| {
        let rest = line.trim().strip_prefix("pub struct ").or(line.trim().strip_prefix("pub enum "));
        rest.is_some_and(|rest| first_word(rest) == name)
    };
    let declared = lines.iter().position(|line| declares(line));
    Some((name.to_owned(), declared.map_or(Vec::new(), |declared| documentation_above(lines, declared))))
}

/// The lines of the fenced blocks that are compiled and run, imports left out.
fn example(documentation: &[String]) -> String {
    let mut inside = false;
    let mut code = Vec::new();
    for line in documentation {
        if line.starts_with("```") {
            assert_eq!(line, "```", "a block that is not executed proves nothing");
            inside = !inside;
        } else if inside && !line.starts_with("use ") {
            code.push(line.as_str());
        }
    }
    code.join("\n")
}

/// What is said outside the fenced blocks.
fn prose(documentation: &[String]) -> String {
    let mut inside = false;
    let outside = documentation.iter().filter(|line| {
        let fence = line.starts_with("```");
        inside ^= fence;
        !inside && !fence
    });
    outside.map(String::as_str).collect::<Vec<_>>().join(" ")
}

fn has_example(function: &Function) -> bool {
    let calls = |code: &str, call: &str| {
        code.match_indices(call).any(|(at, _)| {
            !code[..at].ends_with(is_part_of_word) && !code[at + call.len()..].starts_with(is_part_of_word)
        })
    };
    let own = example(&function.documentation);
    let Some((owner, documentation)) = &function.owner else {
        return calls(&own, &function.name);
    };
    let shared = example(documentation);
    calls(&own, &function.name)
        || shared.contains(&format!(".{}(", function.name))
        || calls(&shared, &format!("{owner}::{}", function.name))
}

/// The section on errors, where there is one.
fn errors_section(documentation: &[String]) -> Option<String> {
    let text = documentation.join("\n");
    let section = text.split("# Errors").nth(1)?.split("\n#").next()?.split("\n```").next()?;
    Some(section.replace('\n', " "))
}

fn names_its_errors(function: &Function) -> bool {
    let Some(section) = errors_section(&function.documentation) else {
        return !function.signature.contains("-> Result<");
    };
    let names_code = ErrorCode::ALL.iter().any(|code| section.contains(&format!("`{}`", code.as_str())));
    // Those of another function, or the problems of the JSON scanner, which have no code.
    names_code || section.contains("As [`") || function.signature.contains("JsonProblem>")
}

/// Whether a name is that of an instant or of a length of time.
fn is_about_time(name: &str) -> bool {
    let ends = ["_at", "_ms", "_seconds", "_margin", "_milliseconds"];
    matches!(name, "now" | "since" | "expires" | "lifetime") || ends.iter().any(|end| name.ends_with(end))
}

fn says_unit(text: &str) -> bool {
    let mut words = text.split(|character: char| !is_part_of_word(character));
    words.any(|word| matches!(word.to_lowercase().as_str(), "milliseconds" | "seconds" | "ms"))
}

/// The names of the function and of its parameters that are plain numbers.
fn names_of_numbers(function: &Function) -> Vec<String> {
    let parameters = function.signature.split_once('(').unwrap().1.split("->").next().unwrap();
    let numbers = parameters.split(',').filter_map(|parameter| parameter.split_once(':'));
    let numbers = numbers.filter(|(_, kind)| kind.contains("i64") || kind.contains("u64"));
    let returned = function.signature.split("->").nth(1).filter(|returned| returned.contains("64"));
    let own = returned.map(|_| function.name.clone());
    numbers.map(|(name, _)| name.trim().to_owned()).chain(own).collect()
}

fn says_its_units(function: &Function) -> bool {
    let timed = names_of_numbers(function).iter().any(|name| is_about_time(name));
    let of_owner = function.owner.as_ref().map_or(String::new(), |(_, documentation)| prose(documentation));
    !timed || says_unit(&prose(&function.documentation)) || says_unit(&of_owner)
}

/// The public fields that are numbers about time and do not say in what they count.
fn fields_without_unit(path: &str, text: &str) -> Vec<String> {
    let lines: Vec<&str> = text.lines().collect();
    let field = |line: &str| {
        let (name, kind) = line.trim().strip_prefix("pub ")?.strip_suffix(',')?.split_once(": ")?;
        (kind.contains("64") && is_about_time(name)).then(|| name.to_owned())
    };
    let lacks = |index: usize| {
        let head = lines[..index].iter().rposition(|line| line.ends_with('{')).unwrap();
        let said = [documentation_above(&lines, index), documentation_above(&lines, head)].concat();
        !says_unit(&prose(&said))
    };
    let timed = lines.iter().enumerate().filter_map(|(index, line)| Some((index, field(line)?)));
    timed.filter(|(index, _)| lacks(*index)).map(|(_, name)| format!("src/{path}: {name}")).collect()
}

/// Whether a file names an RFC, a standard, or a page of a vendor in quotes, in what it documents.
fn names_source(text: &str) -> bool {
    let comments = text.lines().map(str::trim).filter(|line| line.starts_with("//!") || line.starts_with("///"));
    let spoken: Vec<String> = comments.map(|line| line[3..].trim_start().to_owned()).collect();
    let said = prose(&spoken);
    let page = said.split('"').skip(1).any(|page| page.starts_with(char::is_uppercase));
    said.contains("RFC ") || said.contains("WHATWG URL") || page
}

fn assert_none(offenders: &[String], rule: &str) {
    assert!(offenders.is_empty(), "{rule}:\n{}", offenders.join("\n"));
}

/// The functions that break a rule, each with its place.
fn offenders(rule: fn(&Function) -> bool) -> Vec<String> {
    let broken = functions().into_iter().filter(|function| !rule(function));
    broken.map(|function| format!("{}: {}", function.place, function.name)).collect()
}

#[test]
fn every_function_has_an_example_that_is_executed() {
    assert_none(&offenders(has_example), "no example calls these");
}

#[test]
fn every_function_that_can_fail_names_its_errors() {
    assert_none(&offenders(names_its_errors), "no `# Errors` that names a code");
}

#[test]
fn what_is_about_time_says_its_unit() {
    let fields = sources().iter().flat_map(|(path, text)| fields_without_unit(path, text)).collect::<Vec<_>>();
    assert_none(&[offenders(says_its_units), fields].concat(), "neither milliseconds nor seconds");
}

#[test]
fn every_file_of_a_vendor_or_a_standard_names_its_source() {
    let sources = sources();
    let bare = sources.iter().filter(|(path, text)| {
        let is_about_others = ROOMS_WITH_SOURCES.contains(&room_of(path));
        is_about_others && !WITHOUT_SOURCE.contains(&path.as_str()) && !names_source(text)
    });
    assert_none(&bare.map(|(path, _)| format!("src/{path}")).collect::<Vec<_>>(), "neither a page nor an RFC");
}

/// The rules are worth something only if the functions are found and what breaks a rule is seen.
#[test]
fn gaps_are_seen() {
    assert!(functions().len() > 150, "the functions are not where they are looked for");
    let text = "/// A clock.\n///\n/// ```\n/// Clock::new();\n/// ```\npub struct Clock;\n\nimpl Clock {\n    \
                /// Makes one.\n    pub fn new() -> Self {\n    }\n    /// Sets it.\n    pub fn set(now: i64) -> \
                Result<(), AuthError> {\n    }\n}\n\n/// Stops all.\npub fn stop_all() {\n}\n";
    let functions = functions_of("clock.rs", text);
    let names = |rule: fn(&Function) -> bool| -> Vec<&str> {
        functions.iter().filter(|function| !rule(function)).map(|function| function.name.as_str()).collect()
    };
    assert_eq!(names(has_example), ["set", "stop_all"]);
    assert_eq!(names(names_its_errors), ["set"]);
    assert_eq!(names(says_its_units), ["set"]);
    assert_eq!(
        fields_without_unit("a.rs", "/// Ends.\npub struct End {\n    /// When.\n    pub expires_at: i64,\n}\n").len(),
        1
    );
    assert!(!names_source("//! Does \"this\" and that.") && names_source("//! As \"Transfer mode\" says."));
}
