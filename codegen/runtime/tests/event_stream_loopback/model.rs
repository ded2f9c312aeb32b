//! An operation with events both ways, written as the generator writes it.

#[path = "../support/event_shapes.rs"]
mod shapes;

pub use shapes::{Chunk, Line, Tired};

use crate::structure::structure;
use runtime::event_stream::{ReceivesEvents, SendsEvents};
use runtime::{Blob, EventStream, Http, Operation, Protocol, RequestEvents, UnknownMember};

#[derive(Clone, Copy, Debug)]
pub struct Service;

impl runtime::Service for Service {
    const SHAPE_NAME: &'static str = "Talking";
    const SDK_ID: &'static str = "Talking";
    const VERSION: &'static str = "2026-11-30";
    const SIGNING_NAME: Option<&'static str> = Some("talking");
    const PROTOCOLS: &'static [Protocol] = &[Protocol::RestJson1];
}

#[derive(Clone, Copy, Debug)]
pub struct Talk;

impl Operation for Talk {
    const NAME: &'static str = "Talk";
    type Service = Service;
    type Input = TalkInput;
    type Output = TalkOutput;
    type Error = TalkError;
    const HTTP: Option<Http> = Some(Http {
        method: "POST",
        uri: "/talk",
    });
    const HTTP2: bool = true;

    fn request_events(input: &mut TalkInput) -> Option<&mut dyn SendsEvents> {
        Some(&mut input.audio)
    }

    fn response_events(output: &mut TalkOutput) -> Option<&mut dyn ReceivesEvents> {
        Some(&mut output.transcript)
    }
}

structure!(bound_input TalkInput {
    language: Option<String> = (header, "x-language", "language"),
    audio: RequestEvents<Audio> = (stream, "application/vnd.amazon.eventstream", "audio"),
});

structure!(bound_structure TalkOutput {
    session: Option<String> = (header, "x-session", "session"),
    transcript: EventStream<Transcript, TalkError> = (stream, "application/vnd.amazon.eventstream", "transcript"),
});

#[derive(Clone, Debug, PartialEq)]
pub enum Audio {
    Chunk(Chunk),
    Unknown(UnknownMember),
}

runtime::union!(Audio {
    Chunk: ("chunk", is_chunk, as_chunk as Chunk),
    ..Unknown(is_unknown, as_unknown)
});

runtime::event_union!(Audio { Chunk: Chunk }, []);

#[derive(Clone, Debug, PartialEq)]
pub enum Transcript {
    Line(Line),
    Unknown(UnknownMember),
}

runtime::union!(Transcript {
    Line: ("line", is_line, as_line as Line),
    ..Unknown(is_unknown, as_unknown)
});

runtime::event_union!(Transcript { Line: Line }, [("tired", "TiredException")]);

#[derive(Clone, Debug, PartialEq)]
pub enum TalkError {
    Tired(Tired),
}

runtime::operation_error!(TalkError { Tired });

/// An event to send.
pub fn chunk(bytes: impl Into<Vec<u8>>) -> Audio {
    Audio::Chunk(Chunk {
        bytes: Some(Blob::from(bytes.into())),
    })
}

/// An event that is received.
pub fn line(number: i32, text: &str) -> Transcript {
    Transcript::Line(Line {
        number: Some(number),
        text: Some(text.to_owned()),
    })
}
