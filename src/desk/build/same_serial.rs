//! The list that a build is about to replace, looked at for a warning alone: no result depends on it.

use std::fs;
use std::path::Path;

use jaanch_core::list;
use jaanch_core::list::{List, Trust};

/// Whether the folder holds another list of the same serial. Readers tell lists apart by their serials: one that has seen the
/// other may go on using it.
#[must_use]
pub(super) fn another_of_serial(out: &Path, serial: u32, body: &[u8]) -> bool {
    let Ok(file) = fs::read(out.join("public").join("list.jaanch")) else {
        return false;
    };
    let same = list::unseal(&file).is_ok_and(|(before, _)| before == body);
    // What is no list cannot have been read as one.
    !same && List::open(&file, Trust::ANYONE).is_ok_and(|before| before.serial() == serial)
}
