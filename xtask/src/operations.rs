//! `operations.ts` of `pkg-template/facade` and `pkg-template/server`, and what goes with them, written from the tables of the
//! crate.

use std::fmt::Write as _;
use std::fs;

use anyhow::{Context, Result};
use commerce_auth::boundary::authenticator::SETTINGS;
use commerce_auth::boundary::capillary_customer::REQUESTS;
use commerce_auth::boundary::operation::{EVERY_CHANNEL, Field, Kind, Need, Operation, Outcome, Place};
use commerce_auth::boundary::record::FIELDS_READ;
use commerce_auth::boundary::{authenticated_calls, factories, operations, profile_operations};

use crate::layout::Layout;

const HEAD: &str = "\
// The operations of the core. Written by `cargo xtask operations` from the tables of src/boundary: change those.

import { refuseInBrowser } from './browser-guard.ts';
import * as kinds from './kinds.ts';
import type { Operation } from './operation.ts';
import * as results from './results.ts';
";

const SERVER_HEAD: &str = "\
// The operations of the server build. Written by `cargo xtask operations` from the tables of src/boundary: change those.

import { refuseInBrowser } from '../facade/browser-guard.ts';
import * as kinds from '../facade/kinds.ts';
import type { Field, Operation } from '../facade/operation.ts';
import * as results from '../facade/results.ts';
import * as optionKinds from './option-kinds.ts';
";

/// Writes the files.
pub fn write(layout: &Layout) -> Result<()> {
    for (path, text) in files()? {
        let path = layout.root().join(path);
        fs::write(&path, text).with_context(|| format!("{} cannot be written", path.display()))?;
    }
    Ok(())
}

