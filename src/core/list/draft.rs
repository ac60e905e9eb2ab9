//! Making a list: numbers with their tags in, the bytes of a body out.

use core::fmt;

use crate::list::filter::{Filter, salt};
use crate::list::header::Header;
use crate::list::{List, ListError, MAX_FILE, MAX_TAGS, Notes, Width};
use crate::number::{PhoneNumber, Region};

/// More tries than this to keep the protected numbers clear are not waited for.
pub const MAX_EXPECTED_TRIES: f64 = 200.0;
/// When fewer than 200 tries are expected, more than this never happen (the chance is below e⁻⁵⁰).
const MAX_TRIES: u32 = 10_000;

/// What a list is to be, apart from its numbers and notes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Recipe {
    /// Bits of each fingerprint.
    pub width: Width,
    /// The region of numbers written without country code.
    pub region: Region,
    /// YYYYMMDDnn of the issue date.
    pub serial: u32,
    /// Unix seconds.
    pub issued: u64,
    /// Unix seconds.
    pub expires: u64,
    /// How many tags there are, 1 to 8.
    pub tags: u8,
}

/// A filled filter that still waits for its notes, so that a sweep can count its false alarms first.
pub struct Draft {
    recipe: Recipe,
    made_up: bool,
    count: u64,
    filter: Filter,
    attempts: u32,
}

/// Why a list cannot be made.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub enum DraftError {
    /// A number has a tag that the recipe does not have, or there are none or more than eight tags.
    BadTag,
    /// A number stands twice: under which tag would it be?
    Twice(PhoneNumber),
    /// The filter could not be built.
    Construction,
    /// Too many numbers must not be flagged for this width.
    TooManyProtected {
        /// How many must not be.
        protected: usize,
        /// The tries that would be needed on average.
        expected: f64,
        /// The narrowest width that would do, if one would.
        width: Option<Width>,
    },
    /// A protected number is itself to be listed.
    ProtectedListed(PhoneNumber),
    /// The list would break a rule of its own format.
    Format(ListError),
}

impl fmt::Display for DraftError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::BadTag => {
                f.write_str("a list has one to eight tags, and every number one of them")
            }
            Self::Twice(number) => write!(f, "{number} stands twice"),
            Self::Construction => f.write_str("the filter could not be built with any salt"),
            Self::TooManyProtected {
                protected,
                expected,
                width,
            } => {
                write!(
                    f,
                    "{protected} numbers must not be flagged; at this width about {expected:.0} salts would have to be \
                     tried for that"
                )?;
                match width {
                    Some(width) => write!(f, ": use --bits {}", width.bits()),
                    None => f.write_str(", and no width is enough"),
                }
            }
            Self::ProtectedListed(number) => {
                write!(f, "{number} is protected and to be listed at once")
            }
            Self::Format(error) => error.fmt(f),
        }
    }
}

impl core::error::Error for DraftError {}

/// How many salts must be tried on average until none of so many numbers is flagged: 1 / (1 − p)^(tags × numbers).
#[must_use]
pub fn expected_tries(numbers: usize, width: Width, tags: u8) -> f64 {
    // A count far beyond f64's 53 bits is far beyond any list, too: infinity is then the right answer.
    let probes = u32::try_from(numbers).map_or(f64::INFINITY, f64::from) * f64::from(tags);
    (-probes * (-width.chance()).ln_1p()).exp()
}

