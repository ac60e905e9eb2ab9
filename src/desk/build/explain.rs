//! Why a number is or is not on the list: every complaint, every rule with its outcome, and what the list will answer.

use std::fmt::Write;

use jaanch_core::number;
use jaanch_core::number::{Parsed, PhoneNumber, Region};
use jiff::civil::Date;

use crate::build::csv_files::{Place, place};
use crate::build::prepared::Prepared;
use crate::complaints::{Complaint, Name, Refusal, Reject};
use crate::config::Config;
use crate::decisions::{REASSIGNED_AFTER_DAYS, last_day_of_holder};
use crate::policy::{Entry, Fate, Tag};

/// Explains one number in lines for a person.
pub(crate) fn explain(
    number: PhoneNumber,
    prepared: &Prepared,
    config: &Config,
    as_of: Date,
) -> String {
    let found = prepared
        .entries
        .binary_search_by_key(&number, |entry| entry.number);
    let case = Case {
        number,
        entry: found.ok().and_then(|at| prepared.entries.get(at)),
        prepared,
        config,
        as_of,
    };
    let region = config.region();
    let mut text = format!("{}  ({})\n", number.display(), number.kind(region).name());
    for (heading, lines) in [
        ("Complaints", case.complaints()),
        ("Rejected cells", case.rejected(region)),
        ("Handsets", case.links()),
        ("Rules", case.rules()),
    ] {
        // Writing to a String cannot fail.
        if lines.is_empty() {
            continue;
        }
        let _ = writeln!(text, "{heading}");
        for line in lines {
            let _ = writeln!(text, "  {line}");
        }
    }
    let _ = writeln!(text, "Verdict\n  {}", case.verdict());
    text
}

/// One number and all that bears on it.
struct Case<'a> {
    number: PhoneNumber,
    entry: Option<&'a Entry>,
    prepared: &'a Prepared,
    config: &'a Config,
    as_of: Date,
}

