//! Ctrl-C: what is unfinished is cleared away, what was there before stays whole.

use std::{process, thread};

use jaanch_desk::output;

/// 128 + SIGINT, as shells report a program that Ctrl-C ended.
const INTERRUPTED: i32 = 130;

/// From now on Ctrl-C clears up before it ends the process. A result that is in place already is not taken back: then the
/// command just ends.
pub(crate) fn clear_up_on_interrupt() {
    let handler = || {
        if output::abandon() {
            eprintln!("jaanch: interrupted; what was there before is as it was");
            process::exit(INTERRUPTED);
        }
    };
    // Without a handler Ctrl-C still ends the process, and the next run clears up.
    let _ = ctrlc::set_handler(handler);
}

/// Where the run was interrupted, its own error means nothing: this waits for the handler to end the process.
pub(crate) fn wait_if_interrupted() {
    while output::is_abandoned() {
        thread::park();
    }
}
