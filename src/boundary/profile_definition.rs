//! A [`TokenProfile`] out of plain data; every mistake is named with its JSON pointer (RFC 6901).

use super::nearest_name::nearest;
use crate::ascii;
use crate::error::{AuthError, ErrorCode};
use crate::http::{BaseUrl, Method, Transport, check_header_value};
use crate::json::{Json, Kind};
use crate::token::classification::{
    Classification, ErrorPlace, ErrorShape, Meanings, RejectedShape, Unauthorized, UnknownCode,
};
use crate::token::profile::{
    BasicEncoding, ClientAuthentication, Encoding, HeaderShape, RequestShape, ResponseShape, TokenProfile, TokenSyntax,
};
use crate::token::profile_text::{Text, Texts};
use crate::token::request::origin_of;
use crate::token::template::{Part, has_odd_name, parts, positions};
use alloc::borrow::Cow;
use alloc::string::String;
use alloc::vec::Vec;

/// Reads and checks a profile.
///
/// # Errors
/// `invalid_argument` with the pointer of what is missing, of another type or not one of the values allowed,
/// `unknown_option` with that of a stranger, `insecure_url` for an `http` address off this machine.
pub(crate) fn define(profile: Option<Json<'_>>) -> Result<TokenProfile, AuthError> {
    let profile = Node::root(profile)?;
    profile.knows(&["name", "request", "response", "header", "rejected"])?;
    let response = profile.object("response", RESPONSE_NAMES)?;
    let rejected = match profile.optional_object("rejected", &["status", "body"])? {
        Some(rejected) => rejected_shape(&rejected)?,
        None => RejectedShape::BY_STATUS,
    };
    Ok(TokenProfile {
        name: profile.text("name")?.into(),
        request: request_shape(&profile.object("request", REQUEST_NAMES)?)?,
        response: response_shape(&response)?,
        header: match profile.optional_object("header", &["name", "format"])? {
            Some(header) => header_shape(&header)?,
            None => HeaderShape { token_syntax: TokenSyntax::VisibleAscii, ..HeaderShape::BEARER },
        },
        errors: error_shape(&response, rejected)?,
    })
}

const REQUEST_NAMES: &[&str] =
    &["url", "method", "encoding", "headers", "fields", "clientAuthentication", "basicEncoding"];
const RESPONSE_NAMES: &[&str] =
    &["token", "lifetimeSeconds", "expiresAt", "tokenType", "refreshToken", "errors", "defaultLifetimeSeconds"];
const ERROR_NAMES: &[&str] = &["pointer", "code", "message", "meanings", "unknownCode"];

/// What fetch or the server makes something else of.
const FIELDS_OF_FETCH: [&str; 4] = ["Accept", "Content-Type", "Content-Length", "Host"];

const METHODS: &[(&str, Method)] =
    &[("GET", Method::Get), ("POST", Method::Post), ("PUT", Method::Put), ("DELETE", Method::Delete)];
const ENCODINGS: &[(&str, Encoding)] =
    &[("form", Encoding::Form), ("json", Encoding::Json), ("text-json", Encoding::TextJson)];
const BASIC_ENCODINGS: &[(&str, BasicEncoding)] =
    &[("raw", BasicEncoding::Raw), ("form-urlencoded", BasicEncoding::FormUrlencoded)];
const UNKNOWN_CODES: &[(&str, UnknownCode)] =
    &[("error", UnknownCode::IsError), ("error-unless-success", UnknownCode::IsErrorUnlessSuccess)];

