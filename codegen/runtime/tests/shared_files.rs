//! Shared files whose irregular lines do not stop the program: each is an event for `tracing` that shows nothing of it.
//!
//! `tracing` remembers for each place in the code whether anyone listens, so this is the one test of its process.

#![cfg(all(feature = "client", feature = "tracing"))]
#![allow(
    clippy::unwrap_used,
    reason = "what goes wrong in a test is for its reader"
)]

use runtime::{Config, Environment};
use std::fmt::{self, Write as _};
use std::sync::{Arc, Mutex};
use tracing::field::{Field, Visit};
use tracing::span::{Attributes, Id, Record};
use tracing::{Event, Level, Metadata, Subscriber};

const CONFIG: &[u8] = b"a = SECRET\n[default] SECRET\nregion = eu-west-1\nregion = eu-west-2\ns3 =\n  SECRET\nmy SECRET = x\n\
    # caf\xe9\n[profile other]\nSECRET\n = SECRET\n\xe9 = SECRET\n[profile third\nmax_attempts = many\n";

#[test]
fn irregular_lines_are_events() {
    let files = [
        ("/config", CONFIG),
        ("/credentials", b"SECRET\n[default]\n"),
    ];
    let variables = [
        ("AWS_CONFIG_FILE", "/config"),
        ("AWS_SHARED_CREDENTIALS_FILE", "/credentials"),
    ];
    let environment = Environment::fixed(variables, files);
    let events = Events::default();
    let config = tracing::subscriber::with_default(events.clone(), || {
        Config::builder().environment(environment).build().unwrap()
    });
    assert!(format!("{config:?}").contains("region: Some(\"eu-west-2\")"));
    let section = "expected a section before this, such as [default]";
    let expected = [
        ("/config", 1, section),
        ("/config", 2, "the text after ] is ignored"),
        (
            "/config",
            4,
            "the key is repeated, and its last value is used",
        ),
        ("/config", 6, "expected key = value"),
        (
            "/config",
            7,
            "the key is ignored, since no setting has such a name",
        ),
        ("/config", 10, "expected key = value"),
        ("/config", 11, "expected a key before ="),
        ("/config", 12, "expected UTF-8 text"),
        ("/config", 13, "expected ] at the end of the section's name"),
        ("/credentials", 1, section),
    ];
    let expected = expected.map(|(file, line, reason)| {
        format!(
            "message=malformed line in a shared config file at={file}, line {line} reason=\"{reason}\""
        )
    });
    assert_eq!(*events.0.lock().unwrap(), expected);
}

#[derive(Clone, Default)]
struct Events(Arc<Mutex<Vec<String>>>);

impl Subscriber for Events {
    fn enabled(&self, _: &Metadata<'_>) -> bool {
        true
    }

    fn new_span(&self, _: &Attributes<'_>) -> Id {
        Id::from_u64(1)
    }

    fn event(&self, event: &Event<'_>) {
        assert_eq!(*event.metadata().level(), Level::DEBUG);
        let mut line = Line::default();
        event.record(&mut line);
        self.0.lock().unwrap().push(line.0);
    }

    fn record(&self, _: &Id, _: &Record<'_>) {}
    fn record_follows_from(&self, _: &Id, _: &Id) {}
    fn enter(&self, _: &Id) {}
    fn exit(&self, _: &Id) {}
}

#[derive(Default)]
struct Line(String);

impl Visit for Line {
    fn record_debug(&mut self, field: &Field, value: &dyn fmt::Debug) {
        let space = if self.0.is_empty() { "" } else { " " };
        write!(self.0, "{space}{field}={value:?}").unwrap();
    }
}
