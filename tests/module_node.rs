//! The module as JavaScript sees it, run in node by `wasm-pack test --node`.
#![cfg(target_arch = "wasm32")]
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

#[path = "module/cases.rs"]
mod cases;
