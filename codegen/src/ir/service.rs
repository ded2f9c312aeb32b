//! What is known of a service itself.

use super::Docs;

/// What is known of a service: what its shape says, and what no model carries.
#[derive(Clone, Debug)]
pub struct ServiceFacts {
    /// Name of the service shape: part of every request.
    pub shape_name: String,
    /// What people call the service, in Markdown.
    pub title: String,
    /// Documentation lines.
    pub docs: Docs,
    /// Name in environment variables and profiles.
    pub sdk_id: String,
    /// Version of the API.
    pub version: String,
    /// Name of the service in a signature; absent where requests are not signed.
    pub signing_name: Option<String>,
    /// How requests and responses can be written, the preferred first.
    pub protocols: Vec<Protocol>,
    /// Whether errors have codes of the AWS query protocol.
    pub query_compatible: bool,
    /// The wait before a first retry, in milliseconds, where it is not the runtime's own.
    pub retry_base_ms: Option<u64>,
    /// How many attempts a call makes, where it is not the runtime's own number.
    pub max_attempts: Option<u32>,
    /// Whether types are so deep inside each other that the compiler has to be told to follow them.
    pub is_deep: bool,
}

/// A protocol that can be generated.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Protocol {
    /// JSON over HTTP, content type `application/x-amz-json-1.0`.
    AwsJson1_0,
    /// The same with content type `application/x-amz-json-1.1`.
    AwsJson1_1,
    /// CBOR over HTTP, to a path for each operation.
    RpcV2Cbor,
}