fn request_shape(request: &Node<'_>) -> Result<RequestShape, AuthError> {
    let method = request.choice("method", METHODS)?.unwrap_or(Method::Post);
    let fields = request.templates("fields")?;
    if matches!(method, Method::Get | Method::Delete) && !fields.is_empty() {
        let advice =
            " cannot be sent with this method, which has no body: put them into the url as {name}, or use POST";
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
    let names_credential =
        |(_, value): &(Text, Text)| parts(value).iter().any(|part| matches!(part, Part::Credential(_)));
    if client_authentication == ClientAuthentication::Body && !fields.iter().any(names_credential) {
        return Err(
            request.wrong("fields", " must hold a credential such as \"{secret}\" where clientAuthentication is body")
        );
    }
    Ok(RequestShape {
        method,
        url: address(request)?,
        encoding: request.choice("encoding", ENCODINGS)?.unwrap_or(Encoding::Form),
        headers: header_fields(request)?,
        fields: Cow::Owned(fields),
        client_authentication,
    })
}

/// An address is checked with a word in the place of every credential.
fn address(request: &Node<'_>) -> Result<Text, AuthError> {
    let url = request.text("url")?;
    request.check_template("url", &url)?;
    let behind_host = url.strip_prefix("{host}");
    // Whatever stood right behind the host would belong to its name, and lead the credentials elsewhere.
    if behind_host.is_some_and(|rest| !(rest.is_empty() || ascii::begins(rest, b"/?"))) {
        return Err(request.wrong("url", " must have a slash, a question mark or nothing after {host}"));
    }
    let mut sample = String::from(if behind_host.is_some() { "https://x.example" } else { "" });
    for part in parts(behind_host.unwrap_or(&url)) {
        sample.push_str(match part {
            Part::Plain(plain) => plain,
            Part::Credential("host") => {
                return Err(request.wrong("url", " can have {host} only at its beginning"));
            }
            Part::Credential(_) => "x",
        });
    }
    let authority =
        positions("://", &url).next().and_then(|colon| url.get(colon.saturating_add(3)..)).unwrap_or_default();
    let authority = authority.get(..ascii::end_before(authority, b"/?")).unwrap_or_default();
    if matches!(parts(authority).last(), Some(Part::Credential(_))) {
        return Err(
            request.wrong("url", " must not end its host name with a credential, which could then name any host")
        );
    }
    let is_plain = |segment: &[u8]| !matches!(segment, b"." | b"..");
    if !sample.bytes().all(|byte| byte.is_ascii_graphic() && byte != b'\\')
        || !sample.as_bytes().split(|byte| b"/?".contains(byte)).all(is_plain)
    {
        return Err(request.wrong("url", " must be plain: visible ASCII, no backslash, no \".\" or \"..\" segment"));
    }
    if positions("://", &sample).next().is_none() {
        return Err(request.wrong("url", " must begin with https:// or with {host}"));
    }
    if ascii::holds(&sample, b"#") {
        return Err(request.wrong("url", " must not hold a fragment"));
    }
    BaseUrl::parse(origin_of(&sample), Transport::HttpOnLoopback, "url")
        .map_err(|error| error.in_field(request.pointer_of("url")))?;
    Ok(url.into())
}

fn header_fields(request: &Node<'_>) -> Result<Texts, AuthError> {
    let fields = request.templates("headers")?;
    let repeated = first_repeated(&fields);
    for (index, (name, value)) in fields.iter().enumerate() {
        let pointer = || [&request.pointer_of("headers"), "/", &escaped(name)].concat();
        if !is_field_name(name) {
            return Err(AuthError::about(&pointer(), " is not the name of a header field"));
        }
        if repeated == Some(index) {
            return Err(AuthError::about(&pointer(), " is there twice, in capitals and small letters: give it once"));
        }
        check_header_value(value, "headers").map_err(|error| error.in_field(pointer()))?;
    }
    Ok(Cow::Owned(fields))
}

/// The first field whose name stands before it already, in whatever letters.
fn first_repeated(fields: &[(Text, Text)]) -> Option<usize> {
    let mut names: Vec<_> = fields.iter().map(|(name, _)| name.to_ascii_lowercase()).zip(0_usize..).collect();
    names.sort_unstable();
    let neighbours = names.iter().zip(names.iter().skip(1));
    neighbours.filter(|(one, other)| one.0 == other.0).map(|(_, other)| other.1).min()
}

fn response_shape(response: &Node<'_>) -> Result<ResponseShape, AuthError> {
    Ok(ResponseShape {
        token: response.json_pointer("token")?.ok_or_else(|| response.missing("token"))?,
        lifetime_seconds: response.json_pointer("lifetimeSeconds")?,
        expires_at: response.json_pointer("expiresAt")?,
        token_type: response.json_pointer("tokenType")?,
        refresh_token: response.json_pointer("refreshToken")?,
        // NaN and the infinities have no JSON form: they arrive as null.
        default_lifetime_seconds: match response.json.member("defaultLifetimeSeconds") {
            None => None,
            Some(seconds) => Some(
                seconds
                    .integer()
                    .filter(|seconds| *seconds > 0)
                    .ok_or_else(|| response.wrong("defaultLifetimeSeconds", " must be a positive number of seconds"))?,
            ),
        },
        request_id_header: None,
    })
}

fn header_shape(header: &Node<'_>) -> Result<HeaderShape, AuthError> {
    let name = header.text("name")?;
    if !is_field_name(&name) {
        return Err(header.wrong("name", " is not the name of a header field (RFC 9110 §5.6.2)"));
    }
    if FIELDS_OF_FETCH.iter().any(|field| name.eq_ignore_ascii_case(field)) {
        return Err(
            header.wrong("name", " has a meaning of its own in HTTP: choose another header field for the token")
        );
    }
    let format = header.optional_text("format")?.unwrap_or_else(|| String::from("{token}"));
    if positions("{token}", &format).count() != 1 {
        return Err(header.wrong("format", " must hold {token} once"));
    }
    header.check_template("format", &format)?;
    if parts(&format).iter().any(|part| matches!(part, Part::Credential(name) if *name != "token")) {
        return Err(header.wrong("format", " can hold only {token}, and no credential"));
    }
    check_header_value(&format, "format").map_err(|error| error.in_field(header.pointer_of("format")))?;
    Ok(HeaderShape { name: name.into(), format: format.into(), token_syntax: TokenSyntax::VisibleAscii })
}

fn error_shape(response: &Node<'_>, rejected: RejectedShape) -> Result<ErrorShape, AuthError> {
    let Some(list) = response.list("errors")? else {
        return Ok(ErrorShape { rejected, ..ErrorShape::RFC6749 });
    };
    let mut places = Vec::new();
    let mut meanings = Vec::new();
    for entry in list {
        entry.knows(ERROR_NAMES)?;
        let pointer = entry.json_pointer("pointer")?.ok_or_else(|| entry.missing("pointer"))?;
        // The whole body is an entry of every answer, good ones included.
        let usual = if pointer.is_empty() { UnknownCode::IsErrorUnlessSuccess } else { UnknownCode::IsError };
        places.push(ErrorPlace {
            entry: pointer,
            code: entry.optional_text("code")?.unwrap_or_else(|| String::from("code")).into(),
            message: entry.optional_text("message")?.unwrap_or_else(|| String::from("message")).into(),
            unknown_code: entry.choice("unknownCode", UNKNOWN_CODES)?.unwrap_or(usual),
        });
        let Some(named) = entry.optional_object("meanings", &[])? else {
            continue;
        };
        for (code, meaning) in named.json.members() {
            // Half of a surrogate pair is no code that any answer could have.
            let code = code.string().ok_or_else(|| named.missing(""))?;
            let name = named.text_at(&code, Some(meaning))?.ok_or_else(|| named.missing(&code))?;
            let meaning = Classification::named(&name).ok_or_else(|| {
                let names = Classification::ALL.map(Classification::as_str).join(", ");
                named.wrong(&code, &[" must be one of ", &names].concat())
            })?;
            meanings.push((Cow::Owned(code.into_owned()), meaning));
        }
    }
    let unauthorized = Unauthorized::IsAsSaid;
    Ok(ErrorShape { places: Cow::Owned(places), meanings: Meanings::new(meanings), rejected, unauthorized })
}

fn rejected_shape(rejected: &Node<'_>) -> Result<RejectedShape, AuthError> {
    let mut statuses = None;
    if let Some(list) = rejected.list("status")? {
        let read = |entry: Node<'_>| match entry.json.integer().and_then(|status| u16::try_from(status).ok()) {
            Some(status @ 400..=599) => Ok(status),
            _ => {
                Err(entry.refuse(" must be the HTTP status of an error, from 400 to 599: for a 200, use rejected.body"))
            }
        };
        statuses = Some(Cow::Owned(list.into_iter().map(read).collect::<Result<_, _>>()?));
    }
    let mut values = Vec::new();
    for entry in rejected.list("body")?.unwrap_or_default() {
        entry.knows(&["pointer", "in"])?;
        let pointer = entry.json_pointer("pointer")?.ok_or_else(|| entry.missing("pointer"))?;
        let list = entry.list("in")?.ok_or_else(|| entry.missing("in"))?;
        values.push((pointer, Cow::Owned(list.iter().map(Node::scalar).collect::<Result<_, _>>()?)));
    }
    Ok(RejectedShape { statuses, values: Cow::Owned(values) })
}

