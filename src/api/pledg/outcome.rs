//! What a notification means for the order it is about ("Plugin integration", docs.pledg.co). The states of a standard
//! notification are those of the payment provider behind Pledg; the vendor's module for Magento sorts them as it is done here.

/// What became of a purchase.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// It is paid.
    Completed,
    /// It is neither paid nor lost yet.
    Pending,
    /// It will not be paid, or no longer is.
    Failed,
    /// Nobody says, or nothing that can be relied on.
    Unknown,
}

impl Outcome {
    /// The outcome as it is named in JavaScript.
    ///
    /// ```
    /// assert_eq!(commerce_auth::api::pledg::outcome::Outcome::Completed.as_str(), "completed");
    /// ```
    pub const fn as_str(self) -> &'static str {
        match self {
            Outcome::Completed => "completed",
            Outcome::Pending => "pending",
            Outcome::Failed => "failed",
            Outcome::Unknown => "unknown",
        }
    }
}

/// What a standard notification says by its status. A completed one that has an error too contradicts itself.
///
/// ```
/// use commerce_auth::api::pledg::outcome::{Outcome, of_status};
/// assert_eq!(of_status("completed", ""), Outcome::Completed);
/// assert_eq!(of_status("completed", "declined"), Outcome::Unknown);
/// assert_eq!((of_status("in-review", ""), of_status("voided", "")), (Outcome::Pending, Outcome::Failed));
/// assert_eq!(of_status("Completed", ""), Outcome::Unknown);
/// ```
pub fn of_status(status: &str, error: &str) -> Outcome {
    match status {
        "completed" if error.is_empty() => Outcome::Completed,
        "waiting" | "pending" | "authorized" | "in-review" => Outcome::Pending,
        "failed" | "voided" | "refunded" | "blocked" => Outcome::Failed,
        _ => Outcome::Unknown,
    }
}

/// Whether it was a purchase in staging, where it says so.
///
/// ```
/// use commerce_auth::api::pledg::outcome::sandbox;
/// assert_eq!((sandbox("true"), sandbox("false"), sandbox("1")), (Some(true), Some(false), None));
/// ```
pub fn sandbox(text: &str) -> Option<bool> {
    match text {
        "true" => Some(true),
        "false" => Some(false),
        _ => None,
    }
}
