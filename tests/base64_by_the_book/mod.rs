//! base64 after RFC 4648 §4 and §5, bit by bit: slow, and sharing nothing with what it is compared to.

/// The alphabet's last two characters for base64.
#[allow(dead_code, reason = "each test takes the alphabet it needs")]
pub const STANDARD: [char; 2] = ['+', '/'];
/// The alphabet's last two characters for base64url.
#[allow(dead_code, reason = "each test takes the alphabet it needs")]
pub const URL_SAFE: [char; 2] = ['-', '_'];

/// Without padding.
pub fn encode(bytes: &[u8], last_two: [char; 2]) -> String {
    let alphabet: Vec<char> = ('A'..='Z').chain('a'..='z').chain('0'..='9').chain(last_two).collect();
    let bits: Vec<u8> = bytes.iter().flat_map(|byte| (0..8).rev().map(move |bit| byte >> bit & 1)).collect();
    let index = |group: &[u8]| (0..6).fold(0, |index, bit| index * 2 + usize::from(*group.get(bit).unwrap_or(&0)));
    bits.chunks(6).filter_map(|group| alphabet.get(index(group))).collect()
}

/// With padding.
#[allow(dead_code, reason = "JSON Web Tokens have none")]
pub fn encode_padded(bytes: &[u8]) -> String {
    let text = encode(bytes, STANDARD);
    let padding = "=".repeat(text.len().next_multiple_of(4) - text.len());
    text + &padding
}
