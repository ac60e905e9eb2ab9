//! The summary that `jaanch build` prints.

use std::collections::BTreeSet;
use std::io::Write;
use std::path::Path;

use jaanch_desk::build::summary::{FileSummary, Summary};
use jaanch_desk::complaints::quoted;
use jaanch_desk::counts::{counted, either, grouped, whole};
use jaanch_desk::decisions::DecisionSummary;
use jaanch_desk::linkage::listing::{LinkageSummary, SightingsSummary};
use jaanch_desk::policy::Fate;

use crate::common::size;
use crate::figures::{print_beside, print_changes};

/// With more files than this, only report.json says which columns were taken.
const MANY_FILES: usize = 20;

/// Prints what a build did.
pub(crate) fn print(summary: &Summary, out: &Path, min_reports: u32) -> std::io::Result<()> {
    let mut to = std::io::stdout().lock();
    print_read(&mut to, summary)?;
    print_decisions(&mut to, &summary.decisions)?;
    print_listed(&mut to, summary, min_reports)?;
    if let Some(linkage) = &summary.beside.linkage {
        print_linkage(&mut to, linkage)?;
    }
    if let Some(changes) = &summary.changes {
        print_changes(&mut to, changes)?;
    }
    print_list(&mut to, summary)?;
    print_beside(&mut to, &summary.beside)?;
    writeln!(
        to,
        "Publish    {}",
        out.join("public").join("list.jaanch").display()
    )?;
    writeln!(to, "Keep       {}", out.join("private").display())
}

/// The files read and what their rows gave.
fn print_read(to: &mut impl Write, summary: &Summary) -> std::io::Result<()> {
    let sum = |of: fn(&FileSummary) -> u64| -> u64 { summary.files.iter().map(of).sum() };
    writeln!(
        to,
        "Read       {} from {}",
        counted(sum(|file| file.rows), "row", "rows"),
        files_and_sheets(summary)
    )?;
    for file in summary
        .files
        .iter()
        .filter(|_| summary.files.len() <= MANY_FILES)
    {
        let columns = file
            .columns
            .iter()
            .filter(|(what, _)| ["number", "date", "never taken"].contains(what));
        let mut columns: Vec<_> = columns
            .map(|(what, heading)| format!("{what} {}", quoted(heading)))
            .collect();
        if columns.is_empty() {
            columns.push("left out, see below".into());
        }
        let sheet = file
            .sheet
            .as_ref()
            .map(|sheet| format!(", sheet {}", quoted(sheet)));
        let sheet = sheet.unwrap_or_default();
        writeln!(to, "    {}{sheet}: {}", file.file, columns.join(", "))?;
    }
    writeln!(to, "  taken      {}", grouped(sum(|file| file.taken)))?;
    writeln!(to, "  duplicate  {}", grouped(sum(|file| file.duplicate)))?;
    writeln!(to, "  rejected   {}", grouped(sum(|file| file.rejected)))?;
    for (reason, count) in &summary.rejects {
        writeln!(to, "    {reason}: {}", grouped(*count))?;
    }
    Ok(())
}

/// The numbers listed, and those that are not.
fn print_listed(to: &mut impl Write, summary: &Summary, min_reports: u32) -> std::io::Result<()> {
    writeln!(
        to,
        "Listed     {}",
        counted(summary.listed, "number", "numbers")
    )?;
    for (tag, count) in &summary.by_tag {
        writeln!(to, "  {tag}: {}", grouped(*count))?;
    }
    // The policy asks for more only of what nobody has verified.
    let verified = if min_reports > 1 && summary.resting_on_one > 0 {
        " (verified)"
    } else {
        ""
    };
    writeln!(
        to,
        "  on one complaint alone: {}{verified}",
        grouped(summary.resting_on_one)
    )?;
    if summary.undated > 0 {
        writeln!(
            to,
            "  on undated complaints alone: {} ({} out by {})",
            grouped(summary.undated),
            either(summary.undated, "it never ages", "these never age"),
            either(summary.undated, "itself", "themselves")
        )?;
    }
    for (reason, count) in &summary.not_listed {
        let to_review = Fate::NOT_LISTED
            .iter()
            .any(|fate| fate.needs_review() && fate.reason() == Some(reason));
        let hint = if to_review {
            " (see private/review.csv)"
        } else {
            ""
        };
        writeln!(to, "  not listed, {reason}: {}{hint}", grouped(*count))?;
    }
    Ok(())
}

