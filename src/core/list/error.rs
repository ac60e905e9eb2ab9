//! Everything that can be wrong with a list, one variant each, with a code that programs can rely on.

use core::fmt;

/// Why a list was refused.
///
/// [`code`](Self::code) is stable across releases; the texts may improve.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum ListError {
    /// The file is larger than [`MAX_FILE`](super::MAX_FILE) bytes.
    TooLarge {
        /// Its size in bytes.
        size: u64,
    },
    /// The file does not begin as a jaanch list does.
    NotAList,
    /// A jaanch list of a version this reader does not know.
    UnknownVersion {
        /// The version's digit as it stands in the file.
        version: char,
    },
    /// The file ends before the part that is named.
    Truncated {
        /// Which part is not all there.
        part: Detail,
    },
    /// Bytes follow the end that the header declares.
    TrailingBytes {
        /// How many.
        extra: u64,
    },
    /// The seal is no well-formed minisign signature file, or its length is impossible.
    BadSeal {
        /// What is wrong with it.
        what: Detail,
    },
    /// The list is not signed, and an unsigned one was not allowed.
    Unsigned,
    /// No public key was given, and an unchecked list was not allowed.
    NoKey,
    /// A text given as a public key is none.
    BadKey,
    /// The list is signed, but by none of the keys given.
    WrongKey {
        /// The id of the key that signed it.
        key_id: u64,
    },
    /// The signature by a known key does not fit the list: it was changed after it was signed.
    BadSignature,
    /// The trusted comment is signed but does not name this list's serial.
    SerialMismatch,
    /// The list is older than one that was already seen.
    OlderSerial {
        /// The serial of this list.
        serial: u32,
        /// The lowest that is accepted.
        minimum: u32,
    },
    /// A header field has a value it cannot have.
    BadHeader {
        /// Which field, and the rule it breaks.
        what: Detail,
    },
    /// A flag is set that this reader does not know.
    UnknownFlag {
        /// The whole flags byte.
        flags: u8,
    },
    /// A reserved byte or a padding byte is not zero.
    BadPadding,
    /// The filter's descriptor is impossible.
    BadDescriptor {
        /// Which rule it breaks.
        what: Detail,
    },
    /// The notes are longer than [`MAX_NOTES`](super::MAX_NOTES) bytes.
    NotesTooLarge {
        /// Their declared length in bytes.
        size: u32,
    },
    /// The notes are not JSON of the fixed schema.
    BadNotes {
        /// What is wrong with them.
        what: Detail,
    },
}

impl ListError {
    /// A stable name for programs: the module's `JaanchError.code`.
    #[must_use]
    pub const fn code(&self) -> &'static str {
        match self {
            Self::TooLarge { .. } => "too-large",
            Self::NotAList => "not-a-list",
            Self::UnknownVersion { .. } => "unknown-version",
            Self::Truncated { .. } => "truncated",
            Self::TrailingBytes { .. } => "trailing-bytes",
            Self::BadSeal { .. } => "bad-seal",
            Self::Unsigned => "unsigned",
            Self::NoKey => "no-key",
            Self::BadKey => "bad-key",
            Self::WrongKey { .. } => "wrong-key",
            Self::BadSignature => "bad-signature",
            Self::SerialMismatch => "serial-mismatch",
            Self::OlderSerial { .. } => "older-serial",
            Self::BadHeader { .. } => "bad-header",
            Self::UnknownFlag { .. } => "unknown-flag",
            Self::BadPadding => "bad-padding",
            Self::BadDescriptor { .. } => "bad-descriptor",
            Self::NotesTooLarge { .. } => "notes-too-large",
            Self::BadNotes { .. } => "bad-notes",
        }
    }

    /// What is wrong, in words, without details; the browser module carries no more than this.
    #[must_use]
    pub const fn message(&self) -> &'static str {
        match self {
            Self::TooLarge { .. } => "the file is larger than the 64 MiB a list may have",
            Self::NotAList => "this is not a jaanch list: it does not begin with \"JAANCH1\"",
            Self::UnknownVersion { .. } => {
                "this list has another format version than 1, the only one this reader knows"
            }
            Self::Truncated { .. } => "the list is cut short",
            Self::TrailingBytes { .. } => "there are bytes too many after the fingerprints",
            Self::BadSeal { .. } => "the seal is damaged",
            Self::Unsigned => "the list is not signed",
            Self::NoKey => "no public key was given to check the signature with",
            Self::BadKey => "this is not a minisign public key: 56 characters that begin with RW",
            Self::WrongKey { .. } => "the list is signed by another key",
            Self::BadSignature => {
                "the signature does not fit: the list was changed after it was signed"
            }
            Self::SerialMismatch => {
                "the signature's trusted comment does not name this list's serial"
            }
            Self::OlderSerial { .. } => "the list is older than one that was already seen",
            Self::BadHeader { .. } => "bad header",
            Self::UnknownFlag { .. } => "the list has a flag that this reader does not know",
            Self::BadPadding => "a reserved or padding byte is not zero",
            Self::BadDescriptor { .. } => "impossible filter",
            Self::NotesTooLarge { .. } => "the notes are larger than 64 KiB",
            Self::BadNotes { .. } => "bad notes",
        }
    }
}

impl fmt::Display for ListError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.message())?;
        match self {
            Self::Truncated { part } => write!(f, " in its {}", part.text()),
            Self::BadSeal { what }
            | Self::BadHeader { what }
            | Self::BadDescriptor { what }
            | Self::BadNotes { what } => write!(f, ": {}", what.text()),
            Self::TooLarge { size } => write!(f, " ({size} bytes)"),
            Self::UnknownVersion { version } => write!(f, " (version {version})"),
            Self::TrailingBytes { extra } => write!(f, " ({extra})"),
            Self::WrongKey { key_id } => write!(f, " ({key_id:016X})"),
            Self::OlderSerial { serial, minimum } => {
                write!(f, " (serial {serial}, seen {minimum})")
            }
            Self::UnknownFlag { flags } => write!(f, " (0x{flags:02x})"),
            Self::NotesTooLarge { size } => write!(f, " ({size} bytes)"),
            _ => Ok(()),
        }
    }
}

/// Which part of a list, or which rule, in words. The browser module leaves the words out, since a page says it in the
/// reader's language by the error's code: 1.5 kB less.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Detail(#[cfg(not(target_arch = "wasm32"))] &'static str);

impl Detail {
    pub(crate) const fn new(text: &'static str) -> Self {
        #[cfg(not(target_arch = "wasm32"))]
        return Self(text);
        #[cfg(target_arch = "wasm32")]
        {
            let _ = text;
            Self()
        }
    }

    /// The words; none in the browser module.
    #[must_use]
    pub const fn text(self) -> &'static str {
        #[cfg(not(target_arch = "wasm32"))]
        return self.0;
        #[cfg(target_arch = "wasm32")]
        return "";
    }
}

impl core::error::Error for ListError {}
