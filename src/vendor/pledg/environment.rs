//! The hosts ("Environments", docs.pledg.co).

/// Where a merchant's purchases go.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Environment {
    /// For tests.
    Staging,
    /// For money.
    Production,
}

impl Environment {
    /// Both, in the order of the page.
    pub const ALL: [Environment; 2] = [Environment::Staging, Environment::Production];

    /// The name as it is written in options.
    pub const fn as_str(self) -> &'static str {
        match self {
            Environment::Staging => "staging",
            Environment::Production => "production",
        }
    }

    /// The environment of this name.
    pub fn named(name: &str) -> Option<Environment> {
        Environment::ALL.into_iter().find(|environment| environment.as_str() == name)
    }

    /// The address of the API.
    pub const fn back(self) -> &'static str {
        match self {
            Environment::Staging => "https://staging.back.ecard.pledg.co",
            Environment::Production => "https://back.ecard.pledg.co",
        }
    }

    /// The address customers are sent to.
    pub const fn front(self) -> &'static str {
        match self {
            Environment::Staging => "https://staging.front.ecard.pledg.co",
            Environment::Production => "https://front.ecard.pledg.co",
        }
    }
}
