//! A file of one JSON value a line.

use std::io::{BufRead, BufReader, Read};
use std::path::Path;

use crate::error::Error;
use crate::limits::Limits;
use crate::open::{Bytes, failed};
use crate::row::Go;

/// A line of the file.
pub enum Line<'a> {
    Text(&'a [u8]),
    TooLong(&'a [u8]),
}

/// Gives every line that is not blank to `each`, with its number, the first being 1.
pub fn lines(
    path: &Path,
    bytes: Bytes,
    limits: &Limits,
    each: &mut dyn FnMut(u64, Line<'_>) -> Result<Go, Error>,
) -> Result<(), Error> {
    let mut bytes = BufReader::with_capacity(1 << 16, bytes);
    let mut line = Vec::new();
    for number in 1.. {
        line.clear();
        let most = u64::try_from(limits.max_row_bytes).unwrap_or(u64::MAX);
        bytes
            .by_ref()
            .take(most.saturating_add(1))
            .read_until(b'\n', &mut line)
            .map_err(|error| failed(path, error))?;
        if line.is_empty() {
            break;
        }
        let too_long = !line.ends_with(b"\n") && line.len() > limits.max_row_bytes;
        if too_long {
            skip_line(&mut bytes).map_err(|error| failed(path, error))?;
        }
        let text = line.trim_ascii();
        if text.is_empty() && !too_long {
            continue;
        }
        let line = if too_long {
            Line::TooLong(line.get(..80).unwrap_or_default())
        } else {
            Line::Text(text)
        };
        if each(number, line)? == Go::Skip {
            break;
        }
    }
    Ok(())
}

fn skip_line(bytes: &mut impl BufRead) -> std::io::Result<()> {
    loop {
        let buffer = bytes.fill_buf()?;
        if buffer.is_empty() {
            return Ok(());
        }
        let (length, found) = match memchr::memchr(b'\n', buffer) {
            Some(at) => (at + 1, true),
            None => (buffer.len(), false),
        };
        bytes.consume(length);
        if found {
            return Ok(());
        }
    }
}
