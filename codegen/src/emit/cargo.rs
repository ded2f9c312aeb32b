//! The written crate's `Cargo.toml`.

use super::protocol_tests::cases_of_cbor;
use crate::ir::{Crate, Protocol};

/// Where the written crate finds the runtime.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Runtime {
    /// In a folder, relative to the written crate.
    Path(String),
    /// Under a version in a registry.
    Version(String),
}

/// The feature that a crate has where a service can be called so.
const CBOR: &str = r#"# The protocol rpcv2Cbor, for services that have another too; `ConfigBuilder::protocol` chooses it.
cbor = ["client", "runtime/cbor"]
"#;

/// The feature that a crate has where an operation needs it.
const COMPRESSION: &str = r#"# Request bodies compressed, where an operation allows it; without it they are sent as they are.
compression = ["client", "runtime/compression"]
"#;

/// `Cargo.toml`, without its header.
pub fn manifest(krate: &Crate, runtime: &Runtime) -> String {
    let runtime = match runtime {
        Runtime::Path(path) => format!("path = {}", quoted(path)),
        Runtime::Version(version) => format!("version = {}", quoted(version)),
    };
    let services: Vec<&str> = krate
        .services
        .iter()
        .map(|service| service.module.as_str())
        .collect();
    let titles: Vec<&str> = krate
        .services
        .iter()
        .map(|service| service.title.as_str())
        .collect();
    let features: Vec<String> = services
        .iter()
        .map(|service| format!("{service} = []\n"))
        .collect();
    let mut operations = krate
        .services
        .iter()
        .flat_map(|service| &service.operations);
    let (compression, feature) = if operations.any(|operation| operation.gzip) {
        (COMPRESSION, &["compression"][..])
    } else {
        ("", &[][..])
    };
    let (client, cbor) = protocols(krate);
    let default: Vec<String> = ["reqwest", "credentials"]
        .iter()
        .chain(feature)
        .chain(&services)
        .map(|feature| quoted(feature))
        .collect();
    format!(
        r#"
[package]
name = {name}
version = "0.1.0"
edition = "2024"
rust-version = "1.95"
description = {description}
publish = false

[features]
default = [{default}]
# Clients, without an HTTP stack.
client = [{client}]
# The HTTP stack.
reqwest = ["client", "runtime/reqwest"]
# HTTP/2 too, where the server agrees to it.
http2 = ["reqwest", "runtime/http2"]
# The default chain of credential providers.
credentials = ["client", "runtime/credentials"]
{cbor}{compression}# Credentials from the official SDK's providers.
aws-config = ["client", "runtime/aws-config"]
# Clients without async.
blocking = ["client", "runtime/blocking"]
# A span for each call and an event for each attempt.
tracing = ["client", "runtime/tracing"]
# A transport for tests.
test-util = ["client", "runtime/test-util"]
# Conversions of timestamps from and into the types of these crates.
chrono = ["runtime/chrono"]
jiff = ["runtime/jiff"]
time = ["runtime/time"]
# A feature for each service.
{features}
[dependencies]
runtime = {{ {runtime}, default-features = false }}
{tested}"#,
        name = quoted(&krate.name),
        description = quoted(&format!("Clients of {}", titles.join(", "))),
        default = default.join(", "),
        features = features.concat(),
        tested = tested(krate, feature),
    )
}

/// What clients need of the runtime, and the feature for a protocol that they can do without.
fn protocols(krate: &Crate) -> (&'static str, &'static str) {
    let of_services = || krate.services.iter().map(|it| it.protocols.as_slice());
    let client = if of_services().any(|it| it == [Protocol::RpcV2Cbor]) {
        r#""runtime/client", "runtime/cbor""#
    } else {
        r#""runtime/client""#
    };
    let has_cbor = of_services().any(|it| it.contains(&Protocol::RpcV2Cbor));
    (client, if has_cbor { CBOR } else { "" })
}

/// The crate as its own tests need it: with what cases of requests and responses stand on, so that `cargo test` alone
/// runs them, whatever the features.
fn tested(krate: &Crate, feature: &[&str]) -> String {
    let mut services = krate.services.iter();
    if !services.any(|service| !service.protocol_tests.is_empty()) {
        return String::new();
    }
    let mut services = krate.services.iter();
    let cbor: &[&str] = if services.any(cases_of_cbor) {
        &["cbor"]
    } else {
        &[]
    };
    let features = ["test-util"].iter().chain(cbor).chain(feature);
    let features: Vec<String> = features.map(|feature| quoted(feature)).collect();
    format!(
        r#"
[dev-dependencies]
{name} = {{ path = ".", default-features = false, features = [{features}] }}
"#,
        name = krate.name,
        features = features.join(", "),
    )
}

/// A basic string of TOML.
fn quoted(text: &str) -> String {
    let mut result = String::from("\"");
    for c in text.chars() {
        match c {
            '"' | '\\' => result.extend(['\\', c]),
            c if c.is_control() => result.push_str(&format!("\\u{:04X}", u32::from(c))),
            c => result.push(c),
        }
    }
    result + "\""
}
