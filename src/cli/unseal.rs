//! `jaanch unseal`.

use std::fs;

use jaanch_core::list;
use jaanch_core::list::{List, Trust};
use jaanch_desk::{Error, output};

use crate::args;
use crate::common::{OK, Outcome, read};

pub(crate) fn unseal(args: &args::Unseal) -> Outcome {
    let file = read(&args.list)?;
    let (body, seal) = list::unseal(&file).map_err(Error::list(&args.list))?;
    // A folder of parts that do not make a list would only be found out later.
    List::open(&file, Trust::ANYONE).map_err(Error::list(&args.list))?;
    fs::create_dir_all(&args.out).map_err(Error::io(&args.out, "create"))?;
    let (body_path, seal_path) = (args.out.join("body"), args.out.join("body.minisig"));
    output::replace(&body_path, body)?;
    println!("{}", body_path.display());
    if seal.is_empty() {
        let comment =
            list::trusted_comment(list::serial_of(body).map_err(Error::list(&args.list))?);
        eprintln!(
            "jaanch: the list is not signed, so there is no body.minisig; sign the body by `jaanch seal BODY --key SECRET --out LIST`, \
             or by `minisign -S -s SECRET -m BODY -t '{comment}'`"
        );
    } else {
        output::replace(&seal_path, seal)?;
        println!("{}", seal_path.display());
    }
    Ok(OK)
}
