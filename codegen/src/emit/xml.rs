//! Names of XML elements: `xml.rs`, with a type for each set of names, and the constants of services and operations.

use std::collections::BTreeMap;

use proc_macro2::TokenStream;
use quote::quote;

use super::imports::Imports;
use super::tokens::{ident, module_docs};
use crate::ir::{ElementNames, Service, XmlNamespace, XmlRoot};

/// Returns the declaration of the module, if the service needs it.
pub(super) fn declaration(service: &Service) -> Option<TokenStream> {
    let declaration = quote!(
        mod xml;
    );
    (!service.markers.is_empty()).then_some(declaration)
}

/// `xml.rs`, if elements have names that are not the default.
pub(super) fn file(service: &Service, files: &mut BTreeMap<String, TokenStream>) {
    if service.markers.is_empty() {
        return;
    }
    let docs = module_docs(&[format!(
        "Names of XML elements and query parameters of {}.",
        service.facts.title
    )]);
    let mut imports = Imports::new(service, "xml", service.markers.values().map(String::as_str));
    let markers = service.markers.iter();
    let markers: Vec<_> = markers
        .map(|(names, marker)| {
            let marker = ident(marker);
            let parts = parts(names, &mut imports);
            quote!(runtime::xml_names!(#marker { #(#parts,)* });)
        })
        .collect();
    let uses = imports.declarations();
    let tokens = quote!(#docs #uses #(#markers)*);
    files.insert(format!("src/{}/xml.rs", service.module), tokens);
}

/// Returns the names that are not the default.
fn parts(names: &ElementNames, imports: &mut Imports<'_>) -> Vec<TokenStream> {
    let texts = [
        ("member", &names.member),
        ("key", &names.key),
        ("value", &names.value),
    ];
    let mut parts: Vec<_> = texts
        .into_iter()
        .filter_map(|(part, name)| {
            let (part, name) = (ident(part), name.as_ref()?);
            Some(quote!(#part: #name))
        })
        .collect();
    let namespaces = [
        ("namespace", &names.namespace),
        ("key_namespace", &names.key_namespace),
    ];
    for (part, value) in namespaces {
        if let Some(value) = value {
            let (part, value) = (ident(part), namespace(value, imports));
            parts.push(quote!(#part: Some(#value)));
        }
    }
    let query = names.query.as_ref();
    parts.extend(query.map(|name| quote!(query: Some(#name))));
    parts
}

fn namespace(namespace: &XmlNamespace, imports: &mut Imports<'_>) -> TokenStream {
    let ty = imports.runtime("XmlNamespace");
    let uri = &namespace.uri;
    let prefix = match &namespace.prefix {
        Some(prefix) => quote!(Some(#prefix)),
        None => quote!(None),
    };
    quote!(#ty { uri: #uri, prefix: #prefix })
}

/// Returns the constant of the namespace of a service or an operation.
pub(super) fn namespace_constant(
    namespace: &XmlNamespace,
    imports: &mut Imports<'_>,
) -> TokenStream {
    let ty = imports.runtime("XmlNamespace");
    let value = self::namespace(namespace, imports);
    quote!(const XML_NAMESPACE: Option<#ty> = Some(#value);)
}

/// Returns the constants of the root element of an operation's requests, where they are not the default.
pub(super) fn root_constants(
    operation: &str,
    root: &XmlRoot,
    imports: &mut Imports<'_>,
) -> TokenStream {
    let name = Some(&root.name).filter(|it| *it != operation);
    let name = name.map(|name| quote!(const XML_ROOT: &'static str = #name;));
    let namespace = root.namespace.as_ref();
    let namespace = namespace.map(|it| namespace_constant(it, imports));
    quote!(#name #namespace)
}
