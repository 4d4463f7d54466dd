//! Attribution: whom a call is made for. Each authentication type has its own pair of fields.

use crate::error::AuthError;
use crate::http::{Headers, check_header_value, push_field};

/// The types of entity an OAuth call can be attributed to, as the "Overview" page lists them.
///
/// An older release note says that a type the server does not know silently falls back to a till, so a misspelt one
/// must not leave this package.
pub const ENTITY_TYPES: [&str; 6] =
    ["TILL", "STORE_CODE", "STORE_NAME", "STORE_EXTERNAL_ID", "STORE_EXTERNAL_ID_1", "STORE_EXTERNAL_ID_2"];

/// Attribution with Basic, in the v2 APIs only. `WECHAT` and `MOBILE_TRIGGER` are the documented types; others pass.
#[derive(Clone, Copy, Debug)]
pub struct LookupAttribution<'a> {
    /// The kind of value.
    pub lookup_type: &'a str,
    /// The value, which the vendor compares with regard to case.
    pub lookup: &'a str,
}

/// Attribution with OAuth.
#[derive(Clone, Copy, Debug)]
pub struct EntityAttribution<'a> {
    /// One of [`ENTITY_TYPES`]; the vendor takes `TILL` where it is left out.
    pub entity_type: Option<&'a str>,
    /// The till or store.
    pub entity_code: &'a str,
}

impl LookupAttribution<'_> {
    pub(super) fn push_fields(&self, headers: &mut Headers) -> Result<(), AuthError> {
        check_header_value(self.lookup_type, "attribution.lookupType")?;
        check_header_value(self.lookup, "attribution.lookup")?;
        push_field(headers, "X-CAP-API-ATTRIBUTION-LOOKUP-TYPE", self.lookup_type);
        push_field(headers, "X-CAP-API-ATTRIBUTION-LOOKUP", self.lookup);
        Ok(())
    }
}

impl EntityAttribution<'_> {
    pub(super) fn push_fields(&self, headers: &mut Headers) -> Result<(), AuthError> {
        if let Some(entity_type) = self.entity_type {
            if !ENTITY_TYPES.contains(&entity_type) {
                return Err(AuthError::invalid_argument(
                    "attribution.entityType",
                    ["attribution.entityType must be one of ", &ENTITY_TYPES.join(", "), " in capital letters"]
                        .concat(),
                ));
            }
            push_field(headers, "X-CAP-API-ATTRIBUTION-ENTITY-TYPE", entity_type);
        }
        check_header_value(self.entity_code, "attribution.entityCode")?;
        push_field(headers, "X-CAP-API-ATTRIBUTION-ENTITY-CODE", self.entity_code);
        Ok(())
    }
}