impl Case<'_> {
    /// One line for every row that reports the number.
    fn complaints(&self) -> Vec<String> {
        let Some(entry) = self.entry else {
            return vec!["none: no row that was taken reports it".into()];
        };
        let ledger = &self.prepared.ledger;
        let line = |(report, first): (&Complaint, &Complaint)| {
            let mut line = format!("{}: {}", place(ledger, report), self.content(report));
            if !std::ptr::eq(report, first) {
                line += &format!(
                    "; counted with {} (same id, or same date and source)",
                    place(ledger, first)
                );
            }
            if let Some(until) = entry.earlier_holder_until
                && first.date.is_none_or(|began| began <= until)
            {
                line += "; about an earlier holder, does not count";
            }
            line
        };
        entry.group(ledger).with_first().map(line).collect()
    }

    /// What a row says, as far as it says anything.
    fn content(&self, report: &Complaint) -> String {
        let text = |name: Name, before: &str| {
            let text = self.prepared.ledger.names.text(name);
            (!name.is_none()).then(|| format!("{before}{text}"))
        };
        let date = report.date.map(|date| date.to_string());
        let parts = [
            Some(date.unwrap_or_else(|| "no date".into())),
            text(report.source, ""),
            text(report.district, ""),
            text(report.category, ""),
            report.verified.then(|| "verified".into()),
        ];
        parts.into_iter().flatten().collect::<Vec<_>>().join(", ")
    }

    /// One line for every rejected cell that holds the number.
    fn rejected(&self, region: Region) -> Vec<String> {
        let ledger = &self.prepared.ledger;
        let national = self.number.national();
        let holds = |value: &str| {
            let digits: String = value.chars().filter(char::is_ascii_digit).collect();
            digits.contains(&national)
                || number::scan(value, region)
                    .iter()
                    .any(|found| found.parsed == Parsed::Number(self.number))
        };
        let rejects = ledger.rejects.iter().chain(&ledger.watched);
        let mut held: Vec<_> = rejects.filter(|reject| holds(&reject.value)).collect();
        held.sort_by_key(|reject| (reject.file, reject.row));
        let mut lines: Vec<_> = held
            .into_iter()
            .map(|reject| {
                let place = Place::new(ledger, reject.file, reject.row);
                let column = match ledger.names.text(reject.column) {
                    "" => String::new(),
                    column => format!(", column \"{column}\""),
                };
                format!(
                    "{place}{column}: \"{}\" ({})",
                    reject.value,
                    reject.reason.code()
                )
            })
            .collect();
        if lines.is_empty() {
            lines.push("none holds it".into());
        }
        // Of these no more than the beginning is known.
        let whole_rows = [
            Refusal::NotUtf8,
            Refusal::LineTooLong,
            Refusal::NotJson,
            Refusal::NotARecord,
        ];
        let unread =
            |reject: &&Reject| whole_rows.contains(&reject.reason) && !holds(&reject.value);
        let unread = ledger.rejects.iter().filter(unread).count();
        if unread > 0 {
            lines.push(format!(
                "rows that could not be read, of which the beginning does not hold it: {unread} (see rejects.csv)"
            ));
        }
        lines
    }

    /// One line for every handset that the number shares with a reported one; none where no sightings were read.
    fn links(&self) -> Vec<String> {
        let Some(linkage) = &self.prepared.linkage else {
            return Vec::new();
        };
        let links = linkage.links.iter();
        let mut lines: Vec<_> = links
            .filter(|link| link.number == Some(self.number))
            .map(|link| {
                let days = link.days_apart.map(|days| format!(", {days} days apart"));
                let id = Some(&link.id).filter(|id| !id.is_empty());
                format!(
                    "used in the same handset as {}{}: {} ({}){}",
                    link.linked_from,
                    days.unwrap_or_default(),
                    link.status.name(),
                    link.status.reason(),
                    id.map(|id| format!(", link {id}")).unwrap_or_default()
                )
            })
            .collect();
        if lines.is_empty() {
            lines.push("none that a reported number used".into());
        }
        lines
    }

    /// One line for every rule: what it asks and whether it is met.
    fn rules(&self) -> Vec<String> {
        let decisions = &self.prepared.decisions;
        let mut lines = Vec::new();
        let mut rule = |name: &str, says: String| lines.push(rule_line(name, &says));
        rule(
            "protected",
            match decisions.protected(self.number) {
                Some("") => "yes".into(),
                Some(name) => format!("yes: {name}"),
                None => "no".into(),
            },
        );
        rule("delisted", self.delisting().unwrap_or_else(|| "no".into()));
        let people = &self.prepared.ledger.people;
        rule(
            "complainant",
            match people.binary_search(&self.number) {
                Ok(_) => "yes: it stands in a column of complainants, victims or officers".into(),
                Err(_) => "no".into(),
            },
        );
        let mut dates: Vec<_> = decisions.disconnections(self.number).collect();
        rule(
            "disconnected",
            match dates.pop() {
                None => "no".into(),
                Some(date) => format!(
                    "on {date}; {REASSIGNED_AFTER_DAYS} days later, from the day after {} on, somebody else may hold it",
                    last_day_of_holder(date)
                ),
            },
        );
        lines.extend(
            self.entry
                .into_iter()
                .flat_map(|entry| self.policy_rules(entry)),
        );
        lines
    }

    /// The rules of the policy, for a number with an entry.
    fn policy_rules(&self, entry: &Entry) -> Vec<String> {
        let policy = &self.config.policy;
        let mut lines = Vec::new();
        let mut rule = |name: &str, says: String| lines.push(rule_line(name, &says));
        let most = policy.max_age_days;
        rule(
            "age",
            match entry.age(self.as_of) {
                _ if entry.complaints == 0 => "no complaint counts".into(),
                None => "no complaint is dated, so it does not age".into(),
                Some(age) => format!(
                    "the last complaint was {age} days before {}; at most {most}: {}",
                    self.as_of,
                    met(age <= most.into())
                ),
            },
        );
        rule(
            "complaints",
            format!(
                "{} of at least {}: {}",
                entry.complaints,
                policy.min_reports,
                met(entry.complaints >= policy.min_reports)
            ),
        );
        rule(
            "verified",
            if entry.verified {
                "yes: one complaint is enough".into()
            } else {
                "no".into()
            },
        );
        if let Some(from) = entry.linked_from {
            rule(
                "linked",
                format!("yes: a handset of {from}, which is reported, used it"),
            );
        } else if let Fate::Listed(at) = entry.fate {
            let chosen = usize::from(at);
            for tag in policy.tag.iter().take(chosen + 1) {
                let is_it = policy.tag.get(chosen) == Some(tag);
                rule(
                    "tag",
                    format!("\"{}\" asks {}: {}", tag.name, conditions(tag), met(is_it)),
                );
            }
        }
        lines
    }

    fn delisting(&self) -> Option<String> {
        let delisting = self.prepared.decisions.delisting(self.number)?;
        let date = delisting.date.map(|date| format!(" on {date}"));
        let reason = Some(&delisting.reason).filter(|reason| !reason.is_empty());
        let reason = reason.map(|reason| format!(": {reason}"));
        Some(format!(
            "yes{}{}",
            date.unwrap_or_default(),
            reason.unwrap_or_default()
        ))
    }

    fn verdict(&self) -> String {
        let tag = |at: u8| {
            let tags = &self.prepared.tags;
            tags.get(usize::from(at)).map_or("", String::as_str)
        };
        let says = self.prepared.draft.filter().tag_of(self.number.e164());
        if let Some(Fate::Listed(own)) = self.entry.map(|entry| entry.fate) {
            let by_chance = says.filter(|&says| says != own).map(|says| {
                format!(
                    "; by chance the list answers \"{}\", which is more serious",
                    tag(says)
                )
            });
            return format!(
                "listed as \"{}\"{}",
                tag(own),
                by_chance.unwrap_or_default()
            );
        }
        let because = self.because();
        match says {
            None => format!("not listed, because {because}"),
            Some(says) => format!(
                "flagged by chance, not listed: the list answers \"{}\", though {because}. If its holder complains, --delisted \
                 makes a list that does not flag it",
                tag(says)
            ),
        }
    }

    /// Why the number is not listed.
    fn because(&self) -> String {
        let policy = &self.config.policy;
        let Some(entry) = self.entry else {
            return "no complaint about it was taken".into();
        };
        match entry.fate {
            Fate::Protected => "it is protected; see review.csv".into(),
            Fate::Delisted => "it was delisted".into(),
            Fate::DelistedReportedAgain => {
                "it was delisted; it has been reported again since, see review.csv".into()
            }
            Fate::Complainant => {
                "it belongs to somebody of the complaint's own side; see review.csv".into()
            }
            Fate::Disconnected => format!(
                "it was disconnected, and every complaint is from {} or before, about an earlier holder",
                entry
                    .earlier_holder_until
                    .map(|until| until.to_string())
                    .unwrap_or_default()
            ),
            Fate::TooOld => format!(
                "its last complaint is more than {} days old",
                policy.max_age_days
            ),
            Fate::TooFew => format!(
                "it has {} of the {} complaints needed, and none is verified",
                entry.complaints, policy.min_reports
            ),
            Fate::Listed(_) => String::new(),
        }
    }
}

fn rule_line(name: &str, says: &str) -> String {
    format!("{name:<13} {says}")
}

fn met(is_met: bool) -> &'static str {
    if is_met { "met" } else { "not met" }
}

fn conditions(tag: &Tag) -> String {
    let category = tag.category.as_ref();
    match (tag.min_reports, category) {
        (0 | 1, None) => "nothing more".into(),
        (min, None) => format!("{min} complaints"),
        (0 | 1, Some(category)) => format!("category \"{category}\""),
        (min, Some(category)) => format!("{min} complaints and category \"{category}\""),
    }
}
