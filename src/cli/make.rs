//! `keygen` and `sample`.

use std::io::{IsTerminal, Write};

use jaanch_desk::counts::counted;
use jaanch_desk::{Error, keys};
use jaanch_sample as samples;

use crate::{OK, Outcome, args};

const PASSWORD_VARIABLE: &str = "JAANCH_KEY_PASSWORD";

/// The key's password: from the environment, else from a prompt. It is never printed or logged.
pub(crate) fn password(prompt: &str) -> Result<String, Error> {
    match std::env::var(PASSWORD_VARIABLE) {
        Ok(password) => Ok(password),
        Err(_) if std::io::stdin().is_terminal() => rpassword::prompt_password(prompt)
            .map_err(|error| Error::Options(format!("the password could not be read: {error}"))),
        Err(_) => Err(Error::Options(format!(
            "the key needs a password: set {PASSWORD_VARIABLE}, or run this in a terminal"
        ))),
    }
}

pub(crate) fn keygen(args: &args::Keygen) -> Outcome {
    let password = if args.no_password {
        None
    } else {
        let first = password("Password for the new key: ")?;
        if first.is_empty() {
            return Err(Box::new(Error::Options(
                "the password is empty; --no-password makes a key without one".into(),
            )));
        }
        // Typed blindly, so typed twice.
        if std::env::var(PASSWORD_VARIABLE).is_err() && password("The same again: ")? != first {
            return Err(Box::new(Error::Options(
                "the two passwords differ; no key was made".into(),
            )));
        }
        Some(first)
    };
    let files = keys::generate(&args.out, password)?;
    let mut out = std::io::stdout().lock();
    writeln!(
        out,
        "secret key  {}  (keep it off the network, and a copy in a safe)",
        files.secret.display()
    )?;
    writeln!(out, "public key  {}", files.public.display())?;
    writeln!(out, "{}", files.line)?;
    Ok(OK)
}

pub(crate) fn sample(args: &args::Sample) -> Outcome {
    let mut options = samples::Options {
        count: args.count,
        ..samples::Options::default()
    };
    options.seed = args.seed.unwrap_or(options.seed);
    options.as_of = args.as_of.unwrap_or(options.as_of);
    let summary = samples::write(&args.out, &options)?;
    let size = |count: usize| u64::try_from(count).unwrap_or(u64::MAX);
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
