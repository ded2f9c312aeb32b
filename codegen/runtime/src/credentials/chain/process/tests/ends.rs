//! Commands that do not end by themselves, and what they leave running.
//!
//! A named pipe tells what has ended: it is at its end when no process has it open for writing.

use super::super::super::plan::Command;
use super::super::credentials;
use super::print;
use crate::credentials::test_clock::TestClock;
use crate::credentials::{Credentials, CredentialsError};
use crate::transport::BoxFuture;
use std::fs::File;
use std::io::{Read, Write};
use std::path::PathBuf;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::mpsc;
use std::task::{Context, Poll, Waker};
use std::thread;
use std::time::{Duration, Instant};

const JSON: &str = r#"{"Version": 1, "AccessKeyId": "id", "SecretAccessKey": "the-secret"}"#;

/// A named pipe in a folder of its own.
struct Fifo(PathBuf);

impl Fifo {
    fn new() -> Self {
        static COUNT: AtomicUsize = AtomicUsize::new(0);
        let number = COUNT.fetch_add(1, Ordering::SeqCst);
        let name = format!("credential-process-{}-{number}", std::process::id());
        let folder = std::env::temp_dir().join(name);
        std::fs::create_dir_all(&folder).unwrap();
        let mut make = std::process::Command::new("mkfifo");
        assert!(make.arg(folder.join("pipe")).status().unwrap().success());
        Self(folder)
    }

    fn path(&self) -> PathBuf {
        self.0.join("pipe")
    }

    /// `command`, with all its processes holding the pipe open for writing as the file 9.
    fn held_by(&self, command: &str) -> Command {
        Command(format!("exec 9> '{}'; {command}", self.path().display()))
    }

    /// Returns once someone says through it that it runs.
    fn open(&self) -> File {
        let mut pipe = File::open(self.path()).unwrap();
        let mut said = [0; 5];
        pipe.read_exact(&mut said).unwrap();
        assert_eq!(&said, b"runs\n");
        pipe
    }
}

impl Drop for Fifo {
    fn drop(&mut self) {
        let _ = std::fs::remove_dir_all(&self.0);
    }
}

type Waiting<'a> = BoxFuture<'a, Result<Credentials, CredentialsError>>;

/// Starts a command, which has not ended.
fn start<'a>(clock: &'a TestClock, command: &'a Command) -> Waiting<'a> {
    let mut waiting: Waiting<'a> = Box::pin(credentials(clock, "p", command));
    assert!(poll(&mut waiting).is_none());
    waiting
}

fn poll(waiting: &mut Waiting<'_>) -> Option<Result<Credentials, CredentialsError>> {
    let mut context = Context::from_waker(Waker::noop());
    match waiting.as_mut().poll(&mut context) {
        Poll::Ready(outcome) => Some(outcome),
        Poll::Pending => None,
    }
}

/// Waits until all that hold the pipe have ended, which takes no time unless it takes for ever.
fn wait_for_end(mut pipe: File) {
    let (sender, read) = mpsc::channel();
    thread::spawn(move || sender.send(pipe.read(&mut [0]).unwrap()));
    let read = read.recv_timeout(Duration::from_secs(100));
    assert_eq!(read, Ok(0), "something still runs");
}

/// Waits for something that takes no time unless it takes for ever.
fn eventually(mut is_so: impl FnMut() -> bool) {
    let start = Instant::now();
    while !is_so() {
        assert!(
            start.elapsed() < Duration::from_secs(100),
            "it never happens"
        );
        thread::yield_now();
    }
}

/// Commands that do not end. The innermost says first that it runs.
const ENDLESS: [&str; 4] = [
    "echo runs >&9; exec sleep 1000",
    "(echo runs >&9; exec sleep 1000) | cat",
    "sh -c 'echo runs >&9; exec sleep 1000'; true",
    "(sh -c 'echo runs >&9; exec sleep 1000'; echo {}) && echo x",
];

#[test]
fn a_command_that_nobody_waits_for_ends_with_all_that_it_has_started() {
    for line in ENDLESS {
        let (clock, fifo) = (TestClock::new(), Fifo::new());
        let command = fifo.held_by(line);
        let waiting = start(&clock, &command);
        let pipe = fifo.open();
        drop(waiting);
        wait_for_end(pipe);
    }
}

#[test]
fn a_command_may_take_a_minute() {
    for line in ENDLESS {
        let (clock, fifo) = (TestClock::new(), Fifo::new());
        let command = fifo.held_by(line);
        let mut waiting = start(&clock, &command);
        let pipe = fifo.open();
        clock.set(59);
        assert!(poll(&mut waiting).is_none());
        clock.set(60);
        let error = poll(&mut waiting).unwrap().unwrap_err();
        assert_eq!(
            error.to_string(),
            "p: the command took more than 60 s and was killed"
        );
        wait_for_end(pipe);
    }
}

