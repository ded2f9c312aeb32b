//! `error.rs`: the modeled errors.

use std::collections::BTreeMap;

use proc_macro2::{Literal, TokenStream};
use quote::quote;

use super::imports::Imports;
use super::structure;
use super::tokens::{allow_deprecated, ident, module_docs};
use crate::ir::{ERROR_MODULE, ErrorShape, Fault, MessageField, Retryable, Service, Structure};

/// `error.rs`, if the service has errors.
pub(super) fn file(service: &Service, files: &mut BTreeMap<String, TokenStream>) {
    let types = &service.types;
    if types.errors.is_empty() {
        return;
    }
    let structures = || types.errors.iter().map(|error| types.of_error(error));
    let own = structures().flat_map(|it| [&it.name].into_iter().chain(&it.required));
    let mut imports = Imports::new(service, ERROR_MODULE, own.map(String::as_str));
    for structure in structures() {
        structure::import(structure, &mut imports);
    }
    let errors = types.errors.iter();
    let items: Vec<_> = errors
        .map(|error| items(error, types.of_error(error), &mut imports))
        .collect();
    let names = structures().map(|it| ident(&it.name));
    let docs = module_docs(&[format!("Errors returned by {}.", service.facts.title)]);
    let deprecated = structures().any(Structure::uses_deprecated);
    let allow = allow_deprecated(deprecated || imports.uses_deprecated);
    let uses = imports.declarations();
    let tokens = quote!(#docs #allow #uses #(#items)* runtime::errors!(#(#names),*););
    files.insert(format!("src/{}/error.rs", service.module), tokens);
}

pub(super) fn items(
    error: &ErrorShape,
    structure: &Structure,
    imports: &mut Imports<'_>,
) -> TokenStream {
    let name = ident(&structure.name);
    let structure = structure::items(structure, imports);
    let modeled = imports.runtime("ModeledError");
    let code = error.code.as_str();
    let fault_type = imports.runtime("Fault");
    let fault = match error.fault {
        Fault::Client => quote!(#fault_type::Client),
        Fault::Server => quote!(#fault_type::Server),
    };
    let status = error.status.map(|status| {
        let status = Literal::u16_unsuffixed(status);
        quote!(const STATUS: Option<u16> = Some(#status);)
    });
    let retryable = error.retryable.map(|retryable| {
        let ty = imports.runtime("Retryable");
        let value = match retryable {
            Retryable::Transient => quote!(#ty::Transient),
            Retryable::Throttling => quote!(#ty::Throttling),
        };
        quote!(const RETRYABLE: Option<#ty> = Some(#value);)
    });
    let sensitive = error
        .message
        .as_ref()
        .is_some_and(|message| message.sensitive);
    let sensitive = sensitive.then(|| {
        quote!(
            const SENSITIVE_MESSAGE: bool = true;
        )
    });
    let query_code = error.query_code.as_ref().map(|code| {
        quote!(
            const QUERY_CODE: Option<&'static str> = Some(#code);
        )
    });
    let message = error.message.as_ref().map(message);
    quote! {
        #structure

        impl #modeled for #name {
            const CODE: &'static str = #code;
            const FAULT: #fault_type = #fault;
            #status
            #retryable
            #sensitive
            #query_code
            #message
        }
    }
}

fn message(message: &MessageField) -> TokenStream {
    let name = ident(&message.name);
    quote!(runtime::error_message!(#name);)
}
