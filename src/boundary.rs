//! The operations: what JavaScript calls, and how it crosses.
//!
//! Every operation stands once, in the table of its API. JavaScript checks names and kinds by that table and writes the
//! call as a flat record; the function of the operation takes it slot by slot, calls the rule, and writes the result as
//! another. Neither arguments nor results are JSON, but for what is JSON by itself: claims and parameters that are signed,
//! profiles with their credentials, and answers that were parsed already.

pub mod authenticator;
pub mod capillary;
pub mod capillary_customer;
pub mod capillary_staff;
pub mod caxton;
pub mod environment;
pub mod host;
pub mod hs256;
pub mod nearest_name;
pub mod operation;
pub mod pledg;
pub mod profile;
pub mod profile_definition;
pub mod record;
mod response;
pub(crate) mod results;
pub mod scheme;

pub use results::write_error;

use crate::error::AuthError;
use operation::{Operation, Run, unknown_operation};
use record::{Given, Record};

/// The tables of header makers: the build that makes headers and nothing else has these.
const HEADERS: &[&[Operation]] = &[
    scheme::HEADERS,
    nearest_name::OPERATIONS,
    capillary::HEADERS,
    capillary_staff::HEADERS,
    pledg::HEADERS,
    caxton::HEADERS,
];

/// All other tables. Operations are numbered from the first of [`HEADERS`] on, so that every build numbers them alike.
#[cfg(not(feature = "headers"))]
const OTHERS: &[&[Operation]] = &[
    capillary_customer::HEADERS,
    scheme::OPERATIONS,
    hs256::OPERATIONS,
    host::OPERATIONS,
    capillary::OPERATIONS,
    capillary_staff::OPERATIONS,
    capillary_customer::OPERATIONS,
    pledg::OPERATIONS,
    caxton::OPERATIONS,
];
#[cfg(feature = "headers")]
const OTHERS: &[&[Operation]] = &[];

/// Every operation; its place is its number.
///
/// ```
/// use commerce_auth::boundary::operations;
/// assert_eq!(operations().next().unwrap().name, "basicAuthorization");
/// ```
pub fn operations() -> impl Iterator<Item = &'static Operation> {
    HEADERS.iter().chain(OTHERS).copied().flatten()
}

/// The operations of a profile that a caller defines, which only the server build has. They are numbered by themselves.
///
/// ```
/// use commerce_auth::boundary::profile_operations;
/// assert!(profile_operations().iter().all(|operation| operation.name.to_lowercase().contains("profile")));
/// ```
pub fn profile_operations() -> &'static [Operation] {
    profile::OPERATIONS
}

/// What makes authenticators and registrations, which only the server build has. They are numbered by themselves.
///
/// ```
/// use commerce_auth::boundary::factories;
/// assert!(factories().iter().any(|factory| factory.name == "capillaryOAuth"));
/// ```
pub fn factories() -> &'static [Operation] {
    authenticator::FACTORIES
}

/// What calls of authenticators may have of their own.
///
/// ```
/// use commerce_auth::boundary::authenticated_calls;
/// assert!(authenticated_calls().iter().any(|call| call.name == "headersWithEntity"));
/// ```
pub fn authenticated_calls() -> &'static [Operation] {
    authenticator::CALLS
}

/// Performs the operation of this number.
///
/// # Errors
/// Those of the operation; `internal` for a number that no operation has.
///
/// ```
/// use commerce_auth::boundary::{perform, record::{Given, Record}};
/// let mut result = Record::new();
/// perform(0, &mut Given::new(&[7.0, 11.0], b"Aladdinopen sesame", b""), &mut result).unwrap();
/// assert_eq!(result.bytes(), b"Basic QWxhZGRpbjpvcGVuIHNlc2FtZQ==");
/// ```
pub fn perform(number: usize, given: &mut Given<'_>, out: &mut Record) -> Result<(), AuthError> {
    RUNS.get(number).map_or(Err(unknown_operation()), |run| run(given, out))
}

/// The functions of all operations by their numbers. It is made when the crate is compiled, so that a module carries these and
/// not the tables they stand in: their names and options are JavaScript's to check.
static RUNS: [Run; COUNT] = {
    let mut runs: [Run; COUNT] = [|_, _| Err(unknown_operation()); COUNT];
    fill(fill(&mut runs, HEADERS), OTHERS);
    runs
};

/// How many operations make headers: they have the lowest numbers, and none of them reads anything that is nested.
#[cfg(not(feature = "headers"))]
pub const HEADER_MAKERS: usize = count(HEADERS).saturating_add(capillary_customer::HEADERS.len());
/// How many operations make headers: here all of them.
#[cfg(feature = "headers")]
pub const HEADER_MAKERS: usize = count(HEADERS);

const COUNT: usize = count(HEADERS).saturating_add(count(OTHERS));

const fn count(mut tables: &[&[Operation]]) -> usize {
    let mut count = 0_usize;
    while let Some((table, others)) = tables.split_first() {
        count = count.saturating_add(table.len());
        tables = others;
    }
    count
}

/// Writes the functions of these tables; what is left are the places behind them.
const fn fill<'a>(mut places: &'a mut [Run], mut tables: &[&[Operation]]) -> &'a mut [Run] {
    while let Some((table, others)) = tables.split_first() {
        let mut table: &[Operation] = table;
        while let Some((operation, more)) = table.split_first() {
            let Some((place, behind)) = places.split_first_mut() else { return &mut [] };
            *place = operation.run;
            places = behind;
            table = more;
        }
        tables = others;
    }
    places
}

/// Performs the operation of a profile that has this number.
///
/// # Errors
/// As [`perform`].
///
/// ```
/// use commerce_auth::boundary::{perform_on_profile, record::{Given, Record}};
/// let data = br#"{"name":"shop"}"#;
/// let refused = perform_on_profile(0, &mut Given::new(&[15.0], data, b""), &mut Record::new()).unwrap_err();
/// assert_eq!(refused.code().as_str(), "invalid_argument");
/// ```
pub fn perform_on_profile(number: usize, given: &mut Given<'_>, out: &mut Record) -> Result<(), AuthError> {
    profile::OPERATIONS.get(number).map_or(Err(unknown_operation()), |operation| (operation.run)(given, out))
}
