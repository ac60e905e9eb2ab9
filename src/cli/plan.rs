//! `jaanch plan`: the promises of each width, side by side, before a list is made.

use std::io::Write;

use jaanch_core::list::{MAX_EXPECTED_TRIES, Width};
use jaanch_desk::counts::{counted, grouped, whole};
use jaanch_desk::forecast::{Promise, promises};
use jaanch_desk::sweep::INDIAN_MOBILES;

use crate::args;
use crate::common::{OK, Outcome};

/// Above this, a figure says no more than that it is out of reach.
const HARDLY_COUNTED: f64 = 1e9;
/// What docs/PRIVACY.md says at length.
const SECRECY: &str = "\
A list keeps no secrets. Whoever has it can try every Indian mobile number in seconds, as `jaanch sweep` does, and
finds every listed number, and with them those flagged by chance: the share above says how many of the finds are true.
So anybody found can say \"by chance\", within one release. Two releases undo that, since chance flags other numbers each
time: who keeps both has nearly the true list. docs/PRIVACY.md says more.";

pub(crate) fn plan(args: &args::Plan) -> Outcome {
    let space = INDIAN_MOBILES.end - INDIAN_MOBILES.start;
    let promises = promises(args.count, args.tags, args.protected);
    let mut out = std::io::stdout().lock();
    writeln!(
        out,
        "{} under {}, out of {} Indian mobile numbers\n",
        counted(args.count.into(), "number", "numbers"),
        counted(args.tags.into(), "tag", "tags"),
        grouped(space)
    )?;
    let protected = u64::try_from(args.protected).unwrap_or(u64::MAX);
    row(&mut out, "width", promises, |promise| {
        format!("{} bits", promise.width.bits())
    })?;
    row(
        &mut out,
        "bytes, without notes and signature",
        promises,
        |promise| promise.bytes.map_or_else(|| "over 64 MiB".into(), grouped),
    )?;
    row(&mut out, "a stranger is flagged", promises, |promise| {
        if promise.rate > 0.0 {
            format!("1 in {}", whole(1.0 / promise.rate))
        } else {
            "never".into()
        }
    })?;
    row(&mut out, "numbers falsely flagged", promises, |promise| {
        whole(promise.falsely_flagged)
    })?;
    row(
        &mut out,
        "of a sweep's finds truly listed",
        promises,
        |promise| format!("{:.2} %", 100.0 * promise.truly_listed),
    )?;
    let what = format!("lists made to protect {}", grouped(protected));
    row(&mut out, &what, promises, |promise| {
        if promise.tries > HARDLY_COUNTED {
            "beyond counting*".into()
        } else if promise.tries > MAX_EXPECTED_TRIES {
            format!("{}*", whole(promise.tries))
        } else {
            format!("{:.1}", promise.tries)
        }
    })?;
    if promises
        .iter()
        .any(|promise| promise.tries > MAX_EXPECTED_TRIES)
    {
        writeln!(
            out,
            "\n* `build` refuses what takes more than {MAX_EXPECTED_TRIES} lists on average until one flags no protected or delisted \
             number"
        )?;
    }
    writeln!(out, "\n{SECRECY}")?;
    Ok(OK)
}

fn row(
    out: &mut impl Write,
    what: &str,
    promises: [Promise; Width::ALL.len()],
    cell: impl Fn(&Promise) -> String,
) -> std::io::Result<()> {
    write!(out, "{what:<36}")?;
    for promise in &promises {
        write!(out, "{:>20}", cell(promise))?;
    }
    writeln!(out)
}
