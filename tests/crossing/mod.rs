//! A call that is written as users write it, taken over the boundary and back: what JavaScript does before the core and
//! after it, as far as the values of JSON go.

#![allow(
    clippy::unwrap_used,
    clippy::panic,
    dead_code,
    unused_imports,
    unreachable_pub,
    reason = "not every test that has this module uses all of it"
)]

mod answer;
mod call;

pub use answer::error_value;
pub use call::Call;

use commerce_auth::error::AuthError;
use serde_json::Value;

/// Performs an operation with arguments that are written as a JSON array.
pub fn performed(name: &str, arguments: &str) -> Result<Value, AuthError> {
    Call::written(name, arguments)?.perform()
}

/// Performs an operation with these arguments.
pub fn performed_with(name: &str, arguments: &[Value]) -> Result<Value, AuthError> {
    performed(name, &Value::from(arguments).to_string())
}
