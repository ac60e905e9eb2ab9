//! `jaanch keygen`.

use std::io::Write;

use jaanch_desk::{Error, keys};

use crate::args;
use crate::common::{OK, Outcome, PASSWORD_VARIABLE, password};

pub(crate) fn keygen(args: &args::Keygen) -> Outcome {
    let password = if args.no_password {
        None
    } else {
        let first = password("Password for the new key: ")?;
        if first.is_empty() {
            return Err(Box::new(Error::Usage(
                "the password is empty; --no-password makes a key without one".into(),
            )));
        }
        // Typed blindly, so typed twice.
        if std::env::var(PASSWORD_VARIABLE).is_err() && password("The same again: ")? != first {
            return Err(Box::new(Error::Usage(
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
