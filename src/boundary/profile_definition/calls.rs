//! What every call carries.

use super::addresses;
use super::node::{Node, escaped};
use crate::error::AuthError;
use crate::http::check_header_value;
use crate::token::call_fields::{CallFields, TOKEN};
use crate::token::profile_text::{Text, text};
use crate::token::template;
use alloc::string::String;
use alloc::vec::Vec;

/// More header fields than any request has. Names are compared with each other, so their number is bounded.
const MOST_FIELDS: usize = 64;
/// What fetch or the server makes something else of.
const FIELDS_OF_FETCH: [&str; 4] = ["Content-Length", "Host", "Transfer-Encoding", "Connection"];
/// Those in which no token can travel.
const FIELDS_OF_CONTENT: [&str; 2] = ["Accept", "Content-Type"];

pub(super) fn read(profile: &Node<'_>, has_token: bool) -> Result<CallFields, AuthError> {
    let short = match profile.optional_object("header", &["name", "format"])? {
        Some(_) if !has_token => {
            let what = " is the field of a token, and there is no request for one: write headers";
            return Err(profile.wrong("header", what));
        }
        Some(header) => Some(short_form(&header)?),
        None => None,
    };
    let mut headers = header_fields(profile)?;
    for (name, _) in &headers {
        if FIELDS_OF_FETCH.iter().any(|field| name.eq_ignore_ascii_case(field)) {
            let pointer = [&profile.pointer_of("headers"), "/", &escaped(name)].concat();
            return Err(AuthError::about(&pointer, " is set by HTTP itself: leave it out"));
        }
    }
    if let Some((name, _)) = &short
        && headers.iter().any(|(known, _)| known.eq_ignore_ascii_case(name))
    {
        return Err(profile.wrong("header", " names a field that is among headers as well: write it there alone"));
    }
    let query = profile.templates("query")?;
    if query.len() > MOST_FIELDS {
        return Err(profile.wrong("query", " has more than 64 parameters"));
    }
    let is_of_token = |template: &str| template::names(template).any(|name| name == TOKEN);
    let is_carried = headers.iter().chain(&query).any(|(_, template)| is_of_token(template));
    match short {
        Some(field) => headers.insert(0, field),
        None if has_token && !is_carried => {
            if headers.iter().any(|(name, _)| name.eq_ignore_ascii_case("authorization")) {
                let what = " has an Authorization without {token}, and no other field or query has it: write {token} where it belongs";
                return Err(profile.wrong("headers", what));
            }
            headers.insert(0, (text("Authorization"), text("Bearer {token}")));
        }
        None => {}
    }
    if !has_token && headers.iter().chain(&query).all(|(_, template)| template::names(template).next().is_none())
        && (profile.present("headers").is_some() || profile.present("query").is_some())
    {
        let what = " must hold a credential such as {apiKey}: without one, and without request, nothing is authenticated";
        return Err(profile.wrong(if headers.is_empty() { "query" } else { "headers" }, what));
    }
    let base = profile.optional_text("baseUrl")?.map(Text::from);
    Ok(CallFields { headers, query, base, keep_origins: addresses::keep_origins(profile)? })
}

/// `header`, the one field with the token.
fn short_form(header: &Node<'_>) -> Result<(Text, Text), AuthError> {
    let name = header.text("name")?;
    if !is_field_name(&name) {
        return Err(header.wrong("name", " is not the name of a header field (RFC 9110 §5.6.2)"));
    }
    if FIELDS_OF_FETCH.iter().chain(&FIELDS_OF_CONTENT).any(|field| name.eq_ignore_ascii_case(field)) {
        return Err(
            header.wrong("name", " has a meaning of its own in HTTP: choose another header field for the token")
        );
    }
    let format = header.optional_text("format")?.unwrap_or_else(|| String::from("{token}"));
    header.check_template("format", &format)?;
    if template::names(&format).filter(|name| *name == TOKEN).count() != 1 {
        return Err(header.wrong("format", " must hold {token} once"));
    }
    check_header_value(&format, "format").map_err(|error| error.in_field(header.pointer_of("format")))?;
    Ok((name.into(), format.into()))
}

/// Header fields: names and templates.
pub(super) fn header_fields(node: &Node<'_>) -> Result<Vec<(Text, Text)>, AuthError> {
    let fields = node.templates("headers")?;
    if fields.len() > MOST_FIELDS {
        return Err(node.wrong("headers", " has more than 64 fields"));
    }
    let repeated = first_repeated(&fields);
    for (index, (name, value)) in fields.iter().enumerate() {
        let pointer = || [&node.pointer_of("headers"), "/", &escaped(name)].concat();
        if !is_field_name(name) {
            return Err(AuthError::about(&pointer(), " is not the name of a header field"));
        }
        if repeated == Some(index) {
            return Err(AuthError::about(&pointer(), " is there twice, in capitals and small letters: give it once"));
        }
        check_header_value(value, "headers").map_err(|error| error.in_field(pointer()))?;
    }
    Ok(fields)
}

/// The first field whose name stands before it already, in whatever letters.
fn first_repeated(fields: &[(Text, Text)]) -> Option<usize> {
    let mut names: Vec<_> = fields.iter().map(|(name, _)| name.to_ascii_lowercase()).zip(0_usize..).collect();
    names.sort_unstable();
    let neighbours = names.iter().zip(names.iter().skip(1));
    neighbours.filter(|(one, other)| one.0 == other.0).map(|(_, other)| other.1).min()
}

/// A token of RFC 9110 §5.6.2, but for the one that JavaScript makes no member of.
fn is_field_name(name: &str) -> bool {
    let allowed = |byte: u8| byte.is_ascii_alphanumeric() || b"!#$%&'*+-.^_`|~".contains(&byte);
    !name.is_empty() && name != "__proto__" && name.bytes().all(allowed)
}
