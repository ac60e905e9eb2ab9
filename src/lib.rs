//! **jaanch** (जाँच, "check"): a small signed list of phone numbers reported for fraud, and the private check
//! against it.
//!
//! A police cyber cell turns complaint exports into one signed file; a citizen's own browser asks that file about a
//! caller. The number never leaves the phone. This crate is both ends: the operator's command-line tool and the
//! WebAssembly module share one canonicaliser ([`number`]) and one file format ([`list`]), so they cannot drift apart.
//!
//! Imports run one way: `cli → registry → list, number` and `wasm → check, advice → list → number`. The core
//! ([`number`], [`list`], [`check`], [`advice`]) knows no file, clock, terminal or browser: bytes and dates are
//! passed in.

pub mod advice;
pub mod check;
#[cfg(not(target_arch = "wasm32"))]
pub mod cli;
pub mod info;
pub mod list;
pub mod number;
#[cfg(not(target_arch = "wasm32"))]
pub mod registry;
#[cfg(target_arch = "wasm32")]
pub mod wasm;
