//! Facts of a service itself.

use super::{Docs, XmlNamespace};

/// Facts of a service: those of its shape, and those that no model contains.
#[derive(Clone, Debug)]
pub struct ServiceFacts {
    /// Name of the service shape: part of every request.
    pub shape_name: String,
    /// Title of the service, in Markdown.
    pub title: String,
    /// Documentation lines.
    pub docs: Docs,
    /// Name in environment variables and profiles.
    pub sdk_id: String,
    /// Version of the API.
    pub version: String,
    /// Name of the service in a signature and in the variable of a bearer token; absent if requests are not authenticated.
    pub signing_name: Option<String>,
    /// Authentication schemes, the preferred first; at least one.
    pub auth: Vec<Auth>,
    /// Protocols, the preferred first.
    pub protocols: Vec<Protocol>,
    /// Headers of all requests, with lower-case names.
    pub headers: Vec<(String, String)>,
    /// Headers with encryption keys, each with that of the MD5 digest of the key, in lower case.
    pub key_digests: Vec<(String, String)>,
    /// XML namespace of requests.
    pub xml_namespace: Option<XmlNamespace>,
    /// True if errors have codes of the AWS query protocol.
    pub query_compatible: bool,
    /// Delay before a first retry, in milliseconds, if it is not the runtime's default.
    pub retry_base_ms: Option<u64>,
    /// Number of attempts of a call, if it is not the runtime's default.
    pub max_attempts: Option<u32>,
    /// Settings outside of code, for parameters of the endpoint rules: parameter, variable, and key in a profile.
    pub settings: Vec<[&'static str; 3]>,
    /// True if signed requests have the hash of their body in a header.
    pub payload_hash: bool,
    /// True if the segments `.` and `..` of a path are part of a name.
    pub dot_segments: bool,
    /// True if a response with a successful status may have an error.
    pub errors_in_success: bool,
    /// True if requests may be sent without authentication, whatever the model says.
    pub anonymous: bool,
    /// True if types are nested so deep that the compiler needs a higher recursion limit.
    pub is_deep: bool,
}

impl ServiceFacts {
    /// Returns whether operations and members are bound to HTTP.
    pub fn is_rest(&self) -> bool {
        self.protocols.first().is_some_and(|it| it.is_rest())
    }

    /// Returns whether bodies are XML, those of requests perhaps query parameters.
    pub fn is_xml(&self) -> bool {
        self.protocols.first().is_some_and(|it| it.is_xml())
    }
}

/// An authentication scheme that can be generated.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Auth {
    /// Signature Version 4.
    SigV4,
    /// Signature Version 4A.
    SigV4a,
    /// Bearer tokens.
    Bearer,
    /// No authentication.
    NoAuth,
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
    /// JSON over HTTP, with members in the path, the query and headers.
    RestJson1,
    /// The same with XML.
    RestXml,
    /// Parameters in a form over HTTP, and responses in XML.
    AwsQuery,
    /// That of Amazon EC2.
    Ec2Query,
}

impl Protocol {
    /// Returns whether operations and members are bound to HTTP.
    pub fn is_rest(self) -> bool {
        matches!(self, Self::RestJson1 | Self::RestXml)
    }

    /// Returns whether bodies are XML, those of requests perhaps query parameters.
    pub fn is_xml(self) -> bool {
        matches!(self, Self::RestXml | Self::AwsQuery | Self::Ec2Query)
    }

    /// Returns whether one set of types can be sent by both protocols.
    pub fn shares_types_with(self, other: Self) -> bool {
        self == other || ![self, other].iter().any(|it| it.is_rest() || it.is_xml())
    }
}
