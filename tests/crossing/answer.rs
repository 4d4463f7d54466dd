//! The slots of a result as the value that the public function gives: what `pkg-template/facade/results.ts` does. A record
//! that has more than its outcome says, or less, is a failure.

use commerce_auth::boundary::operation::Outcome;
use commerce_auth::boundary::record::{LEFT_OUT, Record};
use commerce_auth::boundary::write_error;
use commerce_auth::error::AuthError;
use serde_json::value::RawValue;
use serde_json::{Map, Value, from_str, json};

/// What an operation gave.
pub fn value(gives: Outcome, result: &Record) -> Value {
    let mut reader = Reader { slots: result.slots(), bytes: result.bytes() };
    let value = reader.value(gives);
    reader.finish();
    value
}

/// An error with the fields that it has.
pub fn error_value(error: &AuthError) -> Map<String, Value> {
    let mut record = Record::new();
    write_error(error, &mut record);
    let mut reader = Reader { slots: record.slots(), bytes: record.bytes() };
    let fields = [
        ("code", reader.text()),
        ("message", reader.text()),
        ("vendor", reader.optional_text()),
        ("field", reader.optional_text()),
        ("position", reader.optional_number()),
        ("status", reader.optional_number()),
        ("vendorCode", reader.optional_text()),
        ("vendorMessage", reader.optional_text()),
        ("requestId", reader.optional_text()),
        ("retryable", reader.flag()),
        ("retryAfterMs", reader.optional_number()),
    ];
    reader.finish();
    fields.into_iter().filter(|(_, value)| !value.is_null()).map(|(name, value)| (name.to_owned(), value)).collect()
}

struct Reader<'a> {
    slots: &'a [f64],
    bytes: &'a [u8],
}

