//! `lib.rs`: the front page of the crate, and its services.

use proc_macro2::TokenStream;
use quote::quote;

use super::example;
use super::features::features;
use super::tokens::{ident, module_docs};
use crate::ir::Crate;
use crate::lower::rustdoc::literal;

/// Types that all services share, by what one looks for.
const SHARED: [&str; 4] = [
    "- Configuration of clients: [`Config`](runtime::Config)",
    "- Retries and timeouts: [`Retry`](runtime::Retry), [`Timeouts`](runtime::Timeouts)",
    "- Credentials: [`Credentials`](runtime::Credentials), [`ProvideCredentials`](runtime::ProvideCredentials)",
    "- Errors of calls: [`Error`](runtime::Error)",
];
const TRANSPORT: &str = "- HTTP, TLS and proxies: [`HttpTransport`](runtime::HttpTransport)";
const FAKE: &str = "- Tests without a network: [`FakeTransport`](runtime::FakeTransport)";

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
    // Enough for the deepest types that selection lets pass.
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
            reason = "types hold what the model says; boxing by size would change with every member added"
        )]
        pub use runtime;
        #(#modules)*
    }
}

/// The documentation of the crate, up to the list of types that all services share.
fn front_page(krate: &Crate) -> Vec<String> {
    let mut lines = vec![
        "Clients of AWS services, each behind the feature of its name:".to_owned(),
        String::new(),
    ];
    lines.extend(krate.modules.iter().map(|it| {
        let service = &it.service;
        let version = match service.facts.version.as_str() {
            "" => String::new(),
            version => format!(", version {}", literal(version)),
        };
        // No colon: `[name]: word` with nothing behind it is the definition of a link.
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
            "| one for each service | yes | Its types and operations |",
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
            "Without the feature `client` there are the types alone. They implement serde in the format of the wire:",
            "`serde_json` reads and writes them as a service that speaks JSON does.",
            "",
            "# Types of all services",
            "",
            "They are in [`runtime`]:",
            "",
        ]
        .map(str::to_owned),
    );
    lines
}

/// A line of documentation that is there with a feature, because it links to what comes with it.
fn shared_line(feature: &str, line: &str) -> TokenStream {
    let line = format!(" {line}");
    quote!(#![cfg_attr(feature = #feature, doc = #line)])
}
