//! `--programmes`: awareness work in the report.

use super::{build, report};
use crate::support::Desk;

const LISTED: [(&str, &str); 2] = [("5012345671", "Hisar"), ("5012345672", "Gurugram")];

#[test]
fn programmes_are_added_up_by_kind_and_district() {
    let desk = Desk::new();
    desk.write(
        "programmes.csv",
        "Date,District,Kind,People\n05/10/2026,Hisar,School,\"1,20,000\"\n2026-10-01,HISAR,Webinar,80\n\
         12-Oct-2026,Nuh,  school ,20\n\n2026-10-31,Nuh,Rally,0\n",
    );
    let printed = build(&desk, &LISTED, "--programmes programmes.csv");
    assert!(
        printed.contains("Reached    120,100 people by 4 programmes"),
        "{printed}"
    );
    let reached =
        |programmes, people| serde_json::json!({"programmes": programmes, "people": people});
    assert_eq!(
        report(&desk)["reach"],
        serde_json::json!({
            "total": reached(4, 120_100),
            "first_date": "2026-10-01",
            "last_date": "2026-10-31",
            "by_kind": {"Rally": reached(1, 0), "School": reached(2, 120_020), "Webinar": reached(1, 80)},
            "by_district": {"Hisar": reached(2, 120_080), "Nuh": reached(2, 20)},
        })
    );
    let page = desk.read("out/private/report.html");
    assert!(
        page.contains(
            "4 programmes from 1 October 2026 to 31 October 2026 reached 1,20,100 people"
        )
    );
    for row in [
        "<tr><th scope=\"row\">Hisar</th><td>1</td><td>2</td><td>1,20,080</td></tr>",
        "<tr><th scope=\"row\">Gurugram</th><td>1</td><td>0</td><td>0</td></tr>",
    ] {
        assert!(page.contains(row), "{row}");
    }
}

#[test]
fn bad_rows_are_errors_that_name_the_row_and_what_to_do() {
    let desk = Desk::new();
    desk.write("reports/a.csv", super::reported(&LISTED));
    for (row, says) in [
        (
            "2026-10-05,Hisar,School,about 200",
            "row 2: \"about 200\" is no number of people: write digits alone",
        ),
        ("2026-10-05,Hisar,School,", "is no number of people"),
        ("2026-10-05,Hisar,School,-5", "is no number of people"),
        (",Hisar,School,5", "the date is missing"),
        ("2026-11-05,Hisar,School,5", "lies after 2026-10-31"),
        ("2026-10-05,,School,5", "the district is missing"),
        ("2026-10-05,Hisar,,5", "the kind is missing"),
        (
            "2026-10-05,Hisar,School,99999999999",
            "more people than there can be",
        ),
    ] {
        desk.write(
            "programmes.csv",
            format!("date,district,kind,people\n{row}\n"),
        );
        let ran = desk.jaanch("build --reports reports --as-of 2026-10-31 --no-sweep --out out --programmes programmes.csv");
        assert_eq!(ran.code, 1, "{row}");
        assert!(
            ran.err.contains("programmes.csv: ") && ran.err.contains(says),
            "{row}: {}",
            ran.err
        );
        assert!(!desk.path("out").exists());
    }
    desk.write("programmes.csv", "date,kind,people\n2026-10-05,School,5\n");
    let ran = desk.jaanch("build --reports reports --as-of 2026-10-31 --no-sweep --out out --programmes programmes.csv");
    assert!(ran.err.contains("no column \"district\""), "{}", ran.err);
}
