//! Protocols of a service.

use super::Context;
use crate::ir::Protocol;
use crate::smithy::ast::Shape;
use crate::smithy::protocol;
use crate::smithy::traits::TraitsExt;

/// The protocols that can be generated, in the order of preference: what people can read comes first.
const SUPPORTED: [(&str, Protocol); 7] = [
    ("aws.protocols#awsJson1_0", Protocol::AwsJson1_0),
    ("aws.protocols#awsJson1_1", Protocol::AwsJson1_1),
    ("smithy.protocols#rpcv2Cbor", Protocol::RpcV2Cbor),
    ("aws.protocols#restJson1", Protocol::RestJson1),
    ("aws.protocols#restXml", Protocol::RestXml),
    ("aws.protocols#awsQuery", Protocol::AwsQuery),
    ("aws.protocols#ec2Query", Protocol::Ec2Query),
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

/// The id of the trait that names `protocol`.
pub(crate) fn protocol_id(protocol: Protocol) -> &'static str {
    let of_protocol = SUPPORTED.into_iter().find(|(_, it)| *it == protocol);
    of_protocol.map_or("", |(id, _)| id)
}

/// Returns the ids of the known protocols that a service names, supported or not.
pub fn named_protocols(service: &Shape) -> Vec<&'static str> {
    let named = PROTOCOLS.into_iter().filter(|id| service.traits.has(id));
    named.collect()
}

/// Returns the problem with the protocols of a service, and what to do, if it names some and none of them can be
/// generated.
pub fn unsupported_protocols(service: &Shape) -> Option<(String, String)> {
    let is_supported = SUPPORTED.iter().any(|(id, _)| service.traits.has(id));
    let offered = list(named_protocols(service));
    (!is_supported && !offered.is_empty()).then(|| {
        let message = format!("the service's protocols are not supported: {offered}");
        (message, supported())
    })
}

fn supported() -> String {
    format!(
        "the supported protocols are {}",
        list(SUPPORTED.map(|(id, _)| id))
    )
}

fn list<'a>(ids: impl IntoIterator<Item = &'a str>) -> String {
    let ids = ids.into_iter().map(|id| format!("`{id}`"));
    ids.collect::<Vec<_>>().join(", ")
}

/// Returns the protocols of `service`: the one that is `wanted`, else all supported ones, the preferred first.
///
/// Those that the types of the preferred one do not fit are left out: types are bound to HTTP or not, and have names of XML
/// or not.
pub(super) fn chosen(service: &Shape, wanted: Option<&str>) -> Vec<Protocol> {
    let is_wanted = |id: &str| wanted.is_none_or(|wanted| protocol::is_called(id, wanted));
    let found = SUPPORTED
        .into_iter()
        .filter(|(id, _)| service.traits.has(id) && is_wanted(id));
    let mut found: Vec<Protocol> = found.map(|(_, protocol)| protocol).collect();
    if let Some(first) = found.first().copied() {
        found.retain(|it| it.shares_types_with(first));
    }
    found
}

impl Context<'_> {
    /// Returns the protocols, as [`chosen`]; reports that there are none.
    pub(super) fn protocols(&mut self, wanted: Option<&str>) -> Vec<Protocol> {
        let service = self.service;
        let found = chosen(service, wanted);
        if found.is_empty() {
            let offered = || list(named_protocols(service));
            let (message, help) = match (wanted, unsupported_protocols(service)) {
                (Some(wanted), _) => {
                    let message = format!(
                        "[service.{}]: the protocol `{wanted}` is not supported by the generator or the service, which has {}",
                        self.module,
                        offered()
                    );
                    (message, supported())
                }
                (None, Some(problem)) => problem,
                (None, None) => ("the service names no protocol".to_owned(), supported()),
            };
            self.error(service, None, message, &help);
        }
        found
    }
}
