//! Rows whose cells are shifted: a complainant's number would be in the suspect's column.

use jaanch_desk::complaints::{Intake, Refusal};

use super::made::read_bytes;

fn listed(intake: &Intake) -> Vec<u64> {
    intake
        .reports
        .iter()
        .map(|report| report.number.e164() % 100)
        .collect()
}

fn rejects(intake: &Intake) -> Vec<(u32, Refusal)> {
    intake
        .rejects
        .iter()
        .map(|reject| (reject.row, reject.reason))
        .collect()
}

fn read(text: &str) -> Result<Intake, String> {
    read_bytes("export.csv", text.as_bytes(), "")
}

#[test]
fn a_delimiter_in_a_cell_without_quotation_marks() {
    let intake = read(
        "Date,Status,Address,Complainant Mobile,Suspect Mobile\n\
         01/10/2026,Verified,H.No 5, Hisar,5000000091,5000000001\n\
         02/10/2026,Verified,\"H.No 5, Hisar\",5000000092,5000000002\n\
         03/10/2026,Verified,Nuh,5000000093,5000000003, ,\n\
         04/10/2026,Verified,Nuh,5000000094,5000000004\n",
    )
    .unwrap();
    assert_eq!(listed(&intake), [2, 3, 4]);
    assert_eq!(rejects(&intake), [(2, Refusal::TooManyCells)]);
    assert!(intake.rejects[0].value.contains("5000000091"));
    assert_eq!((intake.files[0].rows, intake.files[0].rejected), (4, 1));
}

#[test]
fn a_mark_that_closes_within_a_cell_of_its_line_is_a_reject() {
    let intake = read(
        "Date,Status,Remarks,Complainant Mobile,Suspect Mobile\n\
         01/10/2026,Verified,\"urgent,5000000091,\"x\",5000000001\n\
         02/10/2026,Verified,he said \"hello\",5000000092,5000000002\n\
         03/10/2026,Verified,\"he said \"\"hello\"\"\",5000000093,5000000003\n",
    )
    .unwrap();
    assert_eq!(listed(&intake), [2, 3]);
    assert_eq!(rejects(&intake), [(2, Refusal::StrayQuote)]);
}

#[test]
fn a_mark_that_closes_within_a_later_line_stops_the_build() {
    for text in [
        // It would have listed the complainant of row 3.
        "Date,Status,Remarks,Complainant Mobile,Suspect Mobile\n\
         01/10/2026,Verified,\"urgent,5000000091,5000000001\n\
         02/10/2026,\"Verified\",x,5000000092,5000000002\n\
         03/10/2026,Verified,y,5000000093,5000000003\n",
        // It would have lost the suspects of rows 2 and 3, and dated that of row 4 by row 2.
        "Date,Remarks,Suspect Mobile,Status\n\
         01/10/2026,\"urgent,5000000001,Verified\n\
         02/10/2026,x,5000000002,Verified\n\
         03/10/2026,\"y\",5000000003,Verified\n",
    ] {
        let error = read(text).unwrap_err();
        assert!(
            error.contains(
                "row 2: a quotation mark opens, and closes within a cell of a later line"
            ),
            "{error}"
        );
    }
    // A cell may well go over several lines.
    let intake = read("Suspect Mobile,Remarks\n5000000001,\"one,\ntwo\"\n5000000002,x\n").unwrap();
    assert_eq!(listed(&intake), [1, 2]);
}

#[test]
fn another_heading_far_below_stops_the_build() {
    let mut text = String::from("Date,Suspect Mobile,Complainant Mobile\n");
    for at in 0..1_200 {
        text += &format!("01/10/2026,50000{at:05},5000099999\n");
    }
    text += "Date,Complainant Mobile,Suspect Mobile\n02/10/2026,5000088888,5000077777\n";
    let error = read(&text).unwrap_err();
    assert!(
        error.contains("row 1202 of the column that would be taken says \"Complainant Mobile\"")
            && error.contains("part them again"),
        "{error}"
    );
}
