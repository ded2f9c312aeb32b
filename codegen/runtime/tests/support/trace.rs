//! Captured events and spans.

use std::fmt::{self, Write as _};
use std::sync::{Arc, Mutex, Once};
use tracing::field::{Field, Visit};
use tracing::span::{Attributes, Id, Record};
use tracing::{Event, Metadata, Subscriber};

/// Sees to it that no place in the code is thought to be of no interest to anyone.
///
/// For each place `tracing` remembers whether anyone wants its events. Where one is passed for the first time on a thread
/// that nobody listens to, just when a test begins to listen on another, that may be remembered wrongly. So somebody
/// listens from before the first call of any test.
pub fn listen() {
    static LISTENING: Once = Once::new();
    LISTENING.call_once(|| {
        let _ = tracing::subscriber::set_global_default(Listener);
    });
}

/// Wants everything and keeps nothing.
struct Listener;

impl Subscriber for Listener {
    fn enabled(&self, _: &Metadata<'_>) -> bool {
        true
    }

    fn new_span(&self, _: &Attributes<'_>) -> Id {
        Id::from_u64(1)
    }

    fn record(&self, _: &Id, _: &Record<'_>) {}
    fn event(&self, _: &Event<'_>) {}
    fn record_follows_from(&self, _: &Id, _: &Id) {}
    fn enter(&self, _: &Id) {}
    fn exit(&self, _: &Id) {}
}

/// Everything that is traced, whatever the level and whoever says it.
#[derive(Clone, Default)]
pub struct Trace(Arc<Mutex<String>>);

impl Trace {
    pub fn text(&self) -> String {
        self.0.lock().expect("whole").clone()
    }

    fn write(&self, metadata: &Metadata<'_>, visit: impl FnOnce(&mut dyn Visit)) {
        let mut line = format!("{} {}:", metadata.target(), metadata.name());
        visit(&mut Line(&mut line));
        self.push(&line);
    }

    fn push(&self, line: &str) {
        let mut text = self.0.lock().expect("whole");
        text.push_str(line);
        text.push('\n');
    }
}

struct Line<'a>(&'a mut String);

impl Visit for Line<'_> {
    fn record_debug(&mut self, field: &Field, value: &dyn fmt::Debug) {
        let _ = write!(self.0, " {field}={value:?}");
    }
}

impl Subscriber for Trace {
    fn enabled(&self, _: &Metadata<'_>) -> bool {
        true
    }

    fn new_span(&self, span: &Attributes<'_>) -> Id {
        self.write(span.metadata(), |line| span.record(line));
        Id::from_u64(1)
    }

    fn record(&self, _: &Id, values: &Record<'_>) {
        let mut line = "recorded:".to_owned();
        values.record(&mut Line(&mut line));
        self.push(&line);
    }

    fn event(&self, event: &Event<'_>) {
        self.write(event.metadata(), |line| event.record(line));
    }

    fn record_follows_from(&self, _: &Id, _: &Id) {}
    fn enter(&self, _: &Id) {}
    fn exit(&self, _: &Id) {}
}
