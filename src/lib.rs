//! Authentication for commerce APIs: headers, access tokens and signatures for Capillary, Pledg and Caxton.
//!
//! The crate is a sans-I/O core with a thin shell. The core takes values and returns values: "now" is an argument, a
//! token call is a pair of *build the request* and *read the answer*, and renewal is a state machine. What it is
//! compiled to and how JavaScript sees it is the business of two rooms of their own; one of them, `server`, makes the token
//! call, and no other does any I/O.
//!
//! | room | what stands there | may use |
//! |---|---|---|
//! | `ascii` | text taken apart at ASCII bytes | nothing |
//! | [`error`] | the one error type and its codes | nothing |
//! | [`secret`] | text that never prints | [`error`] |
//! | [`json`] | JSON text read once: its values, with byte offsets; a package of its own | nothing |
//! | [`http`] | requests, responses, header values, addresses | the rooms above |
//! | [`scheme`] | Basic, Bearer, JWT, MD5: no vendor's own | the rooms above |
//! | [`token`] | profiles, the token exchange, freshness, renewal | the rooms above |
//! | [`api`] | what only one vendor does | the rooms above |
//! | [`boundary`] | the tables of operations, calls and results as records | the rooms above |
//! | `allocator`, `arena`, `stack` | memory that is zeroed when it is given back | nothing |
//! | `js`, `server` | WebAssembly: buffers, JavaScript values, the token call over fetch | the rooms above |

#![cfg_attr(all(target_arch = "wasm32", feature = "lean"), no_std)]

extern crate alloc;

pub mod api;
mod ascii;
pub mod boundary;
pub mod error;
pub mod http;
pub mod scheme;
pub mod secret;
pub mod token;

pub use commerce_auth_json as json;

#[cfg(all(target_arch = "wasm32", not(feature = "lean")))]
#[allow(unsafe_code, reason = "implements GlobalAlloc")]
mod allocator;
#[cfg(all(target_arch = "wasm32", feature = "lean"))]
#[allow(unsafe_code, reason = "implements GlobalAlloc")]
mod arena;
#[cfg(all(target_arch = "wasm32", not(feature = "server")))]
#[allow(unsafe_code, reason = "exchanges bytes through linear memory")]
mod js;
#[cfg(all(target_arch = "wasm32", feature = "server"))]
mod server;
#[cfg(target_arch = "wasm32")]
mod stack;
