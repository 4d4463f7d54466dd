//! Whether a stranger's text repeats a secret, in any of the forms in which requests carry one.

use crate::ascii;
use crate::scheme::base64_forms::BASE64;
use crate::scheme::hexadecimal::{byte_of, lower_case};
use crate::secret::Secret;
use alloc::string::String;
use alloc::vec::Vec;
use base64::Engine;

/// No text of a vendor shows longer than this, in bytes: two hundred characters of four (`vendor_text`).
const SHOWN: usize = 800;
/// The longest form of a byte of a secret, `\u0001` in JSON text, `&#128;` in HTML.
const LONGEST_FORM: usize = 6;
/// A secret of fewer bytes than this counts only as a whole.
const LEAST_TO_BE_CUT: usize = 6;
/// Fewer characters of base64 than this stand in many a text by chance.
const LEAST_BASE64: usize = 6;
/// The longest name of a character reference, `#x0010ffff`, and some zeros more: a text of nothing but `&` is gone through once.
const LONGEST_NAME: usize = 16;

/// Whether a text holds a secret, or most of it in one piece: as it is, in a JSON string, percent-encoded, with character
/// references of HTML, in hexadecimal digits, or inside base64 or base64url of something longer. Upper and lower case are
/// the same, but in base64.
///
/// Only the beginning of a text counts, as far as it can show, and as far behind that as a secret reaches that begins in it.
pub(crate) fn repeats(text: &str, secret: &Secret) -> bool {
    let secret = secret.expose();
    let text = beginning(text, SHOWN.saturating_add(secret.len().saturating_mul(LONGEST_FORM)));
    let (lower, wanted) = (text.to_ascii_lowercase(), secret.to_ascii_lowercase());
    let holds = |text: &[u8]| holds_most(text, wanted.as_bytes());
    let hexadecimal: Vec<u8> = secret.bytes().flat_map(lower_case).collect();
    holds(lower.as_bytes())
        || readings_of_plus(text).iter().any(|&plus| holds(&undone(text, |text| percent_escape(text, plus))))
        || (ascii::holds(&lower, b"&") && holds(&undone(text, character_reference)))
        || (ascii::holds(&lower, b"\\") && holds(&undone(text, json_escape)))
        || holds_most(lower.as_bytes(), &hexadecimal)
        || repeats_in_base64(text, secret)
}

fn beginning(text: &str, bytes: usize) -> &str {
    // A character has four bytes at most.
    let mut ends = (bytes..bytes.saturating_add(4)).filter_map(|end| text.get(..end));
    ends.next_back().unwrap_or(text)
}

/// Whether a text holds a secret, or a piece of it that is as good: three quarters of it, of a short one all but a character,
/// since whoever quotes it may cut it or let go of its ends. Of the shortest nothing may be missing: their pieces stand in many a
/// text by chance.
///
/// Every such piece holds the middle of the secret, so that is looked for first, and then what stands around it.
fn holds_most(text: &[u8], secret: &[u8]) -> bool {
    let length = secret.len();
    let may_miss = if length < LEAST_TO_BE_CUT { 0 } else { length.checked_div(4).unwrap_or(0) };
    let middle = secret.get(may_miss..length.saturating_sub(may_miss)).unwrap_or_default();
    if middle.is_empty() {
        return false;
    }
    let (before, behind) = (secret.get(..may_miss), secret.get(length.saturating_sub(may_miss)..));
    let (before, behind) = (before.unwrap_or_default(), behind.unwrap_or_default());
    // `str::contains` would link a search algorithm larger than all of this file. Most windows differ in their first byte,
    // and need no call to find out.
    text.windows(middle.len()).enumerate().any(|(start, window)| {
        window.first() == middle.first() && window == middle && {
            let end = start.saturating_add(middle.len());
            let left = alike(text.get(..start).unwrap_or_default().iter().rev(), before.iter().rev());
            let right = alike(text.get(end..).unwrap_or_default().iter(), behind.iter());
            left.saturating_add(right) >= may_miss
        }
    })
}

