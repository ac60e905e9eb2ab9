//! The operator's commands, run as an operator runs them: exports in, files and exit codes out.
#![cfg(not(target_arch = "wasm32"))]
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod check;
mod columns;
mod desk;
mod keys;
mod listing;
mod refusals;
