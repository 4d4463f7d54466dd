//! Tills and attributions as the options of an account name them.

use super::options::Options;
use crate::api::capillary::attribution::{EntityAttribution, LookupAttribution};
use crate::api::capillary::basic::TillPassword;
use crate::boundary::capillary::password_of;
use crate::error::AuthError;
use crate::secret::Secret;

/// A till as options name it.
pub(super) struct Till {
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
    pub(super) fn read(options: &Options<'_>) -> Result<Till, AuthError> {
        let username = options.string("username")?;
        let clear = options.optional_string("password")?;
        let digest = options.optional_string("passwordMd5")?;
        let given = password_of(
            clear.as_ref().map(Secret::expose),
            digest.as_ref().map(Secret::expose),
            options.flag("allowHashLikePassword")?,
        )?;
        let (password, form) = match given {
            TillPassword::Clear(password) => (Secret::new(password), PasswordForm::Clear),
            TillPassword::ClearThoughHashLike(password) => (Secret::new(password), PasswordForm::ClearThoughHashLike),
            TillPassword::Md5(digest) => (Secret::new(digest), PasswordForm::Md5),
        };
        Ok(Till { username, password, form })
    }

    pub(super) fn username(&self) -> &str {
        self.username.expose()
    }

    pub(super) fn password(&self) -> TillPassword<'_> {
        let password = self.password.expose();
        match self.form {
            PasswordForm::Clear => TillPassword::Clear(password),
            PasswordForm::ClearThoughHashLike => TillPassword::ClearThoughHashLike(password),
            PasswordForm::Md5 => TillPassword::Md5(password),
        }
    }
}

/// Attribution with Basic, as options name it.
pub(super) struct Lookup {
    lookup_type: Secret,
    lookup: Secret,
}

impl Lookup {
    pub(super) fn read(options: &Options<'_>) -> Result<Option<Lookup>, AuthError> {
        let Some(attribution) = options.nested("attribution", &["lookupType", "lookup"])? else {
            return Ok(None);
        };
        Ok(Some(Lookup { lookup_type: attribution.string("lookupType")?, lookup: attribution.string("lookup")? }))
    }

    pub(super) fn borrowed(&self) -> LookupAttribution<'_> {
        LookupAttribution { lookup_type: self.lookup_type.expose(), lookup: self.lookup.expose() }
    }
}

/// Attribution with OAuth, as options name it.
pub(super) struct Entity {
    entity_type: Option<Secret>,
    entity_code: Secret,
}

impl Entity {
    pub(super) fn read(options: &Options<'_>) -> Result<Option<Entity>, AuthError> {
        let Some(attribution) = options.nested("attribution", &["entityType", "entityCode"])? else {
            return Ok(None);
        };
        Ok(Some(Entity {
            entity_type: attribution.optional_string("entityType")?,
            entity_code: attribution.string("entityCode")?,
        }))
    }

    pub(super) fn borrowed(&self) -> EntityAttribution<'_> {
        EntityAttribution {
            entity_type: self.entity_type.as_ref().map(Secret::expose),
            entity_code: self.entity_code.expose(),
        }
    }
}
