//! The renewal machine, played with a fake clock: every row of the table in `src/token/renewal.rs`, every guarantee it
//! keeps (the design), and every short sequence of events against a referee that keeps its own books.

#![cfg(not(target_arch = "wasm32"))]
#![allow(clippy::unwrap_used, clippy::panic, clippy::arithmetic_side_effects, reason = "this is how a test fails")]

mod bench_of_one;
mod guarantees;
mod referee;
mod retries;
mod sequences;
mod sharing;
mod table;
