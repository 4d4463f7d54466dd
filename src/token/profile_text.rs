//! Text of a profile.

use alloc::borrow::Cow;

/// Text of a profile: borrowed for the vendors built in.
pub type Text = Cow<'static, str>;

/// Names and templates of a profile.
pub type Texts = Cow<'static, [(Text, Text)]>;

/// Borrowed text in constants.
///
/// ```
/// use commerce_auth::token::profile_text::{Text, text};
/// const POINTER: Text = text("/data/accessToken");
/// assert_eq!(POINTER, "/data/accessToken");
/// ```
pub const fn text(text: &'static str) -> Text {
    Cow::Borrowed(text)
}
