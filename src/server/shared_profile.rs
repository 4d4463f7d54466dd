//! A profile of a caller's, which many accounts may have: it is kept once. Of those that only operations are called of, the last
//! few are kept.

use crate::boundary::profile::define_text;
use crate::boundary::profile_definition::define;
use crate::error::AuthError;
use crate::json::Json;
use crate::token::api_profile::ApiProfile;
use crate::token::classification::{ErrorShape, Meanings, RejectedShape, Unauthorized};
use alloc::borrow::Cow;
use alloc::rc::{Rc, Weak};
use alloc::string::String;
use alloc::vec::Vec;
use core::cell::Cell;

/// What codes mean is said of the token endpoint, and an API may have the same ones for something else: of its answers, only
/// the status counts.
pub(super) static BY_STATUS: ErrorShape = ErrorShape {
    places: Cow::Borrowed(&[]),
    meanings: Meanings::in_order(&[]),
    rejected: RejectedShape::BY_STATUS,
    unauthorized: Unauthorized::IsRejection,
};

/// As many profiles as a program calls operations of in turn.
const MOST_KEPT: usize = 4;
/// A longer text is read anew each time: what is kept stays small, whoever wrote it.
const LONGEST_KEPT: usize = 4 * 1024;

std::thread_local! {
    /// The profiles that operations were called of last, the latest one first, with their texts.
    static KEPT: Cell<Vec<(Vec<u8>, Rc<ApiProfile>)>> = const { Cell::new(Vec::new()) };

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

/// Checks and takes the text of a profile that an operation is called of; no secret stands in one.
pub(super) fn kept_profile(text: Option<&[u8]>) -> Result<Rc<ApiProfile>, AuthError> {
    let Some(short) = text.filter(|text| text.len() <= LONGEST_KEPT) else { return define_text(text) };
    let mut kept = KEPT.take();
    let found = kept.iter().position(|(known, _)| known == short).map(|place| kept.remove(place));
    let entry = found.map_or_else(|| Ok((short.to_vec(), define_text(text)?)), Ok);
    let defined = entry.map(|entry| {
        let defined = Rc::clone(&entry.1);
        kept.truncate(MOST_KEPT.saturating_sub(1));
        kept.insert(0, entry);
        defined
    });
    KEPT.set(kept);
    defined
}
