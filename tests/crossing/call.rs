//! Arguments as the slots of a call: what `pkg-template/facade/checked-call.ts` does, for the values that JSON has. What
//! breaks names or kinds is refused with the code and the field that JavaScript gives; its words are JavaScript's own.

use super::answer;
use commerce_auth::boundary::operation::{Field, Kind, Need, Operation};
use commerce_auth::boundary::record::{FIELDS_READ, Given, HALVED, LEFT_OUT, NULL, Record};
use commerce_auth::boundary::{operations, perform, perform_on_profile, profile_operations};
use commerce_auth::error::{AuthError, ErrorCode};
use serde_json::value::RawValue;
use serde_json::{Map, Value, from_str};
use std::collections::BTreeMap;

/// What the clock shows where a call names no instant, in milliseconds since 1970.
const CLOCK: i64 = 1_700_000_000_000;
const BEYOND_INTEGERS: f64 = 9_223_372_036_854_775_808.0;
const EVERY_CHANNEL: u8 = 0b111;
const LONGEST_REPEATED_NAME: usize = 31;

/// A call of the core.
pub struct Call {
    pub slots: Vec<f64>,
    pub bytes: Vec<u8>,
    pub subject: Vec<u8>,
    perform: Perform,
    number: usize,
    operation: &'static Operation,
}

