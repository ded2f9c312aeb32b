//! `lib.rs`: the front page of the crate and its service modules.

use proc_macro2::TokenStream;
use quote::quote;

use super::example;
use super::features::features;
use super::tokens::{ident, module_docs};
use crate::ir::Crate;
use crate::lower::rustdoc::literal;

/// Types shared by all services, by topic.
const SHARED: [&str; 4] = [
    "- Configuration: [`Config`](runtime::Config)",
    "- Retries and timeouts: [`Retry`](runtime::Retry), [`Timeouts`](runtime::Timeouts)",
    "- Credentials: [`Credentials`](runtime::Credentials), [`ProvideCredentials`](runtime::ProvideCredentials)",
    "- Errors: [`Error`](runtime::Error)",
];
const TRANSPORT: &str = "- HTTP, TLS and proxies: [`HttpTransport`](runtime::HttpTransport)";
const FAKE: &str = "- Testing without a network: [`FakeTransport`](runtime::FakeTransport)";

/// `src/lib.rs`.
pub(super) fn file(krate: &Crate) -> TokenStream {
    let docs = module_docs(&front_page(krate));
    let shared = SHARED.map(|line| shared_line("client", line));
    let transport = shared_line("http1", TRANSPORT);
    let fake = shared_line("test-util", FAKE);
    let services = || krate.modules.iter().map(|it| &it.service);
    let modules = services().map(|service| {
        let module = ident(&service.module);
        let feature = service.module.trim_start_matches("r#");
        quote!(#[cfg(feature = #feature)] pub mod #module;)
    });
    // Enough for the deepest types that selection accepts.
    let limit = services()
        .any(|service| service.facts.is_deep)
        .then(|| quote!(#![recursion_limit = "512"]));
    quote! {
        #docs
        #(#shared)*
        #transport
        #fake
        #![cfg_attr(docsrs, feature(doc_cfg))]
        #limit
        #![allow(
            clippy::large_enum_variant,
            clippy::type_complexity,
            reason = "types follow the model; boxing by size would change types whenever a member is added"
        )]
        pub use runtime;
        #(#modules)*
    }
}

/// Returns the documentation of the crate, up to the list of shared types.
fn front_page(krate: &Crate) -> Vec<String> {
    let mut lines = vec![
        "Clients for AWS services. Each service has a module, and a feature of the same name:"
            .to_owned(),
        String::new(),
    ];
    lines.extend(krate.modules.iter().map(|it| {
        let service = &it.service;
        let version = match service.facts.version.as_str() {
            "" => String::new(),
            version => format!(", version {}", literal(version)),
        };
        // No colon: `[name]: word` at the end of a line is a link definition.
        format!(
            "- [`{}`] for {}{version}",
            service.module, service.facts.title
        )
    }));
    let example = example::of_crate(krate);
    if !example.is_empty() {
        lines.extend([String::new(), "# Quick start".to_owned()]);
        lines.extend(example);
    }
    lines.extend(
        [
            "",
            "# Features",
            "",
            "| feature | default | adds |",
            "|---|---|---|",
            "| one per service | yes | Types, operations and client of the service |",
        ]
        .map(str::to_owned),
    );
    let features = features(krate);
    let is_enabled = |name| {
        let mut by_default = features.iter().filter(|it| it.is_default);
        by_default.any(|it| it.name == name || it.enables.contains(&name))
    };
    lines.extend(features.iter().map(|feature| {
        let default = if is_enabled(feature.name) { "yes" } else { "" };
        format!("| `{}` | {default} | {} |", feature.name, feature.adds)
    }));
    lines.extend(
        [
            "",
            "Without the feature `client`, the crate has types only. With the feature `serde` they implement serde's traits:",
            "`serde_json` reads and writes them like a service with a JSON protocol.",
            "",
            "# Shared types",
            "",
            "[`runtime`] has the types shared by all services:",
            "",
        ]
        .map(str::to_owned),
    );
    lines
}

/// Returns a line of documentation that depends on a feature, because it links to an item of that feature.
fn shared_line(feature: &str, line: &str) -> TokenStream {
    let line = format!(" {line}");
    quote!(#![cfg_attr(feature = #feature, doc = #line)])
}
