//! Services with event streams, written as the generator writes them: the events are those of Smithy's protocol tests, and
//! some that these lack.

#![allow(dead_code, reason = "each service has all operations")]

use crate::structure::structure;
use runtime::{
    AuthScheme, Blob, EventStream, Fault, Http, ModeledError, Operation, Protocol, RequestEvents,
    Timestamp, UnknownMember,
};

macro_rules! services {
    ($($name:ident $protocol:ident $module:ident),* $(,)?) => {$(
        #[derive(Clone, Copy, Debug)]
        pub struct $name;

        impl runtime::Service for $name {
            const SHAPE_NAME: &'static str = stringify!($name);
            const SDK_ID: &'static str = stringify!($name);
            const VERSION: &'static str = "2026-11-30";
            const SIGNING_NAME: Option<&'static str> = Some("events");
            const PROTOCOLS: &'static [Protocol] = &[Protocol::$protocol];
        }

        pub mod $module {
            use super::*;

            operations!($name {
                In(Input) -> Plain {
                    fn request_events(input: &mut Input) -> Option<&mut dyn runtime::event_stream::SendsEvents> {
                        Some(&mut input.stream)
                    }
                }
                Out(Plain) -> Output {
                    fn response_events(output: &mut Output) -> Option<&mut dyn runtime::event_stream::ReceivesEvents> {
                        Some(&mut output.stream)
                    }
                }
                Both(Input) -> Output {
                    const HTTP2: bool = true;

                    fn request_events(input: &mut Input) -> Option<&mut dyn runtime::event_stream::SendsEvents> {
                        Some(&mut input.stream)
                    }

                    fn response_events(output: &mut Output) -> Option<&mut dyn runtime::event_stream::ReceivesEvents> {
                        Some(&mut output.stream)
                    }
                }
                Alone(Only) -> Output {
                    const HTTP2: bool = true;

                    fn request_events(input: &mut Only) -> Option<&mut dyn runtime::event_stream::SendsEvents> {
                        Some(&mut input.stream)
                    }

                    fn response_events(output: &mut Output) -> Option<&mut dyn runtime::event_stream::ReceivesEvents> {
                        Some(&mut output.stream)
                    }
                }
                Bearer(Input) -> Plain {
                    const AUTH: &'static [AuthScheme] = &[AuthScheme::Bearer];

                    fn request_events(input: &mut Input) -> Option<&mut dyn runtime::event_stream::SendsEvents> {
                        Some(&mut input.stream)
                    }
                }
                Required(Plain) -> Output {
                    const HAS_REQUIRED_OUTPUT: bool = true;
                    const INITIAL_HEADERS: &'static [&'static str] = if $name::IS_HTTP { &["x-name"] } else { &[] };

                    fn response_events(output: &mut Output) -> Option<&mut dyn runtime::event_stream::ReceivesEvents> {
                        Some(&mut output.stream)
                    }
                }
                Retried(Plain) -> Output {
                    const IDEMPOTENT: bool = true;

                    fn response_events(output: &mut Output) -> Option<&mut dyn runtime::event_stream::ReceivesEvents> {
                        Some(&mut output.stream)
                    }
                }
            });
        }
    )*};
}

macro_rules! operations {
    ($service:ident { $($name:ident($input:ty) -> $output:ty { $($item:item)* })* }) => {$(
        #[derive(Clone, Copy, Debug)]
        pub struct $name;

        impl Operation for $name {
            const NAME: &'static str = stringify!($name);
            type Service = $service;
            type Input = $input;
            type Output = $output;
            type Error = StreamError;
            const HTTP: Option<Http> = Some(Http {
                method: "POST",
                uri: concat!("/", stringify!($name)),
            });

            $($item)*
        }
    )*};
}

services! {
    RestJson RestJson1 rest_json,
    RestXml RestXml rest_xml,
    AwsJson AwsJson1_1 aws_json,
    Cbor RpcV2Cbor cbor,
}

impl RestJson {
    const IS_HTTP: bool = true;
}

impl RestXml {
    const IS_HTTP: bool = true;
}

impl AwsJson {
    const IS_HTTP: bool = false;
}

impl Cbor {
    const IS_HTTP: bool = false;
}

structure!(bound_input Plain {
    name: Option<String> = (header, "x-name", "name"),
});

