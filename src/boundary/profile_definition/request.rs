//! How a token is asked for.

use super::addresses;
use super::calls::header_fields;
use super::fields;
use super::names::Declared;
use super::node::Node;
use crate::http::Method;
use crate::token::assertion::{ASSERTION, AssertionShape};
use crate::token::profile::{BasicEncoding, ClientAuthentication, Encoding, RequestShape};
use crate::token::request::templates;
use crate::token::template::{has_name, has_names};
use alloc::borrow::Cow;

pub(super) const NAMES: &[&str] =
    &["url", "method", "encoding", "headers", "fields", "clientAuthentication", "basicEncoding", "assertion"];

pub(super) fn read(request: &Node<'_>, declared: &Declared, assertion: Option<&AssertionShape>) -> RequestShape {
    let method = match request.choice("method", &["POST", "GET", "PUT", "DELETE"]) {
        Some(1) => Method::Get,
        Some(2) => Method::Put,
        Some(3) => Method::Delete,
        _ => Method::Post,
    };
    let encoding = match request.choice("encoding", &["form", "json", "text-json", "query"]) {
        Some(1) => Encoding::Json,
        Some(2) => Encoding::TextJson,
        Some(3) => Encoding::Query,
        _ => Encoding::Form,
    };
    let fields = fields::read(request, encoding);
    if matches!(method, Method::Get | Method::Delete) && !fields.is_empty() && encoding != Encoding::Query {
        let advice = " cannot be sent with this method, which has no body: write \"encoding\": \"query\", or use POST";
        request.wrong("fields", advice);
    }
    let basic_encoding = request.choice("basicEncoding", &["raw", "form-urlencoded"]);
    request.needs("clientAuthentication");
    let client_authentication = match request.choice("clientAuthentication", &["basic", "body", "none"]) {
        Some(0) if basic_encoding == Some(1) => ClientAuthentication::Basic(BasicEncoding::FormUrlencoded),
        Some(0) => ClientAuthentication::Basic(BasicEncoding::Raw),
        Some(1) => ClientAuthentication::Body,
        _ => ClientAuthentication::None,
    };
    if basic_encoding.is_some() && !matches!(client_authentication, ClientAuthentication::Basic(_)) {
        request.wrong("basicEncoding", " has no effect unless clientAuthentication is basic: leave it out");
    }
    if client_authentication == ClientAuthentication::Body
        && !fields.templates().iter().any(|template| has_names(template))
    {
        request.wrong("fields", " must hold a credential such as \"{secret}\" where clientAuthentication is body");
    }
    let shape = RequestShape {
        method,
        url: addresses::token_endpoint(request, declared, assertion.is_some()).into(),
        encoding,
        headers: Cow::Owned(header_fields(request)),
        fields,
        client_authentication,
    };
    if assertion.is_some() && !templates(&shape).iter().any(|template| has_name(template, ASSERTION)) {
        request.wrong("assertion", " is made and goes nowhere: write {assertion} into one of the fields");
    }
    shape
}
