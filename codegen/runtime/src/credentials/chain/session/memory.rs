//! State of sessions that is not in their files.

use super::super::json::Object;
use crate::lock::lock;
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::{Mutex, MutexGuard};
use std::time::Duration;

/// State of each session, by its file.
#[derive(Default)]
pub(crate) struct SessionMemory(Mutex<BTreeMap<PathBuf, State>>);

#[derive(Default)]
struct State {
    /// Time of the latest failed renewal, by the clock's [`instant`](crate::Clock::instant).
    failed: Option<Duration>,
    unsaved: Option<Unsaved>,
}

/// A renewed session that could not be written.
struct Unsaved {
    /// Content of the file that was renewed.
    file: Object,
    renewed: Object,
}

impl SessionMemory {
    /// Returns the renewed state of the session in `file`, if it could not be written, and else `file` itself.
    pub(super) fn latest(&self, path: &Path, file: &Object) -> Object {
        let states = self.states();
        let unsaved = states.get(path).and_then(|it| it.unsaved.as_ref());
        let unsaved = unsaved.filter(|unsaved| unsaved.file == *file);
        unsaved.map_or(file, |unsaved| &unsaved.renewed).clone()
    }

    /// Keeps the renewed state of the session in `file`.
    pub(super) fn keep(&self, path: &Path, file: Object, renewed: Object) {
        let unsaved = Some(Unsaved { file, renewed });
        let failed = None;
        let state = State { failed, unsaved };
        self.states().insert(path.to_owned(), state);
    }

    /// Removes the state of a session.
    pub(super) fn forget(&self, path: &Path) {
        self.states().remove(path);
    }

    /// Records a failed renewal.
    pub(super) fn failed(&self, path: &Path, at: Duration) {
        self.states().entry(path.to_owned()).or_default().failed = Some(at);
    }

    /// Returns true for `pause` after a failed renewal.
    pub(super) fn is_paused(&self, path: &Path, now: Duration, pause: Duration) -> bool {
        let failed = self.states().get(path).and_then(|state| state.failed);
        failed.is_some_and(|failed| now.saturating_sub(failed) < pause)
    }

    fn states(&self) -> MutexGuard<'_, BTreeMap<PathBuf, State>> {
        lock(&self.0)
    }
}