type Perform = fn(usize, &mut Given<'_>, &mut Record) -> Result<(), AuthError>;

/// The operation of this name with its number, and who performs it.
fn numbered(name: &str) -> Option<(Perform, usize, &'static Operation)> {
    let of_all = operations().enumerate().map(|(number, operation)| (perform as Perform, number, operation));
    let of_profiles = profile_operations().iter().enumerate();
    let of_profiles = of_profiles.map(|(number, operation)| (perform_on_profile as Perform, number, operation));
    of_all.chain(of_profiles).find(|(_, _, operation)| operation.name == name)
}

/// JSON text, since half of a surrogate pair has no form in Rust's strings. None is undefined.
type Argument<'a> = Option<&'a str>;
type Outcome = Result<(), AuthError>;
type Members = BTreeMap<String, Box<RawValue>>;

impl Call {
    /// The call with these arguments, a JSON array.
    pub fn written(name: &str, arguments: &str) -> Result<Call, AuthError> {
        let (perform, number, operation) = numbered(name).unwrap_or_else(|| panic!("there is no operation {name}"));
        let mut call = Call { slots: Vec::new(), bytes: Vec::new(), subject: Vec::new(), perform, number, operation };
        let arguments: Vec<&RawValue> = from_str(arguments).unwrap();
        for (index, field) in operation.takes.iter().enumerate() {
            call.write(field, field.name, arguments.get(index).map(|argument| argument.get()))?;
        }
        Ok(call)
    }

    /// What the core makes of it, as the public function gives it.
    pub fn perform(&self) -> Result<Value, AuthError> {
        let mut result = Record::new();
        (self.perform)(self.number, &mut Given::new(&self.slots, &self.bytes, &self.subject), &mut result)?;
        Ok(answer::value(self.operation.gives, &result))
    }

    fn number(&mut self, number: f64) {
        self.slots.push(number);
    }

    fn bytes(&mut self, bytes: &[u8]) {
        self.number(bytes.len() as f64);
        self.bytes.extend_from_slice(bytes);
    }

    fn optional(&mut self, text: Option<String>) {
        match text {
            Some(text) => self.bytes(text.as_bytes()),
            None => self.number(LEFT_OUT),
        }
    }

    fn write(&mut self, field: &Field, name: &str, value: Argument<'_>) -> Outcome {
        let set = value.filter(|value| *value != "null");
        match field.kind {
            Kind::Text | Kind::Digits => self.text(field, name, value)?,
            Kind::Token => {
                let bare = value.and_then(members).and_then(|mut members| members.remove("value"));
                let bare = bare.filter(|bare| bare.get().starts_with('"'));
                self.text(field, name, bare.as_deref().map(RawValue::get).or(value))?;
            }
            Kind::Names if field.need == Need::Optional && set.is_none() => self.number(LEFT_OUT),
            Kind::Names => self.names(name, value)?,
            Kind::Identifier => match value.and_then(|value| value.parse::<u64>().ok()) {
                Some(integer) => self.bytes(integer.to_string().as_bytes()),
                None => self.text(field, name, value)?,
            },
            Kind::Flag => self.number(match set {
                None if field.need == Need::Meant && value.is_some() => return refuse(name),
                None => LEFT_OUT,
                Some("true") => 1.0,
                Some("false") => 0.0,
                Some(_) => return refuse(name),
            }),
            Kind::Number => self.number(value.map_or(Ok(LEFT_OUT), |value| number_of(value, name))?),
            Kind::Now => self.number(value.map_or(Ok(CLOCK as f64), |value| number_of(value, name))?),
            Kind::Cents => self.number(match value.map(str::parse::<f64>) {
                None => LEFT_OUT,
                Some(Ok(cents)) if cents.fract() == 0.0 && (0.0..BEYOND_INTEGERS).contains(&cents) => cents + 0.0,
                Some(_) => NULL,
            }),
            Kind::Loopback => self.number(match set {
                None => LEFT_OUT,
                Some("\"loopback\"") => 2.0,
                Some(_) => return refuse(name),
            }),
            Kind::Secret => self.secret(value)?,
            Kind::Secrets => self.secrets(field, value)?,
            Kind::Json | Kind::Written => self.optional(set.map(stringified)),
            Kind::Parameters => {
                self.optional(set.map(stringified));
                // JSON has nothing without a form, and nothing that is undefined.
                self.bytes(b"");
                self.bytes(b"");
            }
            Kind::JsonObject(known) => {
                if let Some(object) = set {
                    let mut looked_at = Call { slots: Vec::new(), bytes: Vec::new(), subject: Vec::new(), ..*self };
                    // What is written into a JSON text has names of its own there.
                    looked_at.members(known, name, "", Some(object))?;
                }
                self.optional(set.map(stringified));
            }
            Kind::Subject => self.subject = checked(value, name)?.into_bytes(),
            Kind::Address => self.subject = checked(value, name)?.into_bytes(),
            Kind::FieldsThatCame | Kind::FieldsExpected => self.field_lists(name, value)?,
            Kind::Body => self.subject = body_of(value, name)?,
            Kind::Response => self.response(value)?,
            Kind::Object(known) => self.object(field, known, name, value)?,
            Kind::Credentials => self.credentials(value)?,
            Kind::Count
            | Kind::ObjectOrFalse(_)
            | Kind::Addresses
            | Kind::Transport
            | Kind::Sharing
            | Kind::Function
            | Kind::Label
            | Kind::Store
            | Kind::ForCapillary => panic!("no vector makes an authenticator"),
        }
        Ok(())
    }

    fn text(&mut self, field: &Field, name: &str, value: Argument<'_>) -> Outcome {
        let may_be_missing = match field.need {
            Need::Required => false,
            Need::Optional => matches!(value, None | Some("null")),
            Need::Meant => value.is_none(),
        };
        if may_be_missing {
            self.number(LEFT_OUT);
            return Ok(());
        }
        self.bytes(checked(value, name)?.as_bytes());
        Ok(())
    }

    fn names(&mut self, name: &str, value: Argument<'_>) -> Outcome {
        let Some(list) = value.and_then(|value| from_str::<Vec<&RawValue>>(value).ok()) else { return refuse(name) };
        let mut lines = Vec::new();
        for (index, line) in list.iter().enumerate() {
            let name = format!("{name}[{index}]");
            let line = checked(Some(line.get()), &name)?;
            if line.contains('\n') {
                return refuse(&name);
            }
            lines.push(line);
        }
        self.bytes(lines.join("\n").as_bytes());
        Ok(())
    }

    fn field_lists(&mut self, name: &str, value: Argument<'_>) -> Outcome {
        let Some(object) = value.filter(|value| value.starts_with('{')) else { return refuse(name) };
        let given = given_members(Some(object), name)?;
        let mut fields = Vec::new();
        for (field, value) in in_order(object, &given) {
            let values: Vec<&RawValue> = from_str(value.get()).unwrap_or_else(|_| vec![value]);
            let place = if name == "headers" { name.to_owned() } else { format!("{name}.{field}") };
            let values = values.iter().map(|one| checked(Some(one.get()), &place)).collect::<Result<Vec<_>, _>>()?;
            fields.push(serde_json::json!([field, values]));
        }
        self.bytes(Value::from(fields).to_string().as_bytes());
        Ok(())
    }

    fn secret(&mut self, value: Argument<'_>) -> Outcome {
        match value.and_then(base64_of) {
            Some(bytes) => {
                self.bytes(&bytes);
                self.number(1.0);
            }
            None => {
                self.bytes(checked(value, "secret")?.as_bytes());
                self.number(0.0);
            }
        }
        Ok(())
    }

    fn secrets(&mut self, field: &Field, value: Argument<'_>) -> Outcome {
        match value {
            None if field.need != Need::Required => self.number(LEFT_OUT),
            Some("null") if field.need != Need::Required => self.number(NULL),
            Some(list) if list.starts_with('[') => {
                let list: Vec<&RawValue> = from_str(list).unwrap();
                if list.len() > 32 {
                    return refuse("secret");
                }
                self.number(list.len() as f64);
                for secret in list {
                    self.secret(Some(secret.get()))?;
                }
            }
            one => {
                self.number(1.0);
                self.secret(one)?;
            }
        }
        Ok(())
    }

    fn object(&mut self, field: &Field, known: &'static [Field], name: &str, value: Argument<'_>) -> Outcome {
        if field.need != Need::Required {
            let is_missing = value.is_none() || (value == Some("null") && name != "options");
            if is_missing && field.need == Need::Meant && value.is_some() {
                self.number(NULL);
                return Ok(());
            }
            if is_missing && name != "options" {
                self.number(LEFT_OUT);
                return Ok(());
            }
            self.number(1.0);
            if is_missing {
                return self.members(known, name, "", Some("{}"));
            }
        }
        let prefix = if name == "options" { String::new() } else { format!("{name}.") };
        self.members(known, name, &prefix, value)
    }

    fn credentials(&mut self, value: Argument<'_>) -> Outcome {
        let Some(object) = value.filter(|value| value.starts_with('{')) else {
            self.number(LEFT_OUT);
            return Ok(());
        };
        let given = given_members(Some(object), "credentials")?;
        self.number(given.len() as f64);
        for (name, value) in in_order(object, &given) {
            self.bytes(name.as_bytes());
            match value.get() {
                "null" => self.number(LEFT_OUT),
                text if !text.starts_with('"') => self.number(NULL),
                text => match from_str::<String>(text) {
                    Ok(text) => self.bytes(text.as_bytes()),
                    Err(_) => self.number(HALVED),
                },
            }
        }
        Ok(())
    }

    fn members(&mut self, known: &'static [Field], name: &str, prefix: &str, object: Argument<'_>) -> Outcome {
        let given = given_members(object, name)?;
        let value_of = |member: &str| given.get(member).map(|value| value.get());
        let channels = channels_of(known, value_of("channel"));
        let is_known = |name: &str| known.iter().any(|field| field.name == name && field.channels & channels != 0);
        refuse_strangers(object, &given, is_known)?;
        for field in known {
            self.write(field, &[prefix, field.name].concat(), value_of(field.name))?;
        }
        Ok(())
    }

    fn response(&mut self, response: Argument<'_>) -> Outcome {
        let given = given_members(response, "response")?;
        let value_of = |member: &str| given.get(member).map(|value| value.get());
        refuse_strangers(response, &given, |name| ["status", "headers", "body"].contains(&name))?;
        self.number(value_of("status").map_or(Ok(0.0), |status| number_of(status, "response.status"))?);
        let body = value_of("body").filter(|body| *body != "null");
        let is_value = body.is_some_and(|body| !body.starts_with('"'));
        let text = match body {
            Some(value) if is_value => stringified(value),
            Some(text) => checked(Some(text), "response.body")?,
            None => String::new(),
        };
        self.number(f64::from(u8::from(is_value)));
        let headers = fields_read(value_of("headers"))?;
        headers.into_iter().for_each(|value| self.optional(value));
        self.subject = text.into_bytes();
        Ok(())
    }
}

fn refuse<T>(field: &str) -> Result<T, AuthError> {
    Err(AuthError::about(field, " is refused before the core sees it"))
}

fn refuse_unknown<T>(name: &str) -> Result<T, AuthError> {
    let is_odd = |character: char| !(character.is_ascii_alphanumeric() || "_.-".contains(character));
    let shown = match name.len() <= LONGEST_REPEATED_NAME && !name.contains(is_odd) {
        true => name.to_owned(),
        false => "(a name too long or too odd to repeat)".to_owned(),
    };
    Err(AuthError::new(ErrorCode::UnknownOption, "").in_field(shown))
}

/// The members as they were written; by the alphabet where half of a surrogate pair stands in some value.
fn in_order<'a>(object: &str, given: &'a Members) -> Vec<(&'a String, &'a RawValue)> {
    let written = from_str::<Map<String, Value>>(object).ok();
    let place = |name: &String| written.as_ref().and_then(|written| written.keys().position(|known| known == name));
    let mut members: Vec<_> = given.iter().map(|(name, value)| (name, &**value)).collect();
    members.sort_by_key(|(name, _)| place(name));
    members
}

