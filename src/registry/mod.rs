//! The operator's side: complaint exports in, the list and what belongs to it out.

pub mod sample;
