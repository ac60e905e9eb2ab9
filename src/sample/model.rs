//! Complaints, and what is to become of the numbers in them.

use crate::districts::District;
use crate::numbers::MadeUp;

/// Where a complaint was made.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Source {
    /// The helpline 1930.
    Helpline,
    /// The portal cybercrime.gov.in.
    Portal,
}

/// What a complaint says about its suspect.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Suspect {
    /// One number.
    One(MadeUp),
    /// Two numbers in one cell: the complaint is about both.
    Two(MadeUp, MadeUp),
    /// A cell from which no number can be read, and the number before the damage.
    Damaged(Damage, MadeUp),
}

impl Suspect {
    /// The number, undamaged; the first of two.
    pub(crate) fn first(self) -> MadeUp {
        match self {
            Self::One(number) | Self::Two(number, _) | Self::Damaged(_, number) => number,
        }
    }
}

/// Why no number can be read from a cell.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Damage {
    /// The letter O instead of a zero.
    LetterO,
    /// A spreadsheet made `5.01234E+09` of it; the last digits are lost.
    Exponent,
    /// A digit is missing.
    NineDigits,
    /// There is a digit too many.
    ElevenDigits,
    /// The name of a message sender, such as `VM-DEMOBK`.
    SenderName,
    /// A word for "not known".
    Unknown,
    /// Nothing, or only spaces.
    Empty,
}

impl Damage {
    /// The name in lists of counts, such as `letter-o`.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::LetterO => "letter-o",
            Self::Exponent => "exponent",
            Self::NineDigits => "nine-digits",
            Self::ElevenDigits => "eleven-digits",
            Self::SenderName => "sender-name",
            Self::Unknown => "unknown",
            Self::Empty => "empty",
        }
    }
}

/// One complaint, however many exports contain it.
#[derive(Clone, Debug)]
pub(crate) struct Complaint {
    pub(crate) suspect: Suspect,
    pub(crate) district: District,
    /// Its age in days.
    pub(crate) days_ago: usize,
    pub(crate) source: Source,
    pub(crate) verified: bool,
    /// How many further exports contain it.
    pub(crate) copies: usize,
    /// Whether it may be given one more copy.
    pub(crate) copyable: bool,
}

/// Why a number is not listed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Reason {
    /// Its only complaint is unverified, however many exports contain that complaint.
    SingleUnverified,
    /// It has enough complaints, but the last one is more than 365 days old.
    TooOld,
}

impl Reason {
    /// The word for it in `truth.csv`.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::SingleUnverified => "single-unverified",
            Self::TooOld => "too-old",
        }
    }
}

/// What becomes of a number if the exports are the only input.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Standing {
    /// Listed, with three complaints or more.
    Often,
    /// Listed.
    Reported,
    Unlisted(Reason),
}

impl Standing {
    /// The same in the words of a build.
    pub(crate) const fn expected(self) -> Expected {
        match self {
            Self::Often => Expected::Listed("often"),
            Self::Reported => Expected::Listed("reported"),
            Self::Unlisted(Reason::SingleUnverified) => Expected::NotListed("too-few-complaints"),
            Self::Unlisted(Reason::TooOld) => Expected::NotListed("too-old"),
        }
    }
}

/// What becomes of a number if all files of the sample are given.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Expected {
    /// Listed with this tag.
    Listed(&'static str),
    /// Not listed, for this reason in the words of a build.
    NotListed(&'static str),
}
