//! What follows the list: upload files, the portal's answers, the awareness work.

use std::collections::BTreeMap;

use crate::counts::indian;
use crate::handover::HandoverSummary;
use crate::handover::status::{StateCounts, StatusSummary};
use crate::handover::withdraw::WithdrawSummary;
use crate::report::charts;
use crate::report::programmes::{ProgrammeSummary, Reach};
use crate::report::section::{CountRow, CountTable, Section};
use crate::report::sections::rows::{counted, descending, named, row, shown};
use crate::report::text::day;

pub(crate) fn handover(handover: &HandoverSummary) -> Section {
    let csv_only = handover.files.iter().filter(|file| file.csv_only).count();
    let mut notes = vec![
        "Each file lies in the folder cybersafe as .csv and as .xlsx. Its numbers are those not yet in the earlier list, where \
         one was given."
            .to_owned(),
    ];
    if csv_only > 0 {
        notes.push(format!(
            "Files with more than {} numbers are .csv alone: {}.",
            indian(handover.xlsx_max_rows),
            indian(u64::try_from(csv_only).unwrap_or(u64::MAX))
        ));
    }
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
    let rows = handover.files.iter().map(|file| CountRow {
        name: file.name.clone(),
        cells: vec![
            file.district.clone().unwrap_or_default(),
            indian(file.numbers),
        ],
    });
    Section {
        id: "handover",
        heading: "Upload files",
        notes,
        tables: vec![CountTable {
            caption: "Upload files and the numbers in each",
            headings: vec!["File", "District", "Numbers"],
            rows: rows.collect(),
            total: None,
            chart: None,
        }],
    }
}

pub(crate) fn withdraw(withdraw: &WithdrawSummary) -> Section {
    let WithdrawSummary {
        numbers,
        delisted,
        protected,
        complainant,
        disconnected,
        blocked,
        uploaded,
        no_answer,
    } = *withdraw;
    let others = [
        (complainant, "found to be a complainant's"),
        (disconnected, "with a possible new holder"),
    ];
    let others = others.into_iter().filter(|(count, _)| *count > 0);
    let others: String = others
        .map(|(count, what)| format!(", {} {what}", indian(count)))
        .collect();
    Section {
        id: "withdraw",
        heading: "To withdraw",
        notes: vec![format!(
            "Numbers that were handed over and are not to be blocked: {} delisted since, {} protected{others}. withdraw.csv names them; ask the \
             portal to withdraw them.",
            indian(delisted),
            indian(protected)
        )],
        tables: vec![counted(
            "Numbers to withdraw by what the portal said last",
            "Status",
            "Numbers",
            named([
                ("Blocked", blocked),
                ("Uploaded, nothing decided yet", uploaded),
                ("No answer known", no_answer),
            ]),
            Some(numbers),
        )],
    }
}

pub(crate) fn status(status: &StatusSummary) -> Section {
    let listed = &status.listed;
    let counts = [
        ("Blocked", listed.blocked),
        ("Uploaded, no answer yet", listed.uploaded),
        ("Refused", listed.refused),
        ("Withdrawn", listed.withdrawn),
        ("No answer known", listed.no_answer),
    ];
    let gone = &status.no_longer_listed;
    let gone = [
        ("Blocked", gone.blocked),
        ("Uploaded, no answer yet", gone.uploaded),
        ("Refused", gone.refused),
        ("Withdrawn", gone.withdrawn),
    ];
    let all = counts.iter().map(|(_, count)| count).sum();
    let mut notes = vec![
        "By the last answer about each number; status.csv names the numbers. A number that is blocked and no longer listed may have a \
         new holder one day."
            .to_owned(),
    ];
    if status.rows_without_answer > 0 {
        notes.push(format!(
            "Rows of the status file that name a number and no answer: {}.",
            indian(status.rows_without_answer)
        ));
    }
    Section {
        id: "status",
        heading: "What became of them",
        notes,
        tables: vec![
            counted(
                "Listed numbers by status",
                "Status",
                "Numbers",
                named(counts),
                Some(all),
            ),
            by_district(status),
            counted(
                "Refused numbers by reason",
                "Reason",
                "Numbers",
                descending(&status.refused),
                None,
            ),
            counted(
                "Numbers with an answer that are no longer listed",
                "Status",
                "Numbers",
                named(gone),
                None,
            ),
        ],
    }
}

fn by_district(status: &StatusSummary) -> CountTable {
    let cells = |counts: &StateCounts| {
        [
            counts.blocked,
            counts.uploaded,
            counts.refused,
            counts.withdrawn,
            counts.no_answer,
        ]
    };
    CountTable {
        caption: "Status by district",
        headings: vec![
            "District",
            "Blocked",
            "Uploaded",
            "Refused",
            "Withdrawn",
            "No answer known",
        ],
        rows: status
            .by_district
            .iter()
            .map(|(name, counts)| row(name, cells(counts)))
            .collect(),
        total: Some(row("All", cells(&status.listed))),
        chart: None,
    }
}

pub(crate) fn reach(reach: &ProgrammeSummary, listed: &BTreeMap<String, u64>) -> Section {
    // Two tables kept by different hands: capitals do not distinguish districts.
    let mut districts: BTreeMap<String, (String, u64, Reach)> = BTreeMap::new();
    for (name, count) in listed {
        let row = districts
            .entry(name.to_lowercase())
            .or_insert_with(|| (name.clone(), 0, Reach::default()));
        row.1 += count;
    }
    for (name, reached) in &reach.by_district {
        let row = districts
            .entry(name.to_lowercase())
            .or_insert_with(|| (name.clone(), 0, Reach::default()));
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
            CountTable {
                caption: "Programmes and people reached, by kind",
                headings: vec!["Kind", "Programmes", "People"],
                rows: kinds()
                    .map(|(kind, reached)| row(kind, [reached.programmes, reached.people]))
                    .collect(),
                total: Some(row("All", [total.programmes, total.people])),
                chart: charts::bars("People reached, by kind", &shown(&descending(&people))),
            },
            CountTable {
                caption: "Programmes beside listed numbers, by district",
                headings: vec!["District", "Numbers listed", "Programmes", "People"],
                rows: districts
                    .values()
                    .map(|(name, listed, reached)| {
                        row(name, [*listed, reached.programmes, reached.people])
                    })
                    .collect(),
                total: None,
                chart: None,
            },
        ],
    }
}
