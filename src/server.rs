//! The server build: accounts whose tokens are asked for over fetch and renewed. The shell in JavaScript holds the
//! promises and the timers; this room answers what to do next, makes the call, and reads what came back.
//!
//! | file | what stands there |
//! |---|---|
//! | [`account`] | an account as JavaScript holds it: the driver of the renewal machine |
//! | [`scheme`], [`till`], [`described`] | how it authenticates its calls: by a login, by fixed fields, by a token, by a profile |
//! | [`call_base`] | where its calls go |
//! | [`frame`] | a call or a result in one piece, so that it crosses at once |
//! | [`operation`] | the operations of a profile, as records |
//! | [`registration`] | the registration of a Caxton client |
//! | [`shared_profile`] | a caller's profile, kept once for all accounts that have it |
//! | [`token_call`] | one token call over fetch, through gloo-net |
//! | [`token_flow`] | what an account with a token is asked |
//! | [`values`] | values that go out, through serde-wasm-bindgen |
//!
//! What an authenticator is made of comes in as a record, by the tables of `boundary::authenticator`.

mod account;
mod call_base;
mod described;
mod frame;
mod operation;
mod registration;
mod scheme;
mod shared_profile;
mod till;
mod token_call;
mod token_flow;
mod values;
