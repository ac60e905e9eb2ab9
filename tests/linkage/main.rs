//! IMEI linkage, from files of sightings to links.
#![cfg(not(target_arch = "wasm32"))]
// Helpers outside #[test] functions may fail as loudly as the tests themselves.
#![allow(clippy::unwrap_used, clippy::panic)]

mod approvals;
mod case;
mod files;
mod oracle;
mod rules;
