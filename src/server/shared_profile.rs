//! The profile of an account, which many accounts may have: it is kept once.

use crate::boundary::profile_definition::define;
use crate::error::AuthError;
use crate::json::Json;
use crate::token::classification::{ErrorShape, Meanings, RejectedShape, Unauthorized};
use crate::token::profile::TokenProfile;
use alloc::borrow::Cow;
use alloc::rc::{Rc, Weak};
use alloc::string::String;
use core::cell::Cell;

/// A profile built in, or one that was defined.
#[derive(Clone)]
pub(super) enum SharedProfile {
    /// Its answers reject a token by their status.
    BuiltIn(&'static TokenProfile),
    /// Its answers reject a token by the codes that it has for its token endpoint as well.
    BuiltInWithCodes(&'static TokenProfile),
    /// Of the caller's making.
    Defined(Rc<Defined>),
}

/// A profile that was defined, with what is made of it once.
pub(super) struct Defined {
    profile: TokenProfile,
    rejections: ErrorShape,
}

/// What codes mean is said of the token endpoint, and an API may have the same ones for something else: of its answers, only
/// what the profile says of rejected tokens counts.
const fn of_answers(rejected: RejectedShape) -> ErrorShape {
    ErrorShape {
        places: Cow::Borrowed(&[]),
        meanings: Meanings::in_order(&[]),
        rejected,
        unauthorized: Unauthorized::IsRejection,
    }
}

const BY_STATUS: &ErrorShape = &of_answers(RejectedShape::BY_STATUS);

std::thread_local! {
    /// The text that was defined last, and what came of it: accounts are made of one profile in a row.
    static LAST: Cell<Option<(String, Weak<Defined>)>> = const { Cell::new(None) };
}

impl SharedProfile {
    /// Checks and takes the data of a profile.
    pub(super) fn define(data: Option<Json<'_>>) -> Result<Self, AuthError> {
        let text = data.map(Json::text).unwrap_or_default();
        let last = LAST.take().filter(|(known, _)| known == text);
        if let Some((known, shared)) = last
            && let Some(defined) = shared.upgrade()
        {
            LAST.set(Some((known, shared)));
            return Ok(SharedProfile::Defined(defined));
        }
        let mut profile = define(data)?;
        let rejected = core::mem::replace(&mut profile.errors.rejected, RejectedShape::BY_STATUS);
        let defined = Rc::new(Defined { profile, rejections: of_answers(rejected) });
        LAST.set(Some((text.into(), Rc::downgrade(&defined))));
        Ok(SharedProfile::Defined(defined))
    }

    /// The token flow.
    pub(super) fn flow(&self) -> &TokenProfile {
        match self {
            SharedProfile::BuiltIn(profile) | SharedProfile::BuiltInWithCodes(profile) => profile,
            SharedProfile::Defined(defined) => &defined.profile,
        }
    }

    /// How an API's answer rejects a token.
    pub(super) fn rejections(&self) -> &ErrorShape {
        match self {
            SharedProfile::BuiltIn(_) => BY_STATUS,
            SharedProfile::BuiltInWithCodes(profile) => &profile.errors,
            SharedProfile::Defined(defined) => &defined.rejections,
        }
    }
}
