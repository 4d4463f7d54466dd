//! The server build: accounts whose tokens are asked for over fetch and renewed. The shell in JavaScript holds the
//! promises and the timers; this room answers what to do next, makes the call, and reads what came back.
//!
//! | file | what stands there |
//! |---|---|
//! | [`account`] | an account as JavaScript holds it: the driver of the renewal machine |
//! | [`credentials`] | what the account is: which vendor, which scheme, which secrets |
//! | [`registration`] | the registration of a Caxton client |
//! | [`shared_profile`] | the profile of an account, kept once for all accounts that have it |
//! | [`token_call`] | one token call over fetch, through gloo-net |
//! | [`values`] | values that go out, through serde-wasm-bindgen |
//!
//! Options come in as JSON text, through the same reader as everywhere else.

mod account;
mod credentials;
mod registration;
mod shared_profile;
mod token_call;
mod values;
