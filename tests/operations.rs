//! The tables of operations: what JavaScript, the fuzzer and these tests rely on.

#![cfg(not(target_arch = "wasm32"))]
#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::arithmetic_side_effects,
    reason = "this is how a test fails"
)]

use commerce_auth::api::capillary::customer::call::Channel;
use commerce_auth::boundary::capillary_customer::REQUESTS;
use commerce_auth::boundary::operation::{EVERY_CHANNEL, Field, Kind, Need, Operation, Outcome, Place};
use commerce_auth::boundary::record::{FIELDS_READ, Given, LEFT_OUT, Record};
use commerce_auth::boundary::{authenticated_calls, factories, operations, profile_operations};
use std::collections::BTreeSet;

/// The most secrets of a list (`MOST_SECRETS` in `pkg-template/facade/kinds.ts`).
const MOST_SECRETS: usize = 32;

/// Those of every build, and those of the server's.
fn all_operations() -> impl Iterator<Item = &'static Operation> {
    operations().chain(profile_operations()).chain(factories()).chain(authenticated_calls())
}

fn is_member_name(name: &str) -> bool {
    name.starts_with(|first: char| first.is_ascii_lowercase())
        && name.chars().all(|character| character.is_ascii_alphanumeric() || character == '_')
}

/// Fields and the members of them, to the last.
fn all_fields(fields: &'static [Field]) -> Vec<&'static Field> {
    let below = |field: &'static Field| match field.kind {
        Kind::Object(members) | Kind::ObjectOrFalse(members) | Kind::JsonObject(members) => all_fields(members),
        _ => Vec::new(),
    };
    fields.iter().flat_map(|field| [vec![field], below(field)].concat()).collect()
}

#[test]
fn every_name_is_one_operation_of_its_own() {
    let names: Vec<&str> = all_operations().map(|operation| operation.name).collect();
    assert!(names.len() > 50, "{names:?}");
    assert_eq!(names.iter().collect::<BTreeSet<_>>().len(), names.len(), "a name stands twice");
    for name in names {
        assert!(name.split('.').all(is_member_name), "{name}");
    }
}

#[test]
fn no_object_has_a_member_twice() {
    fn check(fields: &'static [Field], place: &str) {
        let names: BTreeSet<&str> = fields.iter().map(|field| field.name).collect();
        assert_eq!(names.len(), fields.len(), "{place}");
        for field in fields {
            assert!(is_member_name(field.name), "{place}: {}", field.name);
            if let Kind::Object(members) | Kind::ObjectOrFalse(members) | Kind::JsonObject(members) = field.kind {
                assert!(!members.is_empty(), "{place}: {}", field.name);
                check(members, &format!("{place}: {}", field.name));
            }
        }
    }
    all_operations().for_each(|operation| check(operation.takes, operation.name));
}

/// The names of the kinds and the outcomes, as the enumerations in the source have them.
fn variants_of(enumeration: &str) -> BTreeSet<String> {
    let source = include_str!("../src/boundary/operation.rs");
    let (_, body) = source.split_once(&format!("pub enum {enumeration} {{\n")).unwrap();
    let (body, _) = body.split_once("\n}").unwrap();
    let names = body.lines().map(str::trim).filter(|line| !line.starts_with("///"));
    names.map(|line| first_word(line).to_owned()).collect()
}

fn first_word(text: &str) -> &str {
    text.split(|character: char| !character.is_alphanumeric()).next().unwrap()
}

#[test]
fn every_kind_and_every_outcome_is_used() {
    let fields = all_operations().flat_map(|operation| all_fields(operation.takes));
    let kinds: BTreeSet<String> = fields.map(|field| first_word(&format!("{:?}", field.kind)).to_owned()).collect();
    assert_eq!(kinds, variants_of("Kind"));
    let outcomes: BTreeSet<String> = all_operations().map(|operation| format!("{:?}", operation.gives)).collect();
    assert_eq!(outcomes, variants_of("Outcome"));
}

