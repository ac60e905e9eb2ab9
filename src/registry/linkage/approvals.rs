//! The file in which a person says which links may be listed.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use csv::StringRecord;
use jiff::civil::Date;

use crate::number::Region;
use crate::registry::{Error, dates};

/// The headings; any order, and other columns beside them.
pub const HEADINGS: [&str; 4] = ["link_id", "decision", "by", "date"];

/// What a person decided about a link.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Decision {
    /// It may be listed.
    Approve,
    /// It must not be listed.
    Refuse,
}

/// A decision, and where it stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Approval {
    /// What was decided.
    pub decision: Decision,
    /// By whom.
    pub by: String,
    /// When.
    pub date: Date,
    /// The row of the file, the headings being 1.
    pub row: u64,
}

/// A whole file of them.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Approvals {
    /// The file.
    pub path: PathBuf,
    /// By link id.
    pub by_id: BTreeMap<String, Approval>,
}

impl Approvals {
    /// Reads a file. Of several decisions about one link the latest counts.
    ///
    /// # Errors
    /// The first row that is not a whole decision: a slip here must not become a listing, nor pass unseen.
    pub fn read(path: &Path, region: Region, as_of: Date) -> Result<Self, Error> {
        let text = std::fs::read(path).map_err(Error::io(path, "read"))?;
        let by_id = parse(&text, region, as_of).map_err(|what| Error::content(path, what))?;
        Ok(Self {
            path: path.to_owned(),
            by_id,
        })
    }
}

fn parse(text: &[u8], region: Region, as_of: Date) -> Result<BTreeMap<String, Approval>, String> {
    let text = text.strip_prefix(b"\xef\xbb\xbf").unwrap_or(text);
    let text = std::str::from_utf8(text)
        .map_err(|_| "this is not UTF-8 text; save it as CSV (UTF-8)".to_owned())?;
    // A spreadsheet may have saved it with its own delimiter.
    let heading = text.lines().next().unwrap_or_default();
    let delimiter = [b';', b'\t']
        .into_iter()
        .find(|&delimiter| heading.contains(char::from(delimiter)))
        .unwrap_or(b',');
    let mut reader = csv::ReaderBuilder::new()
        .has_headers(false)
        .flexible(true)
        .delimiter(delimiter)
        .trim(csv::Trim::All)
        .from_reader(text.as_bytes());
    let mut rows = reader.records();
    let headings = rows.next().and_then(Result::ok).unwrap_or_default();
    let mut columns = [0; HEADINGS.len()];
    for (column, name) in columns.iter_mut().zip(HEADINGS) {
        *column = headings
            .iter()
            .position(|heading| heading.eq_ignore_ascii_case(name))
            .ok_or_else(|| {
                format!(
                    "no column \"{name}\"; the columns of approvals are link_id, decision, by, date"
                )
            })?;
    }
    let mut by_id: BTreeMap<String, Approval> = BTreeMap::new();
    for (row, cells) in (2..).zip(rows) {
        let cells = cells.map_err(|error| format!("row {row}: {error}"))?;
        if cells.iter().all(str::is_empty) {
            continue;
        }
        let (id, approval) = decision(&cells, columns, row, region, as_of)
            .map_err(|what| format!("row {row}: {what}"))?;
        match by_id.get(&id) {
            Some(known) if known.date == approval.date && known.decision != approval.decision => {
                return Err(format!(
                    "rows {} and {row}: {id} is both approved and refused on {}; keep one of the two",
                    known.row, known.date
                ));
            }
            Some(known) if known.date > approval.date => {}
            _ => {
                by_id.insert(id, approval);
            }
        }
    }
    Ok(by_id)
}

