//! Hexadecimal digits (RFC 4648 §8). They are chosen by arithmetic: a table's look-ups would depend on what is written, and
//! that may be secret.

/// The two digits of a byte, in lower case.
pub(crate) const fn lower_case(byte: u8) -> [u8; 2] {
    [digit(byte.wrapping_shr(4), b'a'), digit(byte & 0xf, b'a')]
}

/// The two digits of a byte, in upper case.
pub(crate) const fn upper_case(byte: u8) -> [u8; 2] {
    [digit(byte.wrapping_shr(4), b'A'), digit(byte & 0xf, b'A')]
}

const fn digit(nibble: u8, first_letter: u8) -> u8 {
    let is_letter = nibble.wrapping_add(6).wrapping_shr(4);
    let letter = is_letter.wrapping_mul(first_letter.wrapping_sub(b'0').wrapping_sub(10));
    b'0'.wrapping_add(nibble).wrapping_add(letter)
}

/// The eight digits of the bytes of a word, the lowest first, in lower case: all at once, each nibble in a byte of its own.
pub(crate) const fn lower_case_word(word: u32) -> [u8; 8] {
    const ONES: u64 = 0x0101_0101_0101_0101;
    let spread = word as u64;
    let spread = (spread | spread.wrapping_shl(16)) & 0x0000_ffff_0000_ffff;
    let spread = (spread | spread.wrapping_shl(8)) & 0x00ff_00ff_00ff_00ff;
    // The high nibble of each byte comes first in the text.
    let nibbles = (spread.wrapping_shr(4) & 0x000f_000f_000f_000f) | (spread & 0x000f_000f_000f_000f).wrapping_shl(8);
    let above_nine = nibbles.wrapping_add(ONES.wrapping_mul(6)).wrapping_shr(4) & ONES;
    let letters = above_nine.wrapping_mul((b'a' - b'0' - 10) as u64);
    nibbles.wrapping_add(ONES.wrapping_mul(b'0' as u64)).wrapping_add(letters).to_le_bytes()
}

/// The byte that two digits of any case stand for.
pub(crate) fn byte_of([high, low]: [u8; 2]) -> Option<u8> {
    let digit = |digit: u8| char::from(digit).to_digit(16).and_then(|value| u8::try_from(value).ok());
    Some(digit(high)?.wrapping_shl(4) | digit(low)?)
}

#[cfg(test)]
mod tests {
    use super::*;
    use alloc::vec::Vec;

    fn read(digits: &[u8]) -> Option<u32> {
        u32::from_str_radix(core::str::from_utf8(digits).ok()?, 16).ok()
    }

    #[test]
    fn every_byte_is_read_as_the_standard_library_does() {
        for byte in u8::MIN..=u8::MAX {
            let (lower, upper) = (lower_case(byte), upper_case(byte));
            assert_eq!((read(&lower), read(&upper)), (Some(byte.into()), Some(byte.into())));
            assert!(!lower.iter().any(u8::is_ascii_uppercase) && !upper.iter().any(u8::is_ascii_lowercase));
            assert_eq!((byte_of(lower), byte_of(upper)), (Some(byte), Some(byte)));
        }
    }

    #[test]
    fn a_word_is_its_bytes() {
        for word in [0, 1, 0x1234_5678, 0x9abc_def0, u32::MAX] {
            let bytes: Vec<u8> = word.to_le_bytes().iter().flat_map(|byte| lower_case(*byte)).collect();
            assert_eq!(lower_case_word(word).as_slice(), bytes);
        }
    }

    #[test]
    fn what_is_no_digit_stands_for_nothing() {
        for pair in [*b"0g", *b"G0", *b" 1", *b"+1", [0xff, b'0']] {
            assert_eq!(byte_of(pair), None);
        }
    }
}
