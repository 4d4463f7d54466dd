//! Points in time as vendors write them: the date-times of RFC 3339 §5.6, and what .NET makes of them: seven digits of
//! a second, no zone at all.

use crate::ascii;
use crate::http::days_since_1970;
use crate::scheme::jwt::LEAST_MILLISECONDS;

/// The latest instant JavaScript's `Date` can show, in milliseconds since 1970 (ECMA-262 §21.4.1.1).
pub const LATEST_INSTANT: i64 = 8_640_000_000_000_000;

/// The last instant of the year 9999, which is how vendors write "never", in milliseconds since 1970.
pub const LATEST_STATED: i64 = 253_402_300_799_999;

/// The last day of the year 9999 and the second after it, in seconds since 1970: the latest date that .NET has is there, which is how it
/// writes "never". As milliseconds they would be a day of 1978.
const NEVER_SECONDS: core::ops::RangeInclusive<i64> = 253_402_214_400..=253_402_300_800;

/// The instant of a number of seconds or, from 1e11 on, which as seconds would be the year 5138, of milliseconds since 1970. Nothing
/// for what is neither: a number of microseconds would be a date that never comes.
///
/// ```
/// use commerce_auth::token::timestamp::instant_of_number;
/// assert_eq!(instant_of_number(1_700_000_000), Some(1_700_000_000_000));
/// assert_eq!(instant_of_number(1_700_000_000_000), Some(1_700_000_000_000));
/// assert_eq!(instant_of_number(1_700_000_000_000_000), None);
/// // `DateTime.MaxValue` of .NET:
/// assert_eq!(instant_of_number(253_402_300_799), Some(253_402_300_799_000));
/// ```
pub fn instant_of_number(number: i64) -> Option<i64> {
    if NEVER_SECONDS.contains(&number) {
        return Some(number.checked_mul(1000)?.min(LATEST_STATED));
    }
    let instant = if number < LEAST_MILLISECONDS { number.checked_mul(1000)? } else { number };
    (1..=LATEST_STATED).contains(&instant).then_some(instant)
}

/// The instant of an `exp` claim: the same, and of a number from 0 down one that has passed, in seconds (RFC 7519, section 4.1.4).
///
/// ```
/// use commerce_auth::token::timestamp::instant_of_claim;
/// assert_eq!(instant_of_claim(-1), Some(-1000));
/// assert_eq!(instant_of_claim(1_700_000_000), Some(1_700_000_000_000));
/// ```
pub fn instant_of_claim(number: i64) -> Option<i64> {
    if number > 0 { instant_of_number(number) } else { number.checked_mul(1000) }
}

/// A point in time as it was written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Timestamp {
    /// Milliseconds since 1970, anything finer cut off as JavaScript's `Date` does.
    pub instant_ms: i64,
    /// Whether the text says which zone it is written in.
    pub zone: Zone,
}

/// Whether a text names its zone.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Zone {
    /// `Z` or an offset such as `+05:30`.
    Stated,
    /// Neither: it is read as UTC, never as local time, which would differ from one machine to the next.
    AssumedUtc,
}

/// Reads `2023-08-23T10:55:45.0645017Z`: any number of digits of a second, a `T` or a space between date and time, with
/// or without a zone. Nothing for everything else, an instant that no calendar has among them.
///
/// ```
/// use commerce_auth::token::timestamp::{Zone, parse};
/// let end = parse("2023-09-22T10:55:45.0645017Z").unwrap();
/// assert_eq!((end.instant_ms, end.zone), (1_695_380_145_064, Zone::Stated));
/// assert_eq!(parse("2023-11-21T00:00:00").unwrap().zone, Zone::AssumedUtc);
/// ```
pub fn parse(text: &str) -> Option<Timestamp> {
    let (date, time) = text.split_at_checked("2023-08-23".len())?;
    let time = time.get(1..).filter(|_| ascii::begins(time, b"Tt "))?;
    let days = days_of(date)?;
    let zone_at = ascii::end_before(time, b"Zz+-");
    let (clock, zone) = time.split_at_checked(zone_at)?;
    let of_day = milliseconds_of_day(clock)?;
    let (offset_minutes, zone) = match zone {
        "" => (0, Zone::AssumedUtc),
        "Z" | "z" => (0, Zone::Stated),
        offset => (minutes_of(offset)?, Zone::Stated),
    };
    let instant_ms =
        days.checked_mul(86_400_000)?.checked_add(of_day)?.checked_sub(offset_minutes.checked_mul(60_000)?)?;
    Some(Timestamp { instant_ms, zone })
}

fn days_of(date: &str) -> Option<i64> {
    let mut parts = ascii::pieces(date, b'-');
    let (year, month, day) = (digits(parts.next()?, 4)?, digits(parts.next()?, 2)?, digits(parts.next()?, 2)?);
    let is_in_calendar = (1..=12).contains(&month) && (1..=days_in(year, month)).contains(&day);
    (parts.next().is_none() && is_in_calendar).then_some(())?;
    days_since_1970(year, month, day)
}

