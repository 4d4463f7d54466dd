//! The server build: accounts whose tokens are asked for over fetch and renewed. The shell in JavaScript holds the
//! promises and the timers; this room answers what to do next, makes the call, and reads what came back.
//!
//! | file | what stands there |
//! |---|---|
//! | [`account`] | an account as JavaScript holds it: the driver of the renewal machine |
//! | [`credentials`] | what the account is: which vendor, which scheme, which secrets |
//! | [`options`], [`till`] | options as they come in, tills and attributions among them |
//! | [`json_results`] | header fields and registrations as they go out |
//! | [`profile_operation`] | the operations of a profile, as records |
//! | [`registration`] | the registration of a Caxton client |
//! | [`shared_profile`] | the profile of an account, kept once for all accounts that have it |
//! | [`token_call`] | one token call over fetch, through gloo-net |
//! | [`values`] | values that go out, through serde-wasm-bindgen |
//!
//! Options of accounts come in as JSON text, through the same reader as everywhere else.

mod account;
mod credentials;
mod json_results;
mod options;
mod profile_operation;
mod registration;
mod shared_profile;
mod till;
mod token_call;
mod values;
