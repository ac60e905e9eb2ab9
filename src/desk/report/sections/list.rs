//! What is listed, and when people complained.

use crate::counts::indian;
use crate::report::charts;
use crate::report::figures::Figures;
use crate::report::section::{CountTable, Section};
use crate::report::sections::rows::{counted, descending, row};

/// The weeks that are shown one by one; an entry ages out after a year.
const WEEKS: usize = 53;

pub(crate) fn districts(figures: &Figures) -> Section {
    let known: u64 = figures.by_district.values().sum();
    let mut counts = descending(&figures.by_district);
    let unknown = figures.listed.saturating_sub(known);
    if unknown > 0 {
        counts.push(("District not given".into(), unknown));
    }
    Section {
        id: "districts",
        heading: "By district",
        notes: vec!["The district is where a number's first complaint was taken, not where its SIM was issued.".into()],
        tables: vec![counted("Listed numbers by district", "District", "Numbers", counts, Some(figures.listed))],
    }
}

pub(crate) fn tags(figures: &Figures) -> Section {
    let mut notes = vec![format!(
        "{} of the listed numbers rest on a single complaint.",
        indian(figures.resting_on_one)
    )];
    if figures.undated > 0 {
        notes.push(format!(
            "{} rest on complaints without a date alone: these never age out by themselves.",
            indian(figures.undated)
        ));
    }
    if let Some(alarms) = figures.false_alarms {
        notes.push(format!(
            "All {} Indian mobile numbers were tried: the list flags {} that are not listed, by chance.",
            indian(alarms.space),
            indian(alarms.hits)
        ));
    }
    Section {
        id: "tags",
        heading: "By tag",
        notes,
        tables: vec![counted(
            "Listed numbers by tag",
            "Tag",
            "Numbers",
            figures.by_tag.clone(),
            Some(figures.listed),
        )],
    }
}

pub(crate) fn sources(figures: &Figures) -> Section {
    Section {
        id: "sources",
        heading: "By source",
        notes: vec!["A number reported through two sources counts under both.".into()],
        tables: vec![counted(
            "Listed numbers by source of the complaints",
            "Source",
            "Numbers",
            descending(&figures.by_source),
            None,
        )],
    }
}

pub(crate) fn weeks(figures: &Figures) -> Section {
    let complaints = &figures.beside.complaints;
    let (earlier, weeks) = complaints.last(WEEKS);
    let counts: Vec<(String, u64)> = weeks
        .iter()
        .map(|(monday, count)| (monday.strftime("%-d %b %Y").to_string(), *count))
        .collect();
    let chart = charts::columns("Complaints by week", &counts);
    let mut rows = Vec::new();
    if earlier > 0 {
        rows.push(row("Before these weeks", [earlier]));
    }
    rows.extend(counts.iter().map(|(name, count)| row(name, [*count])));
    if complaints.undated > 0 {
        rows.push(row("Without a date", [complaints.undated]));
    }
    let sum = complaints.by_week.values().sum::<u64>() + complaints.undated;
    Section {
        id: "weeks",
        heading: "By week",
        notes: vec!["Complaints about all reported numbers, listed or not, by the week they were made in; weeks begin on Monday.".into()],
        tables: vec![CountTable {
            caption: "Complaints by week",
            headings: vec!["Week from", "Complaints"],
            rows,
            total: Some(row("All", [sum])),
            chart,
        }],
    }
}
