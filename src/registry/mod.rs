//! The operator's side: complaint exports in, a published list and the desk's own files out.

pub mod site;
