//! `Retry-After` (RFC 9110 §10.2.3): seconds, or an IMF-fixdate (§5.6.7).

#![cfg(not(target_arch = "wasm32"))]
#![allow(clippy::unwrap_used, clippy::arithmetic_side_effects, reason = "this is how a test fails")]

use commerce_auth::http::{imf_fixdate_ms, retry_after_ms};
use proptest::prelude::*;

const DAY_SECONDS: i64 = 86_400;
const MONTHS: [&str; 12] = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];

/// The instant a date names.
fn instant(date: &str) -> Option<i64> {
    imf_fixdate_ms(date)
}

#[test]
fn seconds_are_a_wait() {
    let table = [
        ("0", 0),
        ("1", 1_000),
        ("120", 120_000),
        (" 120 ", 120_000),
        ("007", 7_000),
        ("300", 300_000),
        ("301", 300_000),
    ];
    for (value, wait) in table {
        assert_eq!(retry_after_ms(value, 1_600_000_000_000), Some(wait), "{value:?}");
    }
}

#[test]
fn a_wait_is_five_minutes_at_most() {
    for value in [
        "3600",
        "99999999999",
        "18446744073709551",
        "18446744073709552",
        "18446744073709551616",
        "99999999999999999999999999",
    ] {
        assert_eq!(retry_after_ms(value, 0), Some(300_000), "{value}");
    }
}

#[test]
fn dates_are_instants() {
    let table = [
        ("Thu, 01 Jan 1970 00:00:00 GMT", 0),
        ("Thu, 01 Jan 1970 00:00:01 GMT", 1_000),
        // RFC 9110 §5.6.7.
        ("Sun, 06 Nov 1994 08:49:37 GMT", 784_111_777_000),
        // RFC 9110 §10.2.3.
        ("Fri, 31 Dec 1999 23:59:59 GMT", 946_684_799_000),
        ("Sat, 01 Jan 2000 00:00:00 GMT", 946_684_800_000),
        ("Tue, 29 Feb 2000 12:00:00 GMT", 951_825_600_000),
        ("Wed, 01 Mar 2000 00:00:00 GMT", 951_868_800_000),
        ("Sun, 28 Feb 2100 00:00:00 GMT", 4_107_456_000_000),
        ("Mon, 01 Mar 2100 00:00:00 GMT", 4_107_542_400_000),
        ("Fri, 31 Dec 9999 23:59:59 GMT", 253_402_300_799_000),
        // A leap second.
        ("Sat, 31 Dec 2016 23:59:60 GMT", 1_483_228_800_000),
    ];
    for (date, milliseconds) in table {
        assert_eq!(instant(date), Some(milliseconds), "{date}");
    }
}

#[test]
fn a_date_is_a_wait_from_now_and_none_when_it_has_passed() {
    let date = "Sun, 06 Nov 1994 08:49:37 GMT";
    for (now, wait) in [
        (784_111_776_999, 1),
        (784_111_777_000, 0),
        (784_111_777_001, 0),
        (i64::MAX, 0),
        (784_111_477_000, 300_000),
        (784_111_476_999, 300_000),
        (-1_000, 300_000),
    ] {
        assert_eq!(retry_after_ms(date, now), Some(wait), "{now}");
    }
    assert_eq!(retry_after_ms("Wed, 31 Dec 1969 23:59:59 GMT", 0), Some(0));
}

#[test]
fn a_clock_at_the_end_of_its_numbers_does_not_overflow() {
    assert_eq!(retry_after_ms("Sun, 06 Nov 1994 08:49:37 GMT", i64::MIN), Some(300_000));
}

#[test]
fn anything_else_is_no_wait() {
    let table = [
        "",
        " ",
        "soon",
        "-1",
        "+1",
        "1.5",
        "1e3",
        "0x10",
        "12 s",
        "１２",
        // RFC 9110 §5.6.7: the two obsolete forms.
        "Sunday, 06-Nov-94 08:49:37 GMT",
        "Sun Nov  6 08:49:37 1994",
        "Sun, 6 Nov 1994 08:49:37 GMT",
        "Sun, 06 Nov 94 08:49:37 GMT",
        "Sun, 06 Nov 1994 8:49:37 GMT",
        "Sun, 06 Nov 1994 08:49 GMT",
        "Sun, 06 Nov 1994 08:49:37",
        "Sun, 06 Nov 1994 08:49:37 UTC",
        "Sun, 06 Nov 1994 08:49:37 +0000",
        "Sun, 06 Nov 1994 08:49:37 GMT x",
        "Sun, 06 nov 1994 08:49:37 GMT",
        "Sun, 06 Foo 1994 08:49:37 GMT",
        "Sun, 00 Nov 1994 08:49:37 GMT",
        "Sun, 32 Nov 1994 08:49:37 GMT",
        "Sun, 06 Nov 1994 24:00:00 GMT",
        "Sun, 06 Nov 1994 08:60:00 GMT",
        "Sun, 06 Nov 1994 08:49:61 GMT",
        "Sun, 06 Nov 1994 08:49:37:00 GMT",
        "Sun, -6 Nov 1994 08:49:37 GMT",
        "Sun, 06  Nov 1994 08:49:37 GMT",
        "06 Nov 1994 08:49:37 GMT",
        "1994-11-06T08:49:37Z",
        "Sun, ",
        ", ",
    ];
    for value in table {
        assert_eq!(retry_after_ms(value, 0), None, "{value:?}");
    }
}

fn is_leap(year: i64) -> bool {
    year % 4 == 0 && (year % 100 != 0 || year % 400 == 0)
}

fn days_in_month(year: i64, month: usize) -> i64 {
    match month {
        1 if is_leap(year) => 29,
        1 => 28,
        3 | 5 | 8 | 10 => 30,
        _ => 31,
    }
}

/// Counts years and months off one by one, which no formula does.
fn date(seconds: i64) -> String {
    let (mut days, rest) = (seconds.div_euclid(DAY_SECONDS), seconds.rem_euclid(DAY_SECONDS));
    let (mut year, mut month) = (1970, 0);
    while days >= if is_leap(year) { 366 } else { 365 } {
        days -= if is_leap(year) { 366 } else { 365 };
        year += 1;
    }
    while days >= days_in_month(year, month) {
        days -= days_in_month(year, month);
        month += 1;
    }
    let name = MONTHS.get(month).unwrap();
    format!("Mon, {:02} {name} {year:04} {:02}:{:02}:{:02} GMT", days + 1, rest / 3600, rest / 60 % 60, rest % 60)
}

#[test]
fn every_day_from_1970_to_2200_has_its_instant() {
    for day in 0..84_000 {
        let seconds = day * DAY_SECONDS;
        assert_eq!(instant(&date(seconds)), Some(seconds * 1000), "{}", date(seconds));
    }
}

proptest! {
    #[test]
    fn every_second_until_the_year_9999_has_its_instant(seconds in 0_i64..253_402_300_800) {
        prop_assert_eq!(instant(&date(seconds)), Some(seconds * 1000));
    }

    #[test]
    fn arbitrary_text_never_panics(value in prop_oneof![any::<String>(), "[A-Z][a-z]{2}, [0-9]{2} (Jan|Feb) [0-9]{4} [0-9]{2}:[0-9]{2}:[0-9]{2} GMT"], now in any::<i64>()) {
        let _ = retry_after_ms(&value, now);
    }
}
