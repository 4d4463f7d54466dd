//! One pass over JSON text (RFC 8259), never recursing: it checks the text and writes the index down as it goes.

use alloc::vec::Vec;
use core::num::NonZeroUsize;

use crate::{DEPTH_LIMIT, JsonProblem, PROBLEM_LIMIT, TOO_DEEP};

/// Offsets keep their highest bit free.
const LONGEST_TEXT: usize = 1 << 30;
const ESCAPED: u32 = 1 << 31;

/// A name or scalar: where it begins and where it ends. A container takes two: where it begins and which entry comes
/// behind it; then, behind what it holds, where its closing bracket stands.
#[derive(Clone, Copy)]
pub(crate) struct Entry {
    /// The highest bit: whether a string or name holds an escape.
    start: u32,
    /// The end of a name or scalar; of a container the number of the entry behind it.
    pub(crate) link: u32,
}

impl Entry {
    pub(crate) const NONE: Entry = Entry { start: 0, link: 0 };

    #[inline(always)]
    pub(crate) fn start(self) -> usize {
        (self.start & !ESCAPED) as usize
    }

    #[inline(always)]
    pub(crate) fn is_escaped(self) -> bool {
        self.start & ESCAPED != 0
    }
}

/// What to do about control characters that stand bare inside strings.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Controls {
    /// RFC 8259 §7 to the letter.
    Refused,
    /// Kept as problems, the first [`PROBLEM_LIMIT`] of them.
    Tolerated,
}

/// A text that has been read.
pub(crate) struct Scanned {
    pub(crate) entries: Vec<Entry>,
    pub(crate) problems: Vec<JsonProblem>,
}

/// Reads a whole text as one value.
pub(crate) fn scan(text: &str, controls: Controls) -> Result<Scanned, JsonProblem> {
    let bytes = text.as_bytes();
    if bytes.len() > LONGEST_TEXT {
        return Err(JsonProblem { position: LONGEST_TEXT, message: "the text is too long" });
    }
    // An entry for sixteen bytes of text is what ordinary answers come to; more grows.
    let entries = Vec::with_capacity(bytes.len().wrapping_shr(4).saturating_add(8));
    let mut scan = Scan { bytes, controls, entries, bare: [0; PROBLEM_LIMIT], bare_count: 0, problem: None };
    match scan.value() {
        Some(_) => Ok(scan.finish()),
        None => Err(scan.problem.unwrap_or(JsonProblem { position: 0, message: "expected a value" })),
    }
}

struct Scan<'a> {
    bytes: &'a [u8],
    controls: Controls,
    entries: Vec<Entry>,
    /// Where the first bare control characters stand. No list that grows: the entries stay the last block of the arena.
    bare: [u32; PROBLEM_LIMIT],
    bare_count: usize,
    problem: Option<JsonProblem>,
}

/// Nothing where something is wrong, which then stands in `problem`: an offset fits a register, a `Result` does not.
type Offset = Option<NonZeroUsize>;

