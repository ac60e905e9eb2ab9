//! `jaanch columns`: what a build would understand of its files, before it is asked to.

use std::io::Write;

use jaanch_desk::complaints::overview::{ColumnView, TableView, overview};
use jaanch_desk::complaints::quoted;
use jaanch_desk::config::Config;
use jaanch_desk::{Error, complaints};

use crate::args;
use crate::common::{ERROR, OK, Outcome};

/// Longer texts are cut on the screen.
const LONGEST: usize = 28;

pub(crate) fn columns(args: &args::Columns) -> Outcome {
    let config = args
        .config
        .as_deref()
        .map(Config::read)
        .transpose()?
        .unwrap_or_default();
    let mut to = std::io::stdout().lock();
    let mut code = OK;
    for (at, path) in complaints::find_files(&args.files)?.iter().enumerate() {
        if at > 0 {
            writeln!(to)?;
        }
        match overview(path, config.complaints()) {
            Ok(views) => {
                for (at, view) in views.iter().enumerate() {
                    if at > 0 {
                        writeln!(to)?;
                    }
                    write!(to, "{}", path.display())?;
                    print(&mut to, view)?;
                }
            }
            // One bad file should not hide what the others are.
            Err(error @ (Error::Content { .. } | Error::Io { .. })) => {
                writeln!(to, "{}: cannot be read, see below", path.display())?;
                to.flush()?;
                eprintln!("jaanch: {error}");
                code = ERROR;
            }
            Err(error) => return Err(error.into()),
        }
    }
    Ok(code)
}

fn print(to: &mut impl Write, view: &TableView) -> std::io::Result<()> {
    if let Some(sheet) = &view.sheet {
        write!(to, ", sheet {}", quoted(&plain(sheet)))?;
    }
    let heading = match view.heading {
        Some(row) => format!("heading in row {row}"),
        None if view.columns.is_empty() => "no columns".to_owned(),
        None if view.format.starts_with("JSON") => "headed by its keys".to_owned(),
        None => "no heading".to_owned(),
    };
    writeln!(to, "\n  {}; {heading}", view.format)?;
    for note in &view.notes {
        writeln!(to, "  note: {}", plain(note))?;
    }
    if view.skipped {
        return writeln!(to, "  left out, as jaanch.toml says");
    }
    for column in &view.columns {
        print_column(to, column)?;
    }
    if let Some(unclear) = &view.unclear {
        let what = if view.left_out {
            "NO NUMBERS, a build leaves this sheet out"
        } else {
            "NOT CLEAR, a build would stop here"
        };
        return writeln!(to, "  {what}: {}", unclear.trim_end());
    }
    let numbers: Vec<String> = view
        .columns
        .iter()
        .filter(|seen| seen.used_as == "number")
        .map(|seen| {
            let name = &seen.column.name;
            let named_so = view.columns.iter().filter(|seen| seen.column.name == *name);
            if has_no_heading(view) || named_so.count() > 1 {
                seen.place.to_string()
            } else {
                quoted(name)
            }
        })
        .collect();
    if !numbers.is_empty() {
        let heading = if has_no_heading(view) {
            "\n  heading = false"
        } else {
            ""
        };
        let name = match numbers.as_slice() {
            [only] => format!("{only}{heading}"),
            many => format!("[{}]{heading}", many.join(", ")),
        };
        writeln!(
            to,
            "  To decide otherwise, change this in jaanch.toml and pass --config (also: date, source, id, category, status, district):\n  \
             [columns.{}]\n  number = {name}",
            quoted(&view.target)
        )?;
    }
    Ok(())
}

fn has_no_heading(view: &TableView) -> bool {
    view.heading.is_none() && !view.format.starts_with("JSON")
}

fn print_column(to: &mut impl Write, seen: &ColumnView) -> std::io::Result<()> {
    let column = &seen.column;
    let examples: Vec<String> = column.examples.iter().map(|cell| short(cell)).collect();
    writeln!(
        to,
        "  {:>3}  {}: {}, {}",
        seen.place,
        quoted(&short(&column.name)),
        seen.used_as,
        seen.why
    )?;
    writeln!(
        to,
        "       {} of {} filled cells looked at read as numbers{}{}",
        column.numbers,
        column.filled,
        if examples.is_empty() {
            ""
        } else {
            "; for example "
        },
        examples.join(" | ")
    )
}

/// Without control characters, which a terminal would obey.
fn plain(text: &str) -> String {
    text.chars()
        .map(|c| if c.is_control() { ' ' } else { c })
        .collect()
}

fn short(text: &str) -> String {
    let text = plain(text);
    if text.chars().count() <= LONGEST {
        return text;
    }
    text.chars().take(LONGEST - 1).chain(['…']).collect()
}
