//! `Cargo.toml` of the generated crate.

use super::features::{Feature, features};
use super::protocol_tests::use_cbor;
use crate::ir::{Crate, Service, Type};
use crate::manifest::{
    CrateSettings, GitReference, PUBLISHED_RUNTIME_PACKAGE, RuntimeDependency, quoted,
};

/// Minimum Rust version of a generated crate: that of the runtime.
const RUST: &str = "1.88";

/// Hint to cargo that users use a small part of the crate, so that the rest is not compiled.
const HINTS: &str = "
[hints]
mostly-unused = true
";

/// `Cargo.toml`, without its header.
pub fn manifest(krate: &Crate, settings: &CrateSettings) -> String {
    let features = features(krate);
    let services = || krate.modules.iter().map(|it| it.service.module.as_str());
    let default: Vec<String> = features
        .iter()
        .filter_map(|feature| feature.is_default.then_some(feature.name))
        .chain(services())
        .map(quoted)
        .collect();
    let listed = features.iter().map(|feature| {
        let enables: Vec<String> = feature.enables.iter().map(|it| quoted(it)).collect();
        let Feature { name, adds, .. } = feature;
        format!("# {adds}.\n{name} = [{}]\n", enables.join(", "))
    });
    format!(
        r#"
{package}
[features]
default = [{default}]
{listed}# One feature per service.
{services}
[dependencies]
runtime = {{ {runtime}, default-features = false }}
{tested}{hints}"#,
        package = package(krate, settings),
        default = default.join(", "),
        listed = listed.collect::<String>(),
        services = krate
            .modules
            .iter()
            .map(|it| service(&it.service))
            .collect::<String>(),
        runtime = runtime(settings),
        tested = tested(krate, &features),
        hints = if settings.hints { HINTS } else { "" },
    )
}

/// Returns the feature of a service.
fn service(service: &Service) -> String {
    let needs = |is_needed: fn(&Type) -> bool| service.streams().any(|it| is_needed(&it.ty));
    let mut operations = service.operations.iter();
    let needed = [
        ("runtime/event-streams", needs(Type::is_events)),
        ("runtime/http2", operations.any(|it| it.request.http2)),
        ("runtime/streams", needs(|it| !it.is_events())),
    ];
    let enables = needed.into_iter().filter(|(_, is_needed)| *is_needed);
    let enables: Vec<String> = enables.map(|(name, _)| quoted(name)).collect();
    let enables = enables.join(", ");
    format!("{} = [{enables}]\n", service.module)
}

/// Returns `[package]` and the settings of docs.rs.
fn package(krate: &Crate, settings: &CrateSettings) -> String {
    let titles = krate
        .modules
        .iter()
        .map(|it| it.service.facts.title.as_str());
    let listed = || format!("Clients for {}", titles.collect::<Vec<_>>().join(", "));
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
        rust = quoted(RUST),
        description = quoted(&description),
        license = license.unwrap_or_default(),
        publish = settings.publish,
    )
}

/// Returns the source of the runtime's package.
fn runtime(settings: &CrateSettings) -> String {
    match &settings.runtime {
        RuntimeDependency::Path(_) => {
            let path = settings.runtime_from_crate().unwrap_or_default();
            format!("path = {}", quoted(&path))
        }
        RuntimeDependency::Version(version) => {
            let package = quoted(PUBLISHED_RUNTIME_PACKAGE);
            format!("package = {package}, version = {}", quoted(version))
        }
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
    }
}

/// Returns the crate as its own dev-dependency, with the features that protocol tests need, so that `cargo test` runs
/// them without flags.
fn tested(krate: &Crate, features: &[Feature]) -> String {
    let modules = || krate.modules.iter();
    if modules().all(|it| it.tests.protocol.is_empty()) {
        return String::new();
    }
    let cbor: &[&str] = if modules().any(|it| use_cbor(&it.service, &it.tests.protocol)) {
        &["cbor"]
    } else {
        &[]
    };
    let is_compression = |it: &&Feature| it.name == "compression";
    let compression = features.iter().filter(is_compression).map(|it| it.name);
    let needed = ["test-util"].into_iter().chain(cbor.iter().copied());
    let needed: Vec<String> = needed.chain(compression).map(quoted).collect();
    format!(
        r#"
[dev-dependencies]
{name} = {{ path = ".", default-features = false, features = [{features}] }}
"#,
        name = krate.name,
        features = needed.join(", "),
    )
}
