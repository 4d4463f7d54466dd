//! The names of a purchase's parameters ("Settings", docs.pledg.co), and names so near to one that they were meant for it: a
//! signed `amountcents` is a purchase without an amount.

use alloc::vec::Vec;

const KNOWN: [&str; 21] = [
    "merchantUid",
    "companyUid",
    "title",
    "subtitle",
    "reference",
    "amountCents",
    "currency",
    "email",
    "firstName",
    "lastName",
    "phoneNumber",
    "birthDate",
    "countryCode",
    "lang",
    "address",
    "shippingAddress",
    "metadata",
    "redirectUrl",
    "cancelUrl",
    "paymentNotificationUrl",
    "errorNotificationUrl",
];
/// In a shorter name one letter makes another word.
const LEAST_LENGTH_OF_SLIPS: usize = 5;

/// The parameter that a name was meant for: the same letters in another spelling, or one slip of the hand away.
///
/// ```
/// use commerce_auth::api::pledg::parameter_names::meant;
/// assert_eq!((meant("amount_cents"), meant("merchantUID"), meant("refrence")), (Some("amountCents"), Some("merchantUid"), Some("reference")));
/// assert_eq!((meant("reference"), meant("showCloseButton"), meant("long")), (None, None, None));
/// ```
pub fn meant(name: &str) -> Option<&'static str> {
    if KNOWN.contains(&name) {
        return None;
    }
    let letters = letters_of(name);
    // One letter more or less is as far as a slip goes.
    let is_as_long = |known: &&str| known.len().abs_diff(letters.len()) <= 1;
    KNOWN.iter().copied().filter(is_as_long).find(|known| is_near(&letters, known.as_bytes()))
}

fn letters_of(name: &str) -> Vec<u8> {
    name.bytes().filter(|byte| !matches!(byte, b'_' | b'-' | b' ')).collect()
}

/// Equal whatever their case, or with one letter more, less, or other, or two letters changed over.
fn is_near(one: &[u8], other: &[u8]) -> bool {
    if one.eq_ignore_ascii_case(other) {
        return true;
    }
    if other.len() < LEAST_LENGTH_OF_SLIPS {
        return false;
    }
    let longer = one.len().max(other.len());
    let same = |(a, b): &(&u8, &u8)| a.eq_ignore_ascii_case(b);
    let before = one.iter().zip(other).take_while(same).count();
    let room = one.len().min(other.len()).saturating_sub(before);
    let behind = one.iter().rev().zip(other.iter().rev()).take(room).take_while(same).count();
    let apart = longer.saturating_sub(before).saturating_sub(behind);
    let is_changed_over = || {
        let (Some(a), Some(b)) = (one.get(before..), other.get(before..)) else { return false };
        let pair =
            |text: &[u8]| text.first().zip(text.get(1)).map(|(x, y)| [x.to_ascii_lowercase(), y.to_ascii_lowercase()]);
        let Some((ours, [x, y])) = pair(a).zip(pair(b)) else { return false };
        one.len() == other.len() && apart == 2 && ours == [y, x]
    };
    apart == 1 || is_changed_over()
}
