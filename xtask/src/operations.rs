//! `pkg-template/facade/operations.ts` and what goes with it, written from the tables of the crate.

use std::fmt::Write as _;
use std::fs;

use anyhow::{Context, Result};
use commerce_auth::boundary::capillary_customer::REQUESTS;
use commerce_auth::boundary::operation::{EVERY_CHANNEL, Field, Kind, Need, Operation, Outcome, Place};
use commerce_auth::boundary::record::FIELDS_READ;
use commerce_auth::boundary::{operations, profile_operations};

use crate::layout::Layout;

const HEAD: &str = "\
// The operations of the core. Written by `cargo xtask operations` from the tables of src/boundary: change those.

import { refuseInBrowser } from './browser-guard.ts';
import * as kinds from './kinds.ts';
import type { Operation } from './operation.ts';
import * as results from './results.ts';
";

/// Writes the file.
pub fn write(layout: &Layout) -> Result<()> {
    let path = layout.root().join(PATH);
    fs::write(&path, text()?).with_context(|| format!("{} cannot be written", path.display()))?;
    let path = layout.root().join(FIELDS_PATH);
    fs::write(&path, fields_text()).with_context(|| format!("{} cannot be written", path.display()))?;
    let path = layout.root().join(CUSTOMER_PATH);
    fs::write(&path, customer_text()?).with_context(|| format!("{} cannot be written", path.display()))
}

const PATH: &str = "pkg-template/facade/operations.ts";
/// Apart, since the operations name what reads these fields.
const FIELDS_PATH: &str = "pkg-template/facade/fields-read.ts";

fn fields_text() -> String {
    let fields: Vec<String> = FIELDS_READ.iter().map(|name| format!("'{name}'")).collect();
    format!(
        "/** The header fields of answers that the core reads, in lower case. Written by `cargo xtask operations`. */\nexport const FIELDS_READ: readonly string[] = [{}];\n",
        fields.join(", ")
    )
}

/// The functions of requests that are nothing but fields.
const CUSTOMER_PATH: &str = "pkg-template/facade/customer-requests.ts";
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

fn text() -> Result<String> {
    let mut text = String::from(HEAD);
    for (number, operation) in operations().enumerate() {
        write_operation(&mut text, number, operation)?;
    }
    text.push_str("\n// The operations of a profile, which are the server build's.\n");
    for (number, operation) in profile_operations().iter().enumerate() {
        write_operation(&mut text, number, operation)?;
    }
    Ok(text)
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
    write!(text, "{indent}{{ name: '{}', kind: kinds.{kind}", field.name)?;
    match field.need {
        Need::Required => {}
        Need::Optional => text.push_str(", need: 'optional'"),
        Need::Meant => text.push_str(", need: 'meant'"),
    }
    if field.channels != EVERY_CHANNEL {
        write!(text, ", channels: {:#05b}", field.channels)?;
    }
    if !members.is_empty() {
        writeln!(text, ", members: [")?;
        for member in members {
            write_field(text, member, depth.saturating_add(1))?;
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

fn kind(kind: Kind) -> (&'static str, &'static [Field]) {
    match kind {
        Kind::Text => ("text", &[]),
        Kind::Token => ("token", &[]),
        Kind::Identifier => ("identifier", &[]),
        Kind::Digits => ("digits", &[]),
        Kind::Names => ("names", &[]),
        Kind::Flag => ("flag", &[]),
        Kind::Number => ("number", &[]),
        Kind::Now => ("now", &[]),
        Kind::Cents => ("cents", &[]),
        Kind::Secret => ("secret", &[]),
        Kind::Secrets => ("secrets", &[]),
        Kind::Json => ("json", &[]),
        Kind::Written => ("written", &[]),
        Kind::JsonObject(members) => ("jsonObject", members),
        Kind::Parameters => ("parameters", &[]),
        Kind::Subject => ("subject", &[]),
        Kind::Body => ("body", &[]),
        Kind::Response => ("response", &[]),
        Kind::Object(members) if members.iter().any(|member| member.channels != EVERY_CHANNEL) => {
            ("objectByChannel", members)
        }
        Kind::Object(members) => ("object", members),
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
        Outcome::Credentials => "credentials",
        Outcome::DigestedCredentials => "digestedCredentials",
        Outcome::Jwt => "jwt",
        Outcome::Session => "session",
        Outcome::Registration => "registration",
        Outcome::Envelope => "envelope",
        Outcome::Notification => "notification",
        Outcome::Addresses => "addresses",
        Outcome::AddressPairs => "addressPairs",
    };
    (name, format!("ReturnType<typeof results.{name}>"))
}

#[cfg(test)]
mod tests {
    use super::{CUSTOMER_PATH, FIELDS_PATH, PATH, customer_text, fields_text, text};
    use std::path::Path;

    #[test]
    fn the_file_is_that_of_the_tables() -> anyhow::Result<()> {
        let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("..");
        let written = std::fs::read_to_string(root.join(PATH))?;
        assert!(written == text()?, "run `cargo xtask operations`");
        assert!(std::fs::read_to_string(root.join(FIELDS_PATH))? == fields_text(), "run `cargo xtask operations`");
        assert!(std::fs::read_to_string(root.join(CUSTOMER_PATH))? == customer_text()?, "run `cargo xtask operations`");
        Ok(())
    }
}
