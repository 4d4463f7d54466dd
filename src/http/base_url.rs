//! The address of a vendor's API as a caller gives it: `https://origin[/base]` or a bare name.

use super::ipv6;
use crate::ascii;
use crate::error::{AuthError, ErrorCode};
use alloc::borrow::ToOwned;
use alloc::string::String;

/// Which transports a credential may travel over.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Transport {
    /// `https` only.
    Https,
    /// `https`, and `http` to this machine: `localhost`, `127.0.0.0/8`, `[::1]`.
    HttpOnLoopback,
    /// `https` and `http` anywhere.
    HttpAnywhere,
}

/// A checked address: scheme and authority in lower case, the default port left out, the path without a slash at
/// its end.
///
/// ```
/// use commerce_auth::http::{BaseUrl, Transport};
/// let host = BaseUrl::parse("EU.api.capillarytech.com:443/", Transport::Https, "host").unwrap();
/// assert_eq!((host.origin(), host.text().as_str()), ("https://eu.api.capillarytech.com", host.origin()));
/// assert_eq!(host.join("/v2/customers"), "https://eu.api.capillarytech.com/v2/customers");
/// assert_eq!(host.with_default_path("/api").join("token"), "https://eu.api.capillarytech.com/api/token");
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BaseUrl {
    origin: String,
    path: String,
}

impl BaseUrl {
    /// Reads an address. A bare name means `https`.
    ///
    /// # Errors
    /// `insecure_url` for `http` where the transport does not allow it; `invalid_argument` naming `field` and the
    /// byte for user information, a query, a fragment, another scheme or characters that do not belong in a URL.
    ///
    /// ```
    /// use commerce_auth::http::{BaseUrl, Transport};
    /// let code = |text, transport| BaseUrl::parse(text, transport, "host").unwrap_err().code().as_str();
    /// assert_eq!(code("http://eu.api.capillarytech.com", Transport::HttpOnLoopback), "insecure_url");
    /// assert_eq!(code("https://key:secret@eu.api.capillarytech.com", Transport::Https), "invalid_argument");
    /// assert!(BaseUrl::parse("http://127.0.0.1:8787", Transport::HttpOnLoopback, "host").is_ok());
    /// ```
    pub fn parse(text: &str, transport: Transport, field: &str) -> Result<BaseUrl, AuthError> {
        let address = Address { text, field };
        address.check_characters()?;
        let (scheme, rest) = address.split_scheme()?;
        let (authority, path) = match ascii::position(rest, b'/') {
            Some(slash) => rest.split_at_checked(slash).unwrap_or((rest, "")),
            None => (rest, ""),
        };
        let start = text.len().saturating_sub(rest.len());
        let authority = address.check_authority(authority, start, scheme)?;
        if scheme == Scheme::Http {
            address.check_insecure(&authority, transport)?;
        }
        Ok(BaseUrl { origin: [scheme.prefix(), &authority].concat(), path: address.check_path(path)? })
    }

    /// Scheme and authority, as `URL#origin` shows it.
    pub fn origin(&self) -> &str {
        &self.origin
    }

    /// What stands behind the origin, without a slash at its end; empty where nothing does.
    ///
    /// ```
    /// use commerce_auth::http::{BaseUrl, Transport};
    /// let path = |text| BaseUrl::parse(text, Transport::Https, "host").unwrap().path().to_owned();
    /// assert_eq!((path("api.shop.example/v2/"), path("api.shop.example")), ("/v2".to_owned(), String::new()));
    /// ```
    pub fn path(&self) -> &str {
        &self.path
    }

    /// The whole address, without a slash at its end.
    pub fn text(&self) -> String {
        [self.origin.as_str(), &self.path].concat()
    }

    /// The same address, with this path where it has none. `path` begins with a slash and does not end with one.
    pub fn with_default_path(self, path: &str) -> BaseUrl {
        let path = if self.path.is_empty() { path.to_owned() } else { self.path };
        BaseUrl { origin: self.origin, path }
    }

    /// The address of a path below this one; never with two slashes in a row between the two.
    pub fn join(&self, path: &str) -> String {
        [self.origin.as_str(), &self.path, "/", ascii::trim_start(path, b'/')].concat()
    }
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Scheme {
    Https,
    Http,
}

impl Scheme {
    fn prefix(self) -> &'static str {
        match self {
            Scheme::Https => "https://",
            Scheme::Http => "http://",
        }
    }

    fn default_port(self) -> &'static str {
        match self {
            Scheme::Https => "443",
            Scheme::Http => "80",
        }
    }
}

/// For who tests against this machine: builders have no such option, since what they make is sent by others.
const LOOPBACK_HINT: &str = ". For tests on this machine, set dangerouslyAllowInsecureHttp: \"loopback\"";

/// The text under examination, with the name to use in errors.
struct Address<'a> {
    text: &'a str,
    field: &'a str,
}

impl<'a> Address<'a> {
    fn check_characters(&self) -> Result<(), AuthError> {
        if self.text.is_empty() {
            return Err(self.refuse(
                " is empty: give the address of the API, for example \"https://eu.api.capillarytech.com\"",
                0,
            ));
        }
        match self.text.bytes().position(|byte| !is_of_url(byte)) {
            Some(position) => Err(self.refuse(" holds a character that no URL can have: write international names in their ASCII form, and trim white space and line breaks", position)),
            None => Ok(()),
        }
    }