fn files() -> Result<[(&'static str, String); 4]> {
    Ok([
        ("pkg-template/facade/operations.ts", pure_text()?),
        ("pkg-template/server/operations.ts", server_text()?),
        ("pkg-template/facade/customer-requests.ts", customer_text()?),
        // Apart, since the operations name what reads these fields.
        ("pkg-template/facade/fields-read.ts", fields_text()),
    ])
}

fn fields_text() -> String {
    let fields: Vec<String> = FIELDS_READ.iter().map(|name| format!("'{name}'")).collect();
    format!(
        "/** The header fields of answers that the core reads, in lower case. Written by `cargo xtask operations`. */\nexport const FIELDS_READ: readonly string[] = [{}];\n",
        fields.join(", ")
    )
}

/// The functions of requests that are nothing but fields.
const CUSTOMER_HEAD: &str = "\
// The requests of an end customer. Written by `cargo xtask operations` from src/boundary/capillary_customer.rs: change that.

import type { CapillaryCustomer } from './capillary-customer.ts';
import { perform } from './core.ts';
import type { HttpRequest } from './http-message.ts';
import type { Operation } from './operation.ts';
import * as operations from './operations.ts';

/** The requests that are declared: those of the table, no more and no less. */
type Name = Extract<keyof CapillaryCustomer, `${string}Request`>;

/** Whatever is no option of the call, the operation's table refuses. */
const call =
  (operation: Operation<HttpRequest>) =>
  (options: unknown): HttpRequest =>
    perform(operation, options);

export const customerRequests: Readonly<Record<Name, (options: unknown) => HttpRequest>> = {
";

fn customer_text() -> Result<String> {
    let mut text = String::from(CUSTOMER_HEAD);
    for (name, _) in REQUESTS {
        let own = name.rsplit('.').next().context("a name has a last part")?;
        writeln!(text, "  {own}: call(operations.{}),", constant(name))?;
    }
    text.push_str("};\n");
    Ok(text)
}

fn pure_text() -> Result<String> {
    let mut text = String::from(HEAD);
    write_table(&mut text, operations())?;
    Ok(text)
}

fn server_text() -> Result<String> {
    let mut text = String::from(SERVER_HEAD);
    text.push_str("\n// The operations of a profile.\n");
    write_table(&mut text, profile_operations())?;
    text.push_str("\n// What makes authenticators and registrations; first the options that all of these have.\n");
    writeln!(text, "\nconst SETTINGS: readonly Field[] = [")?;
    for setting in SETTINGS {
        write_field(&mut text, setting, 1)?;
    }
    writeln!(text, "];")?;
    write_table(&mut text, factories())?;
    text.push_str("\n// What a call of an authenticator may have of its own.\n");
    write_table(&mut text, authenticated_calls())?;
    Ok(text)
}

fn write_table<'a>(text: &mut String, table: impl IntoIterator<Item = &'a Operation>) -> Result<()> {
    for (number, operation) in table.into_iter().enumerate() {
        write_operation(text, number, operation)?;
    }
    Ok(())
}

fn write_operation(text: &mut String, number: usize, operation: &Operation) -> Result<()> {
    let (reader, answer) = reader(operation.gives);
    writeln!(text)?;
    writeln!(text, "export const {}: Operation<{answer}> = {{", constant(operation.name))?;
    writeln!(text, "  number: {number},")?;
    writeln!(text, "  name: '{}',", operation.name)?;
    if operation.takes.is_empty() {
        writeln!(text, "  takes: [],")?;
    } else {
        writeln!(text, "  takes: [")?;
        for field in operation.takes {
            write_field(text, field, 2)?;
        }
        writeln!(text, "  ],")?;
    }
    writeln!(text, "  read: results.{reader},")?;
    if operation.place == Place::Server {
        writeln!(text, "  refuse: refuseInBrowser,")?;
    }
    writeln!(text, "}};")?;
    Ok(())
}

fn write_field(text: &mut String, field: &Field, depth: usize) -> Result<()> {
    let indent = "  ".repeat(depth);
    let (kind, members) = kind(field.kind);
    write!(text, "{indent}{{ name: '{}', kind: {kind}", field.name)?;
    match field.need {
        // It has the member all the same: none is ever looked up in a prototype.
        Need::Required => text.push_str(", need: undefined"),
        Need::Optional => text.push_str(", need: 'optional'"),
        Need::Meant => text.push_str(", need: 'meant'"),
    }
    if field.channels != EVERY_CHANNEL {
        write!(text, ", channels: {:#05b}", field.channels)?;
    }
    if !members.is_empty() {
        writeln!(text, ", members: [")?;
        let own = members.windows(SETTINGS.len()).position(|some| some == SETTINGS);
        for member in members.iter().take(own.unwrap_or(members.len())) {
            write_field(text, member, depth.saturating_add(1))?;
        }
        if let Some(own) = own {
            writeln!(text, "{indent}  ...SETTINGS,")?;
            for member in members.iter().skip(own.saturating_add(SETTINGS.len())) {
                write_field(text, member, depth.saturating_add(1))?;
            }
        }
        write!(text, "{indent}]")?;
    }
    writeln!(text, " }},")?;
    Ok(())
}

/// `capillaryBasicHeaders` for `capillary.basicHeaders`.
fn constant(name: &str) -> String {
    let mut constant = String::new();
    for (index, part) in name.split('.').enumerate() {
        let (first, rest) = part.split_at(1);
        constant.push_str(&if index == 0 { first.to_owned() } else { first.to_ascii_uppercase() });
        constant.push_str(rest);
    }
    constant
}

/// The function that checks and writes it, and its members.
fn kind(kind: Kind) -> (&'static str, &'static [Field]) {
    match kind {
        Kind::Text => ("kinds.text", &[]),
        Kind::Token => ("kinds.token", &[]),
        Kind::Identifier => ("kinds.identifier", &[]),
        Kind::Digits => ("kinds.digits", &[]),
        Kind::Names => ("kinds.names", &[]),
        Kind::Flag => ("kinds.flag", &[]),
        Kind::Number => ("kinds.number", &[]),
        Kind::Now => ("kinds.now", &[]),
        Kind::Count => ("optionKinds.count", &[]),
        Kind::Cents => ("kinds.cents", &[]),
        Kind::Secret => ("kinds.secret", &[]),
        Kind::Secrets => ("kinds.secrets", &[]),
        Kind::Json => ("kinds.json", &[]),
        Kind::Written => ("kinds.written", &[]),
        Kind::JsonObject(members) => ("kinds.jsonObject", members),
        Kind::Parameters => ("kinds.parameters", &[]),
        Kind::Subject => ("kinds.subject", &[]),
        Kind::Body => ("kinds.body", &[]),
        Kind::Address => ("kinds.address", &[]),
        Kind::FieldsThatCame => ("kinds.fieldsThatCame", &[]),
        Kind::FieldsExpected => ("kinds.fieldsExpected", &[]),
        Kind::Response => ("kinds.response", &[]),
        Kind::Object(members) if members.iter().any(|member| member.channels != EVERY_CHANNEL) => {
            ("kinds.objectByChannel", members)
        }
        Kind::Object(members) => ("kinds.object", members),
        Kind::ObjectOrFalse(members) => ("optionKinds.objectOrFalse", members),
        Kind::Credentials => ("optionKinds.credentials", &[]),
        Kind::Addresses => ("optionKinds.addresses", &[]),
        Kind::Transport => ("optionKinds.transport", &[]),
        Kind::Loopback => ("kinds.loopback", &[]),
        Kind::Sharing => ("optionKinds.sharing", &[]),
        Kind::Function => ("optionKinds.callback", &[]),
        Kind::Label => ("optionKinds.label", &[]),
        Kind::Store => ("optionKinds.store", &[]),
        Kind::ForCapillary => ("optionKinds.forCapillary", &[]),
    }
}

/// The function of `results.ts` that reads it, and the type of what it makes.
fn reader(outcome: Outcome) -> (&'static str, String) {
    let name = match outcome {
        Outcome::Text => "text",
        Outcome::OptionalText => "optionalText",
        Outcome::Number => "number",
        Outcome::Flag => "flag",
        Outcome::Names => "names",
        Outcome::Host => "host",
        Outcome::Json => "json",
        Outcome::Headers => "headers",
        Outcome::Request => "request",
        Outcome::Token => "token",
        Outcome::TokenWithKept => "tokenWithKept",
        Outcome::Credentials => "credentials",
        Outcome::DigestedCredentials => "digestedCredentials",
        Outcome::Jwt => "jwt",
        Outcome::Session => "session",
        Outcome::Registration => "registration",
        Outcome::Envelope => "envelope",
        Outcome::Notification => "notification",
        Outcome::ProfileCheck => "profileCheck",
        Outcome::Returned => "returned",
        Outcome::SaidResponse => "saidResponse",
        Outcome::Addresses => "addresses",
        Outcome::AddressPairs => "addressPairs",
        Outcome::Nothing => "nothing",
    };
    (name, format!("ReturnType<typeof results.{name}>"))
}

#[cfg(test)]
mod tests {
    use super::files;
    use std::path::Path;

    #[test]
    fn the_files_are_those_of_the_tables() -> anyhow::Result<()> {
        let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("..");
        for (path, text) in files()? {
            assert!(std::fs::read_to_string(root.join(path))? == text, "run `cargo xtask operations`: {path}");
        }
        Ok(())
    }
}
