//! What several commands need: exit codes, lists, keys and the words for them.

use std::fs;
use std::io::IsTerminal;
use std::path::Path;

use jaanch_core::check::rfc3339;
use jaanch_core::list::{Freshness, List, PublicKey, Trust};
use jaanch_core::number::Reason;
use jaanch_desk::keys::Signer;
use jaanch_desk::{Error, calendar, keys};
use jiff::civil::Date;

/// No listed number, or nothing to complain about.
pub(crate) const OK: u8 = 0;
/// Something went wrong; a message says what.
pub(crate) const ERROR: u8 = 1;
/// `check`: at least one number is listed.
pub(crate) const SOME_LISTED: u8 = 3;
/// `check`: none is listed, but at least one text could not be read.
pub(crate) const SOME_UNREADABLE: u8 = 4;

/// What a command returns: its exit code, or the message of what went wrong.
pub(crate) type Outcome = Result<u8, Box<dyn std::error::Error>>;

/// A length as the figures count.
pub(crate) fn size(length: usize) -> u64 {
    u64::try_from(length).unwrap_or(u64::MAX)
}

/// The moment to judge a list's age by, in Unix seconds.
pub(crate) fn moment(as_of: Option<Date>) -> u64 {
    let now = || u64::try_from(jiff::Timestamp::now().as_second()).unwrap_or_default();
    as_of.map_or_else(now, calendar::unix_seconds)
}

/// Reads a file.
pub(crate) fn read(path: &Path) -> Result<Vec<u8>, Error> {
    fs::read(path).map_err(Error::io(path, "read"))
}

/// Opens a list; without keys its signature stays unchecked.
pub(crate) fn open(path: &Path, public: &[String]) -> Result<List, Error> {
    let public: Vec<PublicKey> = public
        .iter()
        .map(|key| keys::public_key(key))
        .collect::<Result<_, _>>()?;
    let trust = if public.is_empty() {
        Trust::ANYONE
    } else {
        Trust::keys(&public)
    };
    List::open(&read(path)?, trust).map_err(Error::list(path))
}

/// What is to be said of a list's age; nothing while it is fresh.
pub(crate) fn age(list: &List, now: u64) -> Option<String> {
    match list.freshness(now) {
        Freshness::Fresh => None,
        Freshness::Stale => Some("stale: older than seven days".into()),
        Freshness::Expired => Some(format!("EXPIRED on {}", rfc3339(list.expires()))),
        Freshness::Future => {
            Some("issued in the future: this machine's clock is wrong, or the list is".into())
        }
    }
}

pub(crate) const PASSWORD_VARIABLE: &str = "JAANCH_KEY_PASSWORD";

/// The key's password: from the environment, else from a prompt. It is never printed or logged.
pub(crate) fn password(prompt: &str) -> Result<String, Error> {
    match std::env::var(PASSWORD_VARIABLE) {
        Ok(password) => Ok(password),
        Err(_) if std::io::stdin().is_terminal() => rpassword::prompt_password(prompt)
            .map_err(|error| Error::Usage(format!("the password could not be read: {error}"))),
        Err(_) => Err(Error::Usage(format!(
            "the key needs a password: set {PASSWORD_VARIABLE}, or run this in a terminal"
        ))),
    }
}

/// Opens a secret key, asking for its password where it has one.
pub(crate) fn open_signer(path: &Path) -> Result<Signer, Box<dyn std::error::Error>> {
    let password = if keys::is_encrypted(path)? {
        Some(password("Password of the key: ")?)
    } else {
        None
    };
    Ok(Signer::open(path, password)?)
}

/// Why a text is no number.
pub(crate) fn why(reason: Reason) -> &'static str {
    match reason {
        Reason::Empty => "there is nothing",
        Reason::Letters => "there are letters among the digits",
        Reason::SenderName => "this is a sender's name, not a number",
        Reason::TooShort => "too few digits",
        Reason::TooLong => "too many digits",
        Reason::UnknownCountry => "no country has this code",
        Reason::SeveralNumbers => "more than one number",
        Reason::NotANumber => "this is not a number",
    }
}
