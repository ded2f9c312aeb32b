//! `error.rs`: the modeled errors.

use std::collections::BTreeMap;

use proc_macro2::{Literal, TokenStream};
use quote::quote;

use super::imports::Imports;
use super::structure;
use super::tokens::{allow_deprecated, ident, module_docs};
use crate::ir::{ErrorShape, Fault, MessageField, Retryable, Service};

/// `error.rs`, if the service has errors.
pub(super) fn file(service: &Service, files: &mut BTreeMap<String, TokenStream>) {
    if service.errors.is_empty() {
        return;
    }
    let own = service.errors.iter().flat_map(|error| {
        [error.structure.name.as_str()]
            .into_iter()
            .chain(error.structure.required.as_deref())
    });
    let mut imports = Imports::new(&service.module, "error", own);
    for error in &service.errors {
        structure::import(&error.structure, &mut imports);
    }
    let items: Vec<_> = service
        .errors
        .iter()
        .map(|error| items(error, &mut imports))
        .collect();
    let names = service
        .errors
        .iter()
        .map(|error| ident(&error.structure.name));
    let docs = module_docs(&[format!("Errors returned by {}.", service.title)]);
    let deprecated = service.errors.iter().any(|error| {
        let structure = &error.structure;
        structure.deprecated.is_some()
            || structure
                .fields
                .iter()
                .any(|field| field.deprecated.is_some())
    });
    let allow = allow_deprecated(deprecated || imports.uses_deprecated(service));
    let uses = imports.declarations();
    let tokens = quote!(#docs #allow #uses #(#items)* runtime::errors!(#(#names),*););
    files.insert(format!("src/{}/error.rs", service.module), tokens);
}

fn items(error: &ErrorShape, imports: &mut Imports<'_>) -> TokenStream {
    let structure = structure::items(&error.structure, imports);
    let name = ident(&error.structure.name);
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
