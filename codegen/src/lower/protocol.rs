//! Which protocols a service is called with, and the name it is signed for.

use super::Context;
use crate::ast::Shape;
use crate::ir::Protocol;
use crate::traits::{TraitsExt, id};

/// The protocols that can be generated, in the order of preference: what people can read comes first.
const SUPPORTED: [(&str, Protocol); 3] = [
    ("aws.protocols#awsJson1_0", Protocol::AwsJson1_0),
    ("aws.protocols#awsJson1_1", Protocol::AwsJson1_1),
    ("smithy.protocols#rpcv2Cbor", Protocol::RpcV2Cbor),
];

/// Traits that name a protocol, supported or not.
const PROTOCOLS: [&str; 10] = [
    "aws.protocols#awsJson1_0",
    "aws.protocols#awsJson1_1",
    "aws.protocols#awsQuery",
    "aws.protocols#ec2Query",
    "aws.protocols#restJson1",
    "aws.protocols#restXml",
    "smithy.protocols#rpcv2Cbor",
    "smithy.protocols#rpcv2Json",
    "alloy#simpleRestJson",
    "alloy.proto#grpc",
];

/// Ways to authenticate that are not supported.
const OTHER_AUTH: [&str; 6] = [
    "aws.auth#sigv4a",
    "aws.auth#cognitoUserPools",
    "smithy.api#httpApiKeyAuth",
    "smithy.api#httpBasicAuth",
    "smithy.api#httpBearerAuth",
    "smithy.api#httpDigestAuth",
];

/// The id of the trait that names `protocol`.
pub(crate) fn protocol_id(protocol: Protocol) -> &'static str {
    let of_protocol = SUPPORTED.into_iter().find(|(_, it)| *it == protocol);
    of_protocol.map_or("", |(id, _)| id)
}

impl Context<'_> {
    /// The protocols: the one that is `wanted`, else all supported ones that the service has, the preferred first.
    pub(super) fn protocols(&mut self, service: &Shape, wanted: Option<&str>) -> Vec<Protocol> {
        let list = |ids: &mut dyn Iterator<Item = &str>| {
            ids.map(|id| format!("`{id}`"))
                .collect::<Vec<_>>()
                .join(", ")
        };
        let has = |id: &&str| service.traits.has(id);
        let offered = list(&mut PROTOCOLS.into_iter().filter(has));
        let supported = list(&mut SUPPORTED.into_iter().map(|(id, _)| id));
        let is_wanted = |id: &str| {
            wanted.is_none_or(|wanted| id == wanted || id.ends_with(&format!("#{wanted}")))
        };
        let found = SUPPORTED
            .into_iter()
            .filter(|(id, _)| service.traits.has(id) && is_wanted(id));
        let found: Vec<Protocol> = found.map(|(_, protocol)| protocol).collect();
        if found.is_empty() {
            let help = format!("supported are {supported}");
            let message = match (wanted, offered.is_empty()) {
                (Some(wanted), _) => format!(
                    "[service.{}]: the protocol `{wanted}` is not supported or not the service's: it has {offered}",
                    self.module
                ),
                (None, true) => "the service names no protocol".to_owned(),
                (None, false) => format!("the service's protocols are not supported: {offered}"),
            };
            self.error(service, None, message, &help);
        }
        found
    }

    /// The name in the signature; `None` for a service that knows no authentication.
    pub(super) fn signing_name(&mut self, service: &Shape) -> Option<String> {
        let name = service
            .traits
            .text_in(id::SIGV4, "name")
            .filter(|name| !name.is_empty());
        if name.is_none() && service.traits.has(id::SIGV4) {
            let message = "requests could not be signed: the trait aws.auth#sigv4 has no `name`";
            let help = "give it the service's name in signatures";
            self.trait_error(service, id::SIGV4, None, message, help);
            return None;
        }
        let other: Vec<&str> = OTHER_AUTH
            .into_iter()
            .filter(|id| service.traits.has(id))
            .collect();
        if name.is_none() && !other.is_empty() {
            let message = format!(
                "requests could not be signed: the service authenticates with {}",
                other.join(", ")
            );
            self.error(service, None, message, "only aws.auth#sigv4 is supported");
        }
        name.map(str::to_owned)
    }
}
