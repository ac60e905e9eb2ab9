//! The published file: opening one safely, asking it, and making one.
//!
//! docs/FORMAT.md specifies the bytes. [`List::open`] takes any bytes at all and either refuses them with one
//! [`ListError`] or gives a list whose every look-up stays inside its own memory: at most twice the file's size.

mod draft;
mod error;
mod filter;
mod header;
mod json;
mod notes;
mod seal;

pub use draft::{Draft, DraftError, MAX_EXPECTED_TRIES, Recipe, expected_tries};
pub use error::{Detail, ListError};
pub use filter::{Filter, salt};
pub use header::{MAX_FILE, MAX_NOTES, MAX_TAGS, Width};
pub use notes::{Counts, FalseAlarms, Notes, is_contact};
pub use seal::{PublicKey, join, trusted_comment};

use crate::list::header::{HEADER_LEN, Header, check_magic};
use crate::list::seal::{Seal, split};
use crate::number::{PhoneNumber, Region};

const DAY: u64 = 86_400;
/// A list older than this is stale: lists are meant to come out weekly.
const STALE_AFTER: u64 = 7 * DAY;
/// The first place on Earth to write a date does so this long before UTC: no sign of a wrong clock.
const EARLIEST_ZONE: u64 = 14 * 3_600;

/// Whose lists are accepted.
#[derive(Clone, Copy, Debug)]
pub struct Trust<'a> {
    /// The keys, one of which must have signed the list. Several, so that a new key can be introduced before the old
    /// one goes.
    pub keys: &'a [PublicKey],
    /// Accept a list that is not signed and, where no key is given, one whose signature is then not checked.
    pub allow_unsigned: bool,
}

impl<'a> Trust<'a> {
    /// Only lists signed by one of these keys.
    #[must_use]
    pub const fn keys(keys: &'a [PublicKey]) -> Self {
        Self {
            keys,
            allow_unsigned: false,
        }
    }

    /// Any list, its signature unchecked: for looking at a file, never for telling a citizen.
    pub const ANYONE: Trust<'static> = Trust {
        keys: &[],
        allow_unsigned: true,
    };
}

/// What is known about a list's signature.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Signature {
    /// There is none.
    Absent,
    /// There is one, by the key with this id; no key was given to check it with.
    Unchecked(u64),
    /// It is valid, by the key with this id.
    Valid(u64),
}

/// How old a list is, seen from a given moment. Information, not an error.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Freshness {
    /// Issued within seven days.
    Fresh,
    /// Older than seven days and not expired.
    Stale,
    /// Past its expiry: that a number is not on it says nothing any more.
    Expired,
    /// Issued in the future: the clock is wrong, or the list is.
    Future,
}

impl Freshness {
    /// The name used in JSON and at the JavaScript face.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Fresh => "fresh",
            Self::Stale => "stale",
            Self::Expired => "expired",
            Self::Future => "future",
        }
    }
}

/// An opened list.
pub struct List {
    header: Header,
    region: Region,
    home: Region,
    notes: Notes,
    filter: Filter,
    signature: Signature,
}

impl List {
    /// Opens the bytes of a whole file. Checked in this order: size, magic, seal bounds, signature, structure.
    ///
    /// # Errors
    /// See [`ListError`]; any bytes at all give one or a list, never a panic.
    pub fn open(file: &[u8], trust: Trust<'_>) -> Result<Self, ListError> {
        if file.len() > MAX_FILE {
            return Err(ListError::TooLarge {
                size: u64::try_from(file.len()).unwrap_or(u64::MAX),
            });
        }
        check_magic(file)?;
        let parts = split(file)?;
        let seal = match parts.seal {
            [] => None,
            text => Some(Seal::read(text)?),
        };
        let signature = match (&seal, trust) {
            (
                _,
                Trust {
                    keys: [],
                    allow_unsigned: false,
                },
            ) => return Err(ListError::NoKey),
            (
                None,
                Trust {
                    allow_unsigned: false,
                    ..
                },
            ) => return Err(ListError::Unsigned),
            (None, _) => Signature::Absent,
            (Some(seal), Trust { keys: [], .. }) => Signature::Unchecked(seal.key_id()),
            (Some(seal), Trust { keys, .. }) => {
                seal.verify(parts.body, keys)?;
                Signature::Valid(seal.key_id())
            }
        };
        let list = Self::read_body(parts.body, signature)?;
        if let Some(seal) = seal {
            seal.check_serial(list.header.serial)?;
        }
        Ok(list)
    }

    /// Opens a body alone: what is signed, before it is.
    ///
    /// # Errors
    /// See [`ListError`].
    pub fn open_body(body: &[u8]) -> Result<Self, ListError> {
        Self::read_body(body, Signature::Absent)
    }

