//! `site`.

use std::io::Write;

use jaanch_core::list::{Freshness, List};
use jaanch_desk::counts::counted;
use jaanch_desk::{Error, keys};

use crate::args;
use crate::common::{OK, Outcome, age, moment, open, size};

pub(crate) fn site(args: args::Site) -> Outcome {
    if !args.web.is_dir() {
        let what = "no such folder; --web names the one with templates, texts and the built module (www of the source)";
        return Err(Box::new(Error::Content {
            path: args.web,
            what: what.into(),
        }));
    }
    // Whatever the page would refuse, the desk refuses first.
    let list = open(&args.list, &args.key)?;
    let keys = args.key.iter().map(|key| keys::public_key_line(key));
    let options = jaanch_site::SiteOptions {
        // Several while one key takes over from another: pages then open the lists of both.
        key: keys.collect::<Result<Vec<_>, _>>()?.join(" "),
        list: args.list,
        web: args.web,
        out: args.out,
        base_url: args.base_url,
        keep: args.keep,
    };
    let summary = jaanch_site::render(&options)?;
    let mut out = std::io::stdout().lock();
    writeln!(
        out,
        "{}, {} in {}",
        counted(size(summary.files), "file", "files"),
        counted(summary.bytes, "byte", "bytes"),
        options.out.display()
    )?;
    writeln!(out, "languages: {}", summary.languages.join(", "))?;
    for language in &summary.unreviewed {
        writeln!(
            out,
            "  {language}: not yet signed off by a native speaker (\"reviewed\": false in its file)"
        )?;
    }
    let base_url = options.base_url.as_deref();
    let base = base_url.unwrap_or_default().trim_end_matches('/');
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
    let aged = aged(&list, moment(None));
    let aged = aged.map(|age| format!("{}: {age}", options.list.display()));
    for warning in aged.into_iter().chain(base_url.and_then(without_https)) {
        eprintln!("jaanch: warning: {warning}");
    }
    Ok(OK)
}

/// What citizens would read on a site whose list is no longer, or not yet, what it should be.
fn aged(list: &List, now: u64) -> Option<String> {
    let age = age(list, now)?;
    let shown = match list.freshness(now) {
        Freshness::Expired => {
            "the page cannot say anything about a number that is not on it; build, sign and publish a new one"
        }
        Freshness::Future => {
            "until then the page tells people that their clock is wrong; look at --as-of of the build"
        }
        Freshness::Stale | Freshness::Fresh => {
            "the page says so, too; is there a newer one to publish?"
        }
    };
    Some(format!("{age}; {shown}"))
}

/// Without HTTPS a browser gives a page less, unless it comes from the machine itself.
fn without_https(base_url: &str) -> Option<String> {
    let rest = base_url.strip_prefix("http://")?;
    let host = rest.split('/').next().unwrap_or_default();
    let name = match host.rsplit_once(':') {
        Some((name, port)) if port.bytes().all(|byte| byte.is_ascii_digit()) => name,
        _ => host,
    };
    let name = name.to_ascii_lowercase();
    let own = ["localhost", "127.0.0.1", "[::1]"].contains(&name.as_str());
    (!own).then(|| {
        format!(
            "--base-url {base_url}: without HTTPS browsers offer neither the paste button nor use without a network; serve the site \
             by HTTPS and name its https:// address"
        )
    })
}
