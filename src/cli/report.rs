//! `jaanch report`: a finished build's report brought up to date.

use std::io::Write;

use jaanch_core::number::Region;
use jaanch_desk::report::follow_up::FollowUpFiles;
use jaanch_desk::report::renew::renew;
use jaanch_desk::{Error, calendar};

use crate::args;
use crate::common::{OK, Outcome};
use crate::figures::print_beside;

pub(crate) fn report(args: args::Report) -> Outcome {
    let files = FollowUpFiles {
        status: args.status,
        programmes: args.programmes,
    };
    // The portal that answers is India's.
    let as_of = args.as_of.unwrap_or_else(|| calendar::today(Region::IN));
    if !args.dir.join("private").join("report.json").is_file() {
        return Err(Box::new(Error::Content {
            path: args.dir,
            what: "no build's folder: it holds no private/report.json; name the folder that `jaanch build --out` wrote".into(),
        }));
    }
    let figures = renew(&args.dir, &files, as_of)?;
    let mut to = std::io::stdout().lock();
    print_beside(&mut to, &figures.beside)?;
    let page = args.dir.join("private").join("report.html");
    writeln!(to, "Report     {}", page.display())?;
    Ok(OK)
}