/// The slots of a value that is there.
fn slots_of(field: &Field) -> usize {
    match field.kind {
        Kind::Subject | Kind::Body | Kind::Address => 0,
        Kind::Secret => 2,
        Kind::Secrets => 1 + MOST_SECRETS * 2,
        Kind::Parameters => 3,
        Kind::Response => 2 + FIELDS_READ.len(),
        Kind::Object(members) => {
            usize::from(field.need != Need::Required) + members.iter().map(slots_of).sum::<usize>()
        }
        Kind::Credentials | Kind::Addresses | Kind::ObjectOrFalse(_) => panic!("only the server build has it"),
        Kind::Text
        | Kind::Token
        | Kind::Identifier
        | Kind::Digits
        | Kind::Names
        | Kind::FieldsThatCame
        | Kind::FieldsExpected
        | Kind::Flag
        | Kind::Number
        | Kind::Now
        | Kind::Count
        | Kind::Transport
        | Kind::Loopback
        | Kind::Sharing
        | Kind::Function
        | Kind::Label
        | Kind::Store
        | Kind::ForCapillary
        | Kind::Cents
        | Kind::Json
        | Kind::Written
        | Kind::JsonObject(_) => 1,
    }
}

/// JavaScript writes slots without asking whether there is room. The server build makes room for each call.
#[test]
fn no_call_has_more_slots_than_there_are() {
    let source = include_str!("../src/js/buffers.rs");
    let (_, limit) = source.split_once("SLOT_LIMIT: usize = ").unwrap();
    let limit: usize = limit.split_once(';').unwrap().0.parse().unwrap();
    let checks = include_str!("../pkg-template/facade/kinds.ts");
    assert!(checks.contains(&format!("const MOST_SECRETS = {MOST_SECRETS};")));
    for operation in operations() {
        let count: usize = operation.takes.iter().map(slots_of).sum();
        assert!(count <= limit, "{} has {count}", operation.name);
    }
}

/// What crosses behind everything else can be one value only.
#[test]
fn no_operation_has_two_subjects() {
    for operation in all_operations() {
        let is_subject = |field: &&Field| matches!(field.kind, Kind::Subject | Kind::Body | Kind::Response);
        assert!(all_fields(operation.takes).into_iter().filter(is_subject).count() <= 1, "{}", operation.name);
    }
}

/// JavaScript looks at the channel before it looks at anything that depends on it.
#[test]
fn what_depends_on_the_channel_stands_beside_it() {
    fn check(fields: &'static [Field], place: &str) {
        let has_channel = fields.iter().any(|field| field.name == "channel" && field.channels == EVERY_CHANNEL);
        for field in fields {
            assert!(field.channels != 0 && field.channels <= EVERY_CHANNEL, "{place}: {}", field.name);
            assert!(has_channel || field.channels == EVERY_CHANNEL, "{place}: {}", field.name);
            if let Kind::Object(members) | Kind::JsonObject(members) = field.kind {
                check(members, place);
            }
        }
    }
    all_operations().for_each(|operation| check(operation.takes, operation.name));
}

/// Calls with a secret of the caller's business: shipped to a page it would be everybody's.
#[test]
fn what_asks_for_tokens_with_a_secret_is_for_servers() {
    let on_servers = all_operations().filter(|operation| operation.place == Place::Server);
    let names: BTreeSet<&str> = on_servers.map(|operation| operation.name).collect();
    let expected = [
        "capillary.tokenRequest",
        "capillary.staffTokenRequest",
        "pledg.tokenRequest",
        "caxton.registerRequest",
        "caxton.tokenRequest",
        "profile.tokenRequest",
        "capillaryOAuth",
        "capillaryBasic",
        "pledgAccessToken",
        "pledgBasic",
        "caxtonAccount",
        "profileAuthenticator",
        "registerCaxtonClient",
    ];
    assert_eq!(names, BTreeSet::from(expected));
}

