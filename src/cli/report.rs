//! `jaanch report`: a finished build's report brought up to date.

use std::io::Write;

use jaanch_core::number::Region;
use jaanch_desk::Error;
use jaanch_desk::build::follow_up::FollowUpFiles;
use jaanch_desk::cells::date;
use jaanch_desk::counts::{counted, either, grouped};
use jaanch_desk::report::Beside;
use jaanch_desk::report::renew::renew;

use crate::{OK, Outcome, args};

pub(crate) fn report(args: args::Report) -> Outcome {
    let files = FollowUpFiles {
        status: args.status,
        programmes: args.programmes,
    };
    // The portal that answers is India's.
    let as_of = args.as_of.unwrap_or_else(|| date::today(Region::IN));
    if !args.dir.join("private").join("report.json").is_file() {
        return Err(Box::new(Error::Content {
            path: args.dir,
            what: "no build's folder: it holds no private/report.json; name the folder that `jaanch build --out` wrote".into(),
        }));
    }
    let figures = renew(&args.dir, &files, as_of)?;
    let mut to = std::io::stdout().lock();
    print(&mut to, &figures.beside)?;
    let page = args.dir.join("private").join("report.html");
    writeln!(to, "Report     {}", page.display())?;
    Ok(OK)
}

/// What follows the list, in figures.
pub(crate) fn print(to: &mut impl Write, beside: &Beside) -> std::io::Result<()> {
    if let Some(handover) = &beside.handover {
        let files = u64::try_from(handover.files.len()).unwrap_or(u64::MAX);
        writeln!(
            to,
            "Hand over  {} in {} (private/cybersafe)",
            counted(handover.numbers, "number", "numbers"),
            counted(files, "upload file", "upload files")
        )?;
        let csv_only = handover.files.iter().filter(|file| file.csv_only).count();
        let csv_only = u64::try_from(csv_only).unwrap_or(u64::MAX);
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
    }
    if let Some(withdraw) = &beside.withdraw {
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
    }
    if let Some(status) = &beside.status {
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
