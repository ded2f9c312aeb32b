//! An operation whose output has events, written as the generator writes it.

#[path = "../../../codegen/runtime/tests/support/event_shapes.rs"]
mod shapes;

pub use shapes::{Chunk, Line, Tired};

use runtime::event_stream::ReceivesEvents;
use runtime::{EventStream, Http, Operation, Protocol, UnknownMember};

#[derive(Clone, Copy, Debug)]
pub struct Service;

impl runtime::Service for Service {
    const SHAPE_NAME: &'static str = "Hostile";
    const SDK_ID: &'static str = "Hostile";
    const VERSION: &'static str = "2026-11-30";
    const SIGNING_NAME: Option<&'static str> = None;
    const PROTOCOLS: &'static [Protocol] = &[Protocol::RestJson1];
}

#[derive(Clone, Copy, Debug)]
pub struct Listen;

impl Operation for Listen {
    const NAME: &'static str = "Listen";
    type Service = Service;
    type Input = ListenInput;
    type Output = ListenOutput;
    type Error = ListenError;
    const HTTP: Option<Http> = Some(Http {
        method: "GET",
        uri: "/",
    });

    fn response_events(output: &mut ListenOutput) -> Option<&mut dyn ReceivesEvents> {
        Some(&mut output.events)
    }
}

#[derive(Clone, Debug, Default, PartialEq)]
pub struct ListenInput {}

runtime::structure!(ListenInput {});

#[derive(Debug)]
pub struct ListenOutput {
    pub events: EventStream<Event, ListenError>,
}

runtime::bound_structure!(ListenOutput {
    events: (stream, "application/vnd.amazon.eventstream", "events"),
});

#[derive(Clone, Debug, PartialEq)]
pub enum Event {
    Chunk(Chunk),
    Line(Line),
    Unknown(UnknownMember),
}

runtime::union!(Event {
    Chunk: ("chunk", is_chunk, as_chunk as Chunk),
    Line: ("line", is_line, as_line as Line),
    ..Unknown(is_unknown, as_unknown)
});

runtime::event_union!(
    Event {
        Chunk: Chunk,
        Line: Line,
    },
    [("tired", "TiredException")]
);

#[derive(Clone, Debug, PartialEq)]
pub enum ListenError {
    Tired(Tired),
}

runtime::operation_error!(ListenError { Tired });
