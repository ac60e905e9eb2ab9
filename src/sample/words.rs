//! The texts that exports have in English and in Hindi.

use std::sync::LazyLock;

/// The language of an export's headings and texts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Language {
    English,
    Hindi,
}

/// A text in English and in Hindi.
#[derive(Debug)]
pub(crate) struct Text([String; 2]);

impl Text {
    pub(crate) fn get(&self, language: Language) -> &str {
        match language {
            Language::English => &self.0[0],
            Language::Hindi => &self.0[1],
        }
    }
}

/// The texts of `words.csv` by kind.
#[derive(Debug)]
pub(crate) struct Words {
    /// The names of scams.
    pub(crate) scams: Vec<Text>,
    /// The remark about each scam, in the order of `scams`.
    pub(crate) scam_remarks: Vec<Text>,
    /// Remarks that fit any complaint. Three begin with a character that a spreadsheet takes for a formula.
    pub(crate) remarks: Vec<Text>,
    pub(crate) first_names: Vec<Text>,
    pub(crate) last_names: Vec<Text>,
}

/// All texts.
pub(crate) static WORDS: LazyLock<Words> = LazyLock::new(|| Words {
    scams: texts("scam"),
    scam_remarks: texts("scam-remark"),
    remarks: texts("remark"),
    first_names: texts("first-name"),
    last_names: texts("last-name"),
});

/// The texts of one kind. The file is part of the program, and a test reads every row of it.
fn texts(kind: &str) -> Vec<Text> {
    let mut table = csv::Reader::from_reader(include_bytes!("words.csv").as_slice());
    let rows = table
        .deserialize()
        .filter_map(Result::<(String, String, String), _>::ok);
    rows.filter(|row| row.0 == kind)
        .map(|(_, english, hindi)| Text([english, hindi]))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_row_is_a_text_and_every_scam_has_a_remark() {
        let Words {
            scams,
            scam_remarks,
            remarks,
            first_names,
            last_names,
        } = &*WORDS;
        let read = [scams, scam_remarks, remarks, first_names, last_names].map(Vec::len);
        assert_eq!(read, [12, 12, 7, 16, 12]);
        let mut table = csv::Reader::from_reader(include_bytes!("words.csv").as_slice());
        assert_eq!(table.records().count(), read.iter().sum::<usize>());
    }
}
