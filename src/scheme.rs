//! Authentication schemes that belong to no vendor, one file each.

pub mod basic;
pub mod bearer;
pub mod digest;
pub mod hs256;
pub mod jwt;
pub mod percent;
