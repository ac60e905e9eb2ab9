//! Draws an address as a QR code: one SVG path, because the page's policy allows no inline style.

use std::fmt::Write;

use qrcode::{Color, EcLevel, QrCode};

/// A quarter of the code may be damaged: posters get torn and scribbled on.
const CORRECTION: EcLevel = EcLevel::Q;

/// The quiet zone that ISO/IEC 18004 requires on each side, in modules.
const QUIET: usize = 4;

/// A code, ready for `<svg viewBox="0 0 SIDE SIDE"><path d="PATH"/></svg>`.
#[derive(Debug)]
pub(crate) struct Code {
    /// The length of a side in modules, including the quiet zone.
    pub(crate) side: usize,
    /// All dark modules, adjacent ones in a row as one rectangle.
    pub(crate) path: String,
}

impl Code {
    /// Encodes an address; `None` if it is too long for any QR code.
    pub(crate) fn of(address: &str) -> Option<Self> {
        let code = QrCode::with_error_correction_level(address, CORRECTION).ok()?;
        let width = code.width();
        let mut path = String::new();
        for (y, row) in code.to_colors().chunks(width).enumerate() {
            let mut x = 0;
            for run in row.chunk_by(|a, b| a == b) {
                let length = run.len();
                if run.first() == Some(&Color::Dark) {
                    // Writing into a string cannot fail.
                    let _ = write!(path, "M{} {}h{length}v1h-{length}z", x + QUIET, y + QUIET);
                }
                x += length;
            }
        }
        Some(Self {
            side: width + 2 * QUIET,
            path,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Pixels of a side of a module: a reader of pictures wants more than one.
    const PIXELS: usize = 5;

    /// The dark modules that a path draws, row by row.
    fn drawn(code: &Code) -> Vec<bool> {
        let mut dark = vec![false; code.side * code.side];
        for part in code.path.split_terminator('z') {
            let part = part.strip_prefix('M').unwrap();
            let (place, shape) = part.split_once('h').unwrap();
            let (x, y) = place.split_once(' ').unwrap();
            let (x, y): (usize, usize) = (x.parse().unwrap(), y.parse().unwrap());
            let (length, rest) = shape.split_once("v1h-").unwrap();
            assert_eq!(length, rest, "it comes back to where it began");
            for step in 0..length.parse().unwrap() {
                let cell = &mut dark[y * code.side + x + step];
                assert!(!*cell, "no module is drawn twice");
                *cell = true;
            }
        }
        dark
    }

    /// What a reader of pictures makes of a code.
    fn read(code: &Code) -> String {
        let dark = drawn(code);
        let side = code.side * PIXELS;
        let mut picture = rqrr::PreparedImage::prepare_from_greyscale(side, side, |x, y| {
            if dark[y / PIXELS * code.side + x / PIXELS] {
                0
            } else {
                255
            }
        });
        let grids = picture.detect_grids();
        assert_eq!(grids.len(), 1);
        grids[0].decode().unwrap().1
    }

    #[test]
    fn a_reader_finds_the_address_in_it() {
        for address in [
            "https://example.org/hi/",
            "https://example.org/a%20path/that/is/rather/long/for/a/poster/in/the/street/pa/",
        ] {
            assert_eq!(read(&Code::of(address).unwrap()), address);
        }
    }

    #[test]
    fn a_piece_of_it_may_be_torn_out() {
        let code = Code::of("https://example.org/hi/").unwrap();
        // A piece of the right edge, where none of the patterns stands by which a reader finds its way.
        let torn: String = code
            .path
            .split_inclusive('z')
            .filter(|part| {
                let (x, y) = part[1..]
                    .split_once('h')
                    .unwrap()
                    .0
                    .split_once(' ')
                    .unwrap();
                let (x, y): (usize, usize) = (x.parse().unwrap(), y.parse().unwrap());
                let rows = code.side / 3..code.side * 3 / 5;
                !(x > code.side * 2 / 3 && rows.contains(&y))
            })
            .collect();
        assert!(torn.len() < code.path.len() * 19 / 20);
        let torn = Code {
            side: code.side,
            path: torn,
        };
        assert_eq!(read(&torn), "https://example.org/hi/");
    }

    #[test]
    fn an_address_that_no_code_can_hold_has_none() {
        assert!(Code::of(&format!("https://example.org/{}/", "a".repeat(3000))).is_none());
    }
}
