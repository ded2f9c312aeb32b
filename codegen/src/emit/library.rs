//! `lib.rs`: which services the crate has.

use proc_macro2::TokenStream;
use quote::quote;

use super::tokens::{ident, module_docs};
use crate::docs::literal;
use crate::ir::Crate;

/// `src/lib.rs`.
pub(super) fn file(krate: &Crate) -> TokenStream {
    let mut lines = vec![
        "Clients of AWS services, each behind the feature of its name:".to_owned(),
        String::new(),
    ];
    lines.extend(krate.services.iter().map(|service| {
        let version = match service.version.as_str() {
            "" => String::new(),
            version => format!(", version {}", literal(version)),
        };
        // No colon: `[name]: word` with nothing behind it is the definition of a link.
        format!("- [`{}`] for {}{version}", service.module, service.title)
    }));
    lines.extend([
        String::new(),
        "Without the feature `client` there are the types alone, which are what goes over the wire: `serde_json` writes".to_owned(),
        "and reads them as the services do.".to_owned(),
    ]);
    let docs = module_docs(&lines);
    let modules = krate.services.iter().map(|service| {
        let module = ident(&service.module);
        let feature = service.module.trim_start_matches("r#");
        quote!(#[cfg(feature = #feature)] pub mod #module;)
    });
    // Enough for the deepest types that selection lets pass.
    let limit = krate
        .services
        .iter()
        .any(|service| service.is_deep)
        .then(|| quote!(#![recursion_limit = "512"]));
    quote! {
        #docs
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
