//! `jaanch sweep`.

use std::io::Write;

use jaanch_desk::build::Progress;
use jaanch_desk::build::changes::Numbers;
use jaanch_desk::counts::{counted, grouped};
use jaanch_desk::sweep as sweeping;

use crate::args;
use crate::common::{OK, Outcome, open, size};
use crate::progress::Bars;

pub(crate) fn sweep(args: &args::Sweep) -> Outcome {
    let list = open(&args.list, &[])?;
    let listed = args.numbers.as_deref().map(Numbers::read).transpose()?;
    let listed = listed.map(|numbers| numbers.numbers());
    let bars = Bars::default();
    let range = sweeping::INDIAN_MOBILES;
    bars.step("Trying every Indian mobile number", range.end - range.start);
    let swept = sweeping::sweep(
        list.filter(),
        range,
        listed.as_deref().unwrap_or_default(),
        &|amount| bars.advance(amount),
    );
    bars.finish();
    let mut out = std::io::stdout().lock();
    writeln!(out, "tried    {}", grouped(swept.space))?;
    writeln!(out, "flagged  {}", grouped(swept.hits))?;
    if let Some(numbers) = &listed {
        let all = size(numbers.len());
        let outside = match all - swept.listed {
            0 => String::new(),
            outside => format!(
                "  (and {})",
                counted(
                    outside,
                    "that is no Indian mobile number",
                    "that are no Indian mobile numbers"
                )
            ),
        };
        writeln!(out, "listed   {}{outside}", grouped(swept.listed))?;
        writeln!(out, "false    {}", grouped(swept.false_alarms().hits))?;
    }
    Ok(OK)
}
