//! What is kept of a token answer beside the token, such as the address that calls go to: as secret as the token.

use super::profile_text::{Text, Texts};
use super::vendor_text::code_text;
use crate::json::{Json, ObjectWriter};
use crate::secret::Secret;
use alloc::string::String;
use alloc::vec::Vec;

/// Names, and what was kept under them.
pub type Kept = Vec<(Text, Secret)>;

/// Takes what the pointers name out of an answer: text, or a number as text.
///
/// # Errors
/// The pointer at which there is none, or one with a control character.
pub(crate) fn take<'p>(keep: &'p Texts, body: Json<'_>) -> Result<Kept, &'p str> {
    let mut kept = Kept::new();
    for (name, pointer) in keep.iter() {
        kept.push((name.clone(), body.pointer(pointer).and_then(fit).ok_or(&**pointer)?));
    }
    Ok(kept)
}

fn fit(value: Json<'_>) -> Option<Secret> {
    let text = code_text(value)?;
    let is_fit = !text.is_empty() && !text.bytes().any(|byte| byte.is_ascii_control());
    is_fit.then(|| Secret::new(text.into_owned()))
}

/// The value under a name.
pub(crate) fn find<'k>(kept: &'k Kept, name: &str) -> Option<&'k str> {
    kept.iter().find(|(known, _)| known == name).map(|(_, value)| value.expose())
}

/// As a JSON object; nothing where nothing was kept.
pub(crate) fn json_text(kept: &Kept) -> Option<String> {
    if kept.is_empty() {
        return None;
    }
    let mut object = ObjectWriter::new();
    for (name, value) in kept {
        object.string(name, value.expose());
    }
    Some(object.finish())
}

/// Takes it out of such an object, in which every name has to stand.
pub(crate) fn of_json(keep: &Texts, object: Option<Json<'_>>) -> Option<Kept> {
    let mut kept = Kept::new();
    for (name, _) in keep.iter() {
        kept.push((name.clone(), object?.member(name).filter(|value| value.string().is_some()).and_then(fit)?));
    }
    Some(kept)
}
