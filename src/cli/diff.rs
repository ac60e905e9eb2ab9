//! `jaanch diff`: what the lists of two builds do not have in common.

use std::io::Write;

use jaanch_desk::build::changes;
use jaanch_desk::build::changes::Numbers;

use crate::args;
use crate::common::{OK, Outcome};
use crate::figures::print_changes;

pub(crate) fn diff(args: &args::Diff) -> Outcome {
    let old = Numbers::read(&args.old)?;
    let new = Numbers::read(&args.new)?;
    let reasons = changes::reasons_beside(&changes::numbers_file(&args.new))?;
    let changes = old.changes(&new, |number| match &reasons {
        None => changes::UNKNOWN,
        Some(reasons) => reasons
            .get(&number)
            .copied()
            .unwrap_or(changes::NOT_REPORTED),
    });
    let mut out = csv::Writer::from_writer(std::io::stdout().lock());
    out.write_record(["change", "e164", "tag_before", "tag_now", "reason"])?;
    for row in &changes.dropped {
        out.write_record(["dropped", &row.number.to_string(), &row.tag, "", row.reason])?;
    }
    for (number, tag) in &changes.added {
        out.write_record(["added", &number.to_string(), "", tag, ""])?;
    }
    for (number, before, now) in &changes.retagged {
        out.write_record(["tag-changed", &number.to_string(), before, now, ""])?;
    }
    out.flush()?;
    let mut messages = std::io::stderr().lock();
    print_changes(&mut messages, &changes.summary(&args.old))?;
    if reasons.is_none() && !changes.dropped.is_empty() {
        writeln!(
            messages,
            "jaanch: why numbers were dropped is not known, since no not_listed.csv lies beside {}",
            args.new.display()
        )?;
    }
    Ok(OK)
}
