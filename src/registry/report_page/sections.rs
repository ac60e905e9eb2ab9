//! The figures put into words: which tables there are, in which order, and what has to be said beside them.

use std::collections::BTreeMap;

use jiff::civil::Date;

use super::figures::Figures;
use super::text::{indian, plain};
use super::{Row, Section, Table, charts};
use crate::registry::handover::status::{StateCounts, StatusSummary};
use crate::registry::linked::LinkageSummary;
use crate::registry::reach::{ReachSummary, Reached};

/// The weeks that are shown one by one; an entry ages out after a year.
const WEEKS: usize = 53;

/// A date for a person; what is none stays as it is.
pub(super) fn day(text: &str) -> String {
    text.parse::<Date>().map_or_else(
        |_| text.to_owned(),
        |date| date.strftime("%-d %B %Y").to_string(),
    )
}

/// What matters most: a name and a figure each.
pub(super) fn glance(figures: &Figures) -> Vec<(&'static str, String)> {
    let sum =
        |of: fn(&super::FileFigures) -> u64| indian(figures.files.iter().map(of).sum::<u64>());
    let mut glance = vec![
        ("Numbers listed", indian(figures.listed)),
        ("Rows read", sum(|file| file.rows)),
        ("Rows taken", sum(|file| file.taken)),
        ("Rows rejected", sum(|file| file.rejected)),
    ];
    if let Some(handover) = &figures.beside.handover {
        glance.push(("Numbers in the upload files", indian(handover.numbers)));
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
pub(super) fn sections(figures: &Figures) -> Vec<Section> {
    let beside = &figures.beside;
    let mut sections = vec![
        districts(figures),
        tags(figures),
        sources(figures),
        weeks(figures),
    ];
    sections.extend(beside.linkage.as_ref().map(linkage));
    sections.push(not_taken(figures));
    sections.push(files(figures));
    if let Some(handover) = &beside.handover {
        let mut notes = vec![
            "Each file lies in the folder cybersafe as .csv and as .xlsx. Its numbers are those not yet in the earlier list, where \
             one was given."
                .to_owned(),
        ];
        if handover.before > 0 {
            notes.push(format!(
                "{} listed numbers stood in the earlier list already and are in no file.",
                indian(handover.before)
            ));
        }
        if handover.not_for_upload > 0 {
            notes.push(format!(
                "{} listed numbers are no ten-digit Indian numbers, and the portal has no place for them: they stand in the file \
                 not-for-upload alone.",
                indian(handover.not_for_upload)
            ));
        }
        let rows = handover.files.iter().map(|file| Row {
            name: file.name.clone(),
            cells: vec![
                file.district.clone().unwrap_or_default(),
                indian(file.numbers),
            ],
        });
        sections.push(Section {
            id: "handover",
            heading: "Upload files",
            notes,
            tables: vec![Table {
                caption: "Upload files and the numbers in each",
                headings: vec!["File", "District", "Numbers"],
                rows: rows.collect(),
                total: None,
                chart: String::new(),
            }],
        });
    }
    sections.extend(beside.status.as_ref().map(status));
    sections.extend(
        beside
            .reach
            .as_ref()
            .map(|reach| self::reach(reach, &figures.by_district)),
    );
    sections
}

fn districts(figures: &Figures) -> Section {
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

fn tags(figures: &Figures) -> Section {
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

fn sources(figures: &Figures) -> Section {
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

fn weeks(figures: &Figures) -> Section {
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
        tables: vec![Table {
            caption: "Complaints by week",
            headings: vec!["Week from", "Complaints"],
            rows,
            total: Some(row("All", [sum])),
            chart,
        }],
    }
}

fn not_taken(figures: &Figures) -> Section {
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

fn files(figures: &Figures) -> Section {
    let rows = figures.files.iter().map(|file| {
        row(
            &file.file,
            [file.rows, file.taken, file.duplicate, file.rejected],
        )
    });
    let sum = |of: fn(&super::FileFigures) -> u64| figures.files.iter().map(of).sum::<u64>();
    Section {
        id: "files",
        heading: "Files read",
        notes: vec!["Of every file: rows = taken + duplicate + rejected.".into()],
        tables: vec![Table {
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
            chart: String::new(),
        }],
    }
}

fn linkage(linkage: &LinkageSummary) -> Section {
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
            Table {
                caption: "Sightings by file",
                headings: vec!["File", "Rows", "In such a handset", "In others", "Rejected"],
                rows: files.collect(),
                total: None,
                chart: String::new(),
            },
        ],
    }
}

fn status(status: &StatusSummary) -> Section {
    let listed = &status.listed;
    let counts = [
        ("Blocked", listed.blocked),
        ("Uploaded, no answer yet", listed.uploaded),
        ("Refused", listed.refused),
        ("Never uploaded", listed.never_uploaded),
    ];
    let gone = &status.no_longer_listed;
    let gone = [
        ("Blocked", gone.blocked),
        ("Uploaded, no answer yet", gone.uploaded),
        ("Refused", gone.refused),
    ];
    let cells = |counts: &StateCounts| {
        [
            counts.blocked,
            counts.uploaded,
            counts.refused,
            counts.never_uploaded,
        ]
    };
    let all = counts.iter().map(|(_, count)| count).sum();
    Section {
        id: "status",
        heading: "What became of them",
        notes: vec![
            "By the last answer about each number; status.csv names the numbers. A number that is blocked and no longer listed may \
             have a new holder one day."
                .into(),
        ],
        tables: vec![
            counted("Listed numbers by status", "Status", "Numbers", named(counts), Some(all)),
            Table {
                caption: "Status by district",
                headings: vec!["District", "Blocked", "Uploaded", "Refused", "Never uploaded"],
                rows: status.by_district.iter().map(|(name, counts)| row(name, cells(counts))).collect(),
                total: Some(row("All", cells(listed))),
                chart: String::new(),
            },
            counted("Refused numbers by reason", "Reason", "Numbers", descending(&status.refused), None),
            counted("Numbers with an answer that are no longer listed", "Status", "Numbers", named(gone), None),
        ],
    }
}

fn reach(reach: &ReachSummary, listed: &BTreeMap<String, u64>) -> Section {
    // Two tables kept by different hands: capitals make no district of its own.
    let mut districts: BTreeMap<String, (String, u64, Reached)> = BTreeMap::new();
    for (name, count) in listed {
        let row = districts
            .entry(name.to_lowercase())
            .or_insert_with(|| (name.clone(), 0, Reached::default()));
        row.1 += count;
    }
    for (name, reached) in &reach.by_district {
        let row = districts
            .entry(name.to_lowercase())
            .or_insert_with(|| (name.clone(), 0, Reached::default()));
        row.2 = *reached;
    }
    let kinds = || reach.by_kind.iter();
    let people: BTreeMap<String, u64> = kinds()
        .map(|(kind, reached)| (kind.clone(), reached.people))
        .collect();
    let total = reach.total;
    Section {
        id: "reach",
        heading: "Awareness programmes",
        notes: vec![format!(
            "{} programmes from {} to {} reached {} people. A person who came twice counts twice.",
            indian(total.programmes),
            day(&reach.first_date),
            day(&reach.last_date),
            indian(total.people)
        )],
        tables: vec![
            Table {
                caption: "Programmes and people reached, by kind",
                headings: vec!["Kind", "Programmes", "People"],
                rows: kinds()
                    .map(|(kind, reached)| row(kind, [reached.programmes, reached.people]))
                    .collect(),
                total: Some(row("All", [total.programmes, total.people])),
                chart: charts::bars("People reached, by kind", &shown(&descending(&people))),
            },
            Table {
                caption: "Programmes beside listed numbers, by district",
                headings: vec!["District", "Numbers listed", "Programmes", "People"],
                rows: districts
                    .values()
                    .map(|(name, listed, reached)| {
                        row(name, [*listed, reached.programmes, reached.people])
                    })
                    .collect(),
                total: None,
                chart: String::new(),
            },
        ],
    }
}

/// A table of counts with its chart; with the sum of all, each count's share.
fn counted(
    caption: &'static str,
    name: &'static str,
    what: &'static str,
    counts: Vec<(String, u64)>,
    all: Option<u64>,
) -> Table {
    let mut headings = vec![name, what];
    headings.extend(all.map(|_| "Share"));
    let cells = |count: u64| {
        let mut cells = vec![indian(count)];
        cells.extend(all.map(|all| share(count, all)));
        cells
    };
    Table {
        caption,
        headings,
        chart: charts::bars(caption, &shown(&counts)),
        rows: counts
            .iter()
            .map(|(name, count)| Row {
                name: name.clone(),
                cells: cells(*count),
            })
            .collect(),
        total: all.map(|all| Row {
            name: "All".into(),
            cells: cells(all),
        }),
    }
}

fn share(count: u64, all: u64) -> String {
    let per_mille = (u128::from(count) * 1000 + u128::from(all) / 2).checked_div(u128::from(all));
    per_mille.map_or_else(
        || "–".into(),
        |share| format!("{}.{} %", share / 10, share % 10),
    )
}

fn row<const N: usize>(name: &str, counts: [u64; N]) -> Row {
    Row {
        name: name.to_owned(),
        cells: counts.map(indian).to_vec(),
    }
}

fn named<const N: usize>(counts: [(&str, u64); N]) -> Vec<(String, u64)> {
    counts
        .map(|(name, count)| (name.to_owned(), count))
        .to_vec()
}

/// The names as a chart may show them.
fn shown(counts: &[(String, u64)]) -> Vec<(String, u64)> {
    counts
        .iter()
        .map(|(name, count)| (plain(name), *count))
        .collect()
}

/// The largest first; equal ones by the alphabet.
fn descending(counts: &BTreeMap<String, u64>) -> Vec<(String, u64)> {
    let mut counts: Vec<_> = counts
        .iter()
        .map(|(name, count)| (name.clone(), *count))
        .collect();
    counts.sort_by_key(|(_, count)| std::cmp::Reverse(*count));
    counts
}

/// A code such as `too-few-complaints` as words.
fn sentence(code: &str) -> String {
    let words = code.replace('-', " ");
    let mut letters = words.chars();
    letters
        .next()
        .map(|first| first.to_uppercase().chain(letters).collect())
        .unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn shares_are_rounded_and_never_of_nothing() {
        assert_eq!(share(7_142, 27_824), "25.7 %");
        assert_eq!(share(1, 1), "100.0 %");
        assert_eq!(share(0, 0), "–");
        assert_eq!(share(u64::MAX, u64::MAX), "100.0 %");
    }

    #[test]
    fn codes_and_days_in_words() {
        assert_eq!(sentence("too-few-complaints"), "Too few complaints");
        assert_eq!(sentence(""), "");
        assert_eq!(day("2026-10-05"), "5 October 2026");
        assert_eq!(day("soon"), "soon");
    }
}
