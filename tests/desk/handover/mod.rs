//! After a list is built: upload files, withdrawals, the portal's answers, programmes, and the report page.

mod page;
mod reach;
mod status;
mod uploads;
mod withdraw;

use crate::support::Desk;

/// Two complaints each about numbers and their districts, enough to be listed.
fn reported(rows: &[(&str, &str)]) -> String {
    let mut table = csv::Writer::from_writer(Vec::new());
    table
        .write_record(["Suspect Mobile", "Complaint Date", "District", "Category"])
        .unwrap();
    for (number, district) in rows {
        for day in ["2026-10-01", "2026-10-02"] {
            table.write_record([number, day, district, "UPI"]).unwrap();
        }
    }
    String::from_utf8(table.into_inner().unwrap()).unwrap()
}

/// A build of these numbers in the folder `out`, with more options.
fn build(desk: &Desk, rows: &[(&str, &str)], options: &str) -> String {
    desk.write("reports/a.csv", reported(rows));
    desk.ok(&format!(
        "build --reports reports --as-of 2026-10-31 --no-sweep --out out {options}"
    ))
}

/// `report.json` of the folder `out`.
fn report(desk: &Desk) -> serde_json::Value {
    serde_json::from_str(&desk.read("out/private/report.json")).unwrap()
}
