//! IPv6 addresses in a URL (RFC 3986 §3.2.2).

use alloc::string::String;
use core::net::Ipv6Addr;

/// An address in its brackets, in the shortest form: the one the WHATWG URL standard writes, so that an origin compares
/// equal to what JavaScript shows.
pub(super) fn shortest(host: &str) -> Option<String> {
    let address: Ipv6Addr = host.strip_prefix('[')?.strip_suffix(']')?.parse().ok()?;
    let segments = address.segments();
    let zeros = longest_zeros(&segments);
    let mut out = String::from("[");
    for (index, segment) in segments.iter().enumerate() {
        if zeros.contains(&index) {
            out.push_str(if index == zeros.start { "::" } else { "" });
            continue;
        }
        if !out.ends_with(['[', ':']) {
            out.push(':');
        }
        push_hexadecimal(&mut out, *segment);
    }
    out.push(']');
    Some(out)
}

/// The first of the longest runs of two or more zeros; an empty range where there is none.
fn longest_zeros(segments: &[u16; 8]) -> core::ops::Range<usize> {
    let run = |start: &usize| segments.iter().skip(*start).take_while(|segment| **segment == 0).count();
    let start = (0..segments.len()).rev().max_by_key(run).unwrap_or(0);
    match run(&start) {
        0 | 1 => 0..0,
        length => start..start.saturating_add(length),
    }
}

/// Without leading zeros, and without the formatting machinery.
fn push_hexadecimal(out: &mut String, segment: u16) {
    let digits = [12, 8, 4, 0].map(|shift| u32::from(segment.wrapping_shr(shift) & 0xf));
    let leading = digits.iter().take(3).take_while(|digit| **digit == 0).count();
    out.extend(digits.iter().skip(leading).filter_map(|digit| char::from_digit(*digit, 16)));
}
