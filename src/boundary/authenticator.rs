//! What authenticators are made of, which only the server build has: the options of each as a table, and what is read of a
//! record of them. What an account does with them is the business of `crate::server`.

#![cfg_attr(
    not(all(target_arch = "wasm32", feature = "server")),
    expect(dead_code, reason = "what is read is used by the server build")
)]

use super::capillary::{ALLOW_HASH_LIKE_PASSWORD, ENTITY, LOOKUP, PASSWORD, PASSWORD_MD5, USERNAME};
use super::capillary::{read_entity, read_lookup, read_password};
use super::environment::{Address, ENVIRONMENT, HOST};
use super::operation::{Field, Kind, Operation, Outcome, Place, text, unknown_operation};
use super::profile::PROFILE;
use super::record::{Given, GivenCredentials};
use crate::api::capillary::attribution::{EntityAttribution, LookupAttribution};
use crate::api::capillary::basic::TillPassword;
use crate::error::AuthError;
use crate::http::{BaseUrl, Transport};
use crate::json::Document;
use crate::scheme::jwt::LEAST_MILLISECONDS;
use crate::token::renewal::Background;
use crate::token::retry::RetrySettings;
use alloc::vec::Vec;

const DEFAULT_TIMEOUT_MS: i64 = 10_000;
/// The longest timer JavaScript has, 2³¹ − 1 ms; a longer one fires at once.
const LONGEST_TIMEOUT_MS: i64 = 2_147_483_647;
const DEFAULT_MAX_RETRIES: i64 = 2;
const DEFAULT_MAX_DELAY_MS: i64 = 2_000;
const DEFAULT_BODY_LIMIT: i64 = 64 * 1024;

const RETRY: &[Field] = &[Field::optional("maxRetries", Kind::Number), Field::optional("maxDelayMs", Kind::Number)];

/// The options that every authenticator has, behind those of its own; `Settings::read` takes them in this order.
macro_rules! with_settings {
    ($($own:expr),* $(,)?) => { with_settings!(@ [$($own,)*] []) };
    (@ [$($own:expr,)*] [$($behind:expr,)*]) => {
        &[
            $($own,)*
            Field::optional("origins", Kind::Addresses),
            Field::optional("timeoutMs", Kind::Count),
            Field::optional("retry", Kind::ObjectOrFalse(RETRY)),
            Field::optional("store", Kind::Store),
            Field::optional("onEvent", Kind::Function),
            Field::optional("waitUntil", Kind::Function),
            Field::optional("sharePendingCalls", Kind::Sharing),
            Field::optional("refreshMarginSeconds", Kind::Number),
            Field::optional("maxResponseBytes", Kind::Count),
            Field::optional("dangerouslyAllowInsecureHttp", Kind::Transport),
            Field::optional("fetch", Kind::Function),
            Field::optional("now", Kind::Function),
            Field::optional("name", Kind::Label),
            $($behind,)*
        ]
    };
}

/// The same for those whose credentials may come later, from a function that stays in JavaScript and is taken out there.
macro_rules! with_late_credentials {
    ($($own:expr),* $(,)?) => { with_settings!(@ [$($own,)*] [Field::optional("credentials", Kind::Function),]) };
}

/// The options that every authenticator has.
pub const SETTINGS: &[Field] = with_settings![];

