//! The MD5 message digest (RFC 1321).
//!
//! MD5 protects nothing by today's measure. It is here because Capillary's Basic scheme and Caxton's user login are
//! defined by it, and WebCrypto does not offer it.

use super::hexadecimal::lower_case_word;
use crate::secret::erase_local;
use md5::block_api::compress;

/// The initial state of RFC 1321 §3.3.
const INITIAL_STATE: [u32; 4] = [0x6745_2301, 0xefcd_ab89, 0x98ba_dcfe, 0x1032_5476];
const BLOCK_LENGTH: usize = 64;
/// What fits into one block beside the mandatory bit and the length (RFC 1321 §3.1, §3.2).
const ONE_BLOCK_LIMIT: usize = 55;
const ZEROS: [u8; BLOCK_LENGTH] = [0; BLOCK_LENGTH];

/// The digest of `input` as 32 lower-case hexadecimal digits.
///
/// ```
/// let digits = commerce_auth::scheme::digest::md5_hex(b"server123");
/// assert_eq!(&digits, b"8a16a6b70505eb1f1ff7cdc0cd5559a7");
/// ```
pub fn md5_hex(input: &[u8]) -> [u8; 32] {
    if input.len() <= ONE_BLOCK_LIMIT {
        return hexadecimal(one_block_words(input));
    }
    let mut pieces = Md5Pieces::new();
    pieces.add(input);
    pieces.finish()
}

/// The digest of an input that comes in pieces, so that an input of any length needs no room of its own.
///
/// ```
/// use commerce_auth::scheme::digest::{Md5Pieces, md5_hex};
/// let mut pieces = Md5Pieces::new();
/// for piece in ["ser", "ver", "123"] {
///     pieces.add(piece.as_bytes());
/// }
/// assert_eq!(pieces.finish(), md5_hex(b"server123"));
/// ```
pub struct Md5Pieces {
    state: [u32; 4],
    length: u64,
    /// What came behind the last whole block.
    begun: [u8; BLOCK_LENGTH],
}

impl Md5Pieces {
    /// Before the first piece.
    pub const fn new() -> Self {
        Md5Pieces { state: INITIAL_STATE, length: 0, begun: ZEROS }
    }

    /// Takes the next piece in.
    pub fn add(&mut self, piece: &[u8]) {
        let begun = self.begun_length();
        self.length = self.length.wrapping_add(piece.len() as u64);
        let free = self.begun.get_mut(begun..).unwrap_or_default();
        let Some((head, behind)) = piece.split_at_checked(free.len()).filter(|_| begun > 0) else {
            return self.add_blocks(begun, piece);
        };
        free.copy_from_slice(head);
        compress(&mut self.state, core::slice::from_ref(&self.begun));
        self.add_blocks(0, behind);
    }

    /// Takes in what begins at a block, or does not fill the one that has begun.
    fn add_blocks(&mut self, begun: usize, piece: &[u8]) {
        let (blocks, rest) = piece.as_chunks();
        compress(&mut self.state, blocks);
        if let Some(place) = self.begun.get_mut(begun..).and_then(|free| free.get_mut(..rest.len())) {
            place.copy_from_slice(rest);
        }
    }

    /// The digest as 32 lower-case hexadecimal digits. Nothing of the input is left, and the next piece begins anew.
    pub fn finish(&mut self) -> [u8; 32] {
        let bits = self.length.wrapping_mul(8);
        let begun = self.begun_length();
        let padding = self.begun.get_mut(begun..).unwrap_or_default();
        padding.fill(0);
        padding.iter_mut().take(1).for_each(|byte| *byte = 0x80);
        if begun > ONE_BLOCK_LIMIT {
            compress(&mut self.state, core::slice::from_ref(&self.begun));
            self.begun = ZEROS;
        }
        if let Some(length) = self.begun.last_chunk_mut() {
            *length = bits.to_le_bytes();
        }
        compress(&mut self.state, core::slice::from_ref(&self.begun));
        let digits = hexadecimal(self.state);
        erase_local(&mut self.begun);
        *self = Self::new();
        digits
    }

    fn begun_length(&self) -> usize {
        self.length.checked_rem(BLOCK_LENGTH as u64).unwrap_or(0) as usize
    }
}

impl Default for Md5Pieces {
    fn default() -> Self {
        Self::new()
    }
}

/// Passwords are short: one block laid out here and handed to the crate's compression function saves the buffering
/// of the streaming interface, a quarter of the time of a header.
fn one_block_words(input: &[u8]) -> [u32; 4] {
    let mut block = [0_u8; BLOCK_LENGTH];
    if let Some((text, padding)) = block.split_at_mut_checked(input.len()) {
        text.copy_from_slice(input);
        padding.iter_mut().take(1).for_each(|byte| *byte = 0x80);
    }
    if let Some(length) = block.last_chunk_mut() {
        *length = (input.len() as u64).wrapping_mul(8).to_le_bytes();
    }
    let mut state = INITIAL_STATE;
    compress(&mut state, core::slice::from_ref(&block));
    erase_local(&mut block);
    state
}

fn hexadecimal(words: [u32; 4]) -> [u8; 32] {
    let mut digits = [0_u8; 32];
    for (eight, word) in digits.as_chunks_mut::<8>().0.iter_mut().zip(&words) {
        *eight = lower_case_word(*word);
    }
    digits
}

/// Whether a text could be an MD5 digest: 32 hexadecimal digits of any case.
///
/// ```
/// use commerce_auth::scheme::digest::looks_like_md5;
/// assert!(looks_like_md5(b"8A16A6B70505EB1F1FF7CDC0CD5559A7"));
/// assert!(!looks_like_md5(b"server123"));
/// ```
pub fn looks_like_md5(text: &[u8]) -> bool {
    text.len() == 32 && text.iter().all(u8::is_ascii_hexdigit)
}
