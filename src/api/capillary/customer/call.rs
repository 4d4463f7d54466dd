//! The calls of the auth engine as data ("Auth Engine", Capillary/api-documentation on GitHub; "Generate MFA token",
//! "Regenerate token", "Delete token" and "Change identifier on Auth engine", docs.capillarytech.com/reference).
//!
//! Deviations: the pages require `deviceId` of the second factor too, where it stays optional here, because a customer
//! of a web page has none in the first factor either. They require an identifier with its type, which the mobile apps
//! of real brands leave out for a bare `mobile`. They call an OTP a long, and show it as a string, which keeps its
//! leading zeros.

use crate::http::Method;
use alloc::vec::Vec;

/// Where a customer logs in.
///
/// ```
/// use commerce_auth::api::capillary::customer::call::Channel;
/// assert_eq!(Channel::named("mfa"), Some(Channel::Mfa));
/// assert_eq!((Channel::Mfa.name(), Channel::named("MFA")), ("mfa", None));
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Channel {
    /// A mobile app.
    Mobile,
    /// A web page.
    Web,
    /// The second factor of either.
    Mfa,
}

impl Channel {
    /// The channel of this name in options.
    pub fn named(name: &str) -> Option<Channel> {
        CHANNELS.iter().copied().find(|channel| channel.name() == name)
    }

    /// The name of the channel in options.
    pub const fn name(self) -> &'static str {
        match self {
            Channel::Mobile => "mobile",
            Channel::Web => "web",
            Channel::Mfa => "mfa",
        }
    }

    /// What a path has before the part that all channels share.
    pub(super) const fn path_prefix(self) -> &'static str {
        match self {
            Channel::Mobile => "",
            Channel::Web => "web/",
            Channel::Mfa => "mfa/",
        }
    }

    /// The types of identifier the channel knows.
    pub(super) const fn identifier_types(self) -> &'static [&'static str] {
        match self {
            Channel::Mfa => &IDENTIFIER_TYPES,
            Channel::Mobile | Channel::Web => FIRST_FACTOR_TYPES,
        }
    }
}

/// All channels.
const CHANNELS: [Channel; 3] = [Channel::Mobile, Channel::Web, Channel::Mfa];
/// The types of identifier there are.
pub const IDENTIFIER_TYPES: [&str; 4] = ["MOBILE", "EMAIL", "USERNAME", "EXTERNALID"];
/// The types of identifier of a first factor.
pub(super) const FIRST_FACTOR_TYPES: &[&str] = &["MOBILE", "EMAIL", "USERNAME"];

/// A call of the auth engine.
///
/// ```
/// use commerce_auth::api::capillary::customer::call::{Channel, REGENERATE, UPDATE_IDENTIFIER};
/// assert!(REGENERATE.has_channels() && !UPDATE_IDENTIFIER.has_channels());
/// let has = |channel, name| REGENERATE.fields_in(Some(channel)).iter().any(|field| field.name == name);
/// assert!(has(Channel::Mobile, "key") && !has(Channel::Web, "key") && has(Channel::Web, "expiredToken"));
/// ```
#[derive(Debug)]
pub struct CustomerCall {
    pub(super) path: &'static str,
    pub(super) method: Method,
    /// The channels that have the call; none where it is the same for all.
    pub(super) channels: &'static [Channel],
    /// Who the customer is.
    pub(super) identity: &'static [Field],
    /// Everything else.
    pub(super) fields: &'static [Field],
}

/// A field of a call.
///
/// ```
/// use commerce_auth::api::capillary::customer::call::{OTP_VALIDATE, REGENERATE};
/// let otp = OTP_VALIDATE.fields_in(None).into_iter().find(|field| field.name == "otp").unwrap();
/// assert!(otp.is_digits() && !otp.is_token());
/// let key = REGENERATE.fields_in(None).into_iter().find(|field| field.name == "key").unwrap();
/// // For mobile apps and the second factor, not for the web.
/// assert!(key.is_token() && key.channels() == 0b101);
/// ```
#[derive(Debug)]
pub struct Field {
    /// The name of the option and of the member of the body.
    pub name: &'static str,
    pub(super) kind: FieldKind,
    need: [Need; 3],
}

