//! What documents and `--help` tell people to type is taken by the program.

use clap::{CommandFactory, Parser};

use crate::args::Args;

const DOCUMENTS: [(&str, &str); 6] = [
    ("README.md", include_str!("../../README.md")),
    ("docs/OPERATING.md", include_str!("../../docs/OPERATING.md")),
    ("docs/HANDOVER.md", include_str!("../../docs/HANDOVER.md")),
    ("docs/INTAKE.md", include_str!("../../docs/INTAKE.md")),
    ("docs/LINKAGE.md", include_str!("../../docs/LINKAGE.md")),
    ("docs/PRIVACY.md", include_str!("../../docs/PRIVACY.md")),
];

/// The lines between ``` and ```.
fn fenced(text: &str) -> String {
    let blocks = text.split("```").skip(1).step_by(2);
    blocks.collect::<Vec<_>>().join("\n")
}

/// Every call of `jaanch` in lines for a shell, as the shell would part it. A backslash (PowerShell: a backtick) at a line's end
/// goes on in the next line; what stands behind `|`, `<`, `>` or `#` is not for the program.
fn calls(text: &str) -> Vec<Vec<String>> {
    let text = text.replace("\\\n", " ").replace("`\n", " ");
    let lines = text.lines().flat_map(|line| line.split(" && "));
    let lines = lines.map(|line| {
        let line = line.trim();
        let line = line.strip_prefix("PS> ").unwrap_or(line);
        line.strip_prefix("$ ").unwrap_or(line)
    });
    let calls = lines.filter(|line| line.starts_with("jaanch "));
    calls.map(words).collect()
}

fn words(line: &str) -> Vec<String> {
    let (mut words, mut word, mut quote) = (Vec::new(), None::<String>, None);
    for c in line.chars() {
        match (quote, c) {
            (Some(open), c) if c == open => quote = None,
            (None, '\'' | '"') => {
                quote = Some(c);
                word.get_or_insert_default();
            }
            (None, '|' | '<' | '#') => break,
            (None, '>') => {
                // 2> is for the shell, number and all.
                word = word.filter(|word| word != "2");
                break;
            }
            (None, ' ') => words.extend(word.take()),
            _ => word.get_or_insert_default().push(c),
        }
    }
    words.extend(word);
    words
}

fn refusal(call: &[String]) -> Option<String> {
    // Asking for help is an error of clap's.
    let asked = |error: &clap::Error| error.exit_code() == 0;
    let error = Args::try_parse_from(call).err()?;
    (!asked(&error)).then(|| format!("{call:?}\n{error}"))
}

#[test]
fn every_call_in_the_documents_is_understood() {
    for (name, text) in DOCUMENTS {
        let found = calls(&fenced(text));
        assert!(
            found.len() >= 20 || !name.ends_with("OPERATING.md"),
            "{name}: {} calls",
            found.len()
        );
        for call in found {
            assert_eq!(refusal(&call), None, "{name}");
        }
    }
}

#[test]
fn every_command_has_an_example_that_is_understood() {
    for command in Args::command().get_subcommands() {
        let help = command.get_after_help().map(ToString::to_string);
        let found = calls(&help.unwrap_or_default());
        let name = command.get_name();
        assert!(
            found
                .iter()
                .any(|call| call.get(1).is_some_and(|word| word == name)),
            "{name} has no example of itself"
        );
        for call in found {
            assert_eq!(refusal(&call), None, "{name} --help");
        }
    }
}

/// Clap breaks what is longer than the terminal is wide: a call copied from there would be half a call, and lines that were
/// broken by hand would be broken twice.
#[test]
fn help_texts_are_broken_by_the_terminal_alone() {
    for command in Args::command().get_subcommands() {
        let help = command.get_after_help().map(ToString::to_string);
        let help = help.unwrap_or_default();
        let name = command.get_name();
        for call in help.lines().filter(|line| line.starts_with(' ')) {
            assert!(call.chars().count() <= 80, "{name} --help: {call}");
        }
        let prose = |line: &str| !(line.is_empty() || line.starts_with(' ') || line.ends_with(':'));
        for (line, next) in help.lines().zip(help.lines().skip(1)) {
            assert!(
                !(prose(line) && prose(next)),
                "{name} --help: {line}\n{next}"
            );
        }
    }
}

#[test]
fn calls_are_split_as_a_shell_does() {
    let text = "$ jaanch check l.jaanch '50123 45678' - < n.txt\njaanch diff a \\\n  b 2> c.csv\nsee jaanch x\n\
                jaanch sample --out S && jaanch build --config \"a b\" # why";
    let expected: [&[&str]; 4] = [
        &["jaanch", "check", "l.jaanch", "50123 45678", "-"],
        &["jaanch", "diff", "a", "b"],
        &["jaanch", "sample", "--out", "S"],
        &["jaanch", "build", "--config", "a b"],
    ];
    assert_eq!(calls(text), expected);
    assert!(refusal(&["jaanch".into(), "build".into()]).is_some());
}
