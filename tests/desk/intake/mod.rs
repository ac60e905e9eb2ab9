//! What intake understands of files of every kind, and what it refuses: `tests/fixtures`, made-up tables in every format, and
//! damaged files.

mod accounted;
mod fixtures;
mod hostile;
mod made;
mod shifted;
