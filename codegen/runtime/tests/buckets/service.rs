//! The service: some of its operations, and endpoint rules of their own.

use std::collections::BTreeMap;
use std::error::Error;
use std::fmt;

use crate::structure::structure;
use runtime::endpoint::{self, BuiltIns, Endpoint, library};
use runtime::{
    AuthScheme, ByteStream, Document, Fault, Http, ModeledError, Operation, Protocol, Service,
    ServiceSetting, Timestamp, XmlNamespace, wire,
};

#[derive(Clone, Copy, Debug)]
pub struct Buckets;

impl Service for Buckets {
    const SHAPE_NAME: &'static str = "AmazonS3";
    const SDK_ID: &'static str = "S3";
    const VERSION: &'static str = "2006-03-01";
    const SIGNING_NAME: Option<&'static str> = Some("s3");
    const PROTOCOLS: &'static [Protocol] = &[Protocol::RestXml];
    const XML_NAMESPACE: Option<XmlNamespace> = Some(XmlNamespace {
        uri: "http://s3.amazonaws.com/doc/2006-03-01/",
        prefix: None,
    });
    const SETTINGS: &'static [ServiceSetting] = &[
        ServiceSetting {
            parameter: "UseArnRegion",
            variable: "AWS_S3_USE_ARN_REGION",
            key: "s3_use_arn_region",
        },
        ServiceSetting {
            parameter: "DisableS3ExpressSessionAuth",
            variable: "AWS_S3_DISABLE_EXPRESS_SESSION_AUTH",
            key: "s3_disable_express_session_auth",
        },
    ];
    const PAYLOAD_HASH: bool = true;
    const DOT_SEGMENTS: bool = true;
    const ERRORS_IN_SUCCESS: bool = true;
    const ANONYMOUS: bool = true;
}

/// Resolves the endpoint of a bucket: its host, or the configured endpoint with its path.
fn resolve(bucket: &str, built_ins: &BuiltIns<'_>) -> endpoint::Result {
    let region = built_ins.region.unwrap_or_default();
    let is_directory = bucket.ends_with("--x-s3");
    let path = library::uri_encode(bucket);
    let url = match built_ins.endpoint {
        Some(url) => format!("{url}/{path}"),
        None if is_directory => {
            format!("https://{bucket}.s3express-euw1-az1.{region}.amazonaws.com")
        }
        None if built_ins.flag("ForcePathStyle") == Some(true) => {
            format!("https://s3.{region}.amazonaws.com/{path}")
        }
        None => format!("https://{bucket}.s3.{region}.amazonaws.com"),
    };
    let without_session = built_ins.flag("DisableS3ExpressSessionAuth") == Some(true);
    let (scheme, name) = match is_directory {
        true if without_session => ("sigv4", "s3express"),
        true => ("sigv4-s3express", "s3express"),
        false => ("sigv4", "s3"),
    };
    let properties = [
        ("disableDoubleEncoding", Document::from(true)),
        ("signingName", Document::from(name)),
        ("signingRegion", Document::from(region)),
    ];
    Ok(Endpoint::new(url)?.auth_scheme(scheme, properties))
}

macro_rules! operations {
    ($($name:ident($input:ident) -> $output:ident { $method:literal $uri:literal $($item:item)* })*) => {$(
        #[derive(Clone, Copy, Debug)]
        pub struct $name;

        impl Operation for $name {
            const NAME: &'static str = stringify!($name);
            type Service = Buckets;
            type Input = $input;
            type Output = $output;
            type Error = BucketsError;

            const HTTP: Option<Http> = Some(Http { method: $method, uri: $uri });
            const AUTH: &'static [AuthScheme] = &[AuthScheme::SigV4];

            fn endpoint(input: &$input, built_ins: &BuiltIns<'_>) -> endpoint::Result {
                resolve(&input.bucket, built_ins)
            }

            $($item)*
        }
    )*};
}

operations! {
    GetObject(ObjectInput) -> GetObjectOutput {
        "GET" "/{Key+}"
        fn response_stream(output: &mut GetObjectOutput) -> Option<&mut ByteStream> {
            Some(&mut output.body)
        }
    }
    HeadObject(ObjectInput) -> Nothing { "HEAD" "/{Key+}" }
    DeleteObject(ObjectInput) -> Nothing { "DELETE" "/{Key+}" }
    CreateMultipartUpload(ObjectInput) -> Nothing { "POST" "/{Key+}?uploads" }
    PutObject(PutObjectInput) -> Nothing {
        "PUT" "/{Key+}"
        fn request_stream(input: &mut PutObjectInput) -> Option<&mut ByteStream> {
            Some(&mut input.body)
        }
    }
    UploadPart(UploadPartInput) -> Nothing {
        "PUT" "/{Key+}"
        fn request_stream(input: &mut UploadPartInput) -> Option<&mut ByteStream> {
            Some(&mut input.body)
        }
    }
    CopyObject(ObjectInput) -> CopyObjectOutput { "PUT" "/{Key+}" }
    ListObjects(ListObjectsInput) -> ListObjectsOutput { "GET" "?list-type=2" }
    GetBucketLocation(BucketInput) -> GetBucketLocationOutput { "GET" "?location" }
    GetBucketPolicy(BucketInput) -> GetBucketPolicyOutput { "GET" "?policy" }
    CreateSession(BucketInput) -> Nothing { "GET" "?session" }
}

