//! The figures put into words: which tables there are, in which order, and what has to be said beside them.

mod after;
mod list;
mod read;
mod rows;

use crate::counts::indian;
use crate::report::figures::{Figures, FileFigures};
use crate::report::section::Section;

/// What matters most: a name and a figure each.
pub(crate) fn glance(figures: &Figures) -> Vec<(&'static str, String)> {
    let sum = |of: fn(&FileFigures) -> u64| indian(figures.files.iter().map(of).sum::<u64>());
    let mut glance = vec![
        ("Numbers listed", indian(figures.listed)),
        ("Rows read", sum(|file| file.rows)),
        ("Rows taken", sum(|file| file.taken)),
        ("Rows rejected", sum(|file| file.rejected)),
    ];
    if let Some(handover) = &figures.beside.handover {
        glance.push(("Numbers in the upload files", indian(handover.numbers)));
    }
    if let Some(withdraw) = &figures.beside.withdraw {
        glance.push(("Numbers to withdraw", indian(withdraw.numbers)));
    }
    if let Some(status) = &figures.beside.status {
        glance.push(("Listed numbers blocked", indian(status.listed.blocked)));
    }
    if let Some(reach) = &figures.beside.reach {
        glance.push(("Awareness programmes", indian(reach.total.programmes)));
        glance.push(("People reached", indian(reach.total.people)));
    }
    glance
}

/// The page's sections; what nobody asked for has none.
pub(crate) fn sections(figures: &Figures) -> Vec<Section> {
    let beside = &figures.beside;
    let mut sections = vec![
        list::districts(figures),
        list::tags(figures),
        list::sources(figures),
        list::weeks(figures),
    ];
    sections.extend(beside.linkage.as_ref().map(read::linkage));
    sections.push(read::not_taken(figures));
    sections.push(read::files(figures));
    sections.extend(beside.handover.as_ref().map(after::handover));
    sections.extend(beside.withdraw.as_ref().map(after::withdraw));
    sections.extend(beside.status.as_ref().map(after::status));
    let reach = beside.reach.as_ref();
    sections.extend(reach.map(|reach| after::reach(reach, &figures.by_district)));
    sections
}
