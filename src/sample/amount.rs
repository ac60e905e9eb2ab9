//! Amounts of money in the formats of the exports.

use jaanch_desk::counts::indian;

/// How an export writes rupees.
#[derive(Clone, Copy, Debug)]
pub(crate) enum AmountFormat {
    /// `145000`
    Plain,
    /// `145000.00`
    Paise,
    /// `1,45,000`
    Grouped,
    /// `₹1,45,000.00`
    Sign,
    /// `Rs. 145000/-`
    Abbreviated,
}

impl AmountFormat {
    /// Formats an amount; some formats leave the cell empty for zero.
    pub(crate) fn format(self, rupees: usize) -> String {
        match self {
            Self::Plain => rupees.to_string(),
            Self::Paise => format!("{rupees}.00"),
            _ if rupees == 0 => String::new(),
            Self::Grouped => indian(rupees),
            Self::Sign => format!("₹{}.00", indian(rupees)),
            Self::Abbreviated => format!("Rs. {rupees}/-"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rupees_are_grouped_as_in_india() {
        let cases = [
            (0, "0"),
            (500, "500"),
            (1_000, "1,000"),
            (45_007, "45,007"),
            (145_000, "1,45,000"),
            (5_000_000, "50,00,000"),
            (123_456_789, "12,34,56,789"),
        ];
        for (amount, text) in cases {
            assert_eq!(indian(amount), text);
        }
    }
}
