//! Reads a sample back and judges it, sharing no code with the generator.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;
use std::{fs, io};

use calamine::{Data, Reader, Xlsx};
use jiff::civil::Date;

use super::known::{BARE, KNOWN, Kind, Known};

/// A sample as read back: a table for each export, and lines of numbers.
pub struct Read {
    pub tables: Vec<Vec<BTreeMap<String, String>>>,
    pub lines: Vec<String>,
    /// The outcome for each number of a build with nothing but reports: listed, tag, reason.
    pub truth: BTreeMap<String, [String; 3]>,
    /// The outcome of a build with every file: listed, tag, reason, linked from, status.
    pub whole: BTreeMap<String, [String; 5]>,
    /// All rows, by number.
    pub rows: BTreeMap<String, Vec<Row>>,
}

/// One row about one number.
#[derive(Clone)]
pub struct Row {
    pub id: Option<String>,
    pub on: Option<Date>,
    pub source: String,
    pub verified: bool,
    pub district: String,
}

pub fn read(dir: &Path) -> Read {
    let reports = dir.join("reports");
    let mut names: Vec<String> = fs::read_dir(&reports)
        .unwrap()
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .collect();
    names.sort();
    let mut known: Vec<&str> = KNOWN.iter().map(|known| known.file).chain([BARE]).collect();
    known.sort_unstable();
    assert_eq!(names, known);

    let tables: Vec<_> = KNOWN
        .iter()
        .map(|known| table(known, &reports.join(known.file)))
        .collect();
    let lines = fs::read_to_string(reports.join(BARE)).unwrap();
    let lines: Vec<String> = lines.lines().map(str::to_owned).collect();
    let mut reader = csv::Reader::from_path(dir.join("truth.csv")).unwrap();
    assert_eq!(
        reader.headers().unwrap(),
        vec![
            "e164",
            "listed",
            "tag",
            "reason",
            "all_listed",
            "all_tag",
            "all_reason",
            "linked_from",
            "status"
        ]
    );
    let mut order = Vec::new();
    let (mut truth, mut whole) = (BTreeMap::new(), BTreeMap::new());
    for row in reader.deserialize() {
        let (e164, alone, all): (String, [String; 3], [String; 5]) = row.unwrap();
        order.push(e164.clone());
        truth.insert(e164.clone(), alone);
        whole.insert(e164, all);
    }
    assert!(
        order.is_sorted() && order.len() == truth.len(),
        "sorted and distinct"
    );
    Read {
        rows: rows(&tables, &lines),
        tables,
        lines,
        truth,
        whole,
    }
}

/// The rows of an export by heading, for any kind of file.
fn table(known: &Known, path: &Path) -> Vec<BTreeMap<String, String>> {
    let json = |value: serde_json::Value| -> BTreeMap<String, String> {
        let cell = |value: &serde_json::Value| match value {
            serde_json::Value::String(text) => text.clone(),
            number => number.to_string(),
        };
        let cells = value.as_object().unwrap().iter();
        cells
            .map(|(name, value)| (name.clone(), cell(value)))
            .collect()
    };
    let text = match known.kind {
        Kind::Workbook => return sheets(known, path),
        Kind::Gzip => {
            io::read_to_string(flate2::read::GzDecoder::new(fs::File::open(path).unwrap()))
        }
        _ => fs::read_to_string(path),
    };
    let text = text.unwrap();
    match known.kind {
        Kind::Json => {
            let values: Vec<serde_json::Value> = serde_json::from_str(&text).unwrap();
            values.into_iter().map(json).collect()
        }
        Kind::JsonLines => text
            .lines()
            .map(|line| json(serde_json::from_str(line).unwrap()))
            .collect(),
        _ => {
            let text = text.strip_prefix('\u{feff}').unwrap_or(&text);
            let mut reader = csv::ReaderBuilder::new()
                .delimiter(known.delimiter)
                .from_reader(text.as_bytes());
            reader.deserialize().map(Result::unwrap).collect()
        }
    }
}

