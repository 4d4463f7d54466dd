//! A profile of a caller's, which many accounts may have: it is kept once.

use crate::boundary::profile_definition::define;
use crate::error::AuthError;
use crate::json::Json;
use crate::token::api_profile::ApiProfile;
use crate::token::classification::{ErrorShape, Meanings, RejectedShape, Unauthorized};
use alloc::borrow::Cow;
use alloc::rc::{Rc, Weak};
use alloc::string::String;
use core::cell::Cell;

/// What codes mean is said of the token endpoint, and an API may have the same ones for something else: of its answers, only
/// the status counts.
pub(super) static BY_STATUS: ErrorShape = ErrorShape {
    places: Cow::Borrowed(&[]),
    meanings: Meanings::in_order(&[]),
    rejected: RejectedShape::BY_STATUS,
    unauthorized: Unauthorized::IsRejection,
};

std::thread_local! {
    /// The text that was defined last, and what came of it: accounts are made of one profile in a row.
    static LAST: Cell<Option<(String, Weak<ApiProfile>)>> = const { Cell::new(None) };
}

/// Checks and takes the data of a profile.
pub(super) fn shared_profile(data: Option<Json<'_>>) -> Result<Rc<ApiProfile>, AuthError> {
    let text = data.map(Json::text).unwrap_or_default();
    let last = LAST.take().filter(|(known, _)| known == text);
    if let Some((known, shared)) = last
        && let Some(defined) = shared.upgrade()
    {
        LAST.set(Some((known, shared)));
        return Ok(defined);
    }
    let defined = Rc::new(define(data)?);
    LAST.set(Some((text.into(), Rc::downgrade(&defined))));
    Ok(defined)
}
