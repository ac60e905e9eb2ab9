//! The citizen's site: finished static pages, one set per language, with everything a check needs beside them.
//!
//! Texts come from `locales/<language>.json` and markup from `templates/`. The two must match exactly: a text that is missing,
//! or that no page shows, is an error that names it. Otherwise a tip could be missing in one of three languages without
//! anybody noticing, since few operators read all three.
//!
//! The whole site is made in memory and written to a new folder, which then replaces the old one: a failed run leaves the
//! previous site as it was.

mod address;
mod assets;
mod bundle;
mod compress;
mod embed;
mod error;
mod facts;
mod files;
mod folder;
mod headers;
mod html;
mod leftover_tags;
mod locale;
mod page;
mod pages;
mod partners;
mod poster;
mod qr;
mod release;
mod render;
mod share;
mod templates;
mod texts;
mod worker;

pub use embed::Embed;
pub use error::SiteError;
pub use render::{SiteOptions, SiteSummary, render};
