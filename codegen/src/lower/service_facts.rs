//! Facts of services that no model carries: how calls are retried, which operations wait for something to happen, and
//! which go elsewhere than the others of their service.
//!
//! They are those of the AWS SDKs, which have them in their own code: retry behaviour 2.1 of smithy-rs, aws-sdk-go-v2,
//! aws-sdk-java-v2 and aws-sdk-swift, and Smithy's page "AWS Customizations". A model that has the trait
//! `smithy.api#longPoll` needs no entry for that.
//!
//! Other behaviour that they have for services of awsJson and rpcv2Cbor needs no entry, for it is in the models:
//!
//! | service | fact | where it is |
//! |---|---|---|
//! | Timestream, DynamoDB | endpoint discovery | `aws.api#clientEndpointDiscovery`; where it is required (Timestream), callers are told to ask for the endpoint themselves (`select/review.rs`): a cache of endpoints by account is more than a fact |
//! | DynamoDB | accounts in hosts, inputs that the endpoint depends on | the endpoint rules, `smithy.rules#operationContextParams` |
//! | Kinesis, EventBridge | hosts of their own for some operations | the endpoint rules |
//! | Step Functions, CloudWatch Logs | `sync-`, `streaming-` before the host | `smithy.api#endpoint` |
//! | Cognito | operations that are not signed | `smithy.api#auth`, `smithy.api#optionalAuth` |
//! | SQS, CloudWatch | error codes of the AWS query protocol | `aws.protocols#awsQueryCompatible` |
//!
//! Facts of services of restJson1 that need no entry, either:
//!
//! | service | fact | reason |
//! |---|---|---|
//! | Glacier | the SHA-256 hash of archives in a header | it is sent with any stream that is hashed |
//! | CloudSearch Domain | `Search` as a POST | botocore alone does so, for queries that are too long for a URL |
//!
//! And of those of restXml and awsQuery:
//!
//! | service | fact | reason |
//! |---|---|---|
//! | Route 53 | errors of `ChangeResourceRecordSets` in an element of their own | the protocol reads them |
//! | RDS, Neptune, DocumentDB, EC2 | presigned URLs of copies between regions | botocore alone adds them |
//! | IAM, CloudFormation, EC2 | policies, templates and user data in encodings of their own | members are strings: callers encode them |
//! | STS | the global endpoint | used only if it is requested |
//!
//! And of S3:
//!
//! | service | fact | reason |
//! |---|---|---|
//! | S3 | `Expires` of a response that is not a date | the member is a string in the model |
//! | S3 | booleans and numbers with defaults | the model has none; members that a response lacks are corrected |
//! | S3 | keys in listings that XML cannot have (`encoding-type=url`) | botocore alone requests and decodes them |

mod s3;

use s3::S3;

/// Value of a header of all requests.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum HeaderValue {
    /// This text.
    Text(&'static str),
    /// The version of the service.
    Version,
}

/// Setting of a service outside of code, for a parameter of its endpoint rules that is a boolean.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Setting {
    pub(crate) parameter: &'static str,
    pub(crate) variable: &'static str,
    /// Key in a profile.
    pub(crate) key: &'static str,
}

/// Behaviour of a service that differs from that of others.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Behaviour {
    /// True if signed requests have the header `x-amz-content-sha256`, and presigned ones have an unsigned body.
    pub(crate) payload_hash: bool,
    /// True if the segments `.` and `..` of a path are part of a name.
    pub(crate) dot_segments: bool,
    /// True if a response with a successful status may have an error.
    pub(crate) errors_in_success: bool,
    /// True if requests may be sent without authentication, whatever the model says.
    pub(crate) anonymous: bool,
    /// True if operations with the methods PUT and DELETE can be carried out twice without harm, as by RFC 9110, though the
    /// model marks none.
    pub(crate) idempotent_methods: bool,
}

