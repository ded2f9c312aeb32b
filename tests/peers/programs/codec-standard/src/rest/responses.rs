//! Responses of the cases as one reads them by hand.

use super::header::Header;
use super::with_headers::with_headers;
use crate::standard::Result;
use http::{HeaderMap, HeaderName};
use jiff::Timestamp;
use serde::{Deserialize, Deserializer, Serialize};

with_headers!(CopyObjectHeaders {} headers {
    Expiration: String = "x-amz-expiration",
    CopySourceVersionId: String = "x-amz-copy-source-version-id",
    VersionId: String = "x-amz-version-id",
    ServerSideEncryption: String = "x-amz-server-side-encryption",
    SSECustomerAlgorithm: String = "x-amz-server-side-encryption-customer-algorithm",
    SSECustomerKeyMD5: String = "x-amz-server-side-encryption-customer-key-md5",
    SSEKMSKeyId: String = "x-amz-server-side-encryption-aws-kms-key-id",
    SSEKMSEncryptionContext: String = "x-amz-server-side-encryption-context",
    BucketKeyEnabled: bool = "x-amz-server-side-encryption-bucket-key-enabled",
    RequestCharged: String = "x-amz-request-charged",
});

with_headers!(GetObjectHeaders {} headers {
    DeleteMarker: bool = "x-amz-delete-marker",
    AcceptRanges: String = "accept-ranges",
    Expiration: String = "x-amz-expiration",
    Restore: String = "x-amz-restore",
    LastModified: Timestamp = "last-modified",
    ContentLength: i64 = "content-length",
    ETag: String = "etag",
    ChecksumCRC32: String = "x-amz-checksum-crc32",
    ChecksumCRC32C: String = "x-amz-checksum-crc32c",
    ChecksumCRC64NVME: String = "x-amz-checksum-crc64nvme",
    ChecksumSHA1: String = "x-amz-checksum-sha1",
    ChecksumSHA256: String = "x-amz-checksum-sha256",
    ChecksumType: String = "x-amz-checksum-type",
    MissingMeta: i64 = "x-amz-missing-meta",
    VersionId: String = "x-amz-version-id",
    CacheControl: String = "cache-control",
    ContentDisposition: String = "content-disposition",
    ContentEncoding: String = "content-encoding",
    ContentLanguage: String = "content-language",
    ContentType: String = "content-type",
    Expires: Timestamp = "expires",
    WebsiteRedirectLocation: String = "x-amz-website-redirect-location",
    ServerSideEncryption: String = "x-amz-server-side-encryption",
    SSECustomerAlgorithm: String = "x-amz-server-side-encryption-customer-algorithm",
    SSECustomerKeyMD5: String = "x-amz-server-side-encryption-customer-key-md5",
    SSEKMSKeyId: String = "x-amz-server-side-encryption-aws-kms-key-id",
    BucketKeyEnabled: bool = "x-amz-server-side-encryption-bucket-key-enabled",
    StorageClass: String = "x-amz-storage-class",
    RequestCharged: String = "x-amz-request-charged",
    ReplicationStatus: String = "x-amz-replication-status",
    PartsCount: i64 = "x-amz-mp-parts-count",
    TagCount: i64 = "x-amz-tagging-count",
    ObjectLockMode: String = "x-amz-object-lock-mode",
    ObjectLockRetainUntilDate: Timestamp = "x-amz-object-lock-retain-until-date",
    ObjectLockLegalHoldStatus: String = "x-amz-object-lock-legal-hold",
});

/// Body of the response to `CopyObject`; `T` reads its timestamp.
#[derive(Deserialize, Serialize)]
#[serde(rename_all = "PascalCase")]
pub struct CopyObjectResult<T> {
    #[serde(rename = "ETag", skip_serializing_if = "Option::is_none")]
    e_tag: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    last_modified: Option<T>,
    #[serde(skip_serializing_if = "Option::is_none")]
    checksum_type: Option<String>,
    #[serde(rename = "ChecksumCRC32", skip_serializing_if = "Option::is_none")]
    checksum_crc32: Option<String>,
    #[serde(rename = "ChecksumCRC32C", skip_serializing_if = "Option::is_none")]
    checksum_crc32c: Option<String>,
    #[serde(rename = "ChecksumCRC64NVME", skip_serializing_if = "Option::is_none")]
    checksum_crc64nvme: Option<String>,
    #[serde(rename = "ChecksumSHA1", skip_serializing_if = "Option::is_none")]
    checksum_sha1: Option<String>,
    #[serde(rename = "ChecksumSHA256", skip_serializing_if = "Option::is_none")]
    checksum_sha256: Option<String>,
}

/// A timestamp in JSON.
#[derive(Serialize)]
pub struct EpochSeconds(Timestamp);

impl<'de> Deserialize<'de> for EpochSeconds {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> std::result::Result<Self, D::Error> {
        let seconds = i64::deserialize(deserializer)?;
        let time = Timestamp::from_second(seconds).map_err(serde::de::Error::custom)?;
        Ok(Self(time))
    }
}

/// An output by hand: its headers, and what is in its body.
#[derive(Serialize)]
pub struct CopyObjectOutput<T> {
    #[serde(flatten)]
    headers: CopyObjectHeaders,
    #[serde(flatten)]
    body: Option<CopyObjectResult<T>>,
}

impl<T> CopyObjectOutput<T> {
    /// Reads a response, whose body `read` reads if there is one.
    pub fn from_response(
        headers: &HeaderMap,
        body: &[u8],
        read: impl FnOnce(&[u8]) -> Result<CopyObjectResult<T>>,
    ) -> Result<Self> {
        Ok(Self {
            headers: CopyObjectHeaders::from_headers(headers)?,
            body: if body.is_empty() {
                None
            } else {
                Some(read(body)?)
            },
        })
    }
}

pub struct GetObjectOutput {
    pub headers: GetObjectHeaders,
    pub body: Vec<u8>,
}

impl GetObjectOutput {
    pub fn from_response(headers: &HeaderMap, body: &[u8]) -> Result<Self> {
        Ok(Self {
            headers: GetObjectHeaders::from_headers(headers)?,
            body: body.to_owned(),
        })
    }
}
