//! Operations with checksums, written as the generator writes them, after those of Amazon S3.

use crate::structure::structure;
use runtime::{ByteStream, Fault, Http, HttpChecksum, ModeledError, Operation, Protocol};

#[derive(Clone, Copy, Debug)]
pub struct Service;

impl runtime::Service for Service {
    const SHAPE_NAME: &'static str = "Things";
    const SDK_ID: &'static str = "Things";
    const VERSION: &'static str = "2006-03-01";
    const SIGNING_NAME: Option<&'static str> = Some("things");
    const PROTOCOLS: &'static [Protocol] = &[Protocol::RestJson1];
    const KEY_DIGESTS: &'static [(&'static str, &'static str)] = &[(
        "x-amz-server-side-encryption-customer-key",
        "x-amz-server-side-encryption-customer-key-md5",
    )];
}

structure!(bound_input PutThingInput {
    algorithm: Option<String> = (header, "x-amz-sdk-checksum-algorithm", "ChecksumAlgorithm"),
    crc32: Option<String> = (header, "x-amz-checksum-crc32", "ChecksumCRC32"),
    content_encoding: Option<String> = (header, "Content-Encoding", "ContentEncoding"),
    content_length: Option<i64> = (header, "Content-Length", "ContentLength"),
    key: Option<String> = (header, "x-amz-server-side-encryption-customer-key", "SSECustomerKey"),
    key_md5: Option<String> = (header, "x-amz-server-side-encryption-customer-key-MD5", "SSECustomerKeyMD5"),
    body: ByteStream = (stream, "application/octet-stream", "Body"),
});

structure!(bound_input PutTagsInput {
    algorithm: Option<String> = (header, "x-amz-sdk-checksum-algorithm", "ChecksumAlgorithm"),
    tags: Option<String> = (body, "Tags"),
});

structure!(bound_input GetThingInput {
    mode: Option<String> = (header, "x-amz-checksum-mode", "ChecksumMode"),
    range: Option<String> = (header, "Range", "Range"),
});

structure!(bound_structure GetThingOutput {
    crc32: Option<String> = (header, "x-amz-checksum-crc32", "ChecksumCRC32"),
    content_length: Option<i64> = (header, "Content-Length", "ContentLength"),
    body: ByteStream = (stream, "application/octet-stream", "Body"),
});

#[derive(Clone, Debug, Default, PartialEq)]
pub struct GetTagsOutput {
    pub tags: Option<String>,
}

runtime::structure!(GetTagsOutput { tags: "Tags" });

#[derive(Clone, Debug, Default, PartialEq)]
pub struct Empty {}

runtime::structure!(Empty {});

macro_rules! operations {
    ($($name:ident($input:ty) -> $output:ty: $method:literal $uri:literal { $($item:item)* })*) => {$(
        #[derive(Clone, Copy, Debug)]
        pub struct $name;

        impl Operation for $name {
            const NAME: &'static str = stringify!($name);
            type Service = Service;
            type Input = $input;
            type Output = $output;
            type Error = ThingError;
            const HTTP: Option<Http> = Some(Http { method: $method, uri: $uri });

            $($item)*
        }
    )*};
}

const REQUESTS: HttpChecksum = HttpChecksum {
    request_required: false,
    algorithm_header: Some("x-amz-sdk-checksum-algorithm"),
    mode_header: None,
    response_algorithms: &[],
};

const RESPONSES: HttpChecksum = HttpChecksum {
    request_required: false,
    algorithm_header: None,
    mode_header: Some("x-amz-checksum-mode"),
    response_algorithms: &[
        "CRC64NVME",
        "CRC32",
        "CRC32C",
        "SHA256",
        "SHA1",
        "SHA512",
        "MD5",
    ],
};

operations! {
    PutThing(PutThingInput) -> Empty: "PUT" "/thing" {
        const IDEMPOTENT: bool = true;
        const CHECKSUM: Option<&'static HttpChecksum> = Some(&REQUESTS);

        fn request_stream(input: &mut PutThingInput) -> Option<&mut ByteStream> {
            Some(&mut input.body)
        }
    }
    PutTags(PutTagsInput) -> Empty: "PUT" "/tags" {
        const IDEMPOTENT: bool = true;
        const CHECKSUM: Option<&'static HttpChecksum> = Some(&HttpChecksum {
            request_required: true,
            ..REQUESTS
        });
    }
    PutOptionalTags(PutTagsInput) -> Empty: "PUT" "/optional" {
        const CHECKSUM: Option<&'static HttpChecksum> = Some(&REQUESTS);
    }
    GetThing(GetThingInput) -> GetThingOutput: "GET" "/thing" {
        const IDEMPOTENT: bool = true;
        const CHECKSUM: Option<&'static HttpChecksum> = Some(&RESPONSES);

        fn response_stream(output: &mut GetThingOutput) -> Option<&mut ByteStream> {
            Some(&mut output.body)
        }
    }
    GetTags(GetThingInput) -> GetTagsOutput: "GET" "/tags" {
        const IDEMPOTENT: bool = true;
        const CHECKSUM: Option<&'static HttpChecksum> = Some(&RESPONSES);
    }
}

/// An input with a stream.
pub fn thing(body: impl Into<ByteStream>) -> PutThingInput {
    PutThingInput {
        body: body.into(),
        ..PutThingInput::default()
    }
}

#[derive(Clone, Debug, PartialEq)]
pub enum ThingError {
    NoSuchThing(NoSuchThing),
}

runtime::operation_error!(ThingError { NoSuchThing });

#[derive(Clone, Debug, Default, PartialEq)]
pub struct NoSuchThing {
    pub message: Option<String>,
}

runtime::structure!(NoSuchThing { message: "message" });

impl ModeledError for NoSuchThing {
    const CODE: &'static str = "NoSuchThing";
    const FAULT: Fault = Fault::Client;
    const STATUS: Option<u16> = Some(404);
}

runtime::errors!(NoSuchThing);