/// The table of authenticators, and of the registration of a client. Each can be read by the function that stands at its
/// place in `READERS`.
pub const FACTORIES: &[Operation] = &[
    Operation {
        name: "capillaryOAuth",
        takes: &[options(with_late_credentials![text("host"), text("key"), text("secret"), ENTITY])],
        gives: Outcome::Nothing,
        place: Place::Server,
        run: |given, _| read_by(capillary_oauth, given).map(drop),
    },
    Operation {
        name: "capillaryBasic",
        takes: &[options(with_late_credentials![
            text("host"),
            USERNAME,
            PASSWORD,
            PASSWORD_MD5,
            ALLOW_HASH_LIKE_PASSWORD,
            LOOKUP
        ])],
        gives: Outcome::Nothing,
        place: Place::Server,
        run: |given, _| read_by(capillary_basic, given).map(drop),
    },
    Operation {
        name: "pledgAccessToken",
        takes: &[options(with_late_credentials![ENVIRONMENT, HOST, text("key"), text("secret")])],
        gives: Outcome::Nothing,
        place: Place::Server,
        run: |given, _| read_by(pledg_access_token, given).map(drop),
    },
    Operation {
        name: "pledgBasic",
        takes: &[options(with_late_credentials![ENVIRONMENT, HOST, text("email"), text("password")])],
        gives: Outcome::Nothing,
        place: Place::Server,
        run: |given, _| read_by(pledg_basic, given).map(drop),
    },
    Operation {
        name: "caxtonAccount",
        takes: &[options(with_late_credentials![
            ENVIRONMENT,
            HOST,
            text("username"),
            text("clientPassword"),
            Field::optional("passwordEndsAt", Kind::Number)
        ])],
        gives: Outcome::Nothing,
        place: Place::Server,
        run: |given, _| read_by(caxton_account, given).map(drop),
    },
    Operation {
        name: "profileAuthenticator",
        takes: &[
            PROFILE,
            Field::required("credentials", Kind::Credentials),
            Field::required("options", Kind::Object(SETTINGS)),
        ],
        gives: Outcome::Nothing,
        place: Place::Server,
        run: |given, _| read_by(profile_authenticator, given).map(drop),
    },
    Operation {
        name: "registerCaxtonClient",
        takes: &[options(with_settings![ENVIRONMENT, HOST, text("username"), text("clientname")])],
        gives: Outcome::Nothing,
        place: Place::Server,
        run: |given, _| read_by(register_caxton_client, given).map(drop),
    },
];

/// The table of what a call of an authenticator may have of its own: the options of `headers`, `signal` left out, and so much of
/// what `fetch` takes. Whoever has no name for an attribution refuses one.
pub const CALLS: &[Operation] = &[
    Operation {
        name: "headersWithEntity",
        takes: &[options(&[ENTITY])],
        gives: Outcome::Nothing,
        place: Place::Anywhere,
        run: |given, _| {
            read_entity(given);
            Ok(())
        },
    },
    Operation {
        name: "headersWithLookup",
        takes: &[options(&[LOOKUP])],
        gives: Outcome::Nothing,
        place: Place::Anywhere,
        run: |given, _| {
            read_lookup(given);
            Ok(())
        },
    },
    Operation {
        name: "headersAlone",
        takes: &[options(&[Field::optional("attribution", Kind::ForCapillary)])],
        gives: Outcome::Nothing,
        place: Place::Anywhere,
        run: |_, _| Ok(()),
    },
];

const fn options(fields: &'static [Field]) -> Field {
    Field::required("options", Kind::Object(fields))
}

/// What an authenticator, or a registration, is made of, beside its [`Settings`].
pub(crate) enum Made<'a> {
    CapillaryOAuth { host: &'a str, key: &'a str, secret: &'a str, attribution: Option<EntityAttribution<'a>> },
    CapillaryBasic { host: &'a str, till: GivenTill<'a>, attribution: Option<LookupAttribution<'a>> },
    PledgAccessToken { address: Address<'a>, key: &'a str, secret: &'a str },
    PledgBasic { address: Address<'a>, email: &'a str, password: &'a str },
    CaxtonAccount { address: Address<'a>, username: &'a str, client_password: &'a str, password_ends_at: Option<i64> },
    Profile { data: Option<Document<'a>>, credentials: GivenCredentials<'a> },
    CaxtonRegistration { address: Address<'a>, username: &'a str, clientname: &'a str },
}

/// A till as options name it.
pub(crate) struct GivenTill<'a> {
    pub(crate) username: &'a str,
    pub(crate) password: TillPassword<'a>,
}

type Reader = for<'a> fn(&mut Given<'a>) -> Result<Made<'a>, AuthError>;

const READERS: [Reader; 7] = [
    capillary_oauth,
    capillary_basic,
    pledg_access_token,
    pledg_basic,
    caxton_account,
    profile_authenticator,
    register_caxton_client,
];
const _: () = assert!(FACTORIES.len() == READERS.len());

/// Reads the options of the factory with this number in `FACTORIES`: what it is made of, and its settings.
pub(crate) fn read<'a>(number: usize, given: &mut Given<'a>) -> Result<(Made<'a>, Settings), AuthError> {
    read_by(*READERS.get(number).ok_or_else(unknown_operation)?, given)
}

fn read_by<'a>(reader: Reader, given: &mut Given<'a>) -> Result<(Made<'a>, Settings), AuthError> {
    Ok((reader(given)?, Settings::read(given)?))
}

fn capillary_oauth<'a>(given: &mut Given<'a>) -> Result<Made<'a>, AuthError> {
    let (host, key, secret) = (given.text(), given.text(), given.text());
    Ok(Made::CapillaryOAuth { host, key, secret, attribution: read_entity(given) })
}

