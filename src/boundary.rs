//! The operations: what JavaScript calls, and how it crosses.
//!
//! Every operation stands once, in the table of its API. JavaScript checks names and kinds by that table and writes the
//! call as a flat record; the function of the operation takes it slot by slot, calls the rule, and writes the result as
//! another. Neither arguments nor results are JSON, but for claims and parameters, which are.

pub mod capillary;
pub mod capillary_customer;
pub mod capillary_staff;
pub mod caxton;
pub mod environment;
pub mod hs256;
pub(crate) mod json_text;
pub mod nearest_name;
pub mod operation;
pub mod pledg;
pub mod profile;
pub mod profile_definition;
pub mod record;
mod response;
mod results;
pub mod scheme;

pub use results::write_error;

use crate::error::{AuthError, ErrorCode};
use operation::Operation;
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
    scheme::OPERATIONS,
    hs256::OPERATIONS,
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
    run(operations().nth(number), given, out)
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
    run(profile::OPERATIONS.get(number), given, out)
}

fn run(operation: Option<&Operation>, given: &mut Given<'_>, out: &mut Record) -> Result<(), AuthError> {
    match operation {
        Some(operation) => (operation.run)(given, out),
        None => Err(AuthError::new(ErrorCode::Internal, "the package called its own core wrongly: please report it")),
    }
}