/// The rows of a workbook, numbers and dates as a person would see them.
fn sheets(known: &Known, path: &Path) -> Vec<BTreeMap<String, String>> {
    let mut book: Xlsx<_> = calamine::open_workbook(path).unwrap();
    let mut rows = Vec::new();
    for (_, sheet) in book.worksheets() {
        let mut lines = sheet.rows();
        let headings = lines.next().unwrap();
        for line in lines {
            let cell = |cell: &Data| match cell {
                Data::DateTime(moment) => {
                    let (year, month, day, ..) = moment.to_ymd_hms_milli();
                    let [year, month, day] =
                        [i16::try_from(year).unwrap(), month.into(), day.into()];
                    let date = Date::new(year, month.try_into().unwrap(), day.try_into().unwrap());
                    date.unwrap().strftime(known.date).to_string()
                }
                other => other.to_string(),
            };
            let cells = headings.iter().zip(line);
            rows.push(
                cells
                    .map(|(name, value)| (name.to_string(), cell(value)))
                    .collect(),
            );
        }
    }
    rows
}

/// The digits of the two other scripts in the exports, as ASCII.
pub fn ascii(text: &str) -> String {
    let digits = |point: u32, zero: u32| char::from_digit(point - zero, 10).unwrap();
    text.chars()
        .map(|c| match u32::from(c) {
            point @ 0x966..=0x96f => digits(point, 0x966),
            point @ 0xa66..=0xa6f => digits(point, 0xa66),
            _ => c,
        })
        .collect()
}

/// The number in a cell or in a part of it.
pub fn number(text: &str) -> Option<String> {
    let text = ascii(text);
    let text = text.strip_prefix("tel:").unwrap_or(&text);
    let text = text.strip_suffix(".0").unwrap_or(text);
    if text.contains(char::is_alphabetic) {
        return None;
    }
    let digits: String = text.chars().filter(char::is_ascii_digit).collect();
    let national = match digits.len() {
        10 => Some(digits.as_str()),
        11 => digits.strip_prefix('0'),
        12 => digits.strip_prefix("91"),
        13 => digits.strip_prefix("910"),
        14 => digits.strip_prefix("0091"),
        _ => None,
    };
    national.map(|national| format!("+91{national}"))
}

/// Every number that a suspect's cell names.
pub fn numbers(cell: &str) -> Vec<String> {
    cell.split(['/', ',', '\n']).filter_map(number).collect()
}

/// What is wrong with a cell that names no number.
pub fn damage(cell: &str) -> &'static str {
    let digits = cell.chars().filter(char::is_ascii_digit).count();
    match cell.trim() {
        "" => "empty",
        "unknown" | "Unknown" | "UNKNOWN" | "not known" | "अज्ञात" => "unknown",
        text if text.ends_with("E+09") => "exponent",
        text if text.contains(['o', 'O']) && digits == 9 => "letter-o",
        text if text.as_bytes()[2] == b'-' && digits == 0 => "sender-name",
        _ if digits == 9 => "nine-digits",
        _ if digits == 11 => "eleven-digits",
        other => panic!("neither a number nor a known damage: {other:?}"),
    }
}

pub fn verified(word: &str) -> bool {
    match word {
        "Verified" | "VERIFIED" | "Yes" | "Confirmed" | "सत्यापित" => true,
        "Unverified"
        | "NOT VERIFIED"
        | "No"
        | "Pending"
        | "असत्यापित"
        | "Under verification"
        | "सत्यापन लंबित"
        | "Not verified" => false,
        other => panic!("unknown status {other:?}"),
    }
}