/// Refuses the first member that is not known.
fn refuse_strangers(object: Argument<'_>, given: &Members, is_known: impl Fn(&str) -> bool) -> Outcome {
    let in_order = object.and_then(|text| from_str::<Map<String, Value>>(text).ok());
    let names: Vec<&String> = match &in_order {
        Some(object) => object.keys().collect(),
        // Half of a surrogate pair stands in some value: then the first by the alphabet.
        None => given.keys().collect(),
    };
    names.into_iter().find(|name| !is_known(name)).map_or(Ok(()), |stranger| refuse_unknown(stranger))
}

/// The members of an object; none where it is no object, or has a name without a form in Rust.
fn members(text: &str) -> Option<Members> {
    from_str(text).ok()
}

fn given_members(object: Argument<'_>, name: &str) -> Result<Members, AuthError> {
    match object {
        Some(text) if text.starts_with('{') => members(text).map_or_else(|| refuse_unknown("\u{fffd}"), Ok),
        _ => refuse(name),
    }
}

/// The bits of the channel that is named; without a good one, those of all.
fn channels_of(known: &[Field], channel: Argument<'_>) -> u8 {
    if known.iter().all(|field| field.channels == EVERY_CHANNEL) {
        return EVERY_CHANNEL;
    }
    match channel {
        Some("\"mobile\"") => 0b001,
        Some("\"web\"") => 0b010,
        Some("\"mfa\"") => 0b100,
        _ => EVERY_CHANNEL,
    }
}