/// How many bytes are alike from the beginning on.
fn alike<'a>(one: impl Iterator<Item = &'a u8>, other: impl Iterator<Item = &'a u8>) -> usize {
    one.zip(other).take_while(|(one, other)| one == other).count()
}

/// What a `+` may stand for in a text; nothing where undoing percent-encoding would leave the text as it is.
fn readings_of_plus(text: &str) -> &'static [u8] {
    match (ascii::holds(text, b"+"), ascii::holds(text, b"%")) {
        (true, _) => b" +",
        (false, true) => b"+",
        (false, false) => b"",
    }
}

/// What an escape stands for.
enum Escaped {
    Byte(u8),
    Character(char),
}

/// An escape that a text begins with, and what is behind it.
type Undo<'a> = Option<(Escaped, &'a str)>;

/// A text in lower case with its escapes undone.
fn undone(text: &str, escape: impl Fn(&str) -> Undo<'_>) -> Vec<u8> {
    let mut bytes = Vec::new();
    let mut rest = text;
    while let Some(first) = rest.chars().next() {
        let as_it_is = (Escaped::Character(first), rest.get(first.len_utf8()..).unwrap_or_default());
        let (escaped, behind) = escape(rest).unwrap_or(as_it_is);
        match escaped {
            Escaped::Byte(byte) => bytes.push(byte),
            Escaped::Character(character) => bytes.extend_from_slice(character.encode_utf8(&mut [0; 4]).as_bytes()),
        }
        rest = behind;
    }
    bytes.make_ascii_lowercase();
    bytes
}

/// Percent-encoding. A `+` stands for a space in forms and for itself elsewhere.
fn percent_escape(text: &str, plus: u8) -> Undo<'_> {
    if let Some(behind) = text.strip_prefix('+') {
        return Some((Escaped::Byte(plus), behind));
    }
    let (digits, _) = text.strip_prefix('%')?.as_bytes().split_first_chunk::<2>()?;
    Some((Escaped::Byte(byte_of(*digits)?), text.get(3..)?))
}

/// A character reference of HTML: by number, or one of those that every template writes by itself.
fn character_reference(text: &str) -> Undo<'_> {
    let text = text.strip_prefix('&')?;
    let end = text.bytes().take(LONGEST_NAME).position(|byte| byte == b';')?;
    let (name, behind) = (text.get(..end)?, text.get(end.saturating_add(1)..)?);
    let character = match name {
        "quot" => '"',
        "amp" => '&',
        "apos" => '\'',
        "lt" => '<',
        "gt" => '>',
        _ => {
            let number = name.strip_prefix('#')?;
            let by_hex = number.strip_prefix(['x', 'X']).map(|digits| u32::from_str_radix(digits, 16));
            char::from_u32(by_hex.unwrap_or_else(|| number.parse()).ok()?)?
        }
    };
    Some((Escaped::Character(character), behind))
}

/// An escape of JSON text, a lone half of a pair left out.
fn json_escape(text: &str) -> Undo<'_> {
    let text = text.strip_prefix('\\')?;
    if let Some(rest) = text.strip_prefix('u') {
        let code = u32::from_str_radix(rest.get(..4)?, 16).ok()?;
        return Some((Escaped::Character(char::from_u32(code)?), rest.get(4..)?));
    }
    let first = text.chars().next().filter(char::is_ascii)?;
    let character = match first {
        'n' => '\n',
        't' => '\t',
        'r' => '\r',
        'b' => '\u{8}',
        'f' => '\u{c}',
        other => other,
    };
    Some((Escaped::Character(character), text.get(1..)?))
}

