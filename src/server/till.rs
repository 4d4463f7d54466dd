//! A till and whom it acts for, kept for the life of an account.

use crate::api::capillary::attribution::{EntityAttribution, LookupAttribution};
use crate::api::capillary::basic::TillPassword;
use crate::boundary::authenticator::GivenTill;
use crate::secret::Secret;
use alloc::string::String;

/// A till with its password, in the form it was given in.
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

impl From<GivenTill<'_>> for Till {
    fn from(given: GivenTill<'_>) -> Till {
        let (password, form) = match given.password {
            TillPassword::Clear(password) => (password, PasswordForm::Clear),
            TillPassword::ClearThoughHashLike(password) => (password, PasswordForm::ClearThoughHashLike),
            TillPassword::Md5(digest) => (digest, PasswordForm::Md5),
        };
        Till { username: Secret::new(given.username), password: Secret::new(password), form }
    }
}

impl Till {
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

/// Attribution with Basic.
pub(super) struct Lookup {
    lookup_type: String,
    lookup: Secret,
}

impl From<LookupAttribution<'_>> for Lookup {
    fn from(given: LookupAttribution<'_>) -> Lookup {
        Lookup { lookup_type: given.lookup_type.into(), lookup: Secret::new(given.lookup) }
    }
}

impl Lookup {
    pub(super) fn borrowed(&self) -> LookupAttribution<'_> {
        LookupAttribution { lookup_type: &self.lookup_type, lookup: self.lookup.expose() }
    }
}

/// Attribution with OAuth.
pub(super) struct Entity {
    entity_type: Option<String>,
    entity_code: String,
}

impl From<EntityAttribution<'_>> for Entity {
    fn from(given: EntityAttribution<'_>) -> Entity {
        Entity { entity_type: given.entity_type.map(String::from), entity_code: given.entity_code.into() }
    }
}

impl Entity {
    pub(super) fn borrowed(&self) -> EntityAttribution<'_> {
        EntityAttribution { entity_type: self.entity_type.as_deref(), entity_code: &self.entity_code }
    }
}
