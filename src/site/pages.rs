//! The pages that every language has, and where they are in the folder of a language.

/// A page that every language has.
#[derive(Clone, Copy)]
pub(crate) struct Page {
    /// Its template without suffix, its section of texts (`page.<id>`), and the name of its script.
    pub(crate) id: &'static str,
    /// Its folder below that of the language, with a slash at the end.
    pub(crate) path: &'static str,
}

/// The page for partner sites.
pub(crate) const PARTNERS: &str = "partners";

/// The poster, which exists only if the address that its QR code leads to is known.
pub(crate) const POSTER: &str = "poster";

/// The pages of a language, that of the check first.
pub(crate) const PAGES: [Page; 8] = [
    page("home", ""),
    page("report", "report/"),
    page("tips", "tips/"),
    page("list", "list/"),
    page("privacy", "privacy/"),
    page("accessibility", "accessibility/"),
    page(PARTNERS, "partners/"),
    page(POSTER, "poster/"),
];

/// The page at the top of the site, which sends visitors on to a language.
pub(crate) const ROOT: Page = page("root", "");

/// The page that partner sites frame. It exists once; its texts are the element's.
pub(crate) const EMBED: Page = page("embed", "");

/// Texts that pages show without a template asking for them: the top page has those of all languages.
pub(crate) const WELCOME: &str = "page.root.welcome";
/// The same for a visitor without a network.
pub(crate) const OFFLINE: &str = "page.root.offline";

/// The folders of the pages below that of a language.
pub(crate) fn paths() -> impl Iterator<Item = &'static str> {
    PAGES.iter().map(|page| page.path)
}

const fn page(id: &'static str, path: &'static str) -> Page {
    Page { id, path }
}