impl Scan<'_> {
    fn finish(self) -> Scanned {
        let message = "a control character inside a string is not escaped";
        let bare = self.bare.iter().take(self.bare_count);
        let problems = bare.map(|position| JsonProblem { position: *position as usize, message }).collect();
        Scanned { entries: self.entries, problems }
    }

    #[cold]
    #[inline(never)]
    fn fail(&mut self, position: usize, message: &'static str) -> Offset {
        self.problem = Some(JsonProblem { position, message });
        None
    }

    fn value(&mut self) -> Offset {
        let bytes = self.bytes;
        // For each open container the number of its entry, and in the lowest bit whether it is an object.
        let mut open = [0_u32; DEPTH_LIMIT];
        let mut depth = 0_usize;
        let mut in_object = false;
        let mut at = white(bytes, 0);
        'value: loop {
            let first = byte(bytes, at);
            match first {
                b'"' => {
                    let (end, escaped) = self.string(at)?;
                    self.note(at, end, escaped);
                    at = end;
                }
                b'{' | b'[' => {
                    let is_object = first == b'{';
                    let Some(place) = open.get_mut(depth) else {
                        return self.fail(at, TOO_DEEP);
                    };
                    let opened = self.entries.len() as u32;
                    self.note(at, 0, false);
                    at = white(bytes, next(at));
                    // `]` and `}` are two behind their opening brackets.
                    if byte(bytes, at) == first.wrapping_add(2) {
                        self.close(opened, at);
                        at = next(at);
                    } else {
                        *place = opened.wrapping_shl(1) | u32::from(is_object);
                        depth = depth.wrapping_add(1);
                        in_object = is_object;
                        if is_object {
                            at = self.name(at)?;
                        }
                        continue 'value;
                    }
                }
                b'-' | b'0'..=b'9' => {
                    let end = self.number(at)?.get();
                    self.note(at, end, false);
                    at = end;
                }
                _ => {
                    let end = self.literal(at, first)?.get();
                    self.note(at, end, false);
                    at = end;
                }
            }
            // A value has ended, and with it perhaps what holds it.
            loop {
                at = white(bytes, at);
                if depth == 0 {
                    return if at < bytes.len() {
                        self.fail(at, "there is text after the end of the value")
                    } else {
                        NonZeroUsize::new(at)
                    };
                }
                match byte(bytes, at) {
                    b',' => {
                        at = white(bytes, next(at));
                        if in_object {
                            at = self.name(at)?;
                        }
                        continue 'value;
                    }
                    close @ (b']' | b'}') if (close == b'}') == in_object => {
                        depth = depth.wrapping_sub(1);
                        let opened = open.get(depth).copied().unwrap_or(0);
                        self.close(opened.wrapping_shr(1), at);
                        at = next(at);
                        in_object = open.get(depth.wrapping_sub(1)).is_some_and(|above| above & 1 == 1);
                    }
                    _ if at >= bytes.len() => return self.fail(at, "the text ends too early"),
                    _ => return self.fail(at, "expected a comma or the end of the array or object"),
                }
            }
        }
    }

    #[inline(always)]
    fn note(&mut self, start: usize, end: usize, escaped: bool) {
        let flag = if escaped { ESCAPED } else { 0 };
        self.entries.push(Entry { start: start as u32 | flag, link: end as u32 });
    }

    #[inline(always)]
    fn close(&mut self, opened: u32, at: usize) {
        self.note(at, 0, false);
        let behind = self.entries.len() as u32;
        if let Some(entry) = self.entries.get_mut(opened as usize) {
            entry.link = behind;
        }
    }

    /// A name, its colon and the white space around it; where the value begins.
    #[inline(always)]
    fn name(&mut self, start: usize) -> Option<usize> {
        let bytes = self.bytes;
        if byte(bytes, start) != b'"' {
            self.fail(start, "expected a member name in quotes")?;
        }
        let (end, escaped) = self.string(start)?;
        self.note(start, end, escaped);
        let at = white(bytes, end);
        if byte(bytes, at) != b':' {
            self.fail(at, "expected a colon after the member name")?;
        }
        Some(white(bytes, next(at)))
    }

    /// The end of the string that begins here, and whether it holds an escape.
    #[inline(always)]
    fn string(&mut self, start: usize) -> Option<(usize, bool)> {
        let at = short_run(self.bytes, next(start));
        if byte(self.bytes, at) == b'"' {
            return Some((next(at), false));
        }
        // The lowest bit of what comes back: whether there was an escape.
        let end = self.rest_of_string(at)?.get();
        Some((end.wrapping_shr(1), end & 1 == 1))
    }

    #[inline(never)]
    fn rest_of_string(&mut self, mut at: usize) -> Offset {
        let bytes = self.bytes;
        let mut escaped = false;
        loop {
            at = long_run(bytes, at);
            match bytes.get(at) {
                None => return self.fail(at, "the text ends inside a string"),
                Some(b'"') => return NonZeroUsize::new(next(at).wrapping_shl(1) | usize::from(escaped)),
                Some(b'\\') => {
                    escaped = true;
                    at = self.escape(at)?.get();
                }
                Some(_) => {
                    self.bare_control(at)?;
                    at = next(at);
                }
            }
        }
    }

    fn bare_control(&mut self, at: usize) -> Option<()> {
        if self.controls == Controls::Refused {
            self.fail(at, "a control character inside a string is not escaped")?;
        }
        if let Some(place) = self.bare.get_mut(self.bare_count) {
            *place = at as u32;
            self.bare_count = self.bare_count.wrapping_add(1);
        }
        Some(())
    }

    #[inline(always)]
    fn escape(&mut self, at: usize) -> Offset {
        match byte(self.bytes, next(at)) {
            b'"' | b'\\' | b'/' | b'b' | b'f' | b'n' | b'r' | b't' => NonZeroUsize::new(at.wrapping_add(2)),
            b'u' => {
                let digits = self.bytes.get(at.wrapping_add(2)..).and_then(<[u8]>::first_chunk::<4>);
                if !digits.is_some_and(|digits| digits.iter().all(u8::is_ascii_hexdigit)) {
                    return self.fail(at, "not an escape sequence");
                }
                NonZeroUsize::new(at.wrapping_add(6))
            }
            _ => self.fail(at, "not an escape sequence"),
        }
    }

    #[inline(always)]
    fn number(&mut self, start: usize) -> Offset {
        let bytes = self.bytes;
        let first = if byte(bytes, start) == b'-' { next(start) } else { start };
        let end = if byte(bytes, first) == b'0' { next(first) } else { digits(bytes, first) };
        if end == first {
            return self.fail(end, "expected a digit");
        }
        match byte(bytes, end) {
            b'.' | b'e' | b'E' => self.rest_of_number(end),
            _ => NonZeroUsize::new(end),
        }
    }

    #[inline(never)]
    fn rest_of_number(&mut self, mut at: usize) -> Offset {
        let bytes = self.bytes;
        if byte(bytes, at) == b'.' {
            at = self.some_digits(next(at))?.get();
        }
        if let b'e' | b'E' = byte(bytes, at) {
            at = next(at);
            if let b'+' | b'-' = byte(bytes, at) {
                at = next(at);
            }
            at = self.some_digits(at)?.get();
        }
        NonZeroUsize::new(at)
    }

    fn some_digits(&mut self, at: usize) -> Offset {
        let end = digits(self.bytes, at);
        if end == at {
            return self.fail(at, "expected a digit");
        }
        NonZeroUsize::new(end)
    }

    #[inline(always)]
    fn literal(&mut self, at: usize, first: u8) -> Offset {
        let rest = self.bytes.get(at..).unwrap_or_default();
        let length = match first {
            b't' if rest.starts_with(b"true") => 4,
            b'f' if rest.starts_with(b"false") => 5,
            b'n' if rest.starts_with(b"null") => 4,
            _ if rest.is_empty() => return self.fail(at, "the text ends too early"),
            _ => return self.fail(at, "expected a value"),
        };
        NonZeroUsize::new(at.wrapping_add(length))
    }
}