    fn split_scheme(&self) -> Result<(Scheme, &'a str), AuthError> {
        let Some((scheme, rest)) =
            ascii::split_once(self.text, b':').and_then(|(scheme, rest)| Some((scheme, rest.strip_prefix("//")?)))
        else {
            return Ok((Scheme::Https, self.text));
        };
        match () {
            () if scheme.eq_ignore_ascii_case("https") => Ok((Scheme::Https, rest)),
            () if scheme.eq_ignore_ascii_case("http") => Ok((Scheme::Http, rest)),
            () => Err(self.refuse(" must begin with https://", 0)),
        }
    }

    /// `start` is the byte of the whole text at which the authority begins.
    fn check_authority(&self, authority: &str, start: usize, scheme: Scheme) -> Result<String, AuthError> {
        if let Some(at) = authority.bytes().rposition(|byte| byte == b'@') {
            let what = " must not hold a user name or password: pass credentials in their own options";
            return Err(self.refuse(what, start.saturating_add(at)));
        }
        for &(mark, what) in &[(b'?', " must not hold a query"), (b'#', " must not hold a fragment")] {
            if let Some(position) = ascii::position(self.text, mark) {
                return Err(self.refuse(what, position));
            }
        }
        let (name, port) = split_port(authority);
        let colon = start.saturating_add(name.len());
        let name = match ipv6::shortest(name) {
            Some(address) => address,
            None if is_host_name(name) => name.to_ascii_lowercase(),
            None => return Err(self.refuse(" does not name a host: expected https://name or https://name/base", 0)),
        };
        match port {
            None => Ok(name),
            Some(port) if port == scheme.default_port() => Ok(name),
            Some(port) if port.parse::<u16>().is_ok_and(|number| number > 0) && !ascii::begins(port, b"0+") => {
                Ok([name.as_str(), ":", port].concat())
            }
            Some(_) => Err(self.refuse(" must have a port from 1 to 65535 after the colon", colon)),
        }
    }

    fn check_insecure(&self, authority: &str, transport: Transport) -> Result<(), AuthError> {
        let allowed = match transport {
            Transport::Https => false,
            Transport::HttpOnLoopback => is_loopback(split_port(authority).0),
            Transport::HttpAnywhere => true,
        };
        if allowed {
            return Ok(());
        }
        let what = " must be https: over http anyone on the way can read the credentials";
        let hint = if is_loopback(split_port(authority).0) { LOOPBACK_HINT } else { "" };
        Err(AuthError::saying(ErrorCode::InsecureUrl, &[self.field, what, hint]).in_field(String::from(self.field)))
    }

    fn check_path(&self, path: &str) -> Result<String, AuthError> {
        let path = ascii::trim_end(path, b'/');
        let dubious = |segment: &str| matches!(segment, "" | "." | "..") || ascii::holds(segment, b"[]%");
        if ascii::pieces(path, b'/').skip(1).any(dubious) {
            return Err(self.refuse(
                " must have a plain path: no empty, \".\" or \"..\" segment, no percent signs, no brackets",
                0,
            ));
        }
        Ok(path.to_owned())
    }

    fn refuse(&self, what: &str, position: usize) -> AuthError {
        AuthError::about(self.field, what).at(position)
    }
}

/// Letters, digits and the marks of RFC 3986 §2: a search in a list of them would take as many steps as it is long.
const fn is_of_url(byte: u8) -> bool {
    matches!(byte, b'!' | b'#'..=b';' | b'=' | b'?'..=b'[' | b']' | b'_' | b'a'..=b'z' | b'~')
}

fn split_port(authority: &str) -> (&str, Option<&str>) {
    // The colons of an IPv6 address stand in brackets (RFC 3986 §3.2.2).
    let bracket = authority.bytes().position(|byte| byte == b']').unwrap_or(0);
    let colon =
        authority.bytes().enumerate().position(|(index, byte)| byte == b':' && (index > bracket || bracket == 0));
    match colon.and_then(|colon| authority.split_at_checked(colon)) {
        Some((name, port)) => (name, port.get(1..)),
        None => (authority, None),
    }
}

/// Names of the preferred form (RFC 1034 §3.5) and IPv4 addresses in four decimal parts. What WHATWG URL would read
/// as another way to write an IPv4 address (`0x7f.1`) is refused, so that origin and sender agree on the host.
fn is_host_name(name: &str) -> bool {
    let label = |label: &str| {
        !label.is_empty()
            && label.len() <= 63
            && label.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-' || byte == b'_')
            && label.bytes().next() != Some(b'-')
            && label.bytes().next_back() != Some(b'-')
    };
    let last = ascii::rsplit_once(name, b'.').map_or(name, |(_, last)| last);
    let numeric = last.as_bytes().first().is_some_and(u8::is_ascii_digit);
    name.len() <= 253 && ascii::pieces(name, b'.').all(label) && (!numeric || is_ipv4(name))
}

fn is_ipv4(name: &str) -> bool {
    name.parse::<core::net::Ipv4Addr>().is_ok()
}

fn is_loopback(name: &str) -> bool {
    name == "localhost" || name == "[::1]" || (is_ipv4(name) && name.starts_with("127."))
}

#[cfg(test)]
mod tests {
    use super::is_of_url;

    #[test]
    fn a_url_has_letters_digits_and_the_marks_of_the_rfc() {
        let marks = b"-._~%:/[]!$&'()*+,;=@?#";
        for byte in u8::MIN..=u8::MAX {
            assert_eq!(is_of_url(byte), byte.is_ascii_alphanumeric() || marks.contains(&byte), "{byte}");
        }
    }
}
