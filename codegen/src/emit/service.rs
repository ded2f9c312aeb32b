//! `<service>/mod.rs`: documentation, modules and metadata of a service.

use std::collections::BTreeMap;

use proc_macro2::{Literal, TokenStream};
use quote::quote;

use super::imports::Imports;
use super::tokens::{docs, ident, linked, module_docs};
use super::{blocking, client, endpoint, enums, error, operation, types, waiter, xml};
use crate::ir::{Auth, Protocol, Service};
use crate::lower::rustdoc::literal;

/// Adds all files of `service` to `files`.
pub(super) fn files(krate: &str, service: &Service, files: &mut BTreeMap<String, TokenStream>) {
    files.insert(format!("src/{}/mod.rs", service.module), module(service));
    client::files(krate, service, files);
    files.insert(
        format!("src/{}/blocking.rs", service.module),
        blocking::file(service),
    );
    endpoint::file(service, files);
    operation::files(service, files);
    types::files(service, files);
    enums::files(service, files);
    error::file(service, files);
    waiter::file(service, files);
    xml::file(service, files);
}

fn module(service: &Service) -> TokenStream {
    let mut imports = Imports::new(service, "", ["Client", "Service"]);
    let version = match service.facts.version.as_str() {
        "" => String::new(),
        version => format!(" ({})", literal(version)),
    };
    let mut lines = vec![format!("{}{version}.", service.facts.title)];
    if !service.facts.docs.lines.is_empty() {
        lines.push(String::new());
        lines.extend(linked(&service.facts.docs, &imports));
    }
    let module_docs = module_docs(&lines);
    let endpoint = endpoint::declaration(service);
    let enums = (!service.types.enums.is_empty()).then(|| {
        quote!(
            pub mod enums;
        )
    });
    let errors = (!service.types.errors.is_empty()).then(|| {
        quote!(
            pub mod error;
        )
    });
    let has_types = service.types.data().next().is_some() || !service.types.unions.is_empty();
    let types = has_types.then(|| {
        quote!(
            pub mod types;
        )
    });
    let waiters = waiter::declaration(service);
    let markers = xml::declaration(service);
    let facts = facts(service, &mut imports);
    let uses = imports.declarations();
    quote! {
        #module_docs
        #[cfg(feature = "blocking")]
        pub mod blocking;
        #[cfg(feature = "client")]
        mod client;
        #endpoint
        #enums
        #errors
        pub mod operation;
        #types
        #waiters
        #markers

        #[cfg(feature = "client")]
        pub use client::Client;
        #uses
        #facts
    }
}

