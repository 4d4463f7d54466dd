//! What a call of Caxton's was made with ("Authentication", dev.caxton.io/docs).

/// What a call was made with, which is what a 401 is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SentWith {
    /// The names of a client: step 1.
    Names,
    /// A token.
    Token,
}
