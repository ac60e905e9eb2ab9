//! The file in which a person says which links may be listed.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use jaanch_core::number::Region;
use jaanch_tables::csv::strict::{StrictRow, StrictTable};
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use crate::Error;
use crate::cells::date;
pub use crate::known_headings::APPROVALS as HEADINGS;

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
    /// Rows with anything in them, headings not counted.
    pub rows: u64,
}

/// What an approvals file holds, for the summary and `report.json`.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct ApprovalsSummary {
    /// The file, as it was named.
    pub file: String,
    /// Rows with anything in them, headings not counted.
    pub rows: u64,
    /// Links whose latest decision approves them.
    pub approved: u64,
    /// Links whose latest decision refuses them.
    pub refused: u64,
}

impl Approvals {
    /// Reads a file. Of several decisions about one link the latest counts.
    ///
    /// # Errors
    /// The first row that is not a whole decision: a slip here must not become a listing, nor pass unseen.
    pub fn read(path: &Path, region: Region, as_of: Date) -> Result<Self, Error> {
        let text = std::fs::read(path).map_err(Error::io(path, "read"))?;
        let (by_id, rows) =
            parse(&text, region, as_of).map_err(|what| Error::content(path, what))?;
        Ok(Self {
            path: path.to_owned(),
            by_id,
            rows,
        })
    }

    /// The figures.
    #[must_use]
    pub fn summary(&self) -> ApprovalsSummary {
        let mut summary = ApprovalsSummary {
            file: self.path.display().to_string(),
            rows: self.rows,
            ..ApprovalsSummary::default()
        };
        for approval in self.by_id.values() {
            match approval.decision {
                Decision::Approve => summary.approved += 1,
                Decision::Refuse => summary.refused += 1,
            }
        }
        summary
    }
}

/// Decisions by link id.
type ById = BTreeMap<String, Approval>;

/// The latest decision about each link, and how many rows there are.
fn parse(text: &[u8], region: Region, as_of: Date) -> Result<(ById, u64), String> {
    let table = StrictTable::open(text)?;
    let headings = table.iter().flat_map(|table| &table.first.cells);
    let headings: Vec<&str> = headings.map(|heading| heading.trim()).collect();
    let mut columns = [0; HEADINGS.len()];
    for (column, name) in columns.iter_mut().zip(HEADINGS) {
        *column = headings
            .iter()
            .position(|heading| heading.eq_ignore_ascii_case(name))
            .ok_or_else(|| {
                format!(
                    "no column \"{name}\"; the columns of approvals are link_id, decision, by, date, and the first row holds \
                     their names"
                )
            })?;
    }
    let (mut by_id, mut count) = (ById::new(), 0);
    for cells in table.iter().flat_map(StrictTable::rows) {
        let cells = cells?;
        count += 1;
        let row = cells.number;
        let (id, approval) = decision(&cells, columns, region, as_of)
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
    Ok((by_id, count))
}

fn decision(
    cells: &StrictRow<'_>,
    columns: [usize; HEADINGS.len()],
    region: Region,
    as_of: Date,
) -> Result<(String, Approval), String> {
    let [id, decision, by, date] = columns.map(|column| cells.cell(column));
    if id.is_empty() {
        return Err("link_id is empty; take it from linkage.csv".into());
    }
    // Of two ids in a cell neither would be found, and a refusal would be lost.
    if !id.chars().all(|c| c.is_ascii_alphanumeric()) {
        return Err(format!(
            "link_id is {id:?}; write one link a row, as it stands in linkage.csv"
        ));
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
    let made = date::parse(date, region)
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
        row: cells.number,
    };
    Ok((id.to_ascii_uppercase(), approval))
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;
    use proptest::prelude::*;

    use super::*;

    fn read(text: &str) -> Result<BTreeMap<String, Approval>, String> {
        parse(text.as_bytes(), Region::IN, date(2026, 10, 31)).map(|(by_id, _)| by_id)
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
            (
                "K/L,refuse,a,2026-10-01",
                "row 3: link_id is \"K/L\"; write one",
            ),
            ("K,yes,a,2026-10-01", "row 3: decision is \"yes\""),
            ("K,approve,,2026-10-01", "row 3: by is empty"),
            ("K,approve,a,", "row 3: date is \"\""),
            ("K,approve,a,soon", "row 3: date is \"soon\""),
            (
                "K,approve",
                "row 3: it has 2 cells, and the first row has 4",
            ),
            ("K,approve,a,2026-10-01,L,refuse", "row 3: it has 6 cells"),
            (
                "K,refuse,\"a,2026-10-01\nL,refuse,a,2026-10-01",
                "row 3: the quotation mark before \"a,2026-10-01\" is not closed",
            ),
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
