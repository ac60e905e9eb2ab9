//! The operator's side: the commands, run as an operator runs them, and the libraries below them.
#![cfg(not(target_arch = "wasm32"))]
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::too_many_lines
)]

mod changes;
mod check;
mod columns;
mod decisions;
mod determinism;
mod explain;
mod handover;
mod intake;
mod interrupted;
mod keys;
mod linkage;
mod listing;
mod plan;
mod published;
mod refusals;
mod sample;
mod site;
mod support;
mod sweep;
mod warnings;
mod whose;
