//! How long the tests may take.

/// The plain run executes a short form of everything; `--long` the full one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Length {
    Short,
    Long,
}

impl Length {
    /// Cases of each property test. 256 is proptest's own default.
    pub fn property_cases(self) -> &'static str {
        match self {
            Self::Short => "256",
            Self::Long => "50000",
        }
    }

    /// The value of COMMERCE_AUTH_LONG for tests written in JavaScript; unset in the short form.
    pub fn variable(self) -> Option<&'static str> {
        (self == Self::Long).then_some("1")
    }
}
