//! `jaanch check`.

use std::io::{BufRead, Read, Write};

use jaanch_core::check::{
    Answer, FoundVerdict, Outcome as Says, Verdict, answer, answer_message, rfc3339,
};
use jaanch_core::list::List;
use jaanch_core::number::Kind;
use serde::Serialize;

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
    let mut ask = |text: &str| -> Result<(), Box<dyn std::error::Error>> {
        let answer = if args.message {
            answer_message(&list, text, now)
        } else {
            answer(&list, text, now)
        };
        // The verdict of a message is its most serious one: if that is not "reported", none is.
        listed |= answer.verdict().outcome == Says::Reported;
        unreadable |= answer.verdict().outcome == Says::Unreadable;
        if args.json {
            serde_json::to_writer(&mut out, &Line::of(&answer))?;
            writeln!(out)?;
        } else {
            write!(out, "{}", lines(&list, text, &answer))?;
        }
        Ok(())
    };
    for text in &args.texts {
        let mut input = std::io::stdin().lock();
        // What is not UTF-8 is unreadable, and the answer says so.
        match text.as_str() {
            "-" if args.message => {
                let mut message = Vec::new();
                input.read_to_end(&mut message)?;
                ask(&String::from_utf8_lossy(&message))?;
            }
            "-" => {
                for line in input.split(b'\n') {
                    ask(String::from_utf8_lossy(&line?).trim_end_matches('\r'))?;
                }
            }
            text => ask(text)?,
        }
    }
    Ok(match (listed, unreadable) {
        (true, _) => SOME_LISTED,
        (false, true) => SOME_UNREADABLE,
        (false, false) => OK,
    })
}

/// The answer to one text in JSON: its verdict, and the numbers of a message beside it.
#[derive(Serialize)]
struct Line<'a> {
    #[serde(flatten)]
    verdict: &'a Verdict<'a>,
    #[serde(skip_serializing_if = "Option::is_none")]
    found: Option<&'a [FoundVerdict<'a>]>,
}

impl<'a> Line<'a> {
    fn of(answer: &'a Answer<'_>) -> Self {
        Self {
            verdict: answer.verdict(),
            found: answer.is_message().then_some(answer.found()),
        }
    }
}

/// The answer to one text in words: a line for each number.
fn lines(list: &List, text: &str, answer: &Answer<'_>) -> String {
    let text = text.trim();
    if answer.is_message() && answer.found().is_empty() {
        return format!("{text:?}  cannot read: there is no number in this message\n");
    }
    if answer.is_message() {
        let found = answer.found().iter();
        found
            .map(|found| line(list, text, &found.verdict))
            .collect()
    } else {
        line(list, text, answer.verdict())
    }
}

fn line(list: &List, text: &str, verdict: &Verdict<'_>) -> String {
    let number = verdict.number.as_ref();
    let shown = number.map_or_else(|| format!("{text:?}"), |number| number.display.clone());
    let says = match verdict.outcome {
        Says::Reported => format!("REPORTED ({})", verdict.tag.unwrap_or_default()),
        Says::NotListed => "not on this list (that does not make it safe)".into(),
        Says::CannotSay => format!(
            "cannot say: the list expired on {}",
            rfc3339(list.expires())
        ),
        Says::Service => match number.map(|number| number.kind) {
            Some(Kind::ShortCode) => {
                "a short code: it can be dialled, and is never a list entry".into()
            }
            kind => format!(
                "not on this list; of the {} series, which can be faked",
                kind.map_or("", Kind::name)
            ),
        },
        Says::Impossible => "impossible: nobody can hold this number, so it was forged".into(),
        Says::Unreadable => format!("cannot read: {}", verdict.reason.map_or("", why)),
    };
    format!("{shown}  {says}\n")
}
