//! Progress on a terminal, for runs of more than a second.

use std::ffi::OsStr;
use std::io::{self, IsTerminal as _, Write as _};
use std::sync::Arc;
use std::sync::mpsc::{self, RecvTimeoutError, Sender};
use std::thread::{self, JoinHandle};
use std::time::{Duration, Instant};

use codegen::support::progress::{Progress, Step};

/// Maximum duration of a run without a display.
const SHORT: Duration = Duration::from_secs(1);

/// Interval of updates.
const INTERVAL: Duration = Duration::from_millis(100);

/// Width of the line, which is overwritten as a whole: every terminal supports that.
const WIDTH: usize = 60;

/// The line on the terminal, which is removed when the value is dropped.
pub(crate) struct Display {
    over: Option<Sender<()>>,
    thread: Option<JoinHandle<()>>,
}

/// Displays `progress` on standard error, if it is a terminal.
pub(crate) fn start(progress: &Arc<Progress>) -> Option<Display> {
    let variable = |name| std::env::var_os(name);
    let is_terminal = io::stderr().is_terminal();
    if !is_shown(
        is_terminal,
        variable("CI").as_deref(),
        variable("TERM").as_deref(),
    ) {
        return None;
    }
    let (over, wait) = mpsc::channel();
    let progress = Arc::clone(progress);
    let start = Instant::now();
    let show = move || {
        let mut pause = SHORT;
        let mut shown = String::new();
        while wait.recv_timeout(pause) == Err(RecvTimeoutError::Timeout) {
            pause = INTERVAL;
            let line = line(start.elapsed(), progress.step());
            if let Some(line) = line.filter(|line| *line != shown) {
                write(&format!("\r{line:WIDTH$}"));
                shown = line;
            }
        }
        if !shown.is_empty() {
            write(&format!("\r{:WIDTH$}\r", ""));
        }
    };
    Some(Display {
        over: Some(over),
        thread: thread::Builder::new().spawn(show).ok(),
    })
}

impl Drop for Display {
    fn drop(&mut self) {
        drop(self.over.take());
        if let Some(thread) = self.thread.take() {
            // It panics nowhere, and nothing could be said of it.
            let _ = thread.join();
        }
    }
}

/// Returns false for files, pipes, CI logs, and terminals that cannot overwrite a line.
fn is_shown(is_terminal: bool, ci: Option<&OsStr>, terminal: Option<&OsStr>) -> bool {
    let is_ci = ci.is_some_and(|it| !it.is_empty() && it != "false" && it != "0");
    is_terminal && !is_ci && terminal.is_none_or(|it| it != "dumb")
}

/// Returns the line of a run that is at `step` after this time.
fn line(elapsed: Duration, step: Step) -> Option<String> {
    if elapsed < SHORT || step.name.is_empty() {
        return None;
    }
    let seconds = elapsed.as_secs();
    let count = match step.total {
        0 | 1 => String::new(),
        total => format!(" {}/{total}", step.done.min(total)),
    };
    Some(format!("{}{count} … {seconds} s", step.name))
}

fn write(text: &str) {
    let mut stderr = io::stderr().lock();
    // A terminal that is gone needs no progress.
    let _ = stderr.write_all(text.as_bytes());
    let _ = stderr.flush();
}

#[cfg(test)]
mod tests {
    use std::ffi::OsStr;
    use std::time::Duration;

    use codegen::support::progress::{Progress, Step};

    use super::{is_shown, line};

    #[test]
    fn only_to_somebody_who_looks() {
        let shown = |is_terminal, ci: Option<&str>, terminal: Option<&str>| {
            is_shown(is_terminal, ci.map(OsStr::new), terminal.map(OsStr::new))
        };
        assert!(shown(true, None, None));
        assert!(shown(true, Some(""), Some("xterm")));
        assert!(shown(true, Some("false"), Some("xterm")));
        assert!(!shown(false, None, Some("xterm")));
        assert!(!shown(true, Some("true"), Some("xterm")));
        assert!(!shown(true, Some("1"), None));
        assert!(!shown(true, None, Some("dumb")));
    }

    #[test]
    fn a_line_after_a_second() {
        let progress = Progress::default();
        let second = Duration::from_millis(1_000);
        assert_eq!(line(second, progress.step()), None);
        progress.begin("reading models", 3);
        progress.advance();
        assert_eq!(line(Duration::from_millis(999), progress.step()), None);
        let expected = "reading models 1/3 … 1 s";
        assert_eq!(line(second, progress.step()).as_deref(), Some(expected));
        progress.begin("comparing", 1);
        let late = Duration::from_millis(61_900);
        let expected = "comparing … 61 s";
        assert_eq!(line(late, progress.step()).as_deref(), Some(expected));
        let step = Step {
            name: "reading",
            done: 5,
            total: 4,
        };
        assert_eq!(line(late, step).as_deref(), Some("reading 4/4 … 61 s"));
    }
}