fn decision(
    cells: &StringRecord,
    columns: [usize; HEADINGS.len()],
    row: u64,
    region: Region,
    as_of: Date,
) -> Result<(String, Approval), String> {
    let [id, decision, by, date] = columns.map(|column| cells.get(column).unwrap_or_default());
    if id.is_empty() {
        return Err("link_id is empty; take it from linkage.csv".into());
    }
    let decision = match decision.to_ascii_lowercase().as_str() {
        "approve" => Decision::Approve,
        "refuse" => Decision::Refuse,
        _ => {
            return Err(format!(
                "decision is {decision:?}; write approve or refuse, or leave the row out"
            ));
        }
    };
    if by.is_empty() {
        return Err("by is empty; every decision needs the one who made it".into());
    }
    let made = dates::parse(date, region)
        .ok_or_else(|| format!("date is {date:?}, which is no date such as 2026-10-31"))?;
    if made > as_of {
        return Err(format!(
            "the decision is of {made}, after the date of issue, {as_of}"
        ));
    }
    let approval = Approval {
        decision,
        by: by.to_owned(),
        date: made,
        row,
    };
    Ok((id.to_ascii_uppercase(), approval))
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;
    use proptest::prelude::*;

    fn read(text: &str) -> Result<BTreeMap<String, Approval>, String> {
        parse(text.as_bytes(), Region::IN, date(2026, 10, 31))
    }

    #[test]
    fn decisions_are_read() {
        let read = read(
            "\u{feff}Link_ID;by;note;decision;date\r\nkabc;SI Asha;;Approve;30/10/2026\r\n;;;;\r\nKABD;\"A; B\";x;refuse;2026-10-31\r\n",
        )
        .unwrap();
        let of = |id: &str| {
            (
                read[id].decision,
                read[id].by.as_str(),
                read[id].date,
                read[id].row,
            )
        };
        assert_eq!(
            of("KABC"),
            (Decision::Approve, "SI Asha", date(2026, 10, 30), 2)
        );
        assert_eq!(
            of("KABD"),
            (Decision::Refuse, "A; B", date(2026, 10, 31), 4)
        );
        assert_eq!(read.len(), 2);
    }

    #[test]
    fn the_latest_decision_counts_in_any_order() {
        let rows = [
            "K,approve,a,2026-10-01",
            "K,refuse,b,2026-10-02",
            "K,refuse,c,2026-09-01",
        ];
        for order in [[0, 1, 2], [2, 1, 0], [1, 2, 0]] {
            let text = order.map(|at| rows[at]).join("\n");
            let read = read(&format!("link_id,decision,by,date\n{text}\n")).unwrap();
            assert_eq!(
                (read["K"].decision, read["K"].by.as_str()),
                (Decision::Refuse, "b")
            );
        }
    }

    #[test]
    fn a_row_that_is_no_whole_decision_is_named() {
        for (row, says) in [
            (",approve,a,2026-10-01", "row 3: link_id is empty"),
            ("K,yes,a,2026-10-01", "row 3: decision is \"yes\""),
            ("K,approve,,2026-10-01", "row 3: by is empty"),
            ("K,approve,a,", "row 3: date is \"\""),
            ("K,approve,a,soon", "row 3: date is \"soon\""),
            ("K,approve", "row 3: by is empty"),
            ("K,approve,a,2026-11-01", "after the date of issue"),
            ("J,refuse,a,2026-10-01", "rows 2 and 3: J is both"),
        ] {
            let error = read(&format!(
                "link_id,decision,by,date\nJ,approve,a,2026-10-01\n{row}\n"
            ));
            let error = error.unwrap_err();
            assert!(error.contains(says), "{row}: {error}");
        }
        assert!(
            read("link_id,decision,date\n")
                .unwrap_err()
                .contains("no column \"by\"")
        );
        assert!(read("").unwrap_err().contains("no column"));
    }

    proptest! {
        #[test]
        fn no_bytes_make_it_panic(text in prop::collection::vec(any::<u8>(), 0..200)) {
            let _ = parse(&text, Region::IN, date(2026, 10, 31));
            let headed = [b"link_id,decision,by,date\n", text.as_slice()].concat();
            let _ = parse(&headed, Region::IN, date(2026, 10, 31));
        }
    }
}
