//! `cargo xtask size`: what the package weighs, against its budgets and its records, and what two dependencies cost.

mod attribution;
mod budget;
mod code_map;
mod gate;
mod measured;
mod owner;
mod readme_figures;
mod recorded;
mod run;
mod table;

pub use gate::{Finding, findings};
pub use readme_figures::with_figures;
pub use recorded::Recorded;
pub use run::{RECORDED_WITH, accept, measure, run};
