//! Everything JavaScript can call, in slots as they come and in slots as the tables say.
//!
//! The input: a byte that picks the operation, one that says how many slots there are, the slots, a length of two bytes,
//! that many bytes, and the subject. By the tables the same bytes are read as pieces between bytes of 0xff: one for each
//! value that an operation takes.
#[path = "../../tests/crossing/answer.rs"]
#[allow(clippy::unwrap_used, clippy::panic, reason = "an answer that does not read is a failure")]
mod answer;

use super::bounds::within;
use commerce_auth::boundary::operation::{Field, Kind, Need, Operation};
use commerce_auth::boundary::record::{FIELDS_READ, Given, LEFT_OUT, NULL, Record};
use commerce_auth::boundary::{authenticated_calls, factories, operations, profile_operations};
use std::sync::OnceLock;

/// Begins a piece that stands for what was left out.
const LEFT_OUT_MARK: u8 = 0xfe;
/// Begins a piece that stands for null, or for what is none of its kind.
const NULL_MARK: u8 = 0xfd;

fn check(operation: &Operation, slots: &[f64], bytes: &[u8], subject: &[u8]) {
    let mut result = Record::new();
    let length = bytes.len() + subject.len() + slots.len() * 8;
    match within(length, || (operation.run)(&mut Given::new(slots, bytes, subject), &mut result)) {
        // Reading says whether the record is what the table promises, no more and no less.
        Ok(()) => drop(answer::value(operation.gives, &result)),
        Err(error) => assert!(error.code().as_str() != "internal" && !answer::error_value(&error).is_empty()),
    }
}

/// A call by the tables, whose values are pieces of the input.
struct Call<'a> {
    slots: Vec<f64>,
    bytes: Vec<u8>,
    pieces: std::slice::Split<'a, u8, fn(&u8) -> bool>,
}

