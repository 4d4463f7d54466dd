//! The hosts of each environment ("Environments", docs.pledg.co).

/// Where the API stands.
pub const BACK: &[(&str, &str)] =
    &[("staging", "https://staging.back.ecard.pledg.co"), ("production", "https://back.ecard.pledg.co")];

/// Where customers are sent to.
pub const FRONT: &[(&str, &str)] =
    &[("staging", "https://staging.front.ecard.pledg.co"), ("production", "https://front.ecard.pledg.co")];
