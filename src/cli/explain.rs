//! `jaanch build --explain`: why a number is or is not listed. Writes nothing.

use std::io::Write;

use jaanch_core::number::{Parsed, PhoneNumber, parse};
use jaanch_desk::build::Build;

use crate::common::{OK, Outcome, SOME_UNREADABLE, why};
use crate::progress::Bars;

pub(crate) fn explain(build: &Build, texts: &[String], bars: &Bars) -> Outcome {
    let region = build.config.region();
    let read: Vec<_> = texts.iter().map(|text| parse(text, region)).collect();
    let numbers: Vec<PhoneNumber> = read
        .iter()
        .filter_map(|read| match read {
            Ok(Parsed::Number(number)) => Some(*number),
            _ => None,
        })
        .collect();
    let explained = if numbers.is_empty() {
        Ok(Vec::new())
    } else {
        build.explain(&numbers, bars)
    };
    bars.finish();
    let mut explained = explained?.into_iter();
    let mut out = std::io::stdout().lock();
    let mut code = OK;
    for (at, (text, read)) in texts.iter().zip(read).enumerate() {
        if at > 0 {
            writeln!(out)?;
        }
        match read {
            Ok(Parsed::Number(_)) => {
                write!(out, "{}", explained.next().unwrap_or_default())?;
            }
            Ok(Parsed::ShortCode(code)) => writeln!(
                out,
                "{}\nVerdict\n  not listed, because a short code can be dialled and is never a list entry",
                code.digits
            )?,
            Err(reason) => {
                code = SOME_UNREADABLE;
                writeln!(out, "{text:?}\nVerdict\n  cannot be read: {}", why(reason))?;
            }
        }
    }
    Ok(code)
}
