//! Percent-encoding: of URL components (RFC 3986 §2.1) and of forms (`application/x-www-form-urlencoded`, RFC 6749
//! appendix B).

use super::hexadecimal::upper_case;
use alloc::string::String;

/// A text as one component of a URL: everything but letters, digits and `-._~` is encoded.
///
/// ```
/// assert_eq!(commerce_auth::scheme::percent::percent_encoded("a b/ü"), "a%20b%2F%C3%BC");
/// ```
pub fn percent_encoded(text: &str) -> String {
    encoded(text, b"-._~", "%20")
}

/// A name or a value of a form, by the rules of the WHATWG URL standard §5.2, which RFC 6749 appendix B follows.
///
/// ```
/// // The sample of RFC 6749, appendix B: a space, a percent sign, an ampersand, a plus sign, £ and €.
/// assert_eq!(commerce_auth::scheme::percent::form_encoded(" %&+£€"), "+%25%26%2B%C2%A3%E2%82%AC");
/// ```
pub fn form_encoded(text: &str) -> String {
    encoded(text, b"-._*", "+")
}

fn encoded(text: &str, plain: &[u8], space: &str) -> String {
    let mut out = String::new();
    for byte in text.bytes() {
        if byte.is_ascii_alphanumeric() || plain.contains(&byte) {
            out.push(char::from(byte));
        } else if byte == b' ' {
            out.push_str(space);
        } else {
            out.push('%');
            out.extend(upper_case(byte).map(char::from));
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn components_and_forms_differ_in_space_star_and_tilde() {
        assert_eq!(percent_encoded("a b/é?~*-._"), "a%20b%2F%C3%A9%3F~%2A-._");
        assert_eq!(form_encoded("a b/é?~*-._&=+%"), "a+b%2F%C3%A9%3F%7E*-._%26%3D%2B%25");
        assert_eq!(form_encoded(""), "");
    }
}