    fn read_body(body: &[u8], signature: Signature) -> Result<Self, ListError> {
        let header = Header::read(body)?;
        let region = Region::new(header.region).ok_or(ListError::BadHeader {
            what: Detail::new("no plan is known for the default region"),
        })?;
        // The header's own checks keep each of these far below what a usize holds.
        let notes_len = usize::try_from(header.notes_len).map_err(|_| ListError::Truncated {
            part: Detail::new("notes"),
        })?;
        let (notes, rest) = body
            .get(HEADER_LEN..)
            .and_then(|rest| rest.split_at_checked(notes_len))
            .ok_or(ListError::Truncated {
                part: Detail::new("notes"),
            })?;
        let padding = (HEADER_LEN + notes_len).next_multiple_of(8) - (HEADER_LEN + notes_len);
        let (padding, fingerprints) =
            rest.split_at_checked(padding).ok_or(ListError::Truncated {
                part: Detail::new("padding"),
            })?;
        if padding.iter().any(|&byte| byte != 0) {
            return Err(ListError::BadPadding);
        }
        let declared = u64::from(header.slots) * u64::from(header.width.bits() / 8);
        let present = u64::try_from(fingerprints.len()).unwrap_or(u64::MAX);
        if present < declared {
            return Err(ListError::Truncated {
                part: Detail::new("fingerprints"),
            });
        }
        if present > declared {
            return Err(ListError::TrailingBytes {
                extra: present - declared,
            });
        }
        let notes = Notes::read(notes, header.tags)?;
        let filter = Filter::read(&header, fingerprints);
        Ok(Self {
            header,
            region,
            home: region,
            notes,
            filter,
            signature,
        })
    }

    /// The name of the most serious tag under which the number is flagged, truly or by chance; `None`: it is certainly
    /// not on the list.
    #[must_use]
    pub fn tag_of(&self, number: PhoneNumber) -> Option<&str> {
        let tag = self.filter.tag_of(number.e164())?;
        self.notes.tags.get(usize::from(tag)).map(String::as_str)
    }

    /// The filter, for asking it about very many numbers.
    #[must_use]
    pub fn filter(&self) -> &Filter {
        &self.filter
    }

    /// What the list says about itself.
    #[must_use]
    pub fn notes(&self) -> &Notes {
        &self.notes
    }

    /// What is known about its signature.
    #[must_use]
    pub fn signature(&self) -> Signature {
        self.signature
    }

    /// The region of a number written without country code.
    #[must_use]
    pub fn region(&self) -> Region {
        self.region
    }

    /// The list's own default region, wherever its reader is: the kinds of numbers are told for it.
    #[must_use]
    pub fn home(&self) -> Region {
        self.home
    }

    /// The same list for readers elsewhere: a number written without country code is then one of `region`.
    #[must_use]
    pub fn with_region(mut self, region: Region) -> Self {
        self.region = region;
        self
    }

    /// YYYYMMDDnn of its issue date; a later list of the same issuer has a higher one.
    #[must_use]
    pub fn serial(&self) -> u32 {
        self.header.serial
    }

    /// Refuses a list that is older than one already seen.
    ///
    /// # Errors
    /// [`ListError::OlderSerial`].
    pub fn require_serial(&self, minimum: u32) -> Result<(), ListError> {
        match self.header.serial {
            serial if serial < minimum => Err(ListError::OlderSerial { serial, minimum }),
            _ => Ok(()),
        }
    }

    /// When it was issued, in Unix seconds.
    #[must_use]
    pub fn issued(&self) -> u64 {
        self.header.issued
    }

    /// From when on it is expired, in Unix seconds.
    #[must_use]
    pub fn expires(&self) -> u64 {
        self.header.expires
    }

    /// How many numbers are on it.
    #[must_use]
    pub fn count(&self) -> u64 {
        self.header.count
    }

    /// Bits of each fingerprint.
    #[must_use]
    pub fn width(&self) -> Width {
        self.header.width
    }

    /// Whether all its numbers are made up (+91 50…): a demonstration.
    #[must_use]
    pub fn is_made_up(&self) -> bool {
        self.header.made_up
    }

    /// The chance that a number that was never listed is flagged: at most tags × 2^−width.
    #[must_use]
    pub fn false_positive_rate(&self) -> f64 {
        match self.header.count {
            0 => 0.0,
            _ => f64::from(self.header.tags) * self.header.width.chance(),
        }
    }

    /// How old the list is at `now` (Unix seconds).
    #[must_use]
    pub fn freshness(&self, now: u64) -> Freshness {
        if self.header.issued > now.saturating_add(EARLIEST_ZONE) {
            Freshness::Future
        } else if now >= self.header.expires {
            Freshness::Expired
        } else if now.saturating_sub(self.header.issued) > STALE_AFTER {
            Freshness::Stale
        } else {
            Freshness::Fresh
        }
    }
}

/// Splits a list file into its body and its seal (empty: unsigned), checking only that it is a list and that the
/// lengths are possible.
///
/// # Errors
/// [`ListError`].
pub fn unseal(file: &[u8]) -> Result<(&[u8], &[u8]), ListError> {
    check_magic(file)?;
    let parts = split(file)?;
    Ok((parts.body, parts.seal))
}

/// The serial of a body, which the trusted comment of its signature must name.
///
/// # Errors
/// [`ListError`] where the body's header is not one.
pub fn serial_of(body: &[u8]) -> Result<u32, ListError> {
    Header::read(body).map(|header| header.serial)
}
