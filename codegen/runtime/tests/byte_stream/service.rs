//! A service with streaming operations, written as the generator writes them.

#![allow(dead_code, reason = "which parts are used depends on features")]

use runtime::{AuthScheme, ByteStream, Http, Protocol};

pub struct Service;

impl runtime::Service for Service {
    const SHAPE_NAME: &'static str = "Storage";
    const SDK_ID: &'static str = "Storage";
    const VERSION: &'static str = "2026-01-01";
    const SIGNING_NAME: Option<&'static str> = Some("storage");
    const AUTH: &'static [AuthScheme] = &[AuthScheme::NoAuth];
    const PROTOCOLS: &'static [Protocol] = &[Protocol::RestJson1];
}

#[derive(Debug, Default)]
pub struct PutInput {
    pub key: String,
    pub body: ByteStream,
}

runtime::bound_input!(PutInput {
    key: (label, "key"),
    body: (stream, "application/octet-stream", "body"),
});

#[derive(Clone, Debug, Default, PartialEq)]
pub struct GetInput {
    pub key: String,
}

runtime::bound_input!(GetInput {
    key: (label, "key"),
});

#[derive(Debug, Default)]
pub struct GetOutput {
    pub tag: Option<String>,
    pub body: ByteStream,
}

runtime::bound_structure!(GetOutput {
    tag: (header, "ETag", "tag"),
    body: (stream, "application/octet-stream", "body"),
});

#[derive(Debug, PartialEq)]
pub enum StorageError {
    NotFound(NotFound),
}

runtime::operation_error!(StorageError { NotFound });

#[derive(Clone, Debug, Default, PartialEq)]
pub struct NotFound {
    pub message: Option<String>,
}

runtime::structure!(NotFound { message: "message" });

impl runtime::ModeledError for NotFound {
    const CODE: &'static str = "NotFound";
    const FAULT: runtime::Fault = runtime::Fault::Client;
    const STATUS: Option<u16> = Some(404);

    runtime::error_message!(message);
}

runtime::errors!(NotFound);

pub struct Put;

impl runtime::Operation for Put {
    const NAME: &'static str = "Put";
    type Service = Service;
    type Input = PutInput;
    type Output = ();
    type Error = StorageError;
    const HTTP: Option<Http> = Some(Http {
        method: "PUT",
        uri: "/objects/{key}",
    });

    fn request_stream(input: &mut PutInput) -> Option<&mut ByteStream> {
        Some(&mut input.body)
    }
}

/// A request whose signature has the hash of the body.
pub struct PutSigned;

impl runtime::Operation for PutSigned {
    const NAME: &'static str = "PutSigned";
    type Service = Service;
    type Input = PutInput;
    type Output = ();
    type Error = StorageError;
    const AUTH: &'static [AuthScheme] = &[AuthScheme::SigV4];
    const HTTP: Option<Http> = Some(Http {
        method: "PUT",
        uri: "/signed/{key}",
    });

    fn request_stream(input: &mut PutInput) -> Option<&mut ByteStream> {
        Some(&mut input.body)
    }
}

pub struct Get;

impl runtime::Operation for Get {
    const NAME: &'static str = "Get";
    type Service = Service;
    type Input = GetInput;
    type Output = GetOutput;
    type Error = StorageError;
    const HTTP: Option<Http> = Some(Http {
        method: "GET",
        uri: "/objects/{key}",
    });

    fn response_stream(output: &mut GetOutput) -> Option<&mut ByteStream> {
        Some(&mut output.body)
    }
}
