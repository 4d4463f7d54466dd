//! JSON text (RFC 8259) read once: one pass that checks it and notes where every value stands, so that members, values
//! by pointer (RFC 6901) and names that stand twice are looked up instead of searched for in the text again.
//!
//! Everything costs time in proportion to the text, whatever the text is, and memory of at most some nine times its length.
//! No tree is built and no floating-point number is read. Why no crate serves: `docs/decisions/0018-json-read-once.md`.
//!
//! | file | what stands there |
//! |---|---|
//! | `scan` | the pass over the text |
//! | `document` | the text with its index, and the values in it |
//! | `doubled` | names that stand twice in one object |
//! | `escapes` | strings and names with their escapes undone |
//! | `integer` | exact integers from the text of numbers |
//! | `write` | JSON text written member by member |

#![cfg_attr(target_arch = "wasm32", no_std)]
#![forbid(unsafe_code)]

extern crate alloc;

mod document;
mod doubled;
mod escapes;
mod integer;
mod scan;
mod write;

pub use document::{Document, Elements, Json, Kind, Members};
pub use write::{ArrayWriter, ObjectWriter, decimal, quoted};

/// How deep arrays and objects may nest. Deeper text is refused, so that no text can exhaust the stack.
pub const DEPTH_LIMIT: usize = 128;
/// What is said of deeper text.
pub const TOO_DEEP: &str = "nested too deeply";
/// How many problems a lenient reading keeps. It counts no further: a text of nothing else would cost a hundred times
/// its own length.
pub const PROBLEM_LIMIT: usize = 16;

/// What is wrong with a text, and at which byte.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct JsonProblem {
    /// The byte offset, counted from 0.
    pub position: usize,
    /// What is wrong there.
    pub message: &'static str,
}
