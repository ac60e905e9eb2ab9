//! The operator's commands, run as an operator runs them: exports in, files and exit codes out.
#![cfg(not(target_arch = "wasm32"))]
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod changes;
mod check;
mod columns;
mod decisions;
mod desk;
mod determinism;
mod explain;
mod interrupted;
mod keys;
mod linkage;
mod listing;
mod plan;
mod published;
mod refusals;
mod site;
mod warnings;
mod whose;
