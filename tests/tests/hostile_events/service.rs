//! An operation whose output has events, written as the generator writes it.

use runtime::event_stream::ReceivesEvents;
use runtime::{Blob, EventStream, Fault, Http, ModeledError, Operation, Protocol, UnknownMember};

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

#[derive(Clone, Debug, Default, PartialEq)]
pub struct Chunk {
    pub bytes: Option<Blob>,
}

runtime::bound_structure!(Chunk {
    bytes: (raw_payload, "application/octet-stream", "bytes"),
});

#[derive(Clone, Debug, Default, PartialEq)]
pub struct Line {
    pub number: Option<i32>,
    pub text: Option<String>,
}

runtime::bound_structure!(Line {
    number: (event_header, "number"),
    text: (body, "text"),
});

#[derive(Clone, Debug, PartialEq)]
pub enum ListenError {
    Tired(Tired),
}

runtime::operation_error!(ListenError { Tired });

#[derive(Clone, Debug, Default, PartialEq)]
pub struct Tired {
    pub message: Option<String>,
}

runtime::structure!(Tired { message: "message" });

impl ModeledError for Tired {
    const CODE: &'static str = "TiredException";
    const FAULT: Fault = Fault::Server;

    runtime::error_message!(message);
}

runtime::errors!(Tired);
