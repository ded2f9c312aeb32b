//! Requests of the cases as one writes them by hand.

use super::header::Header;
use super::with_headers::with_headers;
use crate::standard::Result;
use base64::Engine;
use base64::prelude::BASE64_STANDARD;
use http::header::CONTENT_LENGTH;
use http::{HeaderMap, HeaderName, Request};
use jiff::Timestamp;
use serde::{Deserialize, Deserializer, Serialize};

with_headers!(CopyObjectInput {
    Bucket: String,
    Key: String,
} headers {
    ACL: String = "x-amz-acl",
    CacheControl: String = "cache-control",
    ChecksumAlgorithm: String = "x-amz-checksum-algorithm",
    ContentDisposition: String = "content-disposition",
    ContentEncoding: String = "content-encoding",
    ContentLanguage: String = "content-language",
    ContentType: String = "content-type",
    CopySource: String = "x-amz-copy-source",
    CopySourceIfMatch: String = "x-amz-copy-source-if-match",
    CopySourceIfModifiedSince: Timestamp = "x-amz-copy-source-if-modified-since",
    CopySourceIfNoneMatch: String = "x-amz-copy-source-if-none-match",
    CopySourceIfUnmodifiedSince: Timestamp = "x-amz-copy-source-if-unmodified-since",
    Expires: Timestamp = "expires",
    GrantFullControl: String = "x-amz-grant-full-control",
    GrantRead: String = "x-amz-grant-read",
    GrantReadACP: String = "x-amz-grant-read-acp",
    GrantWriteACP: String = "x-amz-grant-write-acp",
    IfMatch: String = "if-match",
    IfNoneMatch: String = "if-none-match",
    MetadataDirective: String = "x-amz-metadata-directive",
    TaggingDirective: String = "x-amz-tagging-directive",
    ServerSideEncryption: String = "x-amz-server-side-encryption",
    StorageClass: String = "x-amz-storage-class",
    WebsiteRedirectLocation: String = "x-amz-website-redirect-location",
    SSECustomerAlgorithm: String = "x-amz-server-side-encryption-customer-algorithm",
    SSECustomerKey: String = "x-amz-server-side-encryption-customer-key",
    SSECustomerKeyMD5: String = "x-amz-server-side-encryption-customer-key-md5",
    SSEKMSKeyId: String = "x-amz-server-side-encryption-aws-kms-key-id",
    SSEKMSEncryptionContext: String = "x-amz-server-side-encryption-context",
    BucketKeyEnabled: bool = "x-amz-server-side-encryption-bucket-key-enabled",
    CopySourceSSECustomerAlgorithm: String = "x-amz-copy-source-server-side-encryption-customer-algorithm",
    CopySourceSSECustomerKey: String = "x-amz-copy-source-server-side-encryption-customer-key",
    CopySourceSSECustomerKeyMD5: String = "x-amz-copy-source-server-side-encryption-customer-key-md5",
    RequestPayer: String = "x-amz-request-payer",
    Tagging: String = "x-amz-tagging",
    ObjectLockMode: String = "x-amz-object-lock-mode",
    ObjectLockRetainUntilDate: Timestamp = "x-amz-object-lock-retain-until-date",
    ObjectLockLegalHoldStatus: String = "x-amz-object-lock-legal-hold",
    ExpectedBucketOwner: String = "x-amz-expected-bucket-owner",
    ExpectedSourceBucketOwner: String = "x-amz-source-expected-bucket-owner",
});

with_headers!(PutObjectInput {
    Bucket: String,
    Key: String,
    #[serde(deserialize_with = "bytes")]
    Body: Vec<u8>,
} headers {
    CacheControl: String = "cache-control",
    ContentLength: i64 = "content-length",
    ContentType: String = "content-type",
    ChecksumCRC64NVME: String = "x-amz-checksum-crc64nvme",
    IfMatch: String = "if-match",
    IfNoneMatch: String = "if-none-match",
    ServerSideEncryption: String = "x-amz-server-side-encryption",
    StorageClass: String = "x-amz-storage-class",
});

/// A request by hand.
pub trait ByHand {
    fn to_request(&self, endpoint: &str) -> Result<Request<Vec<u8>>>;
}

impl ByHand for CopyObjectInput {
    fn to_request(&self, endpoint: &str) -> Result<Request<Vec<u8>>> {
        let uri = format!("{endpoint}/{}/{}?x-id=CopyObject", self.Bucket, self.Key);
        let mut request = Request::put(uri).body(Vec::new())?;
        self.put_headers(request.headers_mut())?;
        request.headers_mut().insert(CONTENT_LENGTH, 0.into());
        Ok(request)
    }
}

impl ByHand for PutObjectInput {
    fn to_request(&self, endpoint: &str) -> Result<Request<Vec<u8>>> {
        let uri = format!("{endpoint}/{}/{}", self.Bucket, self.Key);
        let mut request = Request::put(uri).body(self.Body.clone())?;
        self.put_headers(request.headers_mut())?;
        request
            .headers_mut()
            .insert(CONTENT_LENGTH, self.Body.len().into());
        Ok(request)
    }
}

/// Reads a blob as JSON has it.
fn bytes<'de, D: Deserializer<'de>>(deserializer: D) -> std::result::Result<Vec<u8>, D::Error> {
    let text = String::deserialize(deserializer)?;
    BASE64_STANDARD
        .decode(text)
        .map_err(serde::de::Error::custom)
}
