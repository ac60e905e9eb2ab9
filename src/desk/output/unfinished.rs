//! What is unfinished at this moment, so that it can be cleared away when a person interrupts the run.

use std::path::{Path, PathBuf};
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::Duration;
use std::{fs, thread};

use crate::Error;

/// What a removal waits for while the interrupted run still makes files.
const RETRIES: u32 = 50;
const RETRY_AFTER: Duration = Duration::from_millis(10);

struct State {
    /// Folders in the making, each with its lock file.
    unfinished: Vec<(PathBuf, PathBuf)>,
    abandoned: bool,
    published: bool,
}

static STATE: Mutex<State> = Mutex::new(State {
    unfinished: Vec::new(),
    abandoned: false,
    published: false,
});

fn state() -> MutexGuard<'static, State> {
    STATE.lock().unwrap_or_else(PoisonError::into_inner)
}

/// Removes everything unfinished in this process. Nothing can be published
/// afterwards. `false` where a result is in place already; then nothing is done.
///
/// For a handler of Ctrl-C, which runs beside the interrupted work and ends the process next.
pub fn abandon() -> bool {
    let mut state = state();
    if state.published && state.unfinished.is_empty() {
        return false;
    }
    state.abandoned = true;
    for (folder, lock) in std::mem::take(&mut state.unfinished) {
        for _ in 0..RETRIES {
            let _ = fs::remove_dir_all(&folder);
            if !folder.exists() {
                break;
            }
            thread::sleep(RETRY_AFTER);
        }
        let _ = fs::remove_file(lock);
    }
    true
}

/// Whether [`abandon`] was called: an error that comes after that is only its consequence.
#[must_use]
pub fn is_abandoned() -> bool {
    state().abandoned
}

/// A folder in the making. Dropped, the folder vanishes, unless it was finished.
pub(super) struct Unfinished {
    folder: PathBuf,
}

impl Unfinished {
    pub(super) fn begin(folder: &Path, lock: &Path) -> Self {
        state()
            .unfinished
            .push((folder.to_path_buf(), lock.to_path_buf()));
        Self {
            folder: folder.to_path_buf(),
        }
    }

    /// Does something that could bring an abandoned folder back.
    pub(super) fn unless_abandoned<T>(
        &self,
        act: impl FnOnce() -> Result<T, Error>,
    ) -> Result<T, Error> {
        let state = state();
        if state.abandoned {
            return Err(Error::Interrupted);
        }
        let done = act();
        drop(state);
        done
    }

    /// Does the last step; an interruption waits until it is done.
    pub(super) fn finish<T>(&self, act: impl FnOnce() -> Result<T, Error>) -> Result<T, Error> {
        let mut state = state();
        if state.abandoned {
            return Err(Error::Interrupted);
        }
        let done = act()?;
        state
            .unfinished
            .retain(|(folder, _)| *folder != self.folder);
        state.published = true;
        Ok(done)
    }
}

impl Drop for Unfinished {
    fn drop(&mut self) {
        let mut state = state();
        let before = state.unfinished.len();
        state
            .unfinished
            .retain(|(folder, _)| *folder != self.folder);
        if state.unfinished.len() < before {
            let _ = fs::remove_dir_all(&self.folder);
        }
    }
}
