//! `site`.

use std::io::Write;

use super::{OK, Outcome, args};
use crate::registry::counts::counted;
use crate::registry::{Error, keys, site};

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
        base_url: args.base_url.clone(),
        keep: args.keep,
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
    let base = args.base_url.unwrap_or_default();
    let base = base.trim_end_matches('/');
    let embed = &summary.embed;
    writeln!(out, "for other sites: {base}/{}", embed.entry)?;
    writeln!(out, "  integrity=\"{}\"", embed.integrity)?;
    writeln!(
        out,
        "  in a frame: {base}/embed.html, with {base}/{}",
        embed.frame
    )?;
    writeln!(out, "  integrity=\"{}\"", embed.frame_integrity)?;
    for version in &embed.kept {
        writeln!(out, "  kept: {version}")?;
    }
    Ok(OK)
}