/// What may stand in a field.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum FieldKind {
    /// Text without control characters.
    Text,
    /// A bare token.
    Token,
    /// One of the types of identifier.
    IdentifierType,
    /// Digits that the customer typed, which may begin with zeros.
    Digits,
    /// A word that travels in the query.
    QueryWord,
}

/// Whether a field belongs to a call.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Need {
    Required,
    Optional,
    Absent,
}

impl Field {
    /// Whether the field belongs to its call in this channel; a call without channels has the needs of the web.
    pub(super) fn need(&self, channel: Option<Channel>) -> Need {
        let [mobile, web, mfa] = self.need;
        match channel {
            Some(Channel::Mobile) => mobile,
            Some(Channel::Web) | None => web,
            Some(Channel::Mfa) => mfa,
        }
    }
}

impl Field {
    /// Whether the field holds a token.
    pub const fn is_token(&self) -> bool {
        matches!(self.kind, FieldKind::Token)
    }

    /// Whether the field holds digits that somebody typed.
    pub const fn is_digits(&self) -> bool {
        matches!(self.kind, FieldKind::Digits)
    }

    /// In which channels there is such a field: a bit for each, in the order of [`Channel`].
    pub const fn channels(&self) -> u8 {
        let [mobile, web, mfa] = self.need;
        mobile.bit(0b001) | web.bit(0b010) | mfa.bit(0b100)
    }
}

impl Need {
    const fn bit(self, bit: u8) -> u8 {
        match self {
            Need::Absent => 0,
            Need::Required | Need::Optional => bit,
        }
    }
}

impl CustomerCall {
    /// Whether the call is one for each channel, so that the channel has to be named.
    pub const fn has_channels(&self) -> bool {
        !self.channels.is_empty()
    }

    /// How many fields the call has in any channel.
    #[expect(clippy::arithmetic_side_effects, reason = "runs in the compiler, where a fault is an error of the build")]
    pub(crate) const fn field_count(&self) -> usize {
        self.identity.len() + self.fields.len()
    }

    /// One of them, in their order.
    #[expect(
        clippy::indexing_slicing,
        clippy::arithmetic_side_effects,
        reason = "runs in the compiler, where a fault is an error of the build"
    )]
    pub(crate) const fn field(&self, index: usize) -> &'static Field {
        if index < self.identity.len() { &self.identity[index] } else { &self.fields[index - self.identity.len()] }
    }

    /// How many options the call has: its fields, the host, what may travel there, and the channel where there is one.
    #[expect(clippy::arithmetic_side_effects, reason = "runs in the compiler, where a fault is an error of the build")]
    pub(crate) const fn width(&self) -> usize {
        self.field_count() + if self.has_channels() { 3 } else { 2 }
    }

    /// The fields the call has in a channel; without one, those it has in any.
    pub fn fields_in(&self, channel: Option<Channel>) -> Vec<&'static Field> {
        let mut fields = Vec::new();
        for &part in &[self.identity, self.fields] {
            for field in part {
                if channel.is_none() || field.need(channel) != Need::Absent {
                    fields.push(field);
                }
            }
        }
        fields
    }
}

const REQUIRED: [Need; 3] = [Need::Required; 3];
const OPTIONAL: [Need; 3] = [Need::Optional; 3];
const REQUIRED_ON_MOBILE: [Need; 3] = [Need::Required, Need::Optional, Need::Optional];
const OPTIONAL_IN_FIRST_FACTOR: [Need; 3] = [Need::Optional, Need::Optional, Need::Absent];
const WEB_ONLY: [Need; 3] = [Need::Absent, Need::Required, Need::Absent];
const ALL_BUT_WEB: [Need; 3] = [Need::Required, Need::Absent, Need::Required];
const SECOND_FACTOR_ONLY: [Need; 3] = [Need::Absent, Need::Absent, Need::Required];

