//! End customers of a brand: the "auth engine", whose calls carry what a customer types, and the header fields of
//! calls made for a customer who has logged in.
//!
//! | file | what | page |
//! |---|---|---|
//! | [`call`] | every call as data: its path and its fields in each channel | "Auth Engine", Capillary/api-documentation on GitHub |
//! | [`request`] | a call as a request | the same |
//! | [`session`] | what an answer says: who is logged in, and what is to be done next | the same, and "Validate OTP" |
//! | [`refusal`] | the codes 1502 to 1603: what is wrong, what to do | the same, and "Authentication settings" |
//! | [`headers`] | the fields of a call through the gateway | "Authentication settings" |

pub mod call;
pub mod headers;
pub mod refusal;
pub mod request;
pub mod session;
