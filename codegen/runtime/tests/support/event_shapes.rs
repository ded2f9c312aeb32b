//! Events and an exception of streams, written as the generator writes them.

use runtime::{Blob, Fault, ModeledError};

/// An event whose payload is bytes.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Chunk {
    pub bytes: Option<Blob>,
}

runtime::bound_structure!(Chunk {
    bytes: (raw_payload, "application/octet-stream", "bytes"),
});

/// An event with a header and a document.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Line {
    pub number: Option<i32>,
    pub text: Option<String>,
}

runtime::bound_structure!(Line {
    number: (event_header, "number"),
    text: (body, "text"),
});

/// The exception of the streams.
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
