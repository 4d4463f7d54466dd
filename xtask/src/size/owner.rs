//! Which crate a function belongs to, by its name.

/// Crates of the standard library. Their generic functions exist for the type they are made for.
const STANDARD: [&str; 5] = ["core", "alloc", "std", "hashbrown", "compiler_builtins"];

/// The first crate outside the standard library that a demangled name mentions; for a function of the standard
/// library alone, its own crate. `drop_in_place<gloo_net::Response>` is gloo-net's: without it there would be none.
pub fn owner(name: &str) -> &str {
    let mut first = None;
    for crate_name in crates(name) {
        if !STANDARD.contains(&crate_name) {
            return crate_name;
        }
        first = first.or(Some(crate_name));
    }
    first.unwrap_or("other")
}

/// Path heads in a name: identifiers before `::` that do not follow one.
fn crates(name: &str) -> impl Iterator<Item = &str> {
    let mut rest = name;
    std::iter::from_fn(move || {
        loop {
            let start = rest.find(is_identifier)?;
            let (before, tail) = rest.split_at_checked(start)?;
            let end = tail.find(|character| !is_identifier(character)).unwrap_or(tail.len());
            let (word, after) = tail.split_at_checked(end)?;
            rest = after;
            // v0 names carry the crate's hash: `core[1a2b]::fmt`.
            let path = after.strip_prefix('[').and_then(|hash| hash.split_once(']')).map_or(after, |(_, path)| path);
            if path.starts_with("::") && !before.ends_with("::") {
                rest = skip_path(path);
                return Some(word);
            }
        }
    })
}

/// What follows a path: its further segments name no crate.
fn skip_path(path: &str) -> &str {
    let mut rest = path;
    while let Some(after) = rest.strip_prefix("::") {
        let end = after.find(|character| !is_identifier(character)).unwrap_or(after.len());
        rest = after.get(end..).unwrap_or_default();
    }
    rest
}

fn is_identifier(character: char) -> bool {
    character.is_alphanumeric() || character == '_'
}

#[cfg(test)]
mod tests {
    use super::owner;

    #[test]
    fn a_plain_path_belongs_to_its_crate() {
        assert_eq!(owner("gloo_net::http::request::RequestBuilder::send::{{closure}}::h0123"), "gloo_net");
        assert_eq!(owner("gloo_net[12ab]::http::Request"), "gloo_net");
    }

    #[test]
    fn generic_code_of_std_belongs_to_the_type_it_is_made_for() {
        assert_eq!(owner("core::ptr::drop_in_place<gloo_net::http::response::Response>::h0"), "gloo_net");
        assert_eq!(
            owner("<alloc::vec::Vec<serde_wasm_bindgen::de::X> as core::ops::drop::Drop>::drop"),
            "serde_wasm_bindgen"
        );
        assert_eq!(owner("<&T as core::fmt::Debug>::fmt::h9"), "core");
    }

    #[test]
    fn names_without_a_path_belong_to_nobody() {
        assert_eq!(owner("memcpy"), "other");
        assert_eq!(owner("__wbindgen_malloc"), "other");
    }
}
