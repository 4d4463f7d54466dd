//! Whether anybody watches.

use std::env;

/// Nobody does where `CI` is set, as its users set it: neither empty nor a spelt-out no.
pub fn is_build_machine() -> bool {
    is_set(env::var("CI").ok().as_deref())
}

fn is_set(ci: Option<&str>) -> bool {
    !matches!(ci, None | Some("" | "0" | "false"))
}

#[cfg(test)]
mod tests {
    use super::is_set;

    #[test]
    fn a_spelt_out_no_is_no() {
        assert!(is_set(Some("true")) && is_set(Some("1")));
        assert!([None, Some(""), Some("0"), Some("false")].into_iter().all(|ci| !is_set(ci)));
    }
}
