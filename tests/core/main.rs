//! The core: phone numbers as people write them, and the list file.
#![cfg(not(target_arch = "wasm32"))]
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod list;
mod number;
mod random;
