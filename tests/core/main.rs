//! The core: phone numbers as people write them, the list file, and the check of one against the other.
#![cfg(not(target_arch = "wasm32"))]
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::too_many_lines
)]

mod check;
mod list;
mod number;
mod random;