/// The list itself.
fn print_list(to: &mut impl Write, summary: &Summary) -> std::io::Result<()> {
    writeln!(
        to,
        "List       serial {}, {}, {}",
        summary.serial,
        counted(summary.list_bytes, "byte", "bytes"),
        if summary.signed {
            "signed"
        } else {
            "NOT SIGNED: readers refuse it (--key signs it, or `jaanch seal` later)"
        }
    )?;
    match &summary.false_alarms {
        Some(alarms) => writeln!(
            to,
            "  false alarms: {} of {} Indian mobile numbers (all were tried)",
            grouped(alarms.hits),
            grouped(alarms.space)
        )?,
        None if summary.false_positive_rate > 0.0 => {
            writeln!(
                to,
                "  false alarms: about 1 in {} other numbers (not swept)",
                whole(1.0 / summary.false_positive_rate)
            )?;
        }
        None => {}
    }
    if summary.never_flagged > 0 {
        writeln!(
            to,
            "  never flagged, delisted and protected: {} (proven; salts tried: {})",
            grouped(summary.never_flagged),
            summary.salts_tried
        )?;
    } else {
        writeln!(
            to,
            "  never flagged: no number (--delisted and --protected name some)"
        )?;
    }
    Ok(())
}

/// `3 files (5 sheets)`; a workbook has one sheet at least, every other file is one table.
fn files_and_sheets(summary: &Summary) -> String {
    let files: BTreeSet<&str> = summary
        .files
        .iter()
        .map(|file| file.file.as_str())
        .collect();
    let sheets = summary.files.iter().filter(|file| file.sheet.is_some());
    let files = counted(size(files.len()), "file", "files");
    match size(sheets.count()) {
        0 => files,
        sheets => format!(
            "{files} ({} in workbooks)",
            counted(sheets, "sheet", "sheets")
        ),
    }
}

/// How much of each file of decisions was read: a person knows how many they wrote.
fn print_decisions(to: &mut impl Write, files: &[DecisionSummary]) -> std::io::Result<()> {
    if files.is_empty() {
        return Ok(());
    }
    writeln!(
        to,
        "Decisions  {} from {}",
        counted(files.iter().map(|file| file.rows).sum(), "row", "rows"),
        counted(size(files.len()), "file", "files")
    )?;
    for file in files {
        let short_codes = match file.short_codes {
            0 => String::new(),
            count => format!(
                ", {}, never listed anyway",
                counted(count, "short code", "short codes")
            ),
        };
        writeln!(
            to,
            "    {}: {} {}{short_codes}, from {}",
            file.file,
            counted(file.numbers, "number", "numbers"),
            file.option,
            counted(file.rows, "row", "rows")
        )?;
    }
    Ok(())
}

/// What the handsets of reported numbers brought.
fn print_linkage(to: &mut impl Write, linkage: &LinkageSummary) -> std::io::Result<()> {
    let sum = |of: fn(&SightingsSummary) -> u64| -> u64 { linkage.files.iter().map(of).sum() };
    writeln!(
        to,
        "Linkage    {} from {}",
        counted(sum(|file| file.rows), "sighting", "sightings"),
        counted(size(linkage.files.len()), "file", "files")
    )?;
    writeln!(
        to,
        "  in a handset of a reported number: {}",
        grouped(sum(|file| file.used))
    )?;
    writeln!(
        to,
        "  rejected   {}",
        grouped(sum(|file| file.rejected.values().sum()))
    )?;
    if let Some(approvals) = &linkage.approvals {
        writeln!(
            to,
            "  {}: {} approved, {} refused, from {}",
            approvals.file,
            counted(approvals.approved, "link", "links"),
            grouped(approvals.refused),
            counted(approvals.rows, "row", "rows")
        )?;
    }
    for (status, reasons) in &linkage.links {
        for (reason, count) in reasons {
            let hint = if *status == "review" {
                " (see private/linkage.csv)"
            } else {
                ""
            };
            writeln!(to, "  {status}, {reason}: {}{hint}", grouped(*count))?;
        }
    }
    writeln!(
        to,
        "  numbers listed because of a handset: {}",
        grouped(linkage.listed)
    )
}