structure!(bound_input Input {
    name: Option<String> = (header, "x-name", "name"),
    stream: RequestEvents<Event> = (stream, "application/vnd.amazon.eventstream", "stream"),
});

structure!(bound_input Only {
    stream: RequestEvents<Event> = (stream, "application/vnd.amazon.eventstream", "stream"),
});

structure!(bound_structure Output {
    name: Option<String> = (header, "x-name", "name"),
    stream: EventStream<Event, StreamError> = (stream, "application/vnd.amazon.eventstream", "stream"),
});

/// The events, with the errors that a client may send.
#[derive(Clone, Debug, PartialEq)]
pub enum Event {
    Headers(Headers),
    Blob(BlobEvent),
    Text(TextEvent),
    Inner(InnerEvent),
    Mixed(Mixed),
    Document(Document),
    Empty(Empty),
    Aborted(Aborted),
    Unknown(UnknownMember),
}

runtime::union!(Event {
    Headers: ("headers", is_headers, as_headers as Headers),
    Blob: ("blob", is_blob, as_blob as BlobEvent),
    Text: ("text", is_text, as_text as TextEvent),
    Inner: ("inner", is_inner, as_inner as InnerEvent),
    Mixed: ("mixed", is_mixed, as_mixed as Mixed),
    Document: ("document", is_document, as_document as Document),
    Empty: ("empty", is_empty, as_empty as Empty),
    Aborted: ("aborted", is_aborted, as_aborted as Aborted),
    ..Unknown(is_unknown, as_unknown)
});

runtime::event_union!(
    Event {
        Headers: Headers,
        Blob: BlobEvent,
        Text: TextEvent,
        Inner: InnerEvent,
        Mixed: Mixed,
        Document: Document,
        Empty: Empty,
        Aborted: Aborted,
    },
    [
        ("aborted", "AbortedException"),
        ("slow", "ThrottlingException")
    ]
);

macro_rules! event {
    ($macro:ident $name:ident { $($member:ident: $type:ty = $row:tt $(as $format:ty)?,)* }) => {
        #[derive(Clone, Debug, Default, PartialEq)]
        pub struct $name {
            $(pub $member: $type,)*
        }

        runtime::$macro!($name { $($member: $row $(as $format)?),* });
    };
}

event!(bound_structure Headers {
    flag: Option<bool> = (event_header, "flag"),
    byte: Option<i8> = (event_header, "byte"),
    short: Option<i16> = (event_header, "short"),
    integer: Option<i32> = (event_header, "integer"),
    long: Option<i64> = (event_header, "long"),
    blob: Option<Blob> = (event_header, "blob"),
    text: Option<String> = (event_header, "text"),
    time: Option<Timestamp> = (event_header, "time"),
});

event!(bound_structure BlobEvent {
    payload: Option<Blob> = (raw_payload, "application/octet-stream", "payload"),
});

event!(bound_structure TextEvent {
    payload: Option<String> = (raw_payload, "text/plain", "payload"),
});

event!(structure Inner {
    value: Option<String> = "value",
});

event!(bound_structure InnerEvent {
    payload: Option<Inner> = (payload, "Inner", "payload"),
});

event!(bound_structure Mixed {
    header: Option<String> = (event_header, "header"),
    value: Option<i32> = (body, "value"),
});

event!(structure Document {
    text: Option<String> = "text",
    count: i32 = "count",
});

event!(structure Empty {});

#[derive(Clone, Debug, PartialEq)]
pub enum StreamError {
    Aborted(Aborted),
    Throttling(Throttling),
}

runtime::operation_error!(StreamError {
    Aborted,
    Throttling
});

event!(structure Aborted {
    message: Option<String> = "message",
    at: i32 = "at",
});

// An error that has HTTP bindings outside of streams.
event!(bound_structure Throttling {
    message: Option<String> = (body, "Message"),
    retry_after: Option<i32> = (header, "Retry-After", "retryAfter"),
});

impl ModeledError for Aborted {
    const CODE: &'static str = "AbortedException";
    const FAULT: Fault = Fault::Client;

    runtime::error_message!(message);
}

impl ModeledError for Throttling {
    const CODE: &'static str = "ThrottlingException";
    const FAULT: Fault = Fault::Client;
    const STATUS: Option<u16> = Some(429);

    runtime::error_message!(message);
}

runtime::errors!(Aborted, Throttling);
