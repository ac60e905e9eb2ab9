//! The desk's other files, in the folder of the exports: read as complaints, a decision about a number would be a complaint
//! about it.

use crate::complaints::column::ColumnProfile;
use crate::complaints::heading_role::Role;
use crate::known_headings::{APPROVALS, UPLOAD};

/// What the files of decisions and answers have in their first row, and which option reads them.
const OTHERS: [(&[&str], &str, &str); 7] = [
    (
        &["number", "reason", "date"],
        "the file of delisted numbers",
        "--delisted",
    ),
    (
        &["number", "reason"],
        "the file of delisted numbers",
        "--delisted",
    ),
    (
        &["number", "name"],
        "the file of protected numbers",
        "--protected",
    ),
    (
        &["number", "status", "reason", "date"],
        "the portal's answers",
        "--status",
    ),
    (
        &["number", "status", "reason"],
        "the portal's answers",
        "--status",
    ),
    (&["number", "status"], "the portal's answers", "--status"),
    (
        &APPROVALS,
        "the file of decisions about links",
        "--approvals",
    ),
];
/// An export may be headed so as well.
const DISCONNECTED: [&str; 2] = ["number", "date"];
/// What `rejects.csv` has in its first row.
const REJECTS: [&str; 6] = ["file", "sheet", "row", "column", "value", "reason"];

/// Why a table is no export of complaints, if its heading is that of another file. `is_chosen`: the operator has named the
/// column of numbers.
pub(crate) fn misplaced(columns: &[ColumnProfile], is_chosen: bool) -> Option<String> {
    let names: Vec<&str> = columns.iter().map(|column| column.name.as_str()).collect();
    let moved = |what: &str, option: &str| {
        Some(format!(
            "this is {what} by its heading ({}), and no export of complaints: take it out of the folder, and give it with \
             `{option}`",
            names.join(",")
        ))
    };
    if let Some((_, what, option)) = OTHERS.iter().find(|(heading, _, _)| *heading == names) {
        return moved(what, option);
    }
    let is_upload = names.starts_with(&UPLOAD);
    if names.contains(&"e164") || names == REJECTS || is_upload {
        return Some(format!(
            "by its heading ({}) this is a file that an earlier build wrote, and no export of complaints: take it out of the \
             folder; `--since` reads an earlier build",
            names.join(",")
        ));
    }
    if is_chosen {
        return None;
    }
    if names == DISCONNECTED {
        return Some(
            "by its heading (number,date) this could be the file of disconnected numbers: then take it out of the folder, and \
             give it with `--disconnected`. If it is an export of complaints, write number = \"number\" under its name in \
             [columns] of jaanch.toml"
                .to_owned(),
        );
    }
    let imei = names
        .iter()
        .find(|name| name.to_lowercase().contains("imei"))?;
    let is_suspects = columns.iter().any(|column| column.role == Role::Suspect);
    (!is_suspects).then(|| {
        format!(
            "\"{imei}\" is a heading of sightings, and no heading says suspect: if this is the file of which number was seen in \
             which handset, take it out of the folder, and give it with `--sightings`. If it is an export of complaints, say in \
             jaanch.toml which column holds the reported numbers"
        )
    })
}
