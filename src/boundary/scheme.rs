//! The operations that belong to no vendor.

use super::arguments::Arguments;
use super::results::decoded_jwt_json;
use crate::error::AuthError;
use crate::json::{ObjectWriter, quoted};
use crate::scheme::{basic, bearer, jwt};
use crate::secret::refuse_unset;
use alloc::string::String;

pub(super) fn basic_authorization(arguments: &mut Arguments<'_>) -> Result<String, AuthError> {
    let username = arguments.string("username")?;
    let password = arguments.string("password")?;
    Ok(quoted(basic::basic_authorization(username.expose(), password.expose())?.expose()))
}

pub(super) fn parse_basic_authorization(arguments: &mut Arguments<'_>) -> Result<String, AuthError> {
    let credentials = basic::parse_basic_authorization(arguments.string("value")?.expose())?;
    let mut object = ObjectWriter::new();
    object.string("username", &credentials.username).string("password", credentials.password.expose());
    Ok(object.finish())
}

pub(super) fn bearer_authorization(arguments: &mut Arguments<'_>) -> Result<String, AuthError> {
    let token = arguments.string("token")?;
    Ok(quoted(bearer::bearer_authorization(token.expose())?.expose()))
}

pub(super) fn decode_jwt(arguments: &mut Arguments<'_>) -> Result<String, AuthError> {
    let token = arguments.subject_text("token")?;
    refuse_unset(token.expose(), "token")?;
    Ok(decoded_jwt_json(&jwt::decode(token.expose())))
}
