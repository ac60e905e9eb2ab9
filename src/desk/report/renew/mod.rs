//! A finished build's report brought up to date: the portal answers weeks after the list was published, and a programme is held
//! the day after. Neither changes the list, and a list that was signed and published is left alone.

mod members;

use std::fs;
use std::path::Path;

use jaanch_core::number::{PhoneNumber, Region};
use jiff::civil::Date;

use crate::Error;
use crate::config::Config;
use crate::handover::status;
use crate::output::replace_private;
use crate::report::figures::Figures;
use crate::report::follow_up::{FollowUp, FollowUpFiles};
use crate::report::page::render;
use crate::report::renew::members::{Member, Members};

/// Reads what follows a list and writes `report.html`, `report.json` and, with answers, `status.csv` in a build's folder anew.
/// What is not given stays as the report has it.
///
/// # Errors
/// The folder is no build's, or one of the files is wrong; nothing has been written then.
pub fn renew(out: &Path, files: &FollowUpFiles, as_of: Date) -> Result<Figures, Error> {
    let private = out.join("private");
    let report = private.join("report.json");
    let json = fs::read(&report).map_err(Error::io(&report, "read"))?;
    let not_ours = |_| {
        Error::content(
            &report,
            "this is no report of a build; name the folder that `jaanch build --out` wrote",
        )
    };
    let figures: Figures = serde_json::from_slice(&json).map_err(not_ours)?;
    let mut members: Members = serde_json::from_slice(&json).map_err(not_ours)?;
    let region = figures.beside.region.as_bytes().try_into().ok();
    let region = region.and_then(Region::new).unwrap_or(Region::IN);
    let follow_up = FollowUp::read(files, &Config::default(), region, as_of)?;
    let mut table = None;
    let status_csv = private.join("status.csv");
    if let Some(answers) = &follow_up.answers {
        let listed = listed(&status_csv)?;
        let rows = || {
            let rows = listed.iter();
            rows.map(|(number, district)| (*number, district.as_deref()))
        };
        members.set("status", Member::Status(answers.summary(rows())));
        table = Some(status::table(Some(answers), rows())?);
    }
    if let Some(reach) = follow_up.reach {
        members.set("reach", Member::Reach(reach));
    }
    let json = members
        .json()
        .map_err(Error::internal("report.json could not be made"))?;
    let figures = Figures::read(&json)?;
    let page = render(&json)?;
    if let Some(table) = table {
        replace_private(&status_csv, &table)?;
    }
    replace_private(&report, &json)?;
    replace_private(&private.join("report.html"), &page)?;
    Ok(figures)
}

/// The listed numbers and the districts they are counted under, by `status.csv`.
fn listed(path: &Path) -> Result<Vec<(PhoneNumber, Option<String>)>, Error> {
    let bad = |what: String| Error::content(path, format!("{what}; build again"));
    let file = fs::File::open(path).map_err(Error::io(path, "open"))?;
    let mut reader = csv::Reader::from_reader(file);
    let headings = reader.headers().map_err(|error| bad(error.to_string()))?;
    let place = |name: &str| {
        let place = headings.iter().position(|heading| heading == name);
        place.ok_or_else(|| bad(format!("no column {name}")))
    };
    let (number, is_listed, district) = (place("e164")?, place("listed")?, place("district")?);
    let mut rows = Vec::new();
    for record in reader.records() {
        let record = record.map_err(|error| bad(error.to_string()))?;
        let cell = |at: usize| record.get(at).unwrap_or_default();
        if cell(is_listed) != "yes" {
            continue;
        }
        let e164 = cell(number)
            .strip_prefix('+')
            .and_then(|digits| digits.parse().ok());
        let e164 = e164
            .and_then(PhoneNumber::from_e164)
            .ok_or_else(|| bad(format!("{:?} is not a number in E.164 form", cell(number))))?;
        let district = undone(cell(district));
        rows.push((e164, (!district.is_empty()).then(|| district.to_owned())));
    }
    Ok(rows)
}

/// A text without the apostrophe that keeps a spreadsheet from running it.
fn undone(cell: &str) -> &str {
    match cell.strip_prefix('\'') {
        Some(text) if jaanch_tables::csv::defused(text) == cell => text,
        _ => cell,
    }
}
