//! What a check can find, and the names of its enums in JSON.

use serde::{Serialize, Serializer};

/// What is to be said about a text. Never a mere yes or no: unreadable is not the same as not listed, and not listed is
/// not the same as safe.
///
/// Ordered from the most serious to the least.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Outcome {
    /// The list flags the number; by chance in one of very many cases.
    Reported,
    /// Nobody can hold this number: it was forged.
    Impossible,
    /// The list has expired: that the number is not on it says nothing.
    CannotSay,
    /// The number is certainly not on this list. That does not make it safe.
    NotListed,
    /// A series or short code for service calls; a shown number can be faked and is never proof.
    Service,
    /// The text is no number.
    Unreadable,
}

impl Outcome {
    /// All outcomes, the most serious first.
    pub(super) const ALL: [Self; 6] = [
        Self::Reported,
        Self::Impossible,
        Self::CannotSay,
        Self::NotListed,
        Self::Service,
        Self::Unreadable,
    ];

    /// The name used in JSON and at the JavaScript face.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Reported => "reported",
            Self::NotListed => "not-listed",
            Self::CannotSay => "cannot-say",
            Self::Service => "service",
            Self::Impossible => "impossible",
            Self::Unreadable => "unreadable",
        }
    }
}

impl Serialize for Outcome {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serialize_name(self.name(), serializer)
    }
}

/// Serialises one of a fixed set of names: as a string, which JavaScript's side makes once and then keeps.
pub(crate) fn serialize_name<S: Serializer>(
    name: &'static str,
    serializer: S,
) -> Result<S::Ok, S::Error> {
    serializer.serialize_unit_variant("", 0, name)
}