/// Facts of a service that no model contains.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Known {
    /// The wait before a first retry, in milliseconds, where it is not that of other services.
    pub(crate) retry_base_ms: Option<u64>,
    /// Number of attempts of a call, if it is not that of other services.
    pub(crate) max_attempts: Option<u32>,
    /// The operations that answer only when something has happened, by name.
    pub(crate) long_polls: &'static [&'static str],
    /// The operations that go to the URL in a member of their input, by name, and the names of these members.
    pub(crate) moved: &'static [(&'static str, &'static str)],
    /// The operations whose requests have the tree hash of their stream in a header, by name.
    pub(crate) tree_hashes: &'static [&'static str],
    /// Headers of all requests, with lower-case names.
    pub(crate) headers: &'static [(&'static str, HeaderValue)],
    /// Headers with encryption keys in base64, each with the header of the MD5 digest of the key, in lower case.
    pub(crate) key_digests: &'static [(&'static str, &'static str)],
    /// Defaults of members of all inputs, by the members' names.
    pub(crate) defaults: &'static [(&'static str, &'static str)],
    /// Shapes and members, such as `Shape$member`, whose defaults the service rejects. A shape stands for the members that
    /// target it.
    pub(crate) wrong_defaults: &'static [&'static str],
    /// Structures and members, such as `Shape$member`, that are sensitive though the model does not say so.
    pub(crate) secrets: &'static [&'static str],
    /// Name of the members of errors that have the message, if it is not `message`.
    pub(crate) message: Option<&'static str>,
    /// Errors after which a retry may succeed though the model does not say so.
    pub(crate) transient: &'static [&'static str],
    /// Shapes of ids that users may paste with a path before them: labels have the part after the last slash.
    pub(crate) ids: &'static [&'static str],
    /// True if all members are optional, whatever the model says.
    pub(crate) all_optional: bool,
    /// True if the endpoint rules add the host prefixes of operations.
    pub(crate) prefixes_in_rules: bool,
    /// Member that is the first label of paths in the model, and that the endpoint rules put into the host or the path.
    pub(crate) endpoint_label: Option<&'static str>,
    /// The operations whose items of pages the model does not name, by name, and the names of these members.
    pub(crate) page_items: &'static [(&'static str, &'static str)],
    /// The operations whose pages end when a member of the output is not true, by name, and the names of these members.
    pub(crate) truncated: &'static [(&'static str, &'static str)],
    /// Settings outside of code.
    pub(crate) settings: &'static [Setting],
    pub(crate) behaviour: Behaviour,
}

const NONE: Known = Known {
    retry_base_ms: None,
    max_attempts: None,
    long_polls: &[],
    moved: &[],
    tree_hashes: &[],
    headers: &[],
    key_digests: &[],
    defaults: &[],
    wrong_defaults: &[],
    secrets: &[],
    message: None,
    transient: &[],
    ids: &[],
    all_optional: false,
    prefixes_in_rules: false,
    endpoint_label: None,
    page_items: &[],
    truncated: &[],
    settings: &[],
    behaviour: Behaviour {
        payload_hash: false,
        dot_segments: false,
        errors_in_success: false,
        anonymous: false,
        idempotent_methods: false,
    },
};

const DYNAMODB: Known = Known {
    retry_base_ms: Some(25),
    max_attempts: Some(4),
    ..NONE
};

