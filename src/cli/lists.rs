//! Commands about one list: `inspect`, `verify`, `unseal`, `seal`, `sweep`.

use std::fs;
use std::io::Write;
use std::path::Path;

use jaanch_core::check::ListInfo;
use jaanch_core::list;
use jaanch_core::list::{Freshness, List, PublicKey, Signature, Trust};
use jaanch_desk::build::Progress;
use jaanch_desk::build::changes::Numbers;
use jaanch_desk::cells::date;
use jaanch_desk::counts::{counted, grouped, whole};
use jaanch_desk::{Error, keys, output, sweep as sweeping};
use jiff::civil::Date;

use crate::progress::Bars;
use crate::{OK, Outcome, args};

/// The moment to judge a list's age by, in Unix seconds.
pub(crate) fn moment(as_of: Option<Date>) -> u64 {
    let now = || u64::try_from(jiff::Timestamp::now().as_second()).unwrap_or_default();
    as_of.map_or_else(now, date::unix_seconds)
}

fn read(path: &Path) -> Result<Vec<u8>, Error> {
    fs::read(path).map_err(|source| Error::Io {
        path: path.to_path_buf(),
        action: "read",
        source,
    })
}

fn refused(path: &Path) -> impl Fn(list::ListError) -> Error {
    let path = path.to_path_buf();
    move |source| Error::List {
        path: path.clone(),
        source,
    }
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
    List::open(&read(path)?, trust).map_err(refused(path))
}

/// What is to be said of a list's age; nothing while it is fresh.
pub(crate) fn age(list: &List, now: u64) -> Option<String> {
    match list.freshness(now) {
        Freshness::Fresh => None,
        Freshness::Stale => Some("stale: older than seven days".into()),
        Freshness::Expired => Some(format!(
            "EXPIRED on {}",
            jaanch_core::check::rfc3339(list.expires())
        )),
        Freshness::Future => {
            Some("issued in the future: this machine's clock is wrong, or the list is".into())
        }
    }
}

/// The module's own description of a list, and what `signed: false` there leaves open.
#[derive(serde::Serialize)]
struct Inspected<'a> {
    #[serde(flatten)]
    info: ListInfo<'a>,
    /// `absent` or `unchecked`: inspecting has no key to check with.
    signature: &'static str,
    /// The id of the key that signed, in hexadecimal.
    #[serde(skip_serializing_if = "Option::is_none")]
    key: Option<String>,
}

pub(crate) fn inspect(args: &args::Inspect) -> Outcome {
    let list = open(&args.list, &[])?;
    let now = moment(None);
    let info = ListInfo::new(&list, now);
    let mut out = std::io::stdout().lock();
    if args.json {
        let (signature, key) = match list.signature() {
            Signature::Absent => ("absent", None),
            Signature::Unchecked(id) | Signature::Valid(id) => {
                ("unchecked", Some(format!("{id:016X}")))
            }
        };
        let inspected = Inspected {
            info,
            signature,
            key,
        };
        serde_json::to_writer_pretty(&mut out, &inspected)?;
        writeln!(out)?;
        return Ok(OK);
    }
    let text = |text: Option<&str>| text.unwrap_or("—").to_owned();
    writeln!(out, "Title        {}", text(info.title))?;
    writeln!(out, "Issuer       {}", text(info.issuer))?;
    writeln!(out, "Appeal       {}", text(info.appeal))?;
    writeln!(out, "Serial       {}", info.serial)?;
    writeln!(out, "Issued       {}", info.issued)?;
    writeln!(out, "Expires      {}  ({})", info.expires, info.freshness)?;
    writeln!(out, "Region       {}", info.region)?;
    writeln!(
        out,
        "Numbers      {}{}",
        grouped(info.count),
        if info.made_up {
            "  (all made up: a demonstration)"
        } else {
            ""
        }
    )?;
    writeln!(out, "Width        {} bits", info.width)?;
    writeln!(out, "Tags         {}", info.tags.join(", "))?;
    match info.false_alarms {
        Some(alarms) => writeln!(
            out,
            "False alarms {} of {} numbers tried",
            grouped(alarms.hits),
            grouped(alarms.space)
        )?,
        None => writeln!(out, "False alarms not counted")?,
    }
    if info.false_positive_rate > 0.0 {
        writeln!(
            out,
            "             expected: 1 in {} numbers that are not listed",
            whole(1.0 / info.false_positive_rate)
        )?;
    }
    let signature = match list.signature() {
        Signature::Absent => "none".to_owned(),
        Signature::Unchecked(id) | Signature::Valid(id) => {
            format!("by key {id:016X}, not checked (`jaanch verify` does)")
        }
    };
    writeln!(out, "Signature    {signature}")?;
    for (heading, counts) in [("Districts", info.districts.0), ("Sources", info.sources.0)] {
        for (at, (name, count)) in counts.iter().enumerate() {
            writeln!(
                out,
                "{:13}{name}: {}",
                if at == 0 { heading } else { "" },
                grouped(*count)
            )?;
        }
    }
    Ok(OK)
}