/// In base64 a secret has three forms, by how many bytes stand before it; only the characters made of nothing but the
/// secret are looked for.
fn repeats_in_base64(text: &str, secret: &str) -> bool {
    let text: String = text
        .chars()
        .map(|c| match c {
            '-' => '+',
            '_' => '/',
            other => other,
        })
        .collect();
    [(0_usize, 0_usize), (1, 2), (2, 3)].iter().any(|&(before, unsure)| {
        let mut bytes = Vec::from([0_u8, 0]);
        bytes.truncate(before);
        bytes.extend_from_slice(secret.as_bytes());
        let sure = bytes.len().saturating_mul(8).checked_div(6).unwrap_or(0);
        let encoded = BASE64.encode(&bytes);
        let sure = encoded.as_bytes().get(unsure..sure).unwrap_or_default();
        sure.len() >= LEAST_BASE64 && holds_most(text.as_bytes(), sure)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    const SECRET: &str = "Planted \"With/+&= secret";

    fn found(text: &str) -> bool {
        repeats(text, &Secret::new(SECRET))
    }

    #[test]
    fn every_form_is_found() {
        assert!(found("unknown: Planted \"With/+&= secret!"));
        assert!(found(r#"{"secret":"Planted \"With/+&= secret"}"#));
        assert!(found("?s=Planted%20%22With%2F%2B%26%3D%20secret"));
        assert!(found("?s=Planted+%22With%2f%2B%26%3d+secret"));
        assert!(found("x506C616E7465642022576974682F2B263D20736563726574"));
        for before in ["", "a", "ab", "abc"] {
            let text = [before, SECRET, "tail"].concat();
            assert!(found(&BASE64.encode(&text)), "{before}");
            assert!(found(&BASE64.encode(&text).replace('+', "-").replace('/', "_")), "{before}");
        }
    }

    /// In lower or upper case, as entities, escaped as a whole, and cut at either end or at both.
    #[test]
    fn it_is_found_changed_and_cut() {
        assert!(found("unknown: planted \"with/+&= secret") && found("PLANTED \"WITH/+&= SECRET"));
        assert!(found("Planted &quot;With/+&amp;= secret") && found("planted &#34;with/+&#x26;= secret"));
        assert!(repeats("&lt;a&gt;&apos;b&lt;&gt;", &Secret::new("<a>'b<>")));
        assert!(found(r#"Planted \u0022With\/+\u0026= secre\u0074"#));
        assert!(found("no lanted \"With/+&= secret") && found("no Planted \"With/+&= secre…"));
        assert!(found("ted \"With/+&= secret") && found("nted \"With/+&= secr") && found("Planted \"With/+&= se…"));
        assert!(found("?s=lanted+%22With%2f%2B%26%3d+secre"));
        for (quoted, is_found) in [("pa55worx", true), ("PA55WOR", true), ("A55WORD", true), ("xa55wox", false)] {
            assert_eq!(repeats(quoted, &Secret::new("pa55word")), is_found, "{quoted}");
        }
        // Of six bytes and more, some may be missing.
        assert!(repeats("bcdef", &Secret::new("abcdef")) && !repeats("bcde", &Secret::new("abcde")));
        assert!(!repeats("the wor", &Secret::new("word")) && repeats("the WORD", &Secret::new("word")));
    }

    /// A secret that begins where a text still shows is found however long it is; what stands behind never shows.
    #[test]
    fn what_can_show_is_looked_through() {
        let long = "Planted-".repeat(500);
        let found = |before: usize| repeats(&["é".repeat(before), long.clone()].concat(), &Secret::new(&*long));
        assert!(found(0) && found(200) && found(400));
        assert!(!repeats(&["é".repeat(20_000), long.clone()].concat(), &Secret::new("Planted")));
    }

    /// No vendor writes a longer one, and for what looks like one the rest of a text would be gone through each time.
    #[test]
    fn a_character_reference_has_an_end_in_reach() {
        let with_zeros = |zeros: usize| ["&#", &"0".repeat(zeros), "80;lanted &quot;With/+&amp;= secret"].concat();
        let end = |text: &str| character_reference(text).map(|(_, behind)| String::from(behind));
        assert_eq!(end(&with_zeros(4)).as_deref(), Some("lanted &quot;With/+&amp;= secret"));
        assert_eq!(end(&with_zeros(40)), None);
        assert_eq!(
            (end("&;"), end("&"), end("&amp"), end("&#1114112;"), end("&#x10ffff;").as_deref()),
            (None, None, None, None, Some(""))
        );
    }

    #[test]
    fn other_texts_are_not() {
        for text in ["", "Invalid client key & secret", r"a\b", "Planted", "UGxhbnRl", "%", "%zz%2"] {
            assert!(!found(text), "{text}");
        }
    }
}
