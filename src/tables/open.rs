//! What kind of file it is, by its content: packed or not, workbook, JSON or text, and in which encoding.

use std::fs::File;
use std::io::{self, BufReader, Cursor, Read, Seek, SeekFrom};
use std::path::Path;

use encoding_rs_io::DecodeReaderBytesBuilder;
use flate2::read::MultiGzDecoder;

use crate::encoding::{TextEncoding, detect, utf_16};
use crate::error::Error;
use crate::limits::Limits;

/// How much of a file is read to detect what it is.
pub const HEAD: usize = 64 << 10;

/// The bytes of a stream.
pub type Bytes = Box<dyn Read + Send>;

/// The bytes of a workbook.
pub trait Seekable: Read + Seek {}
impl<T: Read + Seek> Seekable for T {}

/// A file that was opened, and what it holds.
pub enum Opened {
    /// CSV and its kin.
    Text {
        head: Vec<u8>,
        bytes: Bytes,
        encoding: TextEncoding,
        /// What it is, for a person.
        format: &'static str,
    },
    /// One JSON value.
    Json { bytes: Bytes },
    /// A JSON value a line.
    JsonLines { bytes: Bytes },
    /// A ZIP archive that holds a workbook.
    Zip { bytes: Box<dyn Seekable> },
    /// An old workbook, or one locked with a password.
    Compound { bytes: Vec<u8> },
}

/// Opens a file and finds out what it is.
///
/// # Errors
/// The file cannot be read, is empty, or is nothing that holds rows.
pub fn open(path: &Path, limits: &Limits) -> Result<Opened, Error> {
    let mut file = File::open(path).map_err(Error::io(path, "open"))?;
    let first = head_of(&mut file, path)?;
    if first.starts_with(b"\x1f\x8b") {
        file.seek(SeekFrom::Start(0))
            .map_err(Error::io(path, "read"))?;
        let unpacked = MultiGzDecoder::new(BufReader::with_capacity(1 << 18, file));
        return sort(path, Box::new(unpacked), None, limits);
    }
    let whole = file.try_clone().map_err(Error::io(path, "open"))?;
    file.seek(SeekFrom::Start(0))
        .map_err(Error::io(path, "read"))?;
    sort(path, Box::new(file), Some(whole), limits)
}

/// Whether a file begins as a workbook does.
///
/// # Errors
/// The file cannot be read.
pub fn is_workbook(path: &Path) -> Result<bool, Error> {
    let mut start = Vec::new();
    File::open(path)
        .and_then(|file| file.take(8).read_to_end(&mut start))
        .map_err(Error::io(path, "read"))?;
    Ok(start.starts_with(b"PK\x03\x04") || start.starts_with(b"\xd0\xcf\x11\xe0"))
}

fn head_of(bytes: &mut dyn Read, path: &Path) -> Result<Vec<u8>, Error> {
    let mut head = Vec::new();
    bytes
        .take(u64::try_from(HEAD).unwrap_or(u64::MAX))
        .read_to_end(&mut head)
        .map_err(|error| failed(path, error))?;
    Ok(head)
}

fn sort(path: &Path, bytes: Bytes, whole: Option<File>, limits: &Limits) -> Result<Opened, Error> {
    let mut bytes: Bytes = Box::new(Capped {
        bytes,
        left: limits.max_bytes,
        limit: limits.max_bytes,
    });
    let head = head_of(&mut bytes, path)?;
    let in_memory = |head: Vec<u8>, bytes: Bytes| {
        let mut all = Vec::new();
        head.chain(bytes)
            .take(limits.max_memory_bytes.saturating_add(1))
            .read_to_end(&mut all)
            .map_err(|error| failed(path, error))?;
        if u64::try_from(all.len()).unwrap_or(u64::MAX) > limits.max_memory_bytes {
            return Err(too_much(path, "max_memory_bytes", limits.max_memory_bytes));
        }
        Ok(all)
    };
    if head.starts_with(b"PK\x03\x04") || head.starts_with(b"PK\x05\x06") {
        let bytes: Box<dyn Seekable> = match whole {
            Some(file) => Box::new(BufReader::with_capacity(1 << 16, file)),
            None => Box::new(Cursor::new(in_memory(head, bytes)?)),
        };
        return Ok(Opened::Zip { bytes });
    }
    if head.starts_with(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1") {
        return Ok(Opened::Compound {
            bytes: in_memory(head, bytes)?,
        });
    }
    if head.starts_with(b"\x1f\x8b") {
        return Err(Error::content(
            path,
            "the file is packed twice; unpack it once",
        ));
    }
    text(path, head, bytes)
}

