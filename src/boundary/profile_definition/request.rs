//! How a token is asked for.

use super::addresses;
use super::calls::header_fields;
use super::fields;
use super::names::Declared;
use super::node::Node;
use crate::error::AuthError;
use crate::http::Method;
use crate::token::assertion::{ASSERTION, AssertionShape};
use crate::token::profile::{BasicEncoding, ClientAuthentication, Encoding, RequestShape};
use crate::token::template;
use alloc::borrow::Cow;

pub(super) const NAMES: &[&str] =
    &["url", "method", "encoding", "headers", "fields", "clientAuthentication", "basicEncoding", "assertion"];

const METHODS: &[(&str, Method)] =
    &[("GET", Method::Get), ("POST", Method::Post), ("PUT", Method::Put), ("DELETE", Method::Delete)];
const ENCODINGS: &[(&str, Encoding)] =
    &[("form", Encoding::Form), ("json", Encoding::Json), ("text-json", Encoding::TextJson), ("query", Encoding::Query)];
const BASIC_ENCODINGS: &[(&str, BasicEncoding)] =
    &[("raw", BasicEncoding::Raw), ("form-urlencoded", BasicEncoding::FormUrlencoded)];

pub(super) fn read(
    request: &Node<'_>,
    declared: &Declared,
    assertion: Option<&AssertionShape>,
) -> Result<RequestShape, AuthError> {
    let method = request.choice("method", METHODS)?.unwrap_or(Method::Post);
    let encoding = request.choice("encoding", ENCODINGS)?.unwrap_or(Encoding::Form);
    let fields = fields::read(request, encoding)?;
    if matches!(method, Method::Get | Method::Delete) && !fields.is_empty() && encoding != Encoding::Query {
        let advice =
            " cannot be sent with this method, which has no body: write \"encoding\": \"query\", or use POST";
        return Err(request.wrong("fields", advice));
    }
    let basic_encoding = request.choice("basicEncoding", BASIC_ENCODINGS)?;
    let client_authentication = match request.text("clientAuthentication")?.as_str() {
        "basic" => ClientAuthentication::Basic(basic_encoding.unwrap_or(BasicEncoding::Raw)),
        "body" => ClientAuthentication::Body,
        "none" => ClientAuthentication::None,
        _ => return Err(request.wrong("clientAuthentication", " must be one of basic, body, none")),
    };
    if basic_encoding.is_some() && !matches!(client_authentication, ClientAuthentication::Basic(_)) {
        return Err(request.wrong("basicEncoding", " has no effect unless clientAuthentication is basic: leave it out"));
    }
    if client_authentication == ClientAuthentication::Body
        && fields.templates().flat_map(template::names).next().is_none()
    {
        return Err(
            request.wrong("fields", " must hold a credential such as \"{secret}\" where clientAuthentication is body")
        );
    }
    let shape = RequestShape {
        method,
        url: addresses::token_endpoint(request, declared, assertion.is_some())?.into(),
        encoding,
        headers: Cow::Owned(header_fields(request)?),
        fields,
        client_authentication,
    };
    let is_sent = crate::token::request::templates(&shape).flat_map(template::names).any(|name| name == ASSERTION);
    if assertion.is_some() && !is_sent {
        return Err(request.wrong("assertion", " is made and goes nowhere: write {assertion} into one of the fields"));
    }
    Ok(shape)
}