pub(crate) fn verify(args: &args::Verify) -> Outcome {
    let list = open(&args.list, &args.key)?;
    let Signature::Valid(id) = list.signature() else {
        return Err(Box::new(refused(&args.list)(list::ListError::Unsigned)));
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

pub(crate) fn unseal(args: &args::Unseal) -> Outcome {
    let file = read(&args.list)?;
    let (body, seal) = list::unseal(&file).map_err(refused(&args.list))?;
    // A folder of parts that do not make a list would only be found out later.
    List::open(&file, Trust::ANYONE).map_err(refused(&args.list))?;
    fs::create_dir_all(&args.out).map_err(|source| Error::Io {
        path: args.out.clone(),
        action: "create",
        source,
    })?;
    let (body_path, seal_path) = (args.out.join("body"), args.out.join("body.minisig"));
    output::replace(&body_path, body)?;
    println!("{}", body_path.display());
    if seal.is_empty() {
        let comment = list::trusted_comment(list::serial_of(body).map_err(refused(&args.list))?);
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

pub(crate) fn seal(args: &args::Seal) -> Outcome {
    let body = read(&args.body)?;
    List::open_body(&body).map_err(refused(&args.body))?;
    let serial = list::serial_of(&body).map_err(refused(&args.body))?;
    // The signature's own file is named where there is one, else the body it was made for.
    let (signature, named) = match (&args.signature, &args.key) {
        (Some(path), _) => (read(path)?, path),
        (None, Some(key)) => {
            let signature = super::build::open_signer(key)?.seal(&body, serial)?;
            (signature.into_bytes(), &args.body)
        }
        (None, None) => {
            return Err(Box::new(Error::Options(
                "name a signature file, or a key to sign with (--key)".into(),
            )));
        }
    };
    let signature = String::from_utf8(signature)
        .map_err(|_| Error::content(named, "this is no minisign signature file"))?;
    let file = keys::join(&body, &signature).map_err(refused(named))?;
    // Well formed, and of this list's serial; whether it fits the body only the public key can tell.
    match List::open(&file, Trust::ANYONE) {
        Ok(_) => {}
        Err(list::ListError::SerialMismatch) => {
            let comment = list::trusted_comment(serial);
            let what = format!(
                "the signature's trusted comment does not name this list's serial: sign the body again by `minisign -S … -t '{comment}'`"
            );
            return Err(Box::new(Error::content(named, what)));
        }
        Err(error) => return Err(Box::new(refused(named)(error))),
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

pub(crate) fn sweep(args: &args::Sweep) -> Outcome {
    let list = open(&args.list, &[])?;
    let listed = args.numbers.as_deref().map(Numbers::read).transpose()?;
    let listed = listed.map(|numbers| numbers.numbers());
    let bars = Bars::default();
    let range = sweeping::INDIAN_MOBILES;
    bars.step("Trying every Indian mobile number", range.end - range.start);
    let swept = sweeping::sweep(
        list.filter(),
        range,
        listed.as_deref().unwrap_or_default(),
        &|amount| bars.advance(amount),
    );
    bars.finish();
    let mut out = std::io::stdout().lock();
    writeln!(out, "tried    {}", grouped(swept.space))?;
    writeln!(out, "flagged  {}", grouped(swept.hits))?;
    if let Some(numbers) = &listed {
        let all = u64::try_from(numbers.len()).unwrap_or(u64::MAX);
        let outside = match all - swept.listed {
            0 => String::new(),
            outside => format!(
                "  (and {})",
                counted(
                    outside,
                    "that is no Indian mobile number",
                    "that are no Indian mobile numbers"
                )
            ),
        };
        writeln!(out, "listed   {}{outside}", grouped(swept.listed))?;
        writeln!(out, "false    {}", grouped(swept.false_alarms().hits))?;
    }
    Ok(OK)
}