fn capillary_basic<'a>(given: &mut Given<'a>) -> Result<Made<'a>, AuthError> {
    let (host, username) = (given.text(), given.text());
    let till = GivenTill { username, password: read_password(given)? };
    Ok(Made::CapillaryBasic { host, till, attribution: read_lookup(given) })
}

fn pledg_access_token<'a>(given: &mut Given<'a>) -> Result<Made<'a>, AuthError> {
    Ok(Made::PledgAccessToken { address: Address::read(given), key: given.text(), secret: given.text() })
}

fn pledg_basic<'a>(given: &mut Given<'a>) -> Result<Made<'a>, AuthError> {
    Ok(Made::PledgBasic { address: Address::read(given), email: given.text(), password: given.text() })
}

fn caxton_account<'a>(given: &mut Given<'a>) -> Result<Made<'a>, AuthError> {
    let (address, username, client_password) = (Address::read(given), given.text(), given.text());
    let password_ends_at = given.number();
    if password_ends_at.is_some_and(|instant| instant < LEAST_MILLISECONDS) {
        return Err(AuthError::invalid_argument(
            "passwordEndsAt",
            "passwordEndsAt is in seconds, and must be in milliseconds since 1970, as caxton.readRegisterResponse gives it",
        ));
    }
    Ok(Made::CaxtonAccount { address, username, client_password, password_ends_at })
}

fn profile_authenticator<'a>(given: &mut Given<'a>) -> Result<Made<'a>, AuthError> {
    Ok(Made::Profile { data: given.document("profile")?, credentials: given.credentials() })
}

fn register_caxton_client<'a>(given: &mut Given<'a>) -> Result<Made<'a>, AuthError> {
    Ok(Made::CaxtonRegistration { address: Address::read(given), username: given.text(), clientname: given.text() })
}

/// What is the same for every authenticator.
pub(crate) struct Settings {
    /// Further origins that the credentials may go to.
    pub(crate) origins: Vec<BaseUrl>,
    /// How long a renewal may take, in milliseconds.
    pub(crate) timeout_ms: i64,
    pub(crate) retry: RetrySettings,
    /// Whether the caller has a store.
    pub(crate) has_store: bool,
    pub(crate) background: Background,
    /// The caller's own renewal margin, in milliseconds.
    pub(crate) margin_ms: Option<i64>,
    /// The longest answer that is read, in bytes.
    pub(crate) body_limit: usize,
    pub(crate) transport: Transport,
}

impl Settings {
    fn read(given: &mut Given<'_>) -> Result<Settings, AuthError> {
        let origins = given.list();
        let timeout_ms = from_one("timeoutMs", given)?.unwrap_or(DEFAULT_TIMEOUT_MS).min(LONGEST_TIMEOUT_MS);
        let retry = read_retry(given);
        let has_store = given.flag();
        let _hears_of_events = given.flag();
        // Where callers may not wait for each other's promises, nothing but this keeps a call alive that nobody awaits.
        let keeps_alive = given.flag();
        let background = if given.flag() || keeps_alive { Background::Allowed } else { Background::Never };
        let margin_ms = given.number().map(|seconds| seconds.saturating_mul(1000));
        let body_limit = from_one("maxResponseBytes", given)?.unwrap_or(DEFAULT_BODY_LIMIT);
        let transport = given.transport();
        let origins = origins.into_iter().map(|origin| read_origin(origin, transport)).collect::<Result<_, _>>()?;
        let body_limit = usize::try_from(body_limit).unwrap_or(usize::MAX);
        Ok(Settings { origins, timeout_ms, retry, has_store, background, margin_ms, body_limit, transport })
    }
}

/// JavaScript has seen that it is a number from 1 on; whatever else comes must not stop the clock.
fn from_one(name: &'static str, given: &mut Given<'_>) -> Result<Option<i64>, AuthError> {
    match given.number() {
        Some(number) if number < 1 => Err(AuthError::about(name, " must be a finite number from 1 on")),
        number => Ok(number),
    }
}

fn read_retry(given: &mut Given<'_>) -> RetrySettings {
    let (count, delay) = match given.optional_flag() {
        Some(false) => return RetrySettings::NEVER,
        Some(true) => (given.number(), given.number()),
        None => (None, None),
    };
    RetrySettings {
        max_retries: u32::try_from(count.unwrap_or(DEFAULT_MAX_RETRIES)).unwrap_or(u32::MAX),
        max_delay_ms: delay.unwrap_or(DEFAULT_MAX_DELAY_MS),
    }
}

