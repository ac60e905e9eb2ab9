//! The core of **jaanch** (जाँच, "check"): canonical phone numbers, the signed list, and the check of one against the other.
//!
//! Everything that a phone, a bank's server or another app needs is here, and nothing else: no file, no clock, no
//! terminal, no browser. Bytes and dates are passed in, so the operator's tool and the browser module give the same
//! answers.
//!
//! Imports run one way: [`check`] uses [`list`], and both use [`number`].

pub mod check;
pub mod list;
pub mod number;
