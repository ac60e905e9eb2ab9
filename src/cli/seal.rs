//! `jaanch seal`.

use jaanch_core::list;
use jaanch_core::list::{List, ListError, Trust};
use jaanch_desk::{Error, keys, output};

use crate::args;
use crate::common::{OK, Outcome, open_signer, read};

pub(crate) fn seal(args: &args::Seal) -> Outcome {
    let body = read(&args.body)?;
    List::open_body(&body).map_err(Error::list(&args.body))?;
    let serial = list::serial_of(&body).map_err(Error::list(&args.body))?;
    // The signature's own file is named where there is one, else the body it was made for.
    let (signature, named) = match (&args.signature, &args.key) {
        (Some(path), _) => (read(path)?, path),
        (None, Some(key)) => {
            let signature = open_signer(key)?.seal(&body, serial)?;
            (signature.into_bytes(), &args.body)
        }
        (None, None) => {
            return Err(Box::new(Error::Usage(
                "name a signature file, or a key to sign with (--key)".into(),
            )));
        }
    };
    let signature = String::from_utf8(signature)
        .map_err(|_| Error::content(named, "this is no minisign signature file"))?;
    let file = keys::join(&body, &signature).map_err(Error::list(named))?;
    // Well formed, and of this list's serial; whether it fits the body only the public key can tell.
    match List::open(&file, Trust::ANYONE) {
        Ok(_) => {}
        Err(ListError::SerialMismatch) => {
            let comment = list::trusted_comment(serial);
            let what = format!(
                "the signature's trusted comment does not name this list's serial: sign the body again by `minisign -S … -t '{comment}'`"
            );
            return Err(Box::new(Error::content(named, what)));
        }
        Err(error) => return Err(Box::new(Error::list(named)(error))),
    }
    output::replace(&args.out, &file)?;
    println!("{}", args.out.display());
    let done = if args.key.is_some() {
        "signed"
    } else {
        "joined"
    };
    eprintln!(
        "jaanch: {done}; check it with `jaanch verify {} --key PUBLIC`",
        args.out.display()
    );
    Ok(OK)
}