fn read_origin(origin: &str, transport: Transport) -> Result<BaseUrl, AuthError> {
    let origin = BaseUrl::parse(origin, transport, "origins")?;
    if origin.text() != origin.origin() {
        return Err(AuthError::invalid_argument("origins", "origins must hold origins without a path"));
    }
    Ok(origin)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::boundary::record::LEFT_OUT;
    use crate::error::ErrorCode;

    /// Origins, `timeoutMs`, `retry`, `store`, `onEvent`, `waitUntil`, and whether calls outlive what they answer.
    fn settings(slots: &[f64], bytes: &[u8]) -> Result<Settings, AuthError> {
        Settings::read(&mut Given::new(slots, bytes, b""))
    }

    #[test]
    fn a_call_that_nobody_awaits_is_made_where_one_of_two_allows_it() {
        for (wait_until, background, is_allowed) in [(0.0, 0.0, false), (1.0, 0.0, true), (0.0, 1.0, true)] {
            let slots = [LEFT_OUT, LEFT_OUT, LEFT_OUT, 0.0, 0.0, wait_until, background];
            let read = settings(&slots, b"").map(|settings| settings.background == Background::Allowed);
            assert_eq!(read, Ok(is_allowed), "{wait_until} {background}");
        }
    }

    #[test]
    fn what_is_left_out_is_as_the_documentation_says() {
        let read = settings(&[], b"").map(|settings| (settings.timeout_ms, settings.body_limit, settings.margin_ms));
        assert_eq!(read, Ok((10_000, 65_536, None)));
        let given = [LEFT_OUT, 1e300, 0.0, 0.0, 0.0, 0.0, 0.0, 5.0, 7.0];
        let read = settings(&given, b"").map(|settings| (settings.timeout_ms, settings.body_limit, settings.margin_ms));
        assert_eq!(read, Ok((2_147_483_647, 7, Some(5_000))), "a timer holds no more");
    }

    #[test]
    fn retries_are_two_of_two_seconds_and_none_where_none_are_wanted() {
        let retry = |slots: &[f64]| read_retry(&mut Given::new(slots, b"", b""));
        let (usual, given, never) = (retry(&[LEFT_OUT]), retry(&[1.0, 5.0, 100.0]), retry(&[0.0]));
        assert_eq!((usual.max_retries, usual.max_delay_ms), (2, 2_000));
        assert_eq!((given.max_retries, given.max_delay_ms), (5, 100));
        assert_eq!(never.max_retries, 0);
    }

    #[test]
    fn an_origin_has_no_path() {
        let origin = "https://shop.example/api";
        let refused = settings(&[1.0, origin.len() as f64], origin.as_bytes()).err();
        assert_eq!(
            refused.and_then(|error| error.field().map(alloc::string::String::from)).as_deref(),
            Some("origins")
        );
    }

    #[test]
    fn http_is_for_whom_it_is_allowed() {
        let with = |transport: f64, origin: &str| {
            let [left_out, no] = [LEFT_OUT, 0.0];
            let slots = [1.0, origin.len() as f64, left_out, left_out, no, no, no, no, left_out, left_out, transport];
            settings(&slots, origin.as_bytes()).map(|settings| settings.origins.len()).map_err(|error| error.code())
        };
        let (loopback, other) = ("http://127.0.0.1:8080", "http://shop.example");
        assert_eq!((with(1.0, loopback), with(1.0, other)), (Ok(1), Ok(1)));
        assert_eq!((with(2.0, loopback), with(2.0, other)), (Ok(1), Err(ErrorCode::InsecureUrl)));
        for transport in [LEFT_OUT, 0.0, 3.0] {
            let refused = Err(ErrorCode::InsecureUrl);
            assert_eq!((with(transport, loopback), with(transport, other)), (refused, refused), "{transport}");
        }
    }

    #[test]
    fn the_end_of_a_password_is_in_milliseconds() {
        let field = |ends_at: f64| {
            let slots = [LEFT_OUT, LEFT_OUT, LEFT_OUT, LEFT_OUT, ends_at];
            caxton_account(&mut Given::new(&slots, b"", b"")).err().and_then(|error| error.field().map(Into::into))
        };
        let refused: Option<alloc::string::String> = Some("passwordEndsAt".into());
        assert_eq!((field(1_700_000_000.0), field(99_999_999_999.0)), (refused.clone(), refused));
        assert_eq!((field(100_000_000_000.0), field(LEFT_OUT)), (None, None));
    }
}
