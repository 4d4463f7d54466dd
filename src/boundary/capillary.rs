//! The operations of Capillary.

use super::arguments::Arguments;
use super::options::Options;
use super::profile::{named_credentials, read_answer};
use super::response::{classification_json, read_given};
use super::results::{headers_json, request_json};
use crate::api::capillary::attribution::{EntityAttribution, LookupAttribution};
use crate::api::capillary::basic::{self, TillPassword};
use crate::api::capillary::{errors, oauth};
use crate::error::AuthError;
use crate::http::{BaseUrl, Transport};
use crate::json::{ObjectWriter, quoted};
use crate::secret::Secret;
use crate::token::request::token_request as token_request_of;
use alloc::string::String;

pub(super) fn basic_authorization(arguments: &mut Arguments<'_>) -> Result<String, AuthError> {
    let username = arguments.string("username")?;
    let password = arguments.string("password")?;
    let value = basic::authorization(username.expose(), TillPassword::Clear(password.expose()))?;
    Ok(quoted(value.expose()))
}

pub(super) fn basic_credentials(arguments: &mut Arguments<'_>) -> Result<String, AuthError> {
    let username = arguments.string("username")?;
    let password = arguments.string("password")?;
    basic::check_till_id(username.expose())?;
    let digest = TillPassword::Clear(password.expose()).md5()?;
    let mut object = ObjectWriter::new();
    object.string("username", username.expose()).string("passwordMd5", digest.expose());
    Ok(object.finish())
}

pub(super) fn basic_headers(arguments: &mut Arguments<'_>) -> Result<String, AuthError> {
    let options =
        arguments.options(&["username", "password", "passwordMd5", "allowHashLikePassword", "attribution"])?;
    let till = Till::read(&options)?;
    let attribution = Lookup::read(&options)?;
    let headers = basic::headers(till.username(), till.password(), attribution.as_ref().map(Lookup::borrowed))?;
    Ok(headers_json(&headers))
}

pub(super) fn oauth_headers(arguments: &mut Arguments<'_>) -> Result<String, AuthError> {
    let options = arguments.options(&["accessToken", "attribution"])?;
    let token = options.string("accessToken")?;
    let attribution = Entity::read(&options)?;
    let headers = oauth::headers(token.expose(), attribution.as_ref().map(Entity::borrowed))?;
    Ok(headers_json(&headers))
}

pub(super) fn token_request(arguments: &mut Arguments<'_>) -> Result<String, AuthError> {
    let options = arguments.options(&["host", "key", "secret"])?;
    let host = BaseUrl::parse(options.string("host")?.expose(), Transport::Https, "host")?;
    let credentials = named_credentials(&options, &["key", "secret"], host, Transport::Https)?;
    Ok(request_json(&token_request_of(&oauth::PROFILE, &credentials)?))
}

pub(super) fn read_token_response(arguments: &mut Arguments<'_>) -> Result<String, AuthError> {
    read_answer(&oauth::PROFILE, arguments)
}

pub(super) fn classify_response(arguments: &mut Arguments<'_>) -> Result<String, AuthError> {
    classification_json(&read_given(arguments)?, &errors::ERRORS)
}

/// A till as options name it.
pub(crate) struct Till {
    username: Secret,
    password: Secret,
    form: PasswordForm,
}

enum PasswordForm {
    Clear,
    ClearThoughHashLike,
    Md5,
}

impl Till {
    pub(crate) fn read(options: &Options<'_>) -> Result<Till, AuthError> {
        let username = options.string("username")?;
        let clear = options.optional_string("password")?;
        let digest = options.optional_string("passwordMd5")?;
        let allowed = options.flag("allowHashLikePassword")?;
        let (password, form) = match (clear, digest) {
            (Some(password), None) if allowed => (password, PasswordForm::ClearThoughHashLike),
            (Some(password), None) => (password, PasswordForm::Clear),
            (None, Some(digest)) => (digest, PasswordForm::Md5),
            (None, None) => {
                return Err(AuthError::invalid_argument(
                    "password",
                    "password is missing: give the till's password as password, or its MD5 digest as passwordMd5",
                ));
            }
            (Some(_), Some(_)) => {
                return Err(AuthError::invalid_argument(
                    "passwordMd5",
                    "give either password or passwordMd5, not both",
                ));
            }
        };
        Ok(Till { username, password, form })
    }

    pub(crate) fn username(&self) -> &str {
        self.username.expose()
    }

    pub(crate) fn password(&self) -> TillPassword<'_> {
        let password = self.password.expose();
        match self.form {
            PasswordForm::Clear => TillPassword::Clear(password),
            PasswordForm::ClearThoughHashLike => TillPassword::ClearThoughHashLike(password),
            PasswordForm::Md5 => TillPassword::Md5(password),
        }
    }
}

/// Attribution with Basic, as options name it.
pub(crate) struct Lookup {
    lookup_type: Secret,
    lookup: Secret,
}

impl Lookup {
    pub(crate) fn read(options: &Options<'_>) -> Result<Option<Lookup>, AuthError> {
        let Some(attribution) = options.nested("attribution", &["lookupType", "lookup"])? else {
            return Ok(None);
        };
        Ok(Some(Lookup { lookup_type: attribution.string("lookupType")?, lookup: attribution.string("lookup")? }))
    }

    pub(crate) fn borrowed(&self) -> LookupAttribution<'_> {
        LookupAttribution { lookup_type: self.lookup_type.expose(), lookup: self.lookup.expose() }
    }
}

/// Attribution with OAuth, as options name it.
pub(crate) struct Entity {
    entity_type: Option<Secret>,
    entity_code: Secret,
}

impl Entity {
    pub(crate) fn read(options: &Options<'_>) -> Result<Option<Entity>, AuthError> {
        let Some(attribution) = options.nested("attribution", &["entityType", "entityCode"])? else {
            return Ok(None);
        };
        Ok(Some(Entity {
            entity_type: attribution.optional_string("entityType")?,
            entity_code: attribution.string("entityCode")?,
        }))
    }

    pub(crate) fn borrowed(&self) -> EntityAttribution<'_> {
        EntityAttribution {
            entity_type: self.entity_type.as_ref().map(Secret::expose),
            entity_code: self.entity_code.expose(),
        }
    }
}
