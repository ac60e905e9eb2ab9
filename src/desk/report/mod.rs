//! `report.html`: the build's figures for people who decide. One file that needs nothing else: no script, no picture, no font
//! from anywhere; it prints on A4. It holds counts, and no phone number.
//!
//! It is made from `report.json` alone, so that both always say the same. The page is well-formed XML, too.

mod charts;
mod figures;
pub mod follow_up;
mod page;
pub mod programmes;
pub mod renew;
mod section;
mod sections;
mod text;

pub use figures::{AlarmFigures, DeskFigures, Figures, FileFigures, Weeks};
pub use page::render;