fn days_in(year: i64, month: i64) -> i64 {
    let is_leap_year = year.rem_euclid(4) == 0 && (year.rem_euclid(100) != 0 || year.rem_euclid(400) == 0);
    match month {
        2 if is_leap_year => 29,
        2 => 28,
        4 | 6 | 9 | 11 => 30,
        _ => 31,
    }
}

fn milliseconds_of_day(clock: &str) -> Option<i64> {
    let (whole, fraction) =
        ascii::split_once(clock, b'.').map_or((clock, None), |(whole, fraction)| (whole, Some(fraction)));
    let mut parts = ascii::pieces(whole, b':');
    let (hour, minute, second) = (digits(parts.next()?, 2)?, digits(parts.next()?, 2)?, digits(parts.next()?, 2)?);
    // A leap second is written 60 (RFC 3339 §5.7).
    let is_in_range = hour < 24 && minute < 60 && second <= 60;
    (parts.next().is_none() && is_in_range).then_some(())?;
    let seconds = hour.checked_mul(3600)?.checked_add(minute.checked_mul(60)?)?.checked_add(second)?;
    seconds.checked_mul(1000)?.checked_add(fraction.map_or(Some(0), thousandths)?)
}

/// The first three digits of a fraction, which has at least one.
fn thousandths(fraction: &str) -> Option<i64> {
    let is_number = !fraction.is_empty() && fraction.bytes().all(|byte| byte.is_ascii_digit());
    is_number.then_some(())?;
    let mut padded = fraction.bytes().chain([b'0', b'0']).take(3);
    padded.try_fold(0_i64, |sum, digit| sum.checked_mul(10)?.checked_add(i64::from(digit.wrapping_sub(b'0'))))
}

/// `+05:30` or `+0530` in minutes.
fn minutes_of(offset: &str) -> Option<i64> {
    let (sign, rest) = offset.split_at_checked(1)?;
    let (hours, minutes) = rest.split_at_checked(2)?;
    let minutes = minutes.strip_prefix(":").unwrap_or(minutes);
    let (hours, minutes) = (digits(hours, 2)?, digits(minutes, 2)?);
    (hours < 24 && minutes < 60).then_some(())?;
    let total = hours.checked_mul(60)?.checked_add(minutes)?;
    Some(if sign == "-" { total.saturating_neg() } else { total })
}

fn digits(text: &str, count: usize) -> Option<i64> {
    (text.len() == count && text.bytes().all(|byte| byte.is_ascii_digit())).then(|| text.parse().ok())?
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "this is how a test fails")]
mod tests {
    use super::*;

    fn instant(text: &str) -> i64 {
        parse(text).unwrap().instant_ms
    }

    #[test]
    fn forms_of_the_vendors() {
        assert_eq!(instant("2023-08-23T10:55:45.0645017Z"), 1_692_788_145_064);
        assert_eq!(instant("2023-12-01T20:43:29.7267638"), 1_701_463_409_726);
        assert_eq!(instant("2023-11-21T00:00:00"), 1_700_524_800_000);
        assert_eq!(instant("2019-12-02T12:31:15.000+0530"), 1_575_270_075_000);
        assert_eq!(instant("2019-12-02 12:31:15+05:30"), 1_575_270_075_000);
        assert_eq!(instant("1969-12-31T23:59:59.9Z"), -100);
        assert_eq!(instant("2024-02-29t23:59:60z"), 1_709_251_200_000);
    }

    #[test]
    fn a_number_of_seconds_is_one_below_a_hundred_milliards() {
        assert_eq!(instant_of_number(99_999_999_999), Some(99_999_999_999_000));
        assert_eq!(instant_of_number(100_000_000_000), Some(100_000_000_000));
    }

    #[test]
    fn everything_else_is_refused() {
        for text in [
            "",
            "2023-08-23",
            "2023-08-23T",
            "2023-08-23T10:55",
            "2023-02-29T00:00:00Z",
            "1900-02-29T00:00:00Z",
            "2023-13-01T00:00:00Z",
            "2023-00-01T00:00:00Z",
            "2023-04-31T00:00:00Z",
            "2023-08-23T24:00:00Z",
            "2023-08-23T10:60:00Z",
            "2023-08-23T10:55:61Z",
            "2023-08-23T10:55:45.Z",
            "2023-08-23T10:55:45,5Z",
            "2023-08-23T10:55:45.5x",
            "2023-08-23T10:55:45+5",
            "2023-08-23T10:55:45+24:00",
            "2023-08-23T10:55:45+05:60",
            "2023-08-23T10:+5:45Z",
            "2023-08-23T10:5:45Z",
            "2023-08-23T10:055:45Z",
            "2023-08-23T10:55:45Zz",
            "+2023-08-2T10:55:45Z",
            "20230823T105545Z",
            "23/08/2023 10:55:45",
            "ä023-08-23T10:55:45Z",
            "2023-08-2äT",
        ] {
            assert_eq!(parse(text), None, "{text}");
        }
    }
}