/// A string with a UTF-8 form that is not what secrets print as.
fn checked(value: Argument<'_>, name: &str) -> Result<String, AuthError> {
    let text = value.and_then(|value| from_str::<String>(value).ok());
    text.filter(|text| text != "«redacted»").map_or_else(|| refuse(name), Ok)
}

fn number_of(value: &str, name: &str) -> Result<f64, AuthError> {
    let is_number = value.starts_with(|first: char| first == '-' || first.is_ascii_digit());
    match value.parse::<f64>() {
        Ok(number) if is_number && number > -1.0 && number < BEYOND_INTEGERS => Ok(number.trunc() + 0.0),
        _ => refuse(name),
    }
}

/// As `JSON.stringify` writes what was parsed.
fn stringified(text: &str) -> String {
    from_str::<Value>(text).map_or_else(|_| text.to_owned(), |value| value.to_string())
}

/// Bytes, which the vectors write as `{ "base64": … }`.
fn base64_of(value: &str) -> Option<Vec<u8>> {
    use base64::Engine;
    let members = members(value).filter(|members| members.len() == 1)?;
    let text: String = from_str(members.get("base64")?.get()).ok()?;
    base64::engine::general_purpose::STANDARD.decode(text).ok()
}

/// A notification: its text, its bytes, or what it was parsed to.
fn body_of(body: Argument<'_>, name: &str) -> Result<Vec<u8>, AuthError> {
    match body {
        Some(value) if value.starts_with(['{', '[']) => {
            Ok(base64_of(value).unwrap_or_else(|| stringified(value).into_bytes()))
        }
        text => Ok(checked(text, name)?.into_bytes()),
    }
}

/// The header fields that the core reads, the first of each.
fn fields_read(headers: Argument<'_>) -> Result<[Option<String>; FIELDS_READ.len()], AuthError> {
    let mut read = [const { None }; FIELDS_READ.len()];
    let Some(headers) = headers.filter(|headers| *headers != "null") else { return Ok(read) };
    let Ok(headers) = from_str::<Map<String, Value>>(headers) else { return refuse("response.headers") };
    for (name, value) in headers {
        let Value::String(value) = value else { return refuse("response.headers") };
        let places = FIELDS_READ.iter().zip(&mut read);
        if let Some((_, place)) = places.into_iter().find(|(field, _)| name.eq_ignore_ascii_case(field)) {
            place.get_or_insert(value);
        }
    }
    Ok(read)
}