fn text(path: &Path, head: Vec<u8>, bytes: Bytes) -> Result<Opened, Error> {
    let (head, bytes, format) = match utf_16(&head) {
        None => (head, bytes, None),
        Some(encoding) => {
            let mut decoded = DecodeReaderBytesBuilder::new()
                .encoding(Some(encoding))
                .build(Cursor::new(head).chain(bytes));
            let head = head_of(&mut decoded, path)?;
            let decoded: Bytes = Box::new(decoded);
            (head, decoded, Some(encoding.name()))
        }
    };
    let start = head.strip_prefix(b"\xef\xbb\xbf").unwrap_or(&head);
    if start.iter().all(u8::is_ascii_whitespace) && head.len() < HEAD {
        return Err(Error::content(
            path,
            "the file is empty; leave it out, or export it again",
        ));
    }
    let begins = start.trim_ascii_start();
    if begins.starts_with(b"<") && is_markup(begins) {
        return Err(Error::content(
            path,
            "this is a web page or XML, whatever its name says; open it in a spreadsheet program and save it as XLSX or CSV",
        ));
    }
    if start.contains(&0) || begins.starts_with(b"%PDF-") {
        return Err(Error::content(
            path,
            "this is no text file and no workbook; export it as XLSX or CSV (UTF-8)",
        ));
    }
    let skipped = head.len() - start.len();
    let encoding = detect(start, head.len() == HEAD);
    let json = json_kind(path, begins, head.len() == HEAD);
    let mut head = head;
    let head = head.split_off(skipped);
    let all = |head: Vec<u8>, bytes: Bytes| -> Bytes { Box::new(Cursor::new(head).chain(bytes)) };
    Ok(match json {
        Some(JsonKind::Value) => Opened::Json {
            bytes: all(head, bytes),
        },
        Some(JsonKind::Lines) => Opened::JsonLines {
            bytes: all(head, bytes),
        },
        None => Opened::Text {
            head,
            bytes,
            encoding,
            format: format.unwrap_or(encoding.name()),
        },
    })
}

fn is_markup(begins: &[u8]) -> bool {
    let begins = begins.get(..begins.len().min(16)).unwrap_or(begins);
    let begins = begins.to_ascii_lowercase();
    let markup: [&[u8]; 7] = [
        b"<!doctype",
        b"<html",
        b"<?xml",
        b"<table",
        b"<head",
        b"<meta",
        b"<style",
    ];
    markup.iter().any(|tag| begins.starts_with(tag))
}

enum JsonKind {
    Value,
    Lines,
}

/// Whether a text is JSON: by its name, or because it begins as JSON and goes on as JSON.
fn json_kind(path: &Path, begins: &[u8], is_cut: bool) -> Option<JsonKind> {
    let name = path
        .file_name()
        .map(|name| name.to_string_lossy().to_lowercase())
        .unwrap_or_default();
    let name = name.strip_suffix(".gz").unwrap_or(&name);
    if name.ends_with(".jsonl") || name.ends_with(".ndjson") {
        return Some(JsonKind::Lines);
    }
    if !begins.starts_with(b"{") && !begins.starts_with(b"[") {
        return name.ends_with(".json").then_some(JsonKind::Value);
    }
    let mut values =
        serde_json::Deserializer::from_slice(begins).into_iter::<serde::de::IgnoredAny>();
    let first = values.next();
    let ends_at = values.byte_offset();
    let more = begins
        .get(ends_at..)
        .is_some_and(|rest| !rest.trim_ascii().is_empty());
    match first {
        Some(Ok(_)) if more => Some(JsonKind::Lines),
        Some(Ok(_)) => Some(JsonKind::Value),
        Some(Err(error)) if error.is_eof() && (is_cut || name.ends_with(".json")) => {
            Some(JsonKind::Value)
        }
        // "{broken}\n{…}": a line that is not JSON among lines that are.
        _ if name.ends_with(".json") => Some(JsonKind::Value),
        _ => None,
    }
}

/// Reading stopped because the limit on unpacked bytes was reached.
#[derive(Debug, thiserror::Error)]
#[error("more than {0} bytes")]
pub struct TooMuch(pub u64);

/// Lets so many bytes through, then fails.
struct Capped {
    bytes: Bytes,
    left: u64,
    limit: u64,
}

impl Read for Capped {
    fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
        let read = self.bytes.read(into)?;
        match self
            .left
            .checked_sub(u64::try_from(read).unwrap_or(u64::MAX))
        {
            Some(left) => self.left = left,
            None => return Err(io::Error::other(TooMuch(self.limit))),
        }
        Ok(read)
    }
}

/// The message for a file that asks for more than the configuration allows.
pub fn too_much(path: &Path, limit: &str, value: u64) -> Error {
    Error::content(
        path,
        format!(
            "the file unpacks to more than [intake] {limit} = {value}; if it really is an export of this size, raise the limit in \
             jaanch.toml and pass --config"
        ),
    )
}

/// What a failed read means.
pub fn failed(path: &Path, error: io::Error) -> Error {
    if let Some(TooMuch(limit)) = error.get_ref().and_then(|inner| inner.downcast_ref()) {
        return too_much(path, "max_bytes", *limit);
    }
    match error.kind() {
        io::ErrorKind::UnexpectedEof | io::ErrorKind::InvalidInput | io::ErrorKind::InvalidData => {
            Error::content(
                path,
                format!("the packed file is cut short or damaged ({error}); fetch it again"),
            )
        }
        _ => Error::io(path, "read")(error),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn json_is_found_by_content() {
        let kind = |name: &str, text: &[u8]| match json_kind(Path::new(name), text, false) {
            None => "text",
            Some(JsonKind::Value) => "value",
            Some(JsonKind::Lines) => "lines",
        };
        assert_eq!(kind("a.txt", b"[{\"a\":1}]"), "value");
        assert_eq!(kind("a.txt", b"{\"a\":1}\n{\"a\":2}\n"), "lines");
        assert_eq!(kind("a.json", b"{\"a\":1}\n{\"a\":2}\n"), "lines");
        assert_eq!(kind("a.json", b"{\"a\":[1,2]}\n"), "value");
        assert_eq!(kind("a.jsonl", b"{\"a\":1}\n"), "lines");
        assert_eq!(kind("a.json", b"[{\"a\":1},"), "value");
        assert_eq!(kind("a.csv", b"[draft],Number\n"), "text");
        assert_eq!(kind("a.csv", b"a,b\n"), "text");
    }
}