impl<'a> Call<'a> {
    fn piece(&mut self) -> &'a [u8] {
        self.pieces.next().unwrap_or(&[LEFT_OUT_MARK])
    }

    /// JavaScript writes nothing but UTF-8 where it writes text.
    fn text(&mut self, piece: &[u8]) {
        match piece.first() {
            Some(&LEFT_OUT_MARK) => self.slots.push(LEFT_OUT),
            Some(&NULL_MARK) => self.slots.push(NULL),
            _ => self.add(String::from_utf8_lossy(piece).as_bytes()),
        }
    }

    fn add(&mut self, bytes: &[u8]) {
        self.slots.push(bytes.len() as f64);
        self.bytes.extend_from_slice(bytes);
    }

    fn number(&mut self, piece: &[u8]) {
        let digits = std::str::from_utf8(piece).ok().and_then(|text| text.parse::<f64>().ok());
        self.slots.push(match (piece.first(), digits) {
            (Some(&LEFT_OUT_MARK), _) => LEFT_OUT,
            (Some(&NULL_MARK), _) => NULL,
            (_, Some(number)) => number,
            _ => piece.iter().fold(0.0, |number, byte| number * 256.0 + f64::from(*byte)),
        });
    }

    fn secret(&mut self) {
        let piece = self.piece();
        let is_bytes = piece.first() == Some(&NULL_MARK);
        let text = String::from_utf8_lossy(piece);
        self.add(if is_bytes { &piece[1..] } else { text.as_bytes() });
        self.slots.push(f64::from(u8::from(is_bytes)));
    }

    fn write(&mut self, field: &Field) {
        match field.kind {
            Kind::Subject | Kind::Body | Kind::Address => {}
            Kind::Text | Kind::Token | Kind::Identifier | Kind::Digits => self.piece_as_text(),
            Kind::Names | Kind::Json | Kind::Written | Kind::JsonObject(_) => self.piece_as_text(),
            Kind::FieldsThatCame | Kind::FieldsExpected => self.piece_as_text(),
            Kind::Flag
            | Kind::Number
            | Kind::Count
            | Kind::Now
            | Kind::Cents
            | Kind::Transport
            | Kind::Loopback
            | Kind::Sharing
            | Kind::Function
            | Kind::Label
            | Kind::Store
            | Kind::ForCapillary => {
                let piece = self.piece();
                self.number(piece);
            }
            Kind::Secret => self.secret(),
            Kind::Secrets => match self.piece() {
                [LEFT_OUT_MARK, ..] => self.slots.push(LEFT_OUT),
                [NULL_MARK, ..] => self.slots.push(NULL),
                piece => {
                    let count = piece.len() % 4;
                    self.slots.push(count as f64);
                    (0..count).for_each(|_| self.secret());
                }
            },
            Kind::Addresses => self.list(1),
            Kind::Credentials => self.list(2),
            Kind::Parameters => (0..3).for_each(|_| self.piece_as_text()),
            Kind::Response => {
                for _ in 0..2 {
                    let piece = self.piece();
                    self.number(piece);
                }
                FIELDS_READ.iter().for_each(|_| self.piece_as_text());
            }
            Kind::ObjectOrFalse(members) => {
                let presence = match self.piece() {
                    [LEFT_OUT_MARK, ..] => LEFT_OUT,
                    [NULL_MARK, ..] => 0.0,
                    _ => 1.0,
                };
                self.slots.push(presence);
                if presence > 0.0 {
                    members.iter().for_each(|member| self.write(member));
                }
            }
            Kind::Object(members) => {
                if field.need != Need::Required {
                    let presence = match self.piece() {
                        [LEFT_OUT_MARK, ..] => LEFT_OUT,
                        [NULL_MARK, ..] => NULL,
                        _ => 1.0,
                    };
                    self.slots.push(presence);
                    if presence < 0.0 {
                        return;
                    }
                }
                members.iter().for_each(|member| self.write(member));
            }
        }
    }

    /// Up to three values of so many texts each, or none.
    fn list(&mut self, texts: usize) {
        match self.piece() {
            [LEFT_OUT_MARK, ..] => self.slots.push(LEFT_OUT),
            piece => {
                let count = piece.len() % 4;
                self.slots.push(count as f64);
                (0..count * texts).for_each(|_| self.piece_as_text());
            }
        }
    }

    fn piece_as_text(&mut self) {
        let piece = self.piece();
        self.text(piece);
    }
}

fn check_by_the_table(operation: &Operation, input: &[u8]) {
    let is_end: fn(&u8) -> bool = |byte| *byte == 0xff;
    let mut call = Call { slots: Vec::new(), bytes: Vec::new(), pieces: input.split(is_end) };
    operation.takes.iter().for_each(|field| call.write(field));
    let takes_bytes = operation.takes.iter().any(|field| matches!(field.kind, Kind::Body | Kind::Response));
    let rest = call.piece();
    let text = String::from_utf8_lossy(rest);
    check(operation, &call.slots, &call.bytes, if takes_bytes { rest } else { text.as_bytes() });
}

fn check_as_it_is(operation: &Operation, input: &[u8]) {
    let Some((count, rest)) = input.split_first() else { return };
    let (slots, rest) = rest.split_at((usize::from(*count) * 8).min(rest.len()));
    let slots: Vec<f64> = slots.as_chunks().0.iter().map(|slot| f64::from_le_bytes(*slot)).collect();
    let Some((length, rest)) = rest.split_first_chunk() else { return };
    let (bytes, subject) = rest.split_at(usize::from(u16::from_le_bytes(*length)).min(rest.len()));
    check(operation, &slots, bytes, subject);
}

static ALL: OnceLock<Vec<&Operation>> = OnceLock::new();

/// Holds for every operation and everything it can be given.
pub fn hold(input: &[u8]) {
    let Some((first, input)) = input.split_first() else { return };
    let all = ALL.get_or_init(|| {
        operations().chain(profile_operations()).chain(factories()).chain(authenticated_calls()).collect()
    });
    let operation = all[usize::from(*first) % all.len()];
    check_by_the_table(operation, input);
    check_as_it_is(operation, input);
}
