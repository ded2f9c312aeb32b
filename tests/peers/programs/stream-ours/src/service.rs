//! A service with a stream in each direction, as the generator writes it.

use runtime::{ByteStream, Http, Operation, Protocol};

pub struct Service;

impl runtime::Service for Service {
    const SHAPE_NAME: &'static str = "Streams";
    const SDK_ID: &'static str = "Streams";
    const VERSION: &'static str = "1";
    const SIGNING_NAME: Option<&'static str> = Some("streams");
    const PROTOCOLS: &'static [Protocol] = &[Protocol::RestJson1];
}

#[derive(Debug)]
pub struct Streamed {
    pub body: ByteStream,
}

runtime::bound_structure!(Streamed {
    body: (stream, "application/octet-stream", "body"),
});

#[derive(Clone, Debug, Default, PartialEq)]
pub struct Empty {}

runtime::structure!(Empty {});

#[derive(Clone, Debug, PartialEq)]
pub enum NoError {}

runtime::operation_error!(NoError {});

pub struct Small;

impl Operation for Small {
    const NAME: &'static str = "Small";
    type Service = Service;
    type Input = Empty;
    type Output = Empty;
    type Error = NoError;
    const HTTP: Option<Http> = Some(Http {
        method: "GET",
        uri: "/small",
    });
}

pub struct Receive;

impl Operation for Receive {
    const NAME: &'static str = "Receive";
    type Service = Service;
    type Input = Empty;
    type Output = Streamed;
    type Error = NoError;
    const HTTP: Option<Http> = Some(Http {
        method: "GET",
        uri: "/stream",
    });

    fn response_stream(output: &mut Streamed) -> Option<&mut ByteStream> {
        Some(&mut output.body)
    }
}

pub struct Send;

impl Operation for Send {
    const NAME: &'static str = "Send";
    type Service = Service;
    type Input = Streamed;
    type Output = Empty;
    type Error = NoError;
    const HTTP: Option<Http> = Some(Http {
        method: "PUT",
        uri: "/stream",
    });
    // reqwest does not hash the body either.
    const UNSIGNED_PAYLOAD: bool = true;

    fn request_stream(input: &mut Streamed) -> Option<&mut ByteStream> {
        Some(&mut input.body)
    }
}
