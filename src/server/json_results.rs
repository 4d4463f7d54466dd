//! Results as JSON text.

use crate::api::caxton::register;
use crate::http::Headers;
use crate::json::ObjectWriter;
use alloc::string::String;

/// Header fields as one object.
pub(super) fn headers_json(headers: &Headers) -> String {
    let mut object = ObjectWriter::new();
    for (name, value) in headers {
        object.string(name, value.expose());
    }
    object.finish()
}

/// A registration as JavaScript sees it.
pub(super) fn registration_json(registration: &register::Registration) -> String {
    let mut object = ObjectWriter::new();
    object.string("clientPassword", registration.client_password.expose());
    object.integer("startsAt", registration.starts_at).integer("endsAt", registration.ends_at);
    match &registration.public_key {
        Some(key) => object.string("publicKey", key),
        None => object.raw("publicKey", "null"),
    };
    object.finish()
}