#[tokio::test]
async fn a_command_that_prints_without_end_is_killed() {
    for line in ["yes", "yes | cat", "sleep 1000 & yes"] {
        let (clock, fifo) = (TestClock::new(), Fifo::new());
        let command = fifo.held_by(line);
        let opened = thread::spawn({
            let path = fifo.path();
            move || File::open(path).unwrap()
        });
        let error = credentials(&clock, "p", &command).await.unwrap_err();
        assert_eq!(
            error.to_string(),
            "p: the command printed more than 1 MiB and was killed"
        );
        wait_for_end(opened.join().unwrap());
    }
}

/// `setsid` belongs to util-linux.
#[cfg(target_os = "linux")]
#[test]
fn a_child_with_a_group_of_its_own_keeps_neither_the_call_nor_the_thread() {
    use std::fs::read_link;

    let (clock, fifo) = (TestClock::new(), Fifo::new());
    let id = fifo.path().with_extension("id");
    let child = format!("echo $$ > {}; echo runs >&9; exec sleep 1000", id.display());
    let command = fifo.held_by(&format!("setsid sh -c '{child}' & wait"));
    let mut waiting = start(&clock, &command);
    let pipe = fifo.open();
    let id = std::fs::read_to_string(id).unwrap();
    // The thread has the other ends of these open. What the shell says goes elsewhere meanwhile.
    let output = |file: u32| read_link(format!("/proc/{}/fd/{file}", id.trim())).unwrap();
    eventually(|| output(1).to_string_lossy().starts_with("pipe:"));
    let outputs = [output(1), output(2)];
    let are_open = || {
        let mut files = std::fs::read_dir("/proc/self/fd").unwrap();
        files.any(|file| read_link(file.unwrap().path()).is_ok_and(|to| outputs.contains(&to)))
    };
    assert!(are_open());
    clock.set(60);
    let error = poll(&mut waiting).unwrap().unwrap_err();
    assert!(error.to_string().contains("took more than 60 s"), "{error}");
    eventually(|| !are_open());

    let mut kill = std::process::Command::new("sh");
    kill.args(["-c", &format!("kill {}", id.trim())]);
    assert!(kill.status().unwrap().success(), "it has run all the time");
    wait_for_end(pipe);
}

#[tokio::test]
async fn what_a_command_leaves_running_is_left_alone_and_not_waited_for() {
    let (clock, fifo) = (TestClock::new(), Fifo::new());
    let path = fifo.path();
    // It has the outputs open, and lives until something is written for it to pass on.
    let agent = format!("cat '{0}' > '{0}.out' &", path.display());
    let command = Command(format!("{agent} {}", print(JSON)));
    let provided = credentials(&clock, "p", &command).await.unwrap();
    assert_eq!(provided.access_key_id(), "id");
    let mut release = File::options().write(true).open(&path).unwrap();
    release.write_all(b"alive").unwrap();
    drop(release);
    let out = format!("{}.out", path.display());
    eventually(|| std::fs::read(&out).unwrap_or_default() == b"alive");
}

#[tokio::test]
async fn output_that_is_not_whole_is_not_waited_for_either_once_the_command_has_ended() {
    let (clock, fifo) = (TestClock::new(), Fifo::new());
    let path = fifo.path();
    let command = Command(format!("cat '{}' & echo '{{'", path.display()));
    let error = credentials(&clock, "p", &command).await.unwrap_err();
    assert!(error.to_string().contains("EOF while parsing"), "{error}");
    drop(File::options().write(true).open(&path).unwrap());
}

#[tokio::test]
async fn no_zombies_are_left() {
    let (clock, fifo) = (TestClock::new(), Fifo::new());
    // The shell becomes what prints its own id.
    let id = fifo.path().with_extension("id");
    let command = fifo.held_by(&format!(
        "echo $$ > '{}'; echo runs >&9; exec sleep 1000",
        id.display()
    ));
    let waiting = start(&clock, &command);
    let pipe = fifo.open();
    // Said before it ran.
    let id = std::fs::read_to_string(id).unwrap();
    drop(waiting);
    wait_for_end(pipe);
    // A process that nobody has waited for can be sent signals.
    let probe = format!("kill -0 {} 2>/dev/null", id.trim());
    eventually(|| {
        let mut shell = std::process::Command::new("sh");
        !shell.args(["-c", &probe]).status().unwrap().success()
    });
}
