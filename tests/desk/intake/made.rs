//! Reads a file and describes the outcome.

use std::fmt::Write;
use std::path::{Path, PathBuf};

use jaanch_desk::complaints;
use jaanch_desk::complaints::Intake;
use jaanch_desk::config::Config;
use jiff::civil::{Date, date};

/// The date of issue in all these tests.
pub const AS_OF: Date = date(2026, 10, 31);

pub fn fixture(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("tests/fixtures/desk")
        .join(name)
}

pub fn read_with(path: &Path, config: &str) -> Result<Intake, String> {
    let config = Config::parse(config).unwrap();
    complaints::read(&[path.to_path_buf()], config.complaints(), AS_OF, &|_| ())
        .map_err(|error| error.to_string())
}

pub fn read(path: &Path) -> Result<Intake, String> {
    read_with(path, "")
}

/// Reads bytes as a file of this name.
pub fn read_bytes(name: &str, bytes: &[u8], config: &str) -> Result<Intake, String> {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join(name);
    std::fs::write(&path, bytes).unwrap();
    read_with(&path, config)
}

/// Everything that was understood, line by line.
pub fn described(intake: &Intake) -> String {
    let mut text = String::new();
    for (at, file) in (0..).zip(&intake.files) {
        let sheet = file
            .sheet
            .as_ref()
            .map(|sheet| format!("sheet \"{sheet}\": "));
        let columns: Vec<_> = file
            .columns
            .iter()
            .map(|(what, name)| format!("{what} \"{name}\""))
            .collect();
        writeln!(
            text,
            "  {}{} rows, {} rejected; {}",
            sheet.unwrap_or_default(),
            file.rows,
            file.rejected,
            columns.join(", ")
        )
        .unwrap();
        for note in &file.notes {
            writeln!(text, "    note: {note}").unwrap();
        }
        for report in intake.reports.iter().filter(|report| report.file == at) {
            let date = report
                .date
                .map_or("undated".into(), |date| date.to_string());
            let names = [report.source, report.district, report.category]
                .map(|name| intake.names.text(name))
                .join(" ");
            writeln!(
                text,
                "    row {}: {} {date} {}",
                report.row,
                report.number,
                names.trim()
            )
            .unwrap();
        }
        for reject in intake.rejects.iter().filter(|reject| reject.file == at) {
            writeln!(
                text,
                "    row {}: REJECTED {} in \"{}\": \"{}\"",
                reject.row,
                reject.reason.code(),
                intake.names.text(reject.column),
                reject.value.replace('\n', "\\n")
            )
            .unwrap();
        }
    }
    if !intake.people.is_empty() {
        let people: Vec<_> = intake.people.iter().map(ToString::to_string).collect();
        writeln!(text, "  people: {}", people.join(" ")).unwrap();
    }
    text.lines()
        .map(|line| format!("{}\n", line.trim_end()))
        .collect()
}
