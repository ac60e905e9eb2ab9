//! Made-up complaint exports, as messy as real ones, with known results.
//!
//! [`write()`] fills a folder with `reports/`, the exports that nine offices might send; with the files that a desk keeps
//! itself, `delisted.csv protected.csv disconnected.csv sightings.csv approvals.csv status.csv jaanch.toml`; and with
//! `truth.csv`, the expected result for every number in them. The same [`Options`] give the same bytes on every machine.
//!
//! `truth.csv` has one row for each number, sorted:
//!
//! | column | value |
//! |---|---|
//! | `e164` | `+91` and ten digits that begin with 50, a block that no subscriber can hold |
//! | `listed` | `true` or `false`, if only `reports/` is given |
//! | `tag` | `often` or `reported`; empty if not listed |
//! | `reason` | `single-unverified`, `too-old` or `not-reported`; empty if listed |
//! | `all_listed` | `true` or `false`, if all files are given |
//! | `all_tag` | `often`, `reported` or `linked` |
//! | `all_reason` | why not, in the words of a build and of its linkage.csv; `not-linked` for a number that was seen in no reported number's handset |
//! | `linked_from` | the reported number in whose handset it was seen, listed or not |
//! | `status` | the portal's answer: `uploaded`, `blocked` or `refused` |
//!
//! The rules: rows about a number with the same complaint id, or with the same date and source, are one complaint. A
//! number is listed if it has two complaints or a verified one, and the last is at most 365 days old; it is `often` with
//! three. Complaints up to the ninetieth day after a disconnection do not count once that day has passed. docs/LINKAGE.md
//! has the rules of linkage.
//!
//! The exports differ in file type, columns, language, delimiter, line ends, dates and words, and write numbers in every
//! way that people do. Some cells cannot be read, some name two numbers, some complaints are in several exports, and two
//! exports name complainants, whose numbers are never a suspect's. Sightings have IMEIs in all forms, and invalid ones.

mod amount;
mod assignment;
mod decisions;
mod desk_files;
mod details;
mod districts;
mod error;
mod file_types;
mod handsets;
mod layout;
mod linkage;
mod model;
mod numbers;
mod offices;
mod options;
mod phone_formats;
mod population;
mod rng;
mod rows;
mod scale;
mod summary;
mod table;
mod truth;
mod words;
mod write;

pub use error::Error;
pub use model::{Damage, Reason};
pub use options::{MAX_COUNT, Options};
pub use summary::Summary;
pub use write::write;
