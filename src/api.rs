//! What only one vendor does, one folder each.

pub mod capillary;
pub mod caxton;
pub mod pledg;