impl Reader<'_> {
    fn finish(&self) {
        assert!(self.slots.is_empty() && self.bytes.is_empty(), "{:?} {:?} are left", self.slots, self.bytes);
    }

    fn slot(&mut self) -> f64 {
        let (first, rest) = self.slots.split_first().unwrap();
        self.slots = rest;
        *first
    }

    fn string(&mut self) -> Option<String> {
        let length = self.slot();
        if length == LEFT_OUT {
            return None;
        }
        assert!(length >= 0.0 && length.fract() == 0.0, "{length} is no length");
        let (taken, rest) = self.bytes.split_at(length as usize);
        self.bytes = rest;
        Some(String::from_utf8(taken.to_vec()).unwrap())
    }

    fn name(&mut self) -> String {
        self.string().unwrap()
    }

    fn text(&mut self) -> Value {
        Value::from(self.name())
    }

    fn optional_text(&mut self) -> Value {
        Value::from(self.string())
    }

    fn optional_number(&mut self) -> Value {
        let number = self.slot();
        if number.is_nan() {
            return Value::Null;
        }
        assert!(number.fract() == 0.0, "{number} is no integer");
        Value::from(number as i64)
    }

    fn number(&mut self) -> Value {
        let number = self.optional_number();
        assert!(!number.is_null());
        number
    }

    fn flag(&mut self) -> Value {
        match self.slot() {
            flag if flag.is_nan() => Value::Null,
            flag => Value::from(flag > 0.0),
        }
    }

    fn json(&mut self) -> Value {
        let Some(text) = self.string() else { return Value::Null };
        from_str(&text).unwrap_or_else(|_| {
            // Half of a surrogate pair is JSON, but no text of Rust's.
            assert!(from_str::<&RawValue>(&text).is_ok(), "{text}");
            Value::from(text)
        })
    }

    fn headers(&mut self) -> Value {
        let mut fields = Map::new();
        while !self.slots.is_empty() {
            fields.insert(self.name(), self.text());
        }
        Value::from(fields)
    }

    fn entries(&mut self) -> Value {
        let count = self.number().as_u64().unwrap();
        (0..count).map(|_| json!({ "code": self.text(), "message": self.text() })).collect()
    }

    /// The mistakes of a profile by code, field and message, and its credentials by name.
    fn profile_check(&mut self) -> Value {
        let count = self.number().as_u64().unwrap();
        let mistake = |_| {
            let (code, message) = (self.text(), self.text());
            assert!(self.optional_text().is_null(), "a vendor");
            let field = self.optional_text();
            // Position, status, code, words and request of a vendor, and how long to wait.
            let others = [0; 5].map(|_| self.slot());
            assert!(others.iter().all(|slot| slot.is_nan() || *slot < 0.0), "{others:?}");
            assert_eq!((self.flag(), self.slot().is_nan()), (Value::Bool(false), true));
            json!({ "code": code, "field": field, "message": message })
        };
        let mistakes: Vec<Value> = (0..count).map(mistake).collect();
        let mut credentials = Map::new();
        while !self.slots.is_empty() {
            credentials.insert(self.name(), self.text());
        }
        json!({ "mistakes": mistakes, "credentials": credentials })
    }

    fn names(&mut self) -> Value {
        let mut names = Vec::new();
        while !self.slots.is_empty() {
            names.push(self.text());
        }
        Value::from(names)
    }

    fn host(&mut self) -> Value {
        match self.string() {
            None => Value::Null,
            Some(origin) => json!({ "origin": origin, "base": self.name() }),
        }
    }

    fn problems(&mut self) -> Value {
        let count = self.slot() as usize;
        let problem = |_| json!({ "part": self.text(), "position": self.number(), "message": self.text() });
        Value::from((0..count).map(problem).collect::<Vec<_>>())
    }

    fn token(&mut self) -> Value {
        match self.string() {
            None => Value::Null,
            Some(value) => with_members(
                json!({
                    "value": value,
                    "obtainedAt": self.number(),
                    "expiresAt": self.optional_number(),
                    "lifetimeSeconds": self.optional_number(),
                }),
                [("tokenType", self.optional_text()), ("refreshToken", self.optional_text())],
                json!({ "claims": self.json(), "problems": self.problems() }),
            ),
        }
    }

    fn value(&mut self, gives: Outcome) -> Value {
        match gives {
            Outcome::Nothing => Value::Null,
            Outcome::Text => self.text(),
            Outcome::OptionalText => self.optional_text(),
            Outcome::Number => self.number(),
            Outcome::Flag => self.flag(),
            Outcome::Names => self.names(),
            Outcome::Host => self.host(),
            Outcome::Json => self.json(),
            Outcome::Headers | Outcome::Addresses => self.headers(),
            Outcome::Request => with_members(
                json!({ "method": self.text(), "url": self.text() }),
                [("body", self.optional_text())],
                json!({ "headers": self.headers() }),
            ),
            Outcome::Token => self.token(),
            Outcome::TokenWithKept => {
                let token = self.token();
                with_members(token, [("kept", self.json())], json!({}))
            }
            Outcome::Credentials => json!({ "username": self.text(), "password": self.text() }),
            Outcome::DigestedCredentials => json!({ "username": self.text(), "passwordMd5": self.text() }),
            Outcome::Jwt => json!({
                "header": self.json(),
                "claims": self.json(),
                "signature": self.text(),
                "problems": self.problems(),
            }),
            Outcome::Session => json!({
                "loggedIn": self.flag(),
                "next": self.optional_text(),
                "role": self.optional_text(),
                "token": self.token(),
                "key": self.token(),
                "sessionId": self.optional_text(),
                "userRegisteredForPassword": self.flag(),
                "appRegistered": self.flag(),
            }),
            Outcome::Registration => json!({
                "clientPassword": self.text(),
                "startsAt": self.number(),
                "endsAt": self.number(),
                "publicKey": self.optional_text(),
            }),
            Outcome::Envelope => with_members(
                json!({ "model": self.json() }),
                [("authorisedClient", self.json()), ("authorisedUser", self.json())],
                json!({}),
            ),
            Outcome::Notification => json!({
                "kind": self.text(),
                "trust": self.text(),
                "outcome": self.text(),
                "sandbox": self.flag(),
                "key": self.optional_text(),
                "secretIndex": self.optional_number(),
                "verified": self.json(),
                "unverified": self.json(),
            }),
            Outcome::ProfileCheck => self.profile_check(),
            Outcome::Returned => {
                let (kind, trust) = (self.text(), self.text());
                let is_there = self.flag() == Value::Bool(true);
                let error = json!({ "type": self.optional_text(), "message": self.optional_text(), "reference": self.optional_text() });
                json!({ "kind": kind, "trust": trust, "error": if is_there { error } else { Value::Null } })
            }
            Outcome::SaidResponse => {
                let head = [self.text(), self.optional_text(), self.optional_number()];
                let [classification, request_id, retry_after_ms] = head;
                let [errors, warnings] = [self.entries(), self.entries()];
                json!({
                    "classification": classification,
                    "errors": errors,
                    "warnings": warnings,
                    "requestId": request_id,
                    "retryAfterMs": retry_after_ms,
                })
            }
            Outcome::AddressPairs => {
                let mut pairs = Map::new();
                while !self.slots.is_empty() {
                    pairs.insert(self.name(), json!({ "back": self.text(), "front": self.text() }));
                }
                Value::from(pairs)
            }
        }
    }
}

/// An object, then those of these members that are there, then the members of another.
fn with_members<const COUNT: usize>(mut object: Value, optional: [(&str, Value); COUNT], rest: Value) -> Value {
    let (Value::Object(members), Value::Object(rest)) = (&mut object, rest) else { panic!("no objects") };
    let there = optional.into_iter().filter(|(_, value)| !value.is_null());
    members.extend(there.map(|(name, value)| (name.to_owned(), value)));
    members.extend(rest);
    object
}