impl Draft {
    /// Fills a filter with the numbers, each with the index of its tag, so that none of `avoid` is flagged.
    ///
    /// The result depends on the sets alone, not on their order. Salts are tried in a fixed sequence until one keeps all
    /// of `avoid` clear.
    ///
    /// # Errors
    /// See [`DraftError`].
    pub fn fill(
        recipe: Recipe,
        numbers: &[(PhoneNumber, u8)],
        avoid: &[PhoneNumber],
    ) -> Result<Self, DraftError> {
        let Recipe {
            width,
            tags,
            serial,
            ..
        } = recipe;
        if !(1..=MAX_TAGS).contains(&tags) || numbers.iter().any(|&(_, tag)| tag >= tags) {
            return Err(DraftError::BadTag);
        }
        let mut sorted: Vec<(PhoneNumber, u8)> = numbers.to_vec();
        sorted.sort_unstable();
        if let Some(pair) = sorted.windows(2).find_map(|pair| match pair {
            [(one, _), (other, _)] if one == other => Some(*one),
            _ => None,
        }) {
            return Err(DraftError::Twice(pair));
        }
        if let Some(&number) = avoid.iter().find(|&&n| {
            sorted
                .binary_search_by_key(&n, |&(listed, _)| listed)
                .is_ok()
        }) {
            return Err(DraftError::ProtectedListed(number));
        }
        let expected = expected_tries(avoid.len(), width, tags);
        if expected > MAX_EXPECTED_TRIES && !sorted.is_empty() {
            let enough =
                |other: &Width| expected_tries(avoid.len(), *other, tags) <= MAX_EXPECTED_TRIES;
            let width = Width::ALL.into_iter().find(enough);
            return Err(DraftError::TooManyProtected {
                protected: avoid.len(),
                expected,
                width,
            });
        }
        let keys: Vec<(u64, u8)> = sorted
            .iter()
            .map(|&(number, tag)| (number.e164(), tag))
            .collect();
        let (filter, attempts) = (0..MAX_TRIES)
            .find_map(|attempt| {
                let filter = Filter::build(&keys, width, salt(serial, attempt), tags)?;
                let clear = avoid
                    .iter()
                    .all(|number| filter.tag_of(number.e164()).is_none());
                clear.then_some((filter, attempt + 1))
            })
            .ok_or(DraftError::Construction)?;
        Ok(Self {
            recipe,
            made_up: !sorted.is_empty() && sorted.iter().all(|(number, _)| number.is_made_up()),
            count: u64::try_from(keys.len()).map_err(|_| DraftError::Construction)?,
            filter,
            attempts,
        })
    }

    /// The filled filter.
    #[must_use]
    pub fn filter(&self) -> &Filter {
        &self.filter
    }

    /// How many salts were tried.
    #[must_use]
    pub fn attempts(&self) -> u32 {
        self.attempts
    }

    /// The finished body, ready to be signed.
    ///
    /// # Errors
    /// [`DraftError::Format`] where the notes break their schema or the list would be too large.
    pub fn body(&self, notes: &Notes) -> Result<Vec<u8>, DraftError> {
        let Recipe {
            width,
            region,
            serial,
            issued,
            expires,
            tags,
        } = self.recipe;
        let notes = notes.write(tags).map_err(DraftError::Format)?;
        let descriptor = self.filter.descriptor();
        let slots = match self.count {
            0 => 0,
            _ => descriptor.segment_count_length + 2 * descriptor.segment_length,
        };
        let header = Header {
            width,
            made_up: self.made_up,
            region: region.bytes(),
            serial,
            issued,
            expires,
            salt: self.filter.salt(),
            count: self.count,
            seed: descriptor.seed,
            segment_length: descriptor.segment_length,
            segment_count_length: descriptor.segment_count_length,
            slots,
            notes_len: u32::try_from(notes.len()).unwrap_or(u32::MAX),
            tags,
        };
        let mut body = header.bytes();
        body.extend_from_slice(&notes);
        body.resize(body.len().next_multiple_of(8), 0);
        self.filter.write(&mut body);
        if body.len() > MAX_FILE {
            let size = u64::try_from(body.len()).unwrap_or(u64::MAX);
            return Err(DraftError::Format(ListError::TooLarge { size }));
        }
        // Whatever a reader would refuse, the writer refuses too.
        List::open_body(&body).map_err(DraftError::Format)?;
        Ok(body)
    }
}