fn options_of(operation: &'static Operation) -> &'static [Field] {
    let [Field { name: "options", kind: Kind::Object(members), need: Need::Required, .. }] = operation.takes else {
        return &[];
    };
    members
}

#[test]
fn the_options_of_a_customer_are_the_host_the_channel_and_the_fields_of_the_call() {
    let requests = operations()
        .filter(|operation| operation.name.starts_with("capillary.customer.") && operation.gives == Outcome::Request);
    let requests: Vec<&Operation> = requests.collect();
    assert_eq!(requests.len(), REQUESTS.len());
    assert!(requests.len() >= 9);
    for &(name, call) in REQUESTS {
        let options = options_of(operations().find(|operation| operation.name == name).unwrap());
        let fields = call.fields_in(None);
        let host = ["host", "dangerouslyAllowInsecureHttp"];
        let named: Vec<&str> = host.into_iter().chain(call.has_channels().then_some("channel")).collect();
        let expected: Vec<&str> = named.iter().copied().chain(fields.iter().map(|field| field.name)).collect();
        assert_eq!(options.iter().map(|option| option.name).collect::<Vec<_>>(), expected, "{name}");
        // What is missing depends on the channel, so the call itself says so.
        assert!(options.iter().all(|option| option.need == Need::Optional), "{name}");
        for (option, field) in options.iter().skip(named.len()).zip(fields) {
            let kind_of = |kind: &Kind| (matches!(kind, Kind::Token), matches!(kind, Kind::Digits));
            assert_eq!(kind_of(&option.kind), (field.is_token(), field.is_digits()), "{name}: {}", field.name);
            for (bit, channel) in [(0b001, Channel::Mobile), (0b010, Channel::Web), (0b100, Channel::Mfa)] {
                let is_there = call.fields_in(Some(channel)).iter().any(|other| other.name == field.name);
                let expected = is_there || !call.has_channels();
                assert_eq!(option.channels & bit != 0, expected, "{name}: {} {channel:?}", field.name);
            }
        }
    }
}

/// What a factory reads is what its table has, no slot less and no slot more: of a record that is full of distinct texts, the
/// last to be judged is the last that there is.
#[test]
fn a_factory_reads_every_slot_of_its_table() {
    fn write(field: &Field, slots: &mut Vec<f64>, texts: &mut Vec<u8>) {
        match field.kind {
            Kind::Text => {
                let text = if field.name == "passwordMd5" { "" } else { "x.example" };
                slots.push(if text.is_empty() { LEFT_OUT } else { text.len() as f64 });
                texts.extend_from_slice(text.as_bytes());
            }
            Kind::Object(members) | Kind::ObjectOrFalse(members) => {
                if field.name != "options" {
                    slots.push(1.0);
                }
                members.iter().for_each(|member| write(member, slots, texts));
            }
            Kind::Number => slots.push(1e12),
            Kind::Count | Kind::Function | Kind::Label | Kind::Store | Kind::Sharing | Kind::Flag => slots.push(1.0),
            Kind::Transport | Kind::Loopback => slots.push(0.0),
            Kind::Credentials | Kind::Written => slots.push(LEFT_OUT),
            Kind::Addresses => {
                slots.extend([1.0, 9.0]);
                texts.extend_from_slice(b"y.example");
            }
            _ => panic!("{field:?}"),
        }
    }
    for factory in factories() {
        let (mut slots, mut texts) = (Vec::new(), Vec::new());
        factory.takes.iter().for_each(|field| write(field, &mut slots, &mut texts));
        let read = |slots: &[f64]| (factory.run)(&mut Given::new(slots, &texts, b""), &mut Record::new());
        assert!(read(&slots).is_ok(), "{}", factory.name);
        // Behind it stand transport, `fetch`, `now`, `name`, and `credentials` where they may come later: none is refused by its number.
        let Some(Field { kind: Kind::Object(members), .. }) = factory.takes.last() else { panic!("{}", factory.name) };
        let behind = members.iter().rev().position(|member| member.name == "maxResponseBytes").unwrap();
        let limit = slots.len() - 1 - behind;
        slots[limit] = 0.0;
        assert_eq!(read(&slots).unwrap_err().field(), Some("maxResponseBytes"), "{}", factory.name);
    }
}
