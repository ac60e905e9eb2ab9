//! `jaanch build`.

use std::path::Path;

use jaanch_core::list::{List, Trust};
use jaanch_desk::build::Build;
use jaanch_desk::build::summary::Summary;
use jaanch_desk::config::Config;
use jaanch_desk::counts::counted;
use jaanch_desk::decisions::DecisionFiles;
use jaanch_desk::linkage::listing::LinkageFiles;
use jaanch_desk::report::follow_up::FollowUpFiles;
use jaanch_desk::{Error, calendar};

use crate::common::{OK, Outcome, open_signer, read};
use crate::progress::Bars;
use crate::summary::print;
use crate::{args, explain};

pub(crate) fn build(args: args::Build) -> Outcome {
    let config = args
        .config
        .as_deref()
        .map(Config::read)
        .transpose()?
        .unwrap_or_default();
    let build = Build {
        reports: args.reports,
        linkage: LinkageFiles {
            sightings: args.sightings,
            approvals: args.approvals,
        },
        decisions: DecisionFiles {
            delisted: args.delisted,
            protected: args.protected,
            disconnected: args.disconnected,
        },
        since: args.since,
        follow_up: FollowUpFiles {
            status: args.status,
            programmes: args.programmes,
        },
        as_of: args
            .as_of
            .unwrap_or_else(|| calendar::today(config.region())),
        serial: args.serial,
        previous: args.previous.as_deref().map(serial_of).transpose()?,
        bits: args.bits.and_then(|bits| bits.parse().ok()),
        sweep: !args.no_sweep,
        config,
    };
    let bars = Bars::default();
    let out = match args.out {
        Some(out) if args.explain.is_empty() => out,
        _ => return explain::explain(&build, &args.explain, &bars),
    };
    // The key first: a mistyped password should not cost a whole build.
    let signer = args.key.as_deref().map(open_signer).transpose()?;
    let summary = build.run(&out, signer.as_ref(), &bars);
    bars.finish();
    let summary = summary?;
    print(&summary, &out, build.config.policy.min_reports)?;
    warn(&summary, &build, &out);
    Ok(OK)
}

/// Says on standard error what a person should look at before publishing.
fn warn(summary: &Summary, build: &Build, out: &Path) {
    for warning in &summary.warnings {
        eprintln!("jaanch: warning: {warning}");
    }
    if summary.replaced_same_serial {
        let list = out.join("public").join("list.jaanch");
        eprintln!(
            "jaanch: warning: another list with the same serial, {}, lay in {} until now. If that one was published, do not \
             publish this one: readers who have seen it may keep it. Build again with --previous {}, or with --serial, for a later serial",
            summary.serial,
            out.display(),
            list.display()
        );
    }
    let ahead = calendar::days_between(calendar::today(build.config.region()), build.as_of);
    if ahead > 0 {
        eprintln!(
            "jaanch: warning: the date of issue, {}, lies {} ahead; once readers have seen serial {}, they refuse every list \
             before it",
            build.as_of,
            counted(ahead.unsigned_abs(), "day", "days"),
            summary.serial
        );
    }
}

fn serial_of(path: &Path) -> Result<u32, Error> {
    let list = List::open(&read(path)?, Trust::ANYONE).map_err(Error::list(path))?;
    Ok(list.serial())
}
