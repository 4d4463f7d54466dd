//! Basic with the digest of a till's password: `Basic base64(tillId ":" md5hex(password))`
//! ("Basic authentication" and "Get Started", docs.capillarytech.com).

use super::attribution::LookupAttribution;
use super::push_json_fields;
use crate::error::{AuthError, ErrorCode};
use crate::http::Headers;
use crate::scheme::base64_forms::BASE64;
use crate::scheme::basic::{PREFIX, check_password, check_username, encode};
use crate::scheme::digest::{looks_like_md5, md5_hex};
use crate::secret::{Secret, erase_local, refuse_unset};
use alloc::string::String;
use base64::Engine;

/// A till's password, in the form it is known in.
#[derive(Clone, Copy)]
pub enum TillPassword<'a> {
    /// In clear. One of 32 hexadecimal digits is refused, also as .NET prints them (`8A-16-…`) or with white space around:
    /// it is a digest that would be hashed twice.
    Clear(&'a str),
    /// In clear although it looks like a digest.
    ClearThoughHashLike(&'a str),
    /// The MD5 digest in hexadecimal digits of any case.
    Md5(&'a str),
}

impl TillPassword<'_> {
    /// The digest in lower case, as the vendor wants it.
    ///
    /// # Errors
    /// `looks_hashed` for a password that is a digest already; `invalid_argument` for an unset one, one with a
    /// control character, and a digest that is not 32 hexadecimal digits.
    ///
    /// ```
    /// use commerce_auth::api::capillary::basic::TillPassword;
    /// assert_eq!(TillPassword::Clear("server123").md5().unwrap().expose(), "8a16a6b70505eb1f1ff7cdc0cd5559a7");
    /// let hashed = "8A16A6B70505EB1F1FF7CDC0CD5559A7";
    /// for printed in [hashed, "\u{feff}8a16a6b70505eb1f1ff7cdc0cd5559a7\n", "8A-16-A6-B7-05-05-EB-1F-1F-F7-CD-C0-CD-55-59-A7", "0x8A16A6B70505EB1F1FF7CDC0CD5559A7"] {
    ///     assert_eq!(TillPassword::Clear(printed).md5().unwrap_err().code().as_str(), "looks_hashed");
    /// }
    /// assert_eq!(TillPassword::Md5(hashed).md5().unwrap().expose(), "8a16a6b70505eb1f1ff7cdc0cd5559a7");
    /// ```
    pub fn md5(&self) -> Result<Secret, AuthError> {
        match *self {
            TillPassword::Clear(password) => {
                if looks_printed(password) {
                    return Err(looks_hashed());
                }
                check_password(password, "password")?;
                Ok(digest_of(password))
            }
            TillPassword::ClearThoughHashLike(password) => {
                check_password(password, "password")?;
                Ok(digest_of(password))
            }
            TillPassword::Md5(digest) => {
                refuse_unset(digest, "passwordMd5")?;
                if !looks_like_md5(digest.as_bytes()) {
                    return Err(AuthError::invalid_argument(
                        "passwordMd5",
                        "passwordMd5 must be the 32 hexadecimal digits of an MD5 digest: pass a clear password as password",
                    ));
                }
                Ok(Secret::new(digest.to_ascii_lowercase()))
            }
        }
    }
}

/// The value of the `Authorization` field of a till.
///
/// # Errors
/// As [`TillPassword::md5`]; `invalid_argument` for a till id that is empty, or holds a colon or a control character.
///
/// ```
/// use commerce_auth::api::capillary::basic::{TillPassword, authorization};
/// let value = authorization("store.server", TillPassword::Clear("server123")).unwrap();
/// assert_eq!(value.expose(), "Basic c3RvcmUuc2VydmVyOjhhMTZhNmI3MDUwNWViMWYxZmY3Y2RjMGNkNTU1OWE3");
/// ```
pub fn authorization(username: &str, password: TillPassword<'_>) -> Result<Secret, AuthError> {
    check_till_id(username)?;
    Ok(encode(username, password.md5()?.expose()))
}

/// The header fields of a call with Basic.
///
/// # Errors
/// As [`authorization`]; `invalid_header_value` for an attribution that no field can carry.
///
/// ```
/// use commerce_auth::api::capillary::attribution::LookupAttribution;
/// use commerce_auth::api::capillary::basic::{TillPassword, headers};
/// let attribution = LookupAttribution { lookup_type: "WECHAT", lookup: "wechat-1" };
/// let fields = headers("store.server", TillPassword::Clear("server123"), Some(attribution)).unwrap();
/// assert_eq!(fields[0].1.expose(), "Basic c3RvcmUuc2VydmVyOjhhMTZhNmI3MDUwNWViMWYxZmY3Y2RjMGNkNTU1OWE3");
/// assert_eq!((&*fields[4].0, fields[4].1.expose()), ("X-CAP-API-ATTRIBUTION-LOOKUP", "wechat-1"));
/// ```
pub fn headers(
    username: &str,
    password: TillPassword<'_>,
    attribution: Option<LookupAttribution<'_>>,
) -> Result<Headers, AuthError> {
    let mut headers = Headers::new();
    headers.push(("Authorization".into(), authorization(username, password)?));
    push_json_fields(&mut headers);
    if let Some(attribution) = attribution {
        attribution.push_fields(&mut headers)?;
    }
    Ok(headers)
}

/// Till ids are never empty: an empty one is a variable that was not set.
///
/// # Errors
/// `invalid_argument` naming the byte.
///
/// ```
/// use commerce_auth::api::capillary::basic::check_till_id;
/// assert!(check_till_id("store.server").is_ok());
/// assert_eq!(check_till_id("till:1").unwrap_err().position(), Some(4));
/// ```
pub fn check_till_id(username: &str) -> Result<(), AuthError> {
    refuse_unset(username, "username")?;
    check_username(username)
}

/// How many digits a digest has.
const DIGITS: usize = 32;

/// Whether a text is a digest in one of the forms in which programs print it: .NET with hyphens between the bytes, others with
/// colons or blanks, as a UUID, SQL Server behind `0x`, `md5sum` before a hyphen, and in the quotes it was copied with.
fn looks_printed(password: &str) -> bool {
    let (mut count, mut may_part) = (0_usize, false);
    // What a file began with is white space to JavaScript.
    let printed = password.trim_matches(|one: char| one.is_whitespace() || one == '\u{feff}');
    for byte in bare(printed).bytes() {
        match byte {
            b'-' | b':' | b' ' if may_part && count % 2 == 0 && count < DIGITS => may_part = false,
            _ if byte.is_ascii_hexdigit() && count < DIGITS => (count, may_part) = (count.saturating_add(1), true),
            _ => return false,
        }
    }
    count == DIGITS
}

/// Without what programs print around a digest.
fn bare(printed: &str) -> &str {
    let printed = printed.strip_suffix(" -").map_or(printed, str::trim_end);
    let within = |(before, after): &(char, char)| printed.strip_prefix(*before)?.strip_suffix(*after);
    let printed = [('"', '"'), ('\'', '\''), ('{', '}')].iter().find_map(within).unwrap_or(printed);
    printed.strip_prefix("0x").or_else(|| printed.strip_prefix("0X")).unwrap_or(printed)
}

/// Whether [`looks_printed`] has to be asked; cheaper, and sure where it says no.
fn may_be_printed(password: &[u8]) -> bool {
    let is_padded = password.first() == Some(&b' ') || password.last() == Some(&b' ');
    let has_digits = || password.iter().filter(|byte| byte.is_ascii_hexdigit()).count() >= DIGITS;
    is_padded || (password.len() >= DIGITS && has_digits())
}

fn looks_hashed() -> AuthError {
    AuthError::new(
        ErrorCode::LooksHashed,
        "password is 32 hexadecimal digits, so it looks like an MD5 digest that would be hashed once more: pass the bare digits as passwordMd5, or set allowHashLikePassword if it really is the password",
    )
    .in_field("password")
}

fn digest_of(password: &str) -> Secret {
    let mut digits = md5_hex(password.as_bytes());
    let digest = Secret::new(digits.iter().copied().map(char::from).collect::<String>());
    erase_local(&mut digits);
    digest
}

/// The room for `user:digest` on the fast path.
const PAIR_LIMIT: usize = 192;
/// The room a value of the fast path needs at most: the scheme, and four characters for every three bytes.
pub const FAST_AUTHORIZATION_LIMIT: usize = PREFIX.len() + PAIR_LIMIT.div_ceil(3) * 4;

/// The value of the `Authorization` field, written without touching the heap: the path of a header that is built for
/// every call. Its length is returned.
///
/// Nothing is returned for everything out of the ordinary: an input that is refused, is long, or is not plain ASCII.
/// [`authorization`] then builds the value or says what is wrong.
///
/// ```
/// use commerce_auth::api::capillary::basic::{FAST_AUTHORIZATION_LIMIT, write_authorization};
/// let mut out = [0; FAST_AUTHORIZATION_LIMIT];
/// let length = write_authorization(b"store.server", b"server123", &mut out).unwrap();
/// assert_eq!(&out[..length], b"Basic c3RvcmUuc2VydmVyOjhhMTZhNmI3MDUwNWViMWYxZmY3Y2RjMGNkNTU1OWE3");
/// assert_eq!(write_authorization(b"till:1", b"server123", &mut out), None);
/// ```
pub fn write_authorization(
    username: &[u8],
    password: &[u8],
    out: &mut [u8; FAST_AUTHORIZATION_LIMIT],
) -> Option<usize> {
    let plain = |byte: &u8| matches!(byte, b' '..=b'~');
    let ordinary = !username.is_empty()
        && !password.is_empty()
        && !may_be_printed(password)
        && username.iter().all(|byte| plain(byte) && *byte != b':')
        && password.iter().all(plain);
    if !ordinary {
        return None;
    }
    let mut digest = md5_hex(password);
    let mut pair = [0_u8; PAIR_LIMIT];
    let used = write_pair(username, &digest, &mut pair);
    let (prefix, rest) = out.split_at_mut_checked(PREFIX.len())?;
    prefix.copy_from_slice(PREFIX.as_bytes());
    let encoded = used.and_then(|used| BASE64.encode_slice(pair.get(..used)?, rest).ok());
    erase_local(&mut pair);
    erase_local(&mut digest);
    encoded?.checked_add(PREFIX.len())
}

fn write_pair(username: &[u8], digest: &[u8; 32], pair: &mut [u8; PAIR_LIMIT]) -> Option<usize> {
    let (name, rest) = pair.split_at_mut_checked(username.len())?;
    let (colon, rest) = rest.split_first_mut()?;
    name.copy_from_slice(username);
    *colon = b':';
    rest.get_mut(..digest.len())?.copy_from_slice(digest);
    username.len().checked_add(1)?.checked_add(digest.len())
}
