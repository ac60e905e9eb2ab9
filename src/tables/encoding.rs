//! Which encoding a text file has, by its bytes.

use encoding_rs::{Encoding, UTF_16BE, UTF_16LE};

/// UTF-16 without a byte order mark needs this many bytes to be recognized.
const SHORTEST_UTF_16: usize = 20;

/// The text encoding detected so far.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TextEncoding {
    /// ASCII so far: the first row with other bytes decides.
    Ascii,
    Utf8,
    Windows1252,
}

impl TextEncoding {
    pub fn name(self) -> &'static str {
        match self {
            Self::Ascii | Self::Utf8 => "UTF-8",
            Self::Windows1252 => "windows-1252",
        }
    }
}

/// UTF-16, by its byte order mark or by the zeros that every ASCII character brings.
pub fn utf_16(head: &[u8]) -> Option<&'static Encoding> {
    if head.starts_with(b"\xff\xfe") {
        return Some(UTF_16LE);
    }
    if head.starts_with(b"\xfe\xff") {
        return Some(UTF_16BE);
    }
    if head.len() < SHORTEST_UTF_16 {
        return None;
    }
    // Line ends, digits and separators are ASCII in every export, whatever its language: a third of the units at least,
    // and no unit is zero as a whole.
    let units = head.len() / 2;
    let (mut low, mut high) = (0, 0);
    for unit in head.chunks_exact(2) {
        match unit {
            [0, 0] => return None,
            [_, 0] => low += 1,
            [0, _] => high += 1,
            _ => {}
        }
    }
    match (low * 3 >= units, high * 3 >= units) {
        (true, false) => Some(UTF_16LE),
        (false, true) => Some(UTF_16BE),
        _ => None,
    }
}

/// UTF-8 or Windows-1252: the only single-byte encoding that exports in Latin script still use. (For Hindi
/// and Punjabi there is none that the web's standard knows.)
pub fn detect(text: &[u8], is_cut: bool) -> TextEncoding {
    let (mut good, mut bad) = (0_usize, 0_usize);
    let mut chunks = text.utf8_chunks().peekable();
    while let Some(chunk) = chunks.next() {
        good += chunk.valid().chars().filter(|c| !c.is_ascii()).count();
        // The last character may be cut through.
        let at_the_cut = is_cut && chunks.peek().is_none();
        bad += usize::from(!chunk.invalid().is_empty() && !at_the_cut);
    }
    match (good, bad) {
        (0, 0) => TextEncoding::Ascii,
        (good, bad) if bad > good => TextEncoding::Windows1252,
        _ => TextEncoding::Utf8,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn encodings() {
        let le =
            |text: &str| -> Vec<u8> { text.encode_utf16().flat_map(u16::to_le_bytes).collect() };
        let be =
            |text: &str| -> Vec<u8> { text.encode_utf16().flat_map(u16::to_be_bytes).collect() };
        let hindi = "संदिग्ध मोबाइल,दिनांक\r\n5000000001,2026-10-01\r\n";
        assert_eq!(utf_16(&le(hindi)), Some(UTF_16LE));
        assert_eq!(utf_16(&be(hindi)), Some(UTF_16BE));
        assert_eq!(utf_16(hindi.as_bytes()), None);
        assert_eq!(utf_16(b"5\x000\x000\x00"), None);
        assert_eq!(utf_16(&[0; 64]), None);
        assert_eq!(detect(b"a,b\n", false), TextEncoding::Ascii);
        assert_eq!(detect(hindi.as_bytes(), false), TextEncoding::Utf8);
        assert_eq!(
            detect(b"Andr\xe9,5000000001\n", false),
            TextEncoding::Windows1252
        );
        // One damaged row does not change the file's encoding, and the end of the head may cut a character.
        let damaged = [hindi.as_bytes(), b"\xff,5000000001\n"].concat();
        assert_eq!(detect(&damaged, false), TextEncoding::Utf8);
        assert_eq!(
            detect("ab,é".as_bytes().split_last().unwrap().1, true),
            TextEncoding::Ascii
        );
    }
}
