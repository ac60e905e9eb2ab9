//! Which column holds the reported numbers: one clear case is taken, and every other is a question to the operator, with
//! the lines for jaanch.toml that answer it.

use crate::complaints::column::ColumnProfile;
use crate::complaints::heading_role::{Role, is_area, is_company, register, says_suspect};
use crate::complaints::sample::{Sample, Undecided, quoted};

/// What an operator is to fill in. Nothing is proposed where a guess could be the complainants' column.
const TO_FILL_IN: &str = "\"…\"";

impl Sample<'_> {
    /// The one column that can be taken without asking.
    ///
    /// # Errors
    /// The question, as a whole message.
    pub(crate) fn find_number(
        &self,
        columns: &[ColumnProfile],
        has_heading: bool,
    ) -> Result<usize, Undecided> {
        let at_of = |fits: &dyn Fn(&ColumnProfile) -> bool| places(columns, fits);
        // "Company Mobile" beside a person's name is that person's place of work.
        let of_people = columns.iter().any(|column| match column.role {
            Role::Name => true,
            Role::Person => !is_area(&column.name),
            _ => false,
        });
        let suspects = at_of(&|column| {
            column.role == Role::Suspect && !(of_people && is_company(&column.name))
        });
        let candidates = at_of(&ColumnProfile::could_be_numbers);
        // A name or an address beside numbers of which no heading says whose they are: most likely that person's.
        let people = at_of(&|column| matches!(column.role, Role::Person | Role::Name));
        let used = columns
            .iter()
            .zip(1..)
            .filter(|(column, place)| column.filled > 0 || column.name != format!("column {place}"))
            .count();
        let beside = columns.iter().filter(|column| !column.could_be_numbers());
        let doubt = beside.into_iter().find_map(doubt);
        match (suspects.as_slice(), candidates.as_slice()) {
            ([only], _) => return Ok(*only),
            // A file of one column needs no heading: there is nobody else it could be about.
            ([], [only]) if people.is_empty() && used == 1 => return Ok(*only),
            ([], [only])
                if people.is_empty()
                    && doubt.is_none()
                    && columns
                        .get(*only)
                        .is_some_and(|column| column.role == Role::Number) =>
            {
                return Ok(*only);
            }
            ([], []) => {
                let names: Vec<_> = columns
                    .iter()
                    .map(|column| format!("\"{}\"", column.name))
                    .collect();
                return Err(Undecided::NoNumbers(format!(
                    "no column holds phone numbers (columns: {}); if one does, say which in jaanch.toml and pass --config:\n{}",
                    names.join(", "),
                    self.lines(columns, &[], has_heading)
                )));
            }
            _ => {}
        }
        Err(self.ask_for_number(
            columns,
            &suspects,
            &candidates,
            !people.is_empty(),
            doubt,
            has_heading,
        ))
    }

    /// The question which column holds the reported numbers, with the candidates and the lines to copy.
    fn ask_for_number(
        &self,
        columns: &[ColumnProfile],
        suspects: &[usize],
        candidates: &[usize],
        has_people: bool,
        doubt: Option<String>,
        has_heading: bool,
    ) -> Undecided {
        let mut message = match (suspects.len(), doubt) {
            (0, _) if has_people => "it is not clear whose numbers these are: people of the complaint's side may stand in the same file, and no heading says suspect".to_owned(),
            (0, Some(doubt)) if candidates.len() == 1 => {
                format!("it is not clear whose numbers these are: {doubt}, and no heading says suspect")
            }
            (0, _) => "it is not clear which column holds the reported numbers: no heading says suspect".to_owned(),
            (many, _) => format!("{many} headings say suspect, and only one column can be taken without asking"),
        };
        message.push_str(". Candidates:\n");
        for at in places(columns, &|column| {
            column.could_be_numbers() || column.role == Role::Person
        }) {
            if let Some(ColumnProfile {
                name,
                role,
                filled,
                numbers,
                ..
            }) = columns.get(at)
            {
                let note = if *role == Role::Person {
                    ": a person of the complaint's side, never taken"
                } else {
                    ""
                };
                message.push_str(&format!(
                    "  column {}  \"{name}\"  {numbers} of {filled} cells read as numbers{note}\n",
                    at + 1
                ));
            }
        }
        message.push_str(
            "Say which one holds the reported numbers in jaanch.toml and pass --config:\n",
        );
        let offered = places(columns, &ColumnProfile::could_be_reported);
        let offered = match (suspects, offered.as_slice()) {
            ([], [only]) => vec![*only],
            ([], _) => Vec::new(),
            // Leaving one of them out is for the operator to write.
            _ => suspects.to_vec(),
        };
        message.push_str(&self.lines(columns, &offered, has_heading));
        Undecided::Unclear(message)
    }

    /// The `[columns]` lines that would decide. The operator confirms by writing them down; where there is nothing that
    /// could be confirmed, the place to fill in.
    fn lines(&self, columns: &[ColumnProfile], offered: &[usize], has_heading: bool) -> String {
        let named: Vec<String> = offered
            .iter()
            .filter_map(|&at| columns.get(at).map(|column| (at, column)))
            .map(|(at, column)| {
                let named_so = columns.iter().filter(|other| other.name == column.name);
                let place = at + 1;
                // A name that stands twice says nothing, and where there is no heading there is none.
                if !has_heading || named_so.count() > 1 || column.name == format!("column {place}")
                {
                    place.to_string()
                } else {
                    quoted(&column.name)
                }
            })
            .collect();
        let value = match named.as_slice() {
            [] => TO_FILL_IN.to_owned(),
            [only] => only.clone(),
            many => format!("[{}]", many.join(", ")),
        };
        let heading = if has_heading {
            ""
        } else {
            "\n  heading = false"
        };
        let what = match self.sheet {
            Some(_) => "sheet",
            None => "file",
        };
        self.section(&format!(
            "number = {value}{heading}\n  # or, if nobody in this {what} is reported:  skip = true"
        ))
    }
}

/// Where the columns are that fit.
fn places(columns: &[ColumnProfile], fits: &dyn Fn(&ColumnProfile) -> bool) -> Vec<usize> {
    (0..)
        .zip(columns)
        .filter(|(_, column)| fits(column))
        .map(|(at, _)| at)
        .collect()
}

/// What about a column beside a bare "Mobile No" makes it doubtful whose number that is.
fn doubt(column: &ColumnProfile) -> Option<String> {
    let name = &column.name;
    if column.role != Role::Suspect && says_suspect(name) {
        return Some(format!(
            "\"{name}\" is about the suspect, and the column of numbers does not say so"
        ));
    }
    if register(name) {
        return Some(format!("\"{name}\" is what a register of complainants has"));
    }
    if column.mentions > 0 && matches!(column.role, Role::Other | Role::Unknown) {
        return Some(format!("there are numbers in the texts of \"{name}\", too"));
    }
    None
}
