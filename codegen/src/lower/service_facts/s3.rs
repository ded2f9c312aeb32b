//! Facts of Amazon S3.

use super::{Behaviour, Known, NONE, Setting};

/// Source: the SDK for Rust (`StripBucketFromPath`, `IsTruncatedPaginator`, `S3Decorator`), botocore (`sse_md5`,
/// `copy_source_sse_md5`; `result_key` of its paginators), and the AWS SDKs and Tools Reference Guide, which has the settings.
pub(super) const S3: Known = Known {
    endpoint_label: Some("Bucket"),
    page_items: &[("ListObjectsV2", "Contents")],
    truncated: &[("ListParts", "IsTruncated")],
    key_digests: &[
        (
            "x-amz-server-side-encryption-customer-key",
            "x-amz-server-side-encryption-customer-key-md5",
        ),
        (
            "x-amz-copy-source-server-side-encryption-customer-key",
            "x-amz-copy-source-server-side-encryption-customer-key-md5",
        ),
    ],
    settings: &[
        Setting {
            parameter: "UseArnRegion",
            variable: "AWS_S3_USE_ARN_REGION",
            key: "s3_use_arn_region",
        },
        Setting {
            parameter: "DisableMultiRegionAccessPoints",
            variable: "AWS_S3_DISABLE_MULTIREGION_ACCESS_POINTS",
            key: "s3_disable_multiregion_access_points",
        },
        Setting {
            parameter: "DisableS3ExpressSessionAuth",
            variable: "AWS_S3_DISABLE_EXPRESS_SESSION_AUTH",
            key: "s3_disable_express_session_auth",
        },
    ],
    behaviour: Behaviour {
        payload_hash: true,
        dot_segments: true,
        errors_in_success: true,
        anonymous: true,
        idempotent_methods: true,
    },
    ..NONE
};
