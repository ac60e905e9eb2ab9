//! What was read, what of it was not taken, and what the handsets gave.

use std::collections::BTreeMap;

use crate::counts::indian;
use crate::linkage::listing::LinkageSummary;
use crate::report::figures::{Figures, FileFigures};
use crate::report::section::{CountTable, Section};
use crate::report::sections::rows::{counted, descending, row, sentence};

pub(crate) fn not_taken(figures: &Figures) -> Section {
    let spoken = |counts: &BTreeMap<String, u64>| {
        let counts = descending(counts).into_iter();
        counts
            .map(|(reason, count)| (sentence(&reason), count))
            .collect::<Vec<_>>()
    };
    Section {
        id: "not-taken",
        heading: "Not taken, not listed",
        notes: vec!["rejects.csv names every cell that could not be taken, review.csv the numbers a person has to look at.".into()],
        tables: vec![
            counted("Cells that could not be taken, by reason", "Reason", "Cells", spoken(&figures.rejects), None),
            counted("Reported numbers that are not listed, by reason", "Reason", "Numbers", spoken(&figures.not_listed), None),
        ],
    }
}

pub(crate) fn files(figures: &Figures) -> Section {
    let rows = figures.files.iter().map(|file| {
        row(
            &file.file,
            [file.rows, file.taken, file.duplicate, file.rejected],
        )
    });
    let sum = |of: fn(&FileFigures) -> u64| figures.files.iter().map(of).sum::<u64>();
    Section {
        id: "files",
        heading: "Files read",
        notes: vec!["Of every file: rows = taken + duplicate + rejected.".into()],
        tables: vec![CountTable {
            caption: "Rows of every file",
            headings: vec!["File", "Rows", "Taken", "Duplicate", "Rejected"],
            rows: rows.collect(),
            total: Some(row(
                "All",
                [
                    sum(|file| file.rows),
                    sum(|file| file.taken),
                    sum(|file| file.duplicate),
                    sum(|file| file.rejected),
                ],
            )),
            chart: None,
        }],
    }
}

pub(crate) fn linkage(linkage: &LinkageSummary) -> Section {
    let links = linkage.links.iter().flat_map(|(status, reasons)| {
        let named = reasons.iter();
        named
            .map(move |(reason, count)| (format!("{status}: {}", reason.replace('-', " ")), *count))
    });
    let files = linkage.files.iter().map(|file| {
        let rejected = file.rejected.values().sum();
        row(&file.file, [file.rows, file.used, file.other, rejected])
    });
    Section {
        id: "linkage",
        heading: "Linkage",
        notes: vec![format!(
            "Other numbers used in a handset that used a reported number; linkage.csv names them and the evidence. Because of \
             one, {} numbers are listed.",
            indian(linkage.listed)
        )],
        tables: vec![
            counted(
                "Links by what becomes of them",
                "Outcome",
                "Links",
                links.collect(),
                None,
            ),
            CountTable {
                caption: "Sightings by file",
                headings: vec!["File", "Rows", "In such a handset", "In others", "Rejected"],
                rows: files.collect(),
                total: None,
                chart: None,
            },
        ],
    }
}