/// A token of RFC 9110 §5.6.2.
fn is_field_name(name: &str) -> bool {
    let allowed = |byte: u8| byte.is_ascii_alphanumeric() || b"!#$%&'*+-.^_`|~".contains(&byte);
    !name.is_empty() && name.bytes().all(allowed)
}

fn escaped(name: &str) -> String {
    name.replace('~', "~0").replace('/', "~1")
}

/// A value of the profile with the pointer to it.
struct Node<'a> {
    json: Json<'a>,
    pointer: String,
}

impl<'a> Node<'a> {
    fn root(profile: Option<Json<'a>>) -> Result<Self, AuthError> {
        match profile.filter(|profile| profile.kind() == Kind::Object) {
            Some(json) => Ok(Node { json, pointer: String::new() }),
            None => {
                Err(AuthError::invalid_argument("profile", "profile must be an object with name, request and response"))
            }
        }
    }

    fn pointer_of(&self, name: &str) -> String {
        [&self.pointer, "/", &escaped(name)].concat()
    }

    fn present(&self, name: &str) -> Option<Json<'a>> {
        self.json.member(name).filter(|value| !value.is_null())
    }

    fn knows(&self, names: &[&str]) -> Result<(), AuthError> {
        if self.json.kind() != Kind::Object {
            return Err(self.refuse(&[" must be an object with ", &names.join(", ")].concat()));
        }
        for (key, _) in self.json.members() {
            let key = key.string().unwrap_or(Cow::Borrowed("?"));
            if !names.contains(&&*key) {
                let advice = match nearest(&key, names) {
                    Some(meant) => [" is unknown. Did you mean ", meant, "?"].concat(),
                    None => [" is unknown. It may be ", &names.join(", "), "."].concat(),
                };
                let pointer = self.pointer_of(&key);
                return Err(AuthError::saying(ErrorCode::UnknownOption, &[&pointer, &advice]).in_field(pointer));
            }
        }
        Ok(())
    }

    fn object(&self, name: &str, names: &[&str]) -> Result<Node<'a>, AuthError> {
        self.optional_object(name, names)?.ok_or_else(|| self.missing(name))
    }

    /// An object with members of these names, of any names where there are none.
    fn optional_object(&self, name: &str, names: &[&str]) -> Result<Option<Node<'a>>, AuthError> {
        let Some(json) = self.present(name) else {
            return Ok(None);
        };
        let node = Node { json, pointer: self.pointer_of(name) };
        if names.is_empty() && json.kind() == Kind::Object {
            return Ok(Some(node));
        }
        node.knows(names)?;
        Ok(Some(node))
    }

    fn text(&self, name: &str) -> Result<String, AuthError> {
        self.optional_text(name)?.ok_or_else(|| self.missing(name))
    }

    fn optional_text(&self, name: &str) -> Result<Option<String>, AuthError> {
        self.text_at(name, self.json.member(name))
    }

    /// The text of a member that has been found; null is as good as absent.
    fn text_at(&self, name: &str, member: Option<Json<'a>>) -> Result<Option<String>, AuthError> {
        match member.filter(|value| !value.is_null()) {
            None => Ok(None),
            Some(value) => match value.string() {
                Some(text) if !text.is_empty() => Ok(Some(text.into_owned())),
                _ => Err(self.wrong(name, " must be a string that is not empty")),
            },
        }
    }

    /// A JSON pointer: empty, or beginning with a slash.
    fn json_pointer(&self, name: &str) -> Result<Option<Text>, AuthError> {
        let Some(value) = self.present(name) else {
            return Ok(None);
        };
        match value.string() {
            Some(text) if text.is_empty() || ascii::begins(&text, b"/") => Ok(Some(Cow::Owned(text.into_owned()))),
            _ => Err(self.wrong(name, " must be a JSON pointer such as \"/data/accessToken\" (RFC 6901)")),
        }
    }

    fn choice<T: Copy>(&self, name: &str, choices: &[(&str, T)]) -> Result<Option<T>, AuthError> {
        let Some(chosen) = self.optional_text(name)? else {
            return Ok(None);
        };
        let found = choices.iter().find(|(known, _)| *known == chosen).map(|(_, choice)| *choice);
        let names: Vec<&str> = choices.iter().map(|(known, _)| *known).collect();
        found.map(Some).ok_or_else(|| self.wrong(name, &[" must be one of ", &names.join(", ")].concat()))
    }

    fn record(&self, name: &str) -> Result<Vec<(Text, Text)>, AuthError> {
        let Some(record) = self.optional_object(name, &[])? else {
            return Ok(Vec::new());
        };
        let entry = |(key, value): (Json<'_>, Json<'_>)| {
            let key = key.string().unwrap_or_default().into_owned();
            let value = value.string().ok_or_else(|| record.wrong(&key, " must be a string"))?.into_owned();
            Ok((Cow::Owned(key), Cow::Owned(value)))
        };
        record.json.members().map(entry).collect()
    }

    /// A record whose values are templates.
    fn templates(&self, name: &str) -> Result<Vec<(Text, Text)>, AuthError> {
        let record = self.record(name)?;
        for (key, template) in &record {
            self.check_template(&[name, "/", &escaped(key)].concat(), template)?;
        }
        Ok(record)
    }

    /// Refuses what looks like the name of a credential and would stand for itself.
    fn check_template(&self, path: &str, template: &str) -> Result<(), AuthError> {
        if !has_odd_name(template) {
            return Ok(());
        }
        let pointer = [&self.pointer, "/", path].concat();
        Err(AuthError::about(
            &pointer,
            " holds braces without a name in them: write letters, digits and _, as in {client_id}",
        ))
    }

    fn list(&self, name: &str) -> Result<Option<Vec<Node<'a>>>, AuthError> {
        let Some(list) = self.present(name) else {
            return Ok(None);
        };
        if list.kind() != Kind::Array {
            return Err(self.wrong(name, " must be an array"));
        }
        let numbered = list.elements().zip(0_i64..);
        let pointer = |index: i64| [&self.pointer_of(name), "/", &crate::json::decimal(index)].concat();
        Ok(Some(numbered.map(|(json, index)| Node { json, pointer: pointer(index) }).collect()))
    }

    /// A string or a number as text.
    fn scalar(&self) -> Result<Text, AuthError> {
        match self.json.kind() {
            Kind::Number | Kind::Boolean => Ok(Cow::Owned(self.json.text().into())),
            _ => match self.json.string() {
                Some(text) => Ok(Cow::Owned(text.into_owned())),
                None => Err(self.refuse(" must be a string or a number")),
            },
        }
    }

    fn missing(&self, name: &str) -> AuthError {
        self.wrong(name, " is missing")
    }

    fn wrong(&self, name: &str, what: &str) -> AuthError {
        AuthError::about(&self.pointer_of(name), what)
    }

    fn refuse(&self, what: &str) -> AuthError {
        AuthError::about(&self.pointer, what)
    }
}
