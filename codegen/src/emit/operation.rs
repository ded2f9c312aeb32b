//! `operation/<name>.rs`: an operation's input, output and errors.

use std::collections::BTreeMap;

use proc_macro2::TokenStream;
use quote::quote;

use super::imports::Imports;
use super::tokens::{allow_deprecated, docs, ident, module_docs};
use super::{endpoint, paginated, request, structure};
use crate::ir::{Named, Operation, Service, Structure};
use crate::lower::rustdoc::wrapped;

/// The files of all operations, and the module that lists them.
pub(super) fn files(service: &Service, files: &mut BTreeMap<String, TokenStream>) {
    let docs = module_docs(&[format!(
        "Operations of {}, with their inputs, outputs and errors.",
        service.facts.title
    )]);
    let modules = service
        .operations
        .iter()
        .map(|operation| ident(&operation.method));
    files.insert(
        format!("src/{}/operation/mod.rs", service.module),
        quote!(#docs #(pub mod #modules;)*),
    );
    for operation in &service.operations {
        let path = format!(
            "src/{}/operation/{}.rs",
            service.module,
            operation.method.trim_start_matches("r#")
        );
        files.insert(path, file(service, operation));
    }
}

pub(super) fn file(service: &Service, operation: &Operation) -> TokenStream {
    let (input, output) = (service.input(operation), service.output(operation));
    let structures = [input, output];
    let own = [&operation.name, &operation.error_name];
    let own = own.into_iter().chain(
        structures
            .iter()
            .flat_map(|it| [&it.name].into_iter().chain(&it.required)),
    );
    let mut imports = Imports::new(service, &operation.module(), own.map(String::as_str));
    for structure in structures {
        structure::import(structure, &mut imports);
    }
    for variant in &operation.errors {
        imports.named(Named::Structure(variant.error));
    }
    let marker = marker(service, operation, &mut imports);
    let paginated = paginated::of_operation(service, operation, &mut imports);
    let input = structure::items(input, &mut imports);
    let output = structure::items(output, &mut imports);
    let error = error(operation, &mut imports);
    let docs = module_docs(&[format!("Operation `{}`.", operation.shape_name)]);
    let deprecated = structures.into_iter().any(Structure::uses_deprecated);
    let allow = allow_deprecated(deprecated || imports.uses_deprecated);
    let uses = imports.declarations();
    quote! {
        #docs
        #allow
        #uses
        #marker
        #paginated
        #input
        #output
        #error
    }
}

fn marker(service: &Service, operation: &Operation, imports: &mut Imports<'_>) -> TokenStream {
    let name = ident(&operation.name);
    let takes = service.input(operation);
    let gives = service.output(operation);
    let (input, output) = (ident(&takes.name), ident(&gives.name));
    let error = ident(&operation.error_name);
    let shape_name = operation.shape_name.as_str();
    let module = ident(&service.module);
    let item_docs = docs(&wrapped(&format!(
        "Marker type of the operation `{}`, as in `client.request::<{}>(input)`.",
        operation.shape_name, operation.name
    )));
    let operation_trait = imports.runtime("Operation");
    let token = takes.fields.iter().find(|field| field.idempotency_token);
    let token = token.map(|field| {
        let name = ident(&field.name);
        quote! {
            fn idempotency_token(input: &mut Self::Input) -> Option<&mut Option<String>> {
                Some(&mut input.#name)
            }
        }
    });
    let request = request::constants(operation, gives, imports);
    let streams = request::streams(takes, gives, imports);
    let endpoint = endpoint::of_operation(service, operation);
    let host_prefix = request::host_prefix(&operation.request);
    quote! {
        #item_docs
        #[derive(Clone, Copy, Debug)]
        pub struct #name;

        impl #operation_trait for #name {
            const NAME: &'static str = #shape_name;
            type Service = crate::#module::Service;
            type Input = #input;
            type Output = #output;
            type Error = #error;
            #request

            #token
            #streams
            #endpoint
            #host_prefix
        }
    }
}

fn error(operation: &Operation, imports: &mut Imports<'_>) -> TokenStream {
    let name = ident(&operation.error_name);
    let item_docs = docs(&[format!("Errors returned by [`{}`].", operation.name)]);
    let variants: Vec<_> = operation
        .errors
        .iter()
        .map(|variant| {
            let name = ident(&variant.name);
            let ty = imports.named(Named::Structure(variant.error));
            (name, ty)
        })
        .collect();
    let declarations = variants.iter().map(|(name, ty)| quote!(#name(#ty)));
    let table = variants.iter().map(|(name, ty)| {
        let same = *name == ty.to_string();
        if same {
            quote!(#name)
        } else {
            quote!(#name: #ty)
        }
    });
    quote! {
        #item_docs
        #[non_exhaustive]
        #[derive(Clone, Debug, PartialEq)]
        pub enum #name { #(#declarations),* }
        runtime::operation_error!(#name { #(#table),* });
    }
}
