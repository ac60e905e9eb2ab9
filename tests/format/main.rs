//! The list file: golden lists, hostile ones, laws, and the example of docs/FORMAT.md.
#![cfg(not(target_arch = "wasm32"))]
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod age;
mod golden;
mod hostile;
mod laws;
mod signer;
mod sweep;
mod vectors;
mod worked;
