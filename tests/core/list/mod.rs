//! The list file: golden lists, hostile ones, laws, and the example of docs/FORMAT.md.

mod age;
mod golden;
mod hostile;
mod laws;
mod signer;
mod vectors;
mod worked;