const fn text(name: &'static str, need: [Need; 3]) -> Field {
    Field { name, kind: FieldKind::Text, need }
}

const fn token(name: &'static str, need: [Need; 3]) -> Field {
    Field { name, kind: FieldKind::Token, need }
}

const fn identifier_type(need: [Need; 3]) -> Field {
    Field { name: "identifierType", kind: FieldKind::IdentifierType, need }
}

const CUSTOMER: &[Field] = &[
    identifier_type(OPTIONAL),
    text("identifierValue", OPTIONAL),
    text("mobile", OPTIONAL),
    text("email", OPTIONAL),
    text("deviceId", REQUIRED_ON_MOBILE),
    text("brand", REQUIRED),
];
const CUSTOMER_WITH_IDENTIFIER: &[Field] = &[
    text("newIdentifierValue", REQUIRED),
    identifier_type(REQUIRED),
    text("identifierValue", REQUIRED),
    text("deviceId", OPTIONAL),
    text("brand", REQUIRED),
];

const fn call(path: &'static str, fields: &'static [Field]) -> CustomerCall {
    CustomerCall { path, method: Method::Post, channels: &CHANNELS, identity: CUSTOMER, fields }
}

/// Opens a session.
pub const TOKEN: CustomerCall = call(
    "token/generate",
    &[
        text("password", OPTIONAL_IN_FIRST_FACTOR),
        text("confirmPassword", OPTIONAL_IN_FIRST_FACTOR),
        token("authorizedToken", SECOND_FACTOR_ONLY),
    ],
);
/// Sends a one-time password to the customer.
pub const OTP: CustomerCall = call(
    "otp/generate",
    &[text("sessionId", REQUIRED), Field { name: "fallbackChannel", kind: FieldKind::QueryWord, need: OPTIONAL }],
);
/// Logs in with the one-time password.
pub const OTP_VALIDATE: CustomerCall = call(
    "otp/validate",
    &[text("sessionId", REQUIRED), Field { name: "otp", kind: FieldKind::Digits, need: REQUIRED }],
);
/// Logs in with the customer's own password.
pub const PASSWORD_VALIDATE: CustomerCall =
    call("password/validate", &[text("sessionId", REQUIRED), text("password", REQUIRED)]);
/// Asks for another token: by the key of a mobile app or a second factor, by the expired token of a web page.
pub const REGENERATE: CustomerCall =
    call("token/regenerate", &[token("key", ALL_BUT_WEB), token("expiredToken", WEB_ONLY)]);
/// Changes the password of a customer who is logged in.
pub const PASSWORD_CHANGE: CustomerCall = call(
    "password/change",
    &[
        text("password", REQUIRED),
        text("newPassword", REQUIRED),
        text("confirmPassword", REQUIRED),
        token("token", REQUIRED),
    ],
);
/// Sets a password instead of a forgotten one.
pub const PASSWORD_FORGET: CustomerCall = call(
    "password/forget",
    &[text("password", REQUIRED), text("confirmPassword", REQUIRED), text("sessionId", REQUIRED)],
);
/// Ends a token of the second factor.
pub const EXPIRE: CustomerCall = CustomerCall {
    path: "token/expire",
    method: Method::Delete,
    channels: &[Channel::Mfa],
    identity: CUSTOMER,
    fields: &[token("token", REQUIRED)],
};
/// Tells the auth engine of a customer's new mobile number or e-mail address.
pub const UPDATE_IDENTIFIER: CustomerCall = CustomerCall {
    path: "user/updateIdentifierValue",
    method: Method::Post,
    channels: &[],
    identity: CUSTOMER_WITH_IDENTIFIER,
    fields: &[token("token", REQUIRED)],
};