/// Returns the runtime's name of a protocol.
pub(super) fn protocol(protocol: Protocol) -> TokenStream {
    let name = ident(match protocol {
        Protocol::AwsJson1_0 => "AwsJson1_0",
        Protocol::AwsJson1_1 => "AwsJson1_1",
        Protocol::RpcV2Cbor => "RpcV2Cbor",
        Protocol::RestJson1 => "RestJson1",
        Protocol::RestXml => "RestXml",
        Protocol::AwsQuery => "AwsQuery",
        Protocol::Ec2Query => "Ec2Query",
    });
    quote!(#name)
}

/// Returns the constant of these authentication schemes.
pub(super) fn auth(schemes: &[Auth], imports: &mut Imports<'_>) -> TokenStream {
    let ty = imports.runtime("AuthScheme");
    let schemes = schemes.iter().map(|scheme| {
        let name = ident(match scheme {
            Auth::SigV4 => "SigV4",
            Auth::SigV4a => "SigV4a",
            Auth::Bearer => "Bearer",
            Auth::NoAuth => "NoAuth",
        });
        quote!(#ty::#name)
    });
    quote!(const AUTH: &'static [#ty] = &[#(#schemes),*];)
}

fn facts(service: &Service, imports: &mut Imports<'_>) -> TokenStream {
    let item_docs = docs(&[format!("Service metadata of {}.", service.facts.title)]);
    let protocol_type = imports.runtime("Protocol");
    let protocols = service.facts.protocols.iter().map(|it| protocol(*it));
    let (shape_name, sdk_id, version) = (
        &service.facts.shape_name,
        &service.facts.sdk_id,
        &service.facts.version,
    );
    let signing_name = match &service.facts.signing_name {
        Some(name) => quote!(Some(#name)),
        None => quote!(None),
    };
    // The runtime's default follows from the signing name.
    let default = match &service.facts.signing_name {
        Some(_) => Auth::SigV4,
        None => Auth::NoAuth,
    };
    let auth = (service.facts.auth != [default]).then(|| auth(&service.facts.auth, imports));
    let retry_base = service.facts.retry_base_ms.map(|base| {
        let duration = imports.get("std::time", "Duration");
        let base = Literal::u64_unsuffixed(base);
        quote!(const RETRY_BASE: #duration = #duration::from_millis(#base);)
    });
    let max_attempts = service.facts.max_attempts.map(|attempts| {
        let attempts = Literal::u32_unsuffixed(attempts);
        quote!(const MAX_ATTEMPTS: u32 = #attempts;)
    });
    let namespace = service.facts.xml_namespace.as_ref();
    let namespace = namespace.map(|it| xml::namespace_constant(it, imports));
    let query_compatible = service.facts.query_compatible.then(|| {
        quote!(
            const QUERY_COMPATIBLE: bool = true;
        )
    });
    let headers = service.facts.headers.iter();
    let headers: Vec<_> = headers
        .map(|(name, value)| quote!((#name, #value)))
        .collect();
    let headers = (!headers.is_empty()).then(|| {
        quote!(
            const HEADERS: &'static [(&'static str, &'static str)] = &[#(#headers),*];
        )
    });
    let pairs = service.facts.key_digests.iter();
    let pairs: Vec<_> = pairs.map(|(key, digest)| quote!((#key, #digest))).collect();
    let key_digests = (!pairs.is_empty()).then(|| {
        quote!(
            const KEY_DIGESTS: &'static [(&'static str, &'static str)] = &[#(#pairs),*];
        )
    });
    let settings = settings(service, imports);
    let behaviour = behaviour(service);
    let endpoint = endpoint::of_service(service);
    quote! {
        #item_docs
        #[derive(Clone, Copy, Debug)]
        pub struct Service;

        impl runtime::Service for Service {
            const SHAPE_NAME: &'static str = #shape_name;
            const SDK_ID: &'static str = #sdk_id;
            const VERSION: &'static str = #version;
            const SIGNING_NAME: Option<&'static str> = #signing_name;
            #auth
            const PROTOCOLS: &'static [#protocol_type] = &[#(#protocol_type::#protocols),*];
            #retry_base
            #max_attempts
            #namespace
            #query_compatible
            #headers
            #key_digests
            #settings
            #behaviour
            runtime::tracer!();

            #endpoint
        }
    }
}

/// Returns the settings of the service outside of code, if it has any.
fn settings(service: &Service, imports: &mut Imports<'_>) -> Option<TokenStream> {
    if service.facts.settings.is_empty() {
        return None;
    }
    let ty = imports.runtime("ServiceSetting");
    let settings = service.facts.settings.iter();
    let settings = settings.map(|[parameter, variable, key]| {
        quote!(#ty { parameter: #parameter, variable: #variable, key: #key })
    });
    Some(quote!(const SETTINGS: &'static [#ty] = &[#(#settings),*];))
}

/// Returns the constants by which the service differs from others.
fn behaviour(service: &Service) -> TokenStream {
    let facts = &service.facts;
    let constants = [
        (facts.payload_hash, "PAYLOAD_HASH"),
        (facts.dot_segments, "DOT_SEGMENTS"),
        (facts.errors_in_success, "ERRORS_IN_SUCCESS"),
        (facts.anonymous, "ANONYMOUS"),
    ];
    let constants = constants.into_iter().filter(|(is_set, _)| *is_set);
    let constants = constants.map(|(_, name)| {
        let name = ident(name);
        quote!(const #name: bool = true;)
    });
    quote!(#(#constants)*)
}