/// By `aws.api#service$sdkId`. Wrong defaults are those of smithy-rs (`RemoveDefaultsDecorator`). Kinesis is not among the
/// services: its `GetRecords` answers at once, and what does not is a stream.
const FACTS: [(&str, Known); 22] = [
    (
        // Smithy, "Amazon API Gateway Customizations".
        "API Gateway",
        Known {
            headers: &[("accept", HeaderValue::Text("application/json"))],
            // Values of API keys, which authenticate callers of an API.
            secrets: &["ApiKey$value", "CreateApiKeyRequest$value"],
            ..NONE
        },
    ),
    (
        "AmplifyUIBuilder",
        Known {
            wrong_defaults: &["ListComponentsLimit", "ListFormsLimit", "ListThemesLimit"],
            ..NONE
        },
    ),
    ("DynamoDB", DYNAMODB),
    ("DynamoDB Streams", DYNAMODB),
    (
        // The SDK for Rust makes every member optional: the service rejects defaults of the model, and leaves out members
        // that it requires.
        "EC2",
        Known {
            all_optional: true,
            ..NONE
        },
    ),
    (
        "EMR Serverless",
        Known {
            wrong_defaults: &["WorkerCounts"],
            ..NONE
        },
    ),
    (
        "Evidently",
        Known {
            wrong_defaults: &["ResultsPeriod"],
            ..NONE
        },
    ),
    (
        // Smithy, "Amazon Glacier Customizations".
        "Glacier",
        Known {
            tree_hashes: &["UploadArchive", "UploadMultipartPart"],
            headers: &[("x-amz-glacier-version", HeaderValue::Version)],
            defaults: &[("accountId", "-")],
            ..NONE
        },
    ),
    (
        "IoT",
        Known {
            wrong_defaults: &[
                "ThingConnectivity$connected",
                "UpdateProvisioningTemplateRequest$enabled",
                "CreateProvisioningTemplateRequest$enabled",
                "DescribeProvisioningTemplateResponse$enabled",
                "ProvisioningTemplateSummary$enabled",
            ],
            ..NONE
        },
    ),
    (
        "Location",
        Known {
            wrong_defaults: &[
                "ListPlaceIndexesRequest$MaxResults",
                "SearchPlaceIndexForSuggestionsRequest$MaxResults",
                "PlaceIndexSearchResultLimit",
            ],
            ..NONE
        },
    ),
    (
        // Smithy, "Amazon Machine Learning Customizations".
        "Machine Learning",
        Known {
            moved: &[("Predict", "PredictEndpoint")],
            ..NONE
        },
    ),
    (
        "Payment Cryptography Data",
        Known {
            wrong_defaults: &["IntegerRangeBetween4And12"],
            ..NONE
        },
    ),
    (
        // smithy-rs, `Route53Decorator`; other services return ids such as `/hostedzone/Z1`.
        "Route 53",
        Known {
            ids: &["ResourceId", "ChangeId"],
            ..NONE
        },
    ),
    ("S3", S3),
    (
        // smithy-rs, `S3ControlDecorator`; the header is that of signature version `s3v4` in botocore.
        "S3 Control",
        Known {
            wrong_defaults: &["Setting"],
            prefixes_in_rules: true,
            behaviour: Behaviour {
                payload_hash: true,
                ..NONE.behaviour
            },
            ..NONE
        },
    ),
    (
        "SFN",
        Known {
            long_polls: &["GetActivityTask"],
            ..NONE
        },
    ),
    (
        "SQS",
        Known {
            long_polls: &["ReceiveMessage"],
            ..NONE
        },
    ),
    (
        // smithy-rs, `SSODecorator`: access keys.
        "SSO",
        Known {
            secrets: &["RoleCredentials"],
            ..NONE
        },
    ),
    (
        // Errors of OAuth 2.0 (RFC 6749, section 5.2).
        "SSO OIDC",
        Known {
            message: Some("error_description"),
            ..NONE
        },
    ),
    (
        // smithy-rs, `STSDecorator`: the identity provider may respond later; access keys.
        "STS",
        Known {
            transient: &["IDPCommunicationErrorException"],
            secrets: &["Credentials"],
            ..NONE
        },
    ),
    (
        "SWF",
        Known {
            long_polls: &["PollForActivityTask", "PollForDecisionTask"],
            ..NONE
        },
    ),
    (
        "drs",
        Known {
            wrong_defaults: &[
                "Validity",
                "CostOptimizationConfiguration$burstBalanceThreshold",
                "CostOptimizationConfiguration$burstBalanceDeltaThreshold",
                "ListStagingAccountsRequest$maxResults",
                "StrictlyPositiveInteger",
                "MaxResultsType",
                "MaxResultsReplicatingSourceServers",
                "LaunchActionOrder",
            ],
            ..NONE
        },
    ),
];

/// Returns the facts of the service with this `sdkId`.
pub(crate) fn of(sdk_id: &str) -> Known {
    let facts = FACTS.iter().find(|(name, _)| *name == sdk_id);
    facts.map_or(NONE, |(_, facts)| *facts)
}

#[cfg(test)]
mod tests {
    use super::{NONE, of};

    #[test]
    fn a_service_is_known_by_its_sdk_id_as_it_is_spelt() {
        assert_eq!(of("DynamoDB").retry_base_ms, Some(25));
        assert_eq!(of("DynamoDB Streams").max_attempts, Some(4));
        assert_eq!(of("SQS").long_polls, ["ReceiveMessage"]);
        let moved = of("Machine Learning").moved;
        assert_eq!(moved, [("Predict", "PredictEndpoint")]);
        for other in ["Kinesis", "CodeConnections", "sqs", ""] {
            assert_eq!(of(other), NONE, "{other}");
        }
    }
}
