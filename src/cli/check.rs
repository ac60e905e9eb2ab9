//! `jaanch check`.

use std::io::{BufRead, Write};

use jaanch_core::check;
use jaanch_core::check::{Outcome as Answer, Verdict};
use jaanch_core::list::List;
use jaanch_core::number::Kind;

use crate::args;
use crate::common::{OK, Outcome, SOME_LISTED, SOME_UNREADABLE, age, moment, open, why};

pub(crate) fn check(args: &args::Check) -> Outcome {
    let keys: Vec<String> = args.key.iter().cloned().collect();
    let list = open(&args.list, &keys)?;
    if keys.is_empty() {
        eprintln!("jaanch: the list's signature was not checked; --key checks it");
    }
    let now = moment(args.as_of);
    if let Some(age) = age(&list, now) {
        eprintln!("jaanch: {}: {age}", args.list.display());
    }
    let mut out = std::io::stdout().lock();
    let (mut listed, mut unreadable) = (false, false);
    let mut answer = |text: &str| -> Result<(), Box<dyn std::error::Error>> {
        let verdict = check::check(&list, text, now);
        listed |= verdict.outcome == Answer::Reported;
        unreadable |= verdict.outcome == Answer::Unreadable;
        if args.json {
            serde_json::to_writer(&mut out, &verdict)?;
            writeln!(out)?;
        } else {
            writeln!(out, "{}", line(&list, text, &verdict))?;
        }
        Ok(())
    };
    for text in &args.numbers {
        if text == "-" {
            for line in std::io::stdin().lock().split(b'\n') {
                // What is not UTF-8 is unreadable, and the answer says so.
                answer(String::from_utf8_lossy(&line?).trim_end_matches('\r'))?;
            }
        } else {
            answer(text)?;
        }
    }
    Ok(match (listed, unreadable) {
        (true, _) => SOME_LISTED,
        (false, true) => SOME_UNREADABLE,
        (false, false) => OK,
    })
}

/// One answer in words.
fn line(list: &List, text: &str, verdict: &Verdict<'_>) -> String {
    let shown = verdict.number.as_ref().map_or_else(
        || format!("{:?}", text.trim()),
        |number| number.display.clone(),
    );
    let says = match verdict.outcome {
        Answer::Reported => format!("REPORTED ({})", verdict.tag.unwrap_or_default()),
        Answer::NotListed => "not on this list (that does not make it safe)".into(),
        Answer::CannotSay => format!(
            "cannot say: the list expired on {}",
            jaanch_core::check::rfc3339(list.expires())
        ),
        Answer::Service => match verdict.number.as_ref().map(|number| number.kind) {
            Some(Kind::ShortCode) => {
                "a short code: it can be dialled, and is never a list entry".into()
            }
            kind => format!(
                "not on this list; of the {} series, which can be faked",
                kind.map_or("", Kind::name)
            ),
        },
        Answer::Impossible => "impossible: nobody can hold this number, so it was forged".into(),
        Answer::Unreadable => format!("cannot read: {}", verdict.reason.map_or("", why)),
    };
    format!("{shown}  {says}")
}
