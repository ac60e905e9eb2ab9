//! Compressed copies of the site's text files, for hosts that serve such copies as they are.

use std::io::{self, Write};
use std::path::Path;

use flate2::{Compression, GzBuilder};
use jaanch_desk::Error;
use rayon::iter::{IntoParallelIterator, ParallelIterator};

use crate::SiteError;
use crate::files::Files;

/// The suffixes of what compression makes smaller. The list is not among them: it changes more often than the site, and a
/// compressed copy left beside a new list would still be served.
const SUFFIXES: [&str; 8] = [
    "css",
    "html",
    "js",
    "json",
    "svg",
    "wasm",
    "webmanifest",
    "xml",
];

/// Brotli's best quality. An unoptimised build, as in the tests, would take ten seconds a site for it.
const QUALITY: i32 = if cfg!(debug_assertions) { 5 } else { 11 };

/// Adds `.br` and `.gz` copies of every file that they make smaller.
pub(crate) fn add(files: &mut Files) -> Result<(), SiteError> {
    let packed: Vec<_> = files
        .iter()
        .filter(|(path, _)| {
            path.rsplit_once('.')
                .is_some_and(|(_, suffix)| SUFFIXES.contains(&suffix))
        })
        .collect::<Vec<_>>()
        .into_par_iter()
        .map(|(path, bytes)| {
            let fail = |error| Error::io(Path::new(path), "compress")(error);
            Ok([
                (format!("{path}.br"), brotli(bytes).map_err(fail)?),
                (format!("{path}.gz"), gzip(bytes).map_err(fail)?),
            ])
        })
        .collect::<Result<_, SiteError>>()?;
    files.extend(packed.into_iter().flatten());
    Ok(())
}

fn brotli(bytes: &[u8]) -> io::Result<Vec<u8>> {
    let options = brotli::enc::BrotliEncoderParams {
        quality: QUALITY,
        size_hint: bytes.len(),
        ..Default::default()
    };
    let mut packed = Vec::new();
    brotli::BrotliCompress(&mut &*bytes, &mut packed, &options)?;
    Ok(packed)
}

/// Compresses without a time in the header, so that the same file gives the same bytes.
fn gzip(bytes: &[u8]) -> io::Result<Vec<u8>> {
    let mut packer = GzBuilder::new().write(Vec::new(), Compression::best());
    packer.write_all(bytes)?;
    packer.finish()
}

#[cfg(test)]
mod tests {
    use std::io::Read;

    use super::*;

    #[test]
    fn both_forms_hold_the_same_and_the_list_stays_alone() {
        let text = "a page of the site ".repeat(50).into_bytes();
        let mut files = Files::from([
            ("index.html".to_owned(), text.clone()),
            ("list.jaanch".to_owned(), text.clone()),
            ("icon.png".to_owned(), text.clone()),
        ]);
        add(&mut files).unwrap();
        let names: Vec<_> = files.keys().map(String::as_str).collect();
        assert_eq!(
            names,
            [
                "icon.png",
                "index.html",
                "index.html.br",
                "index.html.gz",
                "list.jaanch"
            ]
        );
        let (mut by_brotli, mut by_gzip) = (Vec::new(), Vec::new());
        brotli::BrotliDecompress(&mut files["index.html.br"].as_slice(), &mut by_brotli).unwrap();
        flate2::read::GzDecoder::new(files["index.html.gz"].as_slice())
            .read_to_end(&mut by_gzip)
            .unwrap();
        assert_eq!(by_brotli, text);
        assert_eq!(by_gzip, text);
        let again = files.clone();
        files.retain(|name, _| !name.ends_with("br") && !name.ends_with("gz"));
        add(&mut files).unwrap();
        assert_eq!(files, again, "the same files are packed alike");
    }
}
