//! The written crate's `Cargo.toml`.

use super::protocol_tests::cases_of_cbor;
use crate::ir::{Crate, Protocol};
use crate::manifest::{CrateSettings, GitReference, RUNTIME_PACKAGE, RuntimeDependency, quoted};

/// The oldest Rust for a written crate: that of the runtime.
const RUST: &str = "1.88";

/// The same for clients that cannot do without the runtime's feature `cbor`.
const RUST_WITH_CBOR: &str = "1.89";

/// The feature that a crate has where a service can be called so.
const CBOR: &str = r#"# The protocol rpcv2Cbor, for services that have another too; `ConfigBuilder::protocol` chooses it.
# Needs Rust 1.89.
cbor = ["client", "runtime/cbor"]
"#;

/// The feature that a crate has where an operation needs it.
const COMPRESSION: &str = r#"# Request bodies compressed, where an operation allows it; without it they are sent as they are.
compression = ["client", "runtime/compression"]
"#;

/// Hint to cargo that users use a small part of the crate, so that the rest need not be compiled.
const HINTS: &str = "
[hints]
mostly-unused = true
";

/// `Cargo.toml`, without its header.
pub fn manifest(krate: &Crate, settings: &CrateSettings) -> String {
    let services: Vec<&str> = krate
        .services
        .iter()
        .map(|service| service.module.as_str())
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
{package}
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
{cbor}{compression}# Credentials from the official SDK's providers. Needs Rust 1.94.1.
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
{tested}{hints}"#,
        package = package(krate, settings),
        default = default.join(", "),
        features = features.concat(),
        runtime = runtime(settings),
        tested = tested(krate, feature),
        hints = if settings.hints { HINTS } else { "" },
    )
}

/// `[package]` and what documentation is built with.
fn package(krate: &Crate, settings: &CrateSettings) -> String {
    let titles = krate.services.iter().map(|service| service.title.as_str());
    let listed = || format!("Clients of {}", titles.collect::<Vec<_>>().join(", "));
    let description = settings.description.clone().unwrap_or_else(listed);
    let license = settings.license.as_deref();
    let license = license.map(|it| format!("license = {}\n", quoted(it)));
    format!(
        r#"[package]
name = {name}
version = {version}
edition = "2024"
rust-version = {rust}
description = {description}
{license}keywords = ["aws"]
categories = ["api-bindings"]
publish = {publish}

[package.metadata.docs.rs]
all-features = true
"#,
        name = quoted(&krate.name),
        version = quoted(&settings.version),
        rust = quoted(if needs_cbor(krate) {
            RUST_WITH_CBOR
        } else {
            RUST
        }),
        description = quoted(&description),
        license = license.unwrap_or_default(),
        publish = settings.publish,
    )
}

/// The package of the runtime and where it is.
fn runtime(settings: &CrateSettings) -> String {
    let place = match &settings.runtime {
        RuntimeDependency::Path(_) => {
            let path = settings.runtime_from_crate().unwrap_or_default();
            format!("path = {}", quoted(&path))
        }
        RuntimeDependency::Version(version) => format!("version = {}", quoted(version)),
        RuntimeDependency::Git { url, reference } => {
            let git = format!("git = {}", quoted(url));
            match reference {
                None => git,
                Some(GitReference::Rev(rev)) => format!("{git}, rev = {}", quoted(rev)),
                Some(GitReference::Tag(tag)) => format!("{git}, tag = {}", quoted(tag)),
                Some(GitReference::Branch(branch)) => {
                    format!("{git}, branch = {}", quoted(branch))
                }
            }
        }
    };
    format!("package = {}, {place}", quoted(RUNTIME_PACKAGE))
}

/// Returns `true` if a service speaks nothing but rpcv2Cbor.
fn needs_cbor(krate: &Crate) -> bool {
    let mut services = krate.services.iter();
    services.any(|it| it.protocols == [Protocol::RpcV2Cbor])
}

/// What clients need of the runtime, and the feature for a protocol that they can do without.
fn protocols(krate: &Crate) -> (&'static str, &'static str) {
    let client = if needs_cbor(krate) {
        r#""runtime/client", "runtime/cbor""#
    } else {
        r#""runtime/client""#
    };
    let mut services = krate.services.iter();
    let has_cbor = services.any(|it| it.protocols.contains(&Protocol::RpcV2Cbor));
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
