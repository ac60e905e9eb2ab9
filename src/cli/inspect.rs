//! `jaanch inspect`.

use std::io::Write;

use jaanch_core::check::ListInfo;
use jaanch_core::list::Signature;
use jaanch_desk::counts::{grouped, whole};

use crate::args;
use crate::common::{OK, Outcome, moment, open};

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
    let info = ListInfo::new(&list, moment(None));
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
    } else {
        print(&mut out, &info, list.signature())?;
    }
    Ok(OK)
}

fn print(out: &mut impl Write, info: &ListInfo<'_>, signature: Signature) -> std::io::Result<()> {
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
    let signature = match signature {
        Signature::Absent => "none".to_owned(),
        Signature::Unchecked(id) | Signature::Valid(id) => {
            format!("by key {id:016X}, not checked (`jaanch verify` does)")
        }
    };
    writeln!(out, "Signature    {signature}")?;
    print_counts(out, "Districts", info.districts.0)?;
    print_counts(out, "Sources", info.sources.0)
}

fn print_counts(
    out: &mut impl Write,
    heading: &str,
    counts: &[(String, u64)],
) -> std::io::Result<()> {
    for (at, (name, count)) in counts.iter().enumerate() {
        let heading = if at == 0 { heading } else { "" };
        writeln!(out, "{heading:13}{name}: {}", grouped(*count))?;
    }
    Ok(())
}
