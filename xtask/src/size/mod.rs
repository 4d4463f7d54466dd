//! `cargo xtask size`: what the package weighs, against its budgets, and what two dependencies cost.

mod attribution;
mod budget;
mod code_map;
mod measured;
mod owner;
mod run;
mod table;

pub use run::run;
