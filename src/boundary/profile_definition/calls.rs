//! What every call carries.

use super::addresses;
use super::node::Node;
use crate::http::check_header_value;
use crate::token::call_fields::{CallFields, TOKEN};
use crate::token::profile_text::{Text, text};
use crate::token::template::{has_name, has_names, names};
use alloc::vec::Vec;

/// More fields than any request has. Names are compared with each other, so their number is bounded.
const MOST_FIELDS: usize = 64;
/// What fetch or the server makes something else of.
const FIELDS_OF_FETCH: [&str; 4] = ["Content-Length", "Host", "Transfer-Encoding", "Connection"];
/// Those in which no token can travel.
const FIELDS_OF_CONTENT: [&str; 2] = ["Accept", "Content-Type"];

pub(super) fn read(profile: &Node<'_>, has_token: bool) -> CallFields {
    let short = profile.object("header", &["name", "format"]);
    if short.is_some() && !has_token {
        profile.wrong("header", " is the field of a token, and there is no request for one: write headers");
    }
    let short = short.as_ref().map(short_form);
    let mut headers = header_fields(profile);
    for (name, _) in &mut headers {
        // The shell looks whether a call has these, and knows them by this spelling.
        if let Some(field) = FIELDS_OF_CONTENT.iter().find(|field| name.eq_ignore_ascii_case(field)) {
            *name = text(field);
        }
        if is_one_of(name, &FIELDS_OF_FETCH)
            && let Some(node) = profile.present("headers")
        {
            node.wrong(name, " is set by HTTP itself: leave it out");
        }
    }
    if let Some((name, _)) = &short
        && headers.iter().any(|(known, _)| known.eq_ignore_ascii_case(name))
    {
        profile.wrong("header", " names a field that is among headers as well: write it there alone");
    }
    let query = profile.templates("query");
    if query.len() > MOST_FIELDS {
        profile.wrong("query", " has more than 64 parameters");
    }
    let is_carried = headers.iter().chain(&query).any(|(_, template)| has_name(template, TOKEN));
    match short {
        Some(field) => headers.insert(0, field),
        None if has_token && !is_carried => {
            if headers.iter().any(|(name, _)| name.eq_ignore_ascii_case("authorization")) {
                profile.wrong("headers", " has an Authorization without {token}, and no other field or query has it: write {token} where it belongs");
            }
            headers.insert(0, (text("Authorization"), text("Bearer {token}")));
        }
        None => {}
    }
    let names_credential = |(_, template): &(Text, Text)| has_names(template);
    let is_written = !(headers.is_empty() && query.is_empty());
    if !has_token && is_written && !headers.iter().chain(&query).any(names_credential) {
        let what =
            " must hold a credential such as {apiKey}: without one, and without request, nothing is authenticated";
        profile.wrong(if headers.is_empty() { "query" } else { "headers" }, what);
    }
    let base = profile.text("baseUrl").map(Text::from);
    CallFields { headers, query, base, keep_origins: addresses::keep_origins(profile) }
}

fn is_one_of(name: &str, fields: &[&str]) -> bool {
    fields.iter().any(|field| name.eq_ignore_ascii_case(field))
}

/// `header`, the one field with the token.
fn short_form(header: &Node<'_>) -> (Text, Text) {
    let name = header.needed_text("name");
    if !name.is_empty() && !is_field_name(&name) {
        header.wrong("name", " is not the name of a header field (RFC 9110 §5.6.2)");
    }
    if is_one_of(&name, &FIELDS_OF_FETCH) || is_one_of(&name, &FIELDS_OF_CONTENT) {
        header.wrong("name", " has a meaning of its own in HTTP: choose another header field for the token");
    }
    let Some(format) = header.text("format") else {
        return (name.into(), text("{token}"));
    };
    if let Some(node) = header.present("format") {
        node.check_template(&format);
    }
    if names(&format).iter().filter(|name| **name == TOKEN).count() != 1 {
        header.wrong("format", " must hold {token} once");
    }
    header.take("format", check_header_value(&format, "format"));
    (name.into(), format.into())
}

/// Header fields: names and templates.
pub(super) fn header_fields(node: &Node<'_>) -> Vec<(Text, Text)> {
    let mut fields = node.templates("headers");
    if fields.len() > MOST_FIELDS {
        node.wrong("headers", " has more than 64 fields");
        fields.clear();
    }
    let record = node.present("headers");
    for (index, (name, value)) in fields.iter().enumerate() {
        let Some(record) = &record else { break };
        if !is_field_name(name) {
            record.wrong(name, " is not the name of a header field");
        }
        if fields.iter().take(index).any(|(known, _)| known.eq_ignore_ascii_case(name)) {
            record.wrong(name, " is there twice, in capitals and small letters: give it once");
        }
        record.take(name, check_header_value(value, "headers"));
    }
    fields
}

/// A token of RFC 9110 §5.6.2, but for the one that JavaScript makes no member of.
fn is_field_name(name: &str) -> bool {
    let allowed = |byte: u8| byte.is_ascii_alphanumeric() || b"!#$%&'*+-.^_`|~".contains(&byte);
    !name.is_empty() && name != "__proto__" && name.bytes().all(allowed)
}
