//! A fleet of authenticators, a vendor and a store, in simulated time: what ten thousand instances do to a token endpoint,
//! and what becomes of their callers.
//!
//! What decides is the product's own: `token::renewal` (when to call, serve, wait, fail, replay), `token::freshness`,
//! `token::retry`, and `token::response`, which reads every answer of the simulated vendor, `Retry-After` included. What stands
//! here anew is the shell that carries it out, in TypeScript in the product: [`find`] has the steps and the pauses of
//! `pkg-template/server/shared-token.ts`, and a test holds its numbers against that file.
//!
//! Nothing is random but what a seed gives, and there are no fractions: every run of the same world is the same.

#![allow(
    clippy::arithmetic_side_effects,
    clippy::indexing_slicing,
    clippy::panic,
    clippy::expect_used,
    reason = "a simulation that goes wrong should end; nothing of it ships"
)]

pub mod chance;
pub mod chart;
pub mod figures;
pub mod find;
pub mod instance;
pub mod page;
pub mod scenarios;
pub mod shared_store;
pub mod vendor;
pub mod world;
