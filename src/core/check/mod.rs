//! List + text → [`Answer`]: what is said to a citizen.

mod advice;
mod answer;
mod format;
mod info;
mod outcome;
mod verdict;

pub use advice::Tip;
pub use answer::{Answer, FoundVerdict, answer, answer_message, check_message};
pub use format::rfc3339;
pub use info::{Alarms, ListInfo, Record};
pub use outcome::Outcome;
pub use verdict::{NumberInfo, Verdict, check};