/// A byte of the text; NUL, which is no part of JSON outside strings, stands for its end.
#[inline(always)]
fn byte(bytes: &[u8], at: usize) -> u8 {
    bytes.get(at).copied().unwrap_or(0)
}

#[inline(always)]
fn next(at: usize) -> usize {
    at.wrapping_add(1)
}

#[inline(always)]
fn white(bytes: &[u8], mut at: usize) -> usize {
    while let b' ' | b'\n' | b'\r' | b'\t' = byte(bytes, at) {
        at = next(at);
    }
    at
}

#[inline(always)]
fn digits(bytes: &[u8], mut at: usize) -> usize {
    while byte(bytes, at).is_ascii_digit() {
        at = next(at);
    }
    at
}

/// What may stand in a string as it is: neither a quote, a backslash nor a control character.
#[allow(clippy::indexing_slicing, reason = "the compiler runs it, and a mistake does not compile")]
const PLAIN: [bool; 256] = {
    let mut plain = [true; 256];
    let mut control = 0;
    while control < 0x20 {
        plain[control] = false;
        control += 1;
    }
    plain[b'"' as usize] = false;
    plain[b'\\' as usize] = false;
    plain
};

/// Most strings are shorter than this: for them the loop alone is quickest.
const SHORT: usize = 16;

/// Where the first byte stands that is not plain, or the byte at which a short string would have ended.
#[inline(always)]
fn short_run(bytes: &[u8], start: usize) -> usize {
    let rest = bytes.get(start..).unwrap_or_default();
    let is_plain = |byte: &&u8| PLAIN.get(usize::from(**byte)).copied().unwrap_or(false);
    start.wrapping_add(rest.iter().take(SHORT).take_while(is_plain).count())
}

/// Where the first byte stands that is not plain, or the end: eight bytes at a time.
fn long_run(bytes: &[u8], mut at: usize) -> usize {
    const ONES: u64 = u64::from_ne_bytes([1; 8]);
    const HIGH: u64 = u64::from_ne_bytes([0x80; 8]);
    let repeated = |byte: u8| u64::from_ne_bytes([byte; 8]);
    // The high bit of a byte that is zero; never of a lower byte than the first that is.
    let zeros = |word: u64| word.wrapping_sub(ONES) & !word & HIGH;
    while let Some(chunk) = bytes.get(at..).and_then(<[u8]>::first_chunk::<8>) {
        let word = u64::from_le_bytes(*chunk);
        let below_space = word.wrapping_sub(repeated(0x20)) & !word & HIGH;
        let special = below_space | zeros(word ^ repeated(b'"')) | zeros(word ^ repeated(b'\\'));
        if special != 0 {
            return at.wrapping_add((special.trailing_zeros() >> 3) as usize);
        }
        at = at.wrapping_add(8);
    }
    while bytes.get(at).is_some_and(|byte| PLAIN.get(usize::from(*byte)).copied().unwrap_or(false)) {
        at = next(at);
    }
    at
}
