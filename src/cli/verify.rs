//! `jaanch verify`.

use std::io::Write;

use jaanch_core::list::{ListError, Signature};
use jaanch_desk::Error;
use jaanch_desk::counts::counted;

use crate::args;
use crate::common::{OK, Outcome, age, moment, open};

pub(crate) fn verify(args: &args::Verify) -> Outcome {
    let list = open(&args.list, &args.key)?;
    let Signature::Valid(id) = list.signature() else {
        return Err(Box::new(Error::list(&args.list)(ListError::Unsigned)));
    };
    let age = age(&list, moment(args.as_of)).unwrap_or_else(|| "fresh".into());
    let mut out = std::io::stdout().lock();
    writeln!(
        out,
        "{}: valid, signed by key {id:016X}",
        args.list.display()
    )?;
    writeln!(
        out,
        "serial {}, {}, {age}",
        list.serial(),
        counted(list.count(), "number", "numbers")
    )?;
    Ok(OK)
}
