//! What intake understands of files of every kind, and what it refuses: tests/fixtures, made-up tables in every format, and
//! files made to harm.
#![cfg(not(target_arch = "wasm32"))]
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod accounted;
mod fixtures;
mod hostile;
mod made;
mod shifted;
mod traps;
