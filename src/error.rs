//! [`AuthError`], the one error of the crate, and the one list of its codes.

use alloc::borrow::Cow;
use alloc::boxed::Box;
use alloc::string::String;
use core::fmt;

macro_rules! error_codes {
    ($($(#[$doc:meta])* $name:ident = $text:literal, retryable: $retryable:literal;)*) => {
        /// What went wrong, as a stable code: branch on this, never on the message.
        ///
        /// ```
        /// use commerce_auth::error::ErrorCode;
        /// assert_eq!(ErrorCode::LooksHashed.as_str(), "looks_hashed");
        /// assert!(ErrorCode::Timeout.is_retryable() && !ErrorCode::BadCredentials.is_retryable());
        /// ```
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        #[non_exhaustive]
        pub enum ErrorCode {
            $($(#[$doc])* $name,)*
        }

        impl ErrorCode {
            /// Every code there is, in the order of the documentation.
            pub const ALL: &'static [ErrorCode] = &[$(ErrorCode::$name,)*];

            /// The code as it stands in JavaScript, for example `invalid_argument`.
            pub const fn as_str(self) -> &'static str {
                match self {
                    $(ErrorCode::$name => $text,)*
                }
            }

            /// Whether the same call may well succeed later with nothing changed.
            pub const fn is_retryable(self) -> bool {
                match self {
                    $(ErrorCode::$name => $retryable,)*
                }
            }
        }
    };
}

error_codes! {
    /// An argument is missing, empty, of the wrong type or not representable.
    InvalidArgument = "invalid_argument", retryable: false;
    /// An options object holds a name that is not an option.
    UnknownOption = "unknown_option", retryable: false;
    /// A value cannot stand in a header field (RFC 9110 §5.5).
    InvalidHeaderValue = "invalid_header_value", retryable: false;
    /// A password looks like an MD5 digest already; hashing it again would lock the till out.
    LooksHashed = "looks_hashed", retryable: false;
    /// The address is not `https`.
    InsecureUrl = "insecure_url", retryable: false;
    /// The address does not belong to the vendor the credentials belong to.
    ForeignOrigin = "foreign_origin", retryable: false;
    /// The call would ship a secret to a browser.
    ServerOnly = "server_only", retryable: false;
    /// The connection failed before an answer came.
    Network = "network", retryable: true;
    /// The deadline passed.
    Timeout = "timeout", retryable: true;
    /// A call that carries credentials was answered by a redirect.
    RedirectRefused = "redirect_refused", retryable: false;
    /// The answer is larger than the limit.
    ResponseTooLarge = "response_too_large", retryable: false;
    /// The answer is not what the vendor documents.
    MalformedResponse = "malformed_response", retryable: false;
    /// The vendor answered with a status that tells no more than itself.
    HttpError = "http_error", retryable: false;
    /// The vendor does not accept these credentials.
    BadCredentials = "bad_credentials", retryable: false;
    /// The credentials are right and may not do this.
    Forbidden = "forbidden", retryable: false;
    /// Too many calls.
    RateLimited = "rate_limited", retryable: true;
    /// The vendor reported an error of its own.
    VendorError = "vendor_error", retryable: false;
    /// The token has expired.
    TokenExpired = "token_expired", retryable: false;
    /// The token is not accepted, or not valid yet.
    TokenInvalid = "token_invalid", retryable: false;
    /// The password itself has reached its end date.
    PasswordExpired = "password_expired", retryable: false;
    /// The JSON Web Token is not well formed (RFC 7515, RFC 7519).
    MalformedJwt = "malformed_jwt", retryable: false;
    /// The signature does not belong to this content.
    SignatureMismatch = "signature_mismatch", retryable: false;
    /// A signature is required and there is none.
    SignatureMissing = "signature_missing", retryable: false;
    /// Signed content does not say what was expected.
    UnexpectedValue = "unexpected_value", retryable: false;
    /// The secret is too short for the algorithm (RFC 7518 §3.2).
    WeakSecret = "weak_secret", retryable: false;
    /// The function that gives the credentials failed, or took too long.
    CredentialsUnavailable = "credentials_unavailable", retryable: true;
    /// The token store failed.
    StoreError = "store_error", retryable: true;
    /// The authenticator has been closed.
    Closed = "closed", retryable: false;
    /// A defect of this package.
    Internal = "internal", retryable: false;
}

/// The longest wait before another try that anybody is told of, in milliseconds: what a vendor asks for beyond it is a mistake,
/// and a timer of JavaScript that is set much farther fires at once.
pub const LONGEST_RETRY_AFTER_MS: u64 = 300_000;

/// Why a call failed: a stable [`ErrorCode`], a message for the person who will read it at night, and whatever is
/// known of where it happened. No field ever holds a secret.
///
/// ```
/// use commerce_auth::error::{AuthError, ErrorCode, Retryable};
/// // A mistake of the caller's names the argument and the byte:
/// let error = AuthError::invalid_argument("username", "username holds a colon").at(4);
/// assert_eq!(error.code(), ErrorCode::InvalidArgument);
/// assert_eq!((error.field(), error.position()), (Some("username"), Some(4)));
/// let error = AuthError::about("key", " is empty");
/// assert_eq!((error.field(), error.message()), (Some("key"), "key is empty"));
/// let error = AuthError::saying(ErrorCode::UnknownOption, &["options has no member ", "kye"]);
/// assert_eq!(error.message(), "options has no member kye");
/// // An answer adds what the vendor said; waits are milliseconds:
/// let error = AuthError::new(ErrorCode::HttpError, "the vendor is busy: try again later")
///     .in_field("/errors")
///     .of_vendor("capillary")
///     .with_status(503)
///     .with_vendor_code("4001".into())
///     .with_vendor_message(Some("Try later".into()))
///     .with_request_id(Some("req-1".into()))
///     .with_retryable(Retryable::Yes)
///     .with_retry_after_ms(Some(2_000))
///     .with_platform_code("ECONNRESET".into());
/// assert_eq!(error.message(), "the vendor is busy: try again later");
/// assert_eq!((error.vendor(), error.status()), (Some("capillary"), Some(503)));
/// assert_eq!((error.vendor_code(), error.vendor_message()), (Some("4001"), Some("Try later")));
/// assert_eq!((error.request_id(), error.is_retryable(), error.retry_after_ms()), (Some("req-1"), true, Some(2_000)));
/// assert_eq!(error.platform_code(), Some("ECONNRESET"));
/// // Nobody is told to wait for longer than five minutes:
/// assert_eq!(error.with_retry_after_ms(Some(u64::MAX)).retry_after_ms(), Some(300_000));
/// ```
#[derive(Clone, PartialEq, Eq)]
pub struct AuthError(Box<Details>);

#[derive(Clone, PartialEq, Eq)]
struct Details {
    code: ErrorCode,
    message: Cow<'static, str>,
    vendor: Option<Cow<'static, str>>,
    field: Option<Cow<'static, str>>,
    position: Option<usize>,
    status: Option<u16>,
    vendor_code: Option<String>,
    vendor_message: Option<String>,
    request_id: Option<String>,
    platform_code: Option<String>,
    retryable: bool,
    retry_after_ms: Option<u64>,
}

impl AuthError {
    /// An error with this code that says this.
    pub fn new(code: ErrorCode, message: impl Into<Cow<'static, str>>) -> Self {
        AuthError::build(code, message.into())
    }

    /// An error whose message is these pieces, one behind the other.
    #[cold]
    #[inline(never)]
    pub fn saying(code: ErrorCode, pieces: &[&str]) -> Self {
        AuthError::build(code, Cow::Owned(pieces.concat()))
    }

    /// An `invalid_argument` that begins with the name of the field it is about.
    #[cold]
    #[inline(never)]
    pub fn about(field: &str, what: &str) -> Self {
        AuthError::saying(ErrorCode::InvalidArgument, &[field, what]).in_field(String::from(field))
    }

    /// An argument that is not there.
    pub(crate) fn missing(field: &str) -> Self {
        AuthError::about(field, " is missing: is the variable it comes from set?")
    }

    /// An argument with nothing in it.
    pub(crate) fn empty(field: &str) -> Self {
        AuthError::about(field, " is empty: is the variable it comes from set?")
    }

    /// Out of line, so that whoever fails only hands over what it has to say.
    #[cold]
    #[inline(never)]
    fn build(code: ErrorCode, message: Cow<'static, str>) -> Self {
        AuthError(Box::new(Details {
            code,
            message,
            vendor: None,
            field: None,
            position: None,
            status: None,
            vendor_code: None,
            vendor_message: None,
            request_id: None,
            platform_code: None,
            retryable: code.is_retryable(),
            retry_after_ms: None,
        }))
    }

    /// An `invalid_argument` about this field.
    pub fn invalid_argument(field: impl Into<Cow<'static, str>>, message: impl Into<Cow<'static, str>>) -> Self {
        AuthError::new(ErrorCode::InvalidArgument, message).in_field(field)
    }

    /// The same error, naming the argument or option it is about.
    pub fn in_field(mut self, field: impl Into<Cow<'static, str>>) -> Self {
        self.set_field(field.into());
        self
    }

    #[cold]
    #[inline(never)]
    fn set_field(&mut self, field: Cow<'static, str>) {
        self.0.field = Some(field);
    }

    /// The same error, naming the byte it is about, counted from 0 in the UTF-8 form of the value.
    pub fn at(mut self, position: usize) -> Self {
        self.0.position = Some(position);
        self
    }

    /// The same error, naming the vendor whose answer it is about.
    pub fn of_vendor(mut self, vendor: impl Into<Cow<'static, str>>) -> Self {
        self.0.vendor = Some(vendor.into());
        self
    }

    /// The same error with the HTTP status it came with.
    pub fn with_status(mut self, status: u16) -> Self {
        self.0.status = Some(status);
        self
    }

    /// The same error with the vendor's own code.
    pub fn with_vendor_code(mut self, code: String) -> Self {
        self.0.vendor_code = Some(code);
        self
    }

    /// The same error with the vendor's own words, which the caller has scrubbed.
    pub fn with_vendor_message(mut self, message: Option<String>) -> Self {
        self.0.vendor_message = message;
        self
    }

    /// The same error with the vendor's identifier of the exchange.
    pub fn with_request_id(mut self, request_id: Option<String>) -> Self {
        self.0.request_id = request_id;
        self
    }

    /// The same error, retryable or not whatever its code says.
    pub fn with_retryable(mut self, retryable: Retryable) -> Self {
        self.0.retryable = matches!(retryable, Retryable::Yes);
        self
    }

    /// The same error with the wait the vendor asked for, in milliseconds: at most [`LONGEST_RETRY_AFTER_MS`].
    pub fn with_retry_after_ms(mut self, retry_after_ms: Option<u64>) -> Self {
        self.0.retry_after_ms = retry_after_ms.map(|wait| wait.min(LONGEST_RETRY_AFTER_MS));
        self
    }

    /// The same error with the platform's own code, such as `ENOTFOUND`.
    pub fn with_platform_code(mut self, code: String) -> Self {
        self.0.platform_code = Some(code);
        self
    }

    /// The stable code.
    pub fn code(&self) -> ErrorCode {
        self.0.code
    }

    /// What happened and what to do.
    pub fn message(&self) -> &str {
        &self.0.message
    }

    /// The vendor, where the error is about an answer of one.
    pub fn vendor(&self) -> Option<&str> {
        self.0.vendor.as_deref()
    }

    /// The argument or option the error is about.
    pub fn field(&self) -> Option<&str> {
        self.0.field.as_deref()
    }

    /// The byte the error is about, counted from 0 in the UTF-8 form of the value.
    pub fn position(&self) -> Option<usize> {
        self.0.position
    }

    /// The HTTP status of the answer.
    pub fn status(&self) -> Option<u16> {
        self.0.status
    }

    /// The vendor's own code, as text.
    pub fn vendor_code(&self) -> Option<&str> {
        self.0.vendor_code.as_deref()
    }

    /// The vendor's own words, scrubbed.
    pub fn vendor_message(&self) -> Option<&str> {
        self.0.vendor_message.as_deref()
    }

    /// The vendor's identifier of the exchange, for its support desk.
    pub fn request_id(&self) -> Option<&str> {
        self.0.request_id.as_deref()
    }

    /// The platform's own code, where a request got no answer.
    pub fn platform_code(&self) -> Option<&str> {
        self.0.platform_code.as_deref()
    }

    /// Whether the same call may well succeed later with nothing changed.
    pub fn is_retryable(&self) -> bool {
        self.0.retryable
    }

    /// The wait the vendor asked for, in milliseconds.
    pub fn retry_after_ms(&self) -> Option<u64> {
        self.0.retry_after_ms
    }
}

/// An answer to "is it worth trying the same call again later?".
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Retryable {
    /// The failure may pass by itself.
    Yes,
    /// The same call will fail in the same way.
    No,
}

impl fmt::Debug for AuthError {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter
            .debug_struct("AuthError")
            .field("code", &self.code().as_str())
            .field("message", &self.message())
            .field("field", &self.field())
            .field("position", &self.position())
            .field("status", &self.status())
            .field("vendor_code", &self.vendor_code())
            .finish_non_exhaustive()
    }
}

impl fmt::Display for AuthError {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(self.message())
    }
}

impl core::error::Error for AuthError {}
