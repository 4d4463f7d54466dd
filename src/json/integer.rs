//! Exact integers from the text of JSON numbers, with no floating point on the way.

/// 2⁵³ − 1, JavaScript's `Number.MAX_SAFE_INTEGER`.
const MAX_SAFE_INTEGER: i64 = 9_007_199_254_740_991;

/// A well-formed JSON number times a power of ten with its fraction cut off; nothing beyond [`MAX_SAFE_INTEGER`].
pub(crate) fn truncated(number: &str, power_of_ten: i64) -> Option<i64> {
    let (negative, number) = match number.strip_prefix('-') {
        Some(rest) => (true, rest),
        None => (false, number),
    };
    let (mantissa, exponent) = match number.split_once(['e', 'E']) {
        Some((mantissa, exponent)) => (mantissa, exponent_of(exponent)),
        None => (number, 0),
    };
    let (whole, fraction) = mantissa.split_once('.').unwrap_or((mantissa, ""));
    let kept = i64::try_from(whole.len()).ok()?.saturating_add(exponent).saturating_add(power_of_ten);
    let magnitude = leading_digits(whole.bytes().chain(fraction.bytes()), kept)?;
    Some(if negative { magnitude.saturating_neg() } else { magnitude })
}

/// A well-formed JSON number whose value is whole, however it is written; nothing where it has a fraction, nor beyond
/// [`MAX_SAFE_INTEGER`].
pub(crate) fn whole(number: &str) -> Option<i64> {
    let unsigned = number.strip_prefix('-').unwrap_or(number);
    let (mantissa, exponent) = match unsigned.split_once(['e', 'E']) {
        Some((mantissa, exponent)) => (mantissa, exponent_of(exponent)),
        None => (unsigned, 0),
    };
    let (whole, fraction) = mantissa.split_once('.').unwrap_or((mantissa, ""));
    let kept = i64::try_from(whole.len()).ok()?.saturating_add(exponent);
    let behind = usize::try_from(kept.max(0)).unwrap_or(usize::MAX);
    let has_fraction = whole.bytes().chain(fraction.bytes()).skip(behind).any(|digit| digit != b'0');
    if has_fraction { None } else { truncated(number, 0) }
}

/// An array index of a JSON pointer (RFC 6901 §4): digits without a leading zero.
pub(crate) fn array_index(step: &str) -> Option<usize> {
    if step.len() > 1 && step.starts_with('0') {
        return None;
    }
    step.bytes().all(|byte| byte.is_ascii_digit()).then(|| step.parse().ok())?
}

/// Saturates: an exponent of this size decides by itself.
fn exponent_of(text: &str) -> i64 {
    let (negative, digits) = match text.strip_prefix('-') {
        Some(rest) => (true, rest),
        None => (false, text.strip_prefix('+').unwrap_or(text)),
    };
    let magnitude = digits.bytes().fold(0_i64, |sum, digit| append(sum, digit).unwrap_or(i64::MAX));
    if negative { magnitude.saturating_neg() } else { magnitude }
}

/// The first `kept` digits as a number, filled up with zeros where there are fewer.
fn leading_digits(digits: impl Iterator<Item = u8>, kept: i64) -> Option<i64> {
    let mut value = 0_i64;
    let mut left = kept;
    for digit in digits {
        if left <= 0 {
            return Some(value);
        }
        value = append(value, digit).filter(|value| *value <= MAX_SAFE_INTEGER)?;
        left = left.saturating_sub(1);
    }
    while left > 0 && value > 0 {
        value = append(value, b'0').filter(|value| *value <= MAX_SAFE_INTEGER)?;
        left = left.saturating_sub(1);
    }
    Some(value)
}

fn append(value: i64, digit: u8) -> Option<i64> {
    value.checked_mul(10)?.checked_add(i64::from(digit.wrapping_sub(b'0')))
}
