//! Authentication schemes that belong to no vendor, one file each.

pub(crate) mod base64_forms;
pub mod basic;
pub mod bearer;
pub mod digest;
pub(crate) mod hexadecimal;
pub mod hs256;
pub mod jwt;
pub mod percent;
