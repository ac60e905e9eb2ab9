//! Complaint exports → complaints about numbers, with every row accounted for.

mod account;
pub mod column;
pub mod column_choice;
mod complaint;
mod date_order;
mod decide_columns;
mod file_reader;
mod heading_role;
mod heading_row;
mod heading_words;
mod intake;
mod misplaced;
mod names;
mod number_column;
pub mod overview;
mod read;
mod row_reader;
mod sample;
mod settings;
mod side_cells;
mod spellings;
mod table_reader;

pub use account::{Reject, TableCount};
pub use column_choice::{ColumnChoice, ColumnChoices, ColumnName, Heading};
pub use complaint::Complaint;
pub(crate) use file_reader::read_into;
pub(crate) use heading_role::{Role, role};
pub use intake::Intake;
pub use names::{Id, Name, Names};
pub use read::{find_files, read, read_watching, size};
pub use sample::quoted;
pub use settings::Settings;

pub use crate::cells::refusal::Refusal;
