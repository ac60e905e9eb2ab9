//! The command line: arguments, progress, printing, exit codes. Standard output is data; everything said to the person
//! goes to standard error.

mod args;
mod build;
mod check;
mod columns;
mod common;
mod diff;
#[cfg(test)]
mod documented;
mod explain;
mod figures;
mod inspect;
mod interrupt;
mod keygen;
mod plan;
mod progress;
mod report;
mod sample;
mod seal;
mod site;
mod summary;
mod sweep;
mod unseal;
mod verify;

use std::process::ExitCode;

use args::{Args, Command};
use clap::Parser;

use crate::common::{ERROR, OK};

/// Runs the command that the arguments name. Wrong usage ends the process with exit code 2.
fn main() -> ExitCode {
    let args = Args::parse();
    keep_guarded_panics_quiet();
    interrupt::clear_up_on_interrupt();
    let outcome = match args.command {
        Command::Build(args) => build::build(*args),
        Command::Check(args) => check::check(&args),
        Command::Columns(args) => columns::columns(&args),
        Command::Inspect(args) => inspect::inspect(&args),
        Command::Verify(args) => verify::verify(&args),
        Command::Unseal(args) => unseal::unseal(&args),
        Command::Seal(args) => seal::seal(&args),
        Command::Sweep(args) => sweep::sweep(&args),
        Command::Report(args) => report::report(args),
        Command::Diff(args) => diff::diff(&args),
        Command::Plan(args) => plan::plan(&args),
        Command::Keygen(args) => keygen::keygen(&args),
        Command::Sample(args) => sample::sample(&args),
        Command::Site(args) => site::site(args),
    };
    interrupt::wait_if_interrupted();
    match outcome {
        Ok(code) => ExitCode::from(code),
        // The reader of our output has seen enough, as with `jaanch … | head`.
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

/// A damaged workbook can make its reader panic, which becomes an error message. The panic's own message would come before it.
fn keep_guarded_panics_quiet() {
    let default = std::panic::take_hook();
    std::panic::set_hook(Box::new(move |info| {
        if !jaanch_tables::is_guarded() {
            default(info);
        }
    }));
}
