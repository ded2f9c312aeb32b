//! Operations with streams, written as the generator writes them: those of Smithy's protocol tests, and some with traits
//! that these lack.

use crate::structure::structure;
use runtime::{AuthScheme, ByteStream, Fault, Http, ModeledError, Operation, Protocol};

#[derive(Clone, Copy, Debug)]
pub struct Service;

impl runtime::Service for Service {
    const SHAPE_NAME: &'static str = "RestJson";
    const SDK_ID: &'static str = "Rest Json";
    const VERSION: &'static str = "2019-12-16";
    const SIGNING_NAME: Option<&'static str> = Some("restjson");
    const PROTOCOLS: &'static [Protocol] = &[Protocol::RestJson1];
}

structure!(bound_structure StreamingTraitsInputOutput {
    foo: Option<String> = (header, "X-Foo", "foo"),
    blob: ByteStream = (stream, "application/octet-stream", "blob"),
});

structure!(bound_input StreamingTraitsWithMediaTypeInput {
    foo: Option<String> = (header, "X-Foo", "foo"),
    content_type: Option<String> = (header, "Content-Type", "contentType"),
    blob: ByteStream = (stream, "text/plain", "blob"),
});

structure!(bound_input StreamingTraitsWithTreeHash {
    checksum: Option<String> = (header, "x-amz-sha256-tree-hash", "checksum"),
    blob: ByteStream = (stream, "application/octet-stream", "blob"),
});

#[derive(Clone, Debug, Default, PartialEq)]
pub struct Empty {}

runtime::structure!(Empty {});

/// Operations whose input has a stream `blob`.
macro_rules! operations {
    ($($name:ident($input:ty) -> $output:ty { $($item:item)* })*) => {$(
        #[derive(Clone, Copy, Debug)]
        pub struct $name;

        impl Operation for $name {
            const NAME: &'static str = stringify!($name);
            type Service = Service;
            type Input = $input;
            type Output = $output;
            type Error = StreamingError;
            const HTTP: Option<Http> = Some(Http {
                method: "POST",
                uri: concat!("/", stringify!($name)),
            });

            fn request_stream(input: &mut $input) -> Option<&mut ByteStream> {
                Some(&mut input.blob)
            }

            $($item)*
        }
    )*};
}

operations! {
    StreamingTraits(StreamingTraitsInputOutput) -> StreamingTraitsInputOutput {
        const IDEMPOTENT: bool = true;

        fn response_stream(output: &mut StreamingTraitsInputOutput) -> Option<&mut ByteStream> {
            Some(&mut output.blob)
        }
    }
    StreamingTraitsRequireLength(StreamingTraitsInputOutput) -> Empty {
        const REQUIRES_LENGTH: bool = true;
        const UNSIGNED_PAYLOAD: bool = true;
    }
    StreamingTraitsWithMediaType(StreamingTraitsWithMediaTypeInput) -> Empty {
        const UNSIGNED_PAYLOAD: bool = true;
    }
    Unsigned(StreamingTraitsInputOutput) -> Empty {
        const UNSIGNED_PAYLOAD: bool = true;
        const IDEMPOTENT: bool = true;
        const GZIP: bool = true;
    }
    Archive(StreamingTraitsWithTreeHash) -> Empty {
        const TREE_HASH: bool = true;
    }
    AnonymousArchive(StreamingTraitsWithTreeHash) -> Empty {
        const TREE_HASH: bool = true;
        const AUTH: &'static [AuthScheme] = &[AuthScheme::NoAuth];
    }
    Anonymous(StreamingTraitsInputOutput) -> Empty {
        const AUTH: &'static [AuthScheme] = &[AuthScheme::NoAuth];
    }
    WithDigest(StreamingTraitsInputOutput) -> Empty {
        const UNSIGNED_PAYLOAD: bool = true;
        const CONTENT_MD5: bool = true;
    }
}

/// An operation without an input, whose output is a stream.
#[derive(Clone, Copy, Debug)]
pub struct Get;

impl Operation for Get {
    const NAME: &'static str = "Get";
    type Service = Service;
    type Input = Empty;
    type Output = StreamingTraitsInputOutput;
    type Error = StreamingError;
    const HTTP: Option<Http> = Some(Http {
        method: "GET",
        uri: "/Get",
    });
    const IDEMPOTENT: bool = true;
    const HAS_REQUIRED_OUTPUT: bool = true;

    fn response_stream(output: &mut StreamingTraitsInputOutput) -> Option<&mut ByteStream> {
        Some(&mut output.blob)
    }
}

/// The input of an operation.
pub fn blob(blob: impl Into<ByteStream>) -> StreamingTraitsInputOutput {
    StreamingTraitsInputOutput {
        foo: Some("Foo".to_owned()),
        blob: blob.into(),
    }
}

#[derive(Clone, Debug, PartialEq)]
pub enum StreamingError {
    ComplexError(ComplexError),
}

runtime::operation_error!(StreamingError { ComplexError });

#[derive(Clone, Debug, Default, PartialEq)]
pub struct ComplexError {
    pub header: Option<String>,
    pub top_level: Option<String>,
}

runtime::bound_structure!(ComplexError {
    header: (header, "X-Header", "Header"),
    top_level: (body, "TopLevel"),
});

impl ModeledError for ComplexError {
    const CODE: &'static str = "ComplexError";
    const FAULT: Fault = Fault::Client;
    const STATUS: Option<u16> = Some(403);
}

runtime::errors!(ComplexError);