/// All rows, by number.
pub fn rows(
    tables: &[Vec<BTreeMap<String, String>>],
    lines: &[String],
) -> BTreeMap<String, Vec<Row>> {
    let mut rows: BTreeMap<String, Vec<Row>> = BTreeMap::new();
    for (known, table) in KNOWN.iter().zip(tables) {
        for cells in table {
            for number in numbers(&cells[known.suspect]) {
                rows.entry(number).or_default().push(Row {
                    id: known.id.map(|id| cells[id].clone()),
                    on: Some(Date::strptime(known.date, &cells[known.on]).unwrap()),
                    source: cells[known.source].clone(),
                    verified: verified(&cells[known.status]),
                    district: cells[known.district].clone(),
                });
            }
        }
    }
    for line in lines {
        let number = number(line).unwrap_or_else(|| panic!("{line:?} is no number"));
        rows.entry(number).or_default().push(Row {
            id: None,
            on: None,
            source: String::new(),
            verified: false,
            district: String::new(),
        });
    }
    rows
}

impl Read {
    /// The numbers that are in no report, and so are not listed by reports alone.
    pub fn not_reported(&self) -> BTreeSet<&String> {
        let unknown = self
            .truth
            .iter()
            .filter(|(_, truth)| truth[2] == "not-reported");
        assert!(unknown.clone().all(|(_, truth)| truth[0] == "false"));
        unknown.map(|(number, _)| number).collect()
    }

    /// The numbers of the reports, and those that are in none.
    pub fn assert_complete(&self) {
        let not_reported = self.not_reported();
        let reported = self
            .truth
            .keys()
            .filter(|number| !not_reported.contains(number));
        assert!(self.rows.keys().eq(reported));
    }

    /// The districts of the listed numbers.
    pub fn districts(&self) -> BTreeMap<String, usize> {
        let mut counts = BTreeMap::new();
        for (number, rows) in &self.rows {
            let mut districts: Vec<String> = rows.iter().map(|row| row.district.clone()).collect();
            districts.retain(|district| !district.is_empty());
            districts.dedup();
            assert_eq!(districts.len(), 1, "{number} has one district");
            if self.truth[number][0] == "true" {
                *counts.entry(districts.remove(0)).or_default() += 1;
            }
        }
        counts
    }
}

/// What makes two rows about one number the same complaint.
#[derive(Clone, Copy, Debug)]
pub enum Same {
    /// The same id, or the same date and source; a source is known by any of its words.
    Rule,
    /// The same id, or the same date and the same word for the source.
    Words,
    /// The same date.
    Date,
}

/// Distinct complaints about one number: rows that are the same, directly or through other rows, are one.
pub fn complaints(rows: &[Row], same: Same) -> usize {
    let source = |row: &Row| match same {
        Same::Rule => row.source.contains("1930").to_string(),
        Same::Words => row.source.clone(),
        Same::Date => String::new(),
    };
    let equal = |a: &Row, b: &Row| {
        let by_id = !matches!(same, Same::Date) && a.id.is_some() && a.id == b.id;
        by_id || (a.on == b.on && source(a) == source(b))
    };
    let mut groups: Vec<Vec<&Row>> = Vec::new();
    for row in rows {
        let (mut joined, others): (Vec<_>, Vec<_>) = groups
            .into_iter()
            .partition(|group| group.iter().any(|other| equal(row, other)));
        let mut group: Vec<&Row> = joined.drain(..).flatten().collect();
        group.push(row);
        groups = others;
        groups.push(group);
    }
    groups.len()
}

/// The rule of listing, for one number.
pub fn judge(rows: &[Row], as_of: Date, same: Same) -> [String; 3] {
    let complaints = complaints(rows, same);
    let enough = complaints >= 2 || rows.iter().any(|row| row.verified);
    let last = rows.iter().filter_map(|row| row.on).max().unwrap();
    assert!(last <= as_of);
    let recent = as_of.since(last).unwrap().get_days() <= 365;
    let words = match (enough, recent, complaints) {
        (true, true, 3..) => ["true", "often", ""],
        (true, true, _) => ["true", "reported", ""],
        (true, false, _) => ["false", "", "too-old"],
        (false, ..) => ["false", "", "single-unverified"],
    };
    words.map(str::to_owned)
}
