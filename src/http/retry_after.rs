//! The `Retry-After` field (RFC 9110 §10.2.3): seconds, or a date.

use crate::ascii;
use crate::error::LONGEST_RETRY_AFTER_MS;

/// The wait a `Retry-After` value asks for, in milliseconds from `now` (milliseconds since 1970); 0 for a date that
/// has passed, nothing where the value is neither form. At most [`LONGEST_RETRY_AFTER_MS`].
///
/// Dates are read in the one form senders may generate, IMF-fixdate; RFC 9110 §5.6.7 would have recipients read two
/// obsolete forms as well, and without them such a value only costs the vendor's hint.
///
/// ```
/// use commerce_auth::http::retry_after_ms;
/// assert_eq!(retry_after_ms("120", 0), Some(120_000));
/// // The date of RFC 9110 §5.6.7, seven seconds before it:
/// assert_eq!(retry_after_ms("Sun, 06 Nov 1994 08:49:37 GMT", 784_111_770_000), Some(7_000));
/// assert_eq!(retry_after_ms("99999999999", 0), Some(300_000));
/// assert_eq!(retry_after_ms("soon", 0), None);
/// ```
pub fn retry_after_ms(value: &str, now: i64) -> Option<u64> {
    let value = value.trim();
    if !value.is_empty() && value.bytes().all(|byte| byte.is_ascii_digit()) {
        let wait = value.parse::<u64>().map_or(u64::MAX, |seconds| seconds.saturating_mul(1000));
        return Some(wait.min(LONGEST_RETRY_AFTER_MS));
    }
    let until = imf_fixdate_ms(value)?;
    let wait = u64::try_from(until.saturating_sub(now).max(0)).ok()?;
    Some(wait.min(LONGEST_RETRY_AFTER_MS))
}

/// `Sun, 06 Nov 1994 08:49:37 GMT`, as `Date` has it as well (RFC 9110 §6.6.1), in milliseconds since 1970.
///
/// ```
/// use commerce_auth::http::imf_fixdate_ms;
/// assert_eq!(imf_fixdate_ms("Sun, 06 Nov 1994 08:49:37 GMT"), Some(784_111_777_000));
/// assert_eq!(imf_fixdate_ms("Sunday, 06-Nov-94 08:49:37 GMT"), None);
/// ```
pub fn imf_fixdate_ms(value: &str) -> Option<i64> {
    let (_, rest) = ascii::split_once(value, b',')?;
    let mut parts = ascii::pieces(rest.strip_prefix(" ")?, b' ');
    let day = number(parts.next()?, 2)?;
    let month = month_number(parts.next()?)?;
    let year = number(parts.next()?, 4)?;
    let mut clock = ascii::pieces(parts.next()?, b':');
    let (hour, minute, second) = (number(clock.next()?, 2)?, number(clock.next()?, 2)?, number(clock.next()?, 2)?);
    let ends_well = parts.next() == Some("GMT") && parts.next().is_none() && clock.next().is_none();
    let in_range = (1..=31).contains(&day) && hour < 24 && minute < 60 && second <= 60;
    (ends_well && in_range).then_some(())?;
    let days = days_since_1970(year, month, day)?;
    let seconds = days.checked_mul(86_400)?.checked_add(hour.checked_mul(3600)?)?;
    seconds.checked_add(minute.checked_mul(60)?)?.checked_add(second)?.checked_mul(1000)
}

fn number(text: &str, digits: usize) -> Option<i64> {
    (text.len() == digits && text.bytes().all(|byte| byte.is_ascii_digit())).then(|| text.parse().ok())?
}

fn month_number(name: &str) -> Option<i64> {
    let names = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];
    let index = names.iter().position(|known| *known == name)?;
    i64::try_from(index).ok()?.checked_add(1)
}

/// Days of the proleptic Gregorian calendar, by counting years from 1 March so that the leap day comes last.
pub(crate) fn days_since_1970(year: i64, month: i64, day: i64) -> Option<i64> {
    let before_march = i64::from(month <= 2);
    let year = year.checked_sub(before_march)?;
    let months_since_march = month.checked_add(9)?.checked_rem(12)?;
    let day_of_year = months_since_march.checked_mul(153)?.checked_add(2)?.checked_div(5)?.checked_add(day)?;
    let leap_days = year.div_euclid(4).checked_sub(year.div_euclid(100))?.checked_add(year.div_euclid(400))?;
    // 719 469 days lie between 1 March of year 0, less one day, and 1 January 1970.
    year.checked_mul(365)?.checked_add(leap_days)?.checked_add(day_of_year)?.checked_sub(719_469)
}
