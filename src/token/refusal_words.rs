//! What errors say of an answer alike, whoever gave it. The name of the one who did stands before these words.

/// A redirect, wherever it leads.
pub(crate) const REDIRECTED: &str =
    "answered with a redirect, which is never followed with credentials: check the host";
/// A status that passes by itself.
pub(crate) const BUSY: &str = "is busy or down: try again later";
/// An error that the vendor explains in its own words.
pub(crate) const REPORTED: &str = "reported an error: see vendorCode and vendorMessage";
/// A status that tells no more than itself.
pub(crate) const UNEXPECTED_STATUS: &str = "answered with an unexpected status: check host and path";
/// A content type other than JSON.
pub(crate) const NOT_JSON: &str = "has a content type other than JSON: is this the host of the API?";
/// A member that has two values.
pub(crate) const AMBIGUOUS: &str = "holds a member twice, so it is ambiguous";
