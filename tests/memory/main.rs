//! Bounds on peak memory. These tests are a separate program because its allocator counts every byte, and they run one at a
//! time because all threads share the counter.
#![cfg(not(target_arch = "wasm32"))]
#![allow(clippy::unwrap_used, clippy::expect_used)]

mod linkage;
mod list;
#[allow(dead_code)]
#[path = "../desk/intake/made.rs"]
mod made;
mod traps;

use std::sync::{Mutex, MutexGuard, PoisonError};

use peak_alloc::PeakAlloc;

#[global_allocator]
static MEMORY: PeakAlloc = PeakAlloc;

/// Waits until no other test runs. Hold the guard for the whole test.
fn alone() -> MutexGuard<'static, ()> {
    static TURN: Mutex<()> = Mutex::new(());
    TURN.lock().unwrap_or_else(PoisonError::into_inner)
}

/// Runs `work`; returns the most bytes allocated at once beyond those allocated before, and the result.
fn peak<T>(work: impl FnOnce() -> T) -> (usize, T) {
    let before = MEMORY.current_usage();
    MEMORY.reset_peak_usage();
    let made = work();
    (MEMORY.peak_usage() - before, made)
}
