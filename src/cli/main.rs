//! The command line: arguments, progress, printing, exit codes. Standard output is data; everything said to the person
//! goes to standard error.

mod args;
mod build;
mod check;
mod columns;
mod diff;
#[cfg(test)]
mod documented;
mod explain;
mod interrupt;
mod lists;
mod make;
mod plan;
mod progress;
mod report;
mod site;

use std::process::ExitCode;

use args::{Args, Command};
use clap::Parser;

/// No listed number, or nothing to complain about.
const OK: u8 = 0;
/// Something went wrong; a message says what.
const ERROR: u8 = 1;
/// `check`: at least one number is listed.
const SOME_LISTED: u8 = 3;
/// `check`: none is listed, but at least one text could not be read.
const SOME_UNREADABLE: u8 = 4;

/// What a command returns: its exit code, or the message of what went wrong.
type Outcome = Result<u8, Box<dyn std::error::Error>>;

/// Runs the command that the arguments name. Wrong usage ends the process with exit code 2.
fn main() -> ExitCode {
    let args = Args::parse();
    interrupt::clear_up_on_interrupt();
    let outcome = match args.command {
        Command::Build(args) => build::build(*args),
        Command::Check(args) => check::check(&args),
        Command::Columns(args) => columns::columns(&args),
        Command::Inspect(args) => lists::inspect(&args),
        Command::Verify(args) => lists::verify(&args),
        Command::Unseal(args) => lists::unseal(&args),
        Command::Seal(args) => lists::seal(&args),
        Command::Sweep(args) => lists::sweep(&args),
        Command::Report(args) => report::report(args),
        Command::Diff(args) => diff::diff(&args),
        Command::Plan(args) => plan::plan(&args),
        Command::Keygen(args) => make::keygen(&args),
        Command::Sample(args) => make::sample(&args),
        Command::Site(args) => site::site(args),
    };
    interrupt::wait_if_interrupted();
    match outcome {
        Ok(code) => ExitCode::from(code),
        // Whoever reads our output has seen enough, as with `jaanch … | head`.
        Err(error) if is_broken_pipe(error.as_ref()) => ExitCode::from(OK),
        Err(error) => {
            eprintln!("jaanch: {error}");
            ExitCode::from(ERROR)
        }
    }
}

fn is_broken_pipe(error: &(dyn std::error::Error + 'static)) -> bool {
    error
        .downcast_ref::<std::io::Error>()
        .is_some_and(|error| error.kind() == std::io::ErrorKind::BrokenPipe)
}
