//! Figures that more than one command prints.

use std::io::Write;

use jaanch_desk::build::changes::ChangeSummary;
use jaanch_desk::counts::{counted, either, grouped};
use jaanch_desk::handover::HandoverSummary;
use jaanch_desk::handover::status::StatusSummary;
use jaanch_desk::handover::withdraw::WithdrawSummary;
use jaanch_desk::report::DeskFigures;

use crate::common::size;

/// What changed, in figures.
pub(crate) fn print_changes(to: &mut impl Write, changes: &ChangeSummary) -> std::io::Result<()> {
    writeln!(
        to,
        "Since      {}: {}",
        changes.since,
        counted(changes.before, "number", "numbers")
    )?;
    writeln!(to, "  added: {}", grouped(changes.added))?;
    writeln!(to, "  dropped: {}", grouped(changes.dropped.values().sum()))?;
    for (reason, count) in &changes.dropped {
        writeln!(to, "    {reason}: {}", grouped(*count))?;
    }
    writeln!(
        to,
        "  tag changed: {}",
        grouped(changes.tag_changed.values().sum())
    )?;
    for (change, count) in &changes.tag_changed {
        writeln!(to, "    {change}: {}", grouped(*count))?;
    }
    Ok(())
}

/// What follows the list.
pub(crate) fn print_beside(to: &mut impl Write, beside: &DeskFigures) -> std::io::Result<()> {
    if let Some(handover) = &beside.handover {
        print_handover(to, handover)?;
    }
    if let Some(withdraw) = &beside.withdraw {
        print_withdrawals(to, withdraw)?;
    }
    if let Some(status) = &beside.status {
        print_status(to, status)?;
    }
    if let Some(reach) = &beside.reach {
        writeln!(
            to,
            "Reached    {} by {}",
            counted(reach.total.people, "person", "people"),
            counted(reach.total.programmes, "programme", "programmes")
        )?;
    }
    Ok(())
}

/// The upload files.
fn print_handover(to: &mut impl Write, handover: &HandoverSummary) -> std::io::Result<()> {
    writeln!(
        to,
        "Hand over  {} in {} (private/cybersafe)",
        counted(handover.numbers, "number", "numbers"),
        counted(size(handover.files.len()), "upload file", "upload files")
    )?;
    let csv_only = handover.files.iter().filter(|file| file.csv_only).count();
    let csv_only = size(csv_only);
    if csv_only > 0 {
        writeln!(
            to,
            "  as CSV alone, since {} more than {}: {} ([cybersafe] rows_per_file makes parts, xlsx_max_rows larger workbooks)",
            either(csv_only, "it has", "they have"),
            counted(handover.xlsx_max_rows.into(), "row", "rows"),
            grouped(csv_only)
        )?;
    }
    if handover.before > 0 {
        writeln!(
            to,
            "  listed before, in no file: {}",
            grouped(handover.before)
        )?;
    }
    if handover.not_for_upload > 0 {
        writeln!(
            to,
            "  no ten-digit Indian numbers, not for upload: {}",
            grouped(handover.not_for_upload)
        )?;
    }
    Ok(())
}

/// The numbers that the portal has to withdraw.
fn print_withdrawals(to: &mut impl Write, withdraw: &WithdrawSummary) -> std::io::Result<()> {
    let others = [
        ("complainants'", withdraw.complainant),
        ("with a possible new holder", withdraw.disconnected),
    ];
    let others = others.into_iter().filter(|(_, count)| *count > 0);
    let others: String = others
        .map(|(what, count)| format!(", {what} {}", grouped(count)))
        .collect();
    writeln!(
        to,
        "Withdraw   {} that the portal has, delisted {}, protected {}{others} (private/withdraw.csv)",
        counted(withdraw.numbers, "number", "numbers"),
        grouped(withdraw.delisted),
        grouped(withdraw.protected)
    )?;
    Ok(())
}

/// The portal's answers.
fn print_status(to: &mut impl Write, status: &StatusSummary) -> std::io::Result<()> {
    let listed = &status.listed;
    writeln!(
        to,
        "Status     blocked {}, uploaded {}, refused {}, withdrawn {}, no answer known {}",
        grouped(listed.blocked),
        grouped(listed.uploaded),
        grouped(listed.refused),
        grouped(listed.withdrawn),
        grouped(listed.no_answer)
    )?;
    if status.rows_without_answer > 0 {
        writeln!(
            to,
            "  rows of the status file without an answer, passed over: {}",
            grouped(status.rows_without_answer)
        )?;
    }
    let gone = status.no_longer_listed.blocked;
    if gone > 0 {
        writeln!(to, "  blocked, but no longer listed: {}", grouped(gone))?;
    }
    Ok(())
}
