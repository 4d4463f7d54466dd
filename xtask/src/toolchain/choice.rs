//! What the person asked for: `WASM_TOOLCHAIN=auto|rustup|debian`.

use anyhow::{Result, bail};

/// Which toolchains may be considered.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Choice {
    /// The first that works: installed target, `rustup target add`, Debian's packages.
    Auto,
    /// Only the user's own compiler.
    Rustup,
    /// Only Debian's packages; the user's compiler is not even asked.
    Debian,
}

impl Choice {
    /// Reads the value of `WASM_TOOLCHAIN`; unset or empty means [`Choice::Auto`].
    pub fn read(value: Option<&str>) -> Result<Self> {
        match value.unwrap_or_default() {
            "" | "auto" => Ok(Self::Auto),
            "rustup" => Ok(Self::Rustup),
            "debian" => Ok(Self::Debian),
            other => bail!("WASM_TOOLCHAIN is `{other}`: set it to auto, rustup or debian, or unset it"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::Choice;

    #[test]
    fn the_three_values_and_nothing_are_read() {
        for (value, expected) in [
            (None, Choice::Auto),
            (Some(""), Choice::Auto),
            (Some("auto"), Choice::Auto),
            (Some("rustup"), Choice::Rustup),
            (Some("debian"), Choice::Debian),
        ] {
            assert_eq!(Choice::read(value).ok(), Some(expected), "{value:?}");
        }
    }

    #[test]
    fn another_value_is_refused_with_the_ones_that_exist() {
        let refusal = Choice::read(Some("nightly")).map_err(|error| error.to_string());
        assert_eq!(refusal, Err("WASM_TOOLCHAIN is `nightly`: set it to auto, rustup or debian, or unset it".into()));
    }
}