structure!(bound_input BucketInput {
    bucket: String = (label, "Bucket"),
});

structure!(bound_input ObjectInput {
    bucket: String = (label, "Bucket"),
    key: String = (label, "Key"),
    range: Option<String> = (header, "Range"),
    checksum_mode: Option<String> = (header, "x-amz-checksum-mode", "ChecksumMode"),
    version_id: Option<String> = (query, "versionId", "VersionId"),
    response_content_type: Option<String> = (query, "response-content-type", "ResponseContentType"),
});

structure!(bound_input PutObjectInput {
    acl: Option<String> = (header, "x-amz-acl", "ACL"),
    body: ByteStream = (stream, "application/octet-stream", "Body") = wire::zero(),
    bucket: String = (label, "Bucket"),
    content_length: Option<i64> = (header, "Content-Length", "ContentLength"),
    content_md5: Option<String> = (header, "Content-MD5", "ContentMD5"),
    content_type: Option<String> = (header, "Content-Type", "ContentType"),
    checksum_algorithm: Option<String> = (header, "x-amz-sdk-checksum-algorithm", "ChecksumAlgorithm"),
    checksum_crc32: Option<String> = (header, "x-amz-checksum-crc32", "ChecksumCRC32"),
    key: String = (label, "Key"),
    metadata: Option<BTreeMap<String, String>> =
        (prefix_headers, "x-amz-meta-", "Metadata"),
});

structure!(bound_input UploadPartInput {
    body: ByteStream = (stream, "application/octet-stream", "Body") = wire::zero(),
    bucket: String = (label, "Bucket"),
    key: String = (label, "Key"),
    part_number: i32 = (query, "partNumber", "PartNumber"),
    upload_id: String = (query, "uploadId", "UploadId"),
});

structure!(bound_input ListObjectsInput {
    bucket: String = (label, "Bucket"),
    continuation_token: Option<String> = (query, "continuation-token", "ContinuationToken"),
    encoding_type: Option<String> = (query, "encoding-type", "EncodingType"),
    prefix: Option<String> = (query, "prefix", "Prefix"),
});

structure!(bound_structure GetObjectOutput {
    body: ByteStream = (stream, "application/octet-stream", "Body") = wire::zero(),
    expires: Option<String> = (header, "Expires"),
});

structure!(structure CopyObjectOutput {
    e_tag: Option<String> = "ETag",
});

structure!(structure ListObjectsOutput {
    contents: Option<Vec<Object>> = "Contents" as Option<wire::Flattened<Vec<Object>>>,
    name: Option<String> = "Name",
    next_continuation_token: Option<String> = "NextContinuationToken",
});

structure!(structure Object {
    key: Option<String> = "Key",
    last_modified: Option<Timestamp> = "LastModified",
    size: Option<i64> = "Size",
});

structure!(bound_structure GetBucketLocationOutput {
    location: Option<String> = (payload, "LocationConstraint") as Option<wire::Filled<String>>,
});

structure!(bound_structure GetBucketPolicyOutput {
    policy: Option<String> = (raw_payload, "text/plain", "Policy"),
});

structure!(structure Nothing {});

/// Errors of all operations here.
#[derive(Clone, Debug, PartialEq)]
pub enum BucketsError {
    NotFound(NotFound),
    NoSuchKey(NoSuchKey),
}

runtime::operation_error!(BucketsError {
    NotFound,
    NoSuchKey,
});

macro_rules! errors {
    ($($name:ident)*) => {$(
        #[derive(Clone, Debug, Default, PartialEq)]
        pub struct $name {
            pub message: Option<String>,
        }

        runtime::structure!($name { message: "Message" });

        impl fmt::Display for $name {
            fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
                formatter.write_str(stringify!($name))
            }
        }

        impl Error for $name {}

        impl ModeledError for $name {
            const CODE: &'static str = stringify!($name);
            const FAULT: Fault = Fault::Client;

            runtime::error_message!(message);
        }
    )*};
}

errors! { NotFound NoSuchKey }

/// Returns the input for an object.
pub fn object(bucket: &str, key: &str) -> ObjectInput {
    ObjectInput {
        bucket: bucket.to_owned(),
        key: key.to_owned(),
        ..ObjectInput::default()
    }
}

/// Returns the input for a bucket.
pub fn bucket(bucket: &str) -> BucketInput {
    BucketInput {
        bucket: bucket.to_owned(),
    }
}
