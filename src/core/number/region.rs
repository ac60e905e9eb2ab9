//! Regions by their ISO codes.

use core::fmt;

/// A region by its ISO 3166-1 alpha-2 code, such as `IN`. The default region decides how a number
/// without country code is read.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Region([u8; 2]);

impl Region {
    /// India, the region of a list unless its operator says otherwise.
    pub const IN: Self = Self(*b"IN");

    /// The region with this code, which the caller knows to be in the plan tables.
    pub(crate) const fn listed(code: [u8; 2]) -> Self {
        Self(code)
    }

    /// The two capital letters.
    #[must_use]
    pub fn code(&self) -> &str {
        core::str::from_utf8(&self.0).unwrap_or_default()
    }

    /// The two capital letters as bytes, the way the list file stores them.
    #[must_use]
    pub fn bytes(self) -> [u8; 2] {
        self.0
    }
}

impl fmt::Display for Region {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.code())
    }
}

impl fmt::Debug for Region {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Region({})", self.code())
    }
}
