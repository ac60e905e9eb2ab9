//! `jaanch sample`.

use std::io::Write;

use jaanch_desk::counts::counted;
use jaanch_sample as samples;

use crate::args;
use crate::common::{OK, Outcome, size};

pub(crate) fn sample(args: &args::Sample) -> Outcome {
    let mut options = samples::Options {
        count: args.count,
        ..samples::Options::default()
    };
    options.seed = args.seed.unwrap_or(options.seed);
    options.as_of = args.as_of.unwrap_or(options.as_of);
    let summary = samples::write(&args.out, &options)?;
    let mut out = std::io::stdout().lock();
    writeln!(
        out,
        "{} in {}",
        counted(size(summary.rows()), "row", "rows"),
        args.out.join("reports").display()
    )?;
    writeln!(
        out,
        "{} to be listed, see {}",
        counted(size(summary.listed), "number", "numbers"),
        args.out.join("truth.csv").display()
    )?;
    Ok(OK)
}
