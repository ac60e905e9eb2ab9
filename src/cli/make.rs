//! `keygen`, `sample` and `site`.

use std::io::{IsTerminal, Write};

use super::{OK, Outcome, args};
use crate::registry::counts::counted;
use crate::registry::{Error, keys, sample as samples, site};

const PASSWORD_VARIABLE: &str = "JAANCH_KEY_PASSWORD";

/// The key's password: from the environment, else from a prompt. It is never printed or logged.
pub(super) fn password(prompt: &str) -> Result<String, Error> {
    match std::env::var(PASSWORD_VARIABLE) {
        Ok(password) => Ok(password),
        Err(_) if std::io::stdin().is_terminal() => rpassword::prompt_password(prompt)
            .map_err(|error| Error::Options(format!("the password could not be read: {error}"))),
        Err(_) => Err(Error::Options(format!(
            "the key needs a password: set {PASSWORD_VARIABLE}, or run this in a terminal"
        ))),
    }
}

pub(super) fn keygen(args: &args::Keygen) -> Outcome {
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

pub(super) fn sample(args: &args::Sample) -> Outcome {
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

pub(super) fn site(args: args::Site) -> Outcome {
    if !args.web.is_dir() {
        let what = "no such folder; --web names the one with templates, texts and the built module (www of the source)";
        return Err(Box::new(Error::Content {
            path: args.web,
            what: what.into(),
        }));
    }
    // Whatever the page would refuse, the desk refuses first.
    super::lists::open(&args.list, &args.key)?;
    let keys = args.key.iter().map(|key| keys::public_key_line(key));
    let options = site::SiteOptions {
        // Several while one key takes over from another: pages then open the lists of both.
        key: keys.collect::<Result<Vec<_>, _>>()?.join(" "),
        list: args.list,
        web: args.web,
        out: args.out.clone(),
        base_url: args.base_url,
    };
    let summary = site::render(&options)?;
    let mut out = std::io::stdout().lock();
    let files = u64::try_from(summary.files).unwrap_or(u64::MAX);
    writeln!(
        out,
        "{}, {} in {}",
        counted(files, "file", "files"),
        counted(summary.bytes, "byte", "bytes"),
        args.out.display()
    )?;
    writeln!(out, "languages: {}", summary.languages.join(", "))?;
    for language in &summary.unreviewed {
        writeln!(
            out,
            "  {language}: not yet signed off by a native speaker (\"reviewed\": false in its file)"
        )?;
    }
    Ok(OK)
}
